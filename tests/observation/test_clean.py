"""Every string of a page passes through `clean` before anyone sees it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from tests.observation.looking import look_at, replacing

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

EVERYWHERE = """
<html><head><title>s3cret</title></head><body>
<p>s3cret</p><h1>s3cret</h1><button aria-label=s3cret>x</button><input value=s3cret>
<textarea>s3cret</textarea><select><option selected>s3cret</select><a href=/s3cret>s3cret</a>
<form action=/s3cret><button>x</button></form><img alt=s3cret>
<div role=slider tabindex=0 aria-valuetext=s3cret aria-valuemin=s3cret></div>
<iframe src=/in?s3cret title=s3cret></iframe></body></html>
"""


async def test_no_string_gets_past_it(page: Page, registry: Registry) -> None:
    site = {"/": EVERYWHERE, "/in": "<html><title>s3cret</title><p>s3cret</p></html>"}
    observation = await look_at(page, registry, site, clean=replacing("s3cret", "{{key}}"))
    seen = asdict(observation)
    seen.pop("refs")
    assert "s3cret" not in json.dumps(seen)
    assert json.dumps(seen["nodes"]).count("{{key}}") == 15
    assert observation.title == "{{key}}"


async def test_inspecting_cleans_the_same_way(page: Page, registry: Registry) -> None:
    html = "<button>s3cret</button><input value=s3cret>"
    await look_at(page, registry, html, clean=replacing("s3cret", "{{key}}"))
    assert (await registry.inspect(1))["name"] == "{{key}}"
    assert (await registry.inspect(2))["value"] == "{{key}}"


async def test_the_address_too(page: Page, registry: Registry) -> None:
    clean = replacing("127.0.0.1", "{{host}}")
    observation = await look_at(page, registry, "<p>x</p>", clean=clean)
    assert observation.url.startswith("http://{{host}}:")
