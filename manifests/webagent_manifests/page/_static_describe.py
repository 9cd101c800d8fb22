"""The facts of each element of a static page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from ._element import LONGEST_TEXT, LONGEST_VALUE, PageElement
from ._static_tree import children, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ._static_tree import Place

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "dd", "details", "dialog", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
        "section", "select", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_SILENT = frozenset({"noscript", "script", "style", "template"})
_NOT_RENDERED = _SILENT | {"base", "head", "link", "meta", "title"}
_LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
_PARTS = frozenset({"br", "button", "option", "textarea"})
_NAMED_BY_VALUE = frozenset({"button", "reset", "submit"})
_NO_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"-?[A-Za-z_][\w-]*")


def describe(places: Sequence[Place]) -> tuple[PageElement, ...]:
    """Return the elements of a page, each at the number of its place."""
    numbers = {id(place.tag): number for number, place in enumerate(places)}
    forms: dict[int, int | None] = {}
    paths = _paths(places, numbers)
    elements: list[PageElement] = []
    for number, place in enumerate(places):
        tag = place.tag
        parent = None if place.parent is None else numbers[id(place.parent)]
        around = None if tag.parent is None else forms.get(id(tag.parent))
        forms[id(tag)] = number if tag.name == "form" and around is None else around
        elements.append(
            PageElement(
                index=number,
                parent=parent,
                tag=tag.name.lower(),
                attributes={
                    name.lower(): str(value)[:LONGEST_VALUE] for name, value in tag.attrs.items()
                },
                text=_text(tag),
                form=_form(place, around, numbers),
                control=_control(place, numbers),
                visible=(parent is None or elements[parent].visible) and not _hidden(tag),
                path=paths[number],
            )
        )
    return tuple(elements)


def _form(place: Place, around: int | None, numbers: Mapping[int, int]) -> int | None:
    """Return the form an element belongs to: by its attribute, else the one around it."""
    if place.tag.name != "form" and place.tag.has_attr("form"):
        named = place.tree.ids.get(words(place.tag, "form"))
        return numbers[id(named)] if named is not None and named.name == "form" else None
    return around


def _control(place: Place, numbers: Mapping[int, int]) -> int | None:
    label = place.tag
    if label.name != "label":
        return None
    if label.has_attr("for"):
        named = place.tree.ids.get(words(label, "for"))
        found = named if named is not None and _is_labelable(named) else None
    else:
        found = next((one for one in label.find_all(list(_LABELABLE)) if _is_labelable(one)), None)
    return None if found is None else numbers.get(id(found))


def _is_labelable(tag: Tag) -> bool:
    return tag.name in _LABELABLE and words(tag, "type").lower() != "hidden"


def _hidden(tag: Tag) -> bool:
    return (
        tag.name in _NOT_RENDERED
        or tag.has_attr("hidden")
        or (tag.name == "input" and words(tag, "type").strip().lower() == "hidden")
        or _NO_DISPLAY.search(words(tag, "style")) is not None
    )


def _text(tag: Tag) -> str:
    """Return the name given to an element, or the text it shows."""
    given = words(tag, "aria-label")
    if not given and tag.name in {"img", "area"}:
        given = words(tag, "alt")
    if not given and tag.name == "input":
        kind = words(tag, "type").strip().lower()
        given = words(tag, "value") if kind in _NAMED_BY_VALUE else words(tag, "alt")
        given = given or words(tag, "placeholder")
    if not given and (tag.name not in _BLOCKS or _has_own_text(tag) or not _holds_blocks(tag)):
        given = _shown(tag)
    return " ".join((given or words(tag, "title")).split())[:LONGEST_TEXT]


def _has_own_text(tag: Tag) -> bool:
    return any(
        isinstance(child, NavigableString)
        and not isinstance(child, PreformattedString)
        and child.strip()
        for child in tag.children
    )


def _holds_blocks(tag: Tag) -> bool:
    return any(child.name in _BLOCKS for child in children(tag))


def _shown(tag: Tag) -> str:
    """Return the beginning of the text in an element; more than is kept is never read."""
    found: list[str] = []
    length = 0
    for text in _strings(tag):
        found.append(text)
        length += len(text.split()) and len(" ".join(text.split())) + 1
        if length > LONGEST_TEXT:
            break
    return "".join(found)


def _strings(tag: Tag) -> Iterator[str]:
    stack: list[object] = list(reversed(tag.contents)) if tag.name not in _SILENT else []
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            if node.name in _SILENT:
                continue
            yield words(node, "alt")
            # Blocks and line breaks part words that the markup leaves side by side.
            parts = node.name in _BLOCKS or node.name in _PARTS
            stack.extend([" ", *reversed(node.contents), " "] if parts else reversed(node.contents))
        elif isinstance(node, str) and not isinstance(node, PreformattedString):
            yield str(node)


def _paths(places: Sequence[Place], numbers: Mapping[int, int]) -> list[str]:
    """Return a CSS path for each place, as short as an id or a position among siblings makes it."""
    ids = Counter((id(place.tree), words(place.tag, "id")) for place in places)
    totals: dict[int, Counter[str]] = {}
    seen: dict[int, Counter[str]] = {}
    paths: list[str] = []
    for place in places:
        tag = place.tag
        above = tag.parent
        step = tag.name
        if above is not None:
            if id(above) not in totals:
                totals[id(above)] = Counter(child.name for child in children(above))
                seen[id(above)] = Counter()
            seen[id(above)][tag.name] += 1
            if totals[id(above)][tag.name] > 1:
                step += f":nth-of-type({seen[id(above)][tag.name]})"
        name = words(tag, "id")
        host = place.tree.host
        if _PLAIN_NAME.fullmatch(name) and ids[id(place.tree), name] == 1:
            step, within = f"{tag.name}#{name}", None
        else:
            within = numbers.get(id(above))
        if within is not None and places[within].tag.name != "html":
            step = f"{paths[within]} > {step}"
        elif host is not None:
            step = f"{paths[numbers[id(host)]]} >>> {step}"
        paths.append(step)
    return paths
