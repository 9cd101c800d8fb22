"""The checks of a suite file: what is compared when a task is over."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, JsonValue, WithJsonSchema, model_validator
from webagent_manifests import NAVIGATION, Source, Verb

from webagent.result import Status  # noqa: TC001 - the model needs it

from ._parts import (
    LISTED,
    AmountOf,
    Flag,
    Number,
    Object,
    Regex,
    Short,
    Text,
    Texts,
    Value,
    Whole,
    require_one,
)

_VERBS = (*(verb.value for verb in Verb if verb is not Verb.ALL), NAVIGATION)


def _verb(text: str) -> str:
    if text not in _VERBS:
        raise ValueError(f"“{text}” is no verb; allowed: {', '.join(_VERBS)}")
    return text


_Verb: TypeAlias = Annotated[
    str, AfterValidator(_verb), WithJsonSchema({"type": "string", "enum": list(_VERBS)})
]

SITE_DATABASE = "site"
"""Stands for the database of the site that the suite starts."""
KINDS = ("answer", "url", "page", "sql", "http", "status", "permissions")
"""The kinds of checks; an entry has one of them."""


class NumberCheck(Object):
    """A number in the answer."""

    value: Number
    tolerance: Annotated[Number, Field(ge=0)] = 0.0
    """By how much it may differ."""
    only: Flag = False
    """No other number may stand in the answer."""


class AnswerCheck(Object):
    """What the agent said at the end; everything that is named has to hold.

    Case and white space do not count. Words and numbers are whole ones: `12` is not in `3128`, and
    `5` not in `5.50`.
    """

    exact: Text | None = None
    """The whole answer; a full stop at its end and quotes around it do not count."""
    includes: Texts | None = None
    """Each of these stands in it."""
    any_of: Texts | None = None
    """At least one of these stands in it."""
    excludes: Texts | None = None
    """None of these stands in it."""
    regex: Regex | None = None
    """Found anywhere in it, as Python's `re.search` does; here case counts."""
    number: Annotated[NumberCheck, Short("value", ("number",))] | None = None
    """Stands in it, written like 3.6 or 1,850.00."""

    @model_validator(mode="after")
    def _some(self) -> AnswerCheck:
        require_one(self, *type(self).model_fields, or_more=True)
        return self


class UrlCheck(Object):
    """The address of the page where the agent stopped, the number of tabs, or both."""

    exact: Text | None = None
    matches: Texts | None = None
    """As one of these, in which `*` stands for anything. One that begins with `/` is compared with
    the path alone; query and fragment only count where it has a `?` or a `#`."""
    regex: Regex | None = None
    """Found anywhere in it, as Python's `re.search` does."""
    tab: Literal["active", "any"] = "active"
    """`any`: of any open tab."""
    tabs: AmountOf | None = None
    """How many tabs are open."""

    @model_validator(mode="after")
    def _one(self) -> UrlCheck:
        ways = ("exact", "matches", "regex")
        if self.tabs is None or any(getattr(self, way) is not None for way in ways):
            require_one(self, *ways)
        return self


class PageCheck(Object):
    """What is on the page where the agent stopped, or at another address in the same browser.

    Counted are visible elements that are as everything here says; without `count` there has to be
    at least one. With `text` alone it is the page as a whole that has to say it.
    """

    at: Text | None = None
    """Opened in a tab of its own, with the agent's cookies."""
    frame: Text | None = None
    """CSS selector of the frame to look into."""
    role: Text | None = None
    """ARIA role, such as `button`."""
    name: Text | None = None
    """The whole accessible name, beside a role; case does not count."""
    selector: Text | None = None
    """CSS, as Playwright takes it."""
    text: Text | None = None
    """Stands in it, in whole words; case and white space do not count."""
    value: str | None = None
    """Of a field, all of it; of a list, what is chosen, by its label or value."""
    checked: Flag | None = None
    count: AmountOf | None = None

    @model_validator(mode="after")
    def _located(self) -> PageCheck:
        if self.role is not None and self.selector is not None:
            raise ValueError("name either role or selector")
        if self.name is not None and self.role is None:
            raise ValueError("name goes with role: say the role too")
        require_one(self, "role", "selector", "text", or_more=True)
        if (
            self.role is None
            and self.selector is None
            and (self.value, self.checked)
            != (
                None,
                None,
            )
        ):
            raise ValueError("value and checked are of an element: name its role or selector")
        return self


class SqlCheck(Object):
    """What a query on an SQLite file finds; it is opened for reading only."""

    db: Text
    """`site` for the database of the site that the suite starts, or a file, relative to this."""
    query: Text
    rows: tuple[tuple[Value, ...], ...] | None = None
    """These and no others."""
    ordered: Flag = False
    """The rows come in this order."""
    value: Value = None
    """The only value of the only row."""
    count: AmountOf | None = None
    """How many rows there are."""

    @property
    def wants_value(self) -> bool:
        """Whether a single value is expected, which may be null."""
        return "value" in self.model_fields_set

    @model_validator(mode="after")
    def _one(self) -> SqlCheck:
        given = (self.rows is not None) + self.wants_value + (self.count is not None)
        if given != 1:
            raise ValueError("name exactly one of rows, value, count")
        return self


class HttpCheck(Object):
    """What an address answers to GET; redirections are followed."""

    url: Text
    status: Annotated[Whole, Field(ge=100, le=599)] | None = None
    """By default any below 400."""
    text: Texts | None = None
    """Each of these stands in it, in whole words; case and white space do not count."""
    json_values: dict[str, JsonValue] | None = Field(default=None, alias="json")
    """Values by their JSON Pointer (RFC 6901), such as `/items/0/sku`."""
    headers: dict[str, str] = Field(default_factory=dict[str, str])
    """Sent with it; `{{name}}` stands for a secret."""
    cookies: Flag = False
    """Send the cookies of the agent's browser."""

    @model_validator(mode="after")
    def _pointers(self) -> HttpCheck:
        for pointer in self.json_values or ():
            if pointer and not pointer.startswith("/"):
                raise ValueError(f"“{pointer}” is no JSON Pointer: it must begin with /")
        return self


class PermissionsCheck(Object):
    """How often permissions were asked for in the run, and what came of it.

    Counted are the agent's actions that somebody, with the words of `source` on one of the verbs,
    did not simply allow.
    """

    verb: Annotated[tuple[_Verb, ...], LISTED] | None = None
    source: Annotated[tuple[Source, ...], LISTED] | None = None
    """Who had a say against it: the site's manifest, robots.txt, the user's policy …"""
    denied: AmountOf | None = None
    """Were not done."""
    asked: AmountOf | None = None
    """Were put to a person."""
    approved: AmountOf | None = None
    """Were put to a person, who said yes."""

    @model_validator(mode="after")
    def _some(self) -> PermissionsCheck:
        require_one(self, "denied", "asked", "approved", or_more=True)
        return self


class CheckEntry(Object):
    """One check: exactly one of the kinds, and a name if its own is not telling enough."""

    name: Text | None = None
    answer: AnswerCheck | None = None
    url: Annotated[UrlCheck, Short("matches", ("string", "array"))] | None = None
    page: PageCheck | None = None
    sql: SqlCheck | None = None
    http: HttpCheck | None = None
    status: Annotated[tuple[Status, ...], Field(min_length=1), LISTED] | None = None
    """How the run ended, one of these: `failed` where the agent says that it can't be done,
    `blocked` where it gave up after a permission had stood against it."""
    permissions: PermissionsCheck | None = None

    @model_validator(mode="after")
    def _one(self) -> CheckEntry:
        require_one(self, *KINDS)
        return self
