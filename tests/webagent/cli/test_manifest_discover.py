"""`webagent manifest discover`: which manifest speaks for a page, and why."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from tests.support.site import serve_site
from tests.webagent.cli.calling import Call, call
from tests.webagent.runs import manifest, rule

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

WELL_KNOWN = "/.well-known/agent-permissions.json"
ROBOTS = "User-agent: *\nDisallow: /private\nCrawl-delay: 3\nContent-Usage: train-ai=n\n"
PAGE = (
    "<html><head><title>Shop</title><meta name=robots content=noindex></head>"
    "<body><link rel=agent-permissions href=/visitor.json></body></html>"
)


@pytest.fixture(scope="module")
def site() -> Generator[str]:
    policy = manifest(rule("click_element", "a", False)) | {
        "api": [{"type": "mcp", "endpoint": "/mcp", "description": "x"}],
        "action_guidelines": [{"directive": "SHOULD", "description": "Be kind."}],
    }
    caching = {"Cache-Control": "max-age=300"}
    link = {"Link": '</header.json>; rel="agent-permissions"'}
    resources: dict[str, str | Response] = {
        "/": PAGE,
        "/private": PAGE,
        "/linked": "<html><head><link rel=agent-permissions href=linked.json></head></html>",
        "/two": "<html><head><link rel=agent-permissions href=/linked.json>"
        "<link rel=agent-permissions href=/broken.json></head></html>",
        "/foreign": "<html><head><link rel=agent-permissions href=/foreign.json></head></html>",
        "/header": HTMLResponse(PAGE, headers=link),
        "/broken": "<html><head><link rel=agent-permissions href=/broken.json></head></html>",
        WELL_KNOWN: JSONResponse(policy, headers=caching),
        "/linked.json": JSONResponse(manifest()),
        "/header.json": JSONResponse(manifest()),
        "/broken.json": PlainTextResponse("{"),
        "/foreign.json": JSONResponse({"agents": {}}),
        "/robots.txt": PlainTextResponse(ROBOTS),
        "/llms.txt": PlainTextResponse("# Shop\x1b[31m"),
    }
    with serve_site(resources) as url:
        yield url


def discover(tmp_path: Path, *arguments: str) -> Call:
    return call("manifest", "discover", *arguments, environment={"XDG_CACHE_HOME": str(tmp_path)})


def as_json(tmp_path: Path, *arguments: str) -> dict[str, Any]:
    done = discover(tmp_path, *arguments, "--json")
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["schema_version"] == "1"
    assert (done.code == 0) is (told["status"] == "present")
    return told


@pytest.mark.slow
def test_one_object_with_all_that_was_found(site: str, tmp_path: Path) -> None:
    told = as_json(tmp_path, f"{site}/")

    assert (told["status"], told["url"], told["page_status"]) == ("present", f"{site}/", 200)
    (found,) = told["manifests"]
    assert found["url"] == site + WELL_KNOWN
    assert found["contents"] == {"strict": False, "rules": 1, "guidelines": 1, "api": 1}
    (place,) = told["places"]
    assert (place["kind"], place["applies"], place["http_status"]) == ("well_known", True, 200)
    assert place["freshness"]["origination"] == "network"
    assert told["body_links"] == [f"{site}/visitor.json"]
    assert "body were ignored" in told["warnings"][0]
    robots = told["robots"]
    assert (robots["status"], robots["verdict"], robots["crawl_delay"]) == ("present", "allow", 3.0)
    assert robots["product"] == "polite-webagent"
    assert told["signals"]["content_usage"] == [
        {"category": "train-ai", "allowed": False, "sources": ["robots"]}
    ]
    assert told["signals"]["llms_txt"] == f"{site}/llms.txt"
    assert told["signals"]["robots_tags"][0]["directives"] == ["noindex"]

    # The next process asks nobody for what is fresh.
    again = as_json(tmp_path, f"{site}/")
    assert again["places"][0]["freshness"]["origination"] == "cache"
    assert again["places"][0]["freshness"]["until"] == place["freshness"]["until"]
    assert (
        as_json(tmp_path, f"{site}/", "--no-cache")["places"][0]["freshness"]["origination"]
        == "network"
    )


def test_a_person_is_told_the_same(site: str, tmp_path: Path) -> None:
    done = discover(tmp_path, f"{site}/")

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"present: The manifest at {site}{WELL_KNOWN} was found")
    for words in (
        "1 rule, 1 guideline, 1 API entry; what no rule names is allowed",
        "fresh until",
        "It asks for 3 seconds between two visits.",
        "train-ai n (robots)",
        "ignored: ",
    ):
        assert words in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("path", "status", "places"),
    [
        ("/linked", "present", [("head_link", "present")]),
        ("/header", "present", [("link_header", "present")]),
        ("/two", "invalid", [("head_link", "present"), ("head_link", "invalid")]),
        ("/foreign", "foreign", [("head_link", "foreign")]),
        ("/broken", "invalid", [("head_link", "invalid")]),
        ("/nowhere", "present", [("well_known", "present")]),
    ],
)
def test_each_place_and_the_code(
    site: str, tmp_path: Path, path: str, status: str, places: list[tuple[str, str]]
) -> None:
    told = as_json(tmp_path, site + path)

    assert told["status"] == status
    assert [(place["kind"], place["status"]) for place in told["places"]] == places


def test_a_foreign_format_is_named(site: str, tmp_path: Path) -> None:
    assert "a per-agent policy (agents)" in discover(tmp_path, f"{site}/foreign").stdout


def test_none_is_code_1(tmp_path: Path) -> None:
    with serve_site("<p>Hello</p>") as url:
        done = discover(tmp_path, url)

    assert done.code == 1
    assert done.stdout.startswith("absent: ")
    assert "webagent manifest generate" in done.stderr


def test_what_is_broken_says_what_agents_do_meanwhile(site: str, tmp_path: Path) -> None:
    done = discover(tmp_path, f"{site}/broken")

    assert done.stdout.startswith("invalid: ")
    assert "all else needs a person's yes" in done.stdout
    assert "webagent manifest check" in done.stderr


def test_the_first_line_is_about_its_status(tmp_path: Path) -> None:
    """The page's own origin has no manifest; another one can only restrict."""
    with serve_site({"/": "<p>x</p>", "/m.json": JSONResponse(manifest())}) as other:
        head = f"<html><head><link rel=agent-permissions href={other}/m.json></head></html>"
        with serve_site(head) as url:
            done = discover(tmp_path, url)

    assert done.stdout.startswith(f"present: The manifest at {other}/m.json was found")
    assert "and also: The manifest at" in done.stdout
    assert "can only restrict" in done.stdout


