"""The aligned action space: one frozen dataclass a verb, whose docstring the model is shown.

After AgentOccam (arXiv 2410.13825): few verbs, all of them things a reader of the page text can
decide. Pressing Enter is off by default, since it sends forms; tabs stay, since pages open them.
"""

from __future__ import annotations

from ._action import Action, Parameter
from ._browser import CloseTab, Dialog, GoBack, GoHome, Goto, Press, SwitchTab
from ._element import (
    Check,
    Click,
    ClickAt,
    Drag,
    DragBy,
    DropPlace,
    FieldValue,
    FillForm,
    Hover,
    ScrollContainer,
    ScrollTarget,
    Select,
    SelectText,
    SetDate,
    SetRange,
    Type,
    Upload,
)
from ._flags import FLAGS, flag_of
from ._plan import Branch, Note, Prune, Recall, Stop, SubtaskDone
from ._reading import Expand, Find
from ._writing import text_length

VERBS: dict[str, type[Action]] = {
    action.verb: action
    for action in (
        Click,
        ClickAt,
        Type,
        SelectText,
        Select,
        Check,
        SetDate,
        SetRange,
        FillForm,
        Upload,
        Hover,
        Press,
        Drag,
        DragBy,
        ScrollContainer,
        GoBack,
        GoHome,
        Goto,
        SwitchTab,
        CloseTab,
        Dialog,
        Find,
        Expand,
        Note,
        Branch,
        Prune,
        Recall,
        SubtaskDone,
        Stop,
    )
}
"""Every action by its verb, in the order the model is shown them."""

__all__ = [
    "FLAGS",
    "VERBS",
    "Action",
    "Branch",
    "Check",
    "Click",
    "ClickAt",
    "CloseTab",
    "Dialog",
    "Drag",
    "DragBy",
    "DropPlace",
    "Expand",
    "FieldValue",
    "FillForm",
    "Find",
    "GoBack",
    "GoHome",
    "Goto",
    "Hover",
    "Note",
    "Parameter",
    "Press",
    "Prune",
    "Recall",
    "ScrollContainer",
    "ScrollTarget",
    "Select",
    "SelectText",
    "SetDate",
    "SetRange",
    "Stop",
    "SubtaskDone",
    "SwitchTab",
    "Type",
    "Upload",
    "flag_of",
    "text_length",
]
