"""Guidelines compared with what an agent does."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import ActionGuideline, Directive, Manifest, Metadata
from webagent_manifests.guidelines import GuidelineMonitor

PAIRS: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("pairs.json").read_text(encoding="utf-8")
)
SUFFIX = 'add the suffix "_bot" to the username'


def monitor(*guidelines: tuple[str, ...]) -> GuidelineMonitor:
    """Return a monitor of guidelines given as (directive, text[, exceptions])."""
    return GuidelineMonitor(
        Manifest(
            metadata=Metadata(schema_version="1.0.0", last_updated=""),
            strict=True,
            action_guidelines=tuple(
                ActionGuideline(
                    directive=Directive(directive),
                    description=text,
                    exceptions=more[0] if more else None,
                )
                for directive, text, *more in guidelines
            ),
        )
    )


def test_logging_in_where_it_must_not_be_is_an_error() -> None:
    """Case 91 of the conformance cases."""
    (found,) = monitor(("MUST", "wait"), ("MUST NOT", "log in")).observe(
        "click_element", 'button "Log in"'
    )
    assert (found.guideline, found.directive, found.level) == (1, Directive.MUST_NOT, "error")
    assert "“log in”" in found.why
    assert "Log in" in found.why


@pytest.mark.parametrize(
    ("directive", "text", "level"),
    [
        ("MUST NOT", "change usernames", "error"),
        ("SHOULD NOT", "change usernames", "warning"),
        ("SHOULD", SUFFIX, "info"),
        ("MUST", SUFFIX, "error"),
        ("MUST", "never change usernames", "error"),
        ("SHOULD", "avoid changing usernames", "info"),
    ],
)
def test_every_directive_has_its_level(directive: str, text: str, level: str) -> None:
    """Case 92."""
    fields = {"Username": "alice"}
    found = monitor((directive, text)).observe(
        "submit_form", 'button "Change username"', fields=fields
    )
    assert [each.level for each in found] == [level]


def test_exceptions_are_mentioned_and_not_judged() -> None:
    (found,) = monitor(("MUST NOT", "send direct messages", "administrators")).observe(
        "click", 'button "Send message"', "write to the administrator"
    )
    assert found.why.endswith("Excepted, which is not judged here: “administrators”.")


def test_an_action_can_go_against_several() -> None:
    watch = monitor(("MUST NOT", "log in"), ("SHOULD NOT", "sign in or register"), ("MUST", "wait"))
    found = watch.observe("click", 'button "Sign in"')
    assert [(each.guideline, each.level) for each in found] == [(0, "error"), (1, "warning")]


def test_what_is_to_be_done_instead_is_not_forbidden() -> None:
    watch = monitor(("MUST NOT", "download files. Buy a licence instead. Never log in."))
    assert watch.observe("click", 'button "Buy"') == ()
    assert watch.observe("click", 'button "Download"')
    assert watch.observe("click", 'button "Log in"')


def test_a_circumstance_in_front_is_not_the_deed() -> None:
    watch = monitor(("MUST NOT", "When logging in, post comments"))
    assert watch.observe("click", 'button "Log in"') == ()
    assert watch.observe("click", 'button "Post comment"')


def test_a_demand_is_never_held_against_the_agent() -> None:
    watch = monitor(("MUST", "buy the premium plan"), ("MUST", "send your password"))
    assert watch.observe("click", 'button "Cancel"') == ()
    assert watch.observe("click", 'button "Buy the premium plan"') == ()


@pytest.mark.parametrize("action", ["", "  ", "read_content", "scroll_page", "hover", "noop"])
def test_what_does_nothing_to_a_site_goes_against_nothing(action: str) -> None:
    assert monitor(("MUST NOT", "log in")).observe(action, 'button "Log in"') == ()


def _measure(pairs: list[dict[str, Any]]) -> tuple[float, float, list[str]]:
    """Return precision, recall and the pairs judged wrongly."""
    hits = false_alarms = misses = 0
    wrong: list[str] = []
    for pair in pairs:
        watch = monitor(
            (pair["directive"], pair["guideline"], *filter(None, [pair.get("exceptions")]))
        )
        found = watch.observe(
            pair["action"], pair["target"], pair.get("reason", ""), pair.get("fields", {})
        )
        hits += bool(found) and pair["violated"]
        false_alarms += bool(found) and not pair["violated"]
        misses += not found and pair["violated"]
        if bool(found) != pair["violated"]:
            wrong.append(f"{pair['guideline']} | {pair['action']} {pair['target']}")
    return hits / (hits + false_alarms), hits / (hits + misses), wrong


# The words were chosen with the first list in sight and not with the second, whose recall is what
# to expect of guidelines nobody has seen.
@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("tuned", 0.98, 0.95), ("unseen", 0.95, 0.7)]
)
def test_precision_and_recall_stay_above_their_floors(
    name: str, precision: float, recall: float
) -> None:
    measured = _measure(PAIRS[name])
    assert measured[0] >= precision, measured
    assert measured[1] >= recall, measured


def test_the_labelled_pairs_hold_both_answers() -> None:
    for pairs in PAIRS.values():
        violated = sum(pair["violated"] for pair in pairs)
        assert 0.4 <= violated / len(pairs) <= 0.65
    assert len(PAIRS["tuned"]) >= 200
    assert len(PAIRS["unseen"]) >= 50


_WORDS = st.sampled_from(
    [
        "log in",
        "MUST",
        "not",
        "“_bot”",
        "suffix",
        "the",
        "or",
        "messages",
        "\n",
        "\u202e",
        "[",
        "'",
        ",",
    ]
)
_TEXTS = st.text(max_size=40) | st.lists(_WORDS, max_size=8).map(" ".join)


@given(
    st.tuples(st.sampled_from(["MUST", "MUST NOT"]), _TEXTS, _TEXTS),
    st.sampled_from(["click", "type", "submit_form", "upload_file"]),
    _TEXTS | _TEXTS.map(lambda name: f'button "{name}"'),
    _TEXTS,
    st.dictionaries(_TEXTS, _TEXTS, max_size=3),
)
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_raise_or_speak_in_several_lines(
    guideline: tuple[str, str, str],
    action: str,
    target: str,
    reason: str,
    fields: dict[str, str],
) -> None:
    for found in monitor(guideline).observe(action, target, reason, fields):
        assert found.why.isprintable()


def test_two_thousand_guidelines_are_watched_without_a_noticeable_wait() -> None:
    before = time.process_time()
    watch = monitor(
        *[("MUST NOT", f"post comments or reviews about topic {n}") for n in range(2_000)]
    )
    watched = time.process_time()
    for _ in range(5):
        assert watch.observe("click", 'button "Post comment"')
    after = time.process_time()
    assert watched - before < 6
    assert (after - watched) / 5 < 0.2
