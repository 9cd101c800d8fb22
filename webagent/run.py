"""One run from its first address to its end: gate, browser and episode put together."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import Goto
from webagent_observation import PageUnreadable

from webagent.browser import open_session
from webagent.consequences import Learned, SqliteHabits
from webagent.episode import Ending, Episode
from webagent.errors import EnvironmentFailure, SiteUnreachable
from webagent.memory.recall import RecallingActor
from webagent.memory.sites import SqliteCheckpoints
from webagent.memory.store import open_store
from webagent.permissions import open_gate
from webagent.place import Place
from webagent.planning.live import Means, Searcher, SearchMode
from webagent.recording import Checkpoint
from webagent.result import Status

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from webagent.browser import BrowserOptions
    from webagent.limits import Limits
    from webagent.permissions import Gate, PermissionOptions, SitePolicies
    from webagent.planning.live import SearchOptions
    from webagent.protocols import Actor, Approver, Planner
    from webagent.recording import Recorder
    from webagent.resuming import Resumption
    from webagent.run_memory import RunMemory
    from webagent.secrets import Secrets
    from webagent.view import ViewOptions


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What a run is carried out with."""

    task: str
    """Without secrets."""
    url: str
    actor: Actor
    approver: Approver
    limits: Limits
    browser: BrowserOptions
    secrets: Secrets
    permissions: PermissionOptions
    view: ViewOptions
    planner: Planner
    search: SearchOptions
    memory: bool = True
    """Use and add to what is kept over runs; what controls did before counts in any case."""
    exploring: bool = False
    """Let nothing leave that may change anything; see `Guard.explore`."""


class Run:
    """A run that begins, or goes on where it was cut off."""

    def __init__(
        self,
        settings: RunSettings,
        folder: Path,
        recorder: Recorder,
        memory: RunMemory,
        place: Place | None = None,
    ) -> None:
        self._settings = settings
        self._place = place
        """Where it is played, if not in a browser of its own."""
        self._recorder = recorder
        self._memory = memory
        self._folder = folder
        self._address = settings.url
        """Where the browser is opened."""
        self._browser = settings.browser
        if settings.browser.downloads is None:
            self._browser = replace(settings.browser, downloads=folder / "downloads")
        self._ended: Ending | None = None
        """How the episode ended, if what came after it failed."""
        self.url = settings.url
        """Where the browser is, or was last."""

    async def play(self, resumption: Resumption | None = None) -> Ending:
        """Play it to its end. What a site, page or model does never raises."""
        limits = self._settings.limits
        left = None if limits.seconds is None else limits.seconds - self._memory.seconds
        clock = asyncio.timeout(left)
        try:
            if resumption is not None:
                self._take_up(resumption)
            if self._place is not None:
                async with clock:
                    return await self._play_in(self._place)
            with open_gate(
                self._settings.permissions, self._settings.approver, self._recorder.met_policy
            ) as (gate, sites):
                async with clock:
                    return await self._play(gate, sites, again=resumption is not None)
        except TimeoutError:
            if not clock.expired():
                raise
            reason = f"the limit of {limits.seconds:g} seconds was reached"
            return self._ended or Ending(Status.LIMIT, reason)
        except (EnvironmentFailure, PageUnreadable) as error:
            answer = "" if self._ended is None else self._ended.answer
            return Ending(Status.ERROR, str(error), answer)

    def _take_up(self, resumption: Resumption) -> None:
        """Go on where the run was cut off, as whom the sites knew it."""
        checkpoint = Checkpoint.read(self._folder, self._settings.secrets)
        if checkpoint is not None:
            self._browser = replace(self._browser, storage_state=checkpoint.state)
            if checkpoint.address.startswith(("http://", "https://")):
                self._address = self.url = checkpoint.address
        self._recorder.resumed(self._settings.actor.name, self._address)
        if resumption.interrupted is not None:
            self._recorder.stepped(resumption.interrupted, interrupted=True)

    async def _play(self, gate: Gate, sites: SitePolicies, *, again: bool) -> Ending:
        # Asked before a browser is started: nothing of a closed site is touched.
        refusal = await self._refused_start(gate)
        if refusal is not None:
            return refusal
        opening = open_session(self._browser, gate.reading, self._settings.secrets, sites.heard)
        async with opening as session:
            sites.go_through(session.guard.client_proxy_url)
            place = Place(session, gate, open_store())
            if again:
                return await self._ending(
                    place, lambda episode: episode.play_on(self._address, self._settings.url)
                )
            return await self._ending(place, lambda episode: episode.play(self._address))

    async def _play_in(self, place: Place) -> Ending:
        place.policies.tell(self._recorder.met_policy)
        refusal = await self._refused_start(place.gate)
        if refusal is not None:
            return refusal
        return await self._ending(place, lambda episode: episode.play_here(ready=place.ready))

    async def _refused_start(self, gate: Gate) -> Ending | None:
        start = await gate.check_address(self._address)
        self._recorder.permitted_start(Goto(self._address), start)
        if start.out_of_reach:
            raise SiteUnreachable(f"{self._address} could not be opened: {start.reason}")
        if start.granted:
            return None
        self._memory.denials.append(start.reason)
        return Ending(Status.BLOCKED, f"not permitted: {start.reason}")

    async def _ending(self, place: Place, played: Callable[[Episode], Awaitable[Ending]]) -> Ending:
        session = place.session
        recalling = RecallingActor(place.store, self._settings.actor)
        episode = self._episode(place, recalling)
        try:
            async with session.guard.explore() if self._settings.exploring else nullcontext():
                self._ended = await played(episode)
        finally:
            self.url = session.url
        if self._settings.memory:
            recalling.settle(done=self._ended.status is Status.DONE)
        return self._ended

    def _episode(self, place: Place, recalling: RecallingActor) -> Episode:
        session, gate, store = place.session, place.gate, place.store
        settings, learned = self._settings, Learned(SqliteHabits(store))
        means = Means(
            session,
            gate,
            settings.secrets,
            self._recorder,
            self._memory,
            # What is remembered of earlier runs is followed, not searched with.
            actor=settings.actor,
            limits=settings.limits,
            learned=learned,
            stability=SqliteCheckpoints(store),
        )
        searches = settings.search.mode is not SearchMode.OFF and not settings.exploring
        return Episode(
            settings.task,
            actor=recalling if settings.memory else settings.actor,
            session=session,
            gate=gate,
            recorder=self._recorder,
            limits=settings.limits,
            secrets=settings.secrets,
            view=settings.view,
            memory=self._memory,
            learned=learned,
            planner=settings.planner,
            searcher=Searcher(means, settings.search) if searches else None,
        )
