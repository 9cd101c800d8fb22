"""A broken or earlier manifest of this same format, mended without loosening it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from .._manifest import ActionGuideline, ApiEntry, ApiType, Directive, Modifiers, Verb
from .._parse import LONGEST_SELECTOR
from .._text import quote
from .._time_window import TimeWindow
from .._xpath import css_from_xpath
from ._soundness import close

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._json import Json

OWN_KEYS = frozenset(("metadata", "strict", "resource_rules", "action_guidelines", "api"))
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212-]\s*")
_VERBS = {verb.value: verb for verb in Verb}
# Draft 0.3 named six verbs, one of them otherwise.
_RENAMED = {"fill_form": Verb.SET_INPUT_VALUE}
_DAY_SECONDS = 86_400


def mend(document: Mapping[str, Json], notes: list[str]) -> dict[str, Any]:
    """Return a document of the current format without its metadata.

    A verb is forbidden altogether if one of its prohibitions or conditions is on elements that
    cannot be told any more; a permission on such elements is dropped, and one with a condition that
    cannot be read forbids.
    """
    written = document.get("resource_rules")
    strict = _strict(document.get("strict"), notes)
    if not strict and not all(isinstance(each, dict) for each in _entries(written, [])):
        strict = True
        notes.append("A rule could not be read at all, so the manifest is strict now.")
    mended: dict[str, Any] = {"strict": strict}
    lost: set[str] = set()
    rules = [
        rule
        for index, each in enumerate(_entries(written, notes))
        if (rule := _rule(each, f"Rule {index}", lost, notes)) is not None
    ]
    rules = close(rules, lost)
    verdicts = {(rule["verb"], rule["allowed"]) for rule in rules}
    if any((verb, not allowed) in verdicts for verb, allowed in verdicts):
        notes.append(
            "Early drafts let the order of rules decide. Now the more specific selector does, and "
            "the order only between equals: read the result with `webagent manifest explain`."
        )
    guidelines = [
        guideline
        for index, each in enumerate(_entries(document.get("action_guidelines"), notes))
        if (guideline := _guideline(each, f"Guideline {index}", notes)) is not None
    ]
    guidelines += _custom_verbs(document, notes)
    interfaces = [
        interface
        for index, each in enumerate(_entries(document.get("api"), notes))
        if (interface := _interface(each, f"Interface {index}", notes)) is not None
    ]
    lists = {"resource_rules": rules, "action_guidelines": guidelines, "api": interfaces}
    mended.update({key: value for key, value in lists.items() if value})
    extra = [quote(key) for key in document if key not in OWN_KEYS | {"custom_verbs"}]
    if extra:
        notes.append(f"Keys that the format does not have were left out: {', '.join(extra)}.")
    return mended


def author_of(metadata: Json, notes: list[str]) -> str | None:
    """Return the author, with the contact that some files keep beside it."""
    if not isinstance(metadata, dict):
        return None
    extra = [key for key in metadata if key not in ("schema_version", "last_updated", "author")]
    author, contact = metadata.get("author"), metadata.get("contact")
    parts = [text for text in (author, contact) if isinstance(text, str) and text]
    left_out = [quote(key) for key in extra if not (key == "contact" and contact in parts)]
    if left_out:
        notes.append(f"Metadata that the format does not have was left out: {', '.join(left_out)}.")
    if len(parts) == 2:
        return f"{parts[0]} ({parts[1]})"
    return parts[0] if parts else None


def _strict(value: Json, notes: list[str]) -> bool:
    if isinstance(value, bool):
        return value
    notes.append(
        "`strict` was missing or no boolean: it is true now, as drafts without it forbade what no "
        "rule names."
    )
    return True


def _rule(each: Json, name: str, lost: set[str], notes: list[str]) -> dict[str, Any] | None:
    if not isinstance(each, dict):
        notes.append(f"{name} was no object and was left out.")
        return None
    allowed = each.get("allowed") is True
    verb = _verb(each.get("verb"))
    if verb is None:
        notes.append(
            f"{name} was on {quote(str(each.get('verb')))}, which is no verb of the format; it was "
            "left out, since agents must not do what has no verb."
        )
        return None
    if not isinstance(each.get("allowed"), bool):
        notes.append(f"{name} did not say true or false in `allowed`: taken as forbidden.")
    selector, problem = _selector(each.get("selector"))
    if selector is None:
        if allowed and _modifiers(each.get("modifiers")) == {}:
            notes.append(f"{name} allowed {verb.value} on {problem}; it was left out.")
        else:
            lost.add(verb.value)
            notes.append(
                f"{name} restricted {verb.value} on {problem}; it is forbidden everywhere now."
            )
        return None
    rule: dict[str, Any] = {"verb": verb.value, "selector": selector, "allowed": allowed}
    modifiers = _modifiers(each.get("modifiers"))
    if not allowed:
        if modifiers != {}:
            notes.append(
                f"{name} had conditions on a prohibition, which had no effect; they are gone."
            )
        return rule
    if modifiers is None:
        notes.append(f"{name} had a condition that can't be read or never holds; it forbids now.")
        return {**rule, "allowed": False}
    limit = modifiers.get("rate_limit")
    written = each.get("modifiers")
    if limit is not None and isinstance(written, dict) and limit != written.get("rate_limit"):
        notes.append(f"{name} is limited per day; a limit without a window was one per session.")
    return {**rule, "modifiers": modifiers} if modifiers else rule


def _verb(value: Json) -> Verb | None:
    return _VERBS.get(value) or _RENAMED.get(value) if isinstance(value, str) else None


def _selector(value: Json) -> tuple[str | None, str]:
    """Return the selector, or None and what it was instead."""
    if isinstance(value, dict):
        kind, text = value.get("type"), value.get("value")
        if kind == "all":
            return "*", ""
        if kind == "xpath" and isinstance(text, str):
            return css_from_xpath(text), f"the XPath expression {quote(text)}"
        if kind != "css":
            return None, f"a selector of the type {quote(str(kind))}"
        value = text
    if not isinstance(value, str) or not value.strip():
        return None, "no selector"
    if value.lstrip().startswith(("/", "./", "(/", "xpath=")):
        text = value.strip().removeprefix("xpath=")
        return css_from_xpath(text), f"the XPath expression {quote(text)}"
    if len(value) > LONGEST_SELECTOR:
        return None, "a selector that is too long"
    return value.strip(), ""


def _modifiers(value: Json) -> dict[str, Any] | None:
    """Return the modifiers that have an effect, or None where the permission can't be kept."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        return None
    written: dict[str, Any] = dict(value)
    window = written.get("time_window")
    if isinstance(window, str):
        written["time_window"] = _DASHES.sub("-", window.strip())
    try:
        modifiers = Modifiers.model_validate(written)
    except ValidationError:
        return None
    if any(value is None for value in written.values()):
        return None
    if modifiers.time_window is not None and TimeWindow.parse(modifiers.time_window) is None:
        return None
    kept: dict[str, Any] = modifiers.model_dump(exclude_none=True)
    if modifiers.human_in_the_loop is False:
        del kept["human_in_the_loop"]
    limit = modifiers.rate_limit
    if limit is not None and limit.max_requests is None:
        del kept["rate_limit"]
    elif limit is not None and limit.window_seconds is None:
        # Without a window it is a cap per session, which a linter takes for a slip.
        kept["rate_limit"]["window_seconds"] = _DAY_SECONDS
    return kept


