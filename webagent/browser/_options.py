"""How the browser is started and what it keeps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.errors import UsageError

if TYPE_CHECKING:
    import os
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """Settings of one browser session."""

    executable: str | os.PathLike[str] | None = None
    """The browser program; looked for when not given, see `find_browser`."""
    headless: bool = True
    viewport: tuple[int, int] = (1280, 800)
    """Width and height in CSS pixels."""
    locale: str | None = None
    """BCP 47 tag, such as `de-AT`."""
    storage_state: Path | None = None
    """Cookies and local storage to start with: a file in Playwright's format."""
    save_storage_state: Path | None = None
    """Where to keep them at the end; readable by the owner only."""
    trace: Path | None = None
    """Where to write a Playwright trace (zip)."""

    def __post_init__(self) -> None:
        """Refuse what would only fail later. Raises `UsageError`."""
        if self.storage_state is not None:
            _check_storage_state(self.storage_state)
        if min(self.viewport) < 1:
            raise UsageError("The viewport must be at least 1×1.")


def _check_storage_state(path: Path) -> None:
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"The storage state {path} can't be read: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"The storage state {path} is not JSON.") from error
    if not isinstance(state, dict) or not {"cookies", "origins"} & state.keys():
        raise UsageError(f"{path} is no Playwright storage state: it has no cookies or origins.")
