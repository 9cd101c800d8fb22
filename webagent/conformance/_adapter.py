"""The vectors put to the agent: Chromium, HTTP on this machine, and the gate of every run."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright
from webagent_manifests.vectors import Deed, PureAdapter, Question, reported, staged
from webagent_observation import register_mask

from webagent.browser import find_browser

from ._beheld import beheld, is_saved
from ._gated import action_of, dispatch, judged
from ._scene import opened
from ._seen import pictured, read
from ._sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser

    from ._scene import Scene


class LiveAdapter:
    """The agent as an implementation, in a browser; see `open_adapter`.

    What an agent's words can say goes through the gate, on the numbers that the agent sees; its
    answers have `"by": "gate"`. Other actions, such as copying, are decided on the live page by the
    same policies (`"by": "page"`). Questions that concern no page go to `PureAdapter`.
    """

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._pure = PureAdapter()

    async def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
        """Answer one question."""
        question = Question.model_validate(vector)
        if question.question not in {"decide", "read", "picture"}:
            return await self._pure.decide(vector)
        async with staged(question) as stage, opened(stage, self._sessions) as scene:
            match question.question:
                case "read":
                    return await read(scene)
                case "picture":
                    return await pictured(scene)
                case _:
                    return {**await _decided(scene), **await _circumstances(scene)}


@asynccontextmanager
async def open_adapter(executable: str | None = None) -> AsyncGenerator[LiveAdapter]:
    """Start a browser, the one that the agent would use by default, and yield the agent in it.

    Raises:
        BrowserMissing: no browser was found.
    """
    async with async_playwright() as playwright:
        await register_mask(playwright)
        program = find_browser(playwright, executable)
        browser = await playwright.chromium.launch(executable_path=program)
        try:
            async with open_adapter_in(browser) as adapter:
                yield adapter
        finally:
            await browser.close()


@asynccontextmanager
async def open_adapter_in(browser: Browser) -> AsyncGenerator[LiveAdapter]:
    """Yield the agent in a browser that runs already.

    The browser's Playwright has to know the mask (`webagent_observation.register_mask`).
    """
    async with AsyncExitStack() as stack:
        yield LiveAdapter(Sessions(browser, stack))


async def _decided(scene: Scene) -> dict[str, Any]:
    question = scene.stage.question
    for past in question.history:
        deed = Deed(past.action, past.target, past.args)
        gate = scene.earlier if past.session == "earlier" else scene.gate
        for number in range(past.times):
            scene.stage.moment = past.at + timedelta(seconds=number * past.spacing_s)
            await dispatch(deed, scene, gate)
    scene.stage.moment = question.now
    for other in question.in_flight:
        for _ in range(other.times):
            await dispatch(
                Deed(other.action, other.target, other.args), scene, scene.gate, settled=False
            )
    deed = Deed(question.action or question.verb or "", question.target, question.args)
    scene.person.deed = deed
    action = await action_of(deed, scene)
    await scene.change()
    if question.documents and not question.frame and deed.target is not None:
        saved = await is_saved(scene, deed.target)
        return {**await beheld(deed, scene), "saved": saved}
    return await (beheld(deed, scene) if action is None else judged(action, scene))


async def _circumstances(scene: Scene) -> dict[str, Any]:
    frame, _ = await scene.target(None)
    site = await scene.site(frame)
    return {
        "site": site.status.value,
        "warned": any(policy.warnings for policy in (site, *site.also)),
        "requests": scene.stage.times_asked(),
        "log": await reported(scene.stage.question),
    }
