"""What a linter has to say about a manifest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._manifest import Manifest


class Severity(StrEnum):
    """How much a finding matters.

    An error keeps agents from following the file as it is meant, a warning probably does, and an
    info is good to know.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of one place.

    `code` is stable and stands in the catalogue. `path` is the JSON path of the place (RFC 9535,
    `$` is the document) and `line` its line in the file, counted from 1; None if the problem is
    not in the file. `message` says what is wrong, `hint` what to write instead.
    """

    code: str
    severity: Severity
    path: str
    line: int | None
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on one file, in the order of the file.

    `valid` tells whether the file is one that `parse_manifest` accepts, and then `manifest` is
    what it returns. A valid file can still have errors: an impossible time window fits the schema.
    """

    findings: tuple[Finding, ...]
    valid: bool
    manifest: Manifest | None = None

    @property
    def sound(self) -> bool:
        """Whether the file is valid and no finding is an error."""
        return self.valid and has_no_error(self.findings)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file after its fixes; `applied` are the findings, in the order they were mended."""

    body: bytes
    applied: tuple[Finding, ...]


def has_no_error(findings: tuple[Finding, ...]) -> bool:
    """Whether none of the findings is an error."""
    return all(finding.severity is not Severity.ERROR for finding in findings)
