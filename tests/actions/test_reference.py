"""The reference tells what the source says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from webagent_actions import VERBS, Action, parse
from webagent_actions.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "actions.md"


def test_the_page_is_what_the_source_writes() -> None:
    """When this fails: `python -m webagent_actions > docs/actions.md`."""
    assert PAGE.read_text("utf-8") == reference()


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_each_verb_has_its_section(verb: type[Action]) -> None:
    title = f"### `{verb.signature()}`\n"
    _, found, section = reference().partition(title)
    section = section.partition("\n### ")[0]
    assert found
    # What touches a page says what it triggers, all else that it touches none.
    assert ("| on | triggers |" in section) is verb.touches_page


def test_what_stands_there_as_an_action_is_one() -> None:
    examples = re.findall(r"`([a-z_]+ \[[^`]*)`", reference().partition("### ")[2])
    assert len(examples) > len(VERBS)
    for example in examples:
        if not any(example == verb.signature() for verb in VERBS.values()):
            assert parse(example)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("the button of a form", "`submit_form` (its form) | `commit` |"),
        ("a link", "`follow_link` | `safe` |"),
        ("a native list", "`set_input_value` | `edit` |"),
        ("a field, with [enter]", "`submit_form` (its form) | `commit` |"),
        ("a file field", "`upload_file`, `set_input_value` | `commit` |"),
    ],
)
def test_what_an_action_triggers(on: str, told: str) -> None:
    (row,) = [line for line in reference().splitlines() if line.startswith(f"| {on} |")]
    assert told in row
