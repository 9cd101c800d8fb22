"""A linter for manifests: what is wrong with one, why, and what to write instead."""

from __future__ import annotations

from ._catalogue import FIXABLE, SEVERITIES
from ._finding import Finding, Fixed, Report, Severity
from ._fix import fix
from ._lint import lint
from ._page import lint_page
from ._pages import lint_pages
from ._published import lint_absence, lint_broken_link, lint_links, lint_response, lint_robots

__all__ = [
    "FIXABLE",
    "SEVERITIES",
    "Finding",
    "Fixed",
    "Report",
    "Severity",
    "fix",
    "lint",
    "lint_absence",
    "lint_broken_link",
    "lint_links",
    "lint_page",
    "lint_pages",
    "lint_response",
    "lint_robots",
]
