"""A task as WebArena writes it, parsed and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Literal

EvalType = Literal["string_match", "url_match", "program_html"]
"""The three evaluators of WebArena."""
SEVERAL_TABS = " |AND| "
"""Stands between the addresses of several tabs in `start_url`."""


@dataclass(frozen=True, slots=True)
class ReferenceAnswers:
    """What the answer is compared with; each that is not `None` has to hold."""

    exact_match: str | None = None
    must_include: str | tuple[str, ...] | None = None
    """A text where the file holds one in place of a list (WebArena-Lite has one such task); the
    official evaluator takes it letter by letter."""
    fuzzy_match: str | tuple[str, ...] | None = None
    """A list is for the judge; the text `N/A` is the answer of a task that can't be done."""


@dataclass(frozen=True, slots=True)
class RequiredContents:
    """What a part of a page has to hold."""

    exact_match: str | None = None
    must_include: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A part of a page that is looked at, an entry of `program_html`."""

    url: str
    """An address, `last` for the page where the agent stopped, or `func:` and a call."""
    locator: str
    """JavaScript that begins with `document.` or `[...document.`; `func:` and a call; empty for the
    whole page."""
    required_contents: RequiredContents
    prep_actions: tuple[str, ...] = ()
    """JavaScript to run in the page before."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How the end of a task is scored."""

    eval_types: tuple[EvalType, ...]
    reference_answers: ReferenceAnswers | None = None
    reference_url: str | None = None
    program_html: tuple[PageTarget, ...] = ()
    url_note: str | None = None
    """The rule of the comparison; `GOLD in PRED` where there is none."""
    string_note: str | None = None
    reference_answer_raw_annotation: str | None = None


@dataclass(frozen=True, slots=True)
class WebArenaTask:
    """A task of `test.raw.json`."""

    task_id: int
    sites: tuple[str, ...]
    start_url: str
    intent: str
    eval: Evaluation
    intent_template_id: int
    """Tasks of one template have it in common."""
    intent_template: str = ""
    instantiation_dict: dict[str, Any] = field(default_factory=dict[str, Any])
    require_login: bool = False
    storage_state: str | None = None
    """The file in which WebArena keeps the login, such as `./.auth/gitlab.reddit_state.json`."""
    geolocation: dict[str, float] | None = None
    """`latitude` and `longitude` in degrees."""
    require_reset: bool = False
    old_task_id: int | None = None
    """In WebArena-Lite: the number of the task in WebArena."""

    @property
    def start_urls(self) -> tuple[str, ...]:
        """The addresses of the tabs it begins with, the first of them in front."""
        return tuple(self.start_url.split(SEVERAL_TABS))

    @property
    def logins(self) -> tuple[str, ...]:
        """The sites that somebody is logged in to at its start.

        As WebArena has it, the name of `storage_state` says which: not always all of `sites`.
        """
        if self.storage_state is None:
            return ()
        return tuple(PurePosixPath(self.storage_state).name.rpartition("_")[0].split("."))
