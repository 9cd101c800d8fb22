"""A skill from the record of one run: what was acted on, in the task's own words.

Nothing is read but what the agent did: its actions, the names of the elements it did them to, the
addresses, and the task. Of the last page it is only asked which words of the task stand there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from webagent_actions import (
    Action,
    ActionError,
    Check,
    Click,
    GoBack,
    GoHome,
    Hover,
    Reversibility,
    Select,
    SetDate,
    SetRange,
    Type,
    gravest,
    parse,
)
from webagent_manifests import origin_of

from ..abstraction import UrlTemplate, filled, lifted, mentions, objection, private, same_text
from ._skill import Ending, Skill, SkillStep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from webagent.recording import EventData, RunRecord

LONGEST = 20
"""Steps of the longest run that becomes a skill."""
_VARIABLES: dict[type[Action], str] = {
    Type: "text", Select: "option", SetDate: "date", SetRange: "number",
    Click: "item", Check: "item", Hover: "item",
}  # fmt: skip
_VERBS = (*_VARIABLES, GoBack, GoHome)
_TARGET = re.compile(r"(\w+) “(.*)”", re.DOTALL)


class Unlearnable(Exception):
    """Why a run, or a re-execution of it, gives no skill: the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Induced:
    """A skill that nobody has tried, with the values that its variables had in its run."""

    skill: Skill
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Did:
    """One action of the run that was done to the page."""

    action: Action
    role: str
    name: str
    url: str
    reversibility: Reversibility

    @property
    def arguments(self) -> dict[str, Any]:
        """What else the action took, by name."""
        given = {field.name: getattr(self.action, field.name) for field in fields(self.action)}
        return {name: each for name, each in given.items() if name != "ref" and each is not None}

    @property
    def said(self) -> str:
        """The text in which a word of the task may stand: what was written or chosen, or on what.

        Numbers are said as they are written in a task.
        """
        written = next(iter(self.arguments.values()), None)
        if isinstance(self.action, Click | Check | Hover) or written is None:
            return self.name
        return f"{written:g}" if isinstance(written, float) else str(written)


def induce(record: RunRecord) -> Induced:
    """Return the skill that a run shows. Whether the run reached its end is for others to say.

    What of a task was typed, chosen or clicked becomes a variable of it.

    Raises:
        Unlearnable: the run did what is not kept, such as to upload, to type what the task does not
            say, to leave the site, or to act on what is named like an instruction or personal data.
    """
    done = list(_done(record))
    if not done:
        raise Unlearnable("nothing was done to a page")
    if len(done) > LONGEST:
        raise Unlearnable(f"it took {len(done)} steps, and a skill has {LONGEST} at most")
    origins = {str(origin_of(each.url)) for each in done}
    if len(origins) > 1:
        raise Unlearnable("it was done on more than one site")
    task: str = " ".join(record.started["task"].split())
    values = _values(task, done)
    intent = lifted(task, values)
    if private(intent) or "{{" in task:
        raise Unlearnable("its task holds what looks like personal data or a secret")
    steps = tuple(_step(each, values) for each in done)
    return Induced(Skill(origins.pop(), intent, steps, _ending(record, values)), values)


def _done(record: RunRecord) -> Iterator[_Did]:
    """Yield what was done and changed something, in order."""
    for turn in record.steps:
        told = turn.stepped
        if told is None or told["failed"] or told["no_effect"]:
            continue
        if told.get("interrupted"):
            raise Unlearnable("it was interrupted, and nobody knows what was done then")
        for intent in turn.intents:
            yield _did(intent, told)


def _did(intent: EventData, told: EventData) -> _Did:
    try:
        (action,) = parse(intent["action"])
    except (ActionError, ValueError) as error:
        raise Unlearnable("one of its actions can't be read back") from error
    if not isinstance(action, _VERBS):
        raise Unlearnable(f"{action.verb} is not kept")
    match = _TARGET.fullmatch(intent["target"])
    # What sent something was more than it seemed before.
    classes = (Reversibility(intent["reversibility"]), Reversibility(told["reversibility"]))
    return _Did(
        action,
        *(("", "") if match is None else (match[1], match[2])),
        intent["address"],
        gravest(classes),
    )


def _values(task: str, done: list[_Did]) -> dict[str, str]:
    """Return the values of variables: the longest words of the task that were acted with."""
    said = {each.said: _VARIABLES[type(each.action)] for each in reversed(done) if each.said}
    values: dict[str, str] = {}
    rest = task
    for text in sorted(said, key=lambda text: (-len(text), text)):
        found = mentions(rest, text)
        if found is None:
            continue
        kind = said[text]
        number = sum(name.split("_")[0] == kind for name in values) + 1
        name = kind if number == 1 else f"{kind}_{number}"
        values[name] = found[0]
        rest = lifted(rest, {name: found[0]})
    return values


def _step(did: _Did, values: Mapping[str, str]) -> SkillStep:
    arguments: list[tuple[str, str | bool | float]] = []
    for key, given in did.arguments.items():
        whole = given if isinstance(given, bool) else _template(did, given, values)
        arguments.append((key, whole))
    name = lifted(did.name, values)
    against = objection(filled(name, dict.fromkeys(values, "")))
    if did.name and against:
        # Not quoted: what it says is just what is not to be carried any further.
        raise Unlearnable(f"the name of a {did.role} it acted on {against}")
    return SkillStep(
        did.action.verb,
        did.role,
        name,
        tuple(arguments),
        str(UrlTemplate.of(did.url, values)),
        did.reversibility,
    )


def _template(did: _Did, given: object, values: Mapping[str, str]) -> str | float:
    """Return what was written or chosen, in terms of the task."""
    for name, value in values.items():
        if same_text(value, did.said):
            return f"{{{name}}}"
    if isinstance(did.action, Select) and not objection(str(given)):
        return lifted(str(given), values)  # a label of the page, as the names of elements are
    if isinstance(did.action, Select):
        raise Unlearnable(f"the option it chose {objection(str(given))}")
    raise Unlearnable(f"what it wrote into a {did.role} does not stand in the task")


def _ending(record: RunRecord, values: Mapping[str, str]) -> Ending:
    last = record.steps[-1].observed
    texts = tuple(f"{{{name}}}" for name, value in values.items() if mentions(last["text"], value))
    return Ending(str(UrlTemplate.of(last["url"], values)), texts)
