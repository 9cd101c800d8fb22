"""A selector as far as it can be judged without a browser.

The grammar is that of Selectors Level 4 as browsers have it. What it cannot decide, such as a
pseudo-class it has never heard of, is said to be unchecked, not invalid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from .._selector_list import split_selector_list
from .._specificity import specificity
from .._text import quote
from .._tokens import is_literal, split_at_commas, tokenize
from ._pseudo import (
    ELEMENTS,
    FORGIVING,
    LEGACY_ELEMENTS,
    NEVER_TRUE,
    NTH,
    NTH_OF,
    OF_OTHER_TOOLS,
    PLAIN,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._specificity import Specificity
    from .._tokens import Node

_DEEPEST = 32
_COMBINATORS = frozenset({">", "+", "~"})
_MATCHERS = frozenset({"=", "~=", "|=", "^=", "$=", "*="})
_AN_PLUS_B = re.compile(r"odd|even|[+-]?[0-9]*n(\s*[+-]\s*[0-9]+)?|[+-]?[0-9]+", re.IGNORECASE)
_XPATH = re.compile(r"\s*(xpath\s*=|\(*\.{0,2}//?[\w*@(.])")
_SENTINEL = "end-of-selector"


class Standing(Enum):
    """Whether a browser can evaluate a selector."""

    VALID = "valid"
    UNCHECKED = "unchecked"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Branch:
    """One complex selector, described by its last compound: that is about the element itself.

    `tag` is None for any. `simple` holds the class, id, attribute and pseudo-class selectors,
    `attributes` the values that attributes must equal (None where another condition is put on
    them). `relative` tells that other elements have a say as well.
    """

    text: str
    specificity: Specificity
    tag: str | None = None
    simple: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str | None], ...] = ()
    relative: bool = False
    pseudo_element: bool = False
    never_true: str | None = None


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector list; `problem` says what is wrong with it, or what could not be checked."""

    standing: Standing
    branches: tuple[Branch, ...] = ()
    problem: str = ""
    unclosed: bool = False


class _Invalid(Exception):
    """Carries the problem as a clause."""


@dataclass(slots=True)
class _Compound:
    tag: str | None = None
    simple: list[str] = field(default_factory=list[str])
    classes: list[str] = field(default_factory=list[str])
    ids: list[str] = field(default_factory=list[str])
    attributes: list[tuple[str, str | None]] = field(default_factory=list[tuple[str, str | None]])
    pseudo_element: bool = False


def is_xpath(text: str) -> bool:
    """Whether a text that is no CSS selector was meant as an XPath expression."""
    return _XPATH.match(text) is not None


@lru_cache(maxsize=4096)
def read_selector(text: str) -> Selector:
    """Return what can be known of a selector list. Never raises."""
    if not text.strip():
        return Selector(Standing.INVALID, problem="it is empty")
    if _nesting(text) > _DEEPEST:
        return Selector(Standing.UNCHECKED, problem=f"it nests deeper than {_DEEPEST} levels")
    ended = _tokens(f"{text} {_SENTINEL}")
    if not ended:
        return Selector(Standing.UNCHECKED, problem="it holds a number of thousands of digits")
    unclosed = not (ended[-1].type == "ident" and ended[-1].value == _SENTINEL)
    reader = _Reader()
    try:
        branches = tuple(reader.branch(branch) for branch in split_selector_list(text))
    except _Invalid as error:
        return Selector(Standing.INVALID, problem=str(error), unclosed=unclosed)
    standing = Standing.UNCHECKED if reader.doubt else Standing.VALID
    return Selector(standing, branches, reader.doubt, unclosed)


def _nesting(text: str) -> int:
    """Return how deep brackets nest; the tokenizer's own serialiser would recurse that far."""
    deepest = depth = 0
    for char in text:
        if char in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in ")]}":
            depth = max(depth - 1, 0)
    return deepest


def _tokens(css: str) -> list[Node]:
    # The tokenizer still knows the unicode-range token that CSS Syntax dropped.
    return tokenize(css.replace("u+", "u +").replace("U+", "U +"))


