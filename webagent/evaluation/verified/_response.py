"""The structured answer that WebArena-Verified wants, asked for and read."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

from webagent_actions import Reversibility, Stop

from webagent.prompting import templates
from webagent.result import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent.result import RunResult

TASK_TYPES = ("RETRIEVE", "MUTATE", "NAVIGATE")
STATUSES = (
    "SUCCESS",
    "NOT_FOUND_ERROR",
    "ACTION_NOT_ALLOWED_ERROR",
    "PERMISSION_DENIED_ERROR",
    "DATA_VALIDATION_ERROR",
    "UNKNOWN_ERROR",
)
_REASONS = (
    (r"permission|not authori[sz]ed|forbidden|access denied", "PERMISSION_DENIED_ERROR"),
    (
        r"not allowed|not support|not possible|no such (function|feature|option)",
        "ACTION_NOT_ALLOWED_ERROR",
    ),
    (
        r"not found|(could|can)( ?no|n['’])t find|no such|does( no|n['’])t exist|"
        r"there (is|are) no|no (results?|match)|sold out",
        "NOT_FOUND_ERROR",
    ),
    (r"invalid|validation|required field", "DATA_VALIDATION_ERROR"),
)
_DONE = ("SUCCEEDED", "SUCCESSFUL", "DONE", "COMPLETED", "OK")
_UNABLE = re.compile(r"\s*(unable|n/a)\b[\s:,.-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgentResponse:
    """An answer as WebArena-Verified reads it: the content of `agent_response.json`."""

    task_type: str
    """One of `TASK_TYPES`."""
    status: str
    """One of `STATUSES`."""
    retrieved_data: list[Any] | None = None
    error_details: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return asdict(self)


def goal_of(intent: str) -> str:
    """Return what an agent is told: the task, and how to answer."""
    return templates("webagent.evaluation.verified").get_template("goal.j2").render(intent=intent)


def response_of(result: RunResult) -> AgentResponse:
    """Return the answer of a run, as well as it can be understood.

    The first JSON object in it that has a status or a task type counts, in whatever case its words
    are written; a single value becomes a list of one. Where there is none, the answer is taken as
    words: the type is MUTATE if the run did anything that can't be undone, RETRIEVE if there is an
    answer, else NAVIGATE. The status is SUCCESS if the agent says that it is done; otherwise it is
    what its words are nearest to, UNKNOWN_ERROR where they are near to nothing, and what was
    found out is the answer, or the list in it.
    """
    for told in _objects(result.answer):
        if {"status", "task_type", "performed_operation"} & told.keys():
            return _from_object(told, result)
    return _from_words(result)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects in a text, with the keys in lower case."""
    decoder, place = json.JSONDecoder(), text.find("{")
    while place >= 0:
        try:
            found, end = decoder.raw_decode(text, place)
        except ValueError:
            end = place + 1
        else:
            yield {key.lower(): value for key, value in found.items()}
        place = text.find("{", end)


def _from_object(told: dict[str, Any], result: RunResult) -> AgentResponse:
    kind = _word(told.get("task_type", told.get("performed_operation")))
    details = told.get("error_details")
    data = told.get("retrieved_data")
    if kind not in TASK_TYPES:
        kind = "RETRIEVE" if data else _kind(result)
    status = _word(told.get("status"))
    if f"{status}_ERROR" in STATUSES:
        status = f"{status}_ERROR"
    elif status in _DONE:
        status = "SUCCESS"
    if status not in STATUSES:
        failed = bool(details) or result.status is not Status.DONE
        status = "UNKNOWN_ERROR" if failed or status else "SUCCESS"
    if data is not None and not isinstance(data, list):
        data = [data]
    return AgentResponse(
        kind,
        status,
        cast("list[Any] | None", data) if kind == "RETRIEVE" else None,
        None if details is None or status == "SUCCESS" else str(details),
    )


def _from_words(result: RunResult) -> AgentResponse:
    answer = result.answer.strip()
    if result.status is not Status.DONE or Stop(answer).unable:
        why = _UNABLE.sub("", answer, count=1) or result.reason
        kind = _kind(result)
        return AgentResponse(
            "RETRIEVE" if kind == "NAVIGATE" and answer else kind, _nearest(why), None, why
        )
    kind = _kind(result)
    if kind == "NAVIGATE" and answer:
        return AgentResponse("RETRIEVE", "SUCCESS", _values(answer))
    return AgentResponse(kind, "SUCCESS")


def _kind(result: RunResult) -> str:
    """Return what a run was, judged by what it did."""
    sent = any(
        step.reversibility is Reversibility.COMMIT and not step.failed for step in result.steps
    )
    return "MUTATE" if sent else "NAVIGATE"


def _nearest(why: str) -> str:
    for pattern, status in _REASONS:
        if re.search(pattern, why, re.IGNORECASE):
            return status
    return "UNKNOWN_ERROR"


def _values(answer: str) -> list[Any]:
    """Return the list that an answer is, or a list of the answer."""
    try:
        told = json.loads(answer)
    except ValueError:
        return [answer]
    return cast("list[Any]", told) if isinstance(told, list) else [told]


def _word(value: object) -> str:
    return re.sub(r"[\s-]+", "_", value.strip()).upper() if isinstance(value, str) else ""
