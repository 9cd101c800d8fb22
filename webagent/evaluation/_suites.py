"""The suites by name. What a suite is made of is imported when it is asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ._suite import Suite
    from ._task import Task
    from .webarena import Play

FILES = (".yaml", ".yml", ".toml")


@dataclass(frozen=True, slots=True)
class Floor:
    """What choosing at random scores on some tasks."""

    successes: int
    of: int
    full: int
    """How many had the raw reward in full."""
    measured: str
    """When, and with what."""


@runtime_checkable
class Floored(Protocol):
    """A suite for which it is known what choosing at random scores. A suite need not be one."""

    def floor(self, tasks: Iterable[Task]) -> Floor | None:
        """Return the floor of some tasks; `None` where it was not measured for all of them."""
        ...


@dataclass(frozen=True, slots=True)
class SuiteOptions:
    """What may be set of a suite; `None` and nothing leave it as the suite has it."""

    seeds: int | None = None
    seed_list: tuple[int, ...] = ()
    pages: Path | None = None
    task_file: Path | None = None
    judge: str | None = None
    robots: str | None = None
    also_allow: tuple[str, ...] = ()
    foreign_hosts_score_zero: bool = False
    hard: bool = False
    program: Path | None = None

    def given(self) -> dict[str, Any]:
        """Return what was set, by name."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in told.items() if value not in (None, (), False)}


@dataclass(frozen=True, slots=True)
class Named:
    """A suite that has a name."""

    make: Callable[[SuiteOptions, Path], Suite]
    """Makes it, given what is asked of it and the folder of the evaluation."""
    takes: frozenset[str]
    """The options that mean something to it."""
    packages: tuple[str, ...] = ()
    """Packages whose versions matter to its scores."""


def _miniwob(options: SuiteOptions, _folder: Path) -> Suite:
    from .miniwob import MiniwobSuite

    if options.seeds is None:
        return MiniwobSuite.of(options.pages, seed_list=options.seed_list)
    return MiniwobSuite.of(options.pages, seeds=options.seeds, seed_list=options.seed_list)


def _webarena(options: SuiteOptions, _folder: Path) -> Suite:
    from .webarena import Sites, WebArenaSuite

    return WebArenaSuite.from_options(
        options.task_file,
        Sites.from_environment(os.environ),
        judge=options.judge or "",
        foreign_hosts_score_zero=options.foreign_hosts_score_zero,
        play=_play(options),
    )


def _verified(options: SuiteOptions, folder: Path) -> Suite:
    from .verified import VerifiedSuite
    from .webarena import Sites

    return VerifiedSuite.from_options(
        options.task_file,
        Sites.from_environment(os.environ),
        out=folder / "verified",
        hard=options.hard,
        program=options.program,
        play=_play(options),
    )


def _play(options: SuiteOptions) -> Play:
    from webagent_manifests.robots import RobotsMode

    from .webarena import Play

    robots = RobotsMode(options.robots or "enforce")
    return Play(robots=robots, also_allowed=options.also_allow)


def _injection(_options: SuiteOptions, _folder: Path) -> Suite:
    from .injection import InjectionSuite

    return InjectionSuite()


def _demo_shop(_options: SuiteOptions, _folder: Path) -> Suite:
    from .own import demo_shop_suite

    return demo_shop_suite()


_SUITES: Mapping[str, Named] = {
    "miniwob": Named(_miniwob, frozenset({"seeds", "seed_list", "pages"}), ("miniwob",)),
    "webarena": Named(
        _webarena,
        frozenset({"task_file", "judge", "robots", "also_allow", "foreign_hosts_score_zero"}),
        ("libwebarena", "webarena-verified", "nltk"),
    ),
    "webarena-verified": Named(
        _verified,
        frozenset({"task_file", "robots", "also_allow", "hard", "program"}),
        ("webarena-verified",),
    ),
    "injection": Named(_injection, frozenset()),
    "demo-shop": Named(_demo_shop, frozenset()),
}
SUITES = tuple(_SUITES)
"""The names of all suites."""


@dataclass(frozen=True, slots=True)
class FoundSuite:
    """A suite, and what of its making belongs into the record."""

    suite: Suite
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """As plain JSON values."""
    packages: tuple[str, ...] = ()


def find_suite(name: str, options: SuiteOptions, folder: Path) -> FoundSuite:
    """Return a suite by its name, or one of the user's own by the path of its file.

    `folder` is that of the evaluation, for suites that write files of their own.

    Raises:
        UsageError: there is none of that name, an option means nothing to it, or what it is made
            of is missing or malformed.
    """
    file = Path(name)
    if name not in _SUITES and not name.endswith(FILES):
        known = ", ".join(SUITES)
        raise UsageError(f"There is no suite “{name}”: name {known}, or a .yaml or .toml file.")
    named = _SUITES.get(name, Named(lambda _, __: _own(file), frozenset()))
    given = options.given()
    for option in given:
        if option not in named.takes:
            raise UsageError(f"--{option.replace('_', '-')} means nothing to the suite {name}.")
    plain = {key: str(value) if isinstance(value, Path) else value for key, value in given.items()}
    suite = named.make(options, folder)
    if name not in _SUITES:
        # A score can be compared only with one of the same tasks.
        plain["sha256"] = sha256(file.read_bytes()).hexdigest()
    return FoundSuite(suite, plain, named.packages)


def _own(path: Path) -> Suite:
    from .own import SuiteFile

    return SuiteFile.load(path)
