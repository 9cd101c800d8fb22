"""An open browser with its gate, in which runs can be played."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from webagent.memory.store import open_store
from webagent.permissions import open_gate

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from playwright.async_api import Response
    from webagent_manifests import Ledger, SitePolicy
    from webagent_observation import ReadingPolicy

    from webagent.browser import Session
    from webagent.memory.store import Store
    from webagent.permissions import Approver, Gate, PermissionOptions

OpenSession: TypeAlias = (
    "Callable[[ReadingPolicy, Callable[[Response], None]], AbstractAsyncContextManager[Session]]"
)
"""Opens a browser session, given what may be read of a page and who hears of its documents."""


class PoliciesMet:
    """The policies of sites that were met before anybody recorded them, and those met since."""

    def __init__(self) -> None:
        self._met: list[SitePolicy] = []
        self._tell: Callable[[SitePolicy], None] | None = None

    def hear(self, policy: SitePolicy) -> None:
        """Take note of a policy, and pass it on."""
        self._met.append(policy)
        if self._tell is not None:
            self._tell(policy)

    def tell(self, on_policy: Callable[[SitePolicy], None]) -> None:
        """Tell all that were met, and from now on each as it is met."""
        self._tell = on_policy
        for policy in self._met:
            on_policy(policy)


@dataclass(slots=True)
class Place:
    """Where a run is played; whoever opened it closes it."""

    session: Session
    gate: Gate
    store: Store
    """What controls did before."""
    policies: PoliciesMet = field(default_factory=PoliciesMet)
    ready: bool = False
    """Whether the page that the session shows has said that it is complete."""


@asynccontextmanager
async def open_place(
    open_session: OpenSession,
    permissions: PermissionOptions,
    approver: Approver,
    *,
    answers: Path,
    memory: Path,
    ledger: Ledger | None = None,
) -> AsyncGenerator[Place]:
    """Yield a place that leaves nothing in the user's own folders, and knows nothing of them.

    What sites answer is kept in the folder `answers`, how often was acted on them in the `ledger`
    or else there too, and what controls do in the folder `memory`.

    Raises:
        EnvironmentFailure: the browser or one of the folders can't be used.
    """
    policies = PoliciesMet()
    with open_gate(permissions, approver, policies.hear, answers, ledger) as (gate, sites):
        async with open_session(gate.reading, sites.heard) as session:
            sites.go_through(session.guard.client_proxy_url)
            yield Place(session, gate, open_store(memory), policies)
