"""`webagent manifest serve`: a folder of pages under its manifest."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import httpx
import pytest

from tests.manifests.documents import document, rule
from tests.webagent.cli.calling import call, finish, interrupt, start

MANIFEST = json.dumps(document(False))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    (folder / ".well-known").mkdir(parents=True)
    (folder / ".well-known/agent-permissions.json").write_text(MANIFEST, encoding="utf-8")
    (folder / "index.html").write_text("<html><head></head><body>Tea</body></html>")
    (folder / ".env").write_text("TOKEN=1")
    return folder


def test_pages_and_manifest_are_served_until_it_is_closed(site: Path) -> None:
    process = start("manifest", "serve", str(site), "--port", "0", "--json")
    assert process.stdout is not None
    report = json.loads(process.stdout.readline())
    assert report["manifest"] == str(site / ".well-known/agent-permissions.json")
    path = Path(report["manifest"])

    with httpx.Client(base_url=report["url"], headers={"User-Agent": "tester/1"}) as client:
        page = client.get("/")
        assert '<link rel="agent-permissions"' in page.text
        assert "agent-permissions" in page.headers["link"]
        assert client.get("/.well-known/agent-permissions.json").json() == json.loads(MANIFEST)
        assert client.get("/.env").status_code == 404
        assert client.get("/nowhere.html").status_code == 404
        assert client.post("/").status_code == 405
        # An agent that has asked before sees an edit as well.
        caching = client.get("/.well-known/agent-permissions.json").headers["cache-control"]
        assert caching == "no-cache"

        edited = document(True, rule("read_content", "*", True))
        path.write_text(json.dumps(edited), encoding="utf-8")
        assert client.get("/.well-known/agent-permissions.json").json() == edited
        path.write_text("{", encoding="utf-8")
        assert client.get("/.well-known/agent-permissions.json").json() == edited
    interrupt(process)
    done = finish(process)

    assert done.code == 0
    assert "GET / 200 · tester/1\n" in done.stderr
    assert "GET /.well-known/agent-permissions.json 200 · tester/1\n" in done.stderr
    assert "The last valid version is still served." in done.stderr
    assert "Ctrl-C closes it." in done.stderr


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    done = call("manifest", "serve", str(tmp_path))
    assert done.code == 2
    assert "There is no manifest at" in done.stderr
    assert done.stdout == ""


def test_a_broken_manifest_is_code_1(site: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    done = call("manifest", "serve", str(site), "--manifest", str(broken))
    assert done.code == 1
    assert f"{broken} is not published" in done.stderr
    assert done.stdout == ""


def test_a_port_in_use_is_code_5(site: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = call("manifest", "serve", str(site), "--port", str(port))
    assert done.code == 5
    assert "choose another --port" in done.stderr
