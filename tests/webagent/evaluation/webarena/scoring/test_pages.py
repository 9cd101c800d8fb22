"""`program_html`: what real pages show, looked at as WebArena does."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import Error as PlaywrightError
from starlette.responses import JSONResponse, PlainTextResponse

from tests.support.site import serve_site
from webagent.errors import EnvironmentFailure, UsageError
from webagent.evaluation.webarena import Sites, score_page

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Mapping

    from playwright.async_api import Browser, Page
    from starlette.requests import Request

    from webagent.evaluation import Score

SCORING = "webagent.evaluation.webarena.scoring"
_SHOWN = """
<p id="name">Green &amp; black</p><input name="qty" value="12"><i></i>
<button onclick="this.textContent = 'pressed'">press</button><ul><li>a<li>b</ul>
"""
_MEMBERS = """
<table><tr><td data-label="Account"><span class="gl-avatar-labeled-sublabel">@ann</span></td>
<td class="col-max-role"><span>Owner</span></td></tr>
<tr><td data-label="Account"><span class="gl-avatar-labeled-sublabel">@bob</span></td>
<td class="col-max-role"><span>Guest</span></td></tr></table>
"""
_LATE = """
<p id="late"></p><script>
fetch("/slow").then((told) => told.text()).then((text) => setTimeout(() => {
  document.querySelector("#late").textContent = text;
}, 100));
</script>
"""
_TICKING = """
<p id="tick"></p><script>
setInterval(() => { document.querySelector("#tick").textContent = performance.now(); }, 50);
</script>
"""


async def _token(request: Request) -> JSONResponse:
    known = await request.json() == {"username": "admin", "password": "admin1234"}
    return JSONResponse("a-token" if known else "none")


async def _orders(request: Request) -> JSONResponse:
    if request.headers["authorization"] != "Bearer a-token":
        return JSONResponse({}, 401)
    newest = request.query_params["searchCriteria[sortOrders][0][direction]"] == "DESC"
    return JSONResponse({"items": [{"increment_id": "000000190"}] if newest else []})


async def _reviews(request: Request) -> JSONResponse:
    rated = [{"rating_name": "Rating", "percent": 80}]
    told: dict[str, object] = {
        "B1": [{"nickname": "first"}, {"nickname": "Emma"}],
        "B2": [{"ratings": rated}, {"ratings": [{**rated[0], "percent": 20}]}],
        "B3": [{"ratings": [{"rating_name": "Taste", "percent": 80}]}],
        "B4": [],
    }
    sku = request.path_params["sku"]
    return JSONResponse(told.get(sku), 200 if sku in told else 404)


async def _slow(_request: Request) -> PlainTextResponse:
    await asyncio.sleep(0.3)
    return PlainTextResponse("here")


@pytest.fixture(scope="module")
def site() -> Generator[str]:
    with serve_site(
        {
            "/": _SHOWN,
            "/other": '<p id="name">other</p>',
            "/members": _MEMBERS,
            "/late": _LATE,
            "/ticking": _TICKING,
            "/slow": _slow,
            "/f/books/7/": '<p id="name">the post</p>',
            "/f/books/7/a/comment": "a comment",
            "/shop/rest/default/V1/integration/admin/token": _token,
            "/shop/rest/V1/orders": _orders,
            "/shop/rest/V1/products/{sku}/reviews": _reviews,
            "/shop/sales/order/view/order_id/190/": '<p id="name">the order</p>',
        }
    ) as url:
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser: Browser) -> AsyncGenerator[Page]:
    async with await browser.new_context() as context:
        yield await context.new_page()


def target(
    locator: str, required: Mapping[str, Any] | str, url: str = "last", **others: Any
) -> dict[str, Any]:
    if isinstance(required, str):
        required = {"exact_match": required}
    return {"url": url, "locator": locator, "required_contents": required, **others}


def task_of(*targets: Mapping[str, Any]) -> dict[str, Any]:
    return {"eval": {"eval_types": ["program_html"], "program_html": list(targets)}}


async def _scored(page: Page, *targets: Mapping[str, Any], **settings: Any) -> Score:
    return await score_page(task_of(*targets), page, settle_s=0, **settings)


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        ("document.querySelector('#name').outerText", "green & black"),
        ("document.querySelector('[name=\"qty\"').value", "12"),
        ("[...document.querySelectorAll('li')].map((each) => each.outerText)", "['a', 'b']"),
        # What Python writes, and not JavaScript:
        ("document.querySelector('#nothing')", "None"),
        ("document.nothing", "none"),
        ("document.querySelectorAll('li').length > 1", "True"),
        ("document.querySelectorAll('li').length / 4", "0.5"),
        # What throws is found empty.
        ("document.querySelector('#nothing').value", ""),
        ("document.(", ""),
        ("document.title && '&amp;lt;'", "&lt;"),
    ],
)
async def test_a_locator_is_javascript_told_by_python(
    page: Page, site: str, locator: str, shown: str
) -> None:
    await page.goto(site)
    score = await _scored(page, target(locator, shown))
    assert score.score == 1, score.checks
    assert (await _scored(page, target(locator, f"{shown}!"))).score == 0


async def test_contents_are_compared_by_one_rule(page: Page, site: str) -> None:
    await page.goto(site)
    name = "document.querySelector('#name').outerText"
    wanted: dict[int, list[dict[str, Any]]] = {
        1: [
            {"must_include": ["green", "nothing |OR| black"]},
            {"must_include": []},
            {"must_include": ["n"]},
            # Where both are given, only the first is looked at.
            {"exact_match": "green & black", "must_include": ["nothing"]},
        ],
        0: [{"must_include": ["green", "nothing |OR| never"]}, {"must_include": ["green|OR|x"]}],
    }
    for score, required in wanted.items():
        for each in required:
            assert (await _scored(page, target(name, each))).score == score, each


async def test_without_a_locator_it_is_the_whole_page_with_entities_resolved(
    page: Page, site: str
) -> None:
    await page.goto(site)
    required = {"must_include": ['<p id="name">Green & black</p>', 'name="qty"']}
    assert (await _scored(page, target(" ", required))).score == 1


async def test_what_prepares_a_page_runs_up_to_the_first_that_throws(page: Page, site: str) -> None:
    text, press = (
        "document.querySelector('button').textContent",
        "document.querySelector('button').click()",
    )
    for prepared, shown in (([press], "pressed"), (["nothing()", press], "press")):
        await page.goto(site)
        assert (await _scored(page, target(text, shown, prep_actions=prepared))).score == 1


async def test_an_address_is_opened_in_a_tab_of_its_own_with_the_same_cookies(
    page: Page, site: str
) -> None:
    await page.goto(site)
    await page.evaluate("document.cookie = 'who=ann'")
    name, cookie = "document.querySelector('#name').outerText", "document.cookie"
    score = await _scored(
        page,
        target(name, "other", f"{site}/other"),
        target(cookie, "who=ann", f"{site}/other"),
        target(name, "Green & black"),
    )
    assert [check.score for check in score.checks] == [1, 1, 1]
    assert page.context.pages == [page]
    assert page.url == f"{site}/"


async def test_a_page_that_comes_late_is_waited_for(
    page: Page, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = task_of(target("document.querySelector('#late').textContent", "here", f"{site}/late"))
    assert (await score_page(late, page, settle_s=0)).score == 0
    monkeypatch.setattr(f"{SCORING}._in_page.SETTLED_WITHIN", 60)
    began = monotonic()
    assert (await score_page(late, page)).score == 1
    assert 0.9 < monotonic() - began < 60


async def test_a_page_that_never_stands_still_is_looked_at_all_the_same(
    page: Page, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticking = task_of(target("document.title", "Test", f"{site}/ticking"))
    monkeypatch.setattr(f"{SCORING}._in_page.SETTLED_WITHIN", 0.7)
    assert (await score_page(ticking, page)).score == 1


async def test_the_forum_s_function_leads_to_the_post(page: Page, site: str) -> None:
    await page.goto(f"{site}/f/books/7/a/comment")
    post = target(
        "document.querySelector('#name').outerText",
        "the post",
        "func:reddit_get_post_url('__last_url__')",
    )
    assert (await _scored(page, post)).score == 1
    assert (await _scored(page, post, last_url=f"{site}/other")).score == 0


async def test_the_role_of_a_member_is_found_in_the_list(page: Page, site: str) -> None:
    for account, role in (("bob", "Guest"), ("ann", "Owner"), ("nobody", "")):
        locator = f"func:gitlab_get_project_memeber_role(__page__, '{account}')"
        assert (await _scored(page, target(locator, role, f"{site}/members"))).score == 1


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        ("func:shopping_get_sku_latest_review_author('B1')", "Emma"),
        ("func:shopping_get_sku_latest_review_author('B4')", ""),
        ("func:shopping_get_sku_latest_review_rating('B2')", "20"),
    ],
)
async def test_the_shop_is_asked_as_its_admin(
    page: Page, site: str, locator: str, shown: str
) -> None:
    sites = Sites(shopping=f"{site}/shop")
    assert (await _scored(page, target(locator, shown), sites=sites)).score == 1


async def test_the_latest_order_of_the_shop_is_opened(
    page: Page, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = target(
        "document.querySelector('#name').outerText",
        "the order",
        "func:shopping_get_latest_order_url()",
    )
    monkeypatch.delenv("SHOPPING", raising=False)
    monkeypatch.delenv("WA_SHOPPING", raising=False)
    with pytest.raises(UsageError, match="SHOPPING"):
        await _scored(page, order)
    monkeypatch.setenv("SHOPPING", f"{site}/shop")
    assert (await _scored(page, order)).score == 1


@pytest.mark.parametrize(
    "function", ["review_author('none')", "review_rating('B1')", "review_rating('B3')"]
)
async def test_a_shop_that_does_not_tell_is_no_failure_of_the_agent(
    page: Page, site: str, function: str
) -> None:
    locator = f"func:shopping_get_sku_latest_{function}"
    with pytest.raises(EnvironmentFailure, match="The shop at"):
        await _scored(page, target(locator, ""), sites=Sites(shopping=f"{site}/shop"))


async def test_neither_is_a_page_that_cant_be_opened_or_is_gone(browser: Browser) -> None:
    async with await browser.new_context() as context:
        page = await context.new_page()
        with pytest.raises(PlaywrightError):
            await _scored(page, target("document.title", "", "http://127.0.0.1:1/"))
        assert context.pages == [page]
        await page.close()
        with pytest.raises(PlaywrightError):
            await _scored(page, target("document.title", ""))


async def test_nor_is_a_page_that_has_crashed_or_hangs(
    browser: Browser, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{SCORING}._page._ANSWERED_WITHIN", 0.5)
    async with await browser.new_context() as context:
        page = await context.new_page()
        await page.goto(site)
        with pytest.raises(EnvironmentFailure, match="does not answer"):
            await _scored(page, target("document.title && new Promise(() => {})", ""))
        with suppress(PlaywrightError):
            await page.goto("chrome://crash")
        with pytest.raises(PlaywrightError, match="crashed"):
            await _scored(page, target("document.title", ""))


@pytest.mark.parametrize(
    "wrong",
    [
        target("css=p", "x"),
        target(" document.title", "x"),
        target("document.title", {}),
        target("document.title", {"fuzzy_match": "x"}),
        target("document.title", {"must_include": "x"}),
        target("func:__import__('os').getcwd()", "x"),
        target("document.title", "x", "func:__import__('os').getcwd()"),
    ],
)
async def test_a_malformed_target_is_no_score(page: Page, wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        await _scored(page, wrong)


async def test_without_targets_there_is_nothing_to_fail(page: Page) -> None:
    assert (await _scored(page)).score == 1
    with pytest.raises(UsageError, match="no pages"):
        await score_page({"eval": {}}, page)
