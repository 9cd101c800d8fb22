"""`webagent manifest diff`."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from webagent.cli._options import flag
from webagent.cli.manifest._documents import read_valid
from webagent.cli.manifest._engines import check_engine, opened_page
from webagent.terminal import printable

if TYPE_CHECKING:
    from webagent_manifests import Manifest
    from webagent_manifests.owner import DecisionChange, Difference, PageDifference

_NO_CHANGE, _CHANGE, _USAGE = 0, 1, 2


def diff(
    old: Annotated[str, typer.Argument(help="The manifest as it was; - reads standard input.")],
    new: Annotated[str, typer.Argument(help="The manifest as it is now.")],
    page: Annotated[
        str | None,
        flag("page", help="A page to compare decisions on: an HTML file or an http(s) address."),
    ] = None,
    engine: Annotated[str, flag("engine", help="browser, or static: without one.")] = "browser",
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Tell what changed between two manifests, and which way: laxer, stricter or different.

    Exit codes: 0 no decision changes (on the page, if one is given), 1 some
    do, 2 usage.
    """
    from webagent_manifests.owner import diff as compare

    from webagent.result import SCHEMA_VERSION

    check_engine(engine)
    before = read_valid(old, invalid=_USAGE)
    after = read_valid(new, invalid=_USAGE)
    difference = compare(before, after)
    on_page = None if page is None else asyncio.run(_on_page(before, after, page, engine, browser))
    if as_json:
        report = {"schema_version": SCHEMA_VERSION, **difference.to_json()}
        if on_page is not None:
            report |= on_page.to_json()
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    elif on_page is not None:
        sys.stdout.write(printable("\n".join(_page_lines(on_page))) + "\n")
    else:
        sys.stdout.write(printable("\n".join(_lines(difference, before, after))) + "\n")
    changed = difference.decides if on_page is None else bool(on_page.changes)
    raise typer.Exit(_CHANGE if changed else _NO_CHANGE)


async def _on_page(
    old: Manifest, new: Manifest, source: str, engine: str, browser: str | None
) -> PageDifference:
    from webagent_manifests.owner import diff_on_page

    async with opened_page(source, engine, browser) as page:
        return await diff_on_page(old, new, page)


def _lines(difference: Difference, old: Manifest, new: Manifest) -> list[str]:
    if difference.is_empty:
        return ["Nothing has changed but, perhaps, the metadata."]
    lines: list[str] = []
    if difference.default is not None:
        was, now = ("deny" if each.strict else "allow" for each in (old, new))
        lines += [f"{difference.default}: changed what no rule names", f"  {was} → {now}"]
    for rule in difference.rules:
        lines += [
            f"{rule.tendency}: {rule.change} {rule.verb} on {rule.selector}",
            f"  {_standing(old, rule.old)} → {_standing(new, rule.new)}",
        ]
    lines += [f"{each.tendency}: {each.change} {each.text}" for each in difference.guidelines]
    lines += [f"{each.tendency}: {each.change} {each.text}" for each in difference.interfaces]
    if not difference.decides:
        lines.append("No decision changes.")
    return lines


def _standing(manifest: Manifest, index: int | None) -> str:
    from webagent_manifests.owner import Standing

    if index is None:
        return "no rule"
    rule = manifest.resource_rules[index]
    return Standing(rule.allowed, rule.modifiers, index).in_words()


def _page_lines(on_page: PageDifference) -> list[str]:
    if not on_page.changes:
        return ["No decision changes on this page."]
    return [line for change in on_page.changes for line in _change_lines(change)]


def _change_lines(change: DecisionChange) -> list[str]:
    noun = "element" if change.count == 1 else "elements"
    lines = [
        f"{change.tendency}: {change.verb} on {change.count} {noun}",
        f"  {change.old.in_words()} → {change.new.in_words()}",
    ]
    lines += [
        f"    {sample.path}" + (f"  “{sample.text}”" if sample.text else "")
        for sample in change.samples
    ]
    if change.count > len(change.samples):
        lines.append(f"    … and {change.count - len(change.samples)} more")
    return lines
