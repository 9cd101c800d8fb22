"""What a site allows an agent to do: agent-permissions.json read, decided and discovered."""

from __future__ import annotations

from ._compose import Contributor, compose, compose_visibility
from ._decision import Considered, Decision, ReasonCode, Source, Verdict, strictest
from ._errors import (
    ForeignManifest,
    LedgerUnavailable,
    ManifestError,
    ManifestInvalid,
    ManifestTooLarge,
)
from ._ledger import Claim, Ledger, Mark, MemoryLedger, Use
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
from ._origin import Origin, origin_of
from ._parse import parse_manifest
from ._policy import PolicyStatus, SitePolicy
from ._profile import Profile
from ._read import ReadManifest, read_manifest
from ._request import NAVIGATION, ElementMatch, Request
from ._rules import RuleSet, unknown_verb
from ._safety import BuiltInSafety
from ._sqlite_ledger import SqliteLedger
from ._visibility import Visibility, VisibilityEntry

__all__ = [
    "NAVIGATION",
    "ActionGuideline",
    "ApiEntry",
    "ApiType",
    "BuiltInSafety",
    "Claim",
    "Considered",
    "Contributor",
    "Decision",
    "Directive",
    "ElementMatch",
    "ForeignManifest",
    "Ledger",
    "LedgerUnavailable",
    "Manifest",
    "ManifestError",
    "ManifestInvalid",
    "ManifestTooLarge",
    "Mark",
    "MemoryLedger",
    "Metadata",
    "Modifiers",
    "Origin",
    "PolicyStatus",
    "Profile",
    "RateLimit",
    "ReadManifest",
    "ReasonCode",
    "Request",
    "ResourceRule",
    "RuleSet",
    "SitePolicy",
    "Source",
    "SqliteLedger",
    "Use",
    "Verb",
    "Verdict",
    "Visibility",
    "VisibilityEntry",
    "compose",
    "compose_visibility",
    "origin_of",
    "parse_manifest",
    "read_manifest",
    "strictest",
    "unknown_verb",
]
