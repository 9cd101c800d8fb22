"""What a change of the manifest does to one page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .._decision import Verdict
from .._ledger import MemoryLedger
from .._manifest import Modifiers, Verb
from .._request import ElementMatch, Request
from .._rules import RuleSet
from ..page import able_verbs, on_verb
from ._rule_words import condition_words
from ._tendency import Tendency, of_modifiers, together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._manifest import Manifest
    from ..page import Need, Page

_MOST_SAMPLES = 5
# No decision here looks at the clock: a time window is compared as written.
_NOW = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a verb stands with an element, at whatever hour and however often it was done before.

    `conditions` are those of the permission. `rule` is the index of the rule that decides, None
    for the default.
    """

    allowed: bool
    conditions: Modifiers
    rule: int | None

    @property
    def word(self) -> str:
        """`deny`, `needs_human` or `allow`, as decisions are written."""
        if not self.allowed:
            return Verdict.DENY.word
        human = self.conditions.human_in_the_loop
        return Verdict.NEEDS_HUMAN.word if human else Verdict.ALLOW.word

    def in_words(self) -> str:
        """The word, with the other conditions and the rule that decides."""
        conditions = condition_words(self.conditions) if self.allowed else []
        said = ", ".join([self.word, *conditions])
        return f"{said} ({'default' if self.rule is None else f'rule {self.rule}'})"

    def tendency_to(self, other: Standing) -> Tendency | None:
        """Return which way it goes from this standing to another, None if they are alike."""
        if self.conditions is other.conditions and self.allowed is other.allowed:
            return None
        if self.allowed and other.allowed:
            return of_modifiers(self.conditions, other.conditions)
        if self.allowed is other.allowed:
            return None
        return Tendency.LAXER if other.allowed else Tendency.STRICTER


@dataclass(frozen=True, slots=True)
class Sample:
    """An element of the page whose standing changed."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """A verb that stands otherwise with some elements, all by the same rules."""

    verb: Verb
    old: Standing
    new: Standing
    tendency: Tendency
    count: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class PageDifference:
    """What changed on one page; `engine` tells who matched the selectors."""

    url: str
    engine: str
    changes: tuple[DecisionChange, ...]

    @property
    def tendency(self) -> Tendency | None:
        """Which way the page went as a whole, None if nothing changed on it."""
        return together(each.tendency for each in self.changes)

    def to_json(self) -> dict[str, object]:
        """Return the same as plain JSON values."""
        return {
            "page": self.url,
            "engine": self.engine,
            "tendency": self.tendency,
            "decisions": [
                {
                    "verb": each.verb,
                    "tendency": each.tendency,
                    "old": _standing_json(each.old),
                    "new": _standing_json(each.new),
                    "count": each.count,
                    "samples": [
                        {"path": sample.path, "text": sample.text} for sample in each.samples
                    ],
                }
                for each in self.changes
            ],
        }


async def diff_on_page(old: Manifest, new: Manifest, page: Page) -> PageDifference:
    """Compare what two manifests decide on each element of a page, for each verb it is able to do.

    A change is told once for all elements with the same verb and the same two deciding rules, with
    up to five of them as samples.
    """
    before, after = await _Judge.of(old, page), await _Judge.of(new, page)
    counts: dict[tuple[Verb, Standing, Standing], int] = {}
    samples: dict[tuple[Verb, Standing, Standing], list[Sample]] = {}
    for element in page.elements:
        for verb in sorted(able_verbs(element, page)):
            (need,) = on_verb(verb, page, element.index)
            was, now = before.standing(need), after.standing(need)
            if was.tendency_to(now) is None:
                continue
            key = (verb, was, now)
            counts[key] = counts.get(key, 0) + 1
            if counts[key] <= _MOST_SAMPLES:
                samples.setdefault(key, []).append(Sample(element.path, element.text))
    changes = [
        DecisionChange(verb, was, now, tendency, count, tuple(samples[verb, was, now]))
        for (verb, was, now), count in counts.items()
        if (tendency := was.tendency_to(now)) is not None
    ]
    return PageDifference(page.url, page.engine, tuple(changes))


class _Judge:
    """One of the two manifests on the page, asked without a history."""

    def __init__(
        self, rules: RuleSet, page: Page, matched: Mapping[str, frozenset[int] | None]
    ) -> None:
        self._rules = rules
        self._page = page
        self._ledger = MemoryLedger()
        self._invalid = frozenset(name for name, found in matched.items() if found is None)
        own: dict[int, set[str]] = {}
        for name, found in matched.items():
            for index in found or ():
                own.setdefault(index, set()).add(name)
        self._own = {index: frozenset(names) for index, names in own.items()}
        self._matches: dict[int, ElementMatch] = {}
        self._known: dict[tuple[str, ElementMatch], Standing] = {}

    @classmethod
    async def of(cls, manifest: Manifest, page: Page) -> _Judge:
        rules = RuleSet(manifest)
        return cls(rules, page, await page.matches(rules.selectors))

    def standing(self, need: Need) -> Standing:
        """Return how a verb stands with the elements it concerns."""
        each = [self._on_element(need.verb, index) for index in need.elements]
        ruled = [standing for standing in each if standing.rule is not None]
        if not ruled:
            return each[0]
        denied = next((standing for standing in ruled if not standing.allowed), None)
        if denied is not None:
            return denied
        merged: dict[str, object] = {}
        for standing in ruled:
            merged = {**standing.conditions.model_dump(exclude_none=True), **merged}
        chief = next((one for one in ruled if one.conditions.human_in_the_loop), ruled[0])
        return replace(chief, conditions=Modifiers.model_validate(merged))

    def _on_element(self, verb: str, index: int) -> Standing:
        match = self._match(index)
        standing = self._known.get((verb, match))
        if standing is None:
            standing = self._known[verb, match] = self._decided(verb, match)
        return standing

    def _match(self, index: int) -> ElementMatch:
        known = self._matches.get(index)
        if known is None:
            known = self._matches[index] = self._matched(index)
        return known

    def _matched(self, index: int) -> ElementMatch:
        above: list[frozenset[str]] = []
        parent = self._page.elements[index].parent
        while parent is not None:
            if parent in self._own:
                above.append(self._own[parent])
            parent = self._page.elements[parent].parent
        return ElementMatch(self._own.get(index, frozenset()), tuple(above))

    def _decided(self, verb: str, match: ElementMatch) -> Standing:
        request = Request(verb, (match,), self._invalid)
        decision = self._rules.decide(request, now=_NOW, ledger=self._ledger)
        if decision.rule is None:
            return Standing(decision.verdict is Verdict.ALLOW, Modifiers(), None)
        if decision.verdict is Verdict.DENY:
            return Standing(False, Modifiers(), decision.rule)
        rule = self._rules.manifest.resource_rules[decision.rule]
        return Standing(True, rule.modifiers, decision.rule)


def _standing_json(standing: Standing) -> dict[str, object]:
    return {
        "decision": standing.word,
        "conditions": standing.conditions.model_dump(mode="json", exclude_none=True),
        "rule": standing.rule,
    }
