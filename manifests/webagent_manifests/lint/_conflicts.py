"""What is wrong with rules in each other's presence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .._manifest import Verb
from .._text import quote
from ._notes import Removal
from ._reach import covers, is_universal, may_meet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .._json import Json
    from .._specificity import Specificity
    from ._notes import Notes
    from ._selector import Branch
    from ._tree import Node
    from ._written import WrittenRule

_CONDITIONS = ("human_in_the_loop", "rate_limit", "time_window", "burst")
_ROOTS = frozenset({"html", "body"})
# Rules are compared in pairs, which a hostile file must not make expensive.
_MOST_COMPARED = 300_000


def check_conflicts(notes: Notes, rules: Sequence[WrittenRule], *, strict: Node | None) -> None:
    """Note where rules contradict, repeat, outrank or weaken each other."""
    holding = [rule for rule in rules if rule.holds]
    taken = set(_repeated(notes, holding))
    _tied(notes, [rule for rule in holding if rule not in taken])
    _overridden(notes, holding)
    _clicks(notes, holding)
    _dropped(notes, holding)
    if strict is None or strict.value is not True:
        return
    if not any(rule.allowed and rule.verb in (Verb.READ_CONTENT, Verb.ALL) for rule in holding):
        notes.add(
            "strict-without-reading",
            "$.strict",
            strict,
            "The manifest is strict and no rule allows read_content: an agent may not even read "
            "the pages.",
            'Add {"verb": "read_content", "selector": "*", "allowed": true}, or forbid all '
            "interaction knowingly.",
        )


def _repeated(notes: Notes, rules: Sequence[WrittenRule]) -> Iterator[WrittenRule]:
    """Note rules whose every branch a later rule of the same verb has too; they never decide."""
    later: dict[tuple[Verb, str], WrittenRule] = {}
    for rule in reversed(rules):
        keys = [(rule.verb, branch.text) for branch in rule.selector.branches]
        if keys and all(key in later for key in keys):
            _note_repeated(notes, rule, list(dict.fromkeys(later[key] for key in keys)))
            yield rule
        later.update({key: rule for key in keys if key not in later})


def _note_repeated(notes: Notes, rule: WrittenRule, winners: Sequence[WrittenRule]) -> None:
    last = winners[0]
    same = [winner for winner in winners if set(_texts(winner)) == set(_texts(rule))]
    opposed = next((winner for winner in winners if winner.allowed is not rule.allowed), None)
    if same and opposed is None and _effect(same[0]) == _effect(rule):
        notes.add(
            "duplicate-rule",
            rule.path,
            rule.node,
            f"Rule {last.index} says the same.",
            "Keep one of the two; --fix removes this one.",
            fix=[Removal(rule.array, rule.index)],
        )
    elif opposed is not None:
        words = ("allows", "forbids") if rule.allowed else ("forbids", "allows")
        notes.add(
            "contradicting-rules",
            rule.path,
            rule.node,
            f"The rule {words[0]} {rule.verb} on {quote(rule.text)}, and rule {opposed.index} "
            f"{words[1]} it. The later one decides.",
            f"Keep the one that is meant; remove rule {rule.index} to leave everything as it is.",
        )
    else:
        notes.add(
            "shadowed-rule",
            rule.path,
            rule.node,
            f"The rule never decides: rule {last.index} is as specific, comes later and matches "
            "the same elements.",
            "Keep one of the two, with the modifiers that are meant.",
        )


def _texts(rule: WrittenRule) -> list[str]:
    return [branch.text for branch in rule.selector.branches]


def _effect(rule: WrittenRule) -> tuple[bool, Json]:
    """Return what decides, and all of it that decides where the selector cannot be evaluated."""
    modifiers = None if rule.modifiers is None else rule.modifiers.value
    return rule.allowed, (modifiers or {}) if rule.allowed else {}


def _conditions(rule: WrittenRule) -> list[str]:
    """Return the modifiers that have an effect."""
    limit = rule.modifier("rate_limit")
    return [
        key
        for key in _CONDITIONS
        if (node := rule.modifier(key)) is not None
        and node.value is not False
        and (limit is None or node is not limit or limit.get("max_requests") is not None)
    ]


def _tied(notes: Notes, rules: Sequence[WrittenRule]) -> None:
    """Note rules that contradict an equally specific earlier rule on elements of both."""
    groups: dict[tuple[Verb, Specificity], list[tuple[WrittenRule, Branch]]] = defaultdict(list)
    noted: set[int] = set()
    left = _MOST_COMPARED
    for rule in rules:
        for branch in rule.selector.branches:
            group = groups[rule.verb, branch.specificity]
            if rule.index not in noted and left > 0:
                left -= len(group)
                for earlier, other in group:
                    if (
                        earlier.allowed is not rule.allowed
                        and may_meet(branch, other)
                        and not _told_apart_by_place(branch, other)
                    ):
                        noted.add(rule.index)
                        _note_tied(notes, rule, branch, earlier, other)
                        break
            group.append((rule, branch))


def _told_apart_by_place(one: Branch, other: Branch) -> bool:
    """Whether two branches name the same kind of element in two surroundings.

    Nothing proves that `#cart button` and `#account button` never meet, but whoever writes both
    means two places, and a warning on each such pair would drown those that matter.
    """
    return one.relative and other.relative and (one.tag, one.simple) == (other.tag, other.simple)


def _note_tied(
    notes: Notes, rule: WrittenRule, branch: Branch, earlier: WrittenRule, other: Branch
) -> None:
    outcome = "allowed" if rule.allowed else "forbidden"
    notes.add(
        "tied-rules",
        rule.path,
        rule.node,
        f"{quote(branch.text)} and {quote(other.text)} of rule {earlier.index} are equally "
        f"specific: on an element of both, {rule.verb} is {outcome} only because this rule comes "
        "later.",
        "Make one of them more specific, such as by naming both classes.",
    )


def _overridden(notes: Notes, rules: Sequence[WrittenRule]) -> None:
    """Note denials of `all` that a broader allowance of one verb sets aside."""
    broad = _Index(rule for rule in rules if rule.allowed and rule.verb is not Verb.ALL)
    denials = _Index(rule for rule in rules if not rule.allowed)
    for denial in rules:
        if denial.allowed or denial.verb is not Verb.ALL:
            continue
        for branch in denial.selector.branches:
            if is_universal(branch) or branch.tag in _ROOTS:
                continue
            winner = next(
                (
                    (rule, other)
                    for rule, other in broad.covering(branch)
                    if not covers(branch, other)
                    and all(each.verb is not rule.verb for each, _ in denials.covering(branch))
                ),
                None,
            )
            if winner is not None:
                rule, other = winner
                notes.add(
                    "all-deny-overridden",
                    denial.path,
                    denial.node,
                    f"The rule forbids everything on {quote(branch.text)}, but rule {rule.index} "
                    f"allows {rule.verb} on {quote(other.text)}, and a rule on a verb outranks "
                    "one on all.",
                    f'Add {{"verb": "{rule.verb}", "selector": "{branch.text}", "allowed": '
                    "false}.",
                )
                break


def _clicks(notes: Notes, rules: Sequence[WrittenRule]) -> None:
    """Note links that may be followed while the click that follows them is forbidden."""
    clicks = _Index(rule for rule in rules if rule.verb is Verb.CLICK_ELEMENT)
    for rule in rules:
        if rule.verb is not Verb.FOLLOW_LINK or not rule.allowed:
            continue
        for branch in rule.selector.branches:
            winner = max(
                clicks.covering(branch),
                key=lambda pair: (pair[1].specificity, pair[0].index),
                default=None,
            )
            if winner is not None and not winner[0].allowed:
                denial = winner[0]
                notes.add(
                    "click-denied-link-allowed",
                    rule.path,
                    rule.node,
                    f"follow_link is allowed on {quote(branch.text)}, but rule {denial.index} "
                    "forbids click_element there, and a link is followed by a click.",
                    f'Add {{"verb": "click_element", "selector": "{branch.text}", "allowed": '
                    "true}, or forbid follow_link as well.",
                )
                break


def _dropped(notes: Notes, rules: Sequence[WrittenRule]) -> None:
    """Note allowances that lack a condition of the broader rule they outrank."""
    broad = _Index(rule for rule in rules if rule.allowed and _conditions(rule))
    for rule in rules:
        if not rule.allowed:
            continue
        own = _conditions(rule)
        for branch in rule.selector.branches:
            found = next(
                (
                    (wider, lost)
                    for wider, other in broad.covering(branch)
                    if wider is not rule
                    and wider.verb in (rule.verb, Verb.ALL)
                    and _outranks(rule, branch, wider, other)
                    and (lost := [key for key in _conditions(wider) if key not in own])
                ),
                None,
            )
            if found is not None:
                wider, lost = found
                notes.add(
                    "dropped-modifier",
                    rule.path,
                    rule.node,
                    f"The rule outranks rule {wider.index} on {quote(branch.text)} and drops its "
                    f"{' and '.join(lost)}: only the winning rule's modifiers count.",
                    "Repeat the modifier here if it is meant to hold.",
                )
                break


def _outranks(rule: WrittenRule, branch: Branch, other: WrittenRule, its: Branch) -> bool:
    return (rule.verb is not Verb.ALL, branch.specificity, rule.index) > (
        other.verb is not Verb.ALL,
        its.specificity,
        other.index,
    )


class _Index:
    """Branches of rules, by one simple selector that what they cover must have."""

    def __init__(self, rules: Iterable[WrittenRule]) -> None:
        self._left = _MOST_COMPARED
        self._by_part: dict[str, list[tuple[WrittenRule, Branch]]] = defaultdict(list)
        for rule in rules:
            for branch in rule.selector.branches:
                parts = [branch.text] if branch.relative else sorted(branch.simple)
                self._by_part[parts[0] if parts else branch.tag or ""].append((rule, branch))

    def covering(self, narrow: Branch) -> Iterator[tuple[WrittenRule, Branch]]:
        """Yield the branches that are sure to match whatever `narrow` matches."""
        for part in dict.fromkeys(("", narrow.tag or "", narrow.text, *sorted(narrow.simple))):
            for rule, branch in self._by_part.get(part, ()):
                self._left -= 1
                if self._left < 0:
                    return
                if covers(branch, narrow):
                    yield rule, branch
