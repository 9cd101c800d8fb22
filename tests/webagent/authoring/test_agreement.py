"""What an owner is told is what an agent is told: the same rules, asked here and at the gate."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import JSONResponse
from webagent_actions import parse
from webagent_manifests import (
    BuiltInSafety,
    MemoryLedger,
    PolicyStatus,
    ReasonCode,
    RuleSet,
    SitePolicy,
    Verdict,
    parse_manifest,
    strictest,
)

from tests.webagent.conftest import WELL_KNOWN
from tests.webagent.runs import manifest, rule
from webagent import NeverApprove
from webagent.authoring import LivePage, Question, answer
from webagent.permissions import Gate, SitePolicies

if TYPE_CHECKING:
    from starlette.requests import Request
    from webagent_manifests.page import ActionDecision

    from tests.webagent.conftest import Browse, Serve

PAGE = """
<div class="private-area"><a id="inside" href="/in">Inside</a>
  <a id="public" class="public" href="/pub">Public</a></div>
<a id="out" class="out" href="/out">Out</a> <a id="again" href="/out#part">Again</a>
<a id="file" href="/f.pdf" download>File</a>
<div class="card"><button id="carded">Carded</button></div>
<button id="buy" class="cta"><span>Buy</span></button>
<form id="f" action="/f" method="post">
  <label id="label" for="email">Mail</label><input id="email" name="email">
  <input id="box" type="checkbox" aria-label="Box">
  <button id="go" class="go">Go</button>
</form>
<button id="far" form="f">Far</button>
<select id="pick" aria-label="Pick"><option>One<option>Two</select>
<div id="host"></div>
<script>document.getElementById("host").attachShadow({mode: "open"}).innerHTML =
  '<button id="shadowed" class="in">Shadowed</button>';</script>
