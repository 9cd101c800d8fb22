"""Why a body is not a manifest, and what else can go wrong here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ManifestError(ValueError):
    """The body cannot be used as a manifest of this format."""


class ManifestInvalid(ManifestError):
    """The body is not JSON, or breaks the format's schema.

    `path` is the JSON path of the first problem (`$` is the document) and `message` says what is
    wrong there and what is allowed.
    """

    def __init__(self, message: str, path: str = "$") -> None:
        super().__init__(f"{path}: {message}")
        self.message = message
        self.path = path


class ManifestTooLarge(ManifestError):
    """The body exceeds the size, the depth or the number of rules that are read."""


class ForeignManifest(ManifestError):
    """The body is a policy in another format that uses the same well-known path.

    `format_name` is that format's name in a sentence. Nothing in it is taken as a grant.
    """

    def __init__(self, format_name: str) -> None:
        super().__init__(
            f"The file is {format_name}, not an agent-permissions manifest; "
            "publish one with `metadata` and `strict`."
        )
        self.format_name = format_name


class LedgerUnavailable(OSError):
    """The file that limits are counted in cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The limits that sites set are counted in {path}, which cannot be used ({why}); "
            "make it writable, or move it away if it is damaged."
        )
        self.path = path
