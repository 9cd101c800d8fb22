"""What a change of the manifest does to one page."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from webagent_manifests import (
    Manifest,
    MemoryLedger,
    Modifiers,
    Request,
    RuleSet,
    Verb,
    parse_manifest,
)
from webagent_manifests.owner import Tendency, diff_on_page
from webagent_manifests.page import StaticPage, able_verbs, element_match, on_verb

from tests.manifests.documents import document, rule
from tests.manifests.owner.random_manifests import NOON, documents

PAGE = StaticPage.parse(
    """<body id=d class=b><nav><a href=/1 class=b>One</a><a href=/2>Two</a></nav>
    <form class=c><input name=q><button id=go>Go</button></form>"""
    + "".join(f"<p class=n>{number}</p>" for number in range(9)),
    "https://shop.example/",
)


def parsed(value: dict[str, Any]) -> Manifest:
    return parse_manifest(json.dumps(value))


async def test_changes_are_grouped_by_rule_with_samples() -> None:
    difference = await diff_on_page(
        parsed(document(False)),
        parsed(
            document(
                False,
                rule("follow_link", "a", True, {"human_in_the_loop": True}),
                rule("copy_to_clipboard", ".n", False),
                rule("click_element", "#nowhere", False),
            )
        ),
        PAGE,
    )

    followed, copied = sorted(difference.changes, key=lambda each: each.count)
    assert (followed.verb, followed.count, followed.tendency) == (
        Verb.FOLLOW_LINK,
        2,
        Tendency.STRICTER,
    )
    assert (followed.old.in_words(), followed.new.in_words()) == (
        "allow (default)",
        "needs_human (rule 0)",
    )
    assert [sample.text for sample in followed.samples] == ["One", "Two"]
    assert (copied.verb, copied.count, len(copied.samples)) == (Verb.COPY_TO_CLIPBOARD, 9, 5)
    assert copied.samples[0].path == "body#d > p:nth-of-type(1)"
    assert difference.tendency is Tendency.STRICTER
    json.dumps(difference.to_json())


async def test_conditions_count_whatever_the_hour() -> None:
    """A window that is closed now is not the same as another one that is."""
    old, new = (
        parsed(document(False, rule("follow_link", "a", True, {"time_window": window})))
        for window in ("01:00-02:00 UTC", "01:00-03:00 UTC")
    )

    (change,) = (await diff_on_page(old, new, PAGE)).changes

    assert change.tendency is Tendency.LAXER
    assert change.new.in_words() == "allow, only between 01:00 and 03:00 UTC (rule 0)"


async def test_a_button_stands_with_its_form() -> None:
    """submit_form concerns the submitter and the form: what binds either binds the button."""
    old = parsed(document(True, rule("submit_form", "#go", True)))
    asked = rule("submit_form", "form", True, {"human_in_the_loop": True})
    new = parsed(document(True, rule("submit_form", "#go", True), asked))

    changes = (await diff_on_page(old, new, PAGE)).changes

    told = {sample.path: each.new.word for each in changes for sample in each.samples}
    assert told["button#go"] == "needs_human"

    closed = parsed(
        document(True, rule("submit_form", "#go", True), rule("submit_form", ".c", False))
    )
    changes = (await diff_on_page(old, closed, PAGE)).changes
    told = {sample.path: each.new.word for each in changes for sample in each.samples}
    assert told["button#go"] == "deny"


async def test_what_decides_otherwise_to_the_same_end_is_no_change() -> None:
    old = parsed(document(True, rule("follow_link", "*", False)))

    assert (await diff_on_page(old, parsed(document(True)), PAGE)).changes == ()


@settings(deadline=None, max_examples=40)
@given(documents)
async def test_a_manifest_does_not_differ_from_itself(written: dict[str, Any]) -> None:
    assert (await diff_on_page(parsed(written), parsed(written), PAGE)).changes == ()


@settings(deadline=None, max_examples=40)
@given(documents, documents)
async def test_every_other_verdict_is_told(
    written: dict[str, Any], rewritten: dict[str, Any]
) -> None:
    """Each element and verb whose verdict differs is counted, and none for another verdict."""
    old, new = parsed(written), parsed(rewritten)
    difference = await diff_on_page(old, new, PAGE)
    ranks = {"allow": 0, "needs_human": 1, "deny": 3}

    told = sum(
        each.count for each in difference.changes if ranks[each.old.word] != ranks[each.new.word]
    )
    before, after = await verdicts(old), await verdicts(new)
    # Which hour it is and what was done before is no matter of the page.
    assert told == sum(before[key] != after[key] for key in before)


async def verdicts(manifest: Manifest) -> dict[tuple[int, Verb], str]:
    """Return the standing of every element and verb, decided one by one without conditions."""
    plain = manifest.model_copy(
        update={
            "resource_rules": tuple(
                each.model_copy(update={"modifiers": _only_consent(each.modifiers.model_dump())})
                for each in manifest.resource_rules
            )
        }
    )
    rule_set = RuleSet(plain)
    matched = await PAGE.matches(rule_set.selectors)
    found: dict[tuple[int, Verb], str] = {}
    for element in PAGE.elements:
        for verb in able_verbs(element, PAGE):
            (need,) = on_verb(verb, PAGE, element.index)
            request = Request(
                verb, tuple(element_match(PAGE, matched, index) for index in need.elements)
            )
            decision = rule_set.decide(request, now=NOON, ledger=MemoryLedger())
            found[element.index, verb] = decision.verdict.word
    return found


def _only_consent(modifiers: dict[str, Any]) -> Modifiers:
    window = modifiers["time_window"]
    never = window is not None and window[:5] == window[6:11]
    return Modifiers(
        human_in_the_loop=modifiers["human_in_the_loop"], time_window=window if never else None
    )
