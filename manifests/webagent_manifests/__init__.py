"""What a site allows an agent to do: agent-permissions.json read, decided and discovered."""

from .decision import Decision, ReasonCode, Verdict, strictest
from .discovery import fetch_policy
from .errors import ForeignManifest, ManifestError, ManifestInvalid, ManifestTooLarge
from .ledger import Ledger
from .manifest import (
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
from .parse import parse_manifest
from .policy import PolicyStatus, SitePolicy
from .request import ElementMatch, Request
from .rules import RuleSet
from .visibility import Visibility, VisibilityEntry

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
