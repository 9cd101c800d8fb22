"""What of a page is shown: all of it or what fits, or only the lines that hold a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webagent_observation import Found, estimate_tokens, find, render

from webagent.view import ViewOptions

if TYPE_CHECKING:
    from webagent_observation import Mode, Observation


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as it is shown."""

    text: str
    tokens: int
    left_out: int = 0
    """Parts that have no room; each is announced in the text."""
    found: Found | None = None
    """What a search came to; the text is its lines then."""

    @classmethod
    def of(
        cls,
        observation: Observation,
        mode: Mode,
        budget: int | None,
        wanted: str | None,
    ) -> PageView:
        """Return the view of a page.

        Args:
            observation: the page.
            mode: `rich` says more of what can be acted on, see `render`.
            budget: how many tokens the text may have; `None` for all it takes.
            wanted: the text whose lines are shown; `None` for the whole page.
        """
        nodes = observation.nodes
        if wanted is not None:
            found = find(nodes, wanted, mode=mode)
            text = "\n".join(map(str, found.lines))
            return cls(text, estimate_tokens(text), found=found)
        if budget is None:
            text = observation.text if mode == "compact" else render(nodes, mode, observation.site)
            return cls(text, estimate_tokens(text))
        numbers: dict[str, int] = {}
        first = max(observation.refs, default=0) + 1
        view = ViewOptions(budget, mode).view(
            observation, label=lambda key: numbers.setdefault(key, first + len(numbers))
        )
        return cls(view.text, view.tokens, len(view.elisions))

    def described(self) -> str:
        """Return a line about it for people."""
        size = f"{len(self.text):,} characters, about {self.tokens:,} tokens"
        if self.found is not None:
            return f"{self.found.total} lines found ({self.found.match}): {size}"
        return f"{size}, {self.left_out} parts left out" if self.left_out else size

    def as_json(self) -> dict[str, Any]:
        """Return it for a program."""
        found = None
        if self.found is not None:
            found = {
                "match": self.found.match,
                "total": self.found.total,
                "lines": [{"text": one.text, "path": list(one.path)} for one in self.found.lines],
            }
        return {
            "text": self.text,
            "tokens": self.tokens,
            "left_out": self.left_out,
            "found": found,
        }
