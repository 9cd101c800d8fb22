"""From the record of a run to a skill that is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webagent.agent import Agent
from webagent.permissions import NeverApprove
from webagent.recording import (
    RunRecord,
    browser_options,
    limits_of,
    permission_options,
    view_options,
)

from ..abstraction import private
from ..skills import SqliteSkills, Unlearnable, bind, induce
from ._rehearsal import Rehearsal
from ._verified import is_verified

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from webagent.browser import BrowserOptions
    from webagent.protocols import Actor
    from webagent.recording import Event

    from ..skills import Induced, KeptSkill, Skill
    from ..store import Store


@dataclass(frozen=True, slots=True)
class Lesson:
    """What became of a run as a skill."""

    reason: str
    """Why it was admitted or not, as a sentence without its end mark."""
    intent: str = ""
    """The family of tasks, as far as one was seen."""
    admitted: KeptSkill | None = None
    run_dir: Path | None = None
    """The record of the re-execution; `None` if it did not come to that."""


async def learn(
    run_dir: Path,
    store: Store,
    *,
    actor: Actor,
    task: str | None = None,
    trust: bool = False,
    browser: Callable[[BrowserOptions], BrowserOptions] = lambda options: options,
    out: Path | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Lesson:
    """Induce a skill from a run, do it again with a changed input, and admit it if that works.

    The re-execution is a run of its own, with the settings of the first, while the guard explores:
    nothing leaves that may change anything, and nobody is asked. So a skill is tried up to its
    first step of class COMMIT, whose element has to be there; what comes then stays untried until
    it is used, `Skill.re_executed` says how much that is.

    Args:
        run_dir: the folder of the run.
        store: where the skill is kept.
        actor: who chooses where a step does not fit the changed input.
        task: the same task with another input; needed where the task has variables.
        trust: take the end of the run for verified, on a person's word.
        browser: changes how the browser is started, such as with a login.
        out: folder for the record of the re-execution; by default in the user's state folder.
        on_event: hears of each event of it.

    Raises:
        webagent.errors.UsageError: the folder holds no record, or its settings can't be used.
        webagent.memory.store.MemoryUnavailable: the skill can't be kept.
    """
    record = RunRecord.read(run_dir)
    intent = ""
    rehearsed_in: Path | None = None
    try:
        _check(record, trust=trust)
        induced = induce(record)
        intent = induced.skill.intent
        skill, values, changed = _changed(induced, task)
        rehearsal = Rehearsal(skill, values, actor)
        settings: dict[str, Any] = record.started["settings"]
        agent = Agent(
            changed,
            url=record.started["url"],
            actor=rehearsal,
            approver=NeverApprove(),
            limits=limits_of(record.started),
            browser=browser(browser_options(settings["browser"])),
            permissions=permission_options(settings["permissions"]),
            view=view_options(settings["view"]),
            memory=False,
            exploring=True,
            run_dir=out,
            on_event=on_event,
        )
        result = await agent.run()
        rehearsed_in = result.run_dir
        if not result.success:
            raise Unlearnable(f"it could not be done again: {result.answer or result.reason}")
        admitted = SqliteSkills(store).admit(rehearsal.outcome())
    except Unlearnable as error:
        return Lesson(f"not learned: {error}", intent, run_dir=rehearsed_in)
    told = _told(admitted.skill)
    return Lesson(told, admitted.skill.intent, admitted, rehearsed_in)


def _check(record: RunRecord, *, trust: bool) -> None:
    finished = record.finished
    if finished is None or finished["status"] != "done":
        raise Unlearnable("the run did not end with its task done")
    if not trust and not is_verified(record):
        raise Unlearnable("nobody verified the end of the run; --trust takes your word for it")
    settings = record.started["settings"]
    if settings["secrets"]:
        raise Unlearnable("it had secrets, and what is done with those is not kept")


def _changed(induced: Induced, task: str | None) -> tuple[Skill, Mapping[str, str], str]:
    """Return the skill, the values and the task to try it with.

    What is the same in both tasks is no variable.
    """
    skill, values = induced.skill, induced.values
    if task is None:
        if values:
            raise Unlearnable(
                f"it has to be tried with another input: give a task like “{skill.intent}”"
            )
        return skill, {}, skill.intent
    if bind(skill.intent, task) is None:
        raise Unlearnable(f"the changed task is none like “{skill.intent}”")
    if private(task):
        raise Unlearnable("its task holds what looks like personal data or a secret")
    for name, value in values.items():
        same = skill.filled({name: value})
        if bind(same.intent, task) is not None:
            skill = same
    changed = bind(skill.intent, task) or {}
    if values and not changed:
        raise Unlearnable("the changed task has the same input")
    return skill, changed, task


def _told(skill: Skill) -> str:
    tried, whole = skill.re_executed, len(skill.steps)
    if tried == whole:
        return f"admitted: all {whole} steps were done again with a changed input"
    return (
        f"admitted: {tried} of {whole} steps were done again with a changed input, "
        f"up to “{skill.steps[tried].verb} {skill.steps[tried].name}”, which can't be tried"
    )
