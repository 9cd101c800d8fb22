"""An owner's assertions: read from a file, put to the test, reported."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import jsonschema
import pytest
from webagent_manifests import PolicyStatus, RuleSet, SitePolicy, parse_manifest
from webagent_manifests.owner import (
    Assertion,
    AssertionResult,
    Assertions,
    AssertionsInvalid,
    Outcome,
    ask_page,
    assertions_schema,
    find_assertions,
    parse_assertions,
    run_assertions,
    to_junit,
)
from webagent_manifests.page import StaticPage

from tests.manifests.documents import document, rule

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PAGES = {
    "shop.html": "<form id=f><input name=q><button id=buy>Buy</button></form>"
    "<a href=/x>X</a><a href=/y class=out>Y</a>",
    "help.html": "<p>Help</p>",
}
RULES = (
    rule("submit_form", "#f", True, {"human_in_the_loop": True}),
    rule("follow_link", "a", True, {"rate_limit": {"max_requests": 2, "window_seconds": 60}}),
    rule("follow_link", ".out", False),
    rule("scroll_page", "*", True, {"time_window": "08:00-20:00 UTC"}),
)


async def run(*tests: dict[str, Any]) -> tuple[tuple[AssertionResult, ...], list[str]]:
    manifest = parse_manifest(json.dumps(document(False, *RULES)))
    site = SitePolicy(PolicyStatus.PRESENT, None, "It is there.", RuleSet(manifest))
    opened: list[str] = []

    async def open_page(source: str) -> StaticPage:
        opened.append(source)
        return StaticPage.parse(PAGES[source], f"https://shop.example/{source}")

    assertions = Assertions.model_validate({"page": "shop.html", "tests": list(tests)})
    return await run_assertions(assertions, ask_page([site]), open_page, now=NOON), opened


@pytest.mark.parametrize(
    "holds",
    [
        {"target": "#buy", "action": "click", "expect": "needs_human", "rule": 0},
        {"target": "#f", "verb": "submit_form", "expect": "needs_human"},
        {"target": "a:not(.out)", "action": "click", "expect": "allow", "rule": 1},
        {"target": "a:not(.out)", "action": "click", "history": 2, "expect": "wait"},
        {"target": "a:not(.out)", "action": "click", "history": 1, "expect": "allow"},
        {"target": ".out", "action": "click", "expect": "deny", "rule": 2},
        {"action": "scroll", "expect": "allow"},
        {"action": "scroll", "at": "2026-03-04T21:00:00+01:00", "expect": "wait"},
        {"action": "scroll", "at": "2026-03-04T19:59:59", "expect": "allow"},
        {"target": "[name=q]", "action": "type", "expect": "allow", "rule": None},
        {"action": "goto", "args": {"url": "/y"}, "expect": "deny"},
        {
            "target": "[name=q]",
            "action": "press",
            "args": {"key": "Enter"},
            "expect": "needs_human",
        },
        {"page": "help.html", "target": "p", "action": "read", "expect": "allow"},
    ],
)
async def test_an_assertion_that_holds_passes(holds: dict[str, Any]) -> None:
    (result,), _ = await run(holds)

    assert (result.outcome, result.why) == (Outcome.PASSED, "")


@pytest.mark.parametrize(
    ("fails", "why"),
    [
        (
            {"target": "#buy", "action": "click", "expect": "allow"},
            "button#buy: expected allow, got needs_human: submit_form: rule 0",
        ),
        (
            {"target": ".out", "action": "click", "expect": "deny", "rule": 0},
            "expected rule 0 to decide, not rule 2",
        ),
        (
            {"target": ".out", "action": "click", "expect": "deny", "rule": None},
            "expected the default to decide, not rule 2",
        ),
        # Every element that the selector means is asked, not the first one alone.
        ({"target": "a", "action": "click", "expect": "allow"}, "a:nth-of-type(2): expected allow"),
        ({"target": "#no", "action": "click", "expect": "deny"}, "No element of the page matches"),
        ({"target": "a[[", "action": "click", "expect": "deny"}, "is no selector"),
        ({"action": "goto", "expect": "deny"}, "Give the address to go to"),
    ],
)
async def test_an_assertion_that_fails_says_why(fails: dict[str, Any], why: str) -> None:
    (result,), _ = await run(fails)

    assert result.outcome is Outcome.FAILED
    assert why in result.why


async def test_each_page_is_opened_once_and_the_order_is_kept() -> None:
    results, opened = await run(
        {"name": "a", "action": "scroll", "expect": "allow"},
        {"name": "b", "action": "scroll", "expect": "allow", "page": "help.html"},
        {"name": "c", "action": "scroll", "expect": "deny"},
    )

    assert opened == ["shop.html", "help.html"]
    assert [each.assertion.title for each in results] == ["a", "b", "c"]
    assert [each.outcome for each in results] == [Outcome.PASSED, Outcome.PASSED, Outcome.FAILED]


YAML = """\
page: shop.html
tests:
  - name: Buying needs a person
    target: "#buy"
    action: click
    expect: needs_human
  - {verb: submit_form, target: form, expect: deny, at: 2026-01-01T08:00:00Z, rule: null}
