"""Reading the clauses that copy what the page says: “type the text below into the field”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._handled import CopyDetails, CopyText
from ._reading import always
from ._target import read_target

if TYPE_CHECKING:
    import re

    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Rule


def _text(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    field = read_target(clause.part(match["field"])) if match["field"] else None
    return (CopyText(None, field),)


def _from(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    # “Type the value of X” names no field, nor what is on the page, where a value is quoted.
    if clause.quoted:
        return None
    source, field = (read_target(clause.part(match[name])) for name in ("source", "field"))
    return (CopyText(source, field),)


_TEXT = r"(?:text|words?|code|string|sentence|phrase|number)"
_SHOWN = r"(?:shown|written|displayed|given|you see)"
_WHERE = r"(?:below|above|here|on (?:the|this) (?:page|screen))"
_SEEN = rf"(?:{_SHOWN}(?: {_WHERE})?|{_WHERE})"
_DETAILS = r"(?:values?|data|details|information|entries)"
_FORM = r"(?:(?:the|this|each) )?(?:right |matching |corresponding )?(?:form|fields?)"
REPEATING: tuple[Rule, ...] = (
    (
        rf"(?:type|enter|retype|repeat|write|copy|input|put)(?: in)? the (?:following )?{_TEXT}"
        rf"(?: that is| that)? {_SEEN}(?:,? (?:in)?to (?P<field>.+))?",
        _text,
    ),
    (
        rf"copy (?:the {_DETAILS}|what (?:it|the table) says)(?: (?:from|in|of) .+?)?"
        rf" (?:in)?to {_FORM}",
        always(CopyDetails()),
    ),
    (
        rf"(?:copy (?:(?:the )?(?:{_TEXT}|contents?|value) (?:from|in|of|inside) )?"
        r"|(?:enter|type|input|put) the (?:value|contents?) (?:of|for|under|beside) )"
        r"(?:the )?(?P<source>.+?)"
        r"(?: below| above)?,? (?:(?:and )?(?:paste|insert) (?:it |that |the text )?)?(?:in)?to"
        r" (?P<field>.+)",
        _from,
    ),
    (
        rf"(?:enter|type|fill in|put) the {_DETAILS}"
        r" (?:(?:that|which) )?(?:corresponds?|corresponding|belongs?|belonging|fits?|fitting)"
        r"(?: with| to| for| under)? (?:each|every|the|all(?: the)?) (?:labels?|fields?|names?)"
        rf"(?: (?:in)?to {_FORM})?",
        always(CopyDetails()),
    ),
    (
        rf"(?:fill|complete)(?: in| out)? {_FORM} (?:with|from|using) the"
        rf" (?:{_DETAILS}|table|list)(?: (?:from|in|of) .+| {_SEEN})?",
        always(CopyDetails()),
    ),
)
