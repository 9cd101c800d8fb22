"""The gate judges each verb of an action on the live element it would touch."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.responses import Response
from webagent_manifests import ReasonCode, Verdict

from tests.webagent.conftest import WELL_KNOWN
from tests.webagent.permissions.conftest import Guard, Person
from tests.webagent.runs import manifest, rule

PAGE = """
<p><a href="/private" class="private">Private</a> <a href="/public">Public</a></p>
<button class="danger">Delete</button> <button>Harmless</button>
<div class="locked"><button>Inside</button><button class="open">Excepted</button></div>
<form id="order" action="/order" method="post">
  <label>Name <input name="name"></label>
  <label>Sure <input type="checkbox" name="sure"></label>
  <button>Send</button>
</form>
<button form="order">Send from outside</button>
<form id="other" action="/other" method="post"><label>Else <input></label></form>
"""


@pytest.mark.parametrize(
    ("rules", "denied", "granted"),
    [
        (
            [rule("click_element", ".danger", False)],
            ["click [«Delete»]"],
            ["click [«Harmless»]", "click [«Inside»]"],
        ),
        (
            [rule("all", ".danger", False), rule("read_content", ".danger", True)],
            ["click [«Delete»]"],
            ["click [«Harmless»]"],
        ),
        (
            [rule("click_element", ".locked", False), rule("click_element", ".open", True)],
            ["click [«Inside»]"],
            ["click [«Excepted»]", "click [«Delete»]"],
        ),
        (
            [rule("submit_form", "form#order", False)],
            ["click [«Send»]", "click [«Send from outside»]", "type [«Name»] [Bo] [on]"],
            ["type [«Name»] [Bo]", "type [«Else»] [Bo] [on]", "check [«Sure»]"],
        ),
        ([rule("submit_form", "button", False)], ["click [«Send»]"], ["click [«Delete»]"]),
        (
            [rule("set_input_value", "input", False)],
            ["type [«Name»] [Bo]", "check [«Sure»]", "click [«Sure»]"],
            ["click [«Send»]"],
        ),
        (
            [rule("follow_link", ".private", False)],
            ["click [«Private»]"],
            ["click [«Public»]"],
        ),
        ([rule("click_element", ".private", False)], ["click [«Private»]"], ["click [«Public»]"]),
    ],
)
async def test_a_denial_is_found_on_whatever_the_action_touches(
    guard: Guard, rules: list[dict[str, Any]], denied: list[str], granted: list[str]
) -> None:
    page = await guard(PAGE, manifest(*rules))
    for line in denied:
        permission = await page.check(line)
        assert permission.verdict is Verdict.DENY, line
        assert not permission.granted
        assert "rule 0 " in permission.reason
    for line in granted:
        assert (await page.check(line)).granted, line


async def test_a_selector_that_no_browser_knows_denies_only_what_it_restricts(
    guard: Guard,
) -> None:
    for allowed in (False, True):
        page = await guard(PAGE, manifest(rule("click_element", "button:hover-me", allowed)))
        permission = await page.check("click [«Harmless»]")
        assert permission.granted is allowed
        if not allowed:
            reasons = {ruling.decision.reason_code for ruling in permission.rulings}
            assert reasons == {ReasonCode.UNEVALUABLE_SELECTOR}


async def test_a_denied_link_can_not_be_got_around_by_its_address(guard: Guard) -> None:
    page = await guard(PAGE, manifest(rule("follow_link", ".private", False)))
    base = page.page.observation.url
    assert not (await page.check(f"goto [{base}private]")).granted
    assert not (await page.check(f"goto [{base}private#part]")).granted
    assert (await page.check(f"goto [{base}public]")).granted


async def test_a_strict_manifest_denies_what_no_rule_allows(guard: Guard) -> None:
    page = await guard(PAGE, manifest(rule("click_element", ".danger", True), strict=True))
    # Nothing may be read either, so the element is found by what it is.
    assert page.page.observation.refs == {}
    rules = [rule("read_content", "*", True), rule("click_element", ".danger", True)]
    page = await guard(PAGE, manifest(*rules, strict=True))
    assert (await page.check("click [«Delete»]")).granted
    denied = await page.check("click [«Harmless»]")
    assert [r.decision.reason_code for r in denied.rulings] == [ReasonCode.DEFAULT_STRICT]
    assert not denied.granted


async def test_the_live_element_decides_not_the_one_that_was_seen(guard: Guard) -> None:
    page = await guard(PAGE, manifest(rule("click_element", ".danger", False)))
    assert (await page.check("click [«Harmless»]")).granted
    await page.run("document.querySelector('button:not([class])').className = 'danger'")
    assert not (await page.check("click [«Harmless»]")).granted


async def test_moving_an_element_under_a_denied_ancestor_denies_it(guard: Guard) -> None:
    page = await guard(PAGE, manifest(rule("click_element", ".locked", False)))
    move = "document.querySelector('.locked').append(document.querySelector('.danger'))"
    await page.run(move)
    denied = await page.check("click [«Delete»]")
    assert [r.decision.reason_code for r in denied.rulings] == [ReasonCode.INHERITED_DENY]


async def test_a_person_is_told_what_is_asked(guard: Guard) -> None:
    person = Person()
    rules = rule("submit_form", "form#order", True, human_in_the_loop=True)
    page = await guard(PAGE, manifest(rules), person)
    permission = await page.check("click [«Send»]")
    assert permission.granted
    assert permission.approved is True
    (asked,) = person.asked
    assert page.page.observation.url == f"{asked.origin}/"
    assert asked.action.startswith("click [")
    assert asked.element.endswith('"Send"')
    assert "with a person's approval" in asked.reason


async def test_what_is_only_thought_of_asks_nobody_and_counts_nothing(guard: Guard) -> None:
    person = Person()
    rules = (
        rule("click_element", ".danger", True, human_in_the_loop=True),
        rule("click_element", "form", False),
        rule("click_element", ".open", True, rate_limit={"max_requests": 2, "window_seconds": 60}),
    )
    page = await guard(PAGE, manifest(*rules), person)
    assert (await page.foresee("click [«Delete»]")).verdict is Verdict.NEEDS_HUMAN
    assert (await page.foresee("click [«Harmless»]")).granted
    for _ in range(3):
        foreseen = await page.foresee("click [«Excepted»]")
        assert (foreseen.granted, page.gate.spare(foreseen)) == (True, 1)
    assert (await page.admit("click [«Excepted»]")).granted
    assert page.gate.spare(await page.foresee("click [«Excepted»]")) == 0.5
    assert (await page.admit("click [«Excepted»]")).granted
    assert (await page.foresee("click [«Excepted»]")).verdict is Verdict.WAIT
    assert person.asked == []


async def test_without_approval_it_is_not_granted(guard: Guard) -> None:
    rules = rule("click_element", "button", True, human_in_the_loop=True)
    for approver in (None, Person(says=False)):
        permission = await (await guard(PAGE, manifest(rules), approver)).check("click [«Delete»]")
        assert {r.decision.reason_code for r in permission.rulings} == {ReasonCode.DECLINED}
        assert permission.approved is False
        assert not permission.granted


async def test_an_approval_can_not_lift_a_denial(guard: Guard) -> None:
    rules = (
        rule("click_element", "button", True, human_in_the_loop=True),
        rule("submit_form", "form", False),
    )
    person = Person()
    page = await guard(PAGE, manifest(*rules), person)
    assert not (await page.check("click [«Send»]")).granted
    assert person.asked == []


async def test_an_approval_does_not_hold_for_what_the_page_became_meanwhile(guard: Guard) -> None:
    rules = (
        rule("click_element", "button", True, human_in_the_loop=True),
        rule("click_element", "button.danger", False),
    )

    class Thinking(Person):
        async def approve(self, request: Any) -> bool:
            await page.run("document.querySelector('button:not([class])').className = 'danger'")
            return await Person.approve(self, request)

    person = Thinking()
    page = await guard(PAGE, manifest(*rules), person)
    permission = await page.check("click [«Harmless»]")
    assert len(person.asked) == 1
    assert permission.verdict is Verdict.DENY
    assert not permission.granted


async def test_a_site_without_a_manifest_forbids_nothing(guard: Guard) -> None:
    permission = await (await guard(PAGE)).check("click [«Send»]")
    assert permission.granted
    assert {r.decision.reason_code for r in permission.rulings} == {ReasonCode.NO_MANIFEST}


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Response("{not json", media_type="application/json"), "is invalid"),
        (Response("error", 503), "cannot be reached"),
        (Response(b" " * 10_000_000), "is invalid"),
    ],
)
async def test_a_manifest_that_can_not_be_read_leaves_reading_and_asks_for_the_rest(
    guard: Guard, answer: Response, trouble: str
) -> None:
    page = await guard({"/": PAGE, WELL_KNOWN: answer})
    assert "Delete" in page.page.observation.text
    permission = await page.check("click [«Delete»]")
    assert {r.decision.reason_code for r in permission.rulings} == {ReasonCode.DECLINED}
    assert not permission.granted
    person = Person()
    approved = await guard({"/": PAGE, WELL_KNOWN: answer}, approver=person)
    assert (await approved.check("click [«Delete»]")).granted
    assert trouble in person.asked[0].reason


async def test_a_manifest_may_be_linked_from_the_head(guard: Guard) -> None:
    head = '<html><head><link rel="agent-permissions" href="/rules.json"></head><body>'
    pages = {
        "/": f"{head}{PAGE}</body></html>",
        "/rules.json": Response(
            content=str(manifest(rule("click_element", ".danger", False)))
            .replace("'", '"')
            .replace("False", "false"),
            media_type="application/json",
        ),
    }
    assert not (await (await guard(pages)).check("click [«Delete»]")).granted


async def test_enter_presses_the_first_button_of_the_form(guard: Guard) -> None:
    """HTML, "implicit submission": denying the button denies the key."""
    page = "<form id=f><input aria-label=Name name=n><button id=go>Go</button></form>"
    for denied in (rule("click_element", "#go", False), rule("submit_form", "#go", False)):
        guarded = await guard(page, manifest(denied))
        assert not (await guarded.check("type [«Name»] [x] [enter]")).granted
        assert (await guarded.check("type [«Name»] [x] [no enter]")).granted


async def test_enter_in_a_form_without_a_button_clicks_nothing(guard: Guard) -> None:
    page = "<form id=f><input aria-label=Name name=n></form>"
    rules = (rule("read_content", "*", True), rule("set_input_value", "*", True))
    allowed = manifest(*rules, rule("submit_form", "form", True), strict=True)
    assert (await (await guard(page, allowed)).check("type [«Name»] [x] [enter]")).granted


async def test_a_link_that_runs_a_script_is_one(guard: Guard) -> None:
    page = "<a href='javascript:void(0)'>Run</a>"
    guarded = await guard(page, manifest(rule("execute_script", "html", False)))
    assert not (await guarded.check("click [«Run»]")).granted


@pytest.mark.parametrize(
    ("denied", "page"),
    [
        ("follow_link", "<a href=/x><span role=button>Go</span></a>"),
        ("follow_link", "<a href=/x><button type=button>Go</button></a>"),
        ("follow_link", "<a href=/x>Look <div onclick=1 tabindex=0>Go</div></a>"),
        ("submit_form", "<form action=/s><button><span role=button>Go</span></button></form>"),
        ("set_input_value", "<label><span role=button>Go</span><input type=checkbox></label>"),
        ("set_input_value", "<input type=range aria-label=Go>"),
        ("execute_script", "<form><button formaction='javascript:1'>Go</button></form>"),
    ],
)
async def test_what_stands_in_a_control_is_no_way_around_it(
    guard: Guard, denied: str, page: str
) -> None:
    """A click on a part of a link, a submit button or a label does what the whole does."""
    guarded = await guard(page, manifest(rule(denied, "*", False)))
    refs = guarded.page.observation.refs
    ref = next(ref for ref, node in refs.items() if node.name == "Go" and node.href is None)
    permission = await guarded.check(f"click [{ref}]")
    assert not permission.granted
    assert denied in {ruling.verb for ruling in permission.rulings}


@pytest.mark.parametrize("name", ["parentElement", "assignedSlot", "matches", "form", "elements"])
async def test_a_field_can_not_take_the_place_of_what_the_gate_asks(
    guard: Guard, name: str
) -> None:
    """DOM clobbering: a form hands out its fields by name."""
    page = f"<div id=z><form action=/s><input name={name}><button>Send</button></form></div>"
    guarded = await guard(page, manifest(rule("submit_form", "#z", False)))
    denied = await guarded.check("click [«Send»]")
    assert ReasonCode.INHERITED_DENY in {r.decision.reason_code for r in denied.rulings}
