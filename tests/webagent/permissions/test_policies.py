"""The user's and the organisation's own policy beside the site's: the strictest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_manifests import ReasonCode, Source, Verdict
from webagent_manifests.user_policy import parse_policy

from tests.webagent.runs import events_of, manifest, rule
from webagent import Status
from webagent.errors import UsageError
from webagent.permissions import PermissionOptions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.webagent.conftest import Play, Serve
    from tests.webagent.permissions.conftest import Guard

PAGE = """
<a href="/out" class=out>Out</a><button class=danger>Delete</button>
<form id=pay><input aria-label=Amount name=amount type=number value=50>
<input aria-label=Note name=note><button id=go>Pay</button></form>
"""
NO_DANGER = """
[[rules]]
id = "no-danger"
effect = "deny"
verbs = ["click_element"]
selector = ".danger"
"""
SMALL_SUMS = """
[[rules]]
id = "small-sums"
effect = "allow"
verbs = ["submit_form"]
args = { amount = { type = "number", maximum = 100 } }
[[rules]]
id = "the-rest"
effect = "allow"
verbs = ["all"]
selector = ":not(form, form *)"
[[rules]]
id = "typing"
effect = "allow"
verbs = ["set_input_value", "click_element", "read_content", "read_metadata"]
"""


async def test_the_user_can_forbid_what_the_site_allows(guard: Guard) -> None:
    page = await guard(PAGE, manifest(), policies=[parse_policy(NO_DANGER)])
    denied = await page.check("click [«Delete»]")
    assert denied.verdict is Verdict.DENY
    assert {r.decision.source for r in denied.rulings if r.decision.verdict is Verdict.DENY} == {
        Source.USER
    }
    assert "no-danger" in denied.reason


async def test_the_user_can_not_allow_what_the_site_forbids(guard: Guard) -> None:
    allow = parse_policy('[[rules]]\nid = "all"\neffect = "allow"\nverbs = ["all"]\n')
    site = manifest(rule("click_element", ".danger", False))
    page = await guard(PAGE, site, policies=[allow])
    assert (await page.check("click [«Delete»]")).verdict is Verdict.DENY


async def test_the_organisation_binds_the_user(guard: Guard) -> None:
    allow = parse_policy('default = "allow"\n')
    binding = parse_policy(NO_DANGER, source=Source.ORGANISATION)
    page = await guard(PAGE, policies=[binding, allow])
    denied = await page.check("click [«Delete»]")
    assert [r.decision.source for r in denied.rulings if r.decision.rule == 0] == [
        Source.ORGANISATION
    ]


@pytest.mark.parametrize(
    ("line", "granted"),
    [
        ("click [«Pay»]", True),
        ("type [«Amount»] [99] [enter]", True),
        ("type [«Amount»] [101] [enter]", False),
        ("type [«Note»] [x] [enter]", True),
    ],
)
async def test_the_form_as_it_would_be_sent_is_what_an_argument_rule_sees(
    guard: Guard, line: str, granted: bool
) -> None:
    """What is about to be typed counts, not what stands in the field before."""
    page = await guard(PAGE, policies=[parse_policy('default = "deny"\n' + SMALL_SUMS)])
    permission = await page.check(line)
    assert permission.granted is granted, permission.reason


async def test_a_field_that_a_rule_speaks_of_and_the_form_lacks_fails(guard: Guard) -> None:
    form = "<form><input aria-label=Note name=note><button>Pay</button></form>"
    page = await guard(form, policies=[parse_policy('default = "deny"\n' + SMALL_SUMS)])
    denied = await page.check("click [«Pay»]")
    assert not denied.granted
    assert ReasonCode.ARGUMENT in {r.decision.reason_code for r in denied.rulings}


async def test_what_the_user_withholds_is_not_read(guard: Guard) -> None:
    policy = '[[rules]]\nid = "x"\neffect = "deny"\nverbs = ["read_content"]\nselector = ".s"\n'
    page = await guard(
        "<p class=s>SECRET</p><p class=t>HIDDEN</p><p>Seen</p>",
        manifest(rule("read_content", ".t", False)),
        policies=[parse_policy(policy)],
    )
    assert "Seen" in page.page.observation.text
    assert "SECRET" not in page.page.observation.text
    assert "HIDDEN" not in page.page.observation.text


async def test_going_to_an_address_is_the_users_to_forbid(guard: Guard) -> None:
    policy = '[[rules]]\nid = "stay"\neffect = "deny"\nverbs = ["goto"]\npaths = ["/out"]\n'
    page = await guard(PAGE, policies=[parse_policy(policy)])
    url = page.page.observation.url
    assert not (await page.check(f"goto [{url}out]")).granted
    assert (await page.check(f"goto [{url}]")).granted


async def test_a_rule_on_the_past_goes_by_what_was_dispatched(guard: Guard) -> None:
    policy = """
    [[temporal]]
    id = "delete-first"
    kind = "require_before"
    action = { verbs = ["submit_form"] }
    earlier = { verbs = ["click_element"], selector = ".danger" }
    """
    page = await guard(PAGE, policies=[parse_policy(policy)])
    assert not (await page.check("click [«Pay»]")).granted
    assert (await page.check("click [«Delete»]")).granted
    assert not (await page.check("click [«Pay»]")).granted, "asking is not doing"
    page.gate.settle(await page.admit("click [«Delete»]"))
    assert (await page.check("click [«Pay»]")).granted


async def test_a_policy_of_the_users_config_folder_counts_by_itself(
    play: Play, serve: Serve, tmp_path: Path
) -> None:
    folder = tmp_path / "config" / "webagent"
    folder.mkdir(parents=True)
    (folder / "policy.toml").write_text(NO_DANGER, encoding="utf-8")
    result = await play(serve(PAGE), ['click [button "Delete"]', "stop [unable: no]"])
    assert result.status is Status.BLOCKED
    (permission,) = events_of(result, "permission")
    assert [r["source"] for r in permission["rulings"] if r["verdict"] == "deny"] == ["user"]


def test_a_policy_that_can_not_be_read_stops_before_anything_is_done(tmp_path: Path) -> None:
    broken = tmp_path / "policy.toml"
    broken.write_text('default = "perhaps"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"policy\.toml"):
        PermissionOptions(policy=broken)
    with pytest.raises(UsageError, match="gone"):
        PermissionOptions(policy=tmp_path / "gone.toml")
