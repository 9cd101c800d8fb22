"""A manifest in plain language."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from webagent_manifests import Manifest, parse_manifest
from webagent_manifests.owner import Explanation, explain

from tests.manifests.documents import document, rule
from tests.manifests.owner.random_manifests import anything, documents

RULES = frozenset(
    ("Agents may", "Agents may, each time after a person has said yes", "Agents may not")
)


def parsed(value: dict[str, Any]) -> Manifest:
    return parse_manifest(json.dumps(value))


def texts(explanation: Explanation, title: str) -> list[str]:
    return [
        each.text
        for section in explanation.sections
        if section.title == title
        for each in section.statements
    ]


def test_each_rule_is_told_where_it_belongs() -> None:
    explanation = explain(
        parsed(
            document(
                False,
                rule("submit_form", "form#checkout", True, {"human_in_the_loop": True}),
                rule("click_element", "button.danger", False),
                rule("click_element", "#reset", False),
                rule(
                    "follow_link",
                    "a",
                    True,
                    {
                        "burst": 2,
                        "rate_limit": {"max_requests": 10, "window_seconds": 3_600},
                        "time_window": "22:00-06:00 UTC",
                    },
                ),
                action_guidelines=[
                    {"directive": "SHOULD", "description": "Say hello."},
                    {"directive": "MUST NOT", "description": "Lie.", "exceptions": "Never."},
                ],
                api=[{"type": "mcp", "endpoint": "/mcp", "description": "Tools.", "docs": "/d"}],
            )
        )
    )

    assert texts(explanation, "By default") == [
        "What no rule speaks of is allowed (the manifest is not strict)."
    ]
    assert texts(explanation, "Agents may") == [
        "Follow links, at most 10 times in an hour, at most 2 at a time, "
        "only between 22:00 and 06:00 UTC."
    ]
    assert texts(explanation, "Agents may, each time after a person has said yes") == [
        "Submit the form #checkout."
    ]
    # In order of effect: the more specific selector first.
    assert texts(explanation, "Agents may not") == [
        "Click the element #reset or buttons with class danger."
    ]
    assert texts(explanation, "Conduct that is asked for") == [
        "MUST NOT: Lie. (except: Never.)",
        "SHOULD: Say hello.",
    ]
    assert texts(explanation, "Interfaces for programs") == [
        "mcp at /mcp: Tools. Documented at /d."
    ]
    assert "(rules 1, 2)" in explanation.to_text()


def test_what_an_author_may_not_expect_is_told() -> None:
    explanation = explain(
        parsed(
            document(
                True,
                rule("all", "#admin", False),
                rule("click_element", "*", True, {"rate_limit": {"max_requests": 1}}),
                rule("click_element", "#admin a", True),
                rule("follow_link", "a", False, {"burst": 1}),
                rule("scroll_page", "*", True, {"time_window": "08:00-08:00 UTC"}),
                rule("submit_form", "*", True, {"rate_limit": {"window_seconds": 1}}),
            )
        )
    )
    told = {
        (each.text.split(",")[0].split(":")[0], each.rules)
        for section in explanation.sections
        if section.title == "Worth knowing"
        for each in section.statements
    }

    assert told == {
        ("No rule allows reading", ()),
        ("Conditions on a prohibition do not soften it", (3,)),
        ("The time window never opens", (4,)),
        ("The rate limit has no effect", (5,)),
        ("Agents may click anything even where `all` is forbidden on `#admin`", (1, 0)),
        ("Agents may scroll even where `all` is forbidden on `#admin`", (4, 0)),
        ("Agents may submit forms even where `all` is forbidden on `#admin`", (5, 0)),
        ("Where the narrower rule on `#admin a` decides", (2, 1)),
    }


def test_no_rules_leave_the_default_alone() -> None:
    for strict, words in ((True, "nothing"), (False, "anything")):
        (section, *_) = explain(parsed(document(strict))).sections
        assert words in section.statements[0].text


@settings(deadline=None)
@given(anything | documents)
def test_every_rule_is_told_once_and_nothing_raises(written: dict[str, Any]) -> None:
    explanation = explain(parsed(written))

    told = [
        index
        for section in explanation.sections
        if section.title in RULES
        for each in section.statements
        for index in each.rules
    ]
    assert sorted(told) == list(range(len(written["resource_rules"])))
    # A site's text cannot begin a line, a section or an escape sequence of its own.
    assert all(
        each.text.isprintable() for section in explanation.sections for each in section.statements
    )
    json.dumps(explanation.to_json())
    assert explanation.to_text().endswith("\n")
