"""The ladder of going back: each rung where it is due, and an honest failure where none leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, Response
from webagent_actions import Check, Click, Goto, Press, Reversibility, Select, Type

from tests.webagent.planning.restoring.walking import Walk
from tests.webagent.runs import manifest, rule
from webagent.permissions import Gate, NeverApprove, SitePolicies
from webagent.planning.restoring import Restorer, Rung, survey, through

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.webagent.conftest import Browse, Serve

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


@pytest.mark.slow
async def test_r3_a_second_page_is_filled_and_takes_the_place_of_the_first(
    browse: Browse, serve: Serve
) -> None:
    walk = Walk(*await browse(serve({"/": FORM, "/other": "<p>other</p>"})))
    point = await walk.here()
    for action in (Type(walk.ref("textbox", "Name"), "Grace"), Check(walk.ref("checkbox", "Gift"))):
        point = await walk.take(action, point)
    away = await walk.take(Click(walk.ref("link", "Other")), point)
    first = walk.session.page
    report = await walk.back(point)
    assert (report.rung, report.ok) == (Rung.RELOAD, True)
    assert walk.session.page is not first
    assert [tab.number for tab in report.situation.tabs] == [1]
    report = await walk.back(away)
    assert (report.rung, report.ok) == (Rung.RELOAD, True)


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
async def test_r2_is_the_way_back_to_what_was_gone_back_to_before(
    browse: Browse, serve: Serve
) -> None:
    walk = Walk(*await browse(serve({"/": FORM, "/other": "<p>other</p>"})))
    start = await walk.here()
    rungs: list[Rung] = []
    for _ in range(2):
        await walk.take(Click(walk.ref("link", "Other")), start)
        rungs.append((await walk.back(start)).rung)
    assert rungs == [Rung.RELOAD, Rung.HISTORY]


async def test_a_menu_is_closed_by_escape(browse: Browse, serve: Serve) -> None:
    menu = """<button aria-haspopup=menu onclick="m.hidden = false">File</button>
    <ul role=menu id=m hidden><li role=menuitem tabindex=0>Open</ul>
    <script>addEventListener("keydown", (event) => {
      if (event.key === "Escape") m.hidden = true;
    });</script>"""
    walk = Walk(*await browse(serve(menu)))
    start = await walk.here()
    await walk.take(Click(walk.ref("button", "File")), start)
    report = await walk.back(start)
    assert (report.rung, report.ok) == (Rung.UNDO, True)
    assert walk.asked == [Press("Escape")]


@pytest.mark.slow
async def test_a_dialog_is_dismissed_first(browse: Browse, serve: Serve) -> None:
    asks = "<button aria-expanded=false onclick=\"confirm('Sure?')\">Ask</button>"
    walk = Walk(*await browse(serve(asks)))
    start = await walk.here()
    asked = await walk.take(Click(walk.ref("button", "Ask")), start)
    assert asked.appearance.dialog == "confirm: Sure?"
    report = await walk.back(start)
    assert (report.rung, report.ok) == (Rung.UNDO, True)
    assert report.situation.dialog is None


async def test_scrolling_is_put_back(browse: Browse, serve: Serve) -> None:
    tall = "<input aria-label=Name><div id=box style='height:99px;overflow:auto'>"
    tall += "<p style='height:900px'>long</p></div><p style='height:3000px'>tall</p>"
    walk = Walk(*await browse(serve({"/": tall, "/other": "<p>other</p>"})))
    url = walk.session.page.url
    await walk.session.page.evaluate("scrollTo(0, 500); box.scrollTo(0, 40)")
    walk.situation = await walk.session.look()
    point = await walk.here()
    await walk.take(Goto(f"{url}other"), point)
    report = await walk.back(point)
    assert (report.rung, report.ok) == (Rung.RELOAD, True)
    assert await walk.session.page.evaluate("[scrollY, box.scrollTop]") == [500, 40]


async def test_what_is_not_permitted_is_not_done_on_the_way_back(
    browse: Browse, serve: Serve
) -> None:
    """Section 2.7: a restore passes the gate as every action does."""
    walk = Walk(*await browse(serve({"/": FORM, "/other": "<p>other</p>"})))
    start = await walk.here()
    walk.refused = Goto
    away = await walk.take(Click(walk.ref("link", "Other")), start)
    report = await walk.back(start)
    assert (report.rung, report.ok, report.requests) == (Rung.GIVE_UP, False, 0)
    assert report.reason.endswith("is not permitted: no")
    assert report.situation.observation.fingerprint == away.fingerprint


async def test_the_gate_is_asked_as_for_any_action(browse: Browse, serve: Serve) -> None:
    site = {"/": FORM, "/other": "<p>other</p><a href=/>Back</a>"}
    denied = manifest(rule("follow_link", "a", False))
    session, situation = await browse(serve(site, denied))
    start = await survey(session, situation)
    gate = Gate(SitePolicies(), NeverApprove())
    await session.goto(f"{start.address}other")
    await session.look()
    report = await Restorer(session, through(gate)).go_to(start)
    assert (report.ok, report.rung) == (False, Rung.GIVE_UP)
    assert "not permitted" in report.reason


async def test_nothing_that_may_change_anything_leaves_on_the_way_back(
    browse: Browse, serve: Serve
) -> None:
    posts: list[str] = []

    async def page(request: Request) -> Response:
        if request.method == "POST":
            posts.append(request.url.path)
        return HTMLResponse("<p>home</p><script>fetch('/', { method: 'POST' })</script>")

    walk = Walk(*await browse(serve({"/": page, "/other": "<p>other</p>"})))
    start = await walk.here()
    assert posts == ["/"]
    await walk.take(Goto(f"{start.address}other"), start)
    report = await walk.back(start)
    assert (report.rung, report.ok) == (Rung.RELOAD, True)
    assert not walk.session.guard.exploring
    assert posts == ["/"]


@pytest.mark.slow
async def test_numbers_that_differ_at_each_load_may_differ(browse: Browse, serve: Serve) -> None:
    loads = 0

    async def counts(_request: Request) -> Response:
        nonlocal loads
        loads += 1
        return HTMLResponse(f"<p>You are visitor {loads}</p><input aria-label=Name>")

    walk = Walk(*await browse(serve({"/": counts, "/other": "<p>other</p>"})))
    start = await walk.here()
    await walk.take(Goto(f"{start.address}other"), start)
    report = await walk.restorer.go_to(start)
    assert (report.rung, report.ok) == (Rung.RELOAD, True)
    assert report.reason == "numbers that change by themselves are not what they were"


@pytest.mark.slow
async def test_a_number_that_was_changed_makes_another_page(browse: Browse, serve: Serve) -> None:
    """It is the same at each load, so that it is no clock: it was the server that changed it."""
    stock = 3

    async def sells(_request: Request) -> Response:
        return HTMLResponse(f"<p>{stock} left</p><input aria-label=Name>")

    walk = Walk(*await browse(serve({"/": sells, "/other": "<p>other</p>"})))
    start = await walk.here()
    away = await walk.take(Goto(f"{start.address}other"), start)
    stock = 2
    report = await walk.back(start)
    assert (report.rung, report.ok) == (Rung.GIVE_UP, False)
    assert "shows another page" in report.reason
    assert report.situation.observation.fingerprint == away.fingerprint


async def test_the_answer_to_a_form_has_no_address_to_come_back_by(
    browse: Browse, serve: Serve
) -> None:
    async def answers(request: Request) -> Response:
        return HTMLResponse(f"<p>{request.method}</p>")

    form = "<form method=post action=/send><button>Send</button></form>"
    walk = Walk(*await browse(serve({"/": form, "/send": answers})))
    start = await walk.here()
    sent = await walk.take(Click(walk.ref("button", "Send")), start)
    assert sent.worst is Reversibility.COMMIT
    assert not sent.loads
    assert sent.checkpoint is start
    await walk.take(Goto(start.address), sent)
    report = await walk.back(sent)
    assert (report.rung, report.ok) == (Rung.GIVE_UP, False)
    assert report.reason.startswith("the way there holds what is not done twice")


async def test_one_password_does_not_pass_for_another(browse: Browse, serve: Serve) -> None:
    walk = Walk(*await browse(serve("<input type=password aria-label=Password>")))
    start = await walk.here()
    ref = walk.ref("textbox", "Password")
    first = await walk.take(Type(ref, "apple"), start)
    await walk.take(Type(ref, "grape"), first)
    report = await walk.back(first)
    assert (report.rung, report.ok) == (Rung.REPLAY, True)
    assert await walk.session.page.input_value("input") == "apple"


@pytest.mark.parametrize("equal", [True, False])
async def test_one_of_several_of_a_name_is_the_same_one_again(
    browse: Browse, serve: Serve, equal: bool
) -> None:
    """Which of two is meant is never guessed: there must be as many as there were."""
    loads = 0

    async def rows(_request: Request) -> Response:
        nonlocal loads
        loads += 1
        row = "<button aria-expanded=false onclick=\"out.textContent += '{}'\">Show</button>"
        more = "" if equal or loads == 1 else row.format("x")
        return HTMLResponse(f"{row.format('a')}{row.format('b')}{more}<p id=out>seen: </p>")

    walk = Walk(*await browse(serve({"/": rows, "/other": "<p>other</p>"})))
    point = start = await walk.here()
    second = [r for r, n in walk.situation.observation.refs.items() if n.name == "Show"][1]
    point = await walk.take(Click(second), start)
    await walk.take(Goto(f"{start.address}other"), point)
    report = await walk.back(point)
    assert report.ok is equal
    if equal:
        assert "seen: b" in report.situation.observation.text
