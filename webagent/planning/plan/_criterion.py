"""What tells that something was reached, in a form that a program can check where possible.

After the success criteria of subtasks in WebPilot (arXiv 2408.15978) and the machine-checkable
evaluators of WebArena (arXiv 2307.13854): address, element, text, request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class UrlMatches:
    """The page has this address."""

    pattern: str
    """`*` stands for anything. One that begins with `/` is compared with the path alone; query and
    fragment only count where the pattern has a `?` or a `#`."""

    def __str__(self) -> str:
        """Return it in words."""
        return f"the address is {self.pattern}"


@dataclass(frozen=True, slots=True)
class ElementShown:
    """The page has this element, with this value or in this state."""

    role: str
    """Empty for any."""
    name: str
    """All of its name; white space and case do not count."""
    value: str | None = None
    state: str = ""
    """Such as `checked`, `expanded` or `not disabled`; empty for any."""

    def __str__(self) -> str:
        """Return it in words."""
        told = f"{self.role or 'something'} “{self.name}” is there"
        if self.value is not None:
            told += f" with the value “{self.value}”"
        return f"{told}, {self.state}" if self.state else told


@dataclass(frozen=True, slots=True)
class TextShown:
    """The page has this text; white space and case do not count."""

    text: str

    def __str__(self) -> str:
        """Return it in words."""
        return f"the page says “{self.text}”"


@dataclass(frozen=True, slots=True)
class RequestAnswered:
    """The page sent such a request, and it was answered."""

    method: str
    path: str
    """As in `UrlMatches.pattern`."""
    status: int | None = None
    """`None` for any below 400 (RFC 9110, 15.5)."""

    def __str__(self) -> str:
        """Return it in words."""
        how = "without error" if self.status is None else f"with {self.status}"
        return f"{self.method} {self.path} was answered {how}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What no program can check: somebody has to judge, and to say by what."""

    text: str

    def __str__(self) -> str:
        """Return it in words."""
        return self.text


Criterion: TypeAlias = UrlMatches | ElementShown | TextShown | RequestAnswered | Judged
