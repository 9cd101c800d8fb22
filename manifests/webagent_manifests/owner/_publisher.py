"""Who publishes a policy, and what it says beside its permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ._claims import phrase
from ._rates import read_rate

if TYPE_CHECKING:
    from .._json import Json
    from ._claims import Findings

_INTERFACES = {
    "a2a": "The site's agent (A2A).",
    "mcp": "The site's MCP server.",
    "openapi": "The site's HTTP API.",
}
SITE_KEYS = ("site", "owner", "domain", "homepage", "site_url", "website", "base_url", "url")
NAME_KEYS = ("author", "publisher", "business", "owner", "name", "site_name", "organization")


def read_publisher(document: dict[str, Json], findings: Findings) -> None:
    """Find the hosts that a policy is about, and a name with a contact."""
    for key in SITE_KEYS:
        value = document.get(key)
        host = _host(value) if isinstance(value, str) else None
        if host is not None:
            findings.hosts.add(host)
    name = next((text for key in NAME_KEYS if (text := _name(document.get(key))) is not None), None)
    contact = document.get("contact")
    if isinstance(contact, str) and contact:
        name = contact if name is None else f"{name} ({contact})"
    findings.author = name


def read_interfaces(document: dict[str, Json], findings: Findings) -> None:
    """Find the interfaces for programs that a manifest can name."""
    for holder in ("discovery", "preferredEntryPoints", "endpoints", "api_fallbacks"):
        value = document.get(holder)
        pairs: list[tuple[str, Json]] = []
        if isinstance(value, dict):
            pairs = list(value.items())
        elif isinstance(value, tuple):
            pairs = [
                (str(each.get("type")), each.get("url", each.get("endpoint")))
                for each in value
                if isinstance(each, dict)
            ]
        for kind, endpoint in pairs:
            name = phrase(kind)
            if (
                name in _INTERFACES
                and isinstance(endpoint, str)
                and endpoint.startswith("https://")
            ):
                findings.interfaces.append(
                    {"type": name, "endpoint": endpoint, "description": _INTERFACES[name]}
                )


def read_site_limits(value: Json, findings: Findings) -> None:
    """Read the limits on all requests; what is no rate becomes a guideline."""
    if value is None:
        return
    nested = list(value.values()) if isinstance(value, dict) else []
    rates = [rate for rate in map(read_rate, (value, *nested)) if rate is not None]
    findings.limits.extend(rates)
    if not rates:
        findings.ask("SHOULD", f"Keep to the site's limit on requests: {_prose(value)}")
    concurrent = value.get("concurrentRequests") if isinstance(value, dict) else None
    if isinstance(concurrent, int) and concurrent >= 1:
        findings.burst = concurrent


def _host(address: str) -> str | None:
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None


def first_of(value: Json, keys: tuple[str, ...]) -> Json:
    """Return the first of some members of an object that says something."""
    if not isinstance(value, dict):
        return None
    return next((value[key] for key in keys if value.get(key)), None)


def _name(value: Json) -> str | None:
    text = first_of(value, ("name",)) if isinstance(value, dict) else value
    return text if isinstance(text, str) and text else None


def _prose(value: Json) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{phrase(key)} {_prose(each)}" for key, each in value.items())
    return " ".join(str(value).split())
