"""Links to manifests in HTML, with the browser as the oracle of what the head is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests.discovery import LinksFound, links_in_html

if TYPE_CHECKING:
    from playwright.async_api import Page

URL = "https://site.example/shop/page"
LINK = "<link rel=agent-permissions href=/m.json>"
FOUND = ("https://site.example/m.json",)

IN_HEAD = [
    pytest.param(f"<head>{LINK}</head><body>", id="73"),
    pytest.param(f"<!doctype html><title>x</title>{LINK}<p>", id="no tags"),
    pytest.param(f"<head><meta charset=utf-8><script>1</script>{LINK}", id="after metadata"),
    pytest.param(f"<head></head>{LINK}<body>", id="between head and body"),
    pytest.param(f"<head><!-- <p> -->{LINK}", id="after a comment"),
    pytest.param(f"<head><style>p{{}}</style><template><p></template>{LINK}", id="a template"),
]
IN_BODY = [
    pytest.param(f"<body><p>{LINK}</p>", id="75"),
    pytest.param(f"<head><p>x</p>{LINK}</head>", id="after a paragraph"),
    pytest.param(f"<head>text{LINK}</head>", id="after text"),
    pytest.param(f"<head><svg></svg>{LINK}", id="after a picture"),
    pytest.param(f"<head><x-y></x-y>{LINK}", id="after a custom element"),
    pytest.param(f"<p>x</p><head>{LINK}</head>", id="a second head"),
    pytest.param(f"<body></body>{LINK}", id="after the body"),
]
NOWHERE = [
    pytest.param(f"<head><!-- {LINK} -->", id="a comment"),
    pytest.param(f"<head><title>{LINK}</title>", id="a title"),
    pytest.param(f"<head><script>'{LINK}'</script>", id="a script"),
    pytest.param("<head><link rel=stylesheet href=/m.json>", id="another relation"),
    pytest.param("<head><link rel=agent-permissions>", id="no address"),
    pytest.param("<head><link rel=agent-permissions href='  '>", id="an empty address"),
    pytest.param("<head><a rel=agent-permissions href=/m.json>x</a>", id="no link element"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("html", IN_HEAD)
def test_in_the_head(html: str) -> None:
    assert links_in_html(html, URL) == LinksFound(head=FOUND)


@pytest.mark.parametrize("html", IN_BODY)
def test_75_what_is_in_the_body_is_told_apart(html: str) -> None:
    assert links_in_html(html, URL) == LinksFound(body=FOUND)


@pytest.mark.parametrize("html", NOWHERE)
def test_nowhere(html: str) -> None:
    assert links_in_html(html, URL) == LinksFound()


@pytest.mark.parametrize("html", [*IN_HEAD, *IN_BODY, *NOWHERE[:5]])
async def test_a_browser_sees_them_there_too(html: str, blank_page: Page) -> None:
    await blank_page.set_content(html)
    in_head, in_body = [
        await blank_page.locator(f"{part} link[rel~=agent-permissions][href]").count()
        for part in ("head", "body")
    ]
    found = links_in_html(html, URL)

    assert (len(found.head), len(found.body)) == (in_head, in_body)


@pytest.mark.parametrize("wrapper", ["template", "noscript"])
def test_what_a_browser_with_scripts_has_no_element_for_counts_for_nothing(wrapper: str) -> None:
    assert links_in_html(f"<head><{wrapper}>{LINK}</{wrapper}>", URL).head == ()


@pytest.mark.parametrize(
    "rel", ["agent-permissions", "AGENT-Permissions", "nofollow\tagent-permissions  x"]
)
def test_relations_are_tokens_of_any_case(rel: str) -> None:
    html = f'<head><link rel="{rel}" href="/m.json">'

    assert links_in_html(html, URL).head == FOUND


def test_not_a_part_of_a_token() -> None:
    assert links_in_html("<head><link rel=x-agent-permissions href=/m>", URL) == LinksFound()


@pytest.mark.parametrize(
    ("base", "href", "expected"),
    [
        ("", "m.json", "https://site.example/shop/m.json"),
        ("<base href=/other/>", "m.json", "https://site.example/other/m.json"),
        ("<base href=https://cdn.example/x/>", "m.json", "https://cdn.example/x/m.json"),
        (
            "<base target=_top><base href=/a/><base href=/b/>",
            "m.json",
            "https://site.example/a/m.json",
        ),
        ("<base href=data:text/html,x>", "m.json", "https://site.example/shop/m.json"),
        ("<base href='http://['>", "m.json", "https://site.example/shop/m.json"),
        ("<template><base href=/t/></template>", "m.json", "https://site.example/shop/m.json"),
        ("", " //cdn.example/m#x ", "https://cdn.example/m"),
        ("", "data:application/json,{}", "data:application/json,{}"),
        ("", "http://[", "http://["),
    ],
)
def test_addresses_are_resolved_against_the_base(base: str, href: str, expected: str) -> None:
    html = f'<head>{base}<link rel=agent-permissions href="{href}">'

    assert links_in_html(html, URL).head == (expected,)


def test_bytes_are_read_as_the_page_declares() -> None:
    html = '<head><meta charset="windows-1252"><link rel=agent-permissions href="/\u00e9">'

    assert links_in_html(html.encode("cp1252"), URL).head == ("https://site.example/\u00e9",)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "<head>",
                "</head>",
                "<body>",
                "</html>",
                "<p>",
                "</p>",
                "<template>",
                "<svg>",
                "<!--",
                "-->",
                "<base href=//x>",
                "<title>",
                "</title>",
                LINK,
                "\0",
                "&lt;",
                "text",
                "<",
            ]
        )
        | st.text(max_size=5),
        max_size=14,
    )
)
def test_any_page_is_read(parts: list[str]) -> None:
    found = links_in_html("".join(parts), URL)

    assert len(found.head) + len(found.body) <= parts.count(LINK)
