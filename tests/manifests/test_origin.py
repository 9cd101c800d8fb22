"""Web addresses compared by origin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests._origin import origin_of, resolve


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/x", "HTTP://A.EXAMPLE:80/y", True),
        ("https://a.example", "https://a.example:443", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example", "https://shop.a.example", False),
        ("https://a.example", "https://a.example:8443", False),
        ("https://u:p@a.example", "https://a.example", True),
        ("http://[::1]:8/", "http://[::1]:8/x", True),
    ],
)
def test_origins(one: str, other: str, same: bool) -> None:
    """RFC 6454, section 5; case 85: a subdomain is another origin."""
    assert (origin_of(one) == origin_of(other)) is same


@pytest.mark.parametrize("url", ["http://a:99999/", "http://a:b/", "ftp://a/", "http:///p", "//a"])
def test_what_has_no_web_origin(url: str) -> None:
    assert origin_of(url) is None


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("p.json?a=1#f", "http://[::1]:8080/d/p.json?a=1"),
        ("http://user:pw@[::1]:8080", "http://[::1]:8080/"),
        ("https://B.example:443/P", "https://b.example/P"),
        ("mailto:a@b", None),
        ("http://[", None),
    ],
)
def test_references(reference: str, expected: str | None) -> None:
    assert resolve(reference, "http://[::1]:8080/d/page") == expected


@settings(deadline=None)
@given(st.text() | st.text(alphabet="htps:/[]@#?.a1\\% \n", max_size=20))
def test_any_href_is_an_address_or_none(href: str) -> None:
    target = resolve(href, "http://site.example/page")

    assert target is None or origin_of(target) is not None