class _Reader:
    """Reads complex selectors; `doubt` is the first thing that only a browser can decide."""

    def __init__(self) -> None:
        self.doubt = ""
        self._never_true: str | None = None

    def branch(self, text: str) -> Branch:
        self._never_true = None
        last, relative = self._complex(_tokens(text))
        return Branch(
            text,
            specificity(text),
            last.tag,
            frozenset(last.simple),
            tuple(last.classes),
            tuple(last.ids),
            tuple(last.attributes),
            relative,
            last.pseudo_element,
            self._never_true,
        )

    def _doubt(self, clause: str) -> None:
        self.doubt = self.doubt or clause

    def _complex(self, nodes: Sequence[Node], *, leading: bool = False) -> tuple[_Compound, bool]:
        """Return the last compound, and whether there are others."""
        nodes = _stripped(nodes)
        at = 0
        if leading and nodes and nodes[0].type == "literal" and nodes[0].value in _COMBINATORS:
            at = _after_space(nodes, 1)
        last, at = self._compound(nodes, at)
        relative = False
        while at < len(nodes):
            relative = True
            if last.pseudo_element:
                self._doubt("something follows a pseudo-element")
            at = _after_space(nodes, at)
            node = nodes[at]
            if node.type == "literal" and node.value in _COMBINATORS:
                at = _after_space(nodes, at + 1)
            elif node.type == "literal" and node.value == "||":
                self._doubt("it uses the column combinator ||")
                at = _after_space(nodes, at + 1)
            last, at = self._compound(nodes, at)
        return last, relative

    def _compound(self, nodes: Sequence[Node], at: int) -> tuple[_Compound, int]:
        compound = _Compound()
        start = at
        compound.tag, at = _type(nodes, at)
        while at < len(nodes):
            if compound.pseudo_element and nodes[at].type != "whitespace":
                self._doubt("something follows a pseudo-element")
            following = self._simple(nodes, at, compound)
            if following == at:
                break
            at = following
        if at == start:
            if start >= len(nodes):
                raise _Invalid("it ends where an element should be named")
            raise _Invalid(f"{quote(_source(nodes[start]))} names no element")
        if at < len(nodes) and not _ends_compound(nodes[at]):
            raise _Invalid(f"{quote(_source(nodes[at]))} cannot stand there")
        return compound, at

    def _simple(self, nodes: Sequence[Node], at: int, compound: _Compound) -> int:
        """Read one simple selector; return where the next begins, or `at` if there is none."""
        node = nodes[at]
        if node.type == "hash":
            if not node.is_identifier:
                raise _Invalid(f"the id in {quote(_source(node))} begins with a digit")
            compound.ids.append(node.value)
            compound.simple.append(f"#{node.value}")
        elif node.type == "[] block":
            name, value = self._attribute(_stripped(cast("Any", node).content))
            compound.attributes.append((name, value))
            compound.simple.append(_source(node))
        elif is_literal(nodes, at, "&"):
            self._doubt("& stands for a selector around it, and there is none")
        elif is_literal(nodes, at, "."):
            if at + 1 >= len(nodes) or nodes[at + 1].type != "ident":
                raise _Invalid("no class name follows the dot")
            compound.classes.append(nodes[at + 1].value)
            compound.simple.append(f".{nodes[at + 1].value}")
            return at + 2
        elif is_literal(nodes, at, ":"):
            return self._pseudo(nodes, at + 1, compound)
        else:
            return at
        return at + 1

    def _attribute(self, nodes: Sequence[Node]) -> tuple[str, str | None]:
        at = 0
        if is_literal(nodes, 1, "|") and not is_literal(nodes, 0, "*"):
            raise _Invalid("a namespace prefix is used, and a page declares none")
        if is_literal(nodes, 0, "|"):
            at = 1
        elif is_literal(nodes, 1, "|"):
            at = 2
        if at >= len(nodes) or nodes[at].type != "ident":
            raise _Invalid("square brackets hold no attribute name")
        name = nodes[at].value.lower()
        at = _after_space(nodes, at + 1)
        if at >= len(nodes):
            return name, None
        if nodes[at].type != "literal" or nodes[at].value not in _MATCHERS:
            raise _Invalid(f"{quote(_source(nodes[at]))} cannot follow the attribute {name}")
        exact = nodes[at].value == "="
        at = _after_space(nodes, at + 1)
        if at >= len(nodes) or nodes[at].type not in ("ident", "string"):
            raise _Invalid(f"the value of the attribute {name} needs quotation marks")
        value = nodes[at].value
        rest = [_source(node).lower() for node in nodes[at + 1 :] if not _is_space(node)]
        if rest == ["s"]:
            self._doubt("not every browser knows the flag s of an attribute")
        elif rest not in ([], ["i"]):
            raise _Invalid(f"{quote(rest[0])} cannot follow the value of the attribute {name}")
        return name, value if exact and not rest else None

    def _pseudo(self, nodes: Sequence[Node], at: int, compound: _Compound) -> int:
        double = is_literal(nodes, at, ":")
        at += double
        if at >= len(nodes) or nodes[at].type not in ("ident", "function"):
            raise _Invalid("no name follows the colon")
        node = nodes[at]
        is_function = node.type == "function"
        name = node.lower_name if is_function else node.value.lower()
        if double or (name in LEGACY_ELEMENTS and not is_function):
            compound.pseudo_element = True
            if name not in ELEMENTS:
                self._doubt(f"the pseudo-element ::{name} is not one that every browser knows")
            return at + 1
        compound.simple.append(f":{_source(node).lower()}")
        if name in NEVER_TRUE:
            self._never_true = name
        if is_function:
            self._function(name, node.arguments)
        elif name in OF_OTHER_TOOLS and name not in PLAIN:
            raise _Invalid(f":{name} is a pseudo-class of other tools, not of CSS")
        elif name not in PLAIN:
            self._doubt(f"the pseudo-class :{name} is not one that every browser knows")
        return at + 1

    def _function(self, name: str, arguments: Sequence[Node]) -> None:
        inner = _stripped(arguments)
        if name in FORGIVING:
            return
        if name == "not":
            self._list(inner)
        elif name == "has":
            self._list(inner, leading=True)
        elif name in NTH:
            self._nth(name, inner)
        elif name == "dir":
            if len(inner) != 1 or inner[0].type != "ident":
                raise _Invalid(":dir() takes ltr or rtl")
        elif name == "lang":
            if not inner:
                raise _Invalid(":lang() takes a language")
            if len(inner) != 1 or inner[0].type != "ident":
                self._doubt("not every browser knows :lang() with more than one plain language")
        elif name in OF_OTHER_TOOLS:
            raise _Invalid(f":{name}() is a pseudo-class of other tools, not of CSS")
        else:
            self._doubt(f"the pseudo-class :{name}() is not one that every browser knows")

    def _list(self, nodes: Sequence[Node], *, leading: bool = False) -> None:
        never_true = self._never_true
        for branch in split_at_commas(nodes):
            last, _ = self._complex(branch, leading=leading)
            if last.pseudo_element:
                raise _Invalid("a pseudo-element stands inside a pseudo-class")
            if leading and any(simple.startswith(":has(") for simple in last.simple):
                raise _Invalid(":has() stands inside :has()")
        self._never_true = never_true

    def _nth(self, name: str, nodes: Sequence[Node]) -> None:
        of = next(
            (
                index
                for index, node in enumerate(nodes)
                if node.type == "ident" and node.value.lower() == "of"
            ),
            len(nodes),
        )
        formula = "".join(_source(node) for node in nodes[:of]).strip()
        if _AN_PLUS_B.fullmatch(formula) is None:
            raise _Invalid(f":{name}() takes a number, odd, even or a formula such as 2n+1")
        if of < len(nodes):
            if name not in NTH_OF:
                raise _Invalid(f":{name}() takes no selector")
            self._list(nodes[of + 1 :])


