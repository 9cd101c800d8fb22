"""The two things on the shop's pages that need a browser: the guide and the confirmation."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from playwright.async_api import Dialog, async_playwright

if TYPE_CHECKING:
    from webagent.demo import DemoShop


async def test_the_guide_opens_as_a_modal_and_deleting_asks_first(shop: DemoShop) -> None:
    answers = [False, True]
    questions: list[str] = []

    async def answer(dialog: Dialog) -> None:
        questions.append(dialog.message)
        await (dialog.accept() if answers.pop(0) else dialog.dismiss())

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = await browser.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.on("dialog", answer)

        await page.goto(f"{shop.url}/product/genmaicha")
        await page.get_by_role("button", name="Brewing guide").click()
        guide = page.get_by_role("dialog", name="Brewing guide")
        assert await guide.evaluate("dialog => dialog.matches(':modal')")
        await guide.get_by_role("button", name="Close").click()
        assert not await guide.is_visible()

        await page.goto(f"{shop.url}/account")
        delete = page.get_by_role("button", name="Delete account")
        await delete.click()
        assert shop.account_exists()
        await delete.click()
        await page.get_by_role("status").wait_for()
        assert not shop.account_exists()

        assert questions == ["Delete your account? This cannot be undone."] * 2
        assert problems == []
        await browser.close()
