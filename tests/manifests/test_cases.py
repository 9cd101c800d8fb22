"""The decision table: one row per case, from rules to verdict.

Each row gives the rules as `verb|selector|allowed|modifiers`, which of their selectors match the
element and its ancestors, and what comes out. Real matching is the browser's; it is stated here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from webagent_manifests import (
    ElementMatch,
    MemoryLedger,
    ReasonCode,
    Request,
    RuleSet,
    Verdict,
)

from tests.manifests.documents import manifest, rule

ALLOW, HUMAN, WAIT, DENY = Verdict
NOON = datetime(2026, 3, 4, 12, 0, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """One row: `element`, `ancestors` and `form` name the selectors that match there.

    `past` is how many seconds ago the first rule's element was clicked.
    """

    number: str
    strict: bool
    rules: tuple[str, ...]
    verdict: Verdict
    code: ReasonCode
    rule: int | None = None
    verb: str = "click_element"
    element: tuple[str, ...] = ()
    ancestors: tuple[tuple[str, ...], ...] = ()
    form: tuple[str, ...] | None = None
    invalid: tuple[str, ...] = ()
    incidental: bool = False
    now: datetime = NOON
    past: tuple[float, ...] = ()
    until: datetime | None = None


def at(hour: int, minute: int, second: int = 0, *, day: int = 4) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


R = ReasonCode
CLICKS = 'click_element|#post|T|{"rate_limit": {"max_requests": 10, "window_seconds": 3600}}'
DAY_SHIFT = 'click_element|a|T|{"time_window": "08:00-20:00 UTC"}'
NIGHT_SHIFT = 'click_element|a|T|{"time_window": "22:00-06:00 UTC"}'
HUMAN_EMAIL = 'set_input_value|#email|T|{"human_in_the_loop": true}'
AEONS = f'click_element|a|T|{{"rate_limit": {{"max_requests": 1, "window_seconds": 1{"0" * 30}}}}}'
FULL = tuple(3_599 - second for second in range(10))

CASES = [
    # Defaults.
    Case("1", False, (), ALLOW, R.DEFAULT_OPEN),
    Case("2", True, (), DENY, R.DEFAULT_STRICT),
    Case("3", True, ("click_element|#buy|T",), ALLOW, R.RULE, 0, element=("#buy",)),
    Case("4", True, ("click_element|#buy|T",), DENY, R.DEFAULT_STRICT),
    Case("5", False, ("click_element|.danger|F",), DENY, R.RULE, 0, element=(".danger",)),
    # Specificity, then order.
    Case(
        "6", False, ("click_element|*|F", "click_element|#ok|T"), ALLOW, R.RULE, 1,
        element=("*", "#ok"),
    ),
    Case(
        "7", False, ("click_element|#ok|T", "click_element|*|F"), ALLOW, R.RULE, 0,
        element=("*", "#ok"),
    ),
    Case(
        "8", True, ("click_element|.a|T", "click_element|.b|F"), DENY, R.RULE, 1,
        element=(".a", ".b"),
    ),
    Case(
        "9", False, ("click_element|.b|F", "click_element|.a|T"), ALLOW, R.RULE, 1,
        element=(".a", ".b"),
    ),
    # The verb itself before `all`, whatever the selectors.
    Case("10", True, ("all|#x|F", "click_element|*|T"), ALLOW, R.RULE, 1, element=("#x", "*")),
    Case(
        "11", False, ("all|*|F", "read_content|*|T"), ALLOW, R.RULE, 1, verb="read_content",
        element=("*",),
    ),
    Case(
        "12", False, ("all|*|F", "read_content|*|T"), DENY, R.RULE, 0, verb="copy_to_clipboard",
        element=("*",),
    ),
    Case(
        "13", True, ("all|*|T", "submit_form|form.pay|F"), DENY, R.RULE, 1, verb="submit_form",
        element=("*",), form=("*", "form.pay"),
    ),
    Case("14", False, (), DENY, R.UNKNOWN_VERB, verb="hover_element"),
    Case("14-all", False, ("all|*|T",), DENY, R.UNKNOWN_VERB, verb="all", element=("*",)),
    # Specificity of lists and of functions.
    Case(
        "22", True, ("click_element|a, #buy|T", "click_element|.cta|F"), DENY, R.RULE, 1,
        element=("a", ".cta"),
    ),
    Case(
        "22-id", True, ("click_element|a, #buy|T", "click_element|.cta|F"), ALLOW, R.RULE, 0,
        element=("a", "#buy", ".cta"),
    ),
    Case(
        "23", True, ("click_element|:is(#nope, button)|T", "click_element|.c.d|F"), ALLOW, R.RULE,
        0, element=(":is(#nope, button)", ".c.d"),
    ),
    Case(
        "24", True, ("click_element|:where(#x) button|T", "click_element|button.c|F"), DENY, R.RULE,
        1, element=(":where(#x) button", "button.c"),
    ),
    # Selectors the browser cannot evaluate.
    Case(
        "25", False, ("click_element|a[[[|F",), DENY, R.UNEVALUABLE_SELECTOR, 0, invalid=("a[[[",)
    ),
    Case("25-other-verb", False, ("click_element|a[[[|F",), ALLOW, R.DEFAULT_OPEN,
         verb="follow_link", invalid=("a[[[",)),
    Case("25-all", False, ("all|a[[[|F",), DENY, R.UNEVALUABLE_SELECTOR, 0, verb="scroll_page",
         invalid=("a[[[",)),
    Case("25-incidental", False, ("click_element|a[[[|F",), DENY, R.UNEVALUABLE_SELECTOR, 0,
         incidental=True, invalid=("a[[[",)),
    Case("25-modified", False, ('click_element|a[[[|T|{"human_in_the_loop": true}',), DENY,
         R.UNEVALUABLE_SELECTOR, 0, invalid=("a[[[",)),
    Case("25-list", False, ("click_element|.ok, a[[[|F",), DENY, R.UNEVALUABLE_SELECTOR, 0,
         invalid=("a[[[",)),
    Case("26", True, ("click_element|a[[[|T",), DENY, R.DEFAULT_STRICT, invalid=("a[[[",)),
    Case("26-list", True, ("click_element|.ok, a[[[|T",), DENY, R.DEFAULT_STRICT, element=(".ok",),
         invalid=("a[[[",)),
    Case("26-next-rule", True, ("click_element|.ok, a[[[|T", "click_element|.ok|T"), ALLOW, R.RULE,
         1, element=(".ok",), invalid=("a[[[",)),
    Case("27", False, ("click_element|button::before|F",), ALLOW, R.DEFAULT_OPEN),
    # Inheritance: denials reach down, nothing else does.
    Case("28", False, ("follow_link|.private-area|F",), DENY, R.INHERITED_DENY, 0,
         verb="follow_link", ancestors=((".private-area",),)),
    Case("29", False, ("follow_link|.private-area|F", "follow_link|a.public|T"), ALLOW, R.RULE, 1,
         verb="follow_link", element=("a.public",), ancestors=((".private-area",),)),
    Case("30", True, ("click_element|.card|T",), DENY, R.DEFAULT_STRICT, ancestors=((".card",),)),
    Case("28-all", True, ("all|main|F", "click_element|.card|T"), DENY, R.INHERITED_DENY, 0,
         ancestors=((".card",), ("main",))),
    Case("28-won-back", False, ("click_element|div|F", "click_element|.open|T"), ALLOW,
         R.DEFAULT_OPEN, ancestors=(("div", ".open"),)),
    Case("30-modifiers", False, ('click_element|.card|T|{"human_in_the_loop": true}',), ALLOW,
         R.DEFAULT_OPEN, ancestors=((".card",),)),
    # The click that only follows a link.
    Case("33-link", True, ("follow_link|a|T",), ALLOW, R.RULE, 0, verb="follow_link",
         element=("a",)),
    Case("33-click", True, ("follow_link|a|T",), ALLOW, R.INCIDENTAL, element=("a",),
         incidental=True),
    Case("33-denied", True, ("click_element|a|F",), DENY, R.RULE, 0, element=("a",),
         incidental=True),
    Case("33-inherited", False, ("click_element|nav|F",), DENY, R.INHERITED_DENY, 0,
         ancestors=(("nav",),), incidental=True),
    Case("34", False, ("follow_link|a.out|F",), DENY, R.RULE, 0, verb="follow_link",
         element=("a.out",)),
    # Forms: the submitter and the form, deny wins, one allow suffices.
    Case("36", False, ("submit_form|form#f|F",), DENY, R.RULE, 0, verb="submit_form",
         form=("form#f",)),
    Case("40", True, ("submit_form|button.go|T",), ALLOW, R.RULE, 0, verb="submit_form",
         element=("button.go",), form=()),
    Case("40-form", True, ("submit_form|form|T",), ALLOW, R.RULE, 0, verb="submit_form",
         form=("form",)),
    Case("36-mixed", True, ("submit_form|button.go|T", "submit_form|form|F"), DENY, R.RULE, 1,
         verb="submit_form", element=("button.go",), form=("form",)),
    Case("40-human", True,
         ("submit_form|button.go|T", 'submit_form|form|T|{"human_in_the_loop": true}'),
         HUMAN, R.HUMAN_REQUIRED, 1, verb="submit_form", element=("button.go",), form=("form",)),
    Case("41", False, ("upload_file|input[type=file]|F",), DENY, R.RULE, 0, verb="upload_file",
         element=("input[type=file]",)),
    Case("44", False, ("execute_script|*|F",), DENY, R.RULE, 0, verb="execute_script",
         element=("*",)),
    Case("45", False, ("execute_script|#w|F",), ALLOW, R.DEFAULT_OPEN, verb="execute_script"),
    # Rate limits: a sliding log per rule.
    Case("48", True, (CLICKS,), WAIT, R.RATE_LIMITED, 0, element=("#post",), past=FULL,
         until=NOON + timedelta(seconds=1)),
    Case("48-nine", True, (CLICKS,), ALLOW, R.RULE, 0, element=("#post",), past=FULL[:9]),
    Case("49", True, (CLICKS,), ALLOW, R.RULE, 0, element=("#post",), past=(3_601, *FULL[1:])),
    Case("49-edge", True, (CLICKS,), ALLOW, R.RULE, 0, element=("#post",), past=(3_600, *FULL[1:])),
    Case("48-over", True, (CLICKS,), WAIT, R.RATE_LIMITED, 0, element=("#post",),
         past=(*FULL, 5, 4), until=NOON + timedelta(seconds=3)),
    Case("48-clock-set-back", True, (CLICKS,), WAIT, R.RATE_LIMITED, 0, element=("#post",),
         past=(-60,) * 10, until=NOON + timedelta(seconds=3_660)),
    Case("50", False, (CLICKS,), ALLOW, R.DEFAULT_OPEN, past=FULL),
    Case("52", True, ('click_element|a|T|{"rate_limit": {}}',), ALLOW, R.RULE, 0, element=("a",)),
    Case("52-window", True, ('click_element|a|T|{"rate_limit": {"window_seconds": 9}}',), ALLOW,
         R.RULE, 0, element=("a",), past=FULL),
    Case("53", True, ('click_element|a|T|{"rate_limit": {"max_requests": 2}}',), DENY,
         R.RATE_LIMITED, 0, element=("a",), past=(90_000, 1)),
    Case("53-left", True, ('click_element|a|T|{"rate_limit": {"max_requests": 2}}',), ALLOW, R.RULE,
         0, element=("a",), past=(90_000,)),
    Case("48-aeons", True, (AEONS,), WAIT, R.RATE_LIMITED, 0, element=("a",), past=(9e8,),
         until=NOON + timedelta(days=36_600, seconds=-9e8)),
    Case("55", True, ('click_element|*|T|{"burst": 1}',), ALLOW, R.RULE, 0, element=("*",)),
    # Time windows: UTC, start included, end not.
    Case("56-before", True, (DAY_SHIFT,), WAIT, R.OUTSIDE_TIME_WINDOW, 0, element=("a",),
         now=at(7, 59, 59), until=at(8, 0)),
    Case("56-start", True, (DAY_SHIFT,), ALLOW, R.RULE, 0, element=("a",), now=at(8, 0)),
    Case("56-last", True, (DAY_SHIFT,), ALLOW, R.RULE, 0, element=("a",), now=at(19, 59, 59)),
    Case("56-end", True, (DAY_SHIFT,), WAIT, R.OUTSIDE_TIME_WINDOW, 0, element=("a",),
         now=at(20, 0), until=at(8, 0, day=5)),
    Case("57-late", True, (NIGHT_SHIFT,), ALLOW, R.RULE, 0, element=("a",), now=at(23, 30)),
    Case("57-early", True, (NIGHT_SHIFT,), ALLOW, R.RULE, 0, element=("a",), now=at(5, 59)),
    Case("57-noon", True, (NIGHT_SHIFT,), WAIT, R.OUTSIDE_TIME_WINDOW, 0, element=("a",),
         until=at(22, 0)),
    Case("58", True, ('click_element|a|T|{"time_window": "08:00-08:00 UTC"}',), DENY,
         R.OUTSIDE_TIME_WINDOW, 0, element=("a",), now=at(8, 0)),
    Case("59", True, ('click_element|a|T|{"time_window": "29:00-29:30 UTC"}',), DENY,
         R.OUTSIDE_TIME_WINDOW, 0, element=("a",)),
    Case("60", True, (DAY_SHIFT,), WAIT, R.OUTSIDE_TIME_WINDOW, 0, element=("a",),
         now=datetime.fromisoformat("2026-03-04T08:30:00+05:30"), until=at(8, 0)),
    # A person in the loop.
    Case("61", True, (HUMAN_EMAIL,), HUMAN, R.HUMAN_REQUIRED, 0, verb="set_input_value",
         element=("#email",)),
    Case("61-false", True, ('click_element|a|T|{"human_in_the_loop": false}',), ALLOW, R.RULE, 0,
         element=("a",)),
    Case("64", True,
         ('click_element|a|T|{"human_in_the_loop": true, "rate_limit": '
          '{"max_requests": 1, "window_seconds": 60}}',),
         WAIT, R.RATE_LIMITED, 0, element=("a",), past=(10,), until=NOON + timedelta(seconds=50)),
    Case("64-two-waits", True,
         ('click_element|a|T|{"time_window": "13:00-14:00 UTC", "rate_limit": '
          '{"max_requests": 1, "window_seconds": 60}}',),
         WAIT, R.OUTSIDE_TIME_WINDOW, 0, element=("a",), past=(10,), until=at(13, 0)),
    Case("65", False, ('click_element|a|F|{"human_in_the_loop": true}',), DENY, R.RULE, 0,
         element=("a",)),
    Case("66", False, ('click_element|*|T|{"human_in_the_loop": true}', "click_element|#s|T"),
         ALLOW, R.RULE, 1, element=("*", "#s")),
    Case("88-host", False, ("click_element|#host|F",), DENY, R.INHERITED_DENY, 0,
         ancestors=(("#host",),)),
    Case("96", True, ("scroll_page|*|T",), ALLOW, R.RULE, 0, verb="scroll_page", element=("*",)),
    Case("98", False, ("click_element|input:checked|F",), ALLOW, R.DEFAULT_OPEN),
]  # fmt: skip


def rule_set(case: Case) -> RuleSet:
    rules = [line.split("|", 3) for line in case.rules]
    return RuleSet(
        manifest(
            case.strict,
            [
                rule(verb, selector, allowed == "T", json.loads(more[0]) if more else None)
                for verb, selector, allowed, *more in rules
            ],
        )
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.number)
def test_case(case: Case) -> None:
    rules = rule_set(case)
    ledger = MemoryLedger()
    clicked = rules.decide(
        Request("click_element", (matching(rules, case.element),)), now=NOON, ledger=ledger
    )
    for seconds in case.past:
        # As another agent had it, whom no limit of this moment stopped.
        uses = [replace(use, max_requests=None) for use in clicked.uses]
        ledger.claim(uses, when=case.now - timedelta(seconds=seconds))
    elements = [matching(rules, case.element, case.ancestors)]
    if case.form is not None:
        elements.append(matching(rules, case.form))

    decision = rules.decide(
        Request(case.verb, tuple(elements), frozenset(case.invalid), case.incidental),
        now=case.now,
        ledger=ledger,
    )

    assert (decision.verdict, decision.reason_code, decision.rule, decision.until) == (
        case.verdict,
        case.code,
        case.rule,
        case.until,
    )
    assert decision.verb == case.verb
    if case.rule is not None:
        assert f"rule {case.rule} (" in decision.reason
    assert case.verb in decision.reason
    assert decision.reason.endswith(".")


def matching(
    rules: RuleSet, own: tuple[str, ...], ancestors: tuple[tuple[str, ...], ...] = ()
) -> ElementMatch:
    for name in (*own, *(name for names in ancestors for name in names)):
        assert name in rules.selectors
    return ElementMatch(frozenset(own), tuple(map(frozenset, ancestors)))
