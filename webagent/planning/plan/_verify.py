"""Whether what an actor says to be done is shown by something that really is there.

A run's end is looked at once more before it is believed, with evidence for each criterion. Nobody
is asked for that: what a program can check is checked, and for the rest a quotation is looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._check import check, plain
from ._criterion import RequestAnswered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._criterion import Criterion
    from ._evidence import Evidence

_LEAST = 4
"""Characters: a shorter quotation stands on nearly every page."""
_SHOWN = 120
_BETWEEN = re.compile(r"\n|\s\|\s")
_AROUND = " \t\"'“”‘’«»…"
_RECEIPT = re.compile(r"(?:the page sent )?([A-Z]{3,7})\s+([^\s*]+?),?\s+(?:answered\s+)?(\d{3})")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was to be shown."""

    criterion: str
    """In words; empty for a quotation that no criterion asked for."""
    met: bool
    shown_by: str
    """What was quoted, or that it was checked; empty where nothing shows it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is shown of something that was said to be done."""

    findings: tuple[Finding, ...] = ()
    lacks: tuple[str, ...] = ()
    """What speaks against it, a sentence each."""

    @property
    def verified(self) -> bool:
        """Whether something shows it, and nothing speaks against it."""
        return bool(self.findings) and not self.lacks


def verify(criteria: Iterable[Criterion], cited: str, evidence: Evidence) -> Verdict:
    """Look for what shows that criteria are met.

    `cited` is what the actor quotes: words of a page it was shown, or a request with the status it
    was answered with (`POST /orders 201`); several with a bar between them. One is needed for each
    criterion that can't be checked. A quotation of what was never shown speaks against all of it.
    """
    quoted = list(_quoted(cited, evidence))
    holding = [quote for quote, holds in quoted if holds]
    lacks = [f"“{quote[:_SHOWN]}” was shown nowhere" for quote, holds in quoted if not holds]
    unused = iter(holding)
    findings: list[Finding] = []
    for criterion in criteria:
        met = check(criterion, evidence)
        shown_by = "checked" if met else "" if met is False else next(unused, "")
        findings.append(Finding(str(criterion), bool(shown_by), shown_by))
        if met is False:
            lacks.append(f"it is not so that {criterion}")
        elif not shown_by:
            lacks.append(f"nothing is quoted that shows: {criterion}")
    findings += (Finding("", True, quote) for quote in unused)
    findings += (Finding("", False, quote) for quote, holds in quoted if not holds)
    return Verdict(tuple(findings), tuple(lacks))


def _quoted(cited: str, evidence: Evidence) -> Iterator[tuple[str, bool]]:
    """Yield each quotation, with whether it is one."""
    seen = [plain(text) for text in evidence.shown]
    whole = cited.strip(_AROUND)
    if not whole:
        return
    if _holds(whole, seen, evidence):
        yield whole, True  # also one that has a bar in it
        return
    for part in filter(None, (part.strip(_AROUND) for part in _BETWEEN.split(whole))):
        yield part, _holds(part, seen, evidence)


def _holds(quote: str, seen: list[str], evidence: Evidence) -> bool:
    receipt = _RECEIPT.fullmatch(quote)
    if receipt is not None:
        method, path, status = receipt.groups()
        sent = RequestAnswered(method, path, int(status))
        if check(sent, evidence):
            return True
    words = plain(quote)
    return len(words) >= _LEAST and any(words in text for text in seen)
