"""A state of a page, with all that it takes to come back to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webagent_actions import gravest

from ._appearance import Appearance
from ._controls import controls_of, popups
from ._scrolling import offsets_of
from ._target import Elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_actions import Reversibility, Situation
    from webagent_observation import Fingerprint

    from webagent.browser import ClientStorage, Session

    from ._controls import Control
    from ._leg import Leg
    from ._scrolling import Offsets

_LOADED = ("http:", "https:", "file:")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Waypoint:
    """A state that was seen; two are the same one only if they are the same object.

    It lives as long as the run: addresses and storage in it are the site's own, with all secrets.
    """

    session: Session = field(repr=False)
    """Where it was seen: another session has other tabs, with histories of their own."""
    appearance: Appearance
    address: str = field(repr=False)
    """Of the page, as the browser has it."""
    controls: tuple[Control, ...] = field(repr=False)
    """What the fields held, and what was open."""
    refs: frozenset[int] = field(repr=False)
    """Of all that could be acted on: some are there as long as the document lives."""
    popups: int
    """How many menus, lists, dialogs and tooltips were shown."""
    offsets: Offsets
    tab: int
    """Number of the tab it was in."""
    entry: int | None
    """Number of the entry in the history of that tab."""
    storage: ClientStorage | None
    """What sites kept in the browser then."""
    loads: bool
    """Whether a document asked for by GET showed it, so that its address may bring it back."""
    parent: Waypoint | None = field(default=None, repr=False)
    leg: Leg | None = None
    """What led here from the parent."""

    @property
    def fingerprint(self) -> Fingerprint:
        """Of what was observed."""
        return self.appearance.fingerprint

    @property
    def checkpoint(self) -> Waypoint | None:
        """The nearest state on the way, itself included, whose address may bring it back."""
        return next((start for start, _ in self.ways()), None)

    @property
    def worst(self) -> Reversibility:
        """The gravest class of what leads here from the checkpoint, or from the very start."""
        checkpoint = self.checkpoint
        legs = [
            point.leg.reversibility
            for point in self._line()
            if point.leg is not None and not _reaches(checkpoint, point)
        ]
        return gravest(legs)

    def ways(self) -> Iterator[tuple[Waypoint, tuple[Waypoint, ...]]]:
        """Yield the states whose addresses may bring them back, the nearest first.

        Each comes with the states after it up to this one.
        """
        after: list[Waypoint] = []
        for point in self._line():
            if point.loads:
                yield point, tuple(reversed(after))
            after.append(point)

    def _line(self) -> Iterator[Waypoint]:
        """Yield this state, its parent, and so on."""
        point: Waypoint | None = self
        while point is not None:
            yield point
            point = point.parent


def _reaches(checkpoint: Waypoint | None, point: Waypoint) -> bool:
    """Whether a state lies at or before a checkpoint."""
    while checkpoint is not None and checkpoint is not point:
        checkpoint = checkpoint.parent
    return checkpoint is point


async def survey(
    session: Session,
    situation: Situation,
    parent: Waypoint | None = None,
    leg: Leg | None = None,
) -> Waypoint:
    """Return the state that a session is in, as it was just seen.

    Args:
        session: its active tab is in the state.
        situation: the look at it, right after what led there.
        parent: the state before; `None` for the first page.
        leg: what led here from the parent.

    Raises:
        webagent.errors.BrowserLost: the browser died.
        webagent_observation.PageUnreadable: the page does not answer.
    """
    observation = situation.observation
    address = session.page.url
    ways_back = session.ways_back
    history = await ways_back.history()
    return Waypoint(
        session=session,
        appearance=Appearance.of(situation),
        address=address,
        controls=controls_of(Elements(observation, session.registry)),
        refs=frozenset(observation.refs),
        popups=popups(observation),
        offsets=await offsets_of(session),
        tab=next((tab.number for tab in situation.tabs if tab.active), 1),
        entry=None if history is None else history.current.number,
        storage=await ways_back.storage(),
        loads=address.startswith(_LOADED) and _is_loaded(situation, address, parent),
        parent=parent,
        leg=leg,
    )


def _is_loaded(situation: Situation, address: str, parent: Waypoint | None) -> bool:
    """Whether a state has come with an address of its own, and not as the answer to a form."""
    if situation.dialog is not None or situation.trouble:
        return False
    here = situation.observation.url.partition("#")[0]
    asked = [
        request
        for request in situation.happened.requests
        if request.kind == "document" and request.url.partition("#")[0] == here
    ]
    if asked:
        # What a form sent is often answered by the address of what is to be asked for then.
        return not asked[-1].may_change
    return parent is None or _route(parent.address) != _route(address)


def _route(address: str) -> str:
    """Return an address without its fragment, unless that is the route of a single-page app."""
    document, _, fragment = address.partition("#")
    return address if fragment.startswith(("/", "!")) else document
