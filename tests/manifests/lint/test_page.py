"""What a manifest comes to on a page, read without a browser and with one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from webagent_manifests import parse_manifest
from webagent_manifests.lint import Finding, lint_page
from webagent_manifests.page import StaticPage

from tests.manifests.documents import document, rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from webagent_manifests.page import PageElement

URL = "https://shop.example/"
PAGE = """<html><head><title>Shop</title>
<link rel="alternate agent-permissions" href="/a.json">
</head><body>
<div class=private><a href=/x>x</a></div>
<form id=f><input name=q><button class="go css-1q2w3e4">Go</button></form>
</body></html>"""


async def check(html: str, *rules: dict[str, Any], url: str = URL) -> tuple[Finding, ...]:
    body = json.dumps(document(False, *rules), indent=1)
    return await lint_page(parse_manifest(body), StaticPage.parse(html, url), body=body)


def codes(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in findings]


async def test_a_rule_that_matches_nothing() -> None:
    (finding,) = await check(PAGE, rule("click_element", "#gone", True))

    assert (finding.code, finding.path) == ("matches-nothing", "$.resource_rules[0].selector")
    assert finding.line == 10
    assert "A browser may differ" in finding.message


async def test_a_rule_that_matches_no_target_of_its_verb() -> None:
    (finding,) = await check(PAGE, rule("follow_link", ".private", False))

    assert finding.code == "container-for-verb"
    assert "“.private a”" in finding.hint


async def test_rules_that_decide_somewhere_are_left_alone() -> None:
    assert not await check(
        PAGE,
        rule("all", "*", False),
        rule("follow_link", ".private a", False),
        rule("set_input_value", "input", True),
        rule("submit_form", "form", True),
        rule("read_content", "body", True),
    )


async def test_a_rule_that_others_outrank_everywhere() -> None:
    found = await check(
        PAGE,
        rule("click_element", "button", True),
        rule("click_element", ".go", False),
        rule("all", "input", True),
    )

    assert ("shadowed-rule", "$.resource_rules[0]") in codes(found)
    assert "rule 1 does" in found[0].message
    assert len(found) == 1


async def test_a_generated_name_that_the_page_has() -> None:
    (finding,) = await check(PAGE, rule("click_element", ".css-1q2w3e4", True))

    assert finding.code == "generated-class"
    assert "button" in finding.message


async def test_what_only_a_browser_can_evaluate() -> None:
    (finding,) = await check(PAGE, rule("click_element", "button:modal", True))

    assert finding.code in ("unchecked-selector", "matches-nothing")


class Refusing:
    """A page in a browser that refuses every selector."""

    url = URL
    engine: Literal["browser"] = "browser"
    elements: tuple[PageElement, ...] = ()

    async def matches(self, selectors: Sequence[str]) -> Mapping[str, frozenset[int] | None]:
        return dict.fromkeys(selectors)


async def test_what_the_browser_refuses_is_an_error() -> None:
    body = json.dumps(document(False, rule("click_element", "a:foo", True)))
    (finding,) = await lint_page(parse_manifest(body), Refusing())

    assert finding.code == "invalid-selector"
    assert finding.line is None


async def test_several_links_in_the_head() -> None:
    html = PAGE.replace("</head>", '<link rel=agent-permissions href="/b.json"></head>')

    (finding,) = await check(html)

    assert finding.code == "several-links"
    assert "/a.json" in finding.message
    assert "/b.json" in finding.message


async def test_the_same_link_twice_is_one() -> None:
    html = PAGE.replace("</head>", f'<link rel=agent-permissions href="{URL}a.json"></head>')

    assert await check(html) == ()


async def test_a_link_in_the_body() -> None:
    html = PAGE.replace("</body>", "<link rel=agent-permissions href=/evil.json></body>")

    (finding,) = await check(html)

    assert finding.code == "link-in-body"
    assert "/evil.json" in finding.message


async def test_a_link_to_another_origin() -> None:
    (finding,) = await check(PAGE.replace('"/a.json"', "https://other.example/a.json"))

    assert finding.code == "cross-origin-link"