def test_what_robots_txt_disallows_is_not_opened(site: str, tmp_path: Path) -> None:
    enforced = as_json(tmp_path, f"{site}/private")
    ignored = as_json(tmp_path, f"{site}/private", "--robots", "ignore")
    warned = as_json(tmp_path, f"{site}/private", "--robots", "warn")

    assert (enforced["page_status"], enforced["robots"]["verdict"]) == (None, "deny")
    assert "--robots ignore" in enforced["warnings"][0]
    assert (ignored["page_status"], ignored["robots"]["status"]) == (200, "ignored")
    assert (warned["page_status"], warned["robots"]["verdict"]) == (200, "allow")
    assert "disallows" in warned["robots"]["reason"]


def test_legacy_files(tmp_path: Path) -> None:
    old = {key: value for key, value in manifest().items() if key != "strict"}
    with serve_site({"/": PAGE, WELL_KNOWN: JSONResponse(old)}) as url:
        assert discover(tmp_path, url).code == 1
        assert discover(tmp_path, url, "--profile", "legacy").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["site.example"],
        ["http://"],
        ["http://a:b/"],
        ["http://127.0.0.1/", "--profile", "v9"],
        ["http://127.0.0.1/", "--robots", "maybe"],
    ],
)
def test_what_cannot_be_asked_for_is_code_2(tmp_path: Path, arguments: list[str]) -> None:
    done = discover(tmp_path, *arguments)

    assert (done.code, done.stdout) == (2, "")


def test_a_page_that_does_not_answer_is_code_5(tmp_path: Path) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        done = discover(tmp_path, f"http://127.0.0.1:{reserved.getsockname()[1]}/")

    assert (done.code, done.stdout) == (5, "")
    assert "could not be fetched (nothing listens there)" in done.stderr


def test_a_damaged_cache_is_told_and_worked_without(site: str, tmp_path: Path) -> None:
    path = tmp_path / "webagent" / "sites.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1000)
    done = discover(tmp_path, f"{site}/")

    assert done.code == 0
    assert str(path) in done.stderr
