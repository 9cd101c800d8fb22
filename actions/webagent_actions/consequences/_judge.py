"""What it would take to undo an action, judged before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import Node

from .._steps import steps
from ..controls import offers_options
from ..verbs import (
    Action,
    Check,
    Click,
    ClickAt,
    CloseTab,
    Dialog,
    Drag,
    DragBy,
    FillForm,
    GoBack,
    Goto,
    Hover,
    Press,
    ScrollContainer,
    Select,
    SelectText,
    SetDate,
    SetRange,
    SwitchTab,
    Type,
    Upload,
)
from ._addresses import command_in
from ._clicks import judge_click
from ._forms import judge_enter
from ._judgement import Judgement, commit, edit, gravity, safe, unknown
from ._keys import (
    activates,
    focused,
    is_enter,
    only_looks,
    presses_enter,
    sends_by_enter,
    takes_text,
)
from ._lexicon import Meaning, read_name

if TYPE_CHECKING:
    from webagent_observation import Observation

    from .._situation import OpenDialog


def judge(
    action: Action, observation: Observation, *, dialog: OpenDialog | None = None
) -> Judgement:
    """Return what it would take to undo an action, and what tells so.

    Only what is known to be harmless is called so: a button that nothing is known of is taken for
    a commitment, marked as `guessed`. `dialog` is the one that is open, for its answer.

    Raises:
        ActionRefused: a field of `fill_form` can't be filled.
    """
    refs = observation.refs
    match action:
        case Click(ref) | ClickAt(ref):
            return judge_click(refs[ref], observation)
        case Type(ref):
            node = refs[ref]
            return judge_enter(node, observation) if presses_enter(action, node) else edit(_TYPED)
        case Select(ref, option):
            return _choice(refs[ref], option, observation)
        case Check() | SetDate() | SetRange():
            return edit("sets a field")
        case Upload():
            return commit("hands over a file, which some pages send at once")
        case FillForm():
            single = [judge(step, observation) for step in steps(action, observation)]
            return max(single, key=gravity, default=edit("sets fields"))
        case Drag(ref, to):
            return _drag(refs[ref], refs[to])
        case DragBy(ref):
            return edit(_moves(refs[ref]))
        case Press(key):
            return _press(key, focused(observation), observation)
        case Goto(url):
            command = command_in(url)
            return safe("opens an address") if command is None else commit(_says(command))
        case CloseTab():
            return edit("closes a tab, which could be opened again")
        case Dialog(accept):
            return _answer(dialog, accept=accept)
        case SelectText():
            return safe("only marks a text")
        case GoBack() | SwitchTab() | Hover() | ScrollContainer():
            return safe("only looks elsewhere")
        case _:
            return safe("touches nothing" if not action.touches_page else "opens the first page")


_TYPED = "types without sending"


def _says(command: str) -> str:
    return f"its address says “{command}”"


def _choice(node: Node, option: str, observation: Observation) -> Judgement:
    """Judge a choice from what is no list as the clicks that it takes: it may be a command."""
    if offers_options(node) or node.role == "radiogroup":
        return edit("sets a field")
    chosen = Node("menuitem", option)
    return max(judge_click(node, observation), judge_click(chosen, observation), key=gravity)


def _drag(node: Node, target: Node) -> Judgement:
    word = read_name(target.name)
    if word is not None and word.meaning >= Meaning.COMMITS:
        return commit(f"is dropped on what says “{word.text}”")
    return edit(_moves(node))


def _moves(node: Node) -> str:
    return f"moves a {node.role}, which could be moved back"


def _press(key: str, node: Node | None, observation: Observation) -> Judgement:
    if only_looks(key):
        return safe("moves the focus or the view, or closes what is open")
    if node is None:
        return unknown("is for whatever has the focus")
    if takes_text(node) or sends_by_enter(node):
        if is_enter(key):
            return judge_enter(node, observation)
        if takes_text(node) or not activates(key):
            return edit("is typed into a field")
    if activates(key):
        return judge_click(node, observation)
    if key.startswith("Arrow") or key in {"Home", "End"}:
        return edit("moves within what has the focus")
    return unknown("may be a shortcut of the page")


def _answer(dialog: OpenDialog | None, *, accept: bool) -> Judgement:
    kind = "" if dialog is None else dialog.kind
    if not accept:
        return safe("dismisses the dialog")
    if kind == "alert":
        return safe("has read what the dialog says")
    if kind == "beforeunload":
        return edit("leaves the page and what was entered there")
    return commit("accepts what the dialog asks")
