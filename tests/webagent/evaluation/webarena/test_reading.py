"""WebArena's task files are read into frozen values, or refused by what is wrong with them."""

from __future__ import annotations

import json
import pickle
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.errors import UsageError
from webagent.evaluation.webarena import Sites, parse_task, read_tasks

if TYPE_CHECKING:
    from pathlib import Path

SITES = Sites(shopping="http://shop:7770", gitlab="http://git:8023")


def task(**changes: Any) -> dict[str, Any]:
    """Return a task as the file holds one."""
    return {
        "sites": ["gitlab", "reddit"],
        "task_id": 7,
        "require_login": True,
        "storage_state": "./.auth/gitlab.reddit_state.json",
        "start_url": "__GITLAB__/a |AND| __GITLAB__/b |AND| __REDDIT__",
        "geolocation": {"latitude": 40.4, "longitude": -80},
        "intent_template": "Find {{what}}",
        "instantiation_dict": {"what": 3},
        "intent": "Find 3",
        "require_reset": False,
        "eval": {
            "eval_types": ["string_match", "program_html"],
            "reference_answers": {"must_include": ["a", "b"], "fuzzy_match": "N/A"},
            "reference_url": None,
            "program_html": [
                {
                    "url": "__SHOPPING__/x",
                    "locator": "",
                    "required_contents": {"exact_match": "y"},
                    "prep_actions": ["document.title"],
                }
            ],
            "annotation_note": "of no use",
        },
        "intent_template_id": 303,
    } | changes


def _file(folder: Path, content: Any) -> Path:
    path = folder / "test.raw.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_a_task_is_read_with_the_addresses_that_are_known(tmp_path: Path) -> None:
    (read,) = read_tasks(_file(tmp_path, [task()]), SITES)
    assert read.start_urls == ("http://git:8023/a", "http://git:8023/b", "__REDDIT__")
    assert read.logins == ("gitlab", "reddit")
    assert read.geolocation == {"latitude": 40.4, "longitude": -80.0}
    answers = read.eval.reference_answers
    assert answers is not None
    assert (answers.must_include, answers.fuzzy_match) == (("a", "b"), "N/A")
    (target,) = read.eval.program_html
    assert (target.url, target.required_contents.exact_match) == ("http://shop:7770/x", "y")
    assert target.prep_actions == ("document.title",)
    assert pickle.loads(pickle.dumps(read)) == read


def test_nobody_is_logged_in_where_no_file_of_a_login_is_named() -> None:
    assert parse_task(task(storage_state=None)).logins == ()
    assert parse_task(task(storage_state="./.auth/shopping_admin_state.json")).logins == (
        "shopping_admin",
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "is not JSON"),
        ("{}", "holds no list of tasks"),
        ([1], "task 1 of the list is malformed: it: "),
        ([task(), task(task_id=8, sites="gitlab")], "task 2 of the list is malformed: sites: "),
        ([task(), task()], "has two tasks of the number 7"),
        ([task(eval={"eval_types": ["other"]})], "eval.eval_types.0: "),
    ],
)
def test_a_malformed_file_is_refused_by_place(tmp_path: Path, content: Any, complaint: str) -> None:
    path = _file(tmp_path, content)
    with pytest.raises(UsageError) as refused:
        read_tasks(path, SITES)
    assert complaint in str(refused.value)
    assert str(path) in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be read: No such file"):
        read_tasks(tmp_path / "none.json", SITES)


def test_the_file_of_an_installed_package_is_found_without_importing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "webarena"
    package.mkdir()
    (package / "__init__.py").write_text("raise AssertionError('imported')")
    _file(package, [task()])
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert read_tasks(None, SITES)[0].task_id == 7


def test_without_a_package_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere(_name: str) -> None:
        return None

    monkeypatch.setattr("webagent.evaluation.webarena._reading.find_spec", nowhere)
    with pytest.raises(UsageError, match="pip install libwebarena"):
        read_tasks(None, SITES)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted(task())), JSON)
def test_whatever_a_field_holds_the_task_is_read_or_refused(name: str, value: Any) -> None:
    try:
        read = parse_task(task(**{name: value}))
    except UsageError as refused:
        assert name in str(refused)
    else:
        hash_free = (read.task_id, read.sites, read.start_urls, read.logins)
        assert pickle.loads(pickle.dumps(hash_free)) == hash_free
