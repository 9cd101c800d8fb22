"""Formatting words in an editor: “make the word Milk bold”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_actions import Click as ClickOn
from webagent_actions import SelectText

from ._handled import FormatText
from ._moves import Fulfilled, Move, Stuck, press
from ._reading import always
from ._words import stems

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._intents import Intent
    from ._moves import Next, Trail
    from ._page import Page
    from ._phrase import Phrase
    from ._reading import Rule

_STYLES = {
    "bold": r"bold(?:face|ed)?|strong",
    "italic": r"italic(?:s|i[sz]ed)?",
    "underline": r"underlined?",
    "strike": r"struck[- ]through|strike(?:[- ]?through)?|crossed[- ]out",
}
"""What buttons are called, and the words for it."""
_WHOLE = (
    r"everything|(?:the )?(?:whole|entire) text|all(?: of)?(?: the| its| your)? ?text|all of it"
)
_SIMPLE = frozenset({"input", "textarea"})


def format_text(intent: FormatText, page: Page, trail: Trail) -> Next:
    """Mark the words in the editor that holds them, then press what formats them."""
    if trail.of(ClickOn):
        return Fulfilled()
    if not trail.of(SelectText):
        editor = next(
            (
                control
                for control in page.fields
                if control.node.tag not in _SIMPLE and intent.text in (control.node.value or "")
            ),
            None,
        )
        if editor is None:
            return Stuck(f"an editor with “{intent.text}”" if intent.text else "an editor")
        action = SelectText(editor.ref, intent.text or None)
        return Move(action, f"{editor} holds it.", f"marked {intent.what}", finishes=False)
    button = next((c for c in page.pressables if _is_for(intent.style, c.node)), None)
    if button is None:
        return Stuck(f"a button for {intent.style}")
    return press(button, f"{button} is for that style")


def _is_for(style: str, button: Node) -> bool:
    said = stems(f"{button.name} {button.description}")
    return any(stem.startswith(stems(style)[0]) for stem in said)


def _format(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    said = match["style"]
    style = next(name for name, form in _STYLES.items() if re.fullmatch(form, said, re.I))
    text = "" if match["whole"] else clause.part(match["what"]).plain
    return (FormatText(text, style),)


FORMATTING: tuple[Rule, ...] = (
    # That it is done there goes without saying.
    (r"(?:using|in|with) (?:the|this|an?) (?:[\w-]+ )?editor", always()),
    (
        r"(?:make|give|set|format|turn|style|change|put|render)"
        rf" (?:(?P<whole>{_WHOLE})|(?:the (?:text|words?|phrase|sentence) )?(?P<what>.+?))"
        rf" (?:the style |in(?:to)? |to |as )?(?P<style>{'|'.join(_STYLES.values())})",
        _format,
    ),
)
