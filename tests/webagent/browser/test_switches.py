"""The switches that a browser is started with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from webagent.browser import BrowserOptions, find_browser, open_browser, switches

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright


async def _asked(browser: Browser, method: str, **parameters: Any) -> dict[str, Any]:
    protocol = cast("Any", await browser.new_browser_cdp_session())
    return await protocol.send(method, parameters)


def _switched_off(line: str) -> set[str]:
    lists = [each for each in line.split() if each.startswith("--disable-features=")]
    return set(lists[-1].partition("=")[2].split(","))


async def test_what_playwright_switches_off_stays_off(playwright: Playwright) -> None:
    program = find_browser(playwright)
    alone = await playwright.chromium.launch(executable_path=program)
    told = await _asked(alone, "SystemInfo.getInfo")
    await alone.close()
    ours = _switched_off(" ".join(switches()))
    assert _switched_off(told["commandLine"]) <= ours


async def test_the_browser_opens_no_page_of_its_own() -> None:
    async with open_browser(BrowserOptions()) as browser:
        page = await browser.new_page()
        await page.wait_for_timeout(300)
        told = await _asked(browser, "Target.getTargets", filter=[{}])
        kinds = {each["type"] for each in told["targetInfos"]}
    assert kinds <= {"page", "tab", "browser"}
