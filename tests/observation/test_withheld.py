"""Content a site withholds from agents is nowhere in what is observed or inspected."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from webagent_observation import REDACTED, Reading, observe

from tests.observation.looking import always, cascade, lines_of, look_at, look_at_body, withhold

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Observation, Registry

ROUNDABOUT = {
    "text": "<p class=w>SECRET</p>",
    "below": "<div class=w><p>a <b>SECRET</b></p><button>SECRET</button></div>",
    "name from content": "<button>Go <b class=w>SECRET</b></button>",
    "label": "<label for=f>Go <b class=w>SECRET</b></label><input id=f>",
    "whole label": "<label for=f class=w>SECRET</label><input id=f>",
    "aria-labelledby": "<b class=w id=l>SECRET</b><button aria-labelledby=l>Go</button>",
    "its aria-label": "<b class=w id=l aria-label=SECRET></b><button aria-labelledby=l>Go</button>",
    "inside of it": "<b id=l>a <i class=w>SECRET</i></b><button aria-labelledby=l>Go</button>",
    "alt": "<a href=/x>Go <img class=w alt=SECRET></a><img class=w alt=SECRET>",
    "svg title": "<button><svg><title class=w>SECRET</title></svg></button>",
    "aria-label in a name": "<button>Go <b class=w aria-label=SECRET>x</b></button>",
    "legend": "<fieldset><legend class=w>SECRET</legend><input></fieldset>",
    "caption": "<table><caption class=w>SECRET</caption><tr><td>a</table>",
    "figcaption": "<figure><figcaption class=w>SECRET</figcaption>a</figure>",
    "heading": "<h1>Go <b class=w>SECRET</b></h1>",
    "value": "<input class=w value=SECRET><textarea class=w>SECRET</textarea>",
    "editable": "<div contenteditable>a <b class=w>SECRET</b></div>",
    "option": "<select><option>a<option class=w selected>SECRET</select>",
    "options": "<input list=l><datalist id=l><option class=w>SECRET</datalist>",
    "iframe": "<iframe class=w srcdoc=SECRET></iframe>",
    "clickable": "<div onclick='0'>Go <b class=w>SECRET</b></div>",
    "cell": "<table><tr><td>a<td class=w>SECRET</table>",
    "hidden control": "<input type=checkbox id=c class=w style='display:none' aria-label=SECRET>"
    "<label for=c><img width=20 height=20></label>",
    "link": "<a class=w href=/SECRET>SECRET</a>",
    "attributes": "<div class=w title=SECRET id=SECRET aria-label=SECRET role=region>x</div>",
}


@pytest.mark.parametrize("html", ROUNDABOUT.values(), ids=ROUNDABOUT)
async def test_withheld_content_is_nowhere(page: Page, registry: Registry, html: str) -> None:
    await look_at_body(page, registry, html)
    await is_nowhere(page, registry)


BY_SCRIPT = {
    "shadow root": "<div class=w id=h></div><script>h.attachShadow({mode: 'open'}).innerHTML ="
    " 'SEC' + 'RET'</script>",
    "slot": "<div id=h><b class=w>SECRET</b></div><script>h.attachShadow({mode: 'open'})"
    ".innerHTML = '<button><slot></slot></button>'</script>",
}


@pytest.mark.parametrize("html", BY_SCRIPT.values(), ids=BY_SCRIPT)
async def test_withheld_content_is_nowhere_in_shadow_trees(
    page: Page, registry: Registry, html: str
) -> None:
    await look_at(page, registry, html)
    await is_nowhere(page, registry)


async def is_nowhere(page: Page, registry: Registry) -> None:
    """Check that what the page would say is not said under a policy that withholds it."""
    assert "SECRET" in everything(await observe(page, registry))
    observation = await observe(page, registry, withhold(".w"))
    assert "SECRET" not in everything(observation)
    for ref in observation.refs:
        assert "SECRET" not in json.dumps(await registry.inspect(ref))


def everything(observation: Observation) -> str:
    parts = asdict(observation)
    return json.dumps([parts["text"], parts["title"], parts["nodes"]])


async def test_withheld_parts_are_announced_once_a_run(page: Page, registry: Registry) -> None:
    html = "<p class=w>a</p><p class=w>b</p><p>Seen</p><p class=w>c</p>"
    lines = await lines_of(page, registry, html, reading=withhold(".w"))
    # It is explained the first time.
    assert lines == [REDACTED, "Seen", "[hidden by the site's policy]"]


async def test_an_allowed_part_of_a_withheld_one_is_shown(page: Page, registry: Registry) -> None:
    html = "<div class=w>a <p class=ok>b <button>c</button> <i class=w>d</i></p> e</div>"
    policy = withhold(".w", allow=(".ok",))
    lines = await lines_of(page, registry, html, reading=policy)
    assert lines[0] == REDACTED
    assert "b" in lines[1]
    assert not {"a", "d", "e"} & set(" ".join(lines).replace(REDACTED, "").split())
    # Its parent withholds what the allowing rule does not match itself.
    assert "button" not in " ".join(lines)


async def test_everything_withheld_but_what_is_allowed(page: Page, registry: Registry) -> None:
    html = "<p>a</p><main class=ok>b</main>"
    reading = Reading(content=cascade((".ok", True), default=False))
    lines = await lines_of(page, registry, html, reading=always(reading))
    assert lines == [REDACTED, "main", " b"]


async def test_the_first_matching_entry_decides(page: Page, registry: Registry) -> None:
    html = "<p class='a b'>both</p><p class=b>one</p>"
    reading = Reading(content=cascade((".a", True), (".b", False), (".a", False)))
    lines = await lines_of(page, registry, html, reading=always(reading))
    assert lines == ["both", REDACTED]


async def test_an_invalid_restriction_withholds_everything(page: Page, registry: Registry) -> None:
    observation = await look_at(
        page, registry, "<p>a</p><button>b</button>", reading=withhold("p:unheard-of(x)")
    )
    assert observation.text == REDACTED
    assert not observation.refs


async def test_an_invalid_permission_is_dropped_whole(page: Page, registry: Registry) -> None:
    # CSS: a selector list with one invalid selector is invalid; `.ok` shares its rule.
    entries = [
        {"selector": ":unheard-of", "rule": 0, "allowed": True, "essential": False},
        {"selector": ".ok", "rule": 0, "allowed": True, "essential": False},
        {"selector": "p", "rule": 1, "allowed": False, "essential": True},
    ]
    reading = Reading(content=[{"entries": entries, "defaultAllowed": True}])
    lines = await lines_of(page, registry, "<p class=ok>a</p>b", reading=always(reading))
    assert lines == [REDACTED, "b"]


@pytest.mark.parametrize("selector", ["title", "head", "html", ":unheard-of(x)"])
async def test_a_withheld_title(page: Page, registry: Registry, selector: str) -> None:
    html = "<html><head><title>SECRET</title></head><body>Seen</body></html>"
    reading = Reading(metadata=cascade((selector, False)))
    observation = await look_at(page, registry, html, reading=always(reading))
    assert observation.title == ""
    assert observation.text == "Seen"
    assert (await observe(page, registry)).title == "SECRET"


async def test_a_withheld_title_of_a_frame(page: Page, registry: Registry) -> None:
    site = {"/": "<iframe src=/in></iframe>", "/in": "<html><title>SECRET</title>In</html>"}
    reading = Reading(metadata=cascade(("title", False)))
    observation = await look_at(page, registry, site, reading=always(reading))
    assert observation.text == "iframe\n In"


async def test_what_is_withheld_meanwhile_can_not_be_inspected(
    page: Page, registry: Registry
) -> None:
    await look_at(page, registry, "<button>Go</button>", reading=withhold(".w"))
    await page.evaluate(
        """() => {
          const button = document.querySelector("button");
          button.className = "w";
          button.setAttribute("aria-label", "SECRET");
        }"""
    )
    raw = await registry.inspect(1)
    assert (raw["role"], raw["name"]) == ("redacted", "")
    assert "SECRET" not in json.dumps(raw)
