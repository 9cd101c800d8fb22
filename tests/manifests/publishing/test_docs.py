"""What docs/publishing.md shows an owner works as it stands there."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner
from webagent_manifests.publishing import link_tag

from tests.manifests.publishing.sites import SITE
from tests.manifests.publishing.test_document import GOOD
from webagent.cli import app as command_line

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCS = Path(__file__).parents[3] / "docs/publishing.md"
WELL_KNOWN = "/.well-known/agent-permissions.json"


def _block(heading: str, language: str = "python") -> str:
    """Return the first code block under a heading."""
    text = DOCS.read_text(encoding="utf-8").split(f"\n## {heading}", 1)[1]
    found = re.search(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def _run(snippet: str, **names: Any) -> dict[str, Any]:
    """Run a snippet where these names stand for the reader's own."""
    Path("snippet.py").write_text(snippet, encoding="utf-8")
    return runpy.run_path("snippet.py", init_globals=names)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the manifest, which the snippets name without one."""
    (tmp_path / "agent-permissions.json").write_bytes(GOOD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("heading", ["ASGI", "WSGI", "Flask"])
def test_three_lines_are_enough(heading: str) -> None:
    lines = [line for line in _block(heading).splitlines() if line]
    assert len(lines) <= 3


async def test_asgi() -> None:
    import httpx

    async def site(_scope: Any, _receive: Any, _send: Any) -> None:
        raise AssertionError

    app = _run(_block("ASGI"), app=site)["app"]
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
        assert (await client.get(WELL_KNOWN)).content == GOOD


def test_starlette_takes_it_as_one_of_its_own() -> None:
    from starlette.applications import Starlette
    from webagent_manifests.publishing import PermissionsMiddleware

    (line,) = re.findall(r"`(app\.add_middleware\(.*?\))`", DOCS.read_text(encoding="utf-8"))
    app = Starlette()
    _run(line, app=app, PermissionsMiddleware=PermissionsMiddleware)
    assert app.build_middleware_stack()


def test_wsgi() -> None:
    def site(_environ: Any, _start: Any) -> Iterable[bytes]:
        raise AssertionError

    def start(*_arguments: Any) -> Any:
        """Be a server's start_response."""

    application = _run(_block("WSGI"), application=site)["application"]
    answer: list[bytes] = application({"REQUEST_METHOD": "GET", "PATH_INFO": WELL_KNOWN}, start)
    assert b"".join(answer) == GOOD


def test_flask() -> None:
    import flask

    app = flask.Flask("tea")

    @app.get("/")
    def page() -> str:  # pyright: ignore[reportUnusedFunction]
        return flask.render_template_string("<head>{{ agent_permissions_link() }}</head>")

    _run(_block("Flask"), app=app)
    client = app.test_client()
    assert client.get(WELL_KNOWN).data == GOOD
    assert client.get("/").text == f"<head>{link_tag()}</head>"


def test_flask_takes_the_path_from_its_configuration() -> None:
    import flask
    from webagent_manifests.publishing.flask import AgentPermissions

    app = flask.Flask("tea")
    with pytest.raises(ValueError, match="AGENT_PERMISSIONS"):
        AgentPermissions().init_app(app)
    app.config["AGENT_PERMISSIONS"] = "agent-permissions.json"
    AgentPermissions().init_app(app)
    assert app.test_client().get(WELL_KNOWN).data == GOOD


def test_django(folder: Path) -> None:
    from tests.manifests.publishing.sites import on_django

    settings = _run(_block("Django"), MIDDLEWARE=[], BASE_DIR=folder)
    assert settings["MIDDLEWARE"] == ["webagent_manifests.publishing.django.PermissionsMiddleware"]
    import httpx

    options = settings["AGENT_PERMISSIONS_OPTIONS"]
    with on_django(settings["AGENT_PERMISSIONS"], **options) as url:
        answer = httpx.get(url + WELL_KNOWN)
        assert answer.content == GOOD
        assert answer.headers["cache-control"] == "public, max-age=600"
        assert httpx.get(f"{url}/page").content == SITE["/page"].body


def test_the_tag() -> None:
    found = _run(_block("The link tag"), context={})
    assert found["context"] == {"agent_permissions_link": link_tag()}


def test_who_asks() -> None:
    assert callable(_run(_block("Who asks"), app=None, directories={})["app"])


def test_static_hosting(folder: Path) -> None:
    _, *arguments = shlex.split(_block("Static hosting", "console").removeprefix("$ "))
    assert CliRunner().invoke(command_line, arguments).exit_code == 0
    assert (folder / f"public{WELL_KNOWN}").read_bytes() == GOOD
