"""Selectors that still name the same element after the next release of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._intent import intent_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..page import PageElement

TEST_ATTRIBUTES = ("data-testid", "data-test-id", "data-test", "data-qa", "data-cy", "data-action")
_IDENT = re.compile(r"[A-Za-z_][\w-]*")
# Libraries that number what they render: their ids change with every element added before.
_NUMBERED = re.compile(
    r"(?:^|[-_:])(?:ember|mui|radix|react|headlessui|rc|gwt|ext-gen|yui|dijit|cdk|mat|ng|el-id|"
    r"chakra|mantine|svelte|css|sc|jss|emotion|uid|id|gen|auto)[-_:]?[a-z]*[-_:]?\d",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{4,}")
_HEX = re.compile(r"(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6,}", re.IGNORECASE)
_COUNTED = re.compile(r"[A-Za-z]+\d{1,2}")
_SHORT_HASH = 5
_MOST_TURNS = 2
_LONGEST = 80


def looks_generated(name: str) -> bool:
    """Whether a program chose a name: a hash, a counter, an id of a record."""
    if not name or len(name) > _LONGEST or ":" in name or _DIGITS.search(name):
        return True
    if _NUMBERED.search(name) or _HEX.search(name):
        return True
    return any(map(_is_hash, re.split(r"[-_.]+", name)))


def _is_hash(part: str) -> bool:
    """Letters and digits in turns, or letters of both cases and digits: no word looks like that."""
    if len(part) < _SHORT_HASH or part.isalpha() or part.isdigit():
        return False
    turns = len(re.findall(r"(?<=[A-Za-z])\d|(?<=\d)[A-Za-z]", part))
    mixed = part.lower() != part and part.upper() != part
    return turns > 2 or (mixed and not re.fullmatch(r"[A-Za-z]+\d{1,2}", part))


def css_string(text: str) -> str:
    """Return a text as a CSS string (CSS Syntax Level 3, section 4.3.5)."""
    escaped = re.sub(r'["\\]', r"\\\g<0>", text)
    return '"' + re.sub(r"[\n\r\f\0]", lambda found: f"\\{ord(found[0]):x} ", escaped) + '"'


def equals(name: str, value: str) -> str:
    """Return an attribute selector."""
    return f"[{name}={css_string(value)}]"


def named(element: PageElement) -> Iterator[str]:
    """Yield selectors by the names that the site's authors gave to an element."""
    attributes = element.attributes
    identifier = attributes.get("id", "")
    if not looks_generated(identifier):
        if _IDENT.fullmatch(identifier):
            yield f"{element.tag}#{identifier}"
        else:
            yield element.tag + equals("id", identifier)
    name = attributes.get("name", "")
    if not looks_generated(name):
        value = attributes.get("value", "") if element.tag == "button" else ""
        more = equals("value", value) if value and not looks_generated(value) else ""
        yield element.tag + equals("name", name) + more
    for attribute in TEST_ATTRIBUTES:
        if not looks_generated(attributes.get(attribute, "")):
            yield element.tag + equals(attribute, attributes[attribute])


def described(element: PageElement) -> Iterator[str]:
    """Yield selectors by what an element is called: second best, since texts are edited."""
    attributes = element.attributes
    label = attributes.get("aria-label", "").strip()
    if label and len(label) <= _LONGEST:
        first = label.split()[0]
        if first != label and intent_of(label=first) is not None:
            # “Delete item 1”, “Delete item 2”, …: one rule for the whole list.
            yield f"{element.tag}[aria-label^={css_string(first + ' ')}]"
        yield element.tag + equals("aria-label", attributes["aria-label"])
    if element.tag == "input" and attributes.get("type", "").lower() in {"submit", "button"}:
        value = attributes.get("value", "")
        if value:
            yield "input" + equals("type", attributes["type"]) + equals("value", value)
    for name in attributes.get("class", "").split():
        # A class for looks (`.panel`) is on many things; one that says what it does is not.
        if _IDENT.fullmatch(name) and not looks_generated(name):
            words = words_of(name)
            if intent_of(name) is not None or words.endswith(" form"):
                yield f"{element.tag}.{name}"


def addressed(element: PageElement, attribute: str, others: Sequence[str] = ()) -> Iterator[str]:
    """Yield selectors by an address, with what differs from record to record left open.

    `others` are the same attribute of elements of the same kind: a part of the path in which they
    differ is such a place, and so is one that looks like the number of a record.
    """
    address = element.attributes.get(attribute, "").strip()
    path, mark, _ = address.partition("?")
    if not path or path.startswith(("#", "javascript:", "data:")):
        return
    parts = path.split("/")
    for place in _open_places(parts, others):
        before, after = "/".join(parts[:place]), "/".join(parts[place + 1 :])
        selector = element.tag
        if before.strip("/"):
            selector += f"[{attribute}^={css_string(before + '/')}]"
        if after:
            selector += f"[{attribute}$={css_string('/' + after)}]"
        if selector != element.tag:
            yield selector
    if mark:
        yield f"{element.tag}[{attribute}^={css_string(path + mark)}]"
    elif not any(map(looks_generated, filter(None, parts[1:]))):
        yield element.tag + equals(attribute, element.attributes[attribute])


def _open_places(parts: Sequence[str], others: Sequence[str]) -> Iterator[int]:
    seen: list[list[str]] = [other.strip().partition("?")[0].split("/") for other in others]
    for place in range(1, len(parts)):
        rest = [*parts[:place], *parts[place + 1 :]]
        differs = any(
            len(other) == len(parts)
            and other[place] != parts[place]
            and [*other[:place], *other[place + 1 :]] == rest
            for other in seen
        )
        if differs or (parts[place] and looks_generated(parts[place])):
            yield place
