"""Which browser is driven: option, variable, Playwright's own, then the PATH."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from webagent.browser import find_browser
from webagent.errors import BrowserMissing

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Playwright


def _program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def _playwright(own: Path) -> Playwright:
    """Playwright as far as it is asked: where its own download would be."""
    return cast("Playwright", SimpleNamespace(chromium=SimpleNamespace(executable_path=str(own))))


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A browser at each of the four places."""
    found = {
        "option": _program(tmp_path / "a", "my-browser"),
        "variable": _program(tmp_path / "b", "set-browser"),
        "own": _program(tmp_path / "c", "chrome"),
        "path": _program(tmp_path / "d", "chromium"),
    }
    monkeypatch.setenv("WEBAGENT_BROWSER", str(found["variable"]))
    monkeypatch.setenv("PATH", str(tmp_path / "d"))
    return found


def test_each_place_comes_before_the_next(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    playwright = _playwright(places["own"])
    assert find_browser(playwright, places["option"]) == places["option"]
    assert find_browser(playwright) == places["variable"]
    monkeypatch.delenv("WEBAGENT_BROWSER")
    assert find_browser(playwright) == places["own"]
    places["own"].unlink()
    assert find_browser(playwright) == places["path"]


def test_chromium_is_preferred_to_chrome_on_the_path(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEBAGENT_BROWSER")
    places["own"].unlink()
    chrome = _program(places["path"].parent, "google-chrome")
    assert find_browser(_playwright(places["own"])) == places["path"]
    places["path"].unlink()
    assert find_browser(_playwright(places["own"])) == chrome


@pytest.mark.parametrize("source", ["--browser", "WEBAGENT_BROWSER"])
def test_what_is_named_but_not_there_is_never_passed_over(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    option = "/no/such/browser" if source == "--browser" else None
    monkeypatch.setenv("WEBAGENT_BROWSER", "/no/such/browser")
    with pytest.raises(BrowserMissing, match=rf"^{source} names /no/such/browser"):
        find_browser(_playwright(places["own"]), option)


def test_without_any_the_error_says_in_one_line_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrowserMissing) as missing:
        find_browser(_playwright(tmp_path / "none"))
    assert "playwright install chromium" in str(missing.value)
    assert "WEBAGENT_BROWSER" in str(missing.value)
    assert "\n" not in str(missing.value)
