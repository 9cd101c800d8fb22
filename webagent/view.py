"""How much of a page an actor is shown, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_observation import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from webagent_observation import Mode, Observation, View


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """What is asked of the view of a page."""

    budget: int = 12_000
    """Tokens that the page may take in a prompt; what has no room is announced."""
    mode: Mode = "compact"
    """`rich` adds tags, types, addresses and forms to what can be acted on."""

    def view(
        self,
        observation: Observation,
        *,
        label: Callable[[str], int],
        opened: Sequence[str] = (),
        query: str = "",
    ) -> View:
        """Return what of a page is shown; see `webagent_observation.fit`."""
        return fit(
            observation.nodes,
            self.budget,
            label=label,
            mode=self.mode,
            base=observation.site,
            opened=opened,
            query=query,
            whole=observation.text if self.mode == "compact" else None,
        )
