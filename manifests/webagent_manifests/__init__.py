"""What a site allows an agent to do: agent-permissions.json read, decided and discovered."""

from __future__ import annotations

from ._decision import Decision, ReasonCode, Verdict, strictest
from ._discovery import fetch_policy
from ._errors import ForeignManifest, ManifestError, ManifestInvalid, ManifestTooLarge
from ._ledger import Ledger
from ._manifest import (
    ActionGuideline,
    ApiEntry,
    ApiType,
    Directive,
    Manifest,
    Metadata,
    Modifiers,
    RateLimit,
    ResourceRule,
    Verb,
)
from ._parse import parse_manifest
from ._policy import PolicyStatus, SitePolicy
from ._request import ElementMatch, Request
from ._rules import RuleSet
from ._visibility import Visibility, VisibilityEntry

__all__ = [
    "ActionGuideline",
    "ApiEntry",
    "ApiType",
    "Decision",
    "Directive",
    "ElementMatch",
    "ForeignManifest",
    "Ledger",
    "Manifest",
    "ManifestError",
    "ManifestInvalid",
    "ManifestTooLarge",
    "Metadata",
    "Modifiers",
    "PolicyStatus",
    "RateLimit",
    "ReasonCode",
    "Request",
    "ResourceRule",
    "RuleSet",
    "SitePolicy",
    "Verb",
    "Verdict",
    "Visibility",
    "VisibilityEntry",
    "fetch_policy",
    "parse_manifest",
    "strictest",
]
