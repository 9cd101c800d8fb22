"""Where a manifest was looked for, what was there, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._policy import SitePolicy
    from ._answer import Answer


class PlaceKind(StrEnum):
    """How a document names its manifest."""

    HEAD_LINK = "head_link"
    LINK_HEADER = "link_header"
    WELL_KNOWN = "well_known"


@dataclass(frozen=True, slots=True)
class Place:
    """One place that was looked at.

    `asked` is the address as the document has it, or as it is written where it is none. `applies`
    tells that the answer binds the agent, `restricts_only` that it belongs to another origin and
    cannot grant anything.
    """

    kind: PlaceKind
    asked: str
    answer: Answer
    applies: bool = False
    restricts_only: bool = False

    def to_json(self) -> dict[str, object]:
        """Return it as plain JSON values."""
        answer, freshness = self.answer, self.answer.freshness
        return {
            "kind": self.kind.value,
            "asked": self.asked,
            "url": answer.url,
            "status": answer.status.value,
            "http_status": answer.http_status,
            "detail": answer.detail,
            "format": answer.format_name,
            "applies": self.applies,
            "restricts_only": self.restricts_only,
            "warnings": list(answer.warnings),
            "freshness": None if freshness is None else freshness.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Discovery:
    """The policy that speaks for a document, and how it was found.

    `warnings` are sentences on what the document does that no manifest's owner can want.
    """

    policy: SitePolicy
    places: tuple[Place, ...] = ()
    warnings: tuple[str, ...] = ()
