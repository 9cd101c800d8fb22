"""What came of an action, told apart from what it was meant to bring about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._changes import announcements, arrivals, changes

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._happened import Download, SentRequest
    from ._situation import OpenDialog, Situation, Tab
    from .performing import Performed
    from .verbs import Action


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an action: sentences for a model, and the facts behind them."""

    action: Action
    error: str | None
    """Why it could not be performed, in one sentence; `None` when it was."""
    changes: tuple[str, ...]
    """What is different now, a sentence each; empty when nothing is."""
    situation: Situation
    """The page after it."""
    shown: str = ""
    """Lines of the page that it brought up: page text, a line each."""
    remarks: tuple[str, ...] = ()
    """What has to be said though it is no change: what the page refused, what went unanswered."""
    new: tuple[Node, ...] = ()
    """Controls and texts that came; none where the page is another one."""
    alerts: tuple[str, ...] = ()
    """Texts of the alerts and status messages that came."""

    @property
    def ok(self) -> bool:
        """Whether it was performed."""
        return self.error is None

    @property
    def no_effect(self) -> bool:
        """Whether nothing that can be seen has changed, and nothing was sent that may have."""
        return not self.changes

    @property
    def url(self) -> str:
        """Where the page is now."""
        return self.situation.observation.url

    @property
    def target(self) -> Node | None:
        """The element acted upon as it is now; `None` if there was none, or it is gone."""
        return self.situation.observation.refs.get(getattr(self.action, "ref", 0))

    @property
    def value(self) -> str:
        """What the element acted upon holds now."""
        return "" if self.target is None else self.target.value or ""

    @property
    def requests(self) -> tuple[SentRequest, ...]:
        """What the page sent because of it."""
        return self.situation.happened.requests

    @property
    def downloads(self) -> tuple[Download, ...]:
        """Files that the site offered because of it."""
        return self.situation.happened.downloads

    @property
    def dialog(self) -> OpenDialog | None:
        """The dialog that is open now."""
        return self.situation.dialog

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """The tabs that are open now."""
        return self.situation.tabs

    def __str__(self) -> str:
        """Return the outcome as the model and the report tell it."""
        parts = [self.error] if self.error else []
        parts += self.remarks
        parts += self.changes or (() if self.error else ("nothing changed",))
        return "; ".join(parts)

    @classmethod
    def of(
        cls,
        action: Action,
        error: str | None,
        before: Situation,
        after: Situation,
        performed: Performed | None = None,
    ) -> Outcome:
        """Compare the situations around an action, and add what performing it read back."""
        read_back = () if performed is None else performed.said
        done = () if performed is None else performed.did
        return cls(
            action,
            error,
            (*done, *changes(before, after, besides=bool(done))),
            after,
            remarks=(*read_back, *after.happened.remarks(after.observation.url)),
            new=arrivals(before, after),
            alerts=announcements(before, after),
        )
