"""What an owner asserts about a manifest, as written in a file beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from .._manifest import Verb
from ..page import ACTIONS


class Expected(StrEnum):
    """A decision, as `webagent manifest decide` prints it."""

    ALLOW = "allow"
    NEEDS_HUMAN = "needs_human"
    WAIT = "wait"
    DENY = "deny"


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _known_action(word: str) -> str:
    if word not in ACTIONS:
        raise ValueError(f"choose one of {', '.join(ACTIONS)}")
    return word


def _single_verb(verb: Verb) -> Verb:
    if verb is Verb.ALL:
        raise ValueError("`all` is for rules: assert on the verb you mean")
    return verb


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Arguments(_Table):
    """What the action is done with."""

    value: Annotated[str | None, Field(description="What is typed or chosen.")] = None
    key: Annotated[str | None, Field(description="The key that `press` presses.")] = None
    url: Annotated[str | None, Field(description="The address that `goto` opens.")] = None
    file: Annotated[str | None, Field(description="The file that is uploaded.")] = None


class Assertion(_Table):
    """What must be decided on an action, or on a single verb, on every element that `target` means.

    A time without a zone is UTC. `rule` asserts which rule decides, null that none does.
    """

    expect: Annotated[Expected, Field(description="The decision that must come out.")]
    target: Annotated[
        str | None,
        Field(min_length=1, description="A CSS selector; without it, the document as a whole."),
    ] = None
    action: Annotated[
        str | None,
        AfterValidator(_known_action),
        Field(description="What an agent does.", json_schema_extra={"enum": list(ACTIONS)}),
    ] = None
    verb: Annotated[
        Verb | None,
        AfterValidator(lambda verb: None if verb is None else _single_verb(verb)),
        Field(description="A single verb of the format, in place of an action."),
    ] = None
    name: Annotated[str | None, Field(description="What the assertion is for.")] = None
    page: Annotated[
        str | None,
        Field(description="An HTML file, relative to this one, or an http(s) address."),
    ] = None
    at: Annotated[
        datetime | None,
        AfterValidator(lambda moment: None if moment is None else _in_utc(moment)),
        Field(description="When it is done (ISO 8601). Default: now."),
    ] = None
    history: Annotated[
        int, Field(ge=0, le=10_000, description="How often it was done just before.")
    ] = 0
    args: Annotated[Arguments, Field(description="What it is done with.")] = Arguments()
    rule: Annotated[
        int | None, Field(ge=0, description="The index of the rule that must decide, or null.")
    ] = None

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        if (self.action is None) is (self.verb is None):
            raise ValueError("give either an action or a verb")
        if self.target is None and "target" in self.model_fields_set:
            # YAML takes what follows a # for a comment.
            raise ValueError("the target is empty: put quotes around one that begins with #")
        return self

    @property
    def word(self) -> str:
        """The action or the verb."""
        return self.action or (self.verb or Verb.ALL).value

    @property
    def names_rule(self) -> bool:
        """Whether the deciding rule is asserted too, be it that there is none."""
        return "rule" in self.model_fields_set

    @property
    def title(self) -> str:
        """The name, or else the assertion in short."""
        if self.name is not None:
            return self.name
        on = "the page" if self.target is None else self.target
        return f"{self.word} on {on}: {self.expect.value}"


class Assertions(_Table):
    """A file of assertions; `page` is the page of those that name none."""

    model_config = ConfigDict(title="Assertions about agent-permissions.json")

    tests: Annotated[tuple[Assertion, ...], Field(json_schema_extra={"minItems": 1})]
    page: Annotated[str | None, Field(description="The page of the assertions that name none.")] = (
        None
    )

    @model_validator(mode="after")
    def _pages(self) -> Self:
        if not self.tests:
            raise ValueError("there are no assertions in it")
        for number, each in enumerate(self.tests):
            if each.page is None and self.page is None:
                raise ValueError(f"no page is named, neither by tests[{number}] nor by the file")
        return self

    def page_of(self, assertion: Assertion) -> str:
        """Return the page that an assertion is about."""
        return assertion.page or self.page or ""


def assertions_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file of assertions.

    A file may also be the list under `tests` by itself.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Assertions.model_json_schema(),
    }
