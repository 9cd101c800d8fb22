"""`webagent manifest decide`."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from webagent.cli._options import flag
from webagent.cli.manifest._answers import answer_as_json, answer_in_words
from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from webagent_manifests import Contributor, SitePolicy
    from webagent_manifests.page import ActionDecision, Page

    from webagent.authoring import Question

_DOCUMENT = frozenset({"goto", "scroll", "script"})
"""Actions that need no element."""


def decide(
    manifest: Annotated[Path, flag("manifest", help="The manifest to ask.")],
    page: Annotated[str, flag("page", help="The page: an HTML file or an http(s) address.")],
    target: Annotated[
        str | None, flag("target", help="CSS selector of the element; the first match counts.")
    ] = None,
    verb: Annotated[str | None, flag("verb", help="A verb of the format, as submit_form.")] = None,
    action: Annotated[
        str | None,
        flag("action", help="What an agent does: click, type, press-enter, upload, goto, …"),
    ] = None,
    value: Annotated[
        str | None, flag("value", help="What is typed or chosen, or the address of a goto.")
    ] = None,
    at: Annotated[str | None, flag("at", help="When, in ISO 8601. Default: now.")] = None,
    history: Annotated[
        int, flag("history", min=0, help="How many such actions went before, just now.")
    ] = 0,
    policy: Annotated[
        Path | None, flag("policy", help="A user's policy (TOML) that has a say too.")
    ] = None,
    profile: Annotated[str, flag("profile", help="head, or legacy for draft 0.3.")] = "head",
    engine: Annotated[str, flag("engine", help="browser, or static: without one.")] = "browser",
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    trace: Annotated[bool, flag("trace", help="Show the rules that lost, and why.")] = False,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Tell what a manifest says of one action on one element, and which rule says so."""
    from webagent_manifests.page import ACTIONS

    if (action is None) is (verb is None):
        raise UsageError("Give either --verb or --action.")
    if action is not None and action not in ACTIONS:
        raise UsageError(f"“{action}” is no action: choose one of {', '.join(ACTIONS)}.")
    if engine not in {"browser", "static"}:
        raise UsageError(f"“{engine}” is no engine: choose browser or static.")
    if target is None and action not in _DOCUMENT:
        raise UsageError("Name the element with --target.")
    if target is None and action == "goto" and value is None:
        raise UsageError("Name a link with --target, or an address with --value.")
    now = _moment(at)
    site = _site_policy(manifest, profile)
    contributors = _contributors(site, policy)

    async def ask() -> tuple[ActionDecision, Page]:
        async with _opened(page, engine, browser) as opened:
            question = await _question(opened, target, action, verb, value)
            answered = await _answer(opened, question, contributors, now, history, trace)
            return answered, opened

    answered, opened = asyncio.run(ask())
    _warn(site, opened, action)
    if as_json:
        told = answer_as_json(answered, opened, site, trace=trace)
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return
    lines = answer_in_words(answered, site, trace=trace)
    sys.stdout.write(printable("\n".join(lines)) + "\n")


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise UsageError(f"“{at}” is no time: write it like 2026-01-31T08:00:00Z.") from error
    if moment.tzinfo is None:
        sys.stderr.write(f"{at} names no time zone; it is taken for UTC.\n")
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def _site_policy(path: Path, profile: str) -> SitePolicy:
    """Read the manifest as an agent does; what is wrong with it is part of the answer."""
    from webagent_manifests import (
        ForeignManifest,
        ManifestError,
        PolicyStatus,
        Profile,
        RuleSet,
        SitePolicy,
        read_manifest,
    )

    if profile not in list(Profile):
        raise UsageError(f"“{profile}” is no profile: choose {' or '.join(Profile)}.")
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    try:
        read = read_manifest(body, profile=Profile(profile))
    except ForeignManifest as error:
        return SitePolicy(PolicyStatus.FOREIGN, None, str(error))
    except ManifestError as error:
        return SitePolicy(PolicyStatus.INVALID, None, f"The manifest is invalid: {error}")
    return SitePolicy(
        PolicyStatus.PRESENT,
        None,
        "The manifest is valid.",
        RuleSet(read.manifest),
        warnings=read.warnings,
    )


def _contributors(site: SitePolicy, policy: Path | None) -> Sequence[Contributor]:
    from webagent_manifests import BuiltInSafety

    found: list[Contributor] = [BuiltInSafety()]
    if policy is not None:
        found.append(_user_policy(policy))
    return [*found, site]


def _user_policy(path: Path) -> Contributor:
    from webagent_manifests.user_policy import PolicyError, load_policy

    try:
        return load_policy(path)
    except PolicyError as error:
        raise UsageError(str(error)) from error


@asynccontextmanager
async def _opened(source: str, engine: str, browser: str | None) -> AsyncGenerator[Page]:
    from webagent.authoring import open_page, read_static
    from webagent.browser import BrowserOptions

    if engine == "static":
        yield await read_static(source)
        return
    async with open_page(source, BrowserOptions(executable=browser)) as page:
        yield page


async def _question(
    page: Page, target: str | None, action: str | None, verb: str | None, value: str | None
) -> Question:
    from webagent.authoring import LivePage, Question

    if target is None:
        return Question(None, action, verb, value)
    found = (await page.matches([target]))[target]
    if found is None:
        raise UsageError(f"“{target}” is no selector that the {page.engine} engine can evaluate.")
    if not found:
        closed = page.closed_frames if isinstance(page, LivePage) else ()
        hint = " Frames of other origins are not looked into." if closed else ""
        raise UsageError(f"No element of the page matches “{target}”.{hint}")
    first = min(found)
    if len(found) > 1:
        sys.stderr.write(
            f"{len(found)} elements match; this is about the first: "
            f"{printable(page.elements[first].path)}\n"
        )
    return Question(first, action, verb, value)


async def _answer(
    page: Page,
    question: Question,
    contributors: Sequence[Contributor],
    now: datetime,
    history: int,
    trace: bool,
) -> ActionDecision:
    from webagent_manifests import MemoryLedger

    from webagent.authoring import answer

    ledger = MemoryLedger()
    try:
        if history:
            fresh = await answer(page, question, contributors, now=now, ledger=ledger)
            uses = [use for each in fresh.verbs for use in each.decision.uses]
            for _ in range(history):
                # A second ago: inside every window, and nothing is under way any more.
                claim = ledger.claim(uses, when=now - timedelta(seconds=1))
                if claim is None:
                    break
                ledger.release(claim)
        return await answer(page, question, contributors, now=now, ledger=ledger, trace=trace)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _warn(site: SitePolicy, page: Page, action: str | None) -> None:
    from webagent_manifests.page import StaticPage

    said = [site.detail] if site.rules is None else list(site.warnings)
    if isinstance(page, StaticPage):
        said.append("No browser was asked: scripts have not run, and a browser may differ.")
        said += [f"Only a browser can evaluate “{selector}”." for selector in page.unsupported]
    if action == "goto":
        said.append("robots.txt and the user's own policy, if any, have a say on addresses too.")
    for sentence in said:
        sys.stderr.write(f"{printable(sentence)}\n")
