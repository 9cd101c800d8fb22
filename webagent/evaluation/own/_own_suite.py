"""A suite from a file of the user's."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.errors import UsageError
from webagent.evaluation import Task

from ._own_stage import OwnStage
from ._sites import running_site

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator
    from pathlib import Path

    from ._settings import Settings
    from ._suite_file import SuiteFile, TaskEntry


@dataclass(frozen=True, slots=True)
class Played:
    """A task of a suite file: an entry, in one of its wordings."""

    goal: str
    entry: TaskEntry
    settings: Settings
    """The entry's, and below them the suite's."""


@dataclass(frozen=True)
class OwnSuite:
    """The tasks of a suite file; see `SuiteFile.load`."""

    file: SuiteFile
    folder: Path
    """The files that it names are relative to it."""

    @property
    def name(self) -> str:
        """As the file says."""
        return self.file.name

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All of them in the order of the file, paraphrases after the task they are of."""
        return tuple(
            Task(name, played.settings.family or self.name, tags=played.settings.tags)
            for name, played in self._played()
        )

    @asynccontextmanager
    async def stage(self) -> AsyncGenerator[OwnStage]:
        """Start the site that the suite asks for.

        Raises:
            UsageError: a secret is not in the environment, or the manifest of the site is not
                valid.
        """
        played = dict(self._played())
        secrets = _secrets(played)
        with running_site(self.file.site, self.folder) as site:
            yield OwnStage(self, played, site, secrets)

    def _played(self) -> Iterator[tuple[str, Played]]:
        for entry in self.file.tasks:
            settings = entry.over(self.file)
            for name, goal in zip(entry.ids, entry.goals, strict=True):
                yield name, Played(goal, entry, settings)


def _secrets(played: dict[str, Played]) -> dict[str, str]:
    """Return the secrets of all tasks by the variables that hold them."""
    wanted = {
        secret.env: name
        for each in played.values()
        for name, secret in each.settings.secrets.items()
    }
    missing = sorted(variable for variable in wanted if not os.environ.get(variable))
    if missing:
        told = ", ".join(f"{variable} (the secret {wanted[variable]})" for variable in missing)
        raise UsageError(f"These environment variables are not set: {told}.")
    return {variable: os.environ[variable] for variable in wanted}
