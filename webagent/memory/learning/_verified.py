"""Whether the end of a run was verified, as its record has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent.recording import RunRecord


def is_verified(record: RunRecord) -> bool:
    """Whether the stop check found evidence for all that the task asked for."""
    return record.finished is not None and record.finished.get("verified") is True
