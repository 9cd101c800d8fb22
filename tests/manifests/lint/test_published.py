"""Advice on how a manifest is served."""

from __future__ import annotations

import json

import pytest
from webagent_manifests import parse_manifest
from webagent_manifests.lint import (
    lint_absence,
    lint_broken_link,
    lint_links,
    lint_response,
    lint_robots,
)

from tests.manifests.documents import document, rule

URL = "https://shop.example/.well-known/agent-permissions.json"
GOOD = {"content-type": "application/json", "cache-control": "max-age=3600", "etag": '"1"'}


def test_good_headers_need_no_advice() -> None:
    assert lint_response(GOOD) == ()
    assert lint_response({**GOOD, "content-type": "application/x+json; charset=utf-8"}) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"content-type": "text/html"}, "content-type"),
        ({"content-type": ""}, "content-type"),
        ({"cache-control": "no-store"}, "cache-headers"),
        ({"cache-control": "public, max-age=31536000"}, "cache-headers"),
        ({"cache-control": "max-age=0", "etag": None}, "cache-headers"),
        ({"cache-control": ""}, "cache-headers"),
        ({"etag": None}, "cache-headers"),
    ],
)
def test_headers_that_could_be_better(changes: dict[str, str | None], code: str) -> None:
    merged = {**GOOD, **changes}
    (finding,) = lint_response({name: value for name, value in merged.items() if value is not None})

    assert finding.code == code
    assert finding.severity == "info"


def test_robots_that_contradict_the_manifest() -> None:
    body = json.dumps(
        document(
            False,
            rule("follow_link", "a[href^='/admin/']", True),
            rule("follow_link", "a[href^='/open/']", True),
            rule("follow_link", "a[href='/admin/x']", False),
            rule("click_element", 'nav [href="https://other.example/admin"]', True),
            api=[{"type": "mcp", "endpoint": "/admin/mcp", "description": "x"}],
        ),
        indent=1,
    )

    found = lint_robots(parse_manifest(body), URL, lambda url: "/admin" not in url, body=body)

    assert [each.path for each in found] == ["$.resource_rules[0]", "$.api[0]"]
    assert found[0].line == 8
    assert "/admin/" in found[0].message


def test_robots_that_hide_the_manifest() -> None:
    (finding,) = lint_robots(
        parse_manifest(json.dumps(document(False))), URL, lambda url: ".well-known" not in url
    )

    assert finding.code == "robots-contradiction"


def test_robots_that_nobody_could_read_contradict_nothing() -> None:
    assert lint_robots(parse_manifest(json.dumps(document(False))), URL, lambda _: None) == ()


def test_no_manifest_is_an_error() -> None:
    (finding,) = lint_absence(URL, 404)

    assert (finding.code, finding.severity) == ("not-published", "error")
    assert "404" in finding.message


def test_links() -> None:
    home = "https://shop.example/"
    found = lint_links(home, [f"{home}a", "https://b.example/"], [f"{home}c"])

    assert {each.code for each in found} == {"several-links", "cross-origin-link", "link-in-body"}
    assert [each.code for each in lint_broken_link(f"{home}a", "was answered with 404")] == [
        "broken-link"
    ]
