"""What the guard tells of what it did not let through."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuardEvent:
    """Something that was not let through, or that could not be reached."""

    place: str
    """The origin, or `host:port` where the connection is encrypted."""
    reason: str
    """Continues “… was not let through: ”, or of a failure “… could not be reached: ”."""
    rule: str
    """Which rule refused it (see `Refusal.rule`); `unreachable` for a failure."""

    def __str__(self) -> str:
        if self.rule == UNREACHABLE:
            return f"{self.place} could not be reached: {self.reason}"
        return f"{self.place} was not let through: {self.reason}"


@dataclass(frozen=True, slots=True)
class Blocked:
    """A request that was stopped while exploring, since it may change something."""

    method: str
    url: str
    """Without query and fragment where only the network saw it."""
    reason: str

    def __str__(self) -> str:
        return f"{self.method} {self.url} was stopped: {self.reason}"


UNREACHABLE = "unreachable"
