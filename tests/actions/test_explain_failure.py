"""What the browser says when it can't, in one sentence."""

from __future__ import annotations

import pytest
from playwright.async_api import Error
from webagent_actions import explain_failure
from webagent_actions.performing._failure import was_sent

LOG = "ElementHandle.click: Timeout 4000ms exceeded.\nCall log:\n  - attempting click action\n"
LONG = " ".join(f"md:w-{n}/12" for n in range(60))

COVERED = {
    '<div id="cover"></div> intercepts pointer events': '<div id="cover">',
    '<div>…</div> from <div id="c">…</div> subtree intercepts pointer events': "<div>",
    f'<div class="{LONG}">…</div> intercepts pointer events': f'<div class="{LONG[:60]}">',
    '<p title="a > b" role="alert" data-x="1">x</p> intercepts pointer events': '<p role="alert">',
    '<x-y aria-label="SECRET" id="c"></x-y> intercepts pointer events': '<x-y id="c">',
}


@pytest.mark.parametrize(("line", "cover"), COVERED.items(), ids=COVERED.values())
def test_covered(line: str, cover: str) -> None:
    error = Error(f"{LOG}  -     - <input> is visible\n  -     - {line}\n")
    assert explain_failure(error) == f"it is covered by {cover}; deal with that first"


SAID = {
    "Page.goto: net::ERR_NAME_NOT_RESOLVED at http://x/": "there is no site of that name",
    "Page.goto: net::ERR_CERT_AUTHORITY_INVALID at https://x/": (
        "the site's certificate is not valid, so it was not opened"
    ),
    "Page.goto: net::ERR_CONNECTION_REFUSED at http://x/": (
        "the site does not answer (connection failed)"
    ),
    "Page.goto: Download is starting": "that address is a download, not a page",
    "Page.goto: net::ERR_UNHEARD_OF at http://x/": "the browser refused: ERR_UNHEARD_OF",
    "ElementHandle.click: Element is not attached to the DOM": (
        "it was removed from the page meanwhile"
    ),
    f"{LOG}  - element is not visible": "it can't be seen, so it can't be operated",
    f"{LOG}  - element is not stable": "it keeps moving",
    LOG: "it did not get ready within the time limit",
    "ElementHandle.fill: Error: Malformed value": "the field does not take a value of that form",
    'Keyboard.press: Unknown key: "é"\nmore': (
        'the browser refused: Keyboard.press: Unknown key: "é"'
    ),
}


@pytest.mark.parametrize(("message", "sentence"), SAID.items(), ids=SAID.values())
def test_said(message: str, sentence: str) -> None:
    assert explain_failure(Error(message)) == sentence


SENT = {
    "  - performing click action\n": True,
    "  - performing click action\n  - waiting for scheduled navigations to finish\n": True,
    "  - waiting for element to be visible, enabled and stable\n": False,
    "  - performing click action\n  - <p> intercepts pointer events\n": False,
    "  - performing click action\n  - retrying click action\n  - waiting 100ms\n": False,
}


@pytest.mark.parametrize(("log", "sent"), SENT.items())
def test_whether_the_mouse_was_pressed(log: str, sent: bool) -> None:
    assert was_sent(Error(LOG + log)) is sent
