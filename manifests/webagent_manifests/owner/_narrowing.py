"""What a stance in another format is bound to, besides the word that it is on.

A manifest's rules know neither paths nor agents, logins or amounts; a permission under such a
condition is none of theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._claims import phrase
from ._publisher import NAME_KEYS, SITE_KEYS
from ._vocabulary import is_use

if TYPE_CHECKING:
    from .._json import Json

STANCE_KEYS = ("effect", "allowed", "allow", "permission", "status", "access", "value")
APPROVAL_KEYS = frozenset(
    ("human in the loop", "human required", "requires approval", "requires confirmation",
     "requires human approval", "require approval", "user initiated only")
)  # fmt: skip
RATE_KEYS = frozenset(("rate limit", "rate limits", "ratelimit"))
NARROWING = {
    "allowed agents": "to named agents",
    "amount": "by an amount",
    "auth": "by a login",
    "condition": "by a condition",
    "conditions": "by conditions",
    "limit": "by an amount",
    "max amount": "by an amount",
    "max value": "by an amount",
    "paths": "to some paths",
    "patterns": "to some paths",
    "requires": "by a requirement",
    "resource": "to some paths",
    "resources": "to some paths",
    "scope": "to a scope",
    "scopes": "to a scope",
    "selector": "to a selector of another format",
    "when": "by a condition",
}
_NO_NARROWING = frozenset(("", "*", "all", "any", "everything", "none", "public", "none required"))
_EVERYWHERE = frozenset(("*", "/*", "/**", "**"))
HANDLED = frozenset(
    (*RATE_KEYS, *map(phrase, SITE_KEYS), *map(phrase, NAME_KEYS), *map(phrase, STANCE_KEYS),
     *APPROVAL_KEYS, "allowed agents", "disallowed agents", "allowed for agents", "api fallbacks",
     "contact", "description", "discovery", "endpoints", "last updated", "notes", "note",
     "permissioning version", "policy version", "preferred entry points", "reason", "schema",
     "schema version", "updated", "user agent required", "version")
)  # fmt: skip
# As the word itself, and not as a member beside it, `access` states something.
HANDLED_ABOVE = HANDLED - {"access"}
# Beside a stance these say nothing of what it holds for, or are read elsewhere.
_HARMLESS = frozenset(
    (*RATE_KEYS, *STANCE_KEYS, *APPROVAL_KEYS, *NARROWING, "action", "actions",
     "allowed for agents", "contact", "description", "disallowed agents", "format", "formats", "id",
     "last updated", "markdown endpoints", "method", "methods", "name", "note", "notes",
     "preferred endpoints", "preferred format", "priority", "reason", "title", "updated",
     "user agent required", "version")
)  # fmt: skip


def narrowing(members: dict[str, Json], hosts: set[str]) -> str | None:
    """Return what a stance is bound to by its known members; `hosts` are the site's own."""
    for key, words in NARROWING.items():
        value = members.get(key)
        if is_empty(value):
            continue
        texts = (value,) if isinstance(value, str) else value
        if isinstance(texts, tuple) and any(
            isinstance(text, str)
            and (_is_everywhere(text, hosts) or text.strip().lower() in _NO_NARROWING)
            for text in texts
        ):
            continue
        return words
    return None


def is_required(word: str, stated: Json) -> bool:
    """Whether it must be done: `cite: required`, `attribution_required: true`."""
    if isinstance(stated, str):
        return phrase(stated) in ("required", "mandatory")
    return stated is True and phrase(word).endswith(" required")


def requirement(members: dict[str, Json]) -> str | None:
    """Return what has to be there before anything is allowed, such as a login."""
    return next(
        (
            f"by “{word}”"
            for word, stated in members.items()
            if is_required(word, stated) and word not in HANDLED and not is_use(word)
        ),
        None,
    )


def unread(members: dict[str, Json]) -> str | None:
    """Return what else is said beside a stance, as it may take some of the stance back."""
    return next(
        (
            f"by “{key}”"
            for key, member in members.items()
            if key not in _HARMLESS and not isinstance(member, dict) and not is_empty(member)
        ),
        None,
    )


def is_empty(value: Json) -> bool:
    """Whether a value binds nothing; an amount of 0 does."""
    return value is None or value is False or (isinstance(value, str | tuple | dict) and not value)


def _is_everywhere(pattern: str, hosts: set[str]) -> bool:
    if pattern in _EVERYWHERE:
        return True
    host, slash, path = pattern.removeprefix("https://").partition("/")
    return host.lower() in hosts and slash + path in _EVERYWHERE
