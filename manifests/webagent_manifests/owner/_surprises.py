"""What the rules of a manifest come to that their author may not expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._manifest import Modifiers, Verb
from .._selector_list import split_selector_list
from .._specificity import specificity
from .._time_window import TimeWindow
from ._rule_words import action_words
from ._selector_words import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .._manifest import Manifest, ResourceRule
    from .._specificity import Specificity

_READING = (Verb.READ_CONTENT, Verb.ALL)
# A sentence per pair: enough to see the pattern, and a manifest of 2,000 rules stays readable.
_MOST_PAIRS = 10


def surprises(manifest: Manifest) -> list[tuple[str, tuple[int, ...]]]:
    """Return sentences with the rules (indices) that each one is about."""
    return [*_unreadable(manifest), *_idle(manifest), *_overruled(manifest), *_dropped(manifest)]


def _unreadable(manifest: Manifest) -> Iterator[tuple[str, tuple[int, ...]]]:
    if manifest.strict and not any(
        rule.allowed and rule.verb in _READING for rule in manifest.resource_rules
    ):
        yield "No rule allows reading, so an agent may not even look at a page.", ()


def _idle(manifest: Manifest) -> Iterator[tuple[str, tuple[int, ...]]]:
    for index, rule in enumerate(manifest.resource_rules):
        modifiers = rule.modifiers
        limit = modifiers.rate_limit
        if not rule.allowed:
            if modifiers != Modifiers():
                yield "Conditions on a prohibition do not soften it: it stays forbidden.", (index,)
        elif modifiers.time_window is not None and TimeWindow.parse(modifiers.time_window) is None:
            yield "The time window never opens, so the permission is never given.", (index,)
        if rule.allowed and limit is not None and limit.max_requests is None:
            yield "The rate limit has no effect, since it names no `max_requests`.", (index,)


def _overruled(manifest: Manifest) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Tell where a broad rule on one verb beats a narrower prohibition on `all`."""
    numbered = _with_specificity(manifest)
    closed = [each for each in numbered if each[1].verb is Verb.ALL and not each[1].allowed]
    opened = [each for each in numbered if each[1].verb is not Verb.ALL and each[1].allowed]
    pairs = 0
    for closing, denial, narrow in closed:
        for opening, grant, broad in opened:
            if broad < narrow and pairs < _MOST_PAIRS:
                pairs += 1
                yield (
                    f"Agents may {action_words(grant.verb, [grant.selector])} even where "
                    f"`all` is forbidden on `{_cut(denial.selector)}`: a rule that names a verb "
                    "goes before a rule on `all`.",
                    (opening, closing),
                )


def _dropped(manifest: Manifest) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Tell where a narrower permission lacks a condition of a broader one."""
    grants = [each for each in _with_specificity(manifest) if each[1].allowed]
    pairs = 0
    for broad, general, low in grants:
        for narrow, special, high in grants:
            if special.verb is general.verb and low < high and pairs < _MOST_PAIRS:
                lost = [
                    name
                    for name in Modifiers.model_fields
                    if getattr(general.modifiers, name) not in (None, False)
                    and getattr(special.modifiers, name) in (None, False)
                ]
                if lost:
                    pairs += 1
                    yield (
                        f"Where the narrower rule on `{_cut(special.selector)}` decides, nothing "
                        f"is left of the broader rule's {join_words(lost, 'and')}: only the rule "
                        "that decides counts.",
                        (narrow, broad),
                    )


def _with_specificity(manifest: Manifest) -> list[tuple[int, ResourceRule, Specificity]]:
    return [
        (index, rule, max(specificity(branch) for branch in split_selector_list(rule.selector)))
        for index, rule in enumerate(manifest.resource_rules)
    ]


def _cut(selector: str) -> str:
    plain = "".join(char if char.isprintable() else "\ufffd" for char in selector)
    return plain if len(plain) <= 80 else f"{plain[:79]}…"
