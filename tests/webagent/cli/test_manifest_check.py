"""`webagent manifest check`: an owner's linter."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from tests.support.site import serve_site
from tests.webagent.cli.calling import call
from tests.webagent.runs import rule

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

METADATA = {"schema_version": "1.0.0", "last_updated": "2026-06-01T00:00:00Z"}
WELL_KNOWN = "/.well-known/agent-permissions.json"
PAGE = "<html><head><title>x</title></head><body><button id=buy>Buy</button></body></html>"


def body(*rules: dict[str, Any], **changes: Any) -> str:
    whole = {"metadata": METADATA, "strict": False, "resource_rules": list(rules), **changes}
    return json.dumps(whole, indent=2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "agent-permissions.json"


def check_json(*arguments: str) -> tuple[int, dict[str, Any]]:
    done = call("manifest", "check", *arguments, "--json")
    return done.code, json.loads(done.stdout)


def test_a_valid_file_ends_with_0(file: Path) -> None:
    file.write_text(body(rule("click_element", "button::before", False)), encoding="utf-8")

    code, told = check_json(str(file))

    assert code == 0
    assert told["schema_version"] == "1"
    assert told["valid"] is True
    assert told["fixed"] == []
    (finding,) = told["findings"]
    assert set(finding) == {"code", "severity", "path", "line", "message", "hint"}
    assert finding["code"] == "pseudo-element"
    assert finding["severity"] == "warning"
    assert finding["path"] == "$.resource_rules[0].selector"
    assert finding["line"] == 10


def test_an_invalid_file_ends_with_1_and_reads_like_a_compiler(file: Path) -> None:
    file.write_text(body(rule("hover", "a[[[", True), rule("read_content", "", True)), "utf-8")

    done = call("manifest", "check", str(file))

    assert done.code == 1
    assert f"{file}:9: error[unknown-verb] " in done.stdout
    assert f"{file}:15: error[empty-selector] " in done.stdout
    assert done.stdout.endswith(f"{file}: invalid, 2 errors\n")
    assert "\x1b" not in done.stdout


def test_what_is_not_json_ends_with_1(file: Path) -> None:
    file.write_text('{"strict": true,', "utf-8")

    code, told = check_json(str(file))

    assert (code, told["valid"]) == (1, False)
    assert "not-json" in {each["code"] for each in told["findings"]}


def test_a_legacy_file_is_valid_in_its_profile(file: Path) -> None:
    file.write_text(json.dumps({"metadata": METADATA, "resource_rules": []}), "utf-8")

    assert check_json(str(file))[0] == 1
    assert check_json(str(file), "--profile", "legacy")[0] == 0


def test_standard_input(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "webagent", "manifest", "check", "-"],
        input=body(rule("hover", "a", True)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert "<stdin>:9: error[unknown-verb]" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["/nonexistent.json"],
        ["-", "--fix"],
        ["http://127.0.0.1:9/x.json", "--fix"],
        ["x.json", "--profile", "future"],
        ["x.json", "--engine", "steam"],
        ["http:///x.json"],
        [],
    ],
)
def test_usage_errors_end_with_2(arguments: list[str]) -> None:
    done = call("manifest", "check", *arguments)

    assert done.code == 2
    assert done.stderr


def test_fix_mends_the_file_in_place_and_tells(file: Path) -> None:
    written = body(
        rule("fill_form", "#a", True),
        rule("click_element", "#b", False) | {"modifiers": {"human_in_the_loop": True}},
    ).replace('  "strict": false,\n', "")
    file.write_text(written, "utf-8")
    file.chmod(0o640)

    done = call("manifest", "check", str(file), "--fix")

    assert done.code == 0
    assert "fixed[missing-strict]" in done.stdout
    assert '+  "strict": true,' in done.stderr
    mended = json.loads(file.read_text("utf-8"))
    assert mended["strict"] is True
    assert mended["resource_rules"][0]["verb"] == "set_input_value"
    assert "modifiers" not in mended["resource_rules"][1]
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in file.parent.iterdir()] == [file.name]

    code, told = check_json(str(file), "--fix")
    assert (code, told["fixed"]) == (0, [])


def test_fix_ends_with_1_if_something_is_left(file: Path) -> None:
    file.write_text(body(rule("fill_form", "a[[[", True)), "utf-8")

    code, told = check_json(str(file), "--fix")

    assert code == 1
    assert [each["code"] for each in told["fixed"]] == ["fill-form-verb"]
    assert [each["code"] for each in told["findings"]] == ["invalid-selector"]


def test_fix_follows_a_link_to_the_file(file: Path) -> None:
    file.write_text("\ufeff" + body(), "utf-8")
    link = file.with_name("link.json")
    link.symlink_to(file)

    assert call("manifest", "check", str(link), "--fix").code == 0
    assert link.is_symlink()
    assert not file.read_text("utf-8").startswith("\ufeff")


@pytest.mark.parametrize("engine", ["browser", "static"])
def test_rules_are_checked_on_a_page(file: Path, tmp_path: Path, engine: str) -> None:
    file.write_text(
        body(rule("click_element", "#buy", True), rule("click_element", "#gone:modal", True)),
        "utf-8",
    )
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")

    code, told = check_json(str(file), "--page", str(page), "--engine", engine)

    assert code == 0
    (finding,) = told["findings"]
    if engine == "browser":
        assert finding["code"] == "matches-nothing"
        assert "may differ" not in finding["message"]
    else:
        assert finding["code"] in ("matches-nothing", "unchecked-selector")
    assert finding["path"] == "$.resource_rules[1].selector"
    assert finding["line"] is not None


@pytest.mark.slow
def test_the_browser_has_the_last_word_on_a_selector(file: Path, tmp_path: Path) -> None:
    file.write_text(body(rule("click_element", "button:nonsense", True)), "utf-8")
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")

    assert check_json(str(file))[0] == 0
    code, told = check_json(str(file), "--page", str(page))

    assert code == 1
    assert [each["code"] for each in told["findings"]] == ["invalid-selector"]


@pytest.fixture(scope="module")
def site() -> Generator[str]:
    manifest = json.loads(body(rule("follow_link", "a[href^='/admin']", True)))
    good = {"cache-control": "max-age=3600", "etag": '"1"'}
    linked = PAGE.replace("</head>", '<link rel="agent-permissions" href="/linked.json"></head>')
    stray = "<link rel=agent-permissions href=/evil.json>"
    resources: dict[str, str | Response] = {
        "/": linked.replace("</body>", f"{stray}</body>"),
        "/plain": PAGE,
        "/broken": linked.replace("linked.json", "none.json"),
        "/linked.json": JSONResponse(manifest, headers=good),
        "/text.json": PlainTextResponse(json.dumps(manifest)),
        "/shell.json": HTMLResponse(PAGE),
        WELL_KNOWN: JSONResponse({**manifest, "strict": 1}),
        "/robots.txt": PlainTextResponse("User-agent: *\nDisallow: /admin\n"),
    }
    with serve_site(resources) as url:
        yield url


def codes(told: dict[str, Any]) -> set[str]:
    return {each["code"] for each in told["findings"]}


def test_a_manifest_by_its_own_address(site: str) -> None:
    code, told = check_json(f"{site}/linked.json")

    assert code == 0
    assert codes(told) == {"robots-contradiction"}


def test_how_it_is_served_is_checked_too(site: str) -> None:
    code, told = check_json(f"{site}/text.json")

    assert code == 0
    assert codes(told) == {"robots-contradiction", "content-type", "cache-headers"}


def test_the_manifest_of_a_page_is_found(site: str) -> None:
    code, told = check_json(f"{site}/")

    assert code == 0
    assert codes(told) == {"robots-contradiction", "link-in-body"}


def test_without_a_link_it_is_the_well_known_one(site: str) -> None:
    done = call("manifest", "check", f"{site}/plain")

    assert done.code == 1
    assert "error[wrong-type]" in done.stdout
    assert f"{site}{WELL_KNOWN}:" in done.stdout


def test_a_broken_link_is_told(site: str) -> None:
    code, told = check_json(f"{site}/broken")

    assert code == 1
    assert {"broken-link", "wrong-type"} <= codes(told)


@pytest.mark.parametrize(
    ("path", "finding"), [("/none.json", "not-published"), ("/shell.json", "html-page")]
)
def test_what_is_no_manifest_is_an_error(site: str, path: str, finding: str) -> None:
    code, told = check_json(f"{site}{path}")

    assert code == 1
    assert finding in codes(told)


def test_an_address_that_does_not_answer_is_code_5() -> None:
    assert call("manifest", "check", "http://127.0.0.1:9/x.json").code == 5


@pytest.mark.parametrize("no_colour", ["", "1"])
def test_colours_on_a_terminal_for_those_who_want_them(file: Path, no_colour: str) -> None:
    """https://no-color.org: set and not empty."""
    file.write_text(body(rule("hover", "a", True)), "utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": no_colour}
    with subprocess.Popen(
        [sys.executable, "-m", "webagent", "manifest", "check", str(file)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment,
    ):
        os.close(theirs)
        written = b""
        # Linux says that the other end is closed by an error.
        with suppress(OSError):
            while chunk := os.read(ours, 4096):
                written += chunk
        os.close(ours)

    assert b"unknown-verb" in written
    assert (b"\x1b[1;31m" in written) is (not no_colour)


def test_several_pages_share_the_rules(file: Path, tmp_path: Path) -> None:
    """A rule has to match on one of them, and what no page has is told once."""
    for name in ("buy", "leave"):
        (tmp_path / f"{name}.html").write_text(f"<button id={name}>x</button>", encoding="utf-8")
    pages = [
        part for name in ("buy", "leave") for part in ("--page", str(tmp_path / f"{name}.html"))
    ]
    rules = [rule("click_element", f"#{name}", False) for name in ("buy", "leave", "gone")]
    file.write_text(body(*rules), encoding="utf-8")

    code, told = check_json(str(file), *pages, "--engine", "static")

    assert code == 0
    (finding,) = told["findings"]
    assert (finding["code"], finding["path"]) == ("matches-nothing", "$.resource_rules[2].selector")
