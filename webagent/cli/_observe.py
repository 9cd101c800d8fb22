"""`webagent observe`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from webagent.cli import _permissions
from webagent.cli._options import ALLOW_ORIGIN, DENY_ORIGIN, VIEW, Detail, flag
from webagent.cli._permissions import Profile, Robots
from webagent.terminal import printable

if TYPE_CHECKING:
    from webagent_actions import Situation

    from webagent.browser import BrowserOptions
    from webagent.cli._look_times import LookTimes
    from webagent.cli._page_view import PageView
    from webagent.permissions import PermissionOptions


def observe(
    url: Annotated[str, typer.Argument(help="The page to look at.")],
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    headed: Annotated[bool, flag("headed", help="Show the browser window.")] = False,
    viewport: Annotated[str, flag("viewport", help="Width x height in pixels.")] = "1280x800",
    allow_origin: Annotated[list[str] | None, ALLOW_ORIGIN] = None,
    deny_origin: Annotated[list[str] | None, DENY_ORIGIN] = None,
    policy: Annotated[Path | None, _permissions.POLICY] = None,
    org_policy: Annotated[Path | None, _permissions.ORGANISATION] = None,
    robots: Annotated[Robots, _permissions.ROBOTS] = Robots.ENFORCE,
    profile: Annotated[Profile, _permissions.PROFILE] = Profile.HEAD,
    view: Annotated[Detail, VIEW] = Detail.COMPACT,
    budget: Annotated[
        int | None, flag("budget", min=1, help="Show what fits into this many tokens.")
    ] = None,
    find: Annotated[str | None, flag("find", help="Show only the lines with this text.")] = None,
    repeat: Annotated[
        int, flag("repeat", min=0, help="Look this many times more; tell the medians of the times.")
    ] = 0,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Show a page as the agent sees it, under the site's manifest.

    What is shown is the first look. With --repeat the times are those of that many full looks after
    it, without the time the first needs to get to know the page, and of as many looks that take
    over what has not changed.
    """
    from webagent.browser import BrowserOptions
    from webagent.cli._page_view import PageView
    from webagent.cli._settings import parse_viewport
    from webagent.errors import UsageError
    from webagent.guard import NetworkPolicy

    if not url.startswith(("http://", "https://")):
        raise UsageError(f"“{url}” is no address: it must begin with http:// or https://.")
    options = BrowserOptions(
        executable=browser,
        headless=not headed,
        viewport=parse_viewport(viewport),
        network=NetworkPolicy(tuple(allow_origin or ()), tuple(deny_origin or ())),
    )
    permissions = _permissions.options(policy, org_policy, robots, profile)
    situation, times = asyncio.run(_look(url, options, permissions, repeat))
    shown = PageView.of(situation.observation, view.value, budget, find)
    if as_json:
        found = _as_json(situation, shown, times)
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    _tell(situation, shown, times)
    sys.stdout.write(f"{printable(shown.text)}\n")


def _tell(situation: Situation, shown: PageView, times: LookTimes) -> None:
    observation = situation.observation
    for event in (*situation.happened.events, *situation.happened.downloads):
        sys.stderr.write(f"{printable(str(event))}\n")
    if situation.trouble:
        sys.stderr.write(f"nothing of the page can be seen: {printable(situation.trouble)}\n")
    if situation.dialog is not None:
        sys.stderr.write(
            f"a dialog is open ({situation.dialog.kind}): {printable(situation.dialog.message)}\n"
        )
    sys.stderr.write(
        f"{printable(observation.title)} · {observation.url}\n"
        f"{observation.elements} elements, {len(observation.refs)} to act on, "
        f"{shown.described()}\n"
        f"{times.described()}\n\n"
    )


async def _look(
    url: str, options: BrowserOptions, permissions: PermissionOptions, repeat: int
) -> tuple[Situation, LookTimes]:
    from webagent_observation import PageUnreadable

    from webagent.browser import open_session
    from webagent.cli._look_times import LookTimes, time_looks
    from webagent.errors import NotPermitted, SiteUnreachable
    from webagent.permissions import NeverApprove, open_gate
    from webagent.secrets import Secrets

    with open_gate(permissions, NeverApprove()) as (gate, sites):
        start = await gate.check_address(url)
        if start.out_of_reach:
            raise SiteUnreachable(f"{url} could not be opened: {start.reason}")
        if not start.granted:
            raise NotPermitted(start.reason)
        secrets = Secrets()
        async with open_session(options, gate.reading, secrets, sites.heard) as session:
            sites.go_through(session.guard.client_proxy_url)
            try:
                situation = await session.start(url)
                times = await time_looks(session, gate.reading, secrets, repeat)
                return situation, times or LookTimes.of([situation.observation])
            except PageUnreadable as error:
                raise SiteUnreachable(f"{url} can't be looked at: {error}.") from error


def _as_json(situation: Situation, shown: PageView, times: LookTimes) -> dict[str, Any]:
    from webagent.result import SCHEMA_VERSION

    observation = situation.observation
    return {
        "schema_version": SCHEMA_VERSION,
        "url": observation.url,
        "title": observation.title,
        **shown.as_json(),
        "refs": [
            {
                "ref": node.ref,
                "role": node.role,
                "name": node.name,
                "value": node.value,
                "states": dict(node.states),
                "href": node.href,
                "options": [option.label for option in node.options],
            }
            for node in observation.refs.values()
        ],
        "timings": times.as_json(),
        "elements": observation.elements,
        "failed_frames": list(observation.failed_frames),
        "events": [*situation.happened.events, *map(str, situation.happened.downloads)],
        "trouble": situation.trouble,
        "dialog": None
        if situation.dialog is None
        else {"kind": situation.dialog.kind, "message": situation.dialog.message},
    }
