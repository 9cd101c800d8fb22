"""Checking what an address answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from .._asking import ask
from .._placeholders import filled
from ._found import Found, quoted
from ._words import stands_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from playwright.async_api import BrowserContext

    from .._checks import HttpCheck

_MISSING = object()


async def check_http(
    expected: HttpCheck, url: str, context: BrowserContext, secrets: Mapping[str, str]
) -> AsyncIterator[Found]:
    """Yield what came of each thing that is expected of an answer to GET.

    Raises:
        webagent.errors.EnvironmentFailure: the address does not answer.
        playwright.async_api.Error: the browser does not tell its cookies.
    """
    headers = {name: filled(text, secrets) for name, text in expected.headers.items()}
    if expected.cookies:
        cookies = await context.cookies(url)
        pairs = (f"{each.get('name', '')}={each.get('value', '')}" for each in cookies)
        headers["Cookie"] = "; ".join(pairs)
    answer = await ask("GET", url, headers)
    status, there = answer.status_code, f"it answers {answer.status_code}"
    if expected.status is None:
        yield Found(status < 400, f"{url} answers without an error", there)
    else:
        yield Found(status == expected.status, f"{url} answers {expected.status}", there)
    for text in expected.text or ():
        said = quoted(answer.text)
        yield Found(stands_in(text, answer.text), f"{url} says {quoted(text)}", f"it says {said}")
    if expected.json_values:
        try:
            document: Any = answer.json()
        except ValueError:
            document = _MISSING
        for pointer, value in expected.json_values.items():
            yield _at(pointer, value, document, url)


def _at(pointer: str, value: object, document: Any, url: str) -> Found:
    expected = f"{url} has {_told(value)} at {pointer or 'its root'}"
    if document is _MISSING:
        return Found(False, expected, "its answer is not JSON")
    found = pointed_at(document, pointer)
    there = "there is nothing" if found is _MISSING else f"it is {_told(found)}"
    return Found(found is not _MISSING and _equal(found, value), expected, there)


def pointed_at(document: Any, pointer: str) -> Any:
    """Return what a JSON Pointer (RFC 6901) leads to; a mark of its own where that is nothing."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(document, dict) and key in document:
            document = cast("dict[str, Any]", document)[key]
        elif isinstance(document, list) and key.isascii() and key.isdigit():
            items = cast("list[Any]", document)
            if (len(key) > 1 and key[0] == "0") or int(key) >= len(items):
                return _MISSING
            document = items[int(key)]
        else:
            return _MISSING
    return document


def _equal(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same; Python takes true for 1."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _told(value: object) -> str:
    return quoted(json.dumps(value, ensure_ascii=False))
