"""The rules of a file as far as they can be read, whether or not the file is valid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._manifest import Verb
from .._parse import LONGEST_SELECTOR
from ._selector import Selector, Standing, read_selector

if TYPE_CHECKING:
    from ._tree import Node

_VERBS = {verb.value: verb for verb in Verb}
_MOST_RULES = 2_000
# Reading a selector takes some 50 microseconds, and a file of 1 MiB has room for half a million.
_MOST_BRANCHES = 20_000
_TOO_MANY = Selector(
    Standing.UNCHECKED,
    problem=f"no more than {_MOST_BRANCHES:,} different selectors of a file are checked",
)


@dataclass(frozen=True, slots=True, eq=False)
class WrittenRule:
    """A rule whose verb, selector and permission can be read, and where it stands."""

    index: int
    array: Node
    node: Node
    selector_node: Node
    verb: Verb
    text: str
    selector: Selector
    allowed: bool
    modifiers: Node | None

    @property
    def path(self) -> str:
        return f"$.resource_rules[{self.index}]"

    @property
    def holds(self) -> bool:
        """Whether the rule can apply at all."""
        return self.selector.standing is not Standing.INVALID

    @property
    def name(self) -> str:
        """The rule in a sentence."""
        return f"rule {self.index} ({self.verb.value})"

    def modifier(self, key: str) -> Node | None:
        return None if self.modifiers is None else self.modifiers.get(key)


def written_rules(root: Node) -> tuple[WrittenRule, ...]:
    """Return the readable rules, in order."""
    array = root.get("resource_rules")
    if array is None or not array.is_array:
        return ()
    rules: list[WrittenRule] = []
    left = _MOST_BRANCHES
    seen: set[str] = set()
    for index, node in enumerate(array.elements[:_MOST_RULES]):
        verb, selector, allowed = node.get("verb"), node.get("selector"), node.get("allowed")
        if (
            verb is None
            or selector is None
            or allowed is None
            or not isinstance(verb.value, str)
            or not isinstance(selector.value, str)
            or not isinstance(allowed.value, bool)
            or verb.value not in _VERBS
            or len(selector.value) > LONGEST_SELECTOR
        ):
            continue
        modifiers = node.get("modifiers")
        if selector.value not in seen:
            seen.add(selector.value)
            left -= selector.value.count(",") + 1
        rules.append(
            WrittenRule(
                index,
                array,
                node,
                selector,
                _VERBS[verb.value],
                selector.value,
                read_selector(selector.value) if left >= 0 else _TOO_MANY,
                allowed.value,
                modifiers if modifiers is not None and modifiers.is_object else None,
            )
        )
    return tuple(rules)
