"""CSS component values, the one place that touches the untyped tokenizer.

Source: CSS Syntax Module Level 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

import tinycss2  # pyright: ignore[reportMissingTypeStubs] - the package ships no types

if TYPE_CHECKING:
    from collections.abc import Sequence


class Node(Protocol):
    """A token or a block; `type` tells which of the other attributes it has."""

    type: str
    source_line: int
    source_column: int
    value: str  # ident, hash and literal tokens
    is_identifier: bool  # hash tokens: `#a`, not `#1`
    lower_name: str  # function blocks
    arguments: Sequence[Node]  # function blocks


def tokenize(css: str) -> list[Node]:
    """Return the top-level component values of `css`, comments left out.

    What the tokenizer cannot hold (a number of more than 4,300 digits) comes back as no tokens.
    """
    parse = cast("Any", tinycss2).parse_component_value_list
    try:
        return cast("list[Node]", parse(css, skip_comments=True))
    except ValueError:
        return []


def is_literal(nodes: Sequence[Node], index: int, value: str) -> bool:
    """Whether there is a token at `index` and it is this delimiter."""
    return index < len(nodes) and nodes[index].type == "literal" and nodes[index].value == value


def split_at_commas(nodes: Sequence[Node]) -> list[list[Node]]:
    """Cut a sequence at its own commas; those inside blocks are not seen."""
    branches: list[list[Node]] = [[]]
    for node in nodes:
        if node.type == "literal" and node.value == ",":
            branches.append([])
        else:
            branches[-1].append(node)
    return branches
