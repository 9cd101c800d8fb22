"""What a suite file may have wrong that no single key shows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_manifests import origin_of
from webagent_manifests.user_policy import PolicyError, load_policy

from webagent.errors import UsageError
from webagent.guard import NetworkPolicy

from ._checks import SITE_DATABASE
from ._placeholders import SITE, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TypeAlias

    from ._checks import CheckEntry
    from ._problem import Location
    from ._settings import Settings
    from ._suite_file import SuiteFile, TaskEntry

    Wrong: TypeAlias = "Iterator[tuple[Location, str]]"
    """Where something is wrong, and what."""


def review(file: SuiteFile, folder: Path) -> Wrong:
    """Yield what is wrong in a file; those that it names are looked for relative to the folder."""
    yield from _Review(file, folder).all()


class _Review:
    def __init__(self, file: SuiteFile, folder: Path) -> None:
        self._file = file
        self._folder = folder
        self._known = frozenset[str]() if file.site is None else frozenset({SITE})

    def all(self) -> Wrong:
        file = self._file
        if file.site is not None and file.site.folder is not None:
            path = self._folder / file.site.folder
            if not path.is_dir():
                yield ("site", "folder"), f"there is no folder {path}"
        if file.url is not None:
            yield from self._address(("url",), file.url)
        if file.reset is not None:
            yield from self._address(("reset",), file.reset)
        yield from self._settings((), file)
        yield from self._ids()
        for place, task in enumerate(file.tasks):
            at: Location = ("tasks", place)
            yield from self._settings(at, task)
            yield from self._task(at, task)
            for number, check in enumerate(task.checks):
                yield from self._check((*at, "checks", number), check, task)

    def _ids(self) -> Wrong:
        seen: dict[str, int] = {}
        for place, task in enumerate(self._file.tasks):
            for each in task.ids:
                if each in seen:
                    yield ("tasks", place, "id"), f"“{each}” is that of tasks[{seen[each]}] already"
                seen.setdefault(each, place)
        for each, place in seen.items():
            # Ids name folders: one inside another would be lost with it.
            parts = each.split("/")
            around = ("/".join(parts[:end]) for end in range(1, len(parts)))
            if other := next((name for name in around if name in seen), None):
                message = f"“{each}” lies in “{other}”, which is a task itself; rename one of them"
                yield ("tasks", place, "id"), message

    def _task(self, at: Location, task: TaskEntry) -> Wrong:
        secrets = self._known | self._secrets(task)
        yield from self._placeholders((*at, "goal"), task.goal, secrets)
        for number, text in enumerate(task.paraphrases):
            yield from self._placeholders((*at, "paraphrases", number), text, secrets)
        if task.url is not None:
            yield from self._address((*at, "url"), task.url)
        elif self._file.site is None and self._file.url is None:
            yield at, "there is no address to start at; give the task or the suite a url"
        for number, text in enumerate(task.tabs):
            yield from self._address((*at, "tabs", number), text)
        names = [policy.name for policy in (*self._file.policies, *task.policies)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield (*at, "policies"), f"two policies of this task have the name “{name}”"

    def _check(self, at: Location, check: CheckEntry, task: TaskEntry) -> Wrong:
        site = self._file.site
        if check.sql is not None:
            if check.sql.db == SITE_DATABASE and (site is None or site.start is None):
                yield (*at, "sql", "db"), "no site with a database is started; name a file"
            yield from self._placeholders((*at, "sql", "query"), check.sql.query, self._known)
        if check.page is not None and check.page.at is not None:
            yield from self._address((*at, "page", "at"), check.page.at)
        if check.url is not None:
            for text in (check.url.exact or "", *(check.url.matches or ())):
                yield from self._placeholders((*at, "url"), text, self._known)
        if check.http is not None:
            yield from self._address((*at, "http", "url"), check.http.url)
            for name, text in check.http.headers.items():
                where = (*at, "http", "headers", name)
                yield from self._placeholders(where, text, self._secrets(task))

    def _settings(self, at: Location, said: Settings) -> Wrong:
        if said.policy is not None:
            try:
                load_policy(self._folder / said.policy)
            except PolicyError as error:
                yield (*at, "policy"), str(error)
        named = said.browser.files
        if said.browser.storage_state is not None:
            named = (*named, said.browser.storage_state)
        for name in named:
            if not (self._folder / name).is_file():
                yield (*at, "browser"), f"there is no file {self._folder / name}"
        try:
            NetworkPolicy(allowed=said.browser.allow_origins)
        except UsageError as error:
            yield (*at, "browser", "allow_origins"), str(error)
        for name, secret in said.secrets.items():
            where = (*at, "secrets", name)
            if name == SITE:
                yield where, f"{{{{{SITE}}}}} stands for the site; choose another name"
            for origin in secret.origins:
                if origin_of(origin) is None:
                    yield where, f"“{origin}” is no origin, such as https://login.example.com"

    def _address(self, at: Location, text: str) -> Wrong:
        yield from self._placeholders(at, text, self._known)
        based = self._file.site is not None or (self._file.url is not None and at != ("url",))
        if not based and not names_in(text) and not _is_whole(text):
            yield at, f"“{text}” is no address; it must begin with http:// or https://"

    def _placeholders(self, at: Location, text: str, known: frozenset[str]) -> Wrong:
        for name in names_in(text):
            if name not in known:
                told = ", ".join(f"{{{{{each}}}}}" for each in sorted(known)) or "none"
                yield at, f"{{{{{name}}}}} stands for nothing; known here: {told}"

    def _secrets(self, task: TaskEntry) -> frozenset[str]:
        return frozenset({*self._file.secrets, *task.secrets})


def _is_whole(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.netloc)
