"""How long looks at a page take."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from webagent_observation import observe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_observation import Observation, ReadingPolicy

    from webagent.browser import Session
    from webagent.secrets import Secrets


@dataclass(frozen=True, slots=True)
class LookTimes:
    """Medians over some looks, in milliseconds."""

    looks: int
    capture_ms: float
    simplify_ms: float
    again_ms: float | None = None
    """Both together, for looks that take over what has not changed."""

    @classmethod
    def of(cls, full: Sequence[Observation], again: Sequence[Observation] = ()) -> LookTimes:
        """Return the times of these looks."""
        return cls(
            len(full),
            median(look.timings.capture_ms for look in full),
            median(look.timings.simplify_ms for look in full),
            median(_whole_ms(look) for look in again) if again else None,
        )

    def described(self) -> str:
        """Return them as a line for people."""
        over = "" if self.again_ms is None else f", medians of {self.looks} looks"
        again = "" if self.again_ms is None else f"; unchanged {self.again_ms:.0f} ms"
        return f"capture {self.capture_ms:.0f} ms, simplify {self.simplify_ms:.0f} ms{over}{again}"

    def as_json(self) -> dict[str, float | None]:
        """Return them for a program."""
        return {
            "looks": self.looks,
            "capture_ms": round(self.capture_ms, 2),
            "simplify_ms": round(self.simplify_ms, 2),
            "again_ms": None if self.again_ms is None else round(self.again_ms, 2),
        }


async def time_looks(
    session: Session, reading: ReadingPolicy, secrets: Secrets, repeat: int
) -> LookTimes | None:
    """Take `repeat` full looks at the active page, and after each one at what has not changed.

    `None` without any, and where a dialog hides the page.

    Raises:
        webagent_observation.PageUnreadable: the page can't be looked at.
        BrowserLost: the browser died.
    """
    full: list[Observation] = []
    again: list[Observation] = []
    for _ in range(repeat):
        session.registry.forget()
        for looks in (full, again):
            look = await session.unless_dialog(
                observe(session.page, session.registry, reading, secrets.redact)
            )
            if look is None:
                return None
            looks.append(look)
    return LookTimes.of(full, again) if full else None


def _whole_ms(look: Observation) -> float:
    return look.timings.capture_ms + look.timings.simplify_ms
