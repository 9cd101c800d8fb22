"""The report of a run, opened in a real browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from webagent.recording._report import PAGE_TEXT_LIMIT, write_report

from .conftest import HOSTILE_TITLE, SECRET, Recorded

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from playwright.async_api import Browser, BrowserContext, Page

KINDS = ["ok", "ok", "ok", "ok", "denied", "failed", "no-effect", "ok", "asked", "ok"]


@pytest_asyncio.fixture
async def reader(browser: Browser) -> AsyncGenerator[Page]:
    """A browser that runs no scripts."""
    context = await browser.new_context(java_script_enabled=False)
    yield await context.new_page()
    await context.close()


def rewritten(source: Path, target: Path, change: Callable[[str], str]) -> Path:
    """Return a folder whose record is that of another, changed."""
    text = (source / "events.jsonl").read_text(encoding="utf-8")
    (target / "events.jsonl").write_text(change(text), encoding="utf-8")
    return target


async def test_the_head_tells_task_end_and_price(reader: Page, shopping: Recorded) -> None:
    await reader.goto((shopping.folder / "report.html").as_uri())
    head = reader.locator(".masthead")

    [started] = shopping.of_type("run_started")
    await expect(reader).to_have_title(f"Blocked: {started['task']}")
    await expect(head.get_by_role("heading", level=1)).to_have_text(started["task"])
    await expect(head.locator(".status")).to_have_text("Blocked")
    await expect(head.get_by_role("blockquote")).to_have_text(
        "unable: a person has to place the order"
    )
    await expect(head).to_contain_text("10 of at most 30")
    await expect(head).to_contain_text("10,000 in, 200 out")
    await expect(head).to_contain_text("$0.0100")
    await expect(head).to_contain_text("spending")
    await expect(head.get_by_role("link", name=started["url"], exact=True)).to_have_count(1)


async def test_each_step_is_a_card_with_a_mark_that_leads_to_it(
    reader: Page, shopping: Recorded
) -> None:
    await reader.goto((shopping.folder / "report.html").as_uri())
    marks = reader.get_by_role("navigation", name="Steps").get_by_role("link")
    cards = reader.get_by_role("article")

    assert len(KINDS) == await marks.count() == await cards.count()
    for number, kind in enumerate(KINDS, 1):
        card, mark = cards.nth(number - 1), marks.nth(number - 1)
        await expect(card.locator(".mark")).to_have_class(f"mark {kind}")
        await expect(mark.locator(".mark")).to_have_class(f"mark {kind}")
        await expect(card).to_contain_text(f"Because of step {number}.")
    await expect(marks.nth(4)).to_have_accessible_name("Step 5 : denied")
    await marks.nth(8).click()
    await expect(cards.nth(8).get_by_role("heading", level=3)).to_be_in_viewport()
    await expect(cards.nth(8).get_by_role("heading", level=3)).to_have_text(
        "Step 9: Checkout · Leaf & Kettle"
    )


async def test_a_card_tells_action_element_outcome_and_what_was_read(
    reader: Page, shopping: Recorded
) -> None:
    await reader.goto((shopping.folder / "report.html").as_uri())
    observed, stepped = shopping.of_type("observed")[1], shopping.of_type("stepped")[1]
    card = reader.locator("#step-2")

    [action] = stepped["actions"]
    await expect(card.get_by_role("list", name="Actions")).to_have_text(
        re.compile(re.escape(action) + r"\s+combobox “Size”")
    )
    await expect(card.locator(".outcome")).to_contain_text(stepped["outcome"])
    await expect(card.get_by_role("link", name=observed["url"])).to_have_attribute(
        "href", observed["url"]
    )
    await expect(card).to_contain_text("1,000 tokens in, 20 out")
    await expect(card).to_contain_text(f"captured in {observed['capture_ms']:.0f} ms")
    read = card.locator("pre")
    await expect(read).not_to_be_visible()
    await card.get_by_text("What the agent read").click()
    await expect(read).to_be_visible()
    assert await read.text_content() == observed["text"]


async def test_a_denial_shows_verb_rule_and_manifest(reader: Page, shopping: Recorded) -> None:
    await reader.goto((shopping.folder / "report.html").as_uri())
    [ruling] = shopping.of_type("permission")[3]["rulings"]
    callout = reader.locator("#step-5 .callout")

    await expect(callout.get_by_role("heading", name="Not permitted")).to_be_visible()
    await expect(callout.get_by_role("listitem")).to_have_count(1)
    for text in ("denied", "set_input_value", f"on [{ruling['ref']}]", "resource_rules[2]"):
        await expect(callout).to_contain_text(text)
    await expect(callout.get_by_role("link")).to_have_attribute("href", ruling["manifest"])
    summary = reader.get_by_role("region", name="What was not permitted").get_by_role("listitem")
    await expect(summary).to_contain_text(["Step 5", "Step 9"])
    await expect(summary.first).to_contain_text("textbox “Your review”")
    await expect(summary.last).to_contain_text("nobody approved")


async def test_what_was_permitted_can_be_looked_into(reader: Page, shopping: Recorded) -> None:
    await reader.goto((shopping.folder / "report.html").as_uri())
    card = reader.locator("#step-1")

    await expect(card.locator(".callout")).to_have_count(0)
    await card.get_by_text("2 verbs checked").click()
    rulings = card.locator(".rulings").get_by_role("listitem")
    await expect(rulings).to_contain_text(["click_element", "follow_link"])
    await expect(rulings.first).to_be_visible()


async def test_what_a_person_decided_shows(
    reader: Page, shopping: Recorded, signing_in: Recorded
) -> None:
    for run, step, decision in (
        (signing_in, 2, "A person approved it"),
        (shopping, 9, "A person has to approve it, and nobody did"),
    ):
        await reader.goto((run.folder / "report.html").as_uri())
        card = reader.locator(f"#step-{step}")
        await expect(card.locator("> header .mark")).to_have_class("mark asked")
        await expect(card.get_by_role("heading", name=decision)).to_be_visible()


async def test_policies_are_told_with_their_address(
    reader: Page, shopping: Recorded, hostile: Recorded
) -> None:
    for run, status in ((shopping, "present"), (hostile, "absent")):
        await reader.goto((run.folder / "report.html").as_uri())
        policies = reader.get_by_role("region", name="Site policies").get_by_role("listitem")
        [policy] = run.of_type("policy")
        await expect(policies).to_contain_text([status])
        await expect(policies).to_contain_text([policy["detail"]])
        await expect(policies.get_by_role("link")).to_have_attribute("href", policy["url"])


async def test_pictures_are_inside_and_can_be_enlarged(reader: Page, shopping: Recorded) -> None:
    await reader.goto((shopping.folder / "report.html").as_uri())
    pictures = reader.get_by_role("article").get_by_role("img")

    await expect(pictures).to_have_count(len(KINDS))
    for picture in await pictures.all():
        assert (await picture.get_attribute("src") or "").startswith("data:image/jpeg;base64,")
        assert await picture.evaluate("image => image.naturalWidth") == 1280
    small = await pictures.first.bounding_box()
    await reader.get_by_role("button", name="The page before step 1:").click()
    large = await pictures.first.bounding_box()
    assert small is not None
    assert large is not None
    assert large["width"] > 2 * small["width"]
    await reader.keyboard.press("Escape")
    again = await pictures.first.bounding_box()
    assert again is not None
    assert again["width"] == small["width"]


async def test_nothing_is_asked_of_the_network(
    context: BrowserContext, page: Page, shopping: Recorded
) -> None:
    wanted: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: wanted.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    address = (shopping.folder / "report.html").as_uri()

    await page.goto(address, wait_until="networkidle")
    await page.emulate_media(media="print", color_scheme="dark")

    assert [url for url in wanted if not url.startswith("data:")] == [address]
    assert complaints == []


async def test_it_fits_a_phone(reader: Page, shopping: Recorded, hostile: Recorded) -> None:
    await reader.set_viewport_size({"width": 360, "height": 740})
    for run in (shopping, hostile):
        await reader.goto((run.folder / "report.html").as_uri())
        assert await reader.evaluate("document.documentElement.scrollWidth") == 360


async def test_markup_of_a_page_stays_text(page: Page, hostile: Recorded) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    # Without its own protection, so that only escaping stands between the page and the reader.
    open_report = hostile.folder / "open.html"
    html = (hostile.folder / "report.html").read_text(encoding="utf-8")
    unprotected, removed = re.subn(r"<meta http-equiv=.*>\n", "", html)
    open_report.write_text(unprotected, encoding="utf-8")
    await page.goto(open_report.as_uri())

    assert removed == 1
    assert dialogs == []
    await expect(page.locator("script, [onerror]")).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE_TITLE)
    await expect(page.locator("#step-1 h3 bdi")).to_have_text(HOSTILE_TITLE)
    await expect(page.locator("#step-2 .actions code")).to_have_text(f"note [{HOSTILE_TITLE}]")


async def test_no_script_runs_even_where_escaping_failed(page: Page, hostile: Recorded) -> None:
    """Content Security Policy Level 3, `default-src 'none'`: the second line of defence."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    torn = hostile.folder / "torn.html"
    html = (hostile.folder / "report.html").read_text(encoding="utf-8")
    torn.write_text(html.replace("<main>", "<main><script>document.title = 'owned'</script>"))
    await page.goto(torn.as_uri())

    assert "owned" not in await page.title()
    assert len(complaints) == 1
    assert "Content Security Policy" in complaints[0]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
    ],
)
async def test_only_web_addresses_are_links(
    reader: Page, shopping: Recorded, tmp_path: Path, url: str
) -> None:
    [start] = shopping.of_type("run_started")
    own = re.compile(re.escape(json.dumps(start["url"])[:-1]) + r'[^"]*"')
    folder = rewritten(
        shopping.folder, tmp_path, lambda text: own.sub(lambda _: json.dumps(url), text)
    )
    await reader.goto(write_report(folder).as_uri())

    await expect(reader.locator("#step-1 header .address")).to_have_text(url)
    for link in await reader.get_by_role("link").all():
        assert (await link.get_attribute("href") or "").startswith("#step-")


