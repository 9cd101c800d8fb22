"""A user's or an organisation's policy as values. Every object is closed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from .._manifest import Verb
from .._request import NAVIGATION
from .._selector_list import split_selector_list
from .._text import quote
from ._arguments import check_schema, plain
from ._origin_pattern import OriginPattern
from ._path_pattern import PathPattern

VERBS = (*(verb.value for verb in Verb), NAVIGATION)
_MOST_RULES = 2_000
# Ledgers keep no marks for longer.
_LONGEST_SECONDS = 366 * 86_400
_LONGEST_SELECTOR = 2_000


class Effect(StrEnum):
    """What a rule does: permit, have a person asked, or forbid."""

    ALLOW = "allow"
    ASK = "ask"
    DENY = "deny"


class Scope(StrEnum):
    """Which dispatched actions a temporal rule looks at.

    `session`: those of this session, on every site; forgotten after it. `origin`: those on the same
    site, remembered across restarts. `everywhere`: those on every site, remembered.
    """

    SESSION = "session"
    ORIGIN = "origin"
    EVERYWHERE = "everywhere"


def _verb(text: str) -> str:
    if text not in VERBS:
        raise ValueError(f"{quote(text)} is no verb; allowed: {', '.join(VERBS)}")
    return text


def _origin(text: str) -> str:
    OriginPattern.parse(text)
    return text


def _path(text: str) -> str:
    PathPattern.parse(text)
    return text


def _selector(text: str) -> str:
    if not all(split_selector_list(text)):
        raise ValueError(f"{quote(text)} has an empty selector; write one, or leave the key out")
    return text


def _some(items: tuple[str, ...]) -> tuple[str, ...]:
    if not items:
        raise ValueError("must not be empty")
    return items


def _schemas(value: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    checked: dict[str, dict[str, Any]] = {name: plain(each) for name, each in value.items()}
    for name, schema in checked.items():
        try:
            check_schema(schema)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
    return checked


def _restricts(effect: Effect) -> Effect:
    if effect is Effect.ALLOW:
        raise ValueError("must be 'ask' or 'deny'")
    return effect


def _outlasts(scope: Scope) -> Scope:
    if scope is Scope.SESSION:
        raise ValueError("must be 'origin' or 'everywhere': a pause outlasts a session")
    return scope


_Item = TypeVar("_Item")
# TOML and JSON have lists alone.
_List = Annotated[tuple[_Item, ...], Field(strict=False)]
_Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
_Seconds = Annotated[int, Field(ge=1, le=_LONGEST_SECONDS)]
_Count = Annotated[int, Field(ge=1, le=1_000_000)]


class _Object(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Event(_Object):
    """Actions, described by what is done, where, on what and with which arguments."""

    verbs: Annotated[_List[Annotated[str, AfterValidator(_verb)]], AfterValidator(_some)]
    origins: Annotated[_List[Annotated[str, AfterValidator(_origin)]], AfterValidator(_some)] = (
        "*",
    )
    paths: Annotated[_List[Annotated[str, AfterValidator(_path)]], AfterValidator(_some)] | None = (
        None
    )
    selector: (
        Annotated[str, Field(max_length=_LONGEST_SELECTOR), AfterValidator(_selector)] | None
    ) = None
    args: Annotated[dict[str, dict[str, Any]], AfterValidator(_schemas)] = Field(
        default_factory=dict[str, dict[str, Any]]
    )

    @model_validator(mode="after")
    def _touches_something(self) -> Event:
        if self.selector is not None and set(self.verbs) == {NAVIGATION}:
            raise ValueError("`selector` can't be used with goto, which touches no element")
        return self


class Limits(_Object):
    """How often a rule lets its actions happen."""

    per_session: _Count | None = None
    per_day: _Count | None = None
    min_interval_s: _Seconds | None = None

    @model_validator(mode="after")
    def _limits_something(self) -> Limits:
        if self.per_session is self.per_day is self.min_interval_s is None:
            raise ValueError("must have per_session, per_day or min_interval_s")
        return self


class Rule(Event):
    """What is allowed, asked about or denied."""

    id: _Name
    effect: Annotated[Effect, Field(strict=False)]
    limits: Limits | None = None
    note: Annotated[str, Field(max_length=500)] = ""

    @model_validator(mode="after")
    def _has_what_to_limit(self) -> Rule:
        if self.limits is not None and self.effect is Effect.DENY:
            raise ValueError("`limits` can't be used with deny: nothing is left to count")
        return self


class _Temporal(_Object):
    id: _Name
    action: Event
    note: Annotated[str, Field(max_length=500)] = ""


_Scope = Annotated[Scope, Field(strict=False)]
_Restriction = Annotated[Effect, Field(strict=False), AfterValidator(_restricts)]


class RequireBefore(_Temporal):
    """`action` needs an `earlier` one, of the last `within_s` seconds if given."""

    kind: Literal["require_before"]
    earlier: Event
    scope: _Scope = Scope.SESSION
    within_s: _Seconds | None = None
    effect: _Restriction = Effect.DENY


class ForbidAfter(_Temporal):
    """`action` is not done after an `earlier` one, for `within_s` seconds if given."""

    kind: Literal["forbid_after"]
    earlier: Event
    scope: _Scope = Scope.SESSION
    within_s: _Seconds | None = None
    effect: _Restriction = Effect.DENY


class SameArg(_Temporal):
    """`argument` of `action` must equal `earlier_argument` of the latest `earlier` one."""

    kind: Literal["same_arg"]
    earlier: Event
    argument: str
    earlier_argument: str | None = None
    scope: _Scope = Scope.SESSION
    effect: _Restriction = Effect.DENY


class AtMost(_Temporal):
    """`action` is done at most `times` times: in a session, or in any `within_s` seconds."""

    kind: Literal["at_most"]
    times: _Count
    scope: _Scope = Scope.SESSION
    within_s: _Seconds | None = None

    @model_validator(mode="after")
    def _says_how_long(self) -> AtMost:
        if (self.scope is Scope.SESSION) is not (self.within_s is None):
            raise ValueError(
                "must have either the scope session or `within_s` with the scope origin or "
                "everywhere"
            )
        return self


class CoolDown(_Temporal):
    """`action` is not repeated before `seconds` have passed."""

    kind: Literal["cool_down"]
    seconds: _Seconds
    scope: Annotated[_Scope, AfterValidator(_outlasts)] = Scope.EVERYWHERE


TemporalRule: TypeAlias = RequireBefore | ForbidAfter | SameArg | AtMost | CoolDown


class PolicyDocument(_Object):
    """A whole policy; `default` is what happens where no rule speaks, None for no say."""

    default: Annotated[Effect, Field(strict=False)] | None = None
    rules: Annotated[_List[Rule], Field(max_length=_MOST_RULES)] = ()
    temporal: Annotated[
        _List[Annotated[TemporalRule, Field(discriminator="kind")]], Field(max_length=_MOST_RULES)
    ] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> PolicyDocument:
        seen: set[str] = set()
        for rule in (*self.rules, *self.temporal):
            if rule.id in seen:
                raise ValueError(f"the id {quote(rule.id)} occurs twice; every rule has its own")
            seen.add(rule.id)
        return self
