"""What holds of every rule set, whatever its rules."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import (
    Decision,
    ElementMatch,
    MemoryLedger,
    PolicyStatus,
    Request,
    RuleSet,
    SitePolicy,
    Verb,
    Verdict,
    compose,
    strictest,
)
from webagent_manifests._specificity import specificity

from tests.manifests.documents import manifest, rule

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SELECTORS = ("*", "a", ".b", ".c", "#d", "a.b", "#d.b a", "a[[[")
VERBS = ("all", "click_element", "follow_link", "read_content")
MODIFIERS: tuple[dict[str, Any] | None, ...] = (
    None,
    None,
    {"human_in_the_loop": True},
    {"time_window": "13:00-14:00 UTC"},
    {"time_window": "11:00-13:00 UTC", "rate_limit": {"max_requests": 1, "window_seconds": 60}},
)

Matched = list[tuple[frozenset[str], list[frozenset[str]]]]

names = st.frozensets(st.sampled_from(SELECTORS[:-1]), max_size=4)
elements = st.lists(st.tuples(names, st.lists(names, max_size=3)), min_size=1, max_size=2)
rules = st.lists(
    st.builds(
        rule,
        st.sampled_from(VERBS),
        st.lists(st.sampled_from(SELECTORS), min_size=1, max_size=3).map(", ".join),
        st.booleans(),
        st.sampled_from(MODIFIERS),
    ),
    max_size=6,
)


def ask(
    rule_set: RuleSet, verb: str, matched: list[tuple[frozenset[str], list[frozenset[str]]]]
) -> Decision:
    """Decide on elements given by the selectors, of those in use, that match them."""

    def known(names: frozenset[str]) -> frozenset[str]:
        return names.intersection(rule_set.selectors)

    request = Request(
        verb,
        tuple(
            ElementMatch(known(own), tuple(known(names) for names in ancestors))
            for own, ancestors in matched
        ),
        invalid=known(frozenset({"a[[["})),
    )
    return rule_set.decide(request, now=NOW, ledger=MemoryLedger())


@settings(deadline=None)
@given(rules, st.sampled_from(VERBS[1:]), elements, st.data())
def test_one_more_denial_never_allows_more(
    written: list[dict[str, Any]], verb: str, matched: Matched, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(written)))
    denial = rule(data.draw(st.sampled_from(VERBS)), data.draw(st.sampled_from(SELECTORS)), False)
    strict = data.draw(st.booleans())

    before = ask(RuleSet(manifest(strict, written)), verb, matched)
    more = [*written[:position], denial, *written[position:]]
    after = ask(RuleSet(manifest(strict, more)), verb, matched)

    assert after.verdict >= before.verdict


@settings(deadline=None)
@given(rules, st.sampled_from(VERBS[1:]), elements, st.booleans())
def test_the_highest_denial_on_an_element_denies(
    written: list[dict[str, Any]], verb: str, matched: Matched, strict: bool
) -> None:
    denial = rule(verb, "#top#top#top", False)
    matched = [(matched[0][0] | {"#top#top#top"}, matched[0][1]), *matched[1:]]

    decision = ask(RuleSet(manifest(strict, [*written, denial])), verb, matched)

    assert decision.verdict is Verdict.DENY


@settings(deadline=None)
@given(
    st.permutations([("*", True), ("a", False), (".b", True), ("a.b", False), ("#d", True)]),
    names,
    st.booleans(),
)
def test_the_order_of_rules_of_different_specificity_is_nothing(
    order: list[tuple[str, bool]], own: frozenset[str], strict: bool
) -> None:
    """CSS Cascading Level 4, section 6.1: order breaks ties only."""
    assert len({specificity(selector) for selector, _ in order}) == len(order)

    def outcome(pairs: list[tuple[str, bool]]) -> tuple[Verdict, str | None]:
        written = [rule("click_element", selector, allowed) for selector, allowed in pairs]
        decision = ask(RuleSet(manifest(strict, written)), "click_element", [(own, [])])
        return decision.verdict, None if decision.rule is None else pairs[decision.rule][0]

    assert outcome(order) == outcome(sorted(order))


@settings(deadline=None)
@given(rules, st.sampled_from([verb.value for verb in Verb] + ["hover"]), elements, st.booleans())
def test_no_policy_grants_more_than_having_none(
    written: list[dict[str, Any]], verb: str, matched: Matched, strict: bool
) -> None:
    request = Request(verb, (ElementMatch(),))
    none, *broken = compose(
        [
            SitePolicy(status, None, "A detail.")
            for status in (PolicyStatus.ABSENT, *PolicyStatus)
            if status is not PolicyStatus.PRESENT
        ],
        request,
        now=NOW,
        ledger=MemoryLedger(),
    )
    others = [ask(RuleSet(manifest(strict, written)), verb, matched), *broken]

    assert all(other.verdict >= none.verdict for other in others)
    assert strictest([none, *others]).verdict == max(other.verdict for other in others)


@settings(deadline=None)
@given(rules, elements, st.booleans())
def test_visibility_hides_whatever_reading_is_not_allowed(
    written: list[dict[str, Any]], matched: Matched, strict: bool
) -> None:
    """The page's pass and the decision on one element agree, or the page hides more."""
    own, ancestors = matched[0]
    rule_set = RuleSet(manifest(strict, written))
    decision = ask(rule_set, "read_content", matched[:1])
    visible = apply(rule_set, own, ancestors)

    assert decision.verdict is Verdict.ALLOW or not visible
    if not any("modifiers" in each for each in written):
        assert visible == (decision.verdict is Verdict.ALLOW)


def apply(rule_set: RuleSet, own: frozenset[str], ancestors: list[frozenset[str]]) -> bool:
    """Return whether an element is visible, as a script in the page computes it."""
    cascades: list[Any] = rule_set.visibility(now=NOW, ledger=MemoryLedger()).to_json()
    if not cascades:
        return True
    (value,) = cascades
    broken = {entry["rule"] for entry in value["entries"] if entry["selector"] == "a[[["}
    if any(entry["essential"] and entry["rule"] in broken for entry in value["entries"]):
        return False
    entries = [entry for entry in value["entries"] if entry["rule"] not in broken]

    def winner(names: frozenset[str]) -> bool | None:
        return next((entry["allowed"] for entry in entries if entry["selector"] in names), None)

    decided = winner(own)
    if decided is not None:
        return decided
    if any(winner(names) is False for names in ancestors):
        return False
    return value["defaultAllowed"]
