"""browser-use's own page extraction, one look for each line on stdin: `_peers.py` says how.

What its agent reads of a page: `DomService.get_serialized_dom_tree`, constructed as its watchdog
does, and the tree as text with the agent's default attributes. Left out are the screenshot, the
tabs and the waiting for the network. Cut is nothing, where the agent cuts at 40,000 characters.
"""
# Runs in an environment of its own, whose packages are not there when the types are checked.
# pyright: basic, reportMissingImports=false

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from time import perf_counter

os.environ.update(
    ANONYMIZED_TELEMETRY="false",
    BROWSER_USE_CLOUD_SYNC="false",
    BROWSER_USE_VERSION_CHECK="false",
    BROWSER_USE_SETUP_LOGGING="false",
)

from browser_use.browser import BrowserProfile, BrowserSession
from browser_use.dom.service import DomService


async def look(session) -> dict:
    """Return the text, the time it took and how many elements it lets be acted on."""
    profile = session.browser_profile
    start = perf_counter()
    service = DomService(
        browser_session=session,
        cross_origin_iframes=profile.cross_origin_iframes,
        paint_order_filtering=profile.paint_order_filtering,
        max_iframes=profile.max_iframes,
        max_iframe_depth=profile.max_iframe_depth,
    )
    state, _tree, _timings = await service.get_serialized_dom_tree()
    text = state.llm_representation()
    seconds = perf_counter() - start
    return {"ms": seconds * 1000, "text": text, "actionable": len(state.selector_map)}


async def drive(options: argparse.Namespace) -> None:
    """Open the page, say that it is ready, and look when asked."""
    size = {"width": 1280, "height": 800}
    if options.cdp:
        session = BrowserSession(cdp_url=options.cdp, viewport=size)
    else:
        session = BrowserSession(
            browser_profile=BrowserProfile(
                executable_path=options.browser,
                headless=True,
                args=options.arg,
                chromium_sandbox=False,
                enable_default_extensions=False,
                viewport=size,
                user_data_dir=None,
            )
        )
    await session.start()
    await session.navigate_to(options.url)
    page = await session.get_current_page()
    await page.evaluate(options.settled)
    answers = sys.stdout
    answers.write(json.dumps({"ready": True}) + "\n")
    answers.flush()
    while await asyncio.to_thread(sys.stdin.readline):
        try:
            answer = await look(session)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    await session.kill()


def main() -> None:
    """Read the options and drive."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--browser", required=True)
    parser.add_argument("--arg", action="append", default=[])
    parser.add_argument("--cdp")
    parser.add_argument("--settled", required=True)
    asyncio.run(drive(parser.parse_args()))


if __name__ == "__main__":
    main()
