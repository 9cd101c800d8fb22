"""A vector's page in the browser, and everybody who has a say on it."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from webagent_manifests import BuiltInSafety, MemoryLedger, Profile, SqliteLedger
from webagent_manifests.discovery import SiteClient
from webagent_manifests.robots import Robots
from webagent_manifests.user_policy import parse_policy

from webagent.permissions import Gate, SitePolicies
from webagent.product import user_agent

from ._person import Person
from ._sessions import everything

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from playwright.async_api import ElementHandle, Frame
    from webagent_actions import Situation
    from webagent_manifests import Contributor, Ledger, SitePolicy
    from webagent_manifests.vectors import Stage

    from webagent.browser import Session

    from ._sessions import Sessions


@dataclass(slots=True)
class Scene:
    """One session on one vector's page; `earlier` is the gate before the agent's restart."""

    stage: Stage
    session: Session
    situation: Situation
    sites: SitePolicies
    robots: Robots
    own: Sequence[Contributor]
    ledger: Ledger
    gate: Gate
    earlier: Gate
    person: Person

    async def target(self, selector: str | None) -> tuple[Frame, ElementHandle | None]:
        """Return the element that the vector means, and its frame. Raises LookupError if none."""
        frame = self.session.page.main_frame
        for step in self.stage.question.frame:
            frame = cast("Frame", await (await _only(frame, step)).content_frame())
        return frame, None if selector is None else await _only(frame, selector)

    async def ref(self, element: ElementHandle) -> int | None:
        """Return the number that the agent knows an element by, if it can act on it."""
        for ref in self.situation.observation.refs:
            known = await self.session.registry.element(ref)
            if await self.session.registry.frame(ref).evaluate(
                "([one, other]) => one === other", [known, element]
            ):
                return ref
        return None

    async def site(self, frame: Frame) -> SitePolicy:
        """Return the policy that speaks for the document of a frame."""
        return await self.sites.of(await self.session.registry.document(frame))

    async def change(self) -> None:
        """Let the page change as the vector says."""
        for change in self.stage.question.changes:
            frame, element = await self.target(change.target)
            await frame.evaluate(
                """([element, name, value]) => value === null
                     ? element.removeAttribute(name) : element.setAttribute(name, value)""",
                [element, change.attribute, change.value],
            )


@asynccontextmanager
async def opened(stage: Stage, sessions: Sessions) -> AsyncGenerator[Scene]:
    """Open a vector's page as the agent does, at the times that it was opened before as well."""
    question = stage.question

    def clock() -> Any:
        return stage.moment

    async with AsyncExitStack() as stack:
        ledgers = _ledgers(stage, stack)
        client = SiteClient(user_agent(), now=clock)
        sites = SitePolicies(client, profile=Profile(question.profile), clock=clock)
        robots = Robots(client)
        own = () if question.policy is None else (parse_policy(question.policy),)
        person = Person(question.approvals)
        # A vector's clock stands still, so that waiting would never end.
        gate, earlier = (
            Gate(
                sites,
                person,
                policies=own,
                robots=robots,
                ledger=ledger,
                clock=clock,
                patience=timedelta(0),
            )
            for ledger in ledgers
        )
        # What may be done to an element is asked even where the element may not be read.
        reading = everything if question.question == "decide" else gate.reading
        session = await stack.enter_async_context(sessions.lent(reading, sites.heard))
        stage.moment = next(iter(question.visits), question.now)
        await session.goto(question.url)
        situation = await session.look()
        for moment in (*question.visits[1:], question.now) if question.visits else ():
            await sites.of(await session.registry.document(session.page.main_frame))
            stage.moment = moment
            await session.goto(question.url)
            situation = await session.look()
        yield Scene(
            stage,
            session,
            situation,
            sites,
            robots,
            (BuiltInSafety(), *own),
            ledgers[0],
            gate,
            earlier,
            person,
        )


def _ledgers(stage: Stage, stack: AsyncExitStack) -> tuple[Ledger, Ledger]:
    if all(past.session == "current" for past in stage.question.history):
        ledger = MemoryLedger()
        return ledger, ledger
    path = Path(stack.enter_context(TemporaryDirectory()), "ledger.sqlite")
    return SqliteLedger(path, session="current"), SqliteLedger(path, session="earlier")


async def _only(frame: Frame, selector: str) -> ElementHandle:
    found = await frame.query_selector(selector.replace(" >>> ", " >> "))
    if found is None:
        raise LookupError(f"No element of the page matches {selector}.")
    return found
