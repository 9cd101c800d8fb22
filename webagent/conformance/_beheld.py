"""What is decided on a page in the browser for actions that the agent itself has no word for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent_manifests import Source, Verdict
from webagent_manifests.page import decide_needs
from webagent_manifests.vectors import locate, needs_of, said_of

from webagent.authoring import LivePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_manifests import Contributor
    from webagent_manifests.page import ActionDecision
    from webagent_manifests.vectors import Deed

    from ._scene import Scene


async def beheld(deed: Deed, scene: Scene) -> dict[str, Any]:
    """Return the decision on an action, its selectors matched by the browser."""
    stage = scene.stage
    page = await LivePage.read(scene.session.page)
    needs = needs_of(deed, page, await locate(page, deed.target), stage.question.documents)
    destination = next((need.destination for need in needs if need.destination), None)
    contributors = await _contributors(scene, destination)

    async def decided(approved: bool | None) -> ActionDecision:
        return await decide_needs(
            page,
            needs,
            contributors,
            now=stage.moment,
            ledger=scene.ledger,
            args=deed.args,
            approved=approved,
        )

    found = await decided(None)
    if found.verdict is Verdict.NEEDS_HUMAN:
        found = await decided(said_of(stage.question.approvals, deed))
    return {
        "by": "page",
        "decision": found.verdict.word,
        "rule_index": found.rule if found.source is Source.SITE else None,
        "reason_code": None if found.reason_code is None else found.reason_code.value,
        "source": None if found.source is None else found.source.value,
    }


async def is_saved(scene: Scene, target: str) -> bool:
    """Click a link whose response is a file, and tell whether the agent's browser kept it."""
    _, element = await scene.target(target)
    if element is not None:
        async with scene.session.page.expect_download():
            await element.click()
    situation = await scene.session.look()
    return all(download.path is not None for download in situation.happened.downloads)


async def _contributors(scene: Scene, destination: str | None) -> Sequence[Contributor]:
    frame, _ = await scene.target(None)
    own = (*scene.own, await scene.site(frame))
    robots = None if destination is None else await scene.robots.prepare(destination)
    return own if robots is None else (*own, robots)
