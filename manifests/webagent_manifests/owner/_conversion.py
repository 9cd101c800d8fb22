"""A policy in another format as a manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .._errors import ManifestError
from .._foreign import foreign_format
from .._json import load_json
from .._manifest import SCHEMA_VERSION
from .._parse import parse_manifest
from .._text import quote
from ..lint import lint
from ._claims import Findings
from ._draft_manifest import OWN_KEYS, author_of, mend
from ._foreign_policies import read_policy, sections
from ._soundness import without_errors
from ._synthesis import synthesize

if TYPE_CHECKING:
    from .._json import Json


class Unconvertible(ManifestError):
    """The document states no permissions in a format that is known."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A manifest made from another policy.

    `document` is the manifest as plain JSON values; parse_manifest accepts it, and the linter finds
    no error in it. `format_name` says what the source was, and `notes` what its owner has to know:
    what was left out, what only a guideline says now, what is stricter than it was.
    """

    document: dict[str, Any]
    format_name: str
    notes: tuple[str, ...]

    def to_text(self) -> str:
        """Return the manifest as a file's text."""
        return json.dumps(self.document, ensure_ascii=False, indent=2) + "\n"


def convert(body: bytes | str, *, now: datetime | None = None) -> Converted:
    """Make a manifest from a policy in another format, or from a broken or earlier one of this.

    The result never allows what the source did not plainly allow to every agent on every page.
    `now` dates it; it must be timezone-aware. Raises Unconvertible for a document in no known
    format and the other ManifestErrors of parse_manifest for one that is too large or no JSON.
    """
    moment = datetime.now(UTC) if now is None else now
    report = lint(body, now=moment)
    if report.manifest is None or not report.sound:
        return _convert(body, moment)
    document = report.manifest.model_dump(mode="json", exclude_defaults=True)
    return Converted(document, "an agent-permissions manifest", ("It is sound as it stands.",))


def _convert(body: bytes | str, now: datetime) -> Converted:
    document = load_json(body)
    if not isinstance(document, dict):
        raise Unconvertible("The document must be a JSON object.")
    findings = Findings()
    known, own = sections(document), OWN_KEYS & document.keys()
    if known and own - {"metadata"}:
        raise Unconvertible(
            f"The document mixes two formats ({quote(sorted(own)[-1])} and {quote(known[0])}); "
            "keep one of them."
        )
    if known:
        format_name = foreign_format(document) or "a policy of permissions by word"
        content = _from_policy(document, findings)
    elif own:
        format_name = "an earlier or broken agent-permissions manifest"
        content = mend(document, findings.notes)
        findings.author = author_of(document.get("metadata"), findings.notes)
    else:
        raise Unconvertible(
            "The document states no permissions in a known format; write a manifest with "
            "`webagent manifest init`."
        )
    metadata = {
        "schema_version": SCHEMA_VERSION,
        "last_updated": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    if findings.author is not None:
        metadata["author"] = findings.author
    manifest = without_errors({"metadata": metadata, **content}, findings.notes)
    converted = Converted(manifest, format_name, tuple(dict.fromkeys(findings.notes)))
    parse_manifest(converted.to_text())
    return converted


def _from_policy(document: dict[str, Json], findings: Findings) -> dict[str, Any]:
    read_policy(document, findings)
    content: dict[str, Any] = {"strict": True}
    rules = synthesize(findings)
    if rules:
        content["resource_rules"] = rules
    if findings.guidelines:
        content["action_guidelines"] = findings.guidelines
    if findings.interfaces:
        content["api"] = findings.interfaces
    return content
