"""Records of runs, as `RunRecord.read` returns them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from webagent.recording import RunRecord, StepRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

SITE = "https://a.example"


def did(action: str, target: str = "", at: str = "/", **told: Any) -> StepRecord:
    """Return one turn in which an action was done to the page."""
    address = urljoin(SITE, at)
    intent = {"action": action, "target": target, "address": address, "reversibility": "safe"}
    whole = {"failed": False, "no_effect": False, "interrupted": False, "reversibility": "safe"}
    return StepRecord(1, {"url": address, "text": ""}, None, (), (), (), (intent,), whole | told)


def run(
    task: str, steps: Sequence[StepRecord], *, end: str = "/end", text: str = "", **finished: Any
) -> RunRecord:
    """Return a run of these turns that ended well, on a page with this text."""
    last = StepRecord(9, {"url": SITE + end, "text": text}, None, (), (), (), (), None)
    return RunRecord(
        started={"task": task, "settings": {"secrets": {}}},
        resumed=(),
        obeying=None,
        start=None,
        policies=(),
        wishes=(),
        steps=(*steps, last),
        plans=(),
        finished={"status": "done", **finished},
        seconds=1.0,
        spent={},
    )