<iframe srcdoc="<button id=framed class=in>Framed</button>"></iframe>
"""

# (id of the element, its name at the gate, the gate's action, the owner's, a value)
ACTS = [
    ("inside", "Inside", "click [{}]", "click", None),
    ("public", "Public", "click [{}]", "click", None),
    ("out", "Out", "click [{}]", "click", None),
    ("file", "File", "click [{}]", "click", None),
    ("carded", "Carded", "click [{}]", "click", None),
    ("buy", "Buy", "click [{}]", "click", None),
    ("go", "Go", "click [{}]", "click", None),
    ("far", "Far", "click [{}]", "click", None),
    ("box", "Box", "click [{}]", "click", None),
    ("box", "Box", "check [{}]", "check", None),
    ("email", "Mail", "type [{}] [a@b.example]", "type", "a@b.example"),
    ("pick", "Pick", "select [{}] [Two]", "select", "Two"),
    ("shadowed", "Shadowed", "click [{}]", "click", None),
    ("framed", "Framed", "click [{}]", "click", None),
]
RULES: list[tuple[str, list[dict[str, Any]]]] = [
    ("2 nothing is allowed", []),
    ("6 specificity", [rule("click_element", "*", False), rule("click_element", "#buy", True)]),
    ("10 all", [rule("all", "#buy", False), rule("click_element", "*", True)]),
    ("13", [rule("all", "*", True), rule("submit_form", "form#f", False)]),
    ("22 the branch that matches", [
        rule("click_element", "a, #buy", True), rule("click_element", ".cta", False)]),
    ("25 no selector", [rule("click_element", "a[[[", False)]),
    ("26 no selector, allowed", [rule("click_element", "a[[[", True)]),
    ("27 pseudo-element", [rule("click_element", "button::before", False)]),
    ("28 inheritance", [rule("follow_link", ".private-area", False)]),
    ("29", [rule("follow_link", ".private-area", False), rule("follow_link", "a.public", True)]),
    ("30 no inherited allowance", [rule("click_element", ".card", True)]),
    ("31 the resolved target", [rule("click_element", "#buy", False)]),
    ("32", [rule("set_input_value", "#email", False)]),
    ("33", [rule("follow_link", "a", True)]),
    ("34", [rule("follow_link", "a.out", False)]),
    ("36-38", [rule("submit_form", "form#f", False)]),
    ("39", [
        rule("set_input_value", "form#f *", True), rule("submit_form", "form#f", True),
        rule("click_element", "form#f button", True)]),
    ("40", [rule("submit_form", "button.go", True), rule("click_element", "button", True)]),
    ("42", [rule("download_file", "a[download]", False)]),
    ("58", [rule("click_element", "button", True, time_window="08:00-08:00 UTC")]),
    ("61", [rule("set_input_value", "#email", True, human_in_the_loop=True)]),
    ("65", [rule("click_element", "button", False, human_in_the_loop=True)]),
    ("66", [rule("click_element", "*", True, human_in_the_loop=True),
            rule("click_element", "#buy", True)]),
    ("86, 88 frames and shadow trees", [rule("click_element", ".in", False)]),
    ("88 the host", [rule("click_element", "#host", False)]),
    ("88 nothing reaches in", [rule("click_element", "#host .in", False)]),
]  # fmt: skip


async def _told(page: LivePage, policy: dict[str, Any], question: Question) -> ActionDecision:
    rules = RuleSet(parse_manifest(json.dumps(policy)))
    site = SitePolicy(PolicyStatus.PRESENT, None, "", rules)
    return await answer(
        page,
        question,
        [BuiltInSafety(), site],
        now=datetime.now(UTC),
        ledger=MemoryLedger(),
    )


@pytest.mark.slow
@pytest.mark.parametrize("strict", [False, True])
async def test_the_gate_and_the_owners_answer_agree(
    browse: Browse, serve: Serve, strict: bool
) -> None:
    published: dict[str, Any] = {}

    def well_known(_request: Request) -> JSONResponse:
        return JSONResponse(published)

    session, situation = await browse(serve({"/": PAGE, WELL_KNOWN: well_known}))
    live = await LivePage.read(session.page)
    refs = {node.name: ref for ref, node in situation.observation.refs.items()}
    places = {e.attributes["id"]: e.index for e in live.elements if "id" in e.attributes}
    verdicts: set[Verdict] = set()
    for case, rules in RULES:
        published = manifest(*rules, strict=strict)
        gate = Gate(SitePolicies(), NeverApprove())
        for element, name, line, action, value in ACTS:
            (act,) = parse(line.format(refs[name]))
            permission = await gate.check(
                act, situation.observation, session.registry, session.page.main_frame
            )
            question = Question(places[element], action=action, value=value)
            told = await _told(live, published, question)
            verdicts.add(told.verdict)
            hardest = strictest(ruling.decision for ruling in permission.rulings)
            # Nobody was there to approve: the gate has asked already.
            declined = hardest.reason_code is ReasonCode.DECLINED
            verdict = Verdict.NEEDS_HUMAN if declined else permission.verdict
            where = f"case {case}: {action} on #{element}"
            assert told.verdict is verdict, where
            at_the_gate = {(r.verb, r.decision.rule) for r in permission.rulings}
            assert {(v.verb, v.decision.rule) for v in told.verbs} == at_the_gate, where
    assert {Verdict.ALLOW, Verdict.NEEDS_HUMAN, Verdict.DENY} <= verdicts


@pytest.mark.parametrize(
    ("selector", "expected"), [("form#f", Verdict.DENY), ("form#other", Verdict.ALLOW)]
)
async def test_enter_in_a_field_sends_its_form(
    browse: Browse, serve: Serve, selector: str, expected: Verdict
) -> None:
    # Case 37.
    policy = manifest(rule("submit_form", selector, False))
    session, situation = await browse(serve(PAGE, policy))
    live = await LivePage.read(session.page)
    (email,) = (e.index for e in live.elements if e.attributes.get("id") == "email")
    ref = next(r for r, node in situation.observation.refs.items() if node.name == "Mail")
    (act,) = parse(f"type [{ref}] [a] [on]")
    permission = await Gate(SitePolicies(), NeverApprove()).check(
        act, situation.observation, session.registry, session.page.main_frame
    )
    told = await _told(live, policy, Question(email, action="press-enter"))
    assert (told.verdict, permission.verdict) == (expected, expected)


async def test_enter_in_a_field_presses_the_forms_button(browse: Browse, serve: Serve) -> None:
    # Table 6.2; HTML, "implicit submission".
    session, _ = await browse(serve(PAGE))
    live = await LivePage.read(session.page)
    (email,) = (e.index for e in live.elements if e.attributes.get("id") == "email")
    for verb in ("submit_form", "click_element"):
        policy = manifest(rule(verb, ".go", False))
        told = await _told(live, policy, Question(email, action="press-enter"))
        assert told.verdict is Verdict.DENY


async def test_an_address_counts_as_the_links_that_lead_there(browse: Browse, serve: Serve) -> None:
    # Case 35.
    policy = manifest(rule("follow_link", "a.out", False))
    session, situation = await browse(serve(PAGE, policy))
    live = await LivePage.read(session.page)
    gate = Gate(SitePolicies(), NeverApprove())
    base = situation.observation.url
    for path, expected in (
        ("out", Verdict.DENY),
        ("out#part", Verdict.DENY),
        ("pub", Verdict.ALLOW),
        ("elsewhere", Verdict.ALLOW),
    ):
        (act,) = parse(f"goto [{base}{path}]")
        permission = await gate.check(
            act, situation.observation, session.registry, session.page.main_frame
        )
        told = await _told(live, policy, Question(None, action="goto", value=f"{base}{path}"))
        assert (told.verdict, permission.verdict) == (expected, expected), path


async def test_what_the_gate_withholds_is_what_an_owner_is_told(
    browse: Browse, serve: Serve
) -> None:
    page = """<div class="members"><p id="a">In members</p><p id="b" class="free">Free</p></div>
      <div class="late"><p id="c">Late</p></div><p id="d">Plain</p><p id="e" class="no">No</p>"""
    rules = [
        rule("read_content", ".members", True, human_in_the_loop=True),
        rule("read_content", ".late", True, time_window="08:00-08:00 UTC"),
        rule("read_content", ".free", True),
        rule("read_content", ".no", False),
    ]
    policy = manifest(*rules)
    gate = Gate(SitePolicies(), NeverApprove())
    session, situation = await browse(serve(page, policy), reading=gate.reading)
    live = await LivePage.read(session.page)
    for element in live.elements:
        if "id" not in element.attributes:
            continue
        told = await _told(live, policy, Question(element.index, action="read"))
        shown = element.text in situation.observation.text
        assert (told.verdict is Verdict.ALLOW) is shown, element.path
