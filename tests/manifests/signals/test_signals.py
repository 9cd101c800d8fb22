"""What a site says about its use: read from real answers, and never a reason to refuse."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests.discovery import SiteClient
from webagent_manifests.robots import Robots, RobotsPolicy
from webagent_manifests.signals import (
    RslLicense,
    Signals,
    TdmReservation,
    UsagePreference,
    parse_content_usage,
    read_signals,
    usage_in_robots,
)
from webagent_manifests.signals._document import Document

from tests.manifests.site import Reply, Site, serve


async def signals_of(
    site: Site, html: str = "", path: str = "/shop/page", **headers: str
) -> Signals:
    client = SiteClient("test-agent/1.0", timeout=2)
    robots = await Robots(client).prepare(site.origin)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await read_signals(site.origin + path, named, html, client=client, robots=robots)


def text(body: str) -> Reply:
    return Reply(body, content_type="text/plain")


async def robots_of(lines: str) -> RobotsPolicy:
    async with serve({"/robots.txt": text(lines)}) as site:
        policy = await Robots(SiteClient("test-agent/1.0")).prepare(site.origin)
    assert policy is not None
    return policy


class TestContentUsage:
    """draft-ietf-aipref-attach-05 and the vocabulary it points to."""

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("train-ai=n", {"train-ai": False}),
            ("train-ai=y;x=1, search=n", {"train-ai": True, "search": False}),
            ("train-ai=maybe, search=n", {"search": False}),
            ('train-ai="n"', {}),
            ("train-ai", {}),
            ("TRAIN-AI=n", {}),
            ("train-ai=n, broken==", {}),
            ("train-ai=Y", {}),
            ("", {}),
        ],
    )
    def test_header(self, value: str, expected: dict[str, bool]) -> None:
        assert parse_content_usage(value) == expected

    EXAMPLE = (
        "User-Agent: *\nAllow: /\nDisallow: /never/\nContent-Usage: train-ai=n\n"
        "Content-Usage: /ai-ok/ train-ai=y\n\n"
        "User-Agent: test-agent\nAllow: /\nContent-Usage: train-ai=y\n"
    )

    @pytest.mark.parametrize(
        ("lines", "path", "expected"),
        [
            pytest.param(EXAMPLE, "/test", {"train-ai": True}, id="its own group"),
            pytest.param(
                EXAMPLE.replace("test-agent", "x"), "/test", {"train-ai": False}, id="everybody's"
            ),
            pytest.param(EXAMPLE.replace("test-agent", "x"), "/never/t", {}, id="not crawlable"),
            pytest.param(
                EXAMPLE.replace("test-agent", "x"), "/ai-ok/t", {"train-ai": True}, id="longest"
            ),
            pytest.param(
                "User-agent: *\nContent-Usage: /a train-ai=y\nContent-Usage: /a train-ai=n, x=y",
                "/a",
                {"train-ai": False, "x": True},
                id="the same path twice: what forbids wins",
            ),
            pytest.param(
                "User-agent: *\nContent-Usage:/*.pdf$\ttrain-ai=n # all",
                "/x.pdf",
                {"train-ai": False},
                id="wildcards, a tab and a comment",
            ),
            pytest.param(
                "User-agent: *\nContent-Usage: /caf%C3%A9 train-ai=n",
                "/café",
                {"train-ai": False},
                id="escapes",
            ),
            pytest.param("Content-Usage: train-ai=n", "/", {}, id="no group"),
            pytest.param(
                "User-agent: x\nUser-agent: *\nSitemap: /s\nContent-Usage: train-ai=n",
                "/",
                {"train-ai": False},
                id="a group of two",
            ),
            pytest.param("User-agent: *\nContent-Usage: /a", "/a", {}, id="no preference"),
        ],
    )
    async def test_robots(self, lines: str, path: str, expected: dict[str, bool]) -> None:
        robots = await robots_of(lines)

        assert usage_in_robots(robots, f"{robots.origin}{path}") == expected

    async def test_what_forbids_wins_over_what_agrees(self) -> None:
        lines = "User-agent: *\nContent-Usage: train-ai=y, search=y"
        async with serve({"/robots.txt": text(lines)}) as site:
            signals = await signals_of(site, content_usage="train-ai=n, search=y")

        assert signals.content_usage == (
            UsagePreference("train-ai", False, ("header",)),
            UsagePreference("search", True, ("header", "robots")),
        )


class TestTdm:
    FILE = json.dumps(
        [
            {"location": "/shop/*", "tdm-reservation": 1, "tdm-policy": "https://x.example/p"},
            {"location": "/", "tdm-reservation": 0},
        ]
    )

    @pytest.mark.parametrize(
        ("html", "headers", "expected"),
        [
            ("", {}, TdmReservation(True, "https://x.example/p", "file")),
            ("", {"tdm_reservation": "0"}, TdmReservation(False, None, "header")),
            (
                '<meta name="TDM-Reservation" content="1"><meta name=tdm-policy content=/t>',
                {"tdm_reservation": "0"},
                TdmReservation(True, "/t", "meta"),
            ),
            ("", {"tdm_reservation": "yes"}, TdmReservation(True, "https://x.example/p", "file")),
        ],
    )
    async def test_the_nearer_statement_counts(
        self, html: str, headers: dict[str, str], expected: TdmReservation
    ) -> None:
        async with serve({"/.well-known/tdmrep.json": Reply(self.FILE)}) as site:
            assert (await signals_of(site, html, **headers)).tdm == expected

    @pytest.mark.parametrize(
        "file",
        [
            "{",
            "{}",
            "[1]",
            '[{"location": "/other", "tdm-reservation": 1}]',
            "[]",
            '[{"location": 1, "tdm-reservation": 1}]',
            '[{"location": "/", "tdm-reservation": "1"}]',
        ],
    )
    async def test_what_says_nothing_says_nothing(self, file: str) -> None:
        async with serve({"/.well-known/tdmrep.json": Reply(file)}) as site:
            assert (await signals_of(site)).tdm is None


async def test_robots_tags() -> None:
    html = '<meta name=robots content="NoIndex, nofollow"><meta name=test-agent content=none>'
    value = "noarchive, googlebot: nosnippet, max-snippet:5, other: unavailable_after: 1 Jan"
    async with serve() as site:
        signals = await signals_of(site, html, x_robots_tag=value)

    assert [(tag.agent, tag.directives, tag.source) for tag in signals.robots_tags] == [
        (None, ("noarchive",), "header"),
        ("googlebot", ("nosnippet", "max-snippet:5"), "header"),
        ("other", ("unavailable_after: 1 jan",), "header"),
        (None, ("noindex", "nofollow"), "meta"),
        ("test-agent", ("none",), "meta"),
    ]


async def test_rsl_in_three_places() -> None:
    html = (
        "<link rel=license type=application/rsl+xml href=/html.xml>"
        "<link rel=license href=/cc-by><link rel=stylesheet type=application/rsl+xml href=/x>"
    )
    link = '</header.xml>; rel="license"; type="application/rsl+xml", </cc>; rel=license'
    lines = "License: https://x.example/robots.xml # terms\nUser-agent: *\nDisallow:\n"
    async with serve({"/robots.txt": text(lines)}) as site:
        signals = await signals_of(site, html, link=link)

    assert signals.rsl == (
        RslLicense("https://x.example/robots.xml", "robots"),
        RslLicense(f"{site.origin}/header.xml", "header"),
        RslLicense(f"{site.origin}/html.xml", "html"),
    )


async def test_files_that_are_there() -> None:
    wall = Reply("<html>", content_type="text/html")
    async with serve({"/llms.txt": text("# Site"), "/.well-known/security.txt": wall}) as site:
        signals = await signals_of(site)

    assert (signals.llms_txt, signals.security_txt) == (f"{site.origin}/llms.txt", None)


async def test_a_site_that_says_nothing() -> None:
    async with serve() as site:
        signals = await signals_of(site)

    assert signals == Signals()
    assert json.loads(json.dumps(signals.to_json())) == {
        "content_usage": [],
        "tdm": None,
        "robots_tags": [],
        "rsl": [],
        "llms_txt": None,
        "security_txt": None,
    }


async def test_a_site_that_says_everything_can_be_told_as_json() -> None:
    html = '<meta name="tdm-reservation" content="1"><meta name=robots content=noindex>'
    link = '</l.xml>; rel="license"; type="application/rsl+xml"'
    async with serve({"/llms.txt": text("# Site")}) as site:
        signals = await signals_of(site, html, link=link, content_usage="search=y")
    told: dict[str, Any] = json.loads(json.dumps(signals.to_json()))

    assert told["content_usage"] == [{"category": "search", "allowed": True, "sources": ["header"]}]
    assert told["tdm"] == {"reserved": True, "policy": None, "source": "meta"}
    assert told["robots_tags"] == [{"directives": ["noindex"], "agent": None, "source": "meta"}]
    assert told["rsl"] == [{"url": f"{site.origin}/l.xml", "source": "header"}]


@pytest.mark.parametrize(
    "html", ["http://site.example/tea", "<?xml version='1.0'?><html><head></head></html>"]
)
def test_a_page_of_another_kind_is_read_without_a_warning(html: str) -> None:
    document = Document.read("https://site.example/", {}, html)
    assert document.meta == {}


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_page_is_read(html: str, header: str) -> None:
    document = Document.read(
        "https://site.example/", {"x-robots-tag": header, "link": header}, html
    )

    assert all(tag.directives for tag in document.robots_tags("agent"))
    assert document.linked_licenses() is not None
