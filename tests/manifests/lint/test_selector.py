"""Selectors judged offline, with the browser as the judge of the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import Verb
from webagent_manifests.lint._generated import looks_generated
from webagent_manifests.lint._reach import can_target, covers, may_meet
from webagent_manifests.lint._selector import Standing, is_xpath, read_selector

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_manifests.lint._selector import Branch

_WHOLE = """
a|b|*|*|*|||a|a||b|&|a&|& a|.a|..a|a.|.1a|.-|.-a|.--a|#a|#1|#\\31 a|#|a#|aa b|a>b|a > > b|> a|a >
a,|a,b|a:|a: hover|a :hover|a::|//a|/html/body|>>>|a >>> b|a /deep/ b|@media|a!b|a;b|$a|50%|1a|é
[|[]|[=a]|[a=]|[a b]|[a=1]|[a="b"]|[a="b"c]|[a="b" i]|[a="b" s]|[a|=b]|[a~=b i]|[ns|a]|[|a]|a[href
a[href="x|:is(a|a)|"x|a /* c|a/**/b|a/**/.b|u+a|a::before|a:before|::foo|::-webkit-foo|::slotted(a)
:not()|:not(a,b)|:not(1)|:not(a b)|:not(::before)|:has()|:has(> a, + b)|:has(:has(a))|:is()|:is(1)
:where(:nope)|:not(:nope)|:nth-child()|:nth-child(2n+1)|:nth-child(2n +1)|:nth-child(2 n)
:nth-child(-n+3)|:nth-child(odd)|:nth-child(2n + 1 of .x)|:nth-child(n of)|:nth-of-type(2 of a)
:nth-child(1e3)|:nth-child(2.0)|:lang(en)|:lang()|:dir(ltr)|:dir("ltr")|:foo|:foo(a)|:eq(0)
:contains("x")|:visible|:first|:first-child|:Hover|:NTH-CHILD(ODD)|:host|:host(a)|:visited|:checked
:modal|:open|:popover-open|:autofill|:user-valid|:defined|:scope|:root|a{}|<!--|!important|a\\|\\
""".strip().replace("\n", "|")
_SIMPLE = st.sampled_from(
    ["a", "*", ".b", "#c", "[d]", '[d="e"]', "[d~=e i]", ":hover", ":is(a, .b)", ":not(.b)", ":foo",
     ":nth-child(2n+1)", ":nth-child(odd of .b)", ":has(> a)", "::before", ":contains(x)", "1", "[",
     "[d=]", "#1", ".", "|", "&", "!", ":not()", ":has(:has(a))", ")"]
)  # fmt: skip
_JOINED = st.sampled_from(["", " ", " > ", "+", " ~ ", ", ", ",", " || ", ">>"])
selectors = st.lists(st.tuples(_SIMPLE, _JOINED), min_size=1, max_size=5).map(
    lambda parts: "".join(simple + joint for simple, joint in parts)
)

_ACCEPTS = """selectors => selectors.map(selector => {
  try { document.documentElement.matches(selector); return true } catch { return false }
})"""


def _hand_picked() -> list[str]:
    # The bar is the separator above, so those with a bar are named here.
    return [
        *_WHOLE.split("|"), "*|*", "|a", "a|b", "a||b", "[a|=b]", "[ns|a]", "[|a]", "[*|a]", "",
        " ", "\n", "a\nb", "a\u00a0b", "/**/",
    ]  # fmt: skip


async def test_the_browser_agrees_on_hand_picked_selectors(blank_page: Page) -> None:
    await _agree(blank_page, _hand_picked())


async def test_the_browser_agrees_on_made_up_selectors(blank_page: Page) -> None:
    made: list[str] = []

    @settings(max_examples=2_000, deadline=None, database=None)
    @given(selectors)
    def make(selector: str) -> None:
        made.append(selector)

    make()
    await _agree(blank_page, list(dict.fromkeys(made)))


async def _agree(page: Page, asked: list[str]) -> None:
    accepted = await page.evaluate(_ACCEPTS, asked)
    standing = {selector: read_selector(selector).standing for selector in asked}
    wrong = {
        selector: verdict
        for selector, taken in zip(asked, accepted, strict=True)
        if (verdict := standing[selector]) is not Standing.UNCHECKED
        and taken is not (verdict is Standing.VALID)
    }

    assert wrong == {}
    assert {Standing.VALID, Standing.INVALID, Standing.UNCHECKED} <= set(standing.values())


@pytest.mark.parametrize(
    "text",
    ["(" * 9_000, "[" * 9_000, ":is(" * 2_000, "a" * 9_000, "\\" * 99, "1" * 9_000, ":" * 999],
)
def test_hostile_selectors_are_read(text: str) -> None:
    assert read_selector(text).standing in Standing


@pytest.mark.parametrize("text", ["//a", "/html/body", ".//a", "(//a)[1]", "xpath=//a", "//*[@id]"])
def test_xpath_is_recognised(text: str) -> None:
    assert is_xpath(text)
    assert read_selector(text).standing is Standing.INVALID


def _branch(text: str) -> Branch:
    (branch,) = read_selector(text).branches
    return branch


@pytest.mark.parametrize(
    ("broad", "narrow", "expected"),
    [
        ("*", "#a", True),
        ("a", "a.b", True),
        (".b", "a.c.b", True),
        (".b", "main a.b", True),
        ("a.b", "a", False),
        ("main .b", ".b", False),
        ("main .b", "main .b", True),
        ("div", "a", False),
        ("#a", "*", False),
    ],
)
def test_covering(broad: str, narrow: str, expected: bool) -> None:
    assert covers(_branch(broad), _branch(narrow)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (".a", ".b", True),
        ("a.a", "button.b", False),
        ("#a", "#b", False),
        ('[type="submit"]', '[type="reset"]', False),
        ('[type="submit"]', "[type]", True),
        (".a", "b::before", False),
    ],
)
def test_meeting(one: str, other: str, expected: bool) -> None:
    assert may_meet(_branch(one), _branch(other)) is expected
    assert may_meet(_branch(other), _branch(one)) is expected


@pytest.mark.parametrize(
    ("selector", "verb", "expected"),
    [
        ("a.x", Verb.FOLLOW_LINK, True),
        (".x", Verb.FOLLOW_LINK, True),
        ("div", Verb.FOLLOW_LINK, False),
        ("main div", Verb.FOLLOW_LINK, False),
        ("div a", Verb.FOLLOW_LINK, True),
        ("shop-link", Verb.FOLLOW_LINK, True),
        ("div[role=link]", Verb.FOLLOW_LINK, True),
        ("*", Verb.SUBMIT_FORM, True),
        ("input[type=text]", Verb.SUBMIT_FORM, False),
        ("input[type=submit]", Verb.SUBMIT_FORM, True),
        ("input", Verb.SUBMIT_FORM, True),
        ("section", Verb.SUBMIT_FORM, False),
        ("div[contenteditable]", Verb.SET_INPUT_VALUE, True),
        ("button", Verb.SET_INPUT_VALUE, False),
        ("video", Verb.PLAY_MEDIA, True),
        ("button", Verb.PLAY_MEDIA, False),
        ("div", Verb.READ_CONTENT, True),
        ("input[type=text]", Verb.UPLOAD_FILE, False),
        ("input[type=file]", Verb.UPLOAD_FILE, True),
    ],
)
def test_targets_of_verbs(selector: str, verb: Verb, expected: bool) -> None:
    assert can_target(_branch(selector), verb) is expected


@pytest.mark.parametrize(
    "name",
    [
        "css-1q2w3e4", "sc-bdVaJa", "svelte-1abc2de", "Button_primary__a1B2c", "styles__btn--3xK9d",
        "_button_1a2b3_12", "ember123", "jss42", ":r1:", "radix-:r3:", "ng-tns-c12-3", "a1b2c3d4",
        "_3dX9fQ", "x1i10hfl", "btn-5f3a9c1e",
    ],
)  # fmt: skip
def test_generated_names(name: str) -> None:
    assert looks_generated(name)


@pytest.mark.parametrize(
    "name",
    [
        "btn", "btn-primary", "col-md-6", "h1", "mt-4", "product-123", "card__title",
        "card__title--large", "item-2024", "step2-form3", "w3-bar", "sha256sum", "nav-2-col",
        "product__price", "text-2xl", "mdc-button__ripple", "css-grid", "iso8601", "a11y-menu",
        "sc-button", "block__elem1", "checkout", "grid-cols-3", "v2-header",
    ],
)  # fmt: skip
def test_names_that_people_give(name: str) -> None:
    assert not looks_generated(name)
