"""`webagent manifest generate`: a first manifest from a site, a file or a folder."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from typer.testing import CliRunner
from webagent_manifests import parse_manifest
from webagent_manifests.lint import Severity, lint

from tests.support.site import serve_site
from tests.webagent.cli.calling import call
from webagent.cli import app
from webagent.demo import serve_shop
from webagent.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from webagent.demo import DemoShop

FORM = (
    '<form id="{0}" method="post" action="/{0}"><textarea name="t"></textarea><button>Send</button>'
)


def _run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["manifest", "generate", *arguments])


def _said(document: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (rule["verb"], rule["selector"]): "human" if rule["allowed"] else "deny"
        for rule in document["resource_rules"]
    }


def _cart(shop: DemoShop, file: Path) -> None:
    """Keep the cookies of a visitor with something in the cart."""
    with httpx.Client(base_url=shop.url) as visitor:
        page = visitor.get("/product/uji-gyokuro").text
        found = re.search(r'<option value="([^"]+)"', page)
        assert found is not None
        visitor.post("/product/uji-gyokuro/cart", data={"variant": found[1], "quantity": "1"})
        cookies = [
            {"name": name, "value": value, "domain": "127.0.0.1", "path": "/", "expires": -1,
             "httpOnly": True, "secure": False, "sameSite": "Lax"}
            for name, value in visitor.cookies.items()
        ]  # fmt: skip
    file.write_text(json.dumps({"cookies": cookies, "origins": []}), encoding="utf-8")


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(FORM.format("review"), encoding="utf-8")
    out = tmp_path / "mine.json"
    out.write_text("mine", encoding="utf-8")

    refused = _run(str(tmp_path), "--out", str(out))
    assert isinstance(refused.exception, UsageError)
    assert "--force" in str(refused.exception)
    assert out.read_text(encoding="utf-8") == "mine"
    assert _run(str(tmp_path), "--out", str(out), "--force").exit_code == 0
    parse_manifest(out.read_bytes())


@pytest.mark.slow
def test_the_demo_shop(tmp_path: Path) -> None:
    state, out = tmp_path / "state.json", tmp_path / "agent-permissions.json"
    with serve_shop() as shop:
        _cart(shop, state)
        done = call(
            "manifest", "generate", shop.url, "--storage-state", str(state), "--pages", "12",
            "--author", "Leaf & Kettle", "--out", str(out), "--json",
        )  # fmt: skip
        # Only looked at: nothing was bought, written or deleted.
        assert (len(shop.orders()), shop.account_exists()) == (2, True)
        assert len(shop.cart_lines()) == 1
    assert done.code == 0, done.stderr
    told = json.loads(done.stdout)
    assert json.loads(out.read_text(encoding="utf-8")) == told["manifest"]
    assert _said(told["manifest"]) == {
        ("submit_form", "form#checkout"): "human",
        ("click_element", "form#checkout button"): "human",
        ("submit_form", "form#review"): "human",
        ("click_element", "form#review button"): "human",
        ("submit_form", "form#delete-account"): "deny",
        ("click_element", "body form#delete-account button"): "deny",
    }
    assert told["manifest"]["metadata"]["author"] == "Leaf & Kettle"
    assert len(told["pages"]) <= 12
    assert told["engine"] == "browser"
    report = lint(out.read_bytes())
    assert [f for f in report.findings if f.severity is not Severity.INFO] == []


def test_links_are_followed_with_care() -> None:
    asked: list[str] = []

    def page(body: str) -> Any:
        def answer(request: Any) -> PlainTextResponse:
            asked.append(f"{request.method} {request.url.path}")
            return PlainTextResponse(body, headers={"content-type": "text/html"})

        return answer

    links = "".join(
        f'<a href="{href}">x</a>'
        for href in (
            "/logout", "/account/delete", "/cart?add=7", "/private/1", "/report.pdf", "/a#top",
            "/a", "https://elsewhere.example/", "mailto:a@b.example", "/shop/1", "/shop/2",
            "/shop/3", "http://[",
        )
    )  # fmt: skip
    robots = PlainTextResponse("User-agent: *\nDisallow: /private")
    pages = {
        "/": page(links + FORM.format("contact")),
        "/a": page(FORM.format("a")),
        "/robots.txt": robots,
        **{f"/shop/{n}": page(FORM.format("shop")) for n in (1, 2, 3)},
    }
    with serve_site(pages) as url:
        result = _run(url, "--engine", "static")
    assert result.exit_code == 0, result.stderr
    assert asked == ["GET /", "GET /a", "GET /shop/1", "GET /shop/2"]
    assert "robots.txt disallows it" in result.stderr
    document = json.loads(result.stdout)
    forms = {selector for verb, selector in _said(document) if verb == "submit_form"}
    assert forms == {"form#contact", "form#a", "form#shop"}


def test_a_folder_is_read_without_a_browser(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.html").write_text(FORM.format("a"))
    (tmp_path / "sub/b.htm").write_text(FORM.format("b"))
    (tmp_path / ".hidden/c.html").write_text(FORM.format("c"))
    result = _run(str(tmp_path), "--strict")
    assert result.exit_code == 0
    assert "without a browser" in result.stderr
    manifest = parse_manifest(result.stdout)
    assert manifest.strict
    forms = {rule.selector for rule in manifest.resource_rules if rule.verb == "submit_form"}
    assert forms == {"form#a", "form#b"}


@pytest.mark.slow
def test_one_file_is_opened_in_the_browser(tmp_path: Path) -> None:
    page = tmp_path / "app.html"
    page.write_text(
        f"<main></main><script>document.querySelector('main').innerHTML = '{FORM.format('made')}'"
        "</script>"
    )
    done = call("manifest", "generate", str(page))
    assert done.code == 0, done.stderr
    assert ("submit_form", "form#made") in _said(json.loads(done.stdout))
    assert "rule 0: " in done.stderr


def test_usage(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>")
    empty = tmp_path / "empty"
    empty.mkdir()
    for arguments, complaint in (
        ([str(empty)], "no HTML files"),
        ([str(tmp_path / "none.html")], "can't be read"),
        ([str(tmp_path), "--engine", "gecko"], "no engine"),
        ([str(tmp_path), "--out", str(tmp_path)], "can't be written"),
        ([str(tmp_path), "--out", str(tmp_path / "no/such/m.json")], "can't be written"),
        ([str(tmp_path), "--storage-state", str(tmp_path / "a.html")], "needs the browser"),
    ):
        result = _run(*arguments)
        assert isinstance(result.exception, UsageError), arguments
        assert complaint in str(result.exception)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["static", "browser"])
def test_a_site_that_does_not_answer_is_not_usage(engine: str) -> None:
    done = call("manifest", "generate", "http://127.0.0.1:9/", "--engine", engine)
    assert (done.code, done.stdout) == (5, "")
