"""Skills in words, for a model that has a similar task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import estimate_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._skill import SkillStep
    from ._sqlite_skills import KeptSkill

TOKENS = 400
"""What all of it may take in a prompt."""


def told(skills: Iterable[KeptSkill], tokens: int = TOKENS) -> tuple[str, ...]:
    """Return skills as lines, as many as there is room for, the most similar first."""
    lines: list[str] = []
    for kept in skills:
        steps = "; ".join(map(_step, kept.skill.steps))
        line = f"Worked on this site for “{kept.skill.intent}”: {steps}."
        tokens -= estimate_tokens(line)
        if tokens < 0:
            break
        lines.append(line)
    return tuple(lines)


def _step(step: SkillStep) -> str:
    if step.open:
        return "choose what fits"
    given = ", ".join(str(value) for _, value in step.arguments if not isinstance(value, bool))
    element = f'{step.role} "{step.name}"' if step.role else ""
    return " ".join(filter(None, (step.verb, element, f"({given})" if given else "")))
