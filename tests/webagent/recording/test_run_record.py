"""Reading a run back from its events, whole, broken off and damaged."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.webagent.recording.written import OBSERVED, PROPOSED, STARTED
from webagent.errors import UsageError
from webagent.recording._report import write_report
from webagent.recording._run_record import RunRecord

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Recorded

MARKUP = [
    "</pre>",
    "<script>",
    "<!--",
    "]]>",
    '">',
    "' onload=x ",
    "&lt;",
    "&#60;",
    "{{ 1 }}",
    "{%",
]

shared_folder = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def record(folder: Path, *events: dict[str, Any]) -> Path:
    """Write a record of these events."""
    lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
    (folder / "events.jsonl").write_text(lines, encoding="utf-8")
    return folder


def structure(report: Path) -> list[str]:
    """Return every element of a page by name, in order."""
    page = BeautifulSoup(report.read_text(encoding="utf-8"), "lxml")
    return [tag.name for tag in page.find_all(True)]


def test_a_run_is_read_back(shopping: Recorded) -> None:
    run = RunRecord.read(shopping.folder)

    assert run.taken == 10
    assert run.usage.input_tokens == 10_000
    assert run.finished is not None
    assert run.finished["status"] == "blocked"
    assert [step.number for step in run.steps if step.refused] == [5, 9]


def test_a_report_can_be_made_again_from_events_and_pictures_alone(
    shopping: Recorded, tmp_path: Path
) -> None:
    for file in shopping.folder.iterdir():
        if file.name == "events.jsonl" or file.suffix == ".jpg":
            shutil.copy(file, tmp_path)

    again = write_report(tmp_path)

    assert again == tmp_path / "report.html"
    assert again.read_bytes() == (shopping.folder / "report.html").read_bytes()


@shared_folder
@given(data=st.data())
def test_a_run_may_break_off_at_any_byte(
    data: st.DataObject, shopping: Recorded, tmp_path: Path
) -> None:
    whole = (shopping.folder / "events.jsonl").read_bytes()
    first, last = whole.index(b"\n") + 1, whole.rindex(b"\n", 0, -1) + 1
    end = data.draw(st.integers(first, last))
    (tmp_path / "events.jsonl").write_bytes(whole[:end])

    assert "Did not finish" in write_report(tmp_path).read_text(encoding="utf-8")


@shared_folder
@given(text=st.lists(st.sampled_from(MARKUP) | st.text(st.characters(exclude_categories=["C"]))))
def test_no_text_changes_the_structure_of_the_report(text: list[str], tmp_path: Path) -> None:
    written = "x" + "".join(text)

    def report(words: str) -> list[str]:
        seen = {"title": words, "text": words, "url": words, "failed_frames": [words]}
        said = {"reason": words, "actions": [words]}
        return structure(
            write_report(
                record(
                    tmp_path, {**STARTED, "task": words}, {**OBSERVED, **seen}, {**PROPOSED, **said}
                )
            )
        )

    assert report(written) == report("x")


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_an_event_ends_with_a_line_feed_and_nothing_else(tmp_path: Path, separator: str) -> None:
    """RFC 8259 section 7 lets these stand in a string unescaped."""
    folder = record(tmp_path, STARTED, {**OBSERVED, "title": f"a{separator}b"})

    assert RunRecord.read(folder).steps[0].observed["title"] == f"a{separator}b"


def test_a_picture_is_taken_from_the_folder_of_the_run_only(tmp_path: Path) -> None:
    (tmp_path / "private.jpg").write_bytes(b"private")
    folder = tmp_path / "run"
    folder.mkdir()
    record(folder, STARTED, {**OBSERVED, "picture": "../private.jpg"})

    assert "There is no picture of this page." in write_report(folder).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "can't be read: No such file or directory"),
        ("", "holds no run"),
        ('{"type": "run_st', "holds no run"),
        (json.dumps(OBSERVED) + "\n", "holds no run"),
        (
            json.dumps(STARTED) + "\n{\n" + json.dumps(OBSERVED) + "\n",
            "damaged: line 2 is not JSON",
        ),
        (json.dumps({**STARTED, "schema_version": "2"}) + "\n", "another version"),
    ],
)
def test_what_is_no_record_is_refused(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "events.jsonl").write_text(content, encoding="utf-8")

    with pytest.raises(UsageError, match=message):
        write_report(tmp_path)
