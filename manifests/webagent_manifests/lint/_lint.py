"""Everything that can be said of a manifest without a page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .._errors import ManifestError, ManifestInvalid
from .._parse import parse_manifest
from .._profile import Profile
from ._conflicts import check_conflicts
from ._finding import Report, has_no_error
from ._prose import check_apis, check_date, check_guidelines
from ._rules import check_rule
from ._schema import SchemaCheck
from ._text import read
from ._written import written_rules

if TYPE_CHECKING:
    from .._manifest import Manifest
    from ._notes import Notes


def lint(
    body: bytes | str,
    *,
    profile: Profile = Profile.HEAD,
    now: datetime | None = None,
    url: str | None = None,
) -> Report:
    """Return every problem of a file, schema violations and mistakes of JSON among them.

    Never raises for anything in `body`. `now`, timezone-aware and by default the clock's, is what
    `last_updated` is compared with; `url` is where the manifest is published, if known.
    """
    notes = collect(body, profile=profile, now=now, url=url)
    manifest: Manifest | None = None
    try:
        manifest = parse_manifest(body, profile=profile)
    except ManifestError as error:
        if has_no_error(notes.findings):
            path = error.path if isinstance(error, ManifestInvalid) else "$"
            notes.add(
                "schema-violation",
                path,
                None,
                f"Agents refuse the file: {error}",
                "Change it as the message says.",
            )
    return Report(notes.findings, manifest is not None, manifest)


def collect(
    body: bytes | str,
    *,
    profile: Profile = Profile.HEAD,
    now: datetime | None = None,
    url: str | None = None,
) -> Notes:
    """Return the notes on a file, with the edits that would mend it."""
    if now is not None and now.tzinfo is None:
        raise ValueError("Pass a timezone-aware time, such as datetime.now(UTC).")
    notes, root = read(body)
    if root is None or not SchemaCheck(notes, profile).document(root):
        return notes
    check_date(notes, root, now or datetime.now(UTC))
    rules = written_rules(root)
    for rule in rules:
        check_rule(notes, rule)
    check_conflicts(notes, rules, strict=root.get("strict") if root.complete else None)
    check_guidelines(notes, root)
    check_apis(notes, root, url)
    return notes
