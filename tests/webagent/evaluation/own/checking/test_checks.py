"""Checks that need no browser: what passes, what does not, and what is said of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests import PolicyStatus

from webagent.errors import EnvironmentFailure
from webagent.evaluation.own._checks import (
    AnswerCheck,
    CheckEntry,
    PermissionsCheck,
    SqlCheck,
)
from webagent.evaluation.own.checking._answer import check_answer
from webagent.evaluation.own.checking._database import check_sql
from webagent.evaluation.own.checking._permissions import check_manifest, check_permissions
from webagent.evaluation.own.checking._place import check_url
from webagent.evaluation.own.checking._web import pointed_at

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("said", "answer", "passed"),
    [
        ({"exact": "3.60"}, "“3.60”", True),
        ({"exact": "3.60"}, "It is 3.60", False),
        ({"includes": ["a", "b"]}, "b and a", True),
        ({"includes": ["a", "b"]}, "a", False),
        ({"any_of": ["a", "b"]}, "b", True),
        ({"any_of": ["a", "b"]}, "c", False),
        ({"excludes": "a"}, "", True),
        ({"excludes": "a"}, "A!", False),
        ({"regex": r"\d{3}$"}, "no 123", True),
        ({"regex": "NO"}, "no 123", False),
        ({"number": 3}, "3 of 5", True),
        ({"number": {"value": 3, "only": True}}, "3 of 5", False),
        ({"number": {"value": 3, "only": True}}, "3, yes: 3.0", True),
        ({"number": {"value": 3, "tolerance": 0.5}}, "3.5", True),
        ({"number": {"value": 3, "tolerance": 0.5}}, "3.51", False),
        ({"number": 0}, "", False),
    ],
)
def test_an_answer(said: dict[str, Any], answer: str, passed: bool) -> None:
    found = list(check_answer(AnswerCheck.model_validate(said), answer))
    assert all(each.passed for each in found) is passed


def test_what_was_expected_and_what_is_there_is_told() -> None:
    (found,) = check_answer(AnswerCheck(includes=("22 kg",)), "x" * 300)
    check = found.check()
    assert (check.name, check.score) == ("the answer includes “22 kg”", 0.0)
    assert check.reason == f"Expected: the answer includes “22 kg”. Found: it is “{'x' * 200}…”."
    assert found.check("the weight").name == "the weight"


URLS = ("http://a.test/orders/7?x=1", "http://a.test/cart", "http://b.test/")


@pytest.mark.parametrize(
    ("said", "passed"),
    [
        ("/orders/*", [True]),
        ("/orders/7?x=1", [True]),
        ("/orders/7?x=2", [False]),
        ("/cart", [False]),
        ({"matches": ["/cart", "/orders/7"]}, [True]),
        ({"matches": "/cart", "tab": "any"}, [True]),
        ({"exact": "{{site}}/orders/7?x=1"}, [True]),
        ({"exact": "http://b.test", "tab": "any"}, [True]),
        ({"regex": r"x=\d$", "tabs": 2}, [True, False]),
        ({"regex": r"x=\d$", "tabs": {"at_most": 3}}, [True, True]),
        ({"tabs": 3}, [True]),
    ],
)
def test_an_address(said: Any, passed: list[bool]) -> None:
    expected = CheckEntry.model_validate({"url": said}).url
    assert expected is not None
    found = check_url(expected, URLS, lambda text: text.replace("{{site}}", "http://a.test"))
    assert [each.passed for each in found] == passed


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sql") / "shop é.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2, NULL), (2, NULL), (3.0, 'y')"
        )
    return path


@pytest.mark.parametrize(
    ("query", "said", "passed"),
    [
        ("SELECT a FROM t", {"rows": [[2], [1], [3], [2]]}, True),
        ("SELECT a FROM t", {"rows": [[2], [1], [3], [2]], "ordered": True}, False),
        ("SELECT a FROM t ORDER BY a", {"rows": [[1], [2], [2], [3]], "ordered": True}, True),
        ("SELECT a FROM t", {"rows": [[1], [1], [2], [3]]}, False),
        ("SELECT a FROM t", {"rows": [[1], [2], [3]]}, False),
        ("SELECT * FROM t WHERE a = 2", {"rows": [[2, None], [2, None]]}, True),
        ("SELECT b FROM t WHERE a = 1", {"value": "x"}, True),
        ("SELECT b FROM t WHERE a = 1", {"value": "X"}, False),
        ("SELECT a FROM t WHERE a = 1", {"value": "1"}, False),
        ("SELECT a = 1 FROM t WHERE a = 1", {"value": True}, True),
        ("SELECT b FROM t LIMIT 0", {"value": None}, False),
        ("SELECT b FROM t WHERE a = 2 LIMIT 1", {"value": None}, True),
        ("SELECT a FROM t", {"count": 4}, True),
        ("SELECT a FROM t", {"count": {"at_least": 5}}, False),
        ("SELECT a FROM t WHERE a > 9", {"rows": []}, True),
    ],
)
def test_a_query(query: str, said: dict[str, Any], passed: bool, database: Path) -> None:
    expected = SqlCheck.model_validate({"db": "x", "query": query, **said})
    assert check_sql(expected, database, query).passed is passed


@pytest.mark.parametrize(
    "query", ["DELETE FROM t", "CREATE TABLE u (a)", "SELECT", "SELECT 1; SELECT 2"]
)
def test_a_query_that_is_none_is_an_error_and_no_failure(query: str, database: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="can't be asked"):
        check_sql(SqlCheck(db="x", query=query, value=4), database, query)
    counted = "SELECT count(*) FROM t"
    assert check_sql(SqlCheck(db="x", query=counted, value=4), database, counted).passed


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="unable to open"):
        check_sql(SqlCheck(db="x", query="SELECT 1", value=1), tmp_path / "no.db", "SELECT 1")
    assert list(tmp_path.iterdir()) == []


def test_json_pointers_of_the_standard() -> None:
    # RFC 6901, section 5.
    document = {"foo": ["bar", "baz"], "": 0, "a/b": 1, "m~n": 8, " ": 7, "c%d": 2}
    pointers = {"": document, "/foo": ["bar", "baz"], "/foo/0": "bar", "/": 0, "/a~1b": 1}
    pointers |= {"/m~0n": 8, "/ ": 7, "/c%d": 2}
    assert {pointer: pointed_at(document, pointer) for pointer in pointers} == pointers
    nothing = pointed_at({}, "/x")
    for pointer in ("/foo/2", "/foo/00", "/foo/-1", "/foo/-", "/foo/bar", "/bar", "/foo/²"):
        assert pointed_at(document, pointer) is nothing


LEAVES: st.SearchStrategy[Any] = st.none() | st.integers()


@given(st.dictionaries(st.text(), st.lists(LEAVES)))
def test_every_value_has_its_pointer(document: dict[str, list[Any]]) -> None:
    for key, items in document.items():
        token = key.replace("~", "~0").replace("/", "~1")
        assert pointed_at(document, f"/{token}") == items
        for place, item in enumerate(items):
            assert pointed_at(document, f"/{token}/{place}") == item


def _decided(granted: bool, approved: bool | None, *rulings: tuple[str, str, str]) -> Any:
    return {
        "type": "permission",
        "granted": granted,
        "approved": approved,
        "rulings": [
            {"verb": verb, "source": source, "verdict": verdict, "reason_code": "rule"}
            for verb, source, verdict in rulings
        ],
    }


EVENTS: list[Any] = [
    {"type": "policy", "status": "present", "url": "http://a.test/.well-known/x.json"},
    {"type": "policy", "status": "absent", "url": None},
    _decided(True, None, ("click_element", "site", "allow")),
    _decided(False, None, ("click_element", "site", "deny"), ("submit_form", "user", "allow")),
    _decided(False, False, ("submit_form", "user", "needs_human")),
]


@pytest.mark.parametrize(
    ("said", "passed"),
    [
        ({"denied": 2, "asked": 1, "approved": 0}, [True, True, True]),
        ({"denied": 1, "source": "site"}, [True]),
        ({"denied": 0, "source": "robots"}, [True]),
        ({"denied": 1, "verb": "submit_form"}, [True]),
        ({"denied": 0, "verb": "submit_form", "source": "site"}, [True]),
        ({"denied": {"at_least": 3}}, [False]),
    ],
)
def test_permissions(said: dict[str, Any], passed: list[bool]) -> None:
    found = check_permissions(PermissionsCheck.model_validate(said), EVENTS)
    assert [each.passed for each in found] == passed


def test_the_manifest_of_the_start_address() -> None:
    assert check_manifest(PolicyStatus.PRESENT, EVENTS, "http://a.test/x").passed
    assert not check_manifest(PolicyStatus.ABSENT, EVENTS, "http://a.test/x").passed
    missing = check_manifest(PolicyStatus.PRESENT, EVENTS, "http://b.test/")
    assert (missing.passed, missing.there) == (False, "nobody asked for it")
