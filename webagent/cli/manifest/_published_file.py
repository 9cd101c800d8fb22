"""A manifest as its site publishes it, with what is to be said of how it does so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent.errors import SiteUnreachable, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_manifests import Profile
    from webagent_manifests.discovery import Fetched, Place, SiteClient
    from webagent_manifests.lint import Finding

_ACCEPT = "application/json, text/html;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class Published:
    """The body of a manifest, None if there is none, its address, and the findings so far."""

    body: bytes | None
    url: str
    findings: tuple[Finding, ...]


async def fetch_published(url: str, profile: Profile) -> Published:
    """Fetch a manifest by its own address, or the one that speaks for a page.

    Raises:
        UsageError: `url` is no address of the web.
        SiteUnreachable: there is no answer.
    """
    from webagent_manifests.discovery import SiteClient, Unfetched
    from webagent_manifests.lint import lint_absence, lint_response

    from webagent.product import user_agent

    if not urlsplit(url).hostname:
        raise UsageError(f"“{url}” is no address: its host is missing.")
    client = SiteClient(user_agent())
    answer = await client.get(url, accept=_ACCEPT, keep=False)
    if isinstance(answer, Unfetched):
        raise SiteUnreachable(f"{url} can't be fetched: it {answer.detail}.")
    if not _is_manifest(url, answer):
        return await _discovered(answer, client, profile)
    if answer.status != 200 or answer.body is None:
        return Published(None, answer.url, lint_absence(answer.url, answer.status))
    robots = await _robots(client, answer.url, answer.body, profile)
    return Published(answer.body, answer.url, (*lint_response(answer.headers), *robots))


def _is_manifest(url: str, answer: Fetched) -> bool:
    """Whether an address is a manifest's own: it says so, or what came is JSON."""
    if urlsplit(url).path.lower().endswith(".json"):
        return True
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    start = (answer.body or b"").removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return kind == "application/json" or kind.endswith("+json") or start == b"{"


async def _discovered(page: Fetched, client: SiteClient, profile: Profile) -> Published:
    from webagent_manifests.discovery import (
        Fetched,
        links_in_html,
        manifest_links,
        trace_discovery,
    )
    from webagent_manifests.lint import lint_absence, lint_links, lint_response

    links = links_in_html(page.body or b"", page.url)
    findings = lint_links(page.url, links.head, links.body)
    discovery = await trace_discovery(
        page.url,
        links.head,
        client=client,
        header_links=manifest_links(page.headers.get("link", ""), page.url),
        profile=profile,
    )
    findings += _broken(discovery.places)
    place = next(
        (one for one in discovery.places if one.applies and one.answer.http_status == 200), None
    )
    if place is None:
        last = discovery.places[-1].answer if discovery.places else None
        where = page.url if last is None else last.url
        return Published(None, where, (*findings, *lint_absence(where, last and last.http_status)))
    answer = await client.get(place.answer.url, accept="application/json")
    if not isinstance(answer, Fetched) or answer.body is None:
        return Published(None, place.asked, (*findings, *lint_absence(place.asked, None)))
    robots = await _robots(client, answer.url, answer.body, profile)
    findings = (*findings, *lint_response(answer.headers), *robots)
    return Published(answer.body, answer.url, findings)


def _broken(places: Sequence[Place]) -> tuple[Finding, ...]:
    from webagent_manifests.discovery import PlaceKind
    from webagent_manifests.lint import lint_broken_link

    return tuple(
        finding
        for place in places
        if place.kind is not PlaceKind.WELL_KNOWN and place.answer.http_status != 200
        for finding in lint_broken_link(place.asked, place.answer.detail)
    )


async def _robots(
    client: SiteClient, url: str, body: bytes, profile: Profile
) -> tuple[Finding, ...]:
    """Compare the manifest with the site's robots.txt."""
    from webagent_manifests import ManifestError, parse_manifest
    from webagent_manifests.lint import lint_robots
    from webagent_manifests.robots import Robots, RobotsMode

    try:
        manifest = parse_manifest(body, profile=profile)
    except ManifestError:
        return ()
    policy = await Robots(client, mode=RobotsMode.WARN).prepare(url)
    return () if policy is None else lint_robots(manifest, url, policy.allows, body=body)
