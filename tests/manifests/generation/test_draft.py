"""A manifest drafted from pages: what it restricts, and by which names."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import MemoryLedger, PolicyStatus, RuleSet, SitePolicy, Verdict
from webagent_manifests.generation import Draft, draft
from webagent_manifests.lint import Severity, lint, lint_page
from webagent_manifests.page import StaticPage, decide_action

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PAGE = """<!doctype html><html><body>
<form id="search" action="/search"><input type="search" name="q"><button>Search</button></form>
<form class="css-1x2y3z" action="/login" method="post">
  <input name="user"><input type="password" name="pw">
  <button class="css-9a8b7c">Log in</button></form>
<form id="checkout" method="post" action="/order"><input autocomplete="cc-number" name="n">
  <button>Pay</button></form><button form="checkout" name="fast">Pay faster</button>
<form id="review" method="post" action="/r"><textarea name="t"></textarea>
  <button>Post</button></form>
<form method="post" action="/items/8712/delete"><button>Delete</button></form>
<form method="post" action="/items/8713/delete"><button>Delete</button></form>
<form id="gone" method="post" action="/account/delete"><button>Delete account</button></form>
<form id="cart" method="post" action="/cart"><button>Add to cart</button></form>
<form id="many" method="post" action="/save"><button name="do" value="save">Save</button>
  <button name="do" value="delete">Delete</button></form>
