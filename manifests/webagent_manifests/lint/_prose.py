"""What is wrong with guidelines, API entries and dates."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from .._manifest import ActionGuideline, Directive, Manifest, Metadata
from .._text import quote
from ..guidelines import brief
from ._notes import Replacement
from ._values import read_date_time, to_date_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ._notes import Notes
    from ._tree import Node

_OLD = timedelta(days=365)
# Clocks differ, and a file may be dated by the end of the day it is published.
_AHEAD = timedelta(days=1)
# Agents take in fewer guidelines, and cut them far shorter.
_MOST_JUDGED = 200
_MOST_READ = 4_000

_SELECTOR = re.compile(
    r"(?<![\w/.#@])[.#][A-Za-z_][\w-]{1,60}\b(?![/.@]\w)|\[[a-z][\w-]*(?:[~|^$*]?=[^\]]*)?\]"
)
_INTERACTION = re.compile(
    r"\b(?:click|press|tap|fill|type|enter|submit|follow|open|upload|download|scroll|select|read"
    r"|copy|play)",
    re.IGNORECASE,
)
# A guideline that is checked alone needs a manifest around it.
_BARE = Metadata(schema_version="1.0.0", last_updated="2026-01-01T00:00:00Z")


def check_date(notes: Notes, root: Node, now: datetime) -> None:
    """Note a `last_updated` that is no date-time, old, or in the future."""
    metadata = root.get("metadata")
    node = None if metadata is None else metadata.get("last_updated")
    if node is None or not isinstance(node.value, str):
        return
    path = "$.metadata.last_updated"
    moment = read_date_time(node.value)
    if moment is None:
        mended = to_date_time(node.value)
        notes.add(
            "bad-date",
            path,
            node,
            f"{quote(node.value)} is not a date-time of RFC 3339.",
            "Write the time with seconds and zone, such as 2026-01-31T12:00:00Z."
            if mended is None
            else f"Write {mended}; --fix does it.",
            fix=() if mended is None else [Replacement(node.start, node.end, f'"{mended}"')],
        )
    elif moment > now + _AHEAD:
        notes.add(
            "future-last-updated",
            path,
            node,
            f"{quote(node.value)} is in the future.",
            "Write when the file was last changed.",
        )
    elif moment < now - _OLD:
        notes.add(
            "old-last-updated",
            path,
            node,
            f"The file was last changed {(now - moment).days:,} days ago.",
            "Check that its rules still fit the pages, and update the date.",
        )


def check_guidelines(notes: Notes, root: Node) -> None:
    """Note guidelines that read like an attack, or that a rule could enforce."""
    for index, entry in _entries(root, "action_guidelines"):
        directive, description = entry.get("directive"), entry.get("description")
        if directive is None or description is None or not isinstance(description.value, str):
            continue
        path = f"$.action_guidelines[{index}]"
        known = next((each for each in Directive if each.value == directive.value), None)
        if known is not None and index < _MOST_JUDGED:
            text = description.value[:_MOST_READ]
            names = _suspicions(known, text)
            _check_suspicion(notes, f"{path}.description", description, names)
            exceptions = entry.get("exceptions")
            if exceptions is not None and isinstance(exceptions.value, str):
                text = exceptions.value[:_MOST_READ]
                names = _suspicions(known, "", text)
                _check_suspicion(notes, f"{path}.exceptions", exceptions, names)
        _check_rule_in_words(notes, f"{path}.description", description, str(directive.value))


def _check_suspicion(notes: Notes, path: str, node: Node, names: Sequence[str]) -> None:
    if names:
        notes.add(
            "guideline-injection",
            path,
            node,
            f"{quote(str(node.value))} reads like an attempt to steer the agent "
            f"({'; '.join(names)}): agents mark such guidelines or leave them out.",
            "Say what must not happen on the site, in plain words and visible characters.",
        )


@lru_cache(maxsize=512)
def _suspicions(
    directive: Directive, description: str, exceptions: str | None = None
) -> tuple[str, ...]:
    """Return what an agent finds suspicious in a guideline."""
    told = ActionGuideline(directive=directive, description=description, exceptions=exceptions)
    alone = Manifest(metadata=_BARE, strict=True, action_guidelines=(told,))
    read = brief(alone, origin="https://site.example", manifest_url="https://site.example/")
    return tuple(name for guideline in read.guidelines for name in guideline.suspicious)


def _check_rule_in_words(notes: Notes, path: str, node: Node, directive: str) -> None:
    text = str(node.value)[:_MOST_READ]
    found = _SELECTOR.search(text)
    if found is None or _INTERACTION.search(text) is None or not directive.endswith("NOT"):
        return
    notes.add(
        "guideline-is-rule",
        path,
        node,
        f"{quote(found[0])} is a selector: as a guideline this is only asked of the agent, as a "
        "rule it is enforced.",
        f'Write a resource rule, such as {{"verb": "click_element", "selector": '
        f'"{found[0]}", "allowed": false}}.',
    )


def check_apis(notes: Notes, root: Node, url: str | None) -> None:
    """Note endpoints that agents will not call, or only with care; `url` is the manifest's."""
    for index, entry in _entries(root, "api"):
        for key in ("endpoint", "docs"):
            node = entry.get(key)
            if node is not None and isinstance(node.value, str):
                _check_address(notes, f"$.api[{index}].{key}", node, url)


def _check_address(notes: Notes, path: str, node: Node, url: str | None) -> None:
    written = str(node.value)
    try:
        parts = urlsplit(written)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme == "http" and host:
        notes.add(
            "insecure-endpoint",
            path,
            node,
            f"{quote(written)} is not encrypted, and agents call https alone.",
            f"Write {quote('https' + written[4:])}, if the server answers there.",
        )
    elif parts.scheme == "https" and host:
        if url is not None and urlsplit(url).hostname not in (None, host):
            notes.add(
                "cross-origin-endpoint",
                path,
                node,
                f"{quote(host)} is not the host of the manifest; agents flag it, and may not call "
                "it.",
                "Offer the interface on the site's own host, if there is a choice.",
            )
    elif parts.scheme or not written.strip() or not _is_relative(written):
        notes.add(
            "bad-endpoint",
            path,
            node,
            f"{quote(written)} is not an address of the web.",
            "Write one that begins with https://.",
        )
    else:
        example = urljoin(url, written) if url is not None else f"https://example.com{written}"
        notes.add(
            "relative-endpoint",
            path,
            node,
            f"{quote(written)} is relative, and not every agent resolves it.",
            f"Write the whole address, such as {quote(example)}.",
        )


def _is_relative(written: str) -> bool:
    try:
        urlsplit(written)
    except ValueError:
        return False
    return not any(char.isspace() for char in written)


def _entries(root: Node, key: str) -> Iterator[tuple[int, Node]]:
    array = root.get(key)
    if array is not None:
        yield from enumerate(array.elements[:2_000])
