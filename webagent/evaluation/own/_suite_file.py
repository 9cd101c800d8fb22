"""A suite file: tasks of a user's own, with what decides whether they were done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, ValidationError, model_validator

from ._checks import CheckEntry  # noqa: TC001 - the model needs it
from ._own_suite import OwnSuite
from ._parts import LISTED, Object, Short, Text, Texts, require_one
from ._problem import Problem, SuiteInvalid
from ._reading import parse_tree, read_tree
from ._review import review
from ._settings import Settings
from ._telling import problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from ._reading import Tree

_Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
_Id: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$")
]


class SiteEntry(Object):
    """A site of this machine that the suite starts. Its address stands for `{{site}}`."""

    start: Literal["demo-shop"] | None = None
    """The demo shop, as new for each task."""
    folder: Text | None = None
    """Pages in a folder, relative to this file; with its agent-permissions.json, if there is one
    in it or in its .well-known."""

    @model_validator(mode="after")
    def _one(self) -> SiteEntry:
        require_one(self, "start", "folder")
        return self


class TaskEntry(Settings):
    """One task."""

    id: _Id
    goal: Text
    """What the agent is told."""
    paraphrases: Texts = ()
    """Other words for the same, each a task of its own: `ID.p1`, `ID.p2` …"""
    url: Text | None = None
    """The address of the page that it begins on; relative to that of the suite."""
    tabs: Annotated[tuple[Text, ...], LISTED] = ()
    """Addresses of further tabs that are open, before that of the page."""
    checks: Annotated[tuple[CheckEntry, ...], Field(min_length=1)]
    """All of them have to pass."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Its own id, and those of its paraphrases in their order."""
        return (self.id, *(f"{self.id}.p{n}" for n in range(1, len(self.paraphrases) + 1)))

    @property
    def goals(self) -> tuple[str, ...]:
        """What the agent is told, in the order of `ids`."""
        return (self.goal, *self.paraphrases)


class SuiteFile(Settings):
    """A suite of tasks, as a YAML or TOML file says it."""

    name: _Name
    description: str = ""
    """In words, for people."""
    site: Annotated[SiteEntry, Short("start", ("string",))] | None = None
    url: Text | None = None
    """The address that tasks begin at, if they name none of their own; `{{site}}/` where the suite
    starts a site."""
    reset: Text | None = None
    """An address that POST is sent to before each task, to bring about the state it begins in."""
    tasks: Annotated[tuple[TaskEntry, ...], Field(min_length=1)]

    @classmethod
    def load(cls, path: Path) -> OwnSuite:
        """Read a suite from a `.yaml`, `.yml` or `.toml` file.

        Raises:
            SuiteInvalid: it is none; the message has a line for each problem.
        """
        return cls._suite(read_tree(path), path, path.parent)

    @classmethod
    def parse(cls, text: str, *, folder: Path, toml: bool = False) -> OwnSuite:
        """Read a suite from a text that names files relative to a folder. Raises `SuiteInvalid`."""
        return cls._suite(parse_tree(text, toml=toml, file="the suite"), "the suite", folder)

    @classmethod
    def _suite(cls, tree: Tree, file: Path | str, folder: Path) -> OwnSuite:
        try:
            read = cls.model_validate(tree.value)
        except ValidationError as error:
            raise SuiteInvalid(file, problems_of(error, cls, tree)) from error
        problems = tuple(
            Problem(location, message, tree.line(location))
            for location, message in review(read, folder)
        )
        if problems:
            raise SuiteInvalid(file, problems)
        return OwnSuite(read, folder.absolute())
