"""A skill: what it is for, where it begins, its steps, and how its end is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import Reversibility, gravest

from ..abstraction import VARIABLE, UrlTemplate, filled

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class SkillStep:
    """One action of a skill. Texts are templates over the variables of its intent."""

    verb: str
    role: str = ""
    """Of the element it is done to; empty where it is done to none."""
    name: str = ""
    arguments: tuple[tuple[str, str | bool | float], ...] = ()
    """What else the verb takes, by name."""
    page: str = "/"
    """The shape of the address it is done at, as `UrlTemplate` writes it."""
    reversibility: Reversibility = Reversibility.SAFE
    open: bool = False
    """What is to be done here depends on the page: whoever has the task chooses, then the next
    step follows."""

    def filled(self, values: Mapping[str, str]) -> SkillStep:
        """Return the step with variables replaced."""
        return replace(
            self,
            name=filled(self.name, values),
            arguments=tuple(
                (name, filled(value, values) if isinstance(value, str) else value)
                for name, value in self.arguments
            ),
            page=str(UrlTemplate.parse(self.page).filled(values)),
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """What holds where a skill has been done: its postcondition."""

    page: str = ""
    """The shape of the address; empty where it is not known."""
    texts: tuple[str, ...] = ()
    """What stands on the page: variables of the intent, never words of the page."""

    def holds(self, url: str, text: str, values: Mapping[str, str]) -> bool:
        """Whether a page is such an end."""
        shown = text.casefold()
        return (not self.page or UrlTemplate.parse(self.page).matches(url, values)) and all(
            filled(each, values).casefold() in shown for each in self.texts
        )


@dataclass(frozen=True, slots=True)
class Skill:
    """A way to do a family of tasks on one site."""

    origin: str
    intent: str
    """The task with variables, such as `Add {item} to the cart`."""
    steps: tuple[SkillStep, ...]
    """At least one. Its precondition is that of the first: that element, at such an address."""
    end: Ending = Ending()
    re_executed: int = 0
    """How many steps, from the first, were done again with a changed input before admission."""

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables, each once, in order."""
        return tuple(dict.fromkeys(match[1] for match in VARIABLE.finditer(self.intent)))

    @property
    def reversibility(self) -> Reversibility:
        """What it would take to undo it: that of its worst step."""
        return gravest(step.reversibility for step in self.steps)

    def filled(self, values: Mapping[str, str]) -> Skill:
        """Return the skill with some of its variables replaced for good."""
        return replace(
            self,
            intent=filled(self.intent, values),
            steps=tuple(step.filled(values) for step in self.steps),
            end=Ending(
                str(UrlTemplate.parse(self.end.page).filled(values)) if self.end.page else "",
                # A text that is no variable any more would be one of a page.
                tuple(each for each in self.end.texts if filled(each, values) == each),
            ),
        )
