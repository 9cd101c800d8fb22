"""Terms and what is said of them: `term: one; another`, in one line where each is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._lines import fits_in_line
from ._making import make, make_text
from ._plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._node import Node


def defined(nodes: Iterable[Node]) -> list[Node]:
    """Join terms with the definitions that follow them; a term without one is a text.

    What is empty counts, so that nothing is said of a term that stands further up.
    """
    found: list[Node] = []
    terms: list[str] = []
    definitions: list[Node] = []
    for node in nodes:
        if _is_term(node):
            if definitions:
                found += _joined(terms, definitions)
                terms, definitions = [], []
            terms.append(node.name)
        elif node.role == "definition" and is_plain(node):
            definitions.append(node)
        else:
            found += _joined(terms, definitions)
            terms, definitions = [], []
            found.append(node)
    return found + _joined(terms, definitions)


def _is_term(node: Node) -> bool:
    return node.role == "term" and not node.children and is_plain(node)


def _joined(terms: list[str], definitions: list[Node]) -> list[Node]:
    terms = [term for term in terms if term]
    if not definitions:
        return [make_text(term) for term in terms]
    parts = [part for definition in definitions for part in _content(definition)]
    if not terms:
        return parts
    name = ", ".join(terms)
    label = name if name.endswith(":") else f"{name}:"
    if all(part.role == "text" for part in parts):
        said = "; ".join(part.name for part in parts)
        return [make_text(f"{label} {said}" if said else label)]
    if len(parts) == 1 and (parts[0].role == "paragraph" or fits_in_line(parts[0])):
        line = parts[0].children if parts[0].role == "paragraph" else parts
        if line[0].role == "text":
            said, line = line[0].name, line[1:]
        else:
            said = ""
        return [make("paragraph", children=(make_text(f"{label} {said}"), *line))]
    return [make("term", name, children=tuple(parts))]


def _content(definition: Node) -> list[Node]:
    own = [make_text(definition.name)] if definition.name else []
    return [*own, *definition.children]
