"""The vectors as values: one question to an implementation, and the answer it has to give."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.resources import files
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, model_validator

Decision: TypeAlias = Literal["allow", "needs_human", "wait", "deny"]
SITE = "https://site.example"
"""The origin whose page is looked at, unless `url` says otherwise."""
WELL_KNOWN = "/.well-known/agent-permissions.json"


class _Object(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Response(_Object):
    """What a server says of an address, to requests that come at or after `since`.

    Of several that fit the last one counts. With `if_none_match` it fits only requests that carry
    this entity tag. `body` is sent as it is if it is a string, and else as JSON.
    """

    url: str
    status: int = 200
    headers: dict[str, str] = {}
    body: JsonValue = ""
    since: AwareDatetime | None = None
    if_none_match: str | None = None


class Document(_Object):
    """A further document, by its address in `documents`."""

    status: int = 200
    headers: dict[str, str] = {}
    body: str = ""


class Past(_Object):
    """An action that was dispatched before, `times` times and `spacing_s` seconds apart.

    `approved` tells that a person had approved it; `session` whether the agent has been started
    again since.
    """

    action: str
    target: str | None = None
    args: dict[str, JsonValue] = {}
    at: AwareDatetime
    times: Annotated[int, Field(ge=1)] = 1
    spacing_s: Annotated[int, Field(ge=0)] = 0
    approved: bool = False
    session: Literal["current", "earlier"] = "current"


class UnderWay(_Object):
    """An action that has been dispatched in other tabs and has not settled yet."""

    action: str
    target: str | None = None
    args: dict[str, JsonValue] = {}
    times: Annotated[int, Field(ge=1)] = 1


class Approval(_Object):
    """What a person answers if asked; with an `action`, only to a question on exactly that."""

    answer: Literal["approve", "decline", "timeout"]
    action: str | None = None
    target: str | None = None
    args: dict[str, JsonValue] = {}


class Change(_Object):
    """An attribute that the page sets, or with None removes, after the action was chosen."""

    target: str
    attribute: str
    value: str | None


class Question(_Object):
    """Everything an implementation is told. What is left out has the default.

    `question` is what is asked: for a decision on `action` or `verb`; whether the manifest is valid
    for its author; which of the `probe` selectors can be seen when the page is read or pictured;
    which guidelines are flagged before they reach a model; which APIs are offered to a planner.

    `manifest` is what the well-known path of `https://site.example` says, a string being sent as it
    is, and None meaning 404; `manifest_http` is what other addresses say. `html` is the document at
    `url` and `documents` are others. `frame` are the selectors of the iframes that lead to the
    target, outermost first. `target` is a CSS selector, in which ` >>> ` enters a shadow root, and
    None the document. `visits` are the moments at which the agent had opened the page before.
    `policy` is the user's, in TOML, and `violated` the guidelines that the action does break.
    """

    id: Annotated[str, Field(pattern=r"^[0-9]{1,3}[a-z]?$")]
    profile: Literal["head", "legacy"] = "head"
    question: Literal["decide", "validate", "read", "picture", "prompt", "plan", "rewrite"] = (
        "decide"
    )
    manifest: JsonValue = None
    manifest_http: tuple[Response, ...] = ()
    robots: str | None = None
    policy: str | None = None
    visits: tuple[AwareDatetime, ...] = ()
    url: str = f"{SITE}/"
    html: str = ""
    headers: dict[str, str] = {}
    documents: dict[str, Document] = {}
    frame: tuple[str, ...] = ()
    target: str | None = None
    action: str | None = None
    verb: str | None = None
    args: dict[str, JsonValue] = {}
    probe: tuple[str, ...] = ()
    now: AwareDatetime = datetime.fromisoformat("2026-03-04T12:00:00Z")
    history: tuple[Past, ...] = ()
    in_flight: tuple[UnderWay, ...] = ()
    approvals: tuple[Approval, ...] = ()
    changes: tuple[Change, ...] = ()
    violated: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Question:
        if (self.question == "decide") is ((self.action is None) is (self.verb is None)):
            raise ValueError("a question for a decision has either an action or a verb")
        return self


class LogEntry(_Object):
    """A violated guideline, by its index, at the severity it is logged with."""

    guideline: int
    severity: Literal["error", "warning", "info"]


class OfferedApi(_Object):
    """An API as it is offered: where it is, and whether something speaks against using it."""

    url: str
    flagged: bool


class Expectation(_Object):
    """The right answer. Keys that are left out are not compared.

    A wrong `decision` (unless it is one of `also_acceptable`), `rule_index`, `valid`, `hidden`,
    `visible`, `flagged`, `api`, `log` or `unchanged` fails a vector. The other keys only describe
    the answer: `reason_code`, `until`, `source`, the `site`'s status, whether something was
    `warned` of, severities in `lint`, how many `requests` were made for the manifest, whether a
    file was `saved`.
    """

    decision: Decision | None = None
    also_acceptable: tuple[Decision, ...] = ()
    rule_index: int | None = None
    valid: bool | None = None
    hidden: tuple[str, ...] | None = None
    visible: tuple[str, ...] | None = None
    flagged: tuple[int, ...] | None = None
    api: tuple[OfferedApi, ...] | None = None
    log: tuple[LogEntry, ...] | None = None
    unchanged: bool | None = None
    reason_code: str | None = None
    until: AwareDatetime | None = None
    source: Literal["safety", "organisation", "user", "site", "robots"] | None = None
    site: Literal["present", "absent", "invalid", "foreign", "unreachable"] | None = None
    warned: bool | None = None
    lint: tuple[Literal["error", "warning", "info"], ...] | None = None
    requests: int | None = None
    saved: bool | None = None


class Vector(Question):
    """A question with its answer, and where the answer comes from.

    `case` is the number that the parts of one case share. An `ambiguous` case is one that the
    standard leaves open; the answer is then one reading of it, and never laxer than another.
    """

    case: Annotated[int, Field(ge=1)]
    title: str
    spec_ref: str
    ambiguous: bool = False
    expect: Expectation
    group: str = ""

    def ask(self) -> dict[str, Any]:
        """Return what an implementation is told, as plain JSON values with every default."""
        return Question.model_validate(
            {name: getattr(self, name) for name in Question.model_fields}
        ).model_dump(mode="json")


def load_vectors() -> tuple[Vector, ...]:
    """Return all vectors of the package, by case."""
    found = [
        Vector.model_validate({**each, "group": file.name.removesuffix(".json")})
        for file in files("webagent_manifests.vectors").joinpath("cases").iterdir()
        if file.name.endswith(".json")
        for each in json.loads(file.read_text(encoding="utf-8"))
    ]
    return tuple(sorted(found, key=lambda vector: (vector.case, vector.id)))


def vector_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file of vectors."""
    schema = Vector.model_json_schema()
    definitions = schema.pop("$defs")
    schema["properties"].pop("group")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Conformance vectors for agent-permissions.json",
        "type": "array",
        "items": schema,
        "$defs": definitions,
    }
