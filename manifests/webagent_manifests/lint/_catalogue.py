"""Every code of a finding, with its severity."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ._finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

_BY_SEVERITY = {
    Severity.ERROR: (
        # The file as text and as JSON
        "duplicate-key",
        "foreign-format",
        "html-page",
        "lone-surrogate",
        "not-an-object",
        "not-json",
        "not-utf8",
        "null-value",
        "too-deep",
        "too-large",
        "too-many-entries",
        "too-many-keys",
        # The schema
        "bad-schema-version",
        "bad-time-window",
        "custom-verbs",
        "en-dash",
        "fill-form-verb",
        "long-selector",
        "missing-key",
        "missing-strict",
        "object-selector",
        "out-of-range",
        "schema-violation",
        "trailing-newline-time",
        "unknown-api-type",
        "unknown-directive",
        "unknown-key",
        "unknown-verb",
        "wrong-type",
        # What the schema lets through
        "bad-date",
        "bad-endpoint",
        "contradicting-rules",
        "empty-selector",
        "impossible-time",
        "insecure-endpoint",
        "invalid-selector",
        "one-sided-rate-limit",
        "relative-endpoint",
        "xpath-selector",
        # The page and the server
        "not-published",
        "several-links",
    ),
    Severity.WARNING: (
        "all-deny-overridden",
        "broken-link",
        "byte-order-mark",
        "click-denied-link-allowed",
        "container-for-verb",
        "cross-origin-endpoint",
        "cross-origin-link",
        "duplicate-rule",
        "future-last-updated",
        "generated-class",
        "guideline-injection",
        "guideline-is-rule",
        "link-in-body",
        "matches-nothing",
        "modifiers-on-deny",
        "pseudo-element",
        "script-needs-root",
        "shadowed-rule",
        "strict-without-reading",
        "tied-rules",
        "unchecked-selector",
        "unclosed-selector",
        "visited-selector",
    ),
    Severity.INFO: (
        "cache-headers",
        "content-type",
        "dropped-modifier",
        "large-file",
        "old-last-updated",
        "robots-contradiction",
    ),
}

SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    {code: severity for severity, codes in _BY_SEVERITY.items() for code in codes}
)
"""The severity of every code there is."""

FIXABLE = frozenset(
    {
        "bad-date",
        "byte-order-mark",
        "custom-verbs",
        "duplicate-rule",
        "en-dash",
        "fill-form-verb",
        "missing-strict",
        "modifiers-on-deny",
        "object-selector",
        "one-sided-rate-limit",
        "trailing-newline-time",
        "unknown-key",
        "xpath-selector",
    }
)
"""The codes that `fix` mends, where it can do so without guessing."""
