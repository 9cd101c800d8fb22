"""What is wrong with how a manifest is published.

Sources: the specification's discovery section for the content type and HTTP caching; RFC 9111;
RFC 9309 for robots.txt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from .._manifest import Verb
from .._text import quote
from ._notes import Notes
from ._page_links import note_links
from ._selector import read_selector
from ._text import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .._manifest import Manifest
    from ._finding import Finding

_DAY = 86_400
_MINUTE = 60
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?([0-9]{1,12})", re.IGNORECASE)
_NAVIGATING = frozenset({Verb.FOLLOW_LINK, Verb.CLICK_ELEMENT, Verb.DOWNLOAD_FILE})
_ADDRESS = re.compile(r"\[href\s*\^?=\s*[\"']?((?:https?://|/)[^\"'\]]*)", re.IGNORECASE)


def lint_absence(url: str, status: int | None) -> tuple[Finding, ...]:
    """Return the finding that no manifest is at `url`; `status` is what HTTP said, if anything."""
    notes = Notes("")
    notes.add(
        "not-published",
        "$",
        None,
        f"There is no manifest at {quote(url)}"
        + ("." if status in (None, 200) else f": the server answered with status {status}."),
        "Publish one at /.well-known/agent-permissions.json.",
    )
    return notes.findings


def lint_broken_link(target: str, detail: str) -> tuple[Finding, ...]:
    """Return the finding that a page links a manifest that cannot be had.

    `detail` continues a sentence that begins with the manifest.
    """
    notes = Notes("")
    notes.add(
        "broken-link",
        "$",
        None,
        f"The page links a manifest, {quote(target)}, which {detail}.",
        "Correct the link, or publish the manifest there.",
    )
    return notes.findings


def lint_links(url: str, head: Sequence[str], body: Sequence[str]) -> tuple[Finding, ...]:
    """Return what is wrong with a page's links to its manifest.

    `head` and `body` are the absolute targets of those in the head and in the body.
    """
    notes = Notes("")
    note_links(notes, url, head, body)
    return notes.findings


def lint_response(headers: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return advice on the headers, lower-case, that a manifest was served with."""
    notes = Notes("")
    written = headers.get("content-type", "")
    kind = written.partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        notes.add(
            "content-type",
            "$",
            None,
            f"The file is served as {quote(written)}." if written else "No content type is sent.",
            "Send Content-Type: application/json.",
        )
    cache = headers.get("cache-control", "").lower()
    age = _MAX_AGE.search(cache)
    hint = "Send Cache-Control: max-age=3600 and an ETag."
    if "no-store" in cache:
        message = "Cache-Control forbids keeping the file, so it is fetched again and again."
    elif age is not None and int(age[1]) > _DAY:
        message = f"The file may be kept for {int(age[1]) / _DAY:.0f} days; a change is seen late."
    elif age is not None and int(age[1]) < _MINUTE and "etag" not in headers:
        message = f"The file may be kept for {int(age[1])} seconds only, and it has no ETag."
    elif not cache and "expires" not in headers:
        message = "Nothing says how long the file may be kept; agents guess, an hour or so."
    elif "etag" not in headers and "last-modified" not in headers:
        message = "The file has no ETag, so an unchanged file is sent whole every time."
    else:
        return notes.findings
    notes.add("cache-headers", "$", None, message, hint)
    return notes.findings


def lint_robots(
    manifest: Manifest,
    url: str,
    allows: Callable[[str], bool | None],
    *,
    body: bytes | str | None = None,
) -> tuple[Finding, ...]:
    """Return where robots.txt forbids what the manifest takes for granted.

    `url` is the manifest's own address; `allows` tells of an address of that origin whether
    robots.txt lets agents go there, None if that is not known. With `body`, the file that the
    manifest was read from, findings have lines.
    """
    notes, root = (Notes(""), None) if body is None else read(body)
    notes.notes.clear()
    if allows(url) is False:
        notes.add(
            "robots-contradiction",
            "$",
            None,
            f"robots.txt disallows {quote(_path(url))}, the manifest itself.",
            "Allow it in robots.txt, so that agents can know the rules.",
        )
    for place, index, address in _assumed(manifest, url):
        if urlsplit(address)[:2] != urlsplit(url)[:2] or allows(address) is not False:
            continue
        array = None if root is None else root.get(place)
        notes.add(
            "robots-contradiction",
            f"$.{place}[{index}]",
            None if array is None else array.elements[index],
            f"robots.txt disallows {quote(_path(address))}, which this entry invites agents to.",
            "Allow the path in robots.txt, or take the entry out.",
        )
    return notes.findings


def _assumed(manifest: Manifest, url: str) -> Iterator[tuple[str, int, str]]:
    """Yield the addresses that allowances and API entries lead to."""
    for index, rule in enumerate(manifest.resource_rules):
        if rule.allowed and rule.verb in _NAVIGATING:
            for branch in read_selector(rule.selector).branches:
                for simple in sorted(branch.simple):
                    match = _ADDRESS.match(simple)
                    if match is not None:
                        yield "resource_rules", index, _join(url, match[1])
    for index, entry in enumerate(manifest.api):
        yield "api", index, _join(url, entry.endpoint)


def _join(url: str, address: str) -> str:
    try:
        return urljoin(url, address)
    except ValueError:
        return ""


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
