"""Everybody who has a say on an action, asked about the live elements it would touch."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_actions import Goto, effects
from webagent_manifests import (
    NAVIGATION,
    BuiltInSafety,
    Request,
    Source,
    Verb,
    compose,
    compose_visibility,
)
from webagent_observation import Reading

from ._arguments import arguments, pending_text
from ._matching import match_elements
from ._permission import Ruling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from playwright.async_api import ElementHandle, Frame
    from webagent_actions import Effect
    from webagent_manifests import Contributor, Decision, Ledger
    from webagent_manifests.robots import Robots
    from webagent_observation import Document

    from ._scene import Scene
    from ._sites import SitePolicies


_BORROWED = frozenset({"about", "blob", "data", ""})


class Judge:
    """Turns an action into rulings, one for each verb, element and source of permission."""

    def __init__(
        self,
        sites: SitePolicies,
        policies: Sequence[Contributor],
        robots: Robots | None,
        ledger: Ledger,
        clock: Callable[[], datetime],
    ) -> None:
        self._sites = sites
        self._policies: tuple[Contributor, ...] = (BuiltInSafety(), *policies)
        self._robots = robots
        self._ledger = ledger
        self._clock = clock

    async def reading(self, document: Document) -> Reading:
        """Return what of a document may be read, by all who have a say."""
        contributors = (*self._policies, await self._sites.of(document))
        now = self._clock()
        content, metadata = (
            compose_visibility(
                contributors,
                verb,
                now=now,
                ledger=self._ledger,
                url=_address_of(document.frame),
            ).to_json()
            for verb in (Verb.READ_CONTENT, Verb.READ_METADATA)
        )
        return Reading(content, metadata)

    async def rulings(self, scene: Scene, approved: bool | None) -> list[Ruling]:
        """Return all decisions on an action, given what a person said of it.

        Raises:
            webagent_observation.StaleRef: an element is gone.
            playwright.async_api.Error: a document is being left.
        """
        action, observation = scene.action, scene.observation
        rulings = [
            ruling
            for ref, done in groupby(effects(action, observation), key=lambda effect: effect.ref)
            for ruling in await self._on_element(scene, ref, list(done), approved)
        ]
        if isinstance(action, Goto):
            rulings += await self.on_address(action.url, observation.url, approved)
        return rulings

    async def on_address(self, destination: str, url: str, approved: bool | None) -> list[Ruling]:
        """Return the decisions on opening an address from a document, without a link."""
        request = Request(
            NAVIGATION,
            (),
            approved=approved,
            url=url,
            destination=destination,
            args={"url": destination},
        )
        decisions = compose(
            self._policies, request, now=self._clock(), ledger=self._ledger, trace=True
        )
        decisions += await self._by_robots(request)
        return [Ruling(NAVIGATION, None, decision, None) for decision in decisions]

    async def _on_element(
        self, scene: Scene, ref: int | None, done: Sequence[Effect], approved: bool | None
    ) -> list[Ruling]:
        """Decide what is done to one element by everybody who has a say on its document.

        A frame of another origin has to satisfy the sites that embed it too, as if the same were
        done to the iframe element.
        """
        registry = scene.registry
        element = None if ref is None else await registry.element(ref)
        frame = scene.main if ref is None else registry.frame(ref)
        link = scene.observation.refs.get(ref or 0)
        requests = [
            Request(
                effect.verb,
                (),
                incidental=effect.incidental,
                approved=approved,
                destination=link.href if link and effect.verb == Verb.FOLLOW_LINK else None,
                args=arguments(scene.action),
            )
            for effect in done
        ]
        rulings = await self._in_frame(scene, frame, element, done, requests, own=True)
        while frame.parent_frame is not None:
            parent = frame.parent_frame
            if not _same_origin(frame, parent):
                owner = await frame.frame_element()
                rulings += await self._in_frame(scene, parent, owner, done, requests, own=False)
            frame = parent
        return rulings

    async def _in_frame(
        self,
        scene: Scene,
        frame: Frame,
        element: ElementHandle | None,
        done: Sequence[Effect],
        requests: Sequence[Request],
        *,
        own: bool,
    ) -> list[Ruling]:
        """Decide in the element's own document, or by the site of one that embeds it."""
        document = await scene.registry.document(frame)
        site = await self._sites.of(document)
        contributors = (*self._policies, site) if own else (site,)
        answers = await match_elements(
            document,
            element,
            list(dict.fromkeys(each for one in contributors for each in one.selectors)),
            reaches=[effect.reach for effect in done],
            pending=pending_text(scene.action),
        )
        rulings: list[Ruling] = []
        for effect, asked, found in zip(done, requests, answers, strict=True):
            if not found.elements:
                continue
            request = replace(
                asked,
                elements=found.elements,
                invalid=found.invalid,
                url=_address_of(frame),
                destination=asked.destination or found.destination,
                args={**found.fields, **asked.args},
            )
            decisions = compose(
                contributors, request, now=self._clock(), ledger=self._ledger, trace=True
            )
            if own:
                decisions += await self._by_robots(request)
            rulings += [
                Ruling(
                    effect.verb,
                    effect.ref,
                    decision,
                    site.url if decision.source is Source.SITE else None,
                )
                for decision in decisions
            ]
        return rulings

    async def _by_robots(self, request: Request) -> tuple[Decision, ...]:
        if self._robots is None or request.destination is None:
            return ()
        robots = await self._robots.prepare(request.destination)
        if robots is None:
            return ()
        return compose([robots], request, now=self._clock(), ledger=self._ledger)


def _address_of(frame: Frame) -> str:
    """Return where a document stands: one without an address of its own, where it was made."""
    while frame.parent_frame is not None and urlsplit(frame.url).scheme in _BORROWED:
        frame = frame.parent_frame
    return frame.url


def _same_origin(frame: Frame, parent: Frame) -> bool:
    inner, outer = urlsplit(frame.url), urlsplit(parent.url)
    if inner.scheme in _BORROWED:
        return True
    return (inner.scheme, inner.netloc) == (outer.scheme, outer.netloc)
