"""Why the browser did not do what it was asked, in words for a model and for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Error as PlaywrightError


def explain_failure(failure: PlaywrightError) -> str:
    """Say in one sentence, for a model and for people, why the browser did not do it."""
    text = failure.message
    covered = re.search(r"<([\w:-]+)((?:\s[^\s=>]+=\"[^\"]*\")*).* intercepts pointer events", text)
    if covered:
        # Only what names it: its other attributes may say what must not be read.
        names = re.findall(r'\s(?:id|class|role)="[^"]{1,60}', covered[2])
        shown = "".join(f'{name}"' for name in names)
        return f"it is covered by <{covered[1]}{shown}>; deal with that first"
    for sign, meaning in _FAILURES:
        if sign in text:
            return meaning
    code = re.search(r"net::(\w+)", text)
    return f"the browser refused: {code[1] if code else text.splitlines()[0][:200]}"


def was_sent(failure: PlaywrightError) -> bool:
    """Whether the mouse was pressed before the browser gave up, so that doing it again would be
    doing it twice.
    """
    attempt = re.split(r"(?:attempting|retrying) \w+ action", failure.message)[-1]
    return "performing click action" in attempt and "intercepts pointer events" not in attempt


_FAILURES = (
    ("Download is starting", "that address is a download, not a page"),
    ("ERR_ABORTED", "the address led to no page: a download, or the navigation was broken off"),
    ("ERR_TOO_MANY_REDIRECTS", "the address redirects without end"),
    ("ERR_CERT", "the site's certificate is not valid, so it was not opened"),
    ("ERR_NAME_NOT_RESOLVED", "there is no site of that name"),
    ("ERR_CONNECTION", "the site does not answer (connection failed)"),
    ("ERR_ADDRESS_UNREACHABLE", "the site can't be reached"),
    ("ERR_INTERNET_DISCONNECTED", "there is no network"),
    ("ERR_EMPTY_RESPONSE", "the site answered with nothing"),
    ("Target page, context or browser has been closed", "the page was closed"),
    ("Target crashed", "the page crashed"),
    ("element is not visible", "it can't be seen, so it can't be operated"),
    ("element is outside of the viewport", "it lies outside of what the window can show"),
    ("element is not stable", "it keeps moving"),
    ("Execution context was destroyed", "the page was left meanwhile"),
    ("Frame was detached", "the frame it was in has gone"),
    ("Element is not attached", "it was removed from the page meanwhile"),
    ("Malformed value", "the field does not take a value of that form"),
    ("Timeout", "it did not get ready within the time limit"),
)
