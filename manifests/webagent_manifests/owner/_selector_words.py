"""A CSS selector as words for somebody who reads no CSS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._selector_list import split_selector_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 200
_MOST_STEPS = 3

_COMPOUND = re.compile(
    r"(?P<tag>\*|[a-zA-Z][a-zA-Z0-9-]*)?"
    r"(?P<id>#-?[A-Za-z_][\w-]*)?"
    r"(?P<classes>(?:\.-?[A-Za-z_][\w-]*)*)"
    r"(?P<attributes>(?:\[[a-zA-Z][\w-]*(?:=(?:\"[^\"\\\]]*\"|'[^'\\\]]*'|[\w-]+))?\])*)"
)
_ATTRIBUTE = re.compile(r"\[([a-zA-Z][\w-]*)(?:=(?:\"([^\"]*)\"|'([^']*)'|([\w-]+)))?\]")
# A comma, a space or an angle bracket in quotes would not be the combinator it looks like.
_EXCLUDING = re.compile(r"([^():,]+):not\(([^()]+)\)")
_COMBINATOR = re.compile(r"\s*>\s*|\s+")

_NOUNS = {
    "a": "links",
    "article": "articles",
    "audio": "audio players",
    "body": "the page's body",
    "button": "buttons",
    "dialog": "dialogs",
    "fieldset": "field groups",
    "footer": "the footer",
    "form": "forms",
    "header": "the header",
    "html": "the whole page",
    "iframe": "embedded frames",
    "img": "images",
    "input": "input fields",
    "label": "labels",
    "li": "list items",
    "main": "the main content",
    "nav": "the navigation",
    "option": "options",
    "p": "paragraphs",
    "section": "sections",
    "select": "drop-down lists",
    "table": "tables",
    "textarea": "text areas",
    "video": "videos",
}
_SINGULARS = {
    "a": "link",
    "button": "button",
    "div": "box",
    "form": "form",
    "input": "input field",
    "nav": "navigation",
    "section": "section",
    "select": "drop-down list",
    "textarea": "text area",
    "video": "video",
}
_BY_TYPE = {
    ("button", "submit"): "submit buttons",
    ("input", "checkbox"): "checkboxes",
    ("input", "email"): "e-mail fields",
    ("input", "file"): "file inputs",
    ("input", "password"): "password fields",
    ("input", "radio"): "radio buttons",
    ("input", "search"): "search fields",
    ("input", "submit"): "submit buttons",
}


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    id: str
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str | None], ...]

    @property
    def bare_id(self) -> bool:
        return bool(self.id) and not (self.tag or self.classes or self.attributes)


_BODY = _Compound("body", "", (), ())


def is_everything(selector: str) -> bool:
    """Whether a selector list has a branch that every element matches."""
    return "*" in split_selector_list(selector)


def subject_tag(selector: str) -> str:
    """Return the tag that a plain complex selector asks of its elements, empty if it asks none."""
    steps = _steps(selector)
    tag = "" if steps is None else steps[-1][1].tag
    return "" if tag == "*" else tag


def in_words(selectors: Iterable[str], conjunction: str = "and") -> str:
    """Return what some selector lists select, in words where a branch is simple.

    A branch that is not comes back as it was written, in backticks, on one line, printable and cut
    to 200 characters. Never raises, whatever the text.
    """
    return join_words(_parts(selectors), conjunction)


def join_words(parts: Sequence[str], conjunction: str) -> str:
    """Return `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def _parts(selectors: Iterable[str]) -> list[str]:
    listed = [each for selector in selectors for each in split_selector_list(selector)]
    wholes = {each for each in listed if f"{each} *" in listed}
    branches = [
        f"{_branch(each)} with everything inside" if each in wholes else _branch(each)
        for each in listed
        if each in wholes or each.removesuffix(" *") not in wholes
    ]
    return list(dict.fromkeys(branches))


def _branch(selector: str) -> str:
    steps = _steps(selector)
    excluding = _EXCLUDING.fullmatch(selector) if steps is None else None
    if excluding is not None and _steps(excluding[1]) is not None:
        exceptions = _parts([excluding[2]])
        told = f"but not {exceptions[0]}" if len(exceptions) == 1 else "with exceptions"
        return f"{_branch(excluding[1])} ({told})"
    if steps is None:
        return _verbatim(selector)
    if len(steps) > 1 and steps[0][1] == _BODY and steps[1][0] == "":
        # Everything is inside of it: the word only makes the rule more specific.
        steps = [("", steps[1][1]), *steps[2:]]
    target, *containers = reversed(steps)
    words = _selected(target[1])
    relation = target[0]
    for combinator, compound in containers:
        words += f"{' directly' if relation == '>' else ''} inside {_container(compound)}"
        relation = combinator
    return words


def _steps(selector: str) -> list[tuple[str, _Compound]] | None:
    """Return each compound with the combinator before it, or None where a selector is not plain."""
    if any(quote in selector for quote in "\"'") and _COMBINATOR.search(selector):
        return None
    compounds = _COMBINATOR.split(selector)
    combinators = ["", *(each.strip() for each in _COMBINATOR.findall(selector))]
    if len(compounds) > _MOST_STEPS:
        return None
    steps: list[tuple[str, _Compound]] = []
    for combinator, text in zip(combinators, compounds, strict=True):
        match = _COMPOUND.fullmatch(text)
        if match is None or not text:
            return None
        steps.append(
            (
                combinator,
                _Compound(
                    tag="" if match["tag"] is None else match["tag"].lower(),
                    id=match["id"] or "",
                    classes=tuple(match["classes"].split(".")[1:]),
                    attributes=tuple(
                        (found[1].lower(), found[2] or found[3] or found[4])
                        for found in _ATTRIBUTE.finditer(match["attributes"])
                    ),
                ),
            )
        )
    return steps


def _selected(compound: _Compound) -> str:
    if compound.id:
        noun = _SINGULARS.get(compound.tag) if compound.tag else "element"
        kind = noun or f"{compound.tag} element"
        return f"the {kind} {compound.id}{_with(compound)}"
    return f"{_plural(compound)}{_with(compound)}"


def _container(compound: _Compound) -> str:
    return compound.id if compound.bare_id else _selected(compound)


def _plural(compound: _Compound) -> str:
    by_type = _BY_TYPE.get((compound.tag, _type(compound)))
    if by_type is not None:
        return by_type
    if compound.tag in ("", "*"):
        specific = compound.classes or compound.attributes
        return "elements" if specific else "everything"
    return _NOUNS.get(compound.tag, f"{compound.tag} elements")


def _with(compound: _Compound) -> str:
    said_by_noun = (compound.tag, _type(compound)) in _BY_TYPE and not compound.id
    traits: list[str] = []
    if compound.classes:
        noun = "class" if len(compound.classes) == 1 else "classes"
        traits.append(f"{noun} {join_words(compound.classes, 'and')}")
    for name, value in compound.attributes:
        if name == "type" and said_by_noun:
            continue
        if name == "href" and value is None and compound.tag == "a":
            continue
        traits.append(f"attribute {name}" if value is None else f"{name} “{value}”")
    return f" with {join_words(traits, 'and')}" if traits else ""


def _type(compound: _Compound) -> str:
    values = [value for name, value in compound.attributes if name == "type"]
    return (values[0] or "") if len(values) == 1 else ""


def _verbatim(selector: str) -> str:
    shown = selector if len(selector) <= _LONGEST else f"{selector[: _LONGEST - 1]}…"
    plain = "".join(char if char.isprintable() else "\ufffd" for char in shown)
    return f"`{plain}`"
