"""The agent-permissions.json document as values.

Source: LAS-WG agent-permissions specification, the JSON Schema of the draft that requires
`metadata` and `strict`. Every object is closed: an unknown key invalidates the document.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, FailFast, Field


class Verb(StrEnum):
    """What an agent can do to an element; `ALL` stands for every other verb in a rule."""

    ALL = "all"
    READ_CONTENT = "read_content"
    READ_METADATA = "read_metadata"
    FOLLOW_LINK = "follow_link"
    CLICK_ELEMENT = "click_element"
    SCROLL_PAGE = "scroll_page"
    SET_INPUT_VALUE = "set_input_value"
    SUBMIT_FORM = "submit_form"
    EXECUTE_SCRIPT = "execute_script"
    PLAY_MEDIA = "play_media"
    PAUSE_MEDIA = "pause_media"
    MUTE_MEDIA = "mute_media"
    UNMUTE_MEDIA = "unmute_media"
    UPLOAD_FILE = "upload_file"
    DOWNLOAD_FILE = "download_file"
    COPY_TO_CLIPBOARD = "copy_to_clipboard"


class Directive(StrEnum):
    """How binding a guideline is (RFC 2119 words; the format has no MAY)."""

    MUST = "MUST"
    MUST_NOT = "MUST NOT"
    SHOULD = "SHOULD"
    SHOULD_NOT = "SHOULD NOT"


class ApiType(StrEnum):
    """The kind of programmatic interface a site offers instead of its pages."""

    OPENAPI = "openapi"
    MCP = "mcp"
    A2A = "a2a"


SCHEMA_VERSION = "1.0.0"
"""The only version that the draft's example and schema know."""

_Entry = TypeVar("_Entry")
# One wrong entry refuses the document: a million of them must not become a million messages.
_Entries = Annotated[tuple[_Entry, ...], FailFast()]


class _Object(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Metadata(_Object):
    """Facts about the document itself."""

    schema_version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    # The schema's `format: date-time` is an annotation in JSON Schema draft-07, and no decision
    # reads it: refusing a file of denials over a malformed date would only loosen it.
    last_updated: str
    author: str | None = None


class RateLimit(_Object):
    """At most `max_requests` actions in any `window_seconds` seconds.

    The schema lets either be missing: without `window_seconds` the limit is a cap per session,
    without `max_requests` it has no effect.
    """

    max_requests: Annotated[int, Field(ge=1)] | None = None
    window_seconds: Annotated[int, Field(ge=1)] | None = None


class Modifiers(_Object):
    """Conditions on a permission; `time_window` reads `HH:MM-HH:MM UTC`."""

    burst: Annotated[int, Field(ge=1)] | None = None
    rate_limit: RateLimit | None = None
    time_window: (
        Annotated[str, Field(pattern=r"^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9] UTC$")] | None
    ) = None
    human_in_the_loop: bool | None = None


class ResourceRule(_Object):
    """Allows or forbids one verb on the elements that a CSS selector matches."""

    verb: Annotated[Verb, Field(strict=False)]
    selector: str
    allowed: bool
    modifiers: Modifiers = Modifiers()


class ActionGuideline(_Object):
    """A wish about conduct that no element can carry, in the site's own words."""

    directive: Annotated[Directive, Field(strict=False)]
    description: str
    exceptions: str | None = None


class ApiEntry(_Object):
    """A programmatic interface; `endpoint` may be relative to the manifest's URL."""

    type: Annotated[ApiType, Field(strict=False)]
    endpoint: str
    description: str
    docs: str | None = None


class Manifest(_Object):
    """A whole document; what no rule names is forbidden if `strict`, and allowed if not."""

    metadata: Metadata
    strict: bool
    resource_rules: _Entries[ResourceRule] = ()
    action_guidelines: _Entries[ActionGuideline] = ()
    api: _Entries[ApiEntry] = ()
