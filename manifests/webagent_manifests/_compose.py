"""Everybody who has a say on an action, taken together: the strictest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ._manifest import Verb
from ._visibility import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ._decision import Decision
    from ._ledger import Ledger
    from ._request import Request


class Contributor(Protocol):
    """One source of permissions: a site, a user, an organisation, robots.txt, built-in safety."""

    @property
    def selectors(self) -> tuple[str, ...]:
        """The complex selectors it wants to know matches of."""
        ...

    def decide(
        self, request: Request, *, now: datetime, ledger: Ledger, trace: bool = False
    ) -> Decision | None:
        """Return its decision, None if it has no say on such a request."""
        ...

    def visibility(
        self, verb: Verb = Verb.READ_CONTENT, *, now: datetime, ledger: Ledger, url: str = ""
    ) -> Visibility:
        """Return what of the document at `url` it lets be read."""
        ...


def compose(
    contributors: Iterable[Contributor],
    request: Request,
    *,
    now: datetime,
    ledger: Ledger,
    trace: bool = False,
) -> tuple[Decision, ...]:
    """Return the decisions of all who have a say, in the order of the contributors.

    The `strictest` of them counts, so that nobody can weaken another. None may have a say, as on
    opening an address where there is neither robots.txt nor a policy.
    """
    found = (
        contributor.decide(request, now=now, ledger=ledger, trace=trace)
        for contributor in contributors
    )
    return tuple(decision for decision in found if decision is not None)


def compose_visibility(
    contributors: Iterable[Contributor],
    verb: Verb = Verb.READ_CONTENT,
    *,
    now: datetime,
    ledger: Ledger,
    url: str = "",
) -> Visibility:
    """Return what all of them let be read."""
    return Visibility.open().within(
        *(each.visibility(verb, now=now, ledger=ledger, url=url) for each in contributors)
    )