def _type(nodes: Sequence[Node], at: int) -> tuple[str | None, int]:
    """Return the element type at `at`, None for any, and where the next selector begins."""
    if at < len(nodes) and nodes[at].type == "ident" and is_literal(nodes, at + 1, "|"):
        raise _Invalid("a namespace prefix is used, and a page declares none")
    if is_literal(nodes, at, "*") and is_literal(nodes, at + 1, "|"):
        at += 2
    elif is_literal(nodes, at, "|"):
        at += 1
    else:
        if at < len(nodes) and nodes[at].type == "ident":
            return nodes[at].value.lower(), at + 1
        return None, at + is_literal(nodes, at, "*")
    if at < len(nodes) and nodes[at].type == "ident":
        return nodes[at].value.lower(), at + 1
    if not is_literal(nodes, at, "*"):
        raise _Invalid("no element type follows the bar")
    return None, at + 1


def _ends_compound(node: Node) -> bool:
    return _is_space(node) or (
        node.type == "literal" and (node.value in _COMBINATORS or node.value == "||")
    )


def _is_space(node: Node) -> bool:
    # An unclosed string ends at the end of the text; the token after it says so.
    return node.type == "whitespace" or (
        node.type == "error" and cast("Any", node).kind == "eof-in-string"
    )


def _after_space(nodes: Sequence[Node], at: int) -> int:
    while at < len(nodes) and _is_space(nodes[at]):
        at += 1
    return at


def _stripped(nodes: Sequence[Node]) -> Sequence[Node]:
    start, end = _after_space(nodes, 0), len(nodes)
    while end > start and _is_space(nodes[end - 1]):
        end -= 1
    return nodes[start:end]


def _source(node: Node) -> str:
    if node.type == "error":
        return str(cast("Any", node).kind)
    return str(cast("Any", node).serialize())
