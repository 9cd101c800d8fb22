"""Manifests as they may be written, for properties that hold of all of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from webagent_manifests import Decision, ElementMatch, MemoryLedger, Request, RuleSet, Verb

from tests.manifests.documents import document, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from webagent_manifests import Manifest

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SELECTORS = ("*", "a", ".b", ".c", "#d", "a.b", "#d.b a", "a, #d", "nav > a[href]")
NAMES = ("*", "a", ".b", ".c", "#d", "a.b", "#d.b a", "nav > a[href]")
VERBS = ("all", "click_element", "submit_form", "read_content")


def _document(
    strict: bool, rules: list[dict[str, Any]], guidelines: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    return document(strict, *rules, action_guidelines=list(guidelines))


def _with_root(names: frozenset[str]) -> frozenset[str]:
    return names | {"*"}


modifiers: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "burst": st.integers(1, 3),
        "rate_limit": st.fixed_dictionaries(
            {},
            optional={
                "max_requests": st.integers(1, 3),
                "window_seconds": st.sampled_from([30, 60, 3_600]),
            },
        ),
        "time_window": st.sampled_from(
            ["08:00-20:00 UTC", "13:00-14:00 UTC", "20:00-08:00 UTC", "08:00-08:00 UTC"]
        ),
        "human_in_the_loop": st.booleans(),
    },
)
rules = st.builds(
    rule, st.sampled_from(VERBS), st.sampled_from(SELECTORS), st.booleans(), modifiers
)
guidelines = st.fixed_dictionaries(
    {
        "directive": st.sampled_from(["MUST", "MUST NOT", "SHOULD", "SHOULD NOT"]),
        "description": st.text(max_size=20),
    },
    optional={"exceptions": st.text(max_size=20)},
)
documents = st.builds(
    _document,
    st.booleans(),
    st.lists(rules, max_size=5),
    st.lists(guidelines, max_size=3),
)
anything = st.builds(
    _document,
    st.booleans(),
    st.lists(
        st.builds(
            rule,
            st.sampled_from([verb.value for verb in Verb]),
            st.text(max_size=30) | st.sampled_from(["a[[[", "\\", "#a > b ~ c", "::before", ""]),
            st.booleans(),
            modifiers,
        ),
        max_size=6,
    ),
)
matches = st.frozensets(st.sampled_from(NAMES[1:]), max_size=4).map(_with_root)
elements = st.builds(
    ElementMatch, matches, st.lists(matches, max_size=2).map(tuple[frozenset[str], ...])
)


def decisions(manifest: Manifest, asked: Iterable[ElementMatch]) -> list[Decision]:
    """Return what a manifest decides on some elements, for each verb that the rules are on."""
    rule_set = RuleSet(manifest)
    return [
        rule_set.decide(Request(verb, (element,)), now=NOON, ledger=MemoryLedger())
        for element in asked
        for verb in VERBS[1:]
    ]


def as_draft(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document as the third draft had it: selectors are objects, hours have a dash."""
    drafted = {
        **document,
        "resource_rules": [_as_draft(each) for each in document["resource_rules"]],
    }
    return {key: value for key, value in drafted.items() if key != "strict"}


def _as_draft(written: dict[str, Any]) -> dict[str, Any]:
    selector = written["selector"]
    kind = "all" if selector == "*" else "css"
    drafted = {**written, "selector": {"type": kind, "value": selector}}
    window = written.get("modifiers", {}).get("time_window")
    if window is not None:
        drafted["modifiers"] = {**written["modifiers"], "time_window": window.replace("-", "–")}
    return drafted
