"""Where an owner's page is: in a file or on the web."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from webagent.errors import UsageError


def is_address(source: str) -> bool:
    """Whether a source is the address of a page, not the path of a file."""
    return source.lower().startswith(("http://", "https://"))


def readable_file(source: str) -> Path:
    """Return the path of a page in a file, which a `file:` address may name too.

    Raises `UsageError` if there is none or it can't be read.
    """
    named = source.lower().startswith("file:")
    path = Path(url2pathname(urlsplit(source).path) if named else source)
    try:
        with path.open("rb"):
            return path
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"{source} can't be read ({reason}): give an HTML file or an http(s) address."
        ) from error
