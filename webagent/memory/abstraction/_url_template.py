"""The shape of an address: `/product/{item}`, `/order/*`, `/search?q`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from ._keeping import objection
from ._text_template import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY = "*"
_KEPT = re.compile(r"[\w.~-]+")


@dataclass(frozen=True, slots=True)
class UrlTemplate:
    """The path and the names in the query of an address, without what identifies anything.

    A part of the path is kept as it is, is a variable of a task, or is any (`*`): what holds a
    digit, is too long for a word, or would not be kept as a name. Values in a query never are.
    """

    path: tuple[str, ...]
    query: tuple[str, ...] = ()
    """The names in the query, in alphabetical order."""

    @classmethod
    def of(cls, url: str, values: Mapping[str, str] | None = None) -> Self:
        """Return the shape of an address; values of variables in its path stand as `{name}`."""
        slugs = {_slug(value): name for name, value in (values or {}).items()}
        path = tuple(_abstract(part, slugs) for part in _path(url))
        return cls(path, tuple(name for name in _query(url) if _part(name) == name))

    @classmethod
    def parse(cls, written: str) -> Self:
        """Return what `str` wrote."""
        path, _, query = written.partition("?")
        return cls(tuple(filter(None, path.split("/"))), tuple(filter(None, query.split("&"))))

    def __str__(self) -> str:
        query = f"?{'&'.join(self.query)}" if self.query else ""
        return f"/{'/'.join(self.path)}{query}"

    def matches(self, url: str, values: Mapping[str, str] | None = None) -> bool:
        """Whether an address has this shape, with these values; it may ask for more besides."""
        parts = _path(url)
        return (
            len(parts) == len(self.path)
            and all(_fits(t, p, values or {}) for t, p in zip(self.path, parts, strict=True))
            and set(self.query) <= set(_query(url))
        )

    def filled(self, values: Mapping[str, str]) -> Self:
        """Return the shape with variables replaced, as they stand in an address; see `_slug`."""
        path = tuple(_filled(part, values) for part in self.path)
        return type(self)(path, self.query)

    def generalised(self, other: Self) -> Self | None:
        """Return what two shapes have in common; `None` if their paths have other lengths."""
        if len(self.path) != len(other.path):
            return None
        pairs = zip(self.path, other.path, strict=True)
        path = tuple(one if one == another else ANY for one, another in pairs)
        return type(self)(path, tuple(name for name in self.query if name in other.query))


def _path(url: str) -> list[str]:
    parts = urlsplit(url)
    # Some sites route by the fragment; any other one is a place on the page.
    route = parts.fragment.lstrip("!") if parts.fragment.startswith(("/", "!/")) else ""
    return [unquote(part) for part in f"{parts.path}/{route}".split("/") if part]


def _query(url: str) -> list[str]:
    return sorted({name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)})


def _abstract(part: str, slugs: Mapping[str, str]) -> str:
    name = slugs.get(_slug(part))
    return _part(part) if name is None else f"{{{name}}}"


def _part(part: str) -> str:
    words = re.sub(r"[-_.~]+", " ", part)
    told = _KEPT.fullmatch(part) and not re.search(r"\d", part) and not objection(words)
    return part if told else ANY


def _fits(template: str, part: str, values: Mapping[str, str]) -> bool:
    variable = VARIABLE.fullmatch(template)
    if variable is not None:
        return _slug(part) == _slug(values.get(variable[1], ""))
    return template in {ANY, part}


def _filled(part: str, values: Mapping[str, str]) -> str:
    variable = VARIABLE.fullmatch(part)
    return part if variable is None or variable[1] not in values else _slug(values[variable[1]])


def _slug(text: str) -> str:
    return "-".join(re.findall(r"\w+", text.casefold()))
