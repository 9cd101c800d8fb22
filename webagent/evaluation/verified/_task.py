"""A task as WebArena-Verified writes it, as far as it is needed to play it.

El Hattami et al., "WebArena Verified: reliable evaluation for web agents" (2025). How it is scored
is left to the package of its authors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class VerifiedTask:
    """A task of `webarena-verified.json`."""

    task_id: int
    sites: tuple[str, ...]
    start_urls: tuple[str, ...]
    """Of the tabs it begins with, the first of them in front."""
    intent: str
    intent_template_id: int
    """Tasks of one template have it in common."""
    revision: int = 1
    eval: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    @property
    def logins(self) -> tuple[str, ...]:
        """The sites that somebody is logged in to at its start.

        They are all that have accounts; but of the shop and the forum only the forum, as in
        WebArena: on one host the cookie of one ends the login to the other.
        """
        both = {"shopping", "reddit"} <= set(self.sites)
        return tuple(site for site in self.sites if not (both and site == "shopping"))

    @property
    def kind(self) -> str:
        """What it asks for: `retrieve`, `mutate` or `navigate`; empty where it does not say."""
        for each in self.eval:
            expected: Any = each.get("expected")
            if isinstance(expected, dict) and "task_type" in expected:
                return str(expected["task_type"]).lower()  # pyright: ignore[reportUnknownArgumentType]
        return ""
