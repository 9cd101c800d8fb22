"""`webagent manifest discover`."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from webagent.cli._options import flag
from webagent.cli._permissions import PROFILE, ROBOTS, Profile, Robots
from webagent.errors import SiteUnreachable, UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from webagent_manifests import Decision, SitePolicy
    from webagent_manifests.discovery import Fetched, SiteClient
    from webagent_manifests.robots import RobotsPolicy

    from webagent.cli.manifest._discovered import Report


_NEXT = {
    "absent": "If the site is yours: `webagent manifest generate {url}` drafts a manifest.\n",
    "invalid": "If the site is yours: `webagent manifest check {url}` tells what is wrong.\n",
    "foreign": "If the site is yours: `webagent manifest convert FILE` makes a manifest of it.\n",
}


def discover(
    url: Annotated[str, typer.Argument(help="The page whose manifest is looked for.")],
    profile: Annotated[Profile, PROFILE] = Profile.HEAD,
    robots: Annotated[Robots, ROBOTS] = Robots.ENFORCE,
    cache: Annotated[
        bool, typer.Option(help="Keep answers in your cache folder.", envvar="WEBAGENT_CACHE")
    ] = True,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Tell which manifest speaks for a page, and why; and what else its site says.

    Ends with code 0 if a valid manifest was found, 1 if not, 5 if the page cannot be reached.
    """
    from platformdirs import user_cache_path
    from webagent_manifests import PolicyStatus
    from webagent_manifests.discovery import CacheStore, SiteClient

    from webagent.product import user_agent

    if not url.startswith(("http://", "https://")):
        raise UsageError(f"“{url}” is no address: it must begin with http:// or https://.")
    path = user_cache_path("webagent") / "sites.sqlite" if cache else None
    with CacheStore(path) as store:
        client = SiteClient(user_agent(), store=store)
        report = asyncio.run(_look(url, client, profile, robots))
    if client.trouble is not None:
        sys.stderr.write(f"{printable(client.trouble)}\n")
    if as_json:
        sys.stdout.write(json.dumps(report.to_json(), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"{printable(line)}\n" for line in report.lines()))
        sys.stderr.write(_NEXT.get(report.status.value, "").format(url=printable(report.url)))
    if report.status is not PolicyStatus.PRESENT:
        raise typer.Exit(1)


async def _look(url: str, client: SiteClient, profile: Profile, mode: Robots) -> Report:
    from webagent_manifests import Profile as ManifestProfile
    from webagent_manifests import ReasonCode, Verdict
    from webagent_manifests.discovery import (
        Unfetched,
        links_in_html,
        manifest_links,
        may_send,
        trace_discovery,
    )
    from webagent_manifests.signals import read_signals

    from webagent.cli.manifest._discovered import Report

    robots, verdict = await _judge(url, client, mode)
    warnings: list[str] = []
    status, headers, html = None, dict[str, str](), ""
    if (
        verdict is not None
        and verdict.verdict is Verdict.DENY
        and verdict.reason_code is ReasonCode.ROBOTS
    ):
        warnings.append(
            "The page was not opened, so its links were not read: robots.txt disallows it. "
            "If the site is yours, repeat this with --robots ignore."
        )
    else:
        page = await client.get(url, accept="text/html", follow=may_send, keep=False)
        if isinstance(page, Unfetched):
            raise SiteUnreachable(f"{url} can't be looked at: it {page.detail}.")
        if page.url != url:
            robots, verdict = await _judge(page.url, client, mode)
        url, status, headers = page.url, page.status, dict(page.headers)
        html = _text(page)
        if status != 200:
            warnings.append(f"The page itself was answered with status {status}.")
    links = links_in_html(html, url)
    discovery = await trace_discovery(
        url,
        links.head,
        client=client,
        header_links=manifest_links(headers.get("link", ""), url),
        profile=ManifestProfile(profile.value),
    )
    if links.body:
        warnings.append(
            "Manifest links in the page's body were ignored: what stands there may be a visitor's "
            "words."
        )
    return Report(
        url,
        status,
        discovery,
        links.body,
        robots,
        verdict,
        await read_signals(url, headers, html, client=client, robots=robots),
        (*warnings, *_warnings(discovery.policy)),
    )


def _warnings(policy: SitePolicy) -> tuple[str, ...]:
    return (*policy.warnings, *(each for other in policy.also for each in _warnings(other)))


async def _judge(
    url: str, client: SiteClient, mode: Robots
) -> tuple[RobotsPolicy, Decision | None]:
    from webagent_manifests import MemoryLedger, Request
    from webagent_manifests.robots import Robots as RobotsFiles
    from webagent_manifests.robots import RobotsMode

    robots = await RobotsFiles(client, mode=RobotsMode(mode.value)).prepare(url)
    if robots is None:
        raise UsageError(f"“{url}” is no address: its host or port is missing or malformed.")
    going = Request("goto", (), destination=url)
    return robots, robots.decide(going, now=datetime.now(UTC), ledger=MemoryLedger())


def _text(page: Fetched) -> str | bytes:
    """Return the page decoded as its headers declare, or as bytes that declare it themselves."""
    body = page.body or b""
    parameter = page.headers.get("content-type", "").lower().partition("charset=")[2]
    try:
        return body.decode(parameter.split(";")[0].strip("\"' "), "replace") if parameter else body
    except LookupError:
        return body
