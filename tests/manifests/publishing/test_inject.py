"""Where the link tag goes, and where it does not."""

from __future__ import annotations

import itertools

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.publishing import Publisher, link_tag

from tests.manifests.publishing.test_document import GOOD

TAG = link_tag()
HTML = "text/html; charset=utf-8"
PUBLISHER = Publisher(GOOD, inject_link=True)


def _through(*chunks: bytes, content_type: str = HTML, **headers: str) -> bytes:
    """Send a body through the middleware's core."""
    more = [(name.replace("_", "-"), value) for name, value in headers.items()]
    page = PUBLISHER.mark("GET", 200, [("Content-Type", content_type), *more])
    if page.injector is None:
        return b"".join(chunks)
    out = b"".join(page.injector.feed(chunk) for chunk in chunks)
    return out + page.injector.finish()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!DOCTYPE html><html><head>", "<title>a</title></head><body></body></html>"),
        ("<html lang=en>\n<HEAD data-x='a>b'>", "<title>a</title></HEAD></html>"),
        ("\ufeff<!-- <head> --><!doctype html><html><head>", "</head></html>"),
        ("<?xml version='1.0'?><!doctype html>\n<html><head>", "</head></html>"),
        # HTML, section 13.1.2.4: the tags of html and head may be left out.
        ("<!doctype html>", "<title>a</title><body>b"),
        ("<!doctype html><html>", "<title>a</title><p>b"),
    ],
)
def test_the_tag_opens_the_head(before: str, after: str) -> None:
    out = _through((before + after).encode()).decode()

    assert out == before + TAG + after
    (link,) = BeautifulSoup(out, "lxml").select("head > link")
    assert link["href"] == "/.well-known/agent-permissions.json"


@pytest.mark.parametrize(
    "body",
    [
        "<header><p>No head, but its name begins so</p></header>",
        "<li>a part of a page</li>",
        "  plain words",
        "",
        "<body>only a body</body>",
        "<html><head><link href=/a.json rel=agent-permissions></head></html>",
        '<html><head><LINK REL="me agent-permissions" href=/a.json></head></html>',
    ],
)
def test_bodies_that_stay(body: str) -> None:
    assert _through(body.encode()) == body.encode()


def test_links_in_comments_and_bodies_are_no_links() -> None:
    link = "<link rel=agent-permissions href=/a.json>"
    for page in (
        f"<html><head><!-- {link} --></head></html>",
        f"<html><head></head><body>{link}</body></html>",
    ):
        assert _through(page.encode()).startswith(f"<html><head>{TAG}".encode())


@pytest.mark.parametrize(
    "content_type", ["text/html; charset=utf-16", "application/xhtml+xml", "text/plain"]
)
def test_types_that_stay(content_type: str) -> None:
    page = b"<html><head></head></html>"
    assert _through(page, content_type=content_type) == page


@pytest.mark.parametrize(
    "header", ["Content_Digest", "Repr_Digest", "Content_Range", "Content_Encoding"]
)
def test_bodies_that_a_header_vouches_for_stay(header: str) -> None:
    """RFC 9530: a digest of other bytes would say that the page was tampered with."""
    page = b"<html><head></head></html>"
    assert _through(page, **{header: "x"}) == page


def test_latin_letters_survive() -> None:
    page = "<html><head></head><body>Tee für zwei</body></html>".encode("latin-1")
    out = _through(page, content_type="text/html; charset=iso-8859-1")
    assert out.decode("latin-1").count("für") == 1
    assert TAG.encode() in out


def test_a_charset_at_the_edge_of_the_prescan_stays_in_sight() -> None:
    """HTML, section 13.2.3.2: browsers look at 1024 bytes for a charset."""
    start, meta = b"<html><head><!--", b"--><meta charset=shift_jis></head></html>"
    for filler, moved in ((b"-" * 100, True), (b"-" * (1024 - len(start) - len(meta)), False)):
        page = start + filler + meta
        assert (TAG.encode() in _through(page, content_type="text/html")) is moved
        assert TAG.encode() in _through(page)


def test_a_long_head_does_not_wait_for_its_end() -> None:
    page = PUBLISHER.mark("GET", 200, [("Content-Type", HTML)])
    assert page.injector is not None
    assert page.injector.feed(b"<html><head><style>") == b""
    sent = page.injector.feed(b"." * (64 * 1024))
    assert sent.startswith(b"<html><head>" + TAG.encode())
    assert page.injector.feed(b"more") == b"more"


@given(
    parts=st.lists(
        st.sampled_from(
            [
                *("<!doctype html>", "<html>", "<head>", "<head", ">", "</head>", "<body>", "<p>"),
                *("<!--", "-->", " ", "'", '"', "<link rel=agent-permissions>", "ä", "<html a="),
            ]
        ),
        max_size=14,
    ),
    data=st.data(),
)
def test_chunks_make_no_difference_to_the_page(parts: list[str], data: st.DataObject) -> None:
    """Whatever it is, the body keeps its bytes and gains at most the tag."""
    body = "".join(parts).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=6)))
    edges = [0, *cuts, len(body)]
    chunks = [body[a:b] for a, b in itertools.pairwise(edges)]

    out = _through(*chunks)
    assert out.count(TAG.encode()) <= 1
    assert out.replace(TAG.encode(), b"") == body
