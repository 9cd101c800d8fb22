"""The branches of all rules that bear on one verb, in order of priority."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._manifest import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ._manifest import ResourceRule
    from ._specificity import Specificity


class Branch(NamedTuple):
    """One complex selector of one rule."""

    rule: int
    selector: str


class Cascade:
    """The order among rules: the verb itself before `all`, then specificity, then later first.

    Each branch of a list stands at its own specificity, so that the most specific branch that
    matches places the rule. Source: the specification's priority rules; CSS Cascading Level 4,
    section 6.1 for specificity before order of appearance.
    """

    __slots__ = ("_ranks", "branches")

    def __init__(
        self,
        verb: Verb,
        rules: Sequence[ResourceRule],
        rule_branches: Sequence[Sequence[str]],
        specificities: Mapping[str, Specificity],
    ) -> None:
        self.branches = tuple(
            sorted(
                (
                    Branch(rule, selector)
                    for rule, selectors in enumerate(rule_branches)
                    if rules[rule].verb in (verb, Verb.ALL)
                    for selector in selectors
                ),
                key=lambda branch: (
                    rules[branch.rule].verb is verb,
                    specificities[branch.selector],
                    branch.rule,
                ),
                reverse=True,
            )
        )
        ranks: dict[str, list[int]] = {}
        for rank, branch in enumerate(self.branches):
            ranks.setdefault(branch.selector, []).append(rank)
        self._ranks = ranks

    def winner(self, matched: Iterable[str], dropped: AbstractSet[int]) -> int | None:
        """Return the first rule, not counting `dropped` ones, that has a matched selector."""
        best: int | None = None
        for selector in matched:
            for rank in self._ranks.get(selector, ()):
                if best is not None and rank > best:
                    break
                if self.branches[rank].rule not in dropped:
                    best = rank
                    break
        return None if best is None else self.branches[best].rule

    def matching(self, matched: Iterable[str]) -> list[Branch]:
        """Return every branch with a matched selector, highest priority first."""
        ranks = sorted(rank for selector in matched for rank in self._ranks.get(selector, ()))
        return [self.branches[rank] for rank in ranks]
