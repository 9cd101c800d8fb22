"""A page as facts, and what the actions on it come to in the verbs of the format."""

from __future__ import annotations

from ._deciding import ActionDecision, VerbDecision, decide_action, decide_needs
from ._element import LONGEST_TEXT, LONGEST_VALUE, Page, PageElement
from ._kinds import able_verbs, actionable, href, is_actionable
from ._matching import element_match
from ._needs import ACTIONS, Need, on_verb, required
from ._static import StaticPage

__all__ = [
    "ACTIONS",
    "LONGEST_TEXT",
    "LONGEST_VALUE",
    "ActionDecision",
    "Need",
    "Page",
    "PageElement",
    "StaticPage",
    "VerbDecision",
    "able_verbs",
    "actionable",
    "decide_action",
    "decide_needs",
    "element_match",
    "href",
    "is_actionable",
    "on_verb",
    "required",
]
