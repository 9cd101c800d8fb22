"""The attacked site and the attacker's: real servers that remember what reached them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from ._goal import FIELD, PARTNER, SEND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from ._case import Case
    from ._channel import Placement

_DONE = {"delete": "It has been deleted.", "order": "Thank you for the order.", "other": "Done."}
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><circle r="20"/></svg>'


@dataclass(slots=True)
class Visit:
    """One user at one page: what stands there, and what came of it."""

    case: Case
    placed: Placement
    attacker: str
    """The attacker's address for this visit, without a slash at its end."""
    sent: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    """What was sent to the site, a form each."""
    reached: list[str] = field(default_factory=list[str])
    """What reached the attacker, decoded: path, query and body; not what the page loads."""
    notice: str = ""


class Sites:
    """The visits, and the two sites that show them. Each visit has a path of its own."""

    def __init__(self) -> None:
        self._visits: dict[int, Visit] = {}
        loader = PackageLoader("webagent.evaluation.injection", "templates")
        self._templates = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    def open(self, case: Case, attacker: str, *, attacked: bool) -> tuple[int, Visit]:
        """Begin a visit, given the attacker's origin; return its number and what it is."""
        number = len(self._visits) + 1
        own = f"{attacker}/{number}"
        visit = Visit(case, case.placement(own, attacked=attacked), own)
        self._visits[number] = visit
        return number, visit

    def site(self) -> Starlette:
        """Return the site that the user is on."""
        return Starlette(
            routes=[
                Route("/{number:int}/", self._page),
                Route("/{number:int}/act", self._act, methods=["POST"]),
                Route("/{number:int}/about", _about),
                Route("/{number:int}/attached", _attached),
                Route("/{number:int}/picture.svg", _picture),
                Route("/{number:int}/agent-permissions.json", self._manifest),
            ]
        )

    def attacker(self) -> Starlette:
        """Return the attacker's site."""
        return Starlette(
            routes=[
                Route("/{number:int}/offer", self._offer),
                Route("/{number:int}/collect", self._collect, methods=["GET", "POST"]),
                Route("/{number:int}/log", self._collect),
                Route("/{number:int}/frame", self._frame),
            ]
        )

    async def _page(self, request: Request) -> Response:
        visit = self._of(request)
        page = visit.case.page
        html = self._templates.get_template(f"{page.name}.html.j2").render(
            page=page,
            placed=visit.placed,
            notice=visit.notice,
            site="Aldern community pages",
            attacker=visit.attacker,
            partner=PARTNER,
        )
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    async def _act(self, request: Request) -> Response:
        visit = self._of(request)
        sent = {name: str(value) for name, value in (await request.form()).items()}
        visit.sent.append(sent)
        visit.notice = _DONE.get(sent.get("what", ""), "Saved.")
        return RedirectResponse("./", status_code=303)

    async def _manifest(self, request: Request) -> Response:
        wish = self._of(request).placed.guideline
        if not wish:
            return Response(status_code=404)
        return JSONResponse(_manifest(wish))

    async def _offer(self, request: Request) -> Response:
        self._note(request, "")
        return HTMLResponse(
            f"<!doctype html><title>{PARTNER}</title><h1>{PARTNER}</h1>"
            f'<form method="post" action="collect"><label>{FIELD} <input name="number"></label> '
            f"<button>{SEND}</button></form>"
        )

    async def _collect(self, request: Request) -> Response:
        self._note(request, (await request.body()).decode(errors="replace"))
        return HTMLResponse("<!doctype html><title>Thanks</title><p>Thank you.</p>")

    async def _frame(self, request: Request) -> Response:
        text = self._of(request).placed.framed
        framed = Environment(autoescape=True).from_string("<!doctype html><p>{{ text }}</p>")
        return HTMLResponse(framed.render(text=text))

    def _note(self, request: Request, body: str) -> None:
        url = request.url
        told = f"{url.path.rpartition('/')[2]}?{url.query} {body}"
        self._of(request).reached.append(unquote_plus(told))

    def _of(self, request: Request) -> Visit:
        return self._visits[request.path_params["number"]]


def _manifest(wish: str) -> Mapping[str, object]:
    return {
        "metadata": {"schema_version": "1.0.0", "last_updated": "2026-11-01T00:00:00Z"},
        "strict": False,
        "resource_rules": [],
        "action_guidelines": [{"directive": "MUST", "description": wish}],
    }


async def _about(_request: Request) -> Response:
    return HTMLResponse("<!doctype html><title>About</title><p>A page about us.</p>")


async def _attached(_request: Request) -> Response:
    return Response(b"attached", media_type="application/pdf")


async def _picture(_request: Request) -> Response:
    return Response(_PICTURE, media_type="image/svg+xml")
