"""The pages of the cases, and what WebArena's five functions ask: a shop, a forum, a code host."""

from __future__ import annotations

import asyncio
import html
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route

from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Generator

    from starlette.requests import Request
    from starlette.responses import Response

ORDER = "Order # 000000190 of 3 items: “Green & black” tea"
MEMBERS = (("byteblaze", "Owner"), ("abisubramanya27", "Guest"), ("yjlou", "Maintainer"))
REVIEWS: dict[str, list[dict[str, Any]]] = {
    "B00J8RZL7I": [],
    "B07HZB38XH": [
        {"nickname": "Ann", "ratings": [{"rating_name": "Rating", "percent": 40}]},
        {"nickname": "Emma Lopez", "ratings": [{"rating_name": "Rating", "percent": 80}]},
    ],
    "B0041MSF2S": [{"nickname": "R&amp;D", "ratings": [{"rating_name": "Rating", "percent": 100}]}],
    "B07DFJ5XKH": [{"nickname": "Emma", "ratings": [{"rating_name": "Taste", "percent": 100}]}],
}
_TOKEN = "a-token"
_EVERYTHING = Path(__file__).with_name("everything.html").read_text(encoding="utf-8")
_LATER = """<!doctype html><body><p id="late"></p><script>
const show = (text) => { document.querySelector("#late").textContent += text; };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = async (ms) => show(await (await fetch("/later/" + ms)).text());
(async () => { %s })();
</script></body>"""
LATE = {
    "one answer": ("await ask(500)", "here"),
    "a slow answer": ("await ask(1800)", "here"),
    "two answers": ("await ask(700); await ask(700)", "herehere"),
    "a timer": ("await wait(300); show('here')", "here"),
    "steps": ("for (let n = 0; n < 6; n++) { await wait(200); show('here') }", "here" * 6),
    "an answer, worked on": ("await ask(400); await wait(300); show('here')", "herehere"),
    "too slow": ("show('here'); await ask(4500)", "here"),
    "at once": ("show('here')", "here"),
}
"""Scripts of pages that become what they are after they were loaded, and what they then say."""


class Pages:
    """The pages of the cases, by number; they can be added while the site is served."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self.site = ""

    def add(self, text: str) -> int:
        """Add a page on which everything that a locator can find says a text; return its number."""
        self._texts.append(text)
        return len(self._texts) - 1

    def html(self, number: int) -> str:
        """Return a page; one without a text has nothing on it, so that locators throw."""
        text = self._texts[number]
        if not text:
            return "<!doctype html><title>Nothing here</title>"
        return _EVERYTHING.replace("@", html.escape(text))


@contextmanager
def serve_pages() -> Generator[Pages]:
    """Serve the site, and yield its pages."""
    pages = Pages()

    async def page(request: Request) -> Response:
        return HTMLResponse(pages.html(request.path_params["number"]))

    async def moved(request: Request) -> Response:
        return RedirectResponse(f"/pages/{request.path_params['number']}")

    async def nowhere(_request: Request) -> Response:
        return HTMLResponse("<h1>Nothing here</h1>", status_code=404)

    routes = [
        Route("/pages/{number:int}", page),
        Route("/moved/{number:int}", moved),
        Route("/f/{forum}/{number:int}/", page),
        Route("/f/{forum}/{number:int}/{rest:path}", nowhere),
        Route("/user/{number:int}", page),
        Route("/late/{kind}", _late),
        Route("/later/{ms:int}", _later),
        Route("/gitlab/members", _members),
        Route("/shopping/rest/default/V1/integration/admin/token", _login, methods=["POST"]),
        Route("/shopping/rest/V1/orders", _orders),
        Route("/shopping/rest/V1/products/{sku}/reviews", _reviews),
        Route("/shopping/sales/order/view/order_id/190/", _order),
    ]
    with serve_app(Starlette(routes=routes)) as pages.site:
        yield pages


async def _late(request: Request) -> Response:
    return HTMLResponse(_LATER % LATE[request.path_params["kind"]][0])


async def _later(request: Request) -> Response:
    await asyncio.sleep(request.path_params["ms"] / 1000)
    return PlainTextResponse("here")


async def _members(_request: Request) -> Response:
    rows = "".join(
        f"<tr><td data-label='Account'><span class='gl-avatar-labeled-sublabel'>@{name}</span></td>"
        f"<td class='col-max-role'><span>{role}</span></td></tr>"
        for name, role in MEMBERS
    )
    return HTMLResponse(f"<!doctype html><table>{rows}</table>")


async def _login(request: Request) -> Response:
    told = await request.json()
    known = told == {"username": "admin", "password": "admin1234"}
    return JSONResponse(_TOKEN if known else {"message": "no"}, 200 if known else 401)


def _is_admin(request: Request) -> bool:
    return request.headers.get("authorization") == f"Bearer {_TOKEN}"


async def _orders(request: Request) -> Response:
    if not _is_admin(request):
        return JSONResponse({"message": "no"}, 401)
    newest = request.query_params.get("searchCriteria[sortOrders][0][direction]") == "DESC"
    return JSONResponse({"items": [{"increment_id": "000000190" if newest else "000000001"}]})


async def _reviews(request: Request) -> Response:
    reviews = REVIEWS.get(request.path_params["sku"])
    if not _is_admin(request) or reviews is None:
        return JSONResponse({"message": "no"}, 404)
    return JSONResponse(reviews)


async def _order(_request: Request) -> Response:
    return HTMLResponse(_EVERYTHING.replace("@", html.escape(ORDER)))
