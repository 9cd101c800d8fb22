"""One task of a suite, and what it is carried out with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webagent.browser import BrowserOptions
from webagent.limits import Limits
from webagent.permissions import NeverApprove, PermissionOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent.permissions import Approver
    from webagent.secrets import Secret


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, with one seed. What it is in detail, its suite knows by the id."""

    id: str
    """Unique in the suite; letters, digits, `.`, `_`, `-`, and `/` between parts: it names a folder
    too, such as `click-test/3`."""
    family: str
    """What it is told together with in tables, such as a template or a kind."""
    seed: int | None = None
    """Where the suite draws tasks from seeds."""
    tags: tuple[str, ...] = ()
    """By which tables and choices may divide it too, such as `train` and `test`."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a suite wants a task to be carried out with."""

    browser: BrowserOptions = field(default_factory=BrowserOptions)
    permissions: PermissionOptions = field(default_factory=PermissionOptions)
    approver: Approver = field(default_factory=NeverApprove)
    limits: Limits = field(default_factory=Limits)
    secrets: Mapping[str, str | Secret] = field(default_factory=dict[str, "str | Secret"])
    shared: bool = False
    """Tasks with the same browser options may follow each other in one browser context, with its
    cookies and storage, and in a tab that the one before left; otherwise each has a context for
    itself."""
