"""Settings that could not work are refused before a browser starts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from webagent import BrowserOptions, UsageError

if TYPE_CHECKING:
    from pathlib import Path

COOKIE = {"name": "a", "value": "b", "domain": "127.0.0.1", "path": "/"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("not json", "is not JSON"),
        ("[]", "no cookies or origins"),
        ('{"other": 1}', "no cookies or origins"),
        ('{"cookies": 5}', "cookies: "),
        ('{"cookies": [{"name": "a"}]}', "cookies.0.value: "),
        ('{"origins": [{"origin": "x", "localStorage": [1]}]}', "origins.0.localStorage.0: "),
    ],
)
def test_a_bad_storage_state_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    state = tmp_path / "state.json"
    state.write_text(content)
    with pytest.raises(UsageError) as refused:
        BrowserOptions(storage_state=state)
    assert complaint in str(refused.value)
    assert str(state) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_storage_state_of_bytes_or_none_is_named(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with pytest.raises(UsageError, match="can't be read"):
        BrowserOptions(storage_state=state)
    state.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="is not JSON"):
        BrowserOptions(storage_state=state)


def test_a_good_storage_state_is_taken(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.write_text(json.dumps({"cookies": [COOKIE]}))
    assert BrowserOptions(storage_state=state).storage_state == state


@pytest.mark.parametrize("option", ["save_storage_state", "trace", "har"])
def test_what_is_to_be_kept_needs_a_place(tmp_path: Path, option: str) -> None:
    settings: dict[str, Any] = {option: tmp_path / "no folder" / "file"}
    with pytest.raises(UsageError, match="can't be written"):
        BrowserOptions(**settings)
    settings[option] = tmp_path
    with pytest.raises(UsageError, match="is a folder"):
        BrowserOptions(**settings)


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"viewport": (0, 600)}, "at least 1×1"),
        ({"geolocation": (90.5, 0)}, "is no place"),
        ({"geolocation": (0, -181)}, "is no place"),
        ({"locale": "!!"}, "no language tag"),
        ({"locale": "de AT"}, "no language tag"),
        ({"locale": ""}, "no language tag"),
    ],
)
def test_settings_of_no_browser_are_refused(settings: dict[str, Any], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        BrowserOptions(**settings)
