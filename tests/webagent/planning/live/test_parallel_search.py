"""Several states tried at once, each in a browser context of its own."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, RedirectResponse

from tests.webagent.planning.live.choices import BAD, GOOD, POSSIBLE, Choices, Grades
from tests.webagent.runs import assert_complete, events_of
from webagent import Status
from webagent.planning.live import SearchMode, SearchOptions
from webagent.planning.search import Budget

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from tests.webagent.conftest import Play, Serve

PAGES = {
    "/": "<h1>Home</h1>" + "".join(f"<a href=/{name}>{name}</a> " for name in ("a", "b", "c")),
    "/a": "<h1>A</h1><p>nothing</p>",
    "/b": "<h1>B</h1><a href=/b2>b2</a>",
    "/c": "<h1>C</h1><form method=post action=/order><button>Order</button></form>",
    "/b2": "<h1>B2</h1>",
    "/thanks": "<h1>Thanks</h1><p>Order 7 was placed</p>",
}
CHOICES = {
    "/": [
        (f'click [link "{name}"]', weight)
        for name, weight in zip("abc", (0.5, 0.3, 0.2), strict=True)
    ],
    "/b": [('click [link "b2"]', 1.0)],
    "/c": [('click [button "Order"]', 1.0)],
    "/thanks": [("stop [ordered] [Order 7 was placed]", 1.0)],
}
GRADES = Grades({"/c": GOOD, "/b": POSSIBLE, "/a": BAD, "/b2": BAD})


class SlowSite:
    """Takes a while for each page but the first, and lets in only whom it gave a cookie."""

    def __init__(self, serve: Serve) -> None:
        self.asked: Counter[str] = Counter()
        self.strangers = 0
        self.at_once = 0
        self._open = 0
        self.url = serve({**dict.fromkeys(PAGES, self._page), "/order": self._order})

    async def _page(self, request: Request) -> Response:
        path = request.url.path
        self.asked[f"{request.method} {path}"] += 1
        if path != "/":
            self.strangers += "guest" not in request.cookies
            self._open += 1
            self.at_once = max(self.at_once, self._open)
            await asyncio.sleep(0.3)
            self._open -= 1
        response = HTMLResponse(f"<!doctype html><title>Shop</title>{PAGES[path]}")
        response.set_cookie("guest", "7")
        return response

    async def _order(self, request: Request) -> Response:
        self.asked[f"{request.method} /order"] += 1
        return RedirectResponse("/thanks", 303)


@pytest.mark.slow
async def test_states_are_tried_at_once_and_one_is_done(play: Play, serve: Serve) -> None:
    site = SlowSite(serve)
    search = SearchOptions(SearchMode.MCTS, Budget(), GRADES, parallel=3)
    result = await play(site.url, actor=Choices(CHOICES), search=search)
    assert result.status is Status.DONE
    assert [step.target for step in result.steps[:2]] == ["link “c”", "button “Order”"]
    assert site.at_once > 1
    assert site.strangers == 0
    assert {key: n for key, n in site.asked.items() if not key.startswith("GET")} == {
        "POST /order": 1
    }
    nodes = events_of(result, "search")[0]["tree"]["nodes"]
    assert {node["status"] for node in nodes} <= {"root", "reached", "dead", "commit", "unopened"}
    assert_complete(result)


@pytest.mark.slow
async def test_where_another_context_can_not_come_one_searches_alone(
    play: Play, serve: Serve
) -> None:
    """The page that the search begins on is only there for the tab that came first."""
    visits = Counter[str]()

    def once(request: Request) -> Response:
        visits[request.url.path] += 1
        home = PAGES["/"] if visits["/"] == 1 else "<h1>Come back tomorrow</h1>"
        return HTMLResponse(f"<!doctype html><title>Shop</title>{home}")

    url = serve({**PAGES, "/": once})
    search = SearchOptions(SearchMode.MCTS, Budget(nodes=1), GRADES, parallel=2)
    result = await play(url, actor=Choices(CHOICES), search=search)
    first = events_of(result, "search")[0]["tree"]["nodes"]
    assert [node["status"] for node in first if node["target"] == "link “a”"] == ["reached"]
