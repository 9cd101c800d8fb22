"""What a policy in another format says, one statement at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._json import Json
    from .._manifest import RateLimit


class Stance(IntEnum):
    """Ordered from the laxest to the strictest."""

    ALLOW = 0
    ASK = 1
    DENY = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """A stance on something an agent does, in the source's own word for it.

    `narrowed` says in a phrase what the stance is bound to that a manifest has no means for: paths,
    named agents, conditions.
    """

    word: str
    stance: Stance
    narrowed: str | None = None
    limit: RateLimit | None = None

    @property
    def phrase(self) -> str:
        return phrase(self.word)


@dataclass(slots=True)
class Findings:
    """All that was found in one document; `notes` is what the person has to know."""

    claims: list[Claim] = field(default_factory=list[Claim])
    limits: list[RateLimit] = field(default_factory=list["RateLimit"])
    burst: int | None = None
    guidelines: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    interfaces: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    author: str | None = None
    hosts: set[str] = field(default_factory=set[str])
    notes: list[str] = field(default_factory=list[str])

    def ask(self, directive: str, description: str, exceptions: str | None = None) -> None:
        """Add a guideline, once."""
        guideline = {"directive": directive, "description": description}
        if exceptions is not None:
            guideline["exceptions"] = exceptions
        if guideline not in self.guidelines:
            self.guidelines.append(guideline)


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\W_]+")

_STANCES = {
    Stance.ALLOW: (
        "all", "allow", "allowed", "granted", "ok", "open", "permit", "permitted", "public", "true",
        "yes",
    ),
    Stance.ASK: (
        "approval", "ask", "confirm", "confirmation", "consent", "human approval",
        "human in the loop", "needs human", "on request", "require approval", "requires approval",
        "require confirmation", "requires confirmation", "signature required", "user approval",
        "user confirmation", "user consent", "user initiated", "user initiated only",
        "with approval", "with confirmation", "with consent",
    ),
    Stance.DENY: (
        "block", "blocked", "closed", "denied", "deny", "disallow", "disallowed", "false",
        "forbid", "forbidden", "human only", "humans only", "never", "no", "none", "not allowed",
        "prohibit", "prohibited", "refuse", "refused",
    ),
}  # fmt: skip
_STANCE_BY_PHRASE = {phrase: stance for stance, phrases in _STANCES.items() for phrase in phrases}


def phrase(word: str) -> str:
    """Return `submitForms`, `submit_forms` and `Submit forms` alike: lower-case words.

    A lone `*` comes back as `everything`.
    """
    words = " ".join(_SEPARATORS.split(_CAMEL.sub(" ", word))).strip().lower()
    return words or ("everything" if "*" in word else "")


def stance_of(value: Json) -> Stance | None:
    """Return the stance that a value plainly states, None where it states none."""
    if isinstance(value, bool):
        return Stance.ALLOW if value else Stance.DENY
    if isinstance(value, str):
        return _STANCE_BY_PHRASE.get(phrase(value))
    return None
