"""All checks of a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._checks import SITE_DATABASE
from ._answer import check_answer
from ._database import check_sql
from ._found import Found
from ._page import check_final_page, check_page_at
from ._permissions import check_manifest, check_permissions
from ._place import check_url
from ._web import check_http

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from webagent.evaluation import Check

    from .._checks import CheckEntry, PageCheck, SqlCheck
    from .._settings import Settings
    from .._suite_file import TaskEntry
    from ._scene import Scene


async def checked(entry: TaskEntry, settings: Settings, scene: Scene) -> tuple[Check, ...]:
    """Return what came of each check of a task, in the order of the file.

    Raises:
        webagent.errors.EnvironmentFailure: what a check asks can't be asked.
        playwright.async_api.Error: the browser can't be asked.
    """
    session = scene.end.session
    # Taken before anything else is opened: the page where the agent stopped, then the other tabs.
    page = session.page
    urls = (session.url, *(each.url for each in page.context.pages if each is not page))
    found: dict[int, list[Found]] = {}
    for number in sorted(range(len(entry.checks)), key=lambda n: _opens(entry.checks[n])):
        check = entry.checks[number]
        found[number] = await _found(check, scene, page, urls)
    checks = [
        each.check(check.name)
        for number, check in enumerate(entry.checks)
        for each in found[number]
    ]
    if settings.manifest is not None:
        checks.append(check_manifest(settings.manifest, scene.events, scene.start).check())
    return tuple(checks)


def _opens(check: CheckEntry) -> bool:
    return check.page is not None and check.page.at is not None


async def _found(check: CheckEntry, scene: Scene, page: Page, urls: tuple[str, ...]) -> list[Found]:
    result = scene.end.result
    if check.answer is not None:
        return list(check_answer(check.answer, result.answer))
    if check.url is not None:
        return list(check_url(check.url, urls, scene.fill))
    if check.page is not None:
        return [await _page(check.page, scene, page)]
    if check.sql is not None:
        path = _database(check.sql, scene)
        return [check_sql(check.sql, path, scene.fill(check.sql.query))]
    if check.http is not None:
        url = scene.address(check.http.url)
        return [each async for each in check_http(check.http, url, page.context, scene.secrets)]
    if check.permissions is not None:
        return list(check_permissions(check.permissions, scene.events))
    statuses = check.status or ()
    expected = f"the run ends as {' or '.join(statuses)}"
    there = f"it ended as {result.status.value}: {result.reason}"
    return [Found(result.status in statuses, expected, there.removesuffix("."))]


async def _page(expected: PageCheck, scene: Scene, page: Page) -> Found:
    if expected.at is None:
        return await check_final_page(expected, page, scene.end.session)
    return await check_page_at(expected, scene.address(expected.at), page.context)


def _database(expected: SqlCheck, scene: Scene) -> Path:
    if expected.db == SITE_DATABASE and scene.database is not None:
        return scene.database
    return scene.folder / expected.db
