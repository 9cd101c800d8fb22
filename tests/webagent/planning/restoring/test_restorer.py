"""The ladder of going back: each rung where it is due, and an honest failure where none leads."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from webagent_actions import Click, Goto, Reversibility, Select, Type, perform

from webagent.planning.restoring import Leg, Restorer, Rung, RunStability, Waypoint, survey

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from webagent_actions import Action, Situation

    from tests.webagent.conftest import Browse, Serve
    from webagent.browser import Session
    from webagent.planning.restoring import RestoreReport

FORM = """
<input aria-label=Name value=Ada><select aria-label=Size><option>small<option>large</select>
<label><input type=checkbox>Gift</label>
<details><summary>More</summary><p>it is here</p></details>
<a href=/other>Other</a>
"""
WIZARD = """
<p id=page>step 1</p><button type=button aria-expanded=false onclick="next()">Next</button>
<script>
let step = 1;
const next = () => { document.getElementById("page").textContent = `step ${++step}`; };
</script><a href=/other>Other</a>
"""


class Walk:
    """A session, where it is, and everything that was asked of who gives permission."""

    def __init__(self, session: Session, situation: Situation) -> None:
        self.session = session
        self.situation = situation
        self.asked: list[Action] = []
        self.refused: type[Action] | None = None
        self.stability = RunStability()
        self.restorer = Restorer(session, self.admitted, stability=self.stability)

    @asynccontextmanager
    async def admitted(
        self, action: Action, _situation: Situation, _session: Session, /
    ) -> AsyncGenerator[str]:
        self.asked.append(action)
        yield "no" if type(action) is self.refused else ""

    async def here(self) -> Waypoint:
        return await survey(self.session, self.situation)

    async def take(
        self, action: Action, parent: Waypoint, known: Reversibility | None = None
    ) -> Waypoint:
        leg = Leg.of(action, self.situation, self.session.registry, known)
        outcome = await perform(leg.action, self.situation, self.session)
        assert outcome.ok, outcome
        self.situation = outcome.situation
        return await survey(self.session, self.situation, parent, leg)

    async def back(self, point: Waypoint) -> RestoreReport:
        report = await self.restorer.go_to(point)
        self.situation = report.situation
        if report.ok:
            assert report.situation.observation.fingerprint == point.fingerprint
        return report

    def ref(self, role: str, name: str) -> int:
        refs = self.situation.observation.refs
        return next(ref for ref, node in refs.items() if (node.role, node.name) == (role, name))


async def test_r0_nothing_is_done_where_the_page_is_in_the_state(
    browse: Browse, serve: Serve
) -> None:
    walk = Walk(*await browse(serve(FORM)))
    report = await walk.back(await walk.here())
    assert (report.rung, report.ok, report.requests) == (Rung.NOTHING, True, 0)
    assert walk.asked == []


async def test_r1_what_differs_is_put_back_in_place(browse: Browse, serve: Serve) -> None:
    walk = Walk(*await browse(serve(FORM)))
    page = walk.session.page
    start = point = await walk.here()
    for action in (
        Type(walk.ref("textbox", "Name"), "Grace"),
        Select(walk.ref("combobox", "Size"), "large"),
        Click(walk.ref("checkbox", "Gift")),
        Click(walk.ref("button", "More")),
    ):
        point = await walk.take(action, point)
    report = await walk.back(start)
    assert (report.rung, report.ok, report.requests) == (Rung.UNDO, True, 0)
    # And forth again, from the very same page.
    report = await walk.back(point)
    assert (report.rung, report.ok) == (Rung.UNDO, True)
    assert walk.session.page is page
    assert len(walk.asked) == 8


async def test_r2_the_history_is_used_where_the_address_is_known_to_be_stable(
    browse: Browse, serve: Serve
) -> None:
    walk = Walk(*await browse(serve({"/": FORM, "/other": "<p>other</p>"})))
    page = walk.session.page
    start = await walk.here()
    assert await walk.restorer.is_stable(start)
    assert walk.session.page is page
    await walk.take(Click(walk.ref("link", "Other")), start)
    report = await walk.back(start)
    assert (report.rung, report.ok) == (Rung.HISTORY, True)
    assert walk.session.page is page
    assert not report.situation.can_go_back
    assert walk.asked[-1] == Goto(start.address)


async def test_r3_a_second_page_is_filled_and_takes_the_place_of_the_first(
    browse: Browse, serve: Serve
) -> None:
    walk = Walk(*await browse(serve({"/": FORM, "/other": "<p>other</p>"})))
    point = await walk.here()
    for action in (Type(walk.ref("textbox", "Name"), "Grace"), Click(walk.ref("checkbox", "Gift"))):
        point = await walk.take(action, point)
    away = await walk.take(Click(walk.ref("link", "Other")), point)
    first = walk.session.page
    report = await walk.back(point)
    assert (report.rung, report.ok) == (Rung.RELOAD, True)
    assert walk.session.page is not first
    assert [tab.number for tab in report.situation.tabs] == [1]
    report = await walk.back(away)
    assert (report.rung, report.ok) == (Rung.RELOAD, True)


async def test_r4_what_no_field_tells_is_done_again(browse: Browse, serve: Serve) -> None:
    walk = Walk(*await browse(serve({"/": WIZARD, "/other": "<p>other</p>"})))
    point = start = await walk.here()
    for _ in range(3):
        point = await walk.take(Click(walk.ref("button", "Next")), point)
    assert point.checkpoint is start
    await walk.take(Click(walk.ref("link", "Other")), point)
    report = await walk.back(point)
    assert (report.rung, report.ok) == (Rung.REPLAY, True)
    assert "step 4" in report.situation.observation.text


async def test_r5_the_storage_is_put_back_where_that_is_what_differs(
    browse: Browse, serve: Serve
) -> None:
    basket = """<p id=basket></p><a href=/other>Other</a>
    <script>basket.textContent = "theme " + (localStorage.theme ?? "light")</script>"""
    dark = "<p>other</p><script>localStorage.theme = 'dark'</script>"
    walk = Walk(*await browse(serve({"/": basket, "/other": dark})))
    start = await walk.here()
    await walk.take(Click(walk.ref("link", "Other")), start)
    report = await walk.back(start)
    assert (report.rung, report.ok, report.reason) == (Rung.STORAGE, True, "")
    assert "theme light" in report.situation.observation.text
    assert await walk.session.page.evaluate("localStorage.theme ?? null") is None


async def test_r6_a_commitment_on_the_way_is_not_done_twice(browse: Browse, serve: Serve) -> None:
    walk = Walk(*await browse(serve({"/": WIZARD, "/other": "<p>other</p>"})))
    start = await walk.here()
    action = Click(walk.ref("button", "Next"))
    point = await walk.take(action, start, Reversibility.COMMIT)
    assert point.worst is Reversibility.COMMIT
    away = await walk.take(Click(walk.ref("link", "Other")), point)
    page = walk.session.page
    report = await walk.back(point)
    assert (report.rung, report.ok) == (Rung.GIVE_UP, False)
    assert report.reason
    assert walk.session.page is page
    assert report.situation.observation.fingerprint == away.fingerprint
