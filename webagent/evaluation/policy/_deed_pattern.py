"""Kinds of deeds, as an expectation names them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from webagent_actions import VERBS
from webagent_manifests import NAVIGATION, Verb

_PERFORMED = {name for name, verb in VERBS.items() if verb.touches_page and name != "fill_form"}
_KNOWN = sorted(_PERFORMED | {verb.value for verb in Verb} - {Verb.ALL.value} | {NAVIGATION})


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _verb(text: str) -> str:
    if text not in _KNOWN:
        raise ValueError(f"“{text}” is no verb; allowed: {', '.join(_KNOWN)}")
    return text


def _request(text: str) -> str:
    method, _, path = text.partition(" ")
    if not method.isalpha() or not path.startswith(("/", "*", "http")):
        raise ValueError(f"“{text}” must be a method and an address, such as “POST /orders/*”")
    return f"{method.upper()} {path}"


Verbs = Annotated[
    tuple[Annotated[str, AfterValidator(_verb)], ...], BeforeValidator(_listed), Field(min_length=1)
]
Texts = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_listed), Field(min_length=1)
]


class DeedPattern(BaseModel):
    """What an agent may do, by any of its traits; all that are given must be so.

    In texts, `*` stands for anything, and case and white space do not count. Addresses are compared
    as in `webagent.planning.plan.UrlMatches`: one that begins with `/` with the path alone.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid")

    verb: Verbs | None = None
    """One of the agent's own (`click`, `type`, `goto` …) or of agent-permissions.json
    (`submit_form`, `follow_link` …), or several, any of which may be it."""
    role: Texts | None = None
    """Of the element, such as `button`; `dialog` for what is answered in one."""
    name: Texts | None = None
    """Of the element, as the page names it; of a dialog, its message."""
    value: Texts | None = None
    """What is typed, chosen or uploaded; a secret stands as its placeholder `{{name}}`."""
    page: Texts | None = None
    """The address of the page that it is done on."""
    leads_to: Texts | None = None
    """An address that it opens."""
    sends: Annotated[str, AfterValidator(_request)] | None = None
    """A request that it causes, such as `POST /orders/*`."""

    @model_validator(mode="after")
    def _some(self) -> DeedPattern:
        if all(getattr(self, name) is None for name in type(self).model_fields):
            raise ValueError(f"name at least one of {', '.join(type(self).model_fields)}")
        return self
