"""`webagent manifest decide`."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from webagent.cli._options import flag
from webagent.cli.manifest._answers import answer_as_json, answer_in_words
from webagent.cli.manifest._engines import check_engine, opened_page
from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_manifests import Contributor, SitePolicy
    from webagent_manifests.page import ActionDecision, Page

    from webagent.authoring import Question

_DOCUMENT = frozenset({"goto", "scroll", "script"})
"""Actions that need no element."""
_PATIENCE_S = 3.0
"""How long an element is waited for that is not there yet."""
_PAUSE_S = 0.1


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

    from webagent.authoring import Question

    if (action is None) is (verb is None):
        raise UsageError("Give either --verb or --action.")
    if action is not None and action not in ACTIONS:
        raise UsageError(f"“{action}” is no action: choose one of {', '.join(ACTIONS)}.")
    check_engine(engine)
    if target is None and action not in _DOCUMENT:
        raise UsageError("Name the element with --target.")
    if target is None and action == "goto" and value is None:
        raise UsageError("Name a link with --target, or an address with --value.")
    now = _moment(at)
    site = _site_policy(manifest, profile)
    contributors = _contributors(site, policy)

    async def ask() -> tuple[ActionDecision, Page]:
        async with opened_page(page, engine, browser) as opened:
            shown, element = await _aimed(opened, target)
            question = Question(element, action, verb, value)
            answered = await _answer(shown, question, contributors, now, history, trace)
            return answered, shown

    answered, opened = asyncio.run(ask())
    _warn(site, action)
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


async def _aimed(page: Page, target: str | None) -> tuple[Page, int | None]:
    """Return the element that is meant, and the page on which it is there."""
    from webagent.authoring import LivePage

    if target is None:
        return page, None
    found = await _found(page, target)
    patient_until = time.monotonic() + _PATIENCE_S
    while isinstance(page, LivePage) and not found and time.monotonic() < patient_until:
        # A script may make it only when its data has come.
        await asyncio.sleep(_PAUSE_S)
        page = await page.again()
        found = await _found(page, target)
    if not found:
        raise UsageError(f"No element of the page matches “{target}”.{_hint(page)}")
    first = min(found)
    if len(found) > 1:
        sys.stderr.write(
            f"{len(found)} elements match; this is about the first: "
            f"{printable(page.elements[first].path)}\n"
        )
    return page, first


def _hint(page: Page) -> str:
    """Say why an element may be missing that people see."""
    from webagent.authoring import LivePage

    if not isinstance(page, LivePage):
        return " No browser was asked: scripts have not run, and frames are not looked into."
    return " Frames of other origins are not looked into." if page.closed_frames else ""


async def _found(page: Page, target: str) -> frozenset[int]:
    # As printed for an element in a frame or a shadow tree, which no selector reaches.
    if " >>> " in target:
        return frozenset(element.index for element in page.elements if element.path == target)
    found = (await page.matches([target]))[target]
    if found is None:
        raise UsageError(f"“{target}” is no selector that the {page.engine} engine can evaluate.")
    return found


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


def _warn(site: SitePolicy, action: str | None) -> None:
    said = [site.detail] if site.rules is None else list(site.warnings)
    if action == "goto":
        said.append("robots.txt and the user's own policy, if any, have a say on addresses too.")
    for sentence in said:
        sys.stderr.write(f"{printable(sentence)}\n")
