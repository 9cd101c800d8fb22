"""How specific a selector is.

Source: Selectors Level 4, section 17; CSS Scoping Level 1 for the shadow-tree pseudo-classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ._tokens import is_literal, split_at_commas, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._tokens import Node

Specificity: TypeAlias = tuple[int, int, int]
"""Ids; classes, attributes and pseudo-classes; types and pseudo-elements."""

_ZERO: Specificity = (0, 0, 0)
_ID: Specificity = (1, 0, 0)
_CLASS: Specificity = (0, 1, 0)
_TYPE: Specificity = (0, 0, 1)

_LEGACY_PSEUDO_ELEMENTS = frozenset({"before", "after", "first-line", "first-letter"})

_ONLY_ARGUMENT = frozenset({"is", "not", "has"})
_WITH_ARGUMENT = frozenset({"host", "host-context", "slotted", "cue", "cue-region"})
_NTH_OF = frozenset({"nth-child", "nth-last-child"})

# A site writes the selectors: nesting beyond any real use must not exhaust the stack.
_DEEPEST = 32


def specificity(selector: str) -> Specificity:
    """Return the specificity of a complex selector, of a list that of its greatest branch.

    Never raises. What is not a selector gets the sum of the parts that can be told apart;
    whether a selector is valid is the browser's to say.
    """
    # The tokenizer still knows the unicode-range token that CSS Syntax dropped; without the
    # space it would read the sibling combinator of `u+a` as one.
    css = selector.replace("u+", "u +").replace("U+", "U +")
    return _greatest(tokenize(css), 0)


def _greatest(nodes: Sequence[Node], depth: int, *, forgiving: bool = False) -> Specificity:
    if depth > _DEEPEST:
        return _ZERO
    branches = split_at_commas(nodes)
    if forgiving:
        branches = [branch for branch in branches if not _has_pseudo_element(branch)]
    return max((_complex(branch, depth) for branch in branches), default=_ZERO)


def _complex(nodes: Sequence[Node], depth: int) -> Specificity:
    ids = classes = types = 0
    index = 0
    while index < len(nodes):
        part, index = _simple(nodes, index, depth)
        ids += part[0]
        classes += part[1]
        types += part[2]
    return ids, classes, types


def _simple(nodes: Sequence[Node], index: int, depth: int) -> tuple[Specificity, int]:
    """Return what the token at `index` contributes and where the next simple selector starts."""
    node = nodes[index]
    following = index + 1
    match node.type:
        case "hash" if node.is_identifier:
            part = _ID
        case "[] block":
            part = _CLASS
        case "ident" if not is_literal(nodes, following, "|"):  # the `ns` of `ns|a` does not count
            part = _TYPE
        case "literal" if node.value == ".":
            named = following < len(nodes) and nodes[following].type == "ident"
            return (_CLASS, following + 1) if named else (_ZERO, following)
        case "literal" if node.value == ":":
            element = is_literal(nodes, following, ":")
            name = following + element
            return _pseudo(nodes[name : name + 1], depth, element=element), name + 1
        case _:
            part = _ZERO
    return part, following


def _pseudo(nodes: Sequence[Node], depth: int, *, element: bool) -> Specificity:
    """Return what a pseudo-class or, after two colons, a pseudo-element contributes."""
    own = _TYPE if element else _CLASS
    for node in nodes:
        if node.type == "ident":
            return _TYPE if node.value.lower() in _LEGACY_PSEUDO_ELEMENTS else own
        if node.type == "function":
            return _function(node, own, depth)
    return _ZERO


def _function(node: Node, own: Specificity, depth: int) -> Specificity:
    name = node.lower_name
    if name == "where":
        return _ZERO
    if name in _ONLY_ARGUMENT:
        return _greatest(node.arguments, depth + 1, forgiving=name == "is")
    counted: Sequence[Node] = ()
    if name in _WITH_ARGUMENT:
        counted = node.arguments
    elif name in _NTH_OF:
        counted = _after_of(node.arguments)
    argument = _greatest(counted, depth + 1)
    return own[0] + argument[0], own[1] + argument[1], own[2] + argument[2]


def _after_of(arguments: Sequence[Node]) -> Sequence[Node]:
    """Return the selector list `S` of `An+B of S`; An+B itself never holds the word."""
    for index, node in enumerate(arguments):
        if node.type == "ident" and node.value.lower() == "of":
            return arguments[index + 1 :]
    return ()


def _has_pseudo_element(branch: Sequence[Node]) -> bool:
    """Whether a branch is one that `:is()` drops: pseudo-elements are invalid in it."""
    return any(
        is_literal(branch, index, ":")
        and (
            is_literal(branch, index + 1, ":")
            or (
                index + 1 < len(branch)
                and branch[index + 1].type == "ident"
                and branch[index + 1].value.lower() in _LEGACY_PSEUDO_ELEMENTS
            )
        )
        for index in range(len(branch))
    )
