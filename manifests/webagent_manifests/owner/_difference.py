"""What changed between two manifests, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from .._manifest import Directive, Modifiers, Verb
from .._selector_list import split_selector_list
from .._specificity import specificity
from ._tendency import Tendency, of_rule, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .._manifest import ActionGuideline, ApiEntry, Manifest, ResourceRule
    from .._specificity import Specificity

_Key = tuple[Verb, str]
_STRENGTH = {Directive.SHOULD: 0, Directive.SHOULD_NOT: 0, Directive.MUST: 1, Directive.MUST_NOT: 1}
# Where a file was rearranged, the first rules that moved tell enough.
_MOST_REORDERED = 20


class Change(StrEnum):
    """What became of a part of a manifest."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule, named by its verb and selector, that says something else than before.

    `old` and `new` are its indices in the two files, None where it is missing. A rule that was
    reordered has changed places with another one that it ties with.
    """

    change: Change
    tendency: Tendency
    verb: Verb
    selector: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class TextChange:
    """A guideline or an interface that was added, removed or changed, as one line of text."""

    change: Change
    tendency: Tendency
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed between two manifests; the metadata is left out, as no agent heeds it."""

    default: Tendency | None
    rules: tuple[RuleChange, ...]
    guidelines: tuple[TextChange, ...]
    interfaces: tuple[TextChange, ...]

    @property
    def decides(self) -> bool:
        """Whether some decision can come out differently."""
        return self.default is not None or bool(self.rules)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed at all."""
        return not (self.decides or self.guidelines or self.interfaces)

    @property
    def tendency(self) -> Tendency | None:
        """Which way the decisions went as a whole, None if they cannot come out differently."""
        return together((self.default, *(each.tendency for each in self.rules)))

    def to_json(self) -> dict[str, object]:
        """Return the same as plain JSON values."""
        return {
            "default": self.default,
            "rules": [
                {
                    "change": each.change,
                    "tendency": each.tendency,
                    "verb": each.verb,
                    "selector": each.selector,
                    "old": each.old,
                    "new": each.new,
                }
                for each in self.rules
            ],
            "guidelines": [_text_json(each) for each in self.guidelines],
            "api": [_text_json(each) for each in self.interfaces],
            "tendency": self.tendency,
        }


def diff(old: Manifest, new: Manifest) -> Difference:
    """Compare two manifests. Two rules are the same one if verb and selector are.

    Of several such rules in one file the last decides, so it alone is compared. The tendency holds
    of decisions, not of each rule's text: where it cannot be told without a page, it is different.
    """
    before, after = _deciding(old), _deciding(new)
    was_at, is_at = _places(old), _places(new)
    changes: list[RuleChange] = []
    for key in before.keys() | after.keys():
        verb, selector = key
        was, now = before.get(key), after.get(key)
        if was is None and now is not None:
            tendency = _of_addition(now, old)
            changes.append(RuleChange(Change.ADDED, tendency, verb, selector, None, is_at[key]))
        elif was is not None and now is None:
            tendency = _of_addition(was, new).reverse
            changes.append(RuleChange(Change.REMOVED, tendency, verb, selector, was_at[key], None))
        elif was is not None and now is not None:
            changed = of_rule(was, now)
            if changed is not None:
                changes.append(
                    RuleChange(Change.CHANGED, changed, verb, selector, was_at[key], is_at[key])
                )
    changes.extend(
        RuleChange(Change.REORDERED, Tendency.DIFFERENT, *key, was_at[key], is_at[key])
        for key in _reordered(before, after)
    )
    default = _of_default(old, new)
    if default is not None:
        # What a rule added to or took from the old default, it may not do to the new one.
        changes = [_beside(default, each) for each in changes]
    changes.sort(key=lambda each: (each.new is None, each.new or 0, each.old or 0))
    return Difference(
        default,
        tuple(changes),
        tuple(_guidelines(old.action_guidelines, new.action_guidelines)),
        tuple(_interfaces(old.api, new.api)),
    )


def _of_default(old: Manifest, new: Manifest) -> Tendency | None:
    if old.strict is new.strict:
        return None
    return Tendency.STRICTER if new.strict else Tendency.LAXER


def _beside(default: Tendency, change: RuleChange) -> RuleChange:
    if change.change is Change.CHANGED or change.tendency is default:
        return change
    return replace(change, tendency=Tendency.DIFFERENT)


def _deciding(manifest: Manifest) -> dict[_Key, ResourceRule]:
    """Return the last rule for each verb and selector, in the order of the file."""
    found: dict[_Key, ResourceRule] = {}
    for rule in manifest.resource_rules:
        found.pop(_key(rule), None)
        found[_key(rule)] = rule
    return found


def _places(manifest: Manifest) -> dict[_Key, int]:
    """Return the index of each rule that `_deciding` returns."""
    return {_key(rule): index for index, rule in enumerate(manifest.resource_rules)}


def _key(rule: ResourceRule) -> _Key:
    return rule.verb, ", ".join(split_selector_list(rule.selector))


def _of_addition(rule: ResourceRule, manifest: Manifest) -> Tendency:
    """Return what a rule does to a manifest that lacks it."""
    if not rule.allowed:
        return Tendency.STRICTER
    if rule.modifiers == Modifiers():
        return Tendency.LAXER
    rivals = any(
        each.verb in (rule.verb, Verb.ALL) or rule.verb is Verb.ALL
        for each in manifest.resource_rules
    )
    if rivals:
        # It may lift a prohibition in one place and put a condition on a permission in another.
        return Tendency.DIFFERENT
    return Tendency.LAXER if manifest.strict else Tendency.STRICTER


def _reordered(
    before: Mapping[_Key, ResourceRule], after: Mapping[_Key, ResourceRule]
) -> list[_Key]:
    """Find rules that tie in priority, say different things, and have changed places."""
    places = {key: place for place, key in enumerate(after)}
    tied: dict[tuple[Verb, Specificity], list[_Key]] = {}
    for key in before:
        if key in after:
            for branch in split_selector_list(before[key].selector):
                tied.setdefault((key[0], specificity(branch)), []).append(key)
    found: dict[_Key, None] = {}
    for keys in tied.values():
        for first, second in combinations(dict.fromkeys(keys), 2):
            if len(found) == _MOST_REORDERED:
                return list(found)
            if places[first] > places[second] and (
                of_rule(before[first], before[second]) or of_rule(after[first], after[second])
            ):
                found[first] = None
    return list(found)


def _guidelines(
    old: Iterable[ActionGuideline], new: Iterable[ActionGuideline]
) -> Iterator[TextChange]:
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    gone = [each for each in before if each not in after]
    for guideline in after:
        if guideline in before:
            continue
        same = next((each for each in gone if each.description == guideline.description), None)
        if same is None:
            yield TextChange(Change.ADDED, Tendency.STRICTER, _guideline(guideline))
        else:
            gone.remove(same)
            text = f"{_guideline(same)} → {_guideline(guideline)}"
            yield TextChange(Change.CHANGED, _of_directive(same, guideline), text)
    for guideline in gone:
        yield TextChange(Change.REMOVED, Tendency.LAXER, _guideline(guideline))


def _of_directive(old: ActionGuideline, new: ActionGuideline) -> Tendency:
    before, after = _STRENGTH[old.directive], _STRENGTH[new.directive]
    if old.exceptions != new.exceptions or before == after:
        return Tendency.DIFFERENT
    return Tendency.STRICTER if after > before else Tendency.LAXER


def _interfaces(old: Iterable[ApiEntry], new: Iterable[ApiEntry]) -> Iterator[TextChange]:
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    for change, entries, others in (
        (Change.ADDED, after, before), (Change.REMOVED, before, after),
    ):  # fmt: skip
        for entry in entries:
            if entry not in others:
                text = f"{entry.type.value} at {entry.endpoint}: {entry.description}"
                yield TextChange(change, Tendency.DIFFERENT, text)


def _guideline(guideline: ActionGuideline) -> str:
    excepted = "" if guideline.exceptions is None else f" (except: {guideline.exceptions})"
    return f"{guideline.directive.value}: {guideline.description}{excepted}"


def _text_json(change: TextChange) -> dict[str, str]:
    return {"change": change.change, "tendency": change.tendency, "text": change.text}
