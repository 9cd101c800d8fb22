"""Requests to a proxy, read and rewritten (RFC 9112)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.guard._head import BadRequest, RequestHead

PLAIN = b"GET http://shop.example:8080/a?b=1 HTTP/1.1\r\nHost: other.example\r\nAccept: */*"


def test_a_request_is_rewritten_for_its_server() -> None:
    head = RequestHead.parse(PLAIN + b"\r\nProxy-Connection: keep-alive\r\nUpgrade: h2c")
    assert (head.method, head.place, head.path) == ("GET", ("shop.example", 8080), "/a?b=1")
    assert head.url == "http://shop.example:8080/a"
    # RFC 9112, section 3.2.2: the host is that of the target, whatever the client says.
    assert head.for_server() == (
        b"GET /a?b=1 HTTP/1.1\r\nHost: shop.example:8080\r\nConnection: keep-alive\r\n"
        b"Accept: */*\r\n\r\n"
    )
    assert b"Proxy-Authorization: Basic x\r\n" in head.for_proxy(b"Basic x")
    assert head.for_proxy(None).startswith(b"GET http://shop.example:8080/a?b=1 HTTP/1.1\r\n")


def test_a_tunnel_and_what_is_asked_in_it() -> None:
    tunnel = RequestHead.parse(b"CONNECT shop.example:443 HTTP/1.1\r\nHost: shop.example:443")
    assert tunnel.origin == "shop.example:443"
    inner = RequestHead.parse(b"POST /order HTTP/1.1\r\nContent-Length: 3", tunnel)
    assert (inner.url, inner.body_length) == ("https://shop.example/order", 3)
    assert b"\r\nHost: shop.example\r\n" in inner.for_server()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GET / HTTP/1.1",
        b"GET ftp://x/ HTTP/1.1",
        b"GET http://user@x/ HTTP/1.1",
        b"GET http://x/ HTTP/2",
        b"GET http://x/ a HTTP/1.1",
        b"CONNECT x HTTP/1.1",
        b"CONNECT x:99999 HTTP/1.1",
        PLAIN + b"\r\nTransfer-Encoding: chunked",
        PLAIN + b"\r\nContent-Length: 1\r\nContent-Length: 2",
        PLAIN + b"\r\nContent-Length: -1",
        PLAIN + b"\r\n folded: x",
        PLAIN + b"\r\nBad\nHeader: x",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(raw: bytes) -> None:
    with pytest.raises(BadRequest):
        RequestHead.parse(raw)


@given(st.binary())
def test_any_bytes_are_a_request_or_none(raw: bytes) -> None:
    for given_ in (raw, b"GET http://x/" + raw, PLAIN + b"\r\n" + raw):
        try:
            head = RequestHead.parse(given_)
        except BadRequest:
            continue
        assert head.for_server().count(b"\r\n\r\n") == 1
