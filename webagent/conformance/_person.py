"""The person of a vector: somebody who answers some questions, and no others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webagent_manifests.vectors import said_of

if TYPE_CHECKING:
    from webagent_manifests.vectors import Approval, Deed

    from webagent.permissions import ApprovalRequest


@dataclass(slots=True)
class Person:
    """Answers what the vector says; `away` tells that nobody was there for a question."""

    approvals: tuple[Approval, ...] = ()
    deed: Deed | None = None
    away: bool = field(default=False, init=False)

    async def approve(self, request: ApprovalRequest) -> bool:
        """Return the answer to the one question, no where there is none."""
        if self.deed is None:
            return True
        said = said_of(self.approvals, self.deed)
        self.away = said is None
        return said is True
