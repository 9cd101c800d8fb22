"""The manifest as a server holds it."""

from __future__ import annotations

import json
import logging
import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from webagent_manifests.publishing import NotPublishable, Publisher

from tests.manifests.documents import document, rule

if TYPE_CHECKING:
    from pathlib import Path

GOOD = json.dumps(document(False)).encode()
BETTER = json.dumps(document(True, rule("read_content", "*", True))).encode()


def _body(publisher: Publisher) -> bytes:
    answer = publisher.answer("GET", "/.well-known/agent-permissions.json", lambda _name: None)
    assert answer is not None
    assert answer.status == 200
    return answer.body


def test_bytes_are_a_manifest_too() -> None:
    assert _body(Publisher(GOOD)) == GOOD


def test_no_byte_order_mark_is_published() -> None:
    """RFC 8259, section 8.1."""
    assert _body(Publisher(b"\xef\xbb\xbf" + GOOD)) == GOOD


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "Not JSON"),
        (b'{"strict": true}', "metadata"),
        (b'{"allowed_uses": []}', "usage policy"),
    ],
)
def test_the_fault_is_named_at_the_start(body: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(body)
    with pytest.raises(NotPublishable, match=words) as caught:
        Publisher(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(NotPublishable, match="No such file"):
        Publisher(tmp_path / "none.json", reload=True)


def test_bytes_cannot_be_watched() -> None:
    with pytest.raises(ValueError, match="give a path"):
        Publisher(GOOD, reload=True)


def test_no_change_lies_in_the_future(tmp_path: Path) -> None:
    """RFC 9110, section 8.8.2.1."""
    path = tmp_path / "mine.json"
    path.write_bytes(GOOD)
    os.utime(path, (time.time() + 9e4, time.time() + 9e4))
    answer = Publisher(path).answer(
        "GET", "/.well-known/agent-permissions.json", lambda _name: None
    )
    assert answer is not None
    modified = datetime.strptime(
        dict(answer.headers)["Last-Modified"], "%a, %d %b %Y %H:%M:%S GMT"
    ).replace(tzinfo=UTC)
    assert modified <= datetime.now(UTC)


def test_changes_are_served_where_they_are_watched_for(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(GOOD)
    fixed, watching = Publisher(path), Publisher(path, reload=True)

    path.write_bytes(BETTER)
    assert _body(fixed) == GOOD
    assert _body(watching) == BETTER


def test_a_change_that_breaks_the_manifest_is_logged_and_not_served(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(GOOD)
    publisher = Publisher(path, reload=True)

    with caplog.at_level(logging.WARNING, "webagent_manifests.publishing"):
        path.write_text("{", encoding="utf-8")
        assert [_body(publisher), _body(publisher)] == [GOOD, GOOD]
        path.unlink()
        assert _body(publisher) == GOOD
        path.write_bytes(BETTER)
        assert _body(publisher) == BETTER

    broken, missing = (record.getMessage() for record in caplog.records)
    assert "Not JSON" in broken
    assert "still served" in broken
    assert "can't be read" in missing