async def test_links_tell_nobody_where_the_reader_comes_from(
    reader: Page, shopping: Recorded
) -> None:
    await reader.goto((shopping.folder / "report.html").as_uri())
    outward = reader.locator("a[href^=http]")

    assert await outward.count() > len(KINDS)
    assert await outward.count() == await reader.locator("a[href^=http][rel=noreferrer]").count()


async def test_long_page_text_is_cut_and_says_so(reader: Page, hostile: Recorded) -> None:
    await reader.goto((hostile.folder / "report.html").as_uri())
    text = hostile.of_type("observed")[0]["text"]
    shown = reader.locator("#step-1 .page-text")

    assert len(text) > PAGE_TEXT_LIMIT
    assert await shown.locator("pre").text_content() == text[:PAGE_TEXT_LIMIT]
    await expect(shown).to_contain_text(
        f"Cut here: {len(text) - PAGE_TEXT_LIMIT:,} more characters in events.jsonl."
    )


async def test_a_page_that_was_only_looked_at_is_no_step(reader: Page, hostile: Recorded) -> None:
    await reader.goto((hostile.folder / "report.html").as_uri())

    await expect(reader.locator(".masthead")).to_contain_text("2 of at most 2")
    await expect(reader.locator(".masthead .status")).to_have_text("Limit reached")
    await expect(reader.locator("#step-3 > header .mark")).to_have_class("mark not-taken")
    await expect(reader.locator("#step-3")).to_contain_text("before the agent chose an action")


