"""What holds for every policy: nothing added loosens, and the log's length costs nothing."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import (
    ElementMatch,
    MemoryLedger,
    PolicyStatus,
    Request,
    RuleSet,
    SitePolicy,
    Verdict,
    compose,
    strictest,
)
from webagent_manifests.user_policy import narrow

from tests.manifests import documents
from tests.manifests.user_policy.asking import NOON, SHOP, Agent, policy, request, rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from webagent_manifests import Claim, Mark, Use
    from webagent_manifests.user_policy import UserPolicy

VERBS = st.sampled_from(["all", "click_element", "submit_form", "goto"])
SELECTORS = ("a", ".b", "#c")
EVENTS = st.fixed_dictionaries(
    {"verbs": st.lists(VERBS, min_size=1, max_size=2)},
    optional={
        "origins": st.sampled_from([["shop.example"], ["*.example"], ["https://bank.example"]]),
        "paths": st.sampled_from([["/pay"], ["/pay/**", "/"]]),
        "args": st.sampled_from(
            [{"n": {"type": "integer", "maximum": 3}}, {"t": {"type": "string", "pattern": "a+"}}]
        ),
    },
)
ELEMENT_EVENTS = st.tuples(EVENTS, st.sampled_from([None, *SELECTORS])).map(
    lambda pair: (
        pair[0]
        if pair[1] is None or "goto" in pair[0]["verbs"]
        else {**pair[0], "selector": pair[1]}
    )
)
LIMITS = st.sampled_from([{"per_session": 1}, {"per_day": 2}, {"min_interval_s": 30}])
DENIALS = ELEMENT_EVENTS.map(lambda event: {**event, "effect": "deny"})
ASKS = st.tuples(ELEMENT_EVENTS, st.none() | LIMITS).map(
    lambda pair: {**pair[0], "effect": "ask"} | ({} if pair[1] is None else {"limits": pair[1]})
)
ALLOWS = ASKS.map(lambda written: {**written, "effect": "allow"})
RESTRICTIONS = st.one_of(DENIALS, ASKS)
DEFAULTS = st.sampled_from([None, "allow", "ask", "deny"])


def _temporal(draw: Any) -> dict[str, Any]:
    kind = draw(
        st.sampled_from(["require_before", "forbid_after", "same_arg", "at_most", "cool_down"])
    )
    written: dict[str, Any] = {"kind": kind, "action": draw(ELEMENT_EVENTS)}
    if kind == "at_most":
        return {**written, "times": draw(st.integers(1, 2))}
    if kind == "cool_down":
        return {**written, "seconds": 30, "scope": draw(st.sampled_from(["origin", "everywhere"]))}
    written |= {"earlier": draw(ELEMENT_EVENTS), "effect": draw(st.sampled_from(["ask", "deny"]))}
    written["scope"] = draw(st.sampled_from(["session", "origin", "everywhere"]))
    if kind == "same_arg":
        return {**written, "argument": "n"}
    return written


TEMPORAL = st.composite(_temporal)()
MATCHES = st.frozensets(st.sampled_from(SELECTORS), max_size=2)
REQUESTS = st.builds(
    Request,
    st.sampled_from(["click_element", "submit_form", "goto", "set_input_value", "hover"]),
    st.lists(
        st.builds(ElementMatch, MATCHES, st.lists(MATCHES, max_size=1).map(tuple)), max_size=2
    ).map(tuple),
    invalid=MATCHES,
    incidental=st.booleans(),
    approved=st.sampled_from([None, True, False]),
    url=st.sampled_from([f"{SHOP}/pay", "https://bank.example/", "about:blank", ""]),
    destination=st.sampled_from([None, f"{SHOP}/", "https://bank.example/pay/x", "mailto:a@b"]),
    args=st.dictionaries(st.sampled_from(["n", "t"]), st.sampled_from([1, 9, "a", "b"])),
)
HISTORIES = st.lists(REQUESTS, max_size=4)


def build(rules: Iterable[Any], default: str | None, temporal: Iterable[Any] = ()) -> UserPolicy:
    numbered = tuple({"id": f"t{number}", **each} for number, each in enumerate(temporal))
    return policy(*rules, default=default, temporal=numbered)


def after(history: list[Request], *policies: UserPolicy) -> MemoryLedger:
    """Return the ledger of somebody who did all this, under all of these policies."""
    ledger = MemoryLedger()
    for number, each in enumerate(history):
        when = NOON - timedelta(seconds=10 * (len(history) - number))
        decisions = compose(policies, each, now=when, ledger=ledger)
        # Limits aside: what was done may have been done under other limits.
        ledger.claim({use for decision in decisions for use in unlimited(decision.uses)}, when=when)
    return ledger


def unlimited(uses: tuple[Use, ...]) -> list[Use]:
    return [type(use)(use.key, value=use.value) for use in uses]


def strictness(rules: UserPolicy, wanted: Request, ledger: MemoryLedger) -> Verdict:
    decision = rules.decide(wanted, now=NOON, ledger=ledger)
    return Verdict.ALLOW if decision is None else decision.verdict


POLICIES = st.builds(
    build,
    st.lists(st.one_of(ALLOWS, RESTRICTIONS), max_size=4),
    DEFAULTS,
    st.lists(TEMPORAL, max_size=2),
)


@settings(deadline=None)
@given(
    before=POLICIES,
    more=st.lists(RESTRICTIONS, max_size=2),
    more_temporal=st.lists(TEMPORAL, max_size=2),
    wanted=REQUESTS,
    history=HISTORIES,
)
def test_narrowing_never_loosens(
    before: UserPolicy,
    more: list[Any],
    more_temporal: list[Any],
    wanted: Request,
    history: list[Request],
) -> None:
    narrowed = narrow(
        before,
        [{"id": f"more{number}", **each} for number, each in enumerate(more)],
        temporal=[{"id": f"then{number}", **each} for number, each in enumerate(more_temporal)],
    )
    ledger = after(history, narrowed)
    assert strictness(narrowed, wanted, ledger) >= strictness(before, wanted, ledger)
    old, new = (each.decide(wanted, now=NOON, ledger=ledger) for each in (before, narrowed))
    if old is not None:
        assert new is not None
        assert set(old.uses) <= set(new.uses), "no count is lost"


@settings(deadline=None)
@given(
    user=POLICIES,
    site_rules=st.lists(
        st.builds(
            documents.rule,
            st.sampled_from(["all", "click_element", "submit_form"]),
            st.sampled_from(SELECTORS),
            st.booleans(),
        ),
        max_size=3,
    ),
    strict=st.booleans(),
    wanted=REQUESTS,
)
def test_composition_is_never_weaker_than_the_user_or_the_site(
    user: UserPolicy,
    site_rules: list[dict[str, Any]],
    strict: bool,
    wanted: Request,
) -> None:
    written = documents.manifest(strict, site_rules)
    site = SitePolicy(PolicyStatus.PRESENT, SHOP, "found", RuleSet(written, scope=SHOP))
    ledger = MemoryLedger()
    together = compose((user, site), wanted, now=NOON, ledger=ledger)
    verdict = strictest(together).verdict if together else Verdict.ALLOW
    for one in (user, site):
        alone = one.decide(wanted, now=NOON, ledger=ledger)
        assert alone is None or verdict >= alone.verdict


@settings(deadline=None)
@given(
    rules=st.lists(st.one_of(ALLOWS, RESTRICTIONS), max_size=4), default=DEFAULTS, wanted=REQUESTS
)
def test_the_order_of_rules_means_nothing(
    rules: list[Any], default: str | None, wanted: Request
) -> None:
    named = [{"id": f"n{number}", **each} for number, each in enumerate(rules)]
    ledger = MemoryLedger()
    assert strictness(build(named, default), wanted, ledger) is strictness(
        build(named[::-1], default), wanted, ledger
    )


@settings(deadline=None)
@given(event=ELEMENT_EVENTS, wanted=REQUESTS)
def test_what_an_allow_is_sure_of_a_deny_covers(event: dict[str, Any], wanted: Request) -> None:
    ledger = MemoryLedger()
    asked = Request(
        wanted.verb,
        wanted.elements,
        wanted.invalid,
        url=wanted.url,
        destination=wanted.destination,
        args=wanted.args,
    )
    allowed = strictness(build([{**event, "effect": "allow"}], "deny"), asked, ledger)
    denied = strictness(build([{**event, "effect": "deny"}], None), asked, ledger)
    if allowed is Verdict.ALLOW:
        assert denied is Verdict.DENY
        assert set(event.get("args", ())) <= set(asked.args), "an absent argument satisfies none"


class CountingLedger(MemoryLedger):
    """Counts how often and how much it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: Counter[str] = Counter()

    def times(self, key: str, *, since: datetime | None = None) -> tuple[datetime, ...]:
        """Return the times, and count them."""
        self.calls["times"] += 1
        return super().times(key, since=since)

    def last(self, key: str, *, session: bool = False) -> Mark | None:
        """Return the mark, and count the call."""
        self.calls["last"] += 1
        return super().last(key, session=session)

    def claim(self, uses: Iterable[Use], *, when: datetime) -> Claim | None:
        """Count an action, the looks at its limits left aside."""
        before = self.calls.copy()
        claim = super().claim(uses, when=when)
        self.calls = before
        return claim


