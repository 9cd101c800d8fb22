"""Frames: each document has its own site's policy, and an embedded one its embedders' too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.webagent.permissions.conftest import Guard, Person
from tests.webagent.runs import manifest, rule

if TYPE_CHECKING:
    from tests.webagent.conftest import Serve

INNER = "<button>Inner</button>"
DENY = rule("click_element", "button", False)


def _elsewhere(address: str) -> str:
    """Return the same server under another name: another origin."""
    return address.replace("127.0.0.1", "localhost")


async def test_a_frame_s_own_manifest_governs_it(guard: Guard, serve: Serve) -> None:
    inner = _elsewhere(serve(INNER, manifest(DENY)))
    page = await guard(f"<button>Outer</button><iframe src='{inner}/'></iframe>")
    assert not (await page.check("click [«Inner»]")).granted
    assert (await page.check("click [«Outer»]")).granted


async def test_the_top_document_s_manifest_does_not_reach_inside(
    guard: Guard, serve: Serve
) -> None:
    inner = _elsewhere(serve(INNER))
    outer = f"<button>Outer</button><iframe src='{inner}/'></iframe>"
    page = await guard(outer, manifest(DENY))
    assert not (await page.check("click [«Outer»]")).granted
    # Its selector speaks of the top document's buttons; there the frame is an iframe.
    assert (await page.check("click [«Inner»]")).granted


async def test_a_frame_of_another_origin_has_to_satisfy_the_top_document_too(
    guard: Guard, serve: Serve
) -> None:
    inner = _elsewhere(serve(INNER, manifest(rule("click_element", "button", True))))
    outer = f"<div class='advert'><iframe src='{inner}/'></iframe></div>"
    page = await guard(outer, manifest(rule("click_element", ".advert", False)))
    denied = await page.check("click [«Inner»]")
    assert not denied.granted
    assert "on an ancestor" in denied.reason
    assert len(denied.rulings) == 2


async def test_a_frame_within_a_frame_has_to_satisfy_each(guard: Guard, serve: Serve) -> None:
    inner = _elsewhere(serve(INNER))
    middle = serve(
        f"<iframe src='{inner}/' title='deep'></iframe>",
        manifest(rule("click_element", "iframe[title=deep]", False)),
    )
    page = await guard(f"<iframe src='{_elsewhere(middle)}/'></iframe>")
    assert not (await page.check("click [«Inner»]")).granted


async def test_a_frame_without_an_address_has_its_parent_s_manifest(guard: Guard) -> None:
    page = await guard(f"<iframe srcdoc='{INNER}'></iframe>", manifest(DENY))
    assert not (await page.check("click [«Inner»]")).granted


async def test_a_frame_asks_the_person_in_its_own_name(guard: Guard, serve: Serve) -> None:
    inner = _elsewhere(
        serve(INNER, manifest(rule("click_element", "button", True, human_in_the_loop=True)))
    )
    person = Person()
    page = await guard(f"<iframe src='{inner}/'></iframe>", approver=person)
    assert (await page.check("click [«Inner»]")).granted
    assert [asked.origin for asked in person.asked] == [inner]


async def test_what_a_frame_hides_stays_hidden(guard: Guard, serve: Serve) -> None:
    inner = _elsewhere(serve("<p>hidden words</p>", manifest(rule("read_content", "p", False))))
    page = await guard(f"<p>open words</p><iframe src='{inner}/'></iframe>")
    assert "open words" in page.page.observation.text
    assert "hidden words" not in page.page.observation.text
