"""Reading what is to be done with one message: “find the mail from Ada and reply with …”.

Told in one sentence or two, so that the whole of the task is read at once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ._handled import HandleMessage
from ._phrase import MARK, masked, without_courtesy

if TYPE_CHECKING:
    from ._handled import MessageAct
    from ._phrase import Phrase

_LONGEST = 400
"""Without what is quoted: whoever writes more wants more than that."""
_MESSAGE = r"(?:e-?mail|mail|message|letter|note|thread|conversation)"
_NO_NAME = r"(?:about|and|as|by|concerning|has|on|out|saying|sent|that|then|to|with|wrote)\b"
_NAME = rf"(?:{MARK}|[\w.@-]+(?: (?!{_NO_NAME})[\w.-]+)?)"
_DATE = r"(?: on [\w ,/.-]+?)?"
_TOPIC = (
    r"(?:about|on|concerning|(?:with|that has) the subject) (?:the )?(?!the\b|\d)"
    rf"(?P<topic>{MARK}|[\w' -]+?)"
)
_WHICH = (
    rf"(?:the |that |my )?{_MESSAGE} (?:(?:you|i) (?:got|received) )?(?:by|from|sent by) "
    rf"(?P<sender>{_NAME})(?: {_TOPIC})?{_DATE}",
    rf"(?:the |that )?{_MESSAGE} (?P<sender>{_NAME}) (?:has )?(?:sent|wrote)(?: (?:me|you|us))?"
    rf"(?: {_TOPIC})?{_DATE}",
    rf"(?P<sender>{_NAME})['’]s? {_MESSAGE}(?: {_TOPIC})?",
    rf"(?:the |that |my )?{_MESSAGE} {_TOPIC}",
)
_FIND = r"(?:find|open|locate|look for|look up|go to|select|get|search for)"
_IT = r"(?:it|them|him|her|that (?:one|message|mail|email)|the (?:message|mail|email|sender))"
_THEN = r"(?:,? and then|,? and|,? then|,|[.;])"
_WITH = (
    r"(?:(?: with(?: the (?:text|message|words?))?|,? saying|,? (?:by )?writing|,? the text)?:? "
    rf"(?={MARK})|(?: with(?: the (?:text|message|words?))?|,? saying|,? (?:by )?writing|:):? )"
    r"(?P<text>.+)"
)
_TO = rf"(?: on)? to (?P<to>{_NAME})"
_ACTS: dict[MessageAct, tuple[str, ...]] = {
    "delete": ("(?:delete|remove|trash|discard|bin|get rid of) {}",),
    "star": (
        "star {}", "(?:flag|mark) {}(?: as (?:important|starred))?",
        "make {} (?:important|starred)", "give {} a star",
    ),
    "archive": ("archive {}", "(?:move|put) {} (?:in)?to the archive"),
    "print": ("print {}(?: out)?",),
    "reply": (f"(?:reply|respond|write back) to {{}}{_WITH}", f"answer (?:to )?{{}}{_WITH}"),
    "forward": (f"forward {{}}{_TO}", f"(?:pass|send) {{}}{_TO}"),
}  # fmt: skip
"""How each is said of a message, which stands in the place of `{}`."""
_PRESS = r"(?:click|press|tap|hit|use)(?: on)? the {} (?:icon|button|link)(?: to .+)?"
_AFTER_FINDING: dict[MessageAct, tuple[str, ...]] = {
    "delete": (_PRESS.format("(?:trash|delete|bin|remove)"),),
    "star": (_PRESS.format("(?:star|important|flag)"),),
    "archive": (_PRESS.format("archive"),),
    "reply": (f"(?:reply|respond|answer|write back){_WITH}",),
}
"""How it is said besides, once the message was told."""


def read_message(task: str) -> HandleMessage | None:
    """Return what a task wants done with which message; `None` if it is about something else."""
    said = without_courtesy(masked(task))
    if len(said.text) > _LONGEST:
        return None
    for act, pattern in _patterns():
        match = re.fullmatch(pattern, said.text, re.IGNORECASE)
        if match is not None:
            return _read(said, match, act)
    return None


@cache
def _patterns() -> tuple[tuple[MessageAct, str], ...]:
    found: list[tuple[MessageAct, str]] = []
    for act, ways in _ACTS.items():
        later = (*(way.format(_IT) for way in ways), *_AFTER_FINDING.get(act, ()))
        for which in _WHICH:
            told = [way.format(which) for way in ways]
            told += [f"{_FIND} {which}{_THEN} {way}" for way in later]
            found.extend((act, pattern) for pattern in told)
    return tuple(found)


def _read(said: Phrase, match: re.Match[str], act: MessageAct) -> HandleMessage:
    groups = match.groupdict()
    sender, topic, text, to = (
        said.part(groups.get(name)).plain for name in ("sender", "topic", "text", "to")
    )
    return HandleMessage(act, sender, topic, text or to)
