"""The pages that are looked at, served on 127.0.0.1."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from benchmarks.observation import _made_pages
from benchmarks.observation._packaged_pages import PACKAGED, PageMissing, find_page
from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from starlette.requests import Request
    from starlette.routing import BaseRoute

_MADE = {
    "shop": _made_pages.shop,
    "table": _made_pages.table,
    "nest": _made_pages.nest,
    "form": _made_pages.form,
    "iframes": _made_pages.iframes,
    "large": _made_pages.large,
}
NAMES = ("miniwob", *_MADE, *PACKAGED)
GROWTH = (12_500, 50_000)
"""Elements of the two pages that tell how the time grows."""

_MINIWOB_TASK = "book-flight"
# Begun with a seed, without the clock, which would make every look another one.
_MINIWOB_START = """<style>
#reward-display, #click-canvas, #sync-task-cover { display: none !important }
</style><script>addEventListener("load", () => {
  Math.seedrandom(1);
  core.EPISODE_MAX_TIME = 1000000;
  core.startEpisodeReal();
})</script>"""
# swagger-ui asks for a document on another host; the one beside it is served instead.
_SWAGGER_DOCUMENT = "https://petstore.swagger.io/v2/swagger.json"
_SWAGGER_STAND_IN = "/swagger/readme/package/3.0/json/petstore.json"


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page that is being served."""

    name: str
    url: str


@contextmanager
def serve_pages(
    names: Sequence[str], cache: Path, tell: Callable[[str], None]
) -> Generator[tuple[list[PageAddress], str]]:
    """Serve these pages; yield their addresses in that order, and the server's.

    A page that can't be had is told, with the reason, and left out.
    """
    routes: list[BaseRoute] = [Route("/frame", _frame), Route("/cards", _cards)]
    paths: list[tuple[str, str]] = []
    for name in names:
        try:
            route, path = _route(name, cache)
        except PageMissing as missing:
            tell(f"{name} is left out: {missing}")
            continue
        routes += route
        paths.append((name, path))
    with serve_app(Starlette(routes=routes)) as server:
        yield [PageAddress(name, f"{server}{path}") for name, path in paths], server


def _route(name: str, cache: Path) -> tuple[list[BaseRoute], str]:
    if name in _MADE:
        return [_fixed(f"/{name}", _MADE[name]())], f"/{name}"
    if name == "miniwob":
        return _miniwob()
    folder, path = find_page(name, cache)
    routes: list[BaseRoute] = [
        Mount(f"/{name}", StaticFiles(directory=folder, follow_symlink=True))
    ]
    if name == "swagger":
        script = folder / "swagger/package/swagger-initializer.js"
        text = script.read_text(encoding="utf-8").replace(_SWAGGER_DOCUMENT, _SWAGGER_STAND_IN)
        routes.insert(0, _fixed(f"/swagger/{script.relative_to(folder)}", text, "text/javascript"))
    return routes, f"/{name}/{path}"


def _miniwob() -> tuple[list[BaseRoute], str]:
    spec = find_spec("miniwob")
    places = [] if spec is None else list(spec.submodule_search_locations or ())
    if not places:
        raise PageMissing("run `pip install --no-deps miniwob`")
    folder = Path(places[0]) / "html"
    path = f"miniwob/{_MINIWOB_TASK}.html"
    # Everyone gets the page as it is once the task has begun.
    html = (folder / path).read_text(encoding="utf-8") + _MINIWOB_START
    return [
        _fixed(f"/miniwob/{path}", html),
        Mount("/miniwob", StaticFiles(directory=folder)),
    ], f"/miniwob/{path}"


def _fixed(path: str, text: str, media_type: str = "text/html") -> Route:
    def respond(_: Request) -> Response:
        return Response(text, media_type=media_type)

    return Route(path, respond)


def _frame(request: Request) -> Response:
    return HTMLResponse(_made_pages.frame(int(request.query_params["number"])))


def _cards(request: Request) -> Response:
    return HTMLResponse(_made_pages.large(int(request.query_params["elements"])))
