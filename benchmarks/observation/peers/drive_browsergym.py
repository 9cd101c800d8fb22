"""BrowserGym's own page extraction, one look for each line on stdin: `_peers.py` says how.

What its agents read: marking, merged accessibility tree, DOM snapshot and properties, and the tree
as text, in the order of `BrowserEnv._get_obs`. Left out are the chat, the screenshot and the HTML.
"""
# Runs in an environment of its own, whose packages are not there when the types are checked.
# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false

from __future__ import annotations

import argparse
import json
import re
import sys
from time import perf_counter

from browsergym.core.observation import (
    _post_extract,
    _pre_extract,
    extract_dom_extra_properties,
    extract_dom_snapshot,
    extract_focused_element_bid,
    extract_merged_axtree,
)
from browsergym.utils.obs import IGNORED_AXTREE_ROLES, flatten_axtree_to_str
from playwright.sync_api import sync_playwright

# A newer Chromium than the one it is made for tells each line of a text as well, which would
# count against it.
_LEFT_OUT = [*IGNORED_AXTREE_ROLES, "InlineTextBox"]
_BID = re.compile(r"^\t*\[(\w+)\]", re.MULTILINE)


def look(page) -> dict:
    """Return the text, the time it took and how many elements it lets be acted on."""
    start = perf_counter()
    _pre_extract(page, lenient=True)
    dom = extract_dom_snapshot(page)
    tree = extract_merged_axtree(page)
    extract_focused_element_bid(page)
    properties = extract_dom_extra_properties(dom, scale_factor=1.0)
    _post_extract(page)
    text = flatten_axtree_to_str(tree, properties, ignored_roles=_LEFT_OUT)
    seconds = perf_counter() - start
    shown = set(_BID.findall(text))
    actionable = sum(known["clickable"] for bid, known in properties.items() if bid in shown)
    return {"ms": seconds * 1000, "text": text, "actionable": actionable}


def main() -> None:
    """Open the page, say that it is ready, and look when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--browser", required=True)
    parser.add_argument("--arg", action="append", default=[])
    parser.add_argument("--cdp")
    parser.add_argument("--settled", required=True)
    options = parser.parse_args()
    with sync_playwright() as playwright:
        if options.cdp:
            browser = playwright.chromium.connect_over_cdp(options.cdp)
        else:
            browser = playwright.chromium.launch(executable_path=options.browser, args=options.arg)
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(options.url)
        page.evaluate(options.settled)
        sys.stdout.write(json.dumps({"ready": True}) + "\n")
        sys.stdout.flush()
        for _ in sys.stdin:
            try:
                answer = look(page)
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
