"""Checking a criterion against what is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ._criterion import ElementShown, Judged, RequestAnswered, TextShown, UrlMatches

if TYPE_CHECKING:
    from webagent_actions import SentRequest
    from webagent_observation import Node

    from ._criterion import Criterion
    from ._evidence import Evidence


def check(criterion: Criterion, evidence: Evidence) -> bool | None:
    """Return whether a criterion is met; `None` where that can't be told from the evidence."""
    match criterion:
        case UrlMatches(pattern):
            return matches_url(pattern, evidence.url)
        case ElementShown():
            if evidence.hidden:
                return None
            return any(_is_shown(criterion, node) for node in evidence.walk())
        case TextShown(text):
            return None if evidence.hidden else _says(evidence, text)
        case RequestAnswered():
            return _answered(criterion, evidence.requests)
        case Judged():
            return None


def matches_url(pattern: str, url: str) -> bool:
    """Whether an address is as a pattern says; see `UrlMatches`."""
    parts = urlsplit(url)
    subject = parts.path or "/"
    if not pattern.startswith("/"):
        subject = f"{parts.scheme}://{parts.netloc}{subject}"
    if "?" in pattern and parts.query:
        subject += f"?{parts.query}"
    if "#" in pattern and parts.fragment:
        subject += f"#{parts.fragment}"
    wildcard = ".*".join(map(re.escape, re.split(r"\*+", pattern)))
    return re.fullmatch(wildcard, subject, re.DOTALL) is not None


def plain(text: str) -> str:
    """Return a text as it is compared: case and white space do not count."""
    return " ".join(text.split()).casefold()


def _is_shown(criterion: ElementShown, node: Node) -> bool:
    if criterion.role and plain(node.role) != plain(criterion.role):
        return False
    if plain(node.name) != plain(criterion.name):
        return False
    if criterion.value is not None and plain(node.value or "") != plain(criterion.value):
        return False
    return not criterion.state or _holds(node, plain(criterion.state))


def _holds(node: Node, state: str) -> bool:
    denied, word = state.startswith("not "), state.removeprefix("not ")
    if word == "collapsed":
        # ARIA has one state for both.
        return (node.states.get("expanded") is False) is not denied
    return (node.states.get(word) is True) is not denied


def _says(evidence: Evidence, text: str) -> bool:
    parts = (part for node in evidence.walk() for part in (node.name, node.value, node.error))
    return plain(text) in plain(" ".join(filter(None, parts)))


def _answered(criterion: RequestAnswered, requests: tuple[SentRequest, ...]) -> bool | None:
    method = criterion.method.upper()
    sent = [
        each
        for each in requests
        if each.method.upper() == method and matches_url(criterion.path, each.url)
    ]
    if any(_is_as_meant(each.status, criterion.status) for each in sent):
        return True
    awaited = any(each.status is None and not each.problem for each in sent)
    return None if awaited else False


def _is_as_meant(status: int | None, meant: int | None) -> bool:
    if status is None:
        return False
    return status < 400 if meant is None else status == meant