"""
TOML = """\
page = "shop.html"
[[tests]]
name = "Buying needs a person"
target = "#buy"
action = "click"
expect = "needs_human"
[[tests]]
verb = "submit_form"
target = "form"
expect = "deny"
at = 2026-01-01T08:00:00Z
"""


def test_yaml_and_toml_say_the_same() -> None:
    from_yaml = parse_assertions(YAML.replace(", rule: null", ""), name="a.yaml")
    from_toml = parse_assertions(TOML, name="a.toml", toml=True)

    assert from_yaml == from_toml
    assert from_yaml.tests[1].at == datetime(2026, 1, 1, 8, tzinfo=UTC)
    assert not from_yaml.tests[1].names_rule
    assert parse_assertions(YAML, name="a.yaml").tests[1].names_rule


def test_a_list_alone_is_enough() -> None:
    (only,) = parse_assertions(
        "- {page: p.html, verb: scroll_page, expect: deny}", name="a.yaml"
    ).tests

    assert only == Assertion.model_validate(
        {"page": "p.html", "verb": "scroll_page", "expect": "deny"}
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tests: [\n", "a.yaml:2:1: no YAML"),
        ("tests:\n\t- a", "a.yaml:2:1: no YAML"),
        ("page: p\npage: q\n", "a.yaml:2:1: no YAML: the key 'page' occurs twice"),
        ("", "a.yaml: Write a list of assertions"),
        ("hello", "a.yaml:1: Write a list of assertions"),
        ("tests: []", "There are no assertions"),
        (YAML.replace("click", "klick"), "a.yaml:5: tests[0].action: Choose one of check, click"),
        (YAML.replace("needs_human", "maybe"), "a.yaml:6: tests[0].expect"),
        (YAML.replace("name:", "nmae:"), "a.yaml:3: tests[0].nmae: There is no such key"),
        (YAML.replace("submit_form", "all"), "a.yaml:7: tests[1].verb: `all` is for rules"),
        (YAML.replace("submit_form", "fly"), "a.yaml:7: tests[1].verb"),
        (YAML.replace("page: shop.html\n", ""), "No page is named, neither by tests[0]"),
        # An unquoted selector is a comment, and the whole page would be asked instead.
        (YAML.replace('"#buy"', "#buy"), "a.yaml:3: tests[0]: The target is empty: put quotes"),
        (YAML.replace("action: click", "verb: null"), "give either an action or a verb"),
        (YAML.replace("2026-01-01T08:00:00Z", "soon"), "a.yaml:7: tests[1].at"),
        ("!!python/object:os.system {}", "a.yaml:1:1: no YAML"),
        ("a: &a [*a]", "a.yaml"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(AssertionsInvalid) as caught:
        parse_assertions(text, name="a.yaml")

    assert told.lower() in str(caught.value).lower()


def test_toml_tells_the_line_too() -> None:
    with pytest.raises(AssertionsInvalid, match="line 2"):
        parse_assertions("page = 'x'\ntests = ]", name="a.toml", toml=True)
    with pytest.raises(AssertionsInvalid, match=r"tests\[0\].action"):
        parse_assertions(TOML.replace("click", "klick"), name="a.toml", toml=True)


def test_the_file_beside_the_manifest_is_found(tmp_path: Path) -> None:
    manifest = tmp_path / "agent-permissions.json"
    assert find_assertions(manifest) is None

    (tmp_path / "agent-permissions.test.toml").write_text(TOML, encoding="utf-8")
    assert find_assertions(manifest) == tmp_path / "agent-permissions.test.toml"
    (tmp_path / "agent-permissions.test.yaml").write_text(YAML, encoding="utf-8")
    assert find_assertions(manifest) == tmp_path / "agent-permissions.test.yaml"


def test_the_schema_describes_the_format() -> None:
    schema = assertions_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator: Any = jsonschema.Draft202012Validator(schema)
    validate = validator.is_valid
    one = {"page": "p", "action": "click", "target": "a", "expect": "deny"}

    assert validate({"tests": [one]})
    assert not validate({"tests": []})
    for wrong in ({"expect": "no"}, {"action": "klick"}, {"zap": 1}, {"history": -1}):
        assert not validate({"tests": [one | wrong]})


async def test_the_report_for_continuous_integration() -> None:
    results, _ = await run(
        {"name": "ok \x1b & <fine>", "action": "scroll", "expect": "allow"},
        {"name": "bad", "action": "scroll", "expect": "deny"},
    )

    root = ElementTree.fromstring(to_junit(results, suite="agent-permissions.json"))

    (suite,) = root
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    good, bad = suite
    assert (good.get("name"), good.get("classname")) == ("ok \ufffd & <fine>", "shop.html")
    (failure,) = bad
    assert failure.get("message", "").startswith("expected deny, got allow")
