"""Texts that say again what a control beside them is called, or what is told of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ._lines import in_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .._node import Node

_LABELLED = frozenset(
    {
        "checkbox", "combobox", "file", "listbox", "radio", "searchbox", "slider", "spinbutton",
        "switch", "textbox",
    }
)  # fmt: skip
"""Roles whose name is mostly a text that stands beside them, or around them."""

_MOST_TOGETHER = 4
"""Of how many texts a label or a description may consist."""

_PUNCTUATION = ".,:;!?…()[]{}'\"“”„‘’‚«»‹›"


def same(one: str, other: str) -> bool:
    """Whether two texts are equal but for whitespace."""
    return one == other or one.split() == other.split()


def without_labels(nodes: Sequence[Node]) -> list[Node]:
    """Drop texts right beside a field that repeat its name, its error or its description.

    Of a label with links in it the links stay.
    """
    kept: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if node.ref is not None and (facts := _facts(node)):
            while kept and kept[-1].role == "text":
                count = _repeating(kept, facts, before=True)
                if not count:
                    break
                del kept[-count:]
            kept.append(node)
            while at < len(nodes) and nodes[at].role == "text":
                count = _repeating(nodes[at : at + _MOST_TOGETHER], facts)
                if not count:
                    break
                at += count
        else:
            kept.append(node)
    return _without_label_around(_only_links_of_labels(kept))


def without_name(name: str, children: Sequence[Node]) -> Sequence[Node]:
    """Drop the text in something that is its name: the legend of a group, the text of a button."""
    texts = [child.name for child in children if child.role == "text"]
    if not texts:
        return children
    if len(texts) == len(children) and same(" ".join(texts), name):
        return ()
    for at, child in enumerate(children):
        if child.role == "text" and same(child.name, name):
            return [*children[:at], *children[at + 1 :]]
    return children


def without_repeats(name: str, value: str, children: Sequence[Node]) -> Sequence[Node]:
    """Drop the text in a control where name and value tell more: a sign, or some of their words."""
    if not all(child.role == "text" for child in children):
        return children
    said = Counter(word for child in children for word in _words(child.name))
    if not said:
        return () if name else children
    return children if said - Counter(_words(f"{name} {value}")) else ()


def _words(text: str) -> Iterator[str]:
    """Yield what has a letter or a digit in it, with the signs that belong to it, as in `-3`."""
    for word in text.casefold().split():
        if any(letter.isalpha() or letter.isdecimal() for letter in word):
            yield word.strip(_PUNCTUATION)


def _facts(control: Node) -> tuple[str, ...]:
    """Return what is told of a control and may stand beside it as well."""
    name = control.name if control.role in _LABELLED else ""
    description = control.description
    if not description and not control.error:
        return (name,) if name else ()
    # What is asked for in a field follows what is said of it elsewhere, see `page/descriptions.js`.
    return tuple(filter(None, (name, control.error, description, description.rpartition(" · ")[0])))


def _repeating(beside: Sequence[Node], facts: tuple[str, ...], *, before: bool = False) -> int:
    """Return how many of the texts beside a control, the nearest ones, are one of its facts."""
    texts: list[str] = []
    for node in reversed(beside) if before else beside:
        if node.role != "text" or len(texts) == _MOST_TOGETHER:
            break
        texts.append(node.name)
    for count in range(len(texts), 0, -1):
        told = " ".join(reversed(texts[:count]) if before else texts[:count])
        if told in facts or any(same(told, fact) for fact in facts):
            return count
    return 0


def _without_label_around(nodes: list[Node]) -> list[Node]:
    """Drop the pieces of a label that its field stands in the midst of."""
    if not 2 < len(nodes) <= 1 + _MOST_TOGETHER:
        return nodes
    others = [node for node in nodes if node.role != "text"]
    if len(others) != 1 or others[0].ref is None or others[0].role not in _LABELLED:
        return nodes
    label = " ".join(node.name for node in nodes if node.role == "text")
    return others if same(label, others[0].name) else nodes


def _only_links_of_labels(nodes: list[Node]) -> list[Node]:
    found: list[Node] = []
    for at, node in enumerate(nodes):
        if node.role == "paragraph" and any(
            _is_labelled_by(one, node)
            for one in (*nodes[max(at - 1, 0) : at], *nodes[at + 1 : at + 2])
        ):
            found += in_lines(child for child in node.children if child.ref is not None)
        else:
            found.append(node)
    return found


def _is_labelled_by(node: Node, line: Node) -> bool:
    if node.ref is None or node.role not in _LABELLED:
        return False
    words = "".join(child.name for child in line.children)
    return "".join(words.split()) == "".join(node.name.split())
