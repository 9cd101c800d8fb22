"""A made page with a task on it, and how the task is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random


@dataclass(frozen=True, slots=True)
class Deed:
    """One action of a demonstration."""

    verb: str
    """`click`, `type`, `select`, `check`, `set_date`, `set_range`, `drag`, `press`, `go_back`,
    `scroll` or `stop`."""
    selector: str = ""
    """CSS selector of the element, on the page as it is then."""
    text: str = ""
    """What is typed, the option's label, `on` or `off`, a date, a number, a key, how far to scroll,
    or what is said at the end: empty for “done”, an answer, or `unable: …`."""
    to: str = ""
    """CSS selector of what something is dragged to."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A task on pages of its own."""

    task: str
    pages: Mapping[str, str]
    """HTML by path; the task begins on `/`."""
    deeds: tuple[Deed, ...]
    """The last one is a `stop`."""


Family: TypeAlias = "Callable[[Random], Sample]"
"""Draws one sample; the same for the same state of the generator."""