<form id="up" method="post" action="/up"><input type="file" name="f"><button>Go</button></form>
<form method="dialog"><button>Delete account</button></form>
<a href="/logout">Log out</a> <a href="/admin/users">Users</a> <a href="/admin">Admin</a>
<a href="/help/delete-account">How to delete your account</a> <a href="/f.pdf" download>File</a>
<a href="#reviews">3 reviews</a> <button type="button">Comments (5)</button>
<button type="button" class="btn delete-btn">Delete</button>
<button type="button" aria-label="Delete item 1">x</button>
<button type="button" aria-label="Delete item 2">x</button>
<button type="button">Cancel</button>
<div><button type="button" class="css-77aa1b">Buy now</button></div>
</body></html>"""


def _page(html: str, url: str = "https://shop.example/") -> StaticPage:
    return StaticPage.parse(html, url)


def _rules(made: Draft) -> dict[tuple[str, str], str]:
    """Return what a draft says, by verb and selector."""

    def said(rule: dict[str, Any]) -> str:
        if not rule["allowed"]:
            return "deny"
        modifiers = rule.get("modifiers", {})
        return "human" if "human_in_the_loop" in modifiers else ",".join(modifiers) or "allow"

    rules = made.document["resource_rules"]
    return {(rule["verb"], rule["selector"]): said(rule) for rule in rules}


async def test_what_is_risky_is_found_and_named_stably() -> None:
    made = await draft([_page(PAGE)], updated=NOW)
    items = 'form[action^="/items/"][action$="/delete"]'
    assert _rules(made) == {
        ("submit_form", 'form[action="/login"]'): "human",
        ("click_element", 'form[action="/login"] button'): "human",
        ("set_input_value", 'input[type="password"]'): "human",
        ("submit_form", "form#checkout"): "human",
        ("click_element", "form#checkout button"): "human",
        ("click_element", 'button[form="checkout"]'): "human",
        ("set_input_value", 'input[autocomplete^="cc-"]'): "human",
        ("submit_form", "form#review"): "human",
        ("click_element", "form#review button"): "human",
        ("submit_form", items): "human",
        ("click_element", f"{items} button"): "human",
        ("submit_form", "form#many"): "human",
        ("click_element", "form#many button"): "human",
        ("submit_form", "form#up"): "human",
        ("click_element", "form#up button"): "human",
        ("upload_file", 'input[type="file"]'): "human",
        ("follow_link", 'a[href="/logout"]'): "human",
        ("click_element", "button.delete-btn"): "human",
        ("click_element", 'button[aria-label^="Delete "]'): "human",
        ("click_element", "body > div > button"): "human",
        ("download_file", "a[download]"): "rate_limit",
        ("submit_form", "form#gone"): "deny",
        ("click_element", "body form#gone button"): "deny",
        ("follow_link", 'body a[href="/admin"], body a[href^="/admin/"]'): "deny",
    }
    assert made.manifest.strict is False
    noted = {note.rule for note in made.notes}
    assert noted >= set(range(len(made.document["resource_rules"])))
    fragile = [note for note in made.notes if "give it an id" in note.text]
    assert len(fragile) == 1
    open_ones = [note.text for note in made.notes if note.rule is None]
    assert any("form#search" in text for text in open_ones)
    assert any("form#cart" in text for text in open_ones)


@pytest.mark.parametrize("strict", [False, True])
async def test_a_draft_has_nothing_that_the_linter_warns_of(strict: bool) -> None:
    page = _page(PAGE)
    made = await draft([page], strict=strict, author="Leaf & Kettle", updated=NOW)
    report = lint(made.to_json(), now=NOW)
    on_page = await lint_page(made.manifest, page)
    worse = [f for f in (*report.findings, *on_page) if f.severity is not Severity.INFO]
    assert worse == []


async def _verdict(made: Draft, page: StaticPage, selector: str, action: str) -> Verdict:
    (index, *_) = sorted((await page.matches([selector]))[selector] or ())
    site = SitePolicy(PolicyStatus.PRESENT, None, "", RuleSet(made.manifest))
    told = await decide_action(page, index, action, [site], now=NOW, ledger=MemoryLedger())
    return told.verdict


@pytest.mark.parametrize("strict", [False, True])
async def test_an_agent_is_held_to_the_draft(strict: bool) -> None:
    page = _page(PAGE)
    made = await draft([page], strict=strict, updated=NOW)
    for selector, action, expected in (
        ("form#search button", "click", Verdict.ALLOW),
        ("form#search input", "type", Verdict.ALLOW),
        ("form#search input", "press-enter", Verdict.ALLOW),
        ("form#cart button", "click", Verdict.ALLOW),
        ("a[href^='#']", "click", Verdict.ALLOW),
        ("a[href^='/help']", "click", Verdict.ALLOW),
        ("a[download]", "click", Verdict.ALLOW),
        ("p, body", "read", Verdict.ALLOW),
        ("form#checkout button", "click", Verdict.NEEDS_HUMAN),
        ("button[name=fast]", "click", Verdict.NEEDS_HUMAN),
        ("input[name=n]", "type", Verdict.NEEDS_HUMAN),
        ("input[name=pw]", "type", Verdict.NEEDS_HUMAN),
        ("input[name=user]", "press-enter", Verdict.NEEDS_HUMAN),
        ("input[name=f]", "upload", Verdict.NEEDS_HUMAN),
        ("a[href='/logout']", "click", Verdict.NEEDS_HUMAN),
        (".delete-btn", "click", Verdict.NEEDS_HUMAN),
        ("form#gone button", "click", Verdict.DENY),
        ("a[href='/admin/users']", "click", Verdict.DENY),
    ):
        assert await _verdict(made, page, selector, action) is expected, (selector, action)


async def test_the_same_pages_give_the_same_draft() -> None:
    pages = [_page(PAGE), _page(PAGE, "https://shop.example/again")]
    once = await draft(pages, updated=NOW)
    assert once.to_json() == (await draft(pages, updated=NOW)).to_json()
    # Nothing is said twice for a second page with the same things on it.
    assert _rules(once) == _rules(await draft(pages[:1], updated=NOW))
    assert json.loads(once.to_json()) == once.document


async def test_addresses_of_records_become_one_rule() -> None:
    pages = [
        _page(
            f"<form method=post action=/product/{name}/reviews><textarea name=t></textarea></form>"
        )
        for name in ("green-tea", "black-tea")
    ]
    made = await draft(pages, updated=NOW)
    assert list(_rules(made)) == [("submit_form", 'form[action^="/product/"][action$="/reviews"]')]


async def test_a_selector_reaches_nothing_that_is_treated_otherwise() -> None:
    # `form button` would take in a button that sends nothing.
    page = _page(
        "<form id=x method=post action=/send><button>Send</button>"
        "<button type=button>Preview</button></form>"
    )
    made = await draft([page], updated=NOW)
    clicks = [selector for verb, selector in _rules(made) if verb == "click_element"]
    for selector in clicks:
        matched = (await page.matches([selector]))[selector] or frozenset()
        assert {page.elements[index].text for index in matched} == {"Send"}
    assert clicks


async def test_what_no_selector_names_gets_a_note_and_no_rule() -> None:
    page = _page("<main><button type=button>Delete account</button></main>", "https://a.example/1")
    other = _page("<main><button type=button>Hello</button></main>", "https://a.example/2")
    made = await draft([page, other], updated=NOW)
    assert _rules(made) == {}
    assert any(note.text.startswith("NO RULE") for note in made.notes)


async def test_a_form_that_only_a_script_sends_is_not_taken_for_a_search() -> None:
    made = await draft([_page("<form id=a><input name=x><button>OK</button></form>")], updated=NOW)
    assert _rules(made)["submit_form", "form#a"] == "human"


async def test_pages_are_needed_and_times_have_a_zone() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        await draft([])
    with pytest.raises(ValueError, match="timezone-aware"):
        await draft([_page("<p>")], updated=datetime(2026, 1, 1))


_WORDS = st.sampled_from(
    ["Delete", "account", "Pay", "search", "x", "a8Xk2P", ":r1:", '"', "\\", "]", "é", "", "\n"]
)
_NAMES = st.lists(_WORDS, max_size=3).map(" ".join)
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["id", "name", "class", "aria-label", "action", "href", "type", "value", "form", "role",
         "method", "data-testid", "autocomplete", "formaction", "download"]
    ),
    _NAMES | st.sampled_from(["post", "get", "submit", "password", "/a/1", "/a/2?b", "cc-number"]),
    max_size=5,
)  # fmt: skip


@st.composite
def _html(draw: st.DrawFn) -> str:
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 12))):
        tag = draw(st.sampled_from(["form", "/form", "button", "a", "input", "div", "select"]))
        attributes = "".join(
            f' {name}="{value.replace("&", "&amp;").replace(chr(34), "&quot;")}"'
            for name, value in draw(_ATTRIBUTES).items()
        )
        parts.append(f"<{tag}{attributes}>{draw(_NAMES)}")
    return "".join(parts)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(_html(), min_size=1, max_size=3), st.booleans())
async def test_a_draft_of_any_page_is_a_valid_manifest(pages: list[str], strict: bool) -> None:
    read = [_page(html, f"https://a.example/{n}") for n, html in enumerate(pages)]
    made = await draft(read, strict=strict, updated=NOW)
    report = lint(made.to_json(), now=NOW)
    assert [f for f in report.findings if f.severity is Severity.ERROR] == []
    for rule in made.manifest.resource_rules:
        assert rule.selector.strip()