def test_a_decision_costs_the_same_however_long_the_log_is() -> None:
    event = {"verbs": ["submit_form"]}
    kinds: list[dict[str, Any]] = [
        {"kind": "require_before", "earlier": event},
        {"kind": "forbid_after", "earlier": {"verbs": ["upload_file"]}},
        {"kind": "same_arg", "earlier": event, "argument": "x"},
        {"kind": "at_most", "times": 5, "scope": "everywhere", "within_s": 60},
        {"kind": "cool_down", "seconds": 1},
    ]
    limited = rule("allow", limits={"per_day": 90_000, "per_session": 90_000, "min_interval_s": 1})
    user = build([limited], "deny", [{"action": event, **kind} for kind in kinds])
    agent = Agent(user, CountingLedger())
    ledger = agent.ledger
    assert isinstance(ledger, CountingLedger)
    wanted = request("submit_form", args={"x": 1})
    first = user.decide(wanted, now=NOON, ledger=ledger)
    assert first is not None
    calls = ledger.calls.copy()
    assert calls == {"times": 3, "last": 5}
    for length in (10, 500):
        while len(MemoryLedger.times(ledger, first.uses[0].key)) < length:
            agent.wait(timedelta(seconds=20))
            assert ledger.claim(first.uses, when=agent.now) is not None
        agent.wait(timedelta(seconds=20))
        ledger.calls.clear()
        assert agent.verdict(wanted) is Verdict.ALLOW
        assert ledger.calls == calls