async def test_a_killed_run_did_not_finish(
    reader: Page, shopping: Recorded, tmp_path: Path
) -> None:
    def kill(text: str) -> str:
        return text[: text.index('"type": "stepped"', text.index("Because of step 4."))]

    folder = rewritten(shopping.folder, tmp_path, kill)
    await reader.goto(write_report(folder).as_uri())

    await expect(reader.locator(".masthead .status")).to_have_text("Did not finish")
    await expect(reader.locator(".masthead")).to_contain_text("3 of at most 30")
    await expect(reader.locator(".masthead")).to_contain_text("4,000 in, 80 out")
    await expect(reader.locator("#step-4")).to_contain_text("before anything came of it")
    await expect(reader.get_by_text("There is no picture of this page.")).to_have_count(4)


async def test_secrets_are_not_in_it(reader: Page, signing_in: Recorded) -> None:
    report = signing_in.folder / "report.html"
    await reader.goto(report.as_uri())

    assert SECRET.encode() not in report.read_bytes()
    await expect(reader.locator("#step-3 header .address")).to_contain_text("/?p={{password}}")
    await expect(reader.locator("#step-1 .actions")).to_contain_text("[{{password}}]")


async def test_what_it_would_take_to_undo_a_step_shows_small(
    reader: Page, shopping: Recorded
) -> None:
    await reader.goto((shopping.folder / "report.html").as_uri())
    for step, words in ((1, "Nothing to undo: "), (2, "Can be undone: "), (3, "Can’t be undone: ")):
        line = reader.locator(f"#step-{step} .undo")
        await expect(line).to_contain_text(words)
        [stepped] = [event for event in shopping.of_type("stepped") if event["step"] == step]
        await expect(line).to_contain_text(stepped["why"])
    await expect(reader.locator("#step-4 .undo")).to_have_count(0)