def _guideline(each: Json, name: str, notes: list[str]) -> dict[str, str] | None:
    if not isinstance(each, dict):
        notes.append(f"{name} was no object and was left out.")
        return None
    directive = " ".join(str(each.get("directive")).upper().replace("_", " ").split())
    description, exceptions = each.get("description"), each.get("exceptions")
    if isinstance(exceptions, tuple):
        exceptions = "; ".join(text for text in exceptions if isinstance(text, str))
    if directive not in {known.value for known in Directive} or not isinstance(description, str):
        notes.append(
            f"{name} ({quote(directive)}) has no directive of the format or no description; it was "
            "left out."
        )
        return None
    guideline = {"directive": directive, "description": description}
    if isinstance(exceptions, str) and exceptions:
        guideline["exceptions"] = exceptions
    return ActionGuideline.model_validate(guideline).model_dump(mode="json", exclude_none=True)


def _custom_verbs(document: Mapping[str, Json], notes: list[str]) -> list[dict[str, str]]:
    """Ask in words for what the rules on custom verbs forbade."""
    described = document.get("custom_verbs")
    custom = described if isinstance(described, dict) else {}
    if custom:
        notes.append(
            "Custom verbs are gone from the format: agents must not do what has no verb. Those "
            "that a rule forbade became guidelines."
        )
    rules = document.get("resource_rules")
    forbidden = {
        verb
        for rule in (rules if isinstance(rules, tuple) else ())
        if isinstance(rule, dict) and rule.get("allowed") is False
        if isinstance(verb := rule.get("verb"), str) and _verb(verb) is None
    }
    return [
        {
            "directive": "MUST NOT",
            "description": f"{verb}: {text}" if isinstance(text := custom.get(verb), str) else verb,
        }
        for verb in sorted(forbidden)
    ]


def _interface(each: Json, name: str, notes: list[str]) -> dict[str, str] | None:
    if isinstance(each, dict):
        kind, endpoint = str(each.get("type")).lower(), each.get("endpoint")
        if (
            kind in {known.value for known in ApiType}
            and isinstance(endpoint, str)
            and endpoint.startswith("https://")
        ):
            docs = each.get("docs")
            description = each.get("description")
            entry = ApiEntry(
                type=ApiType(kind),
                endpoint=endpoint,
                description=description if isinstance(description, str) else f"{kind} interface",
                docs=docs if isinstance(docs, str) else None,
            )
            return entry.model_dump(mode="json", exclude_none=True)
        notes.append(
            f"{name} ({quote(str(each.get('type')))}) was left out: it needs the type openapi, mcp "
            "or a2a and an endpoint that begins with https://."
        )
    return None


def _entries(value: Json, notes: list[str]) -> tuple[Json, ...]:
    if value is not None and not isinstance(value, tuple):
        notes.append("A list of the format was no array and was left out.")
    return value if isinstance(value, tuple) else ()
