"""Origins and paths: no spelling of an address slips past a pattern (WHATWG URL, RFC 3986)."""

from __future__ import annotations

import fnmatch
import re
import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from webagent_manifests import Verdict
from webagent_manifests.user_policy import PolicyError, parse_policy

from tests.manifests.user_policy.asking import SHOP, Agent, policy, request, rule


def hits(url: str, *, origins: list[str] | None = None, paths: list[str] | None = None) -> bool:
    """Whether a deny rule with these patterns covers a page, and an allow rule likewise."""
    where = {"origins": origins or ["*"]} | ({} if paths is None else {"paths": paths})
    wanted = request("click_element", url=url)
    denied = Agent(policy(rule("deny", **where))).verdict(wanted) is Verdict.DENY
    allowed = Agent(policy(rule("allow", **where), default="deny")).verdict(wanted)
    assert denied is (allowed is Verdict.ALLOW), "certain here, so both sides agree"
    return denied


@pytest.mark.parametrize(
    ("pattern", "url", "expected"),
    [
        ("*", "https://anything.example/", True),
        ("example.com", "https://example.com/", True),
        ("example.com", "http://example.com/", True),
        ("https://example.com", "http://example.com/", False),
        ("EXAMPLE.com", "https://Example.COM/", True),
        ("example.com", "https://example.com./", True),
        ("example.com.", "https://example.com/", True),
        ("*.example.com", "https://a.example.com/", True),
        ("*.example.com", "https://a.b.example.com/", True),
        ("*.example.com", "https://example.com/", False),
        ("*.example.com", "https://evilexample.com/", False),
        ("*.example.com", "https://example.com.evil.test/", False),
        ("example.com", "https://example.com@evil.test/", False),
        ("evil.test", "https://example.com@evil.test/", True),
        ("evil.test", "https://example.com:pw@EVIL.test:443/", True),
        ("evil.test", "https://a@b@evil.test/", True),
        ("example.com", "https://evil.test/@example.com", False),
        ("example.com", "https://evil.test?@example.com", False),
        ("example.com", "https://evil.test\\@example.com", False),
        ("evil.test", "https:\\\\evil.test\\@example.com", True),
        ("evil.test", "https:///evil.test/", True),
        ("evil.test", "https:evil.test/", True),
        ("evil.test", " \x00https://ev\til.te\nst/", True),
        ("evil.test", "https://evil%2Etest/", True),
        ("evil.test", "https://%65vil.test/", True),
        ("example.com", "https://example.com:8443/", False),
        ("example.com:8443", "https://example.com:8443/", True),
        ("example.com:443", "https://example.com/", True),
        ("example.com:443", "http://example.com/", False),
        ("https://example.com:443", "https://example.com/", True),
        ("http://localhost:8000", "http://localhost:8000/x", True),
        ("http://localhost:8000", "http://localhost/", False),
        ("https://*", "https://a.test/", True),
        ("https://*", "http://a.test/", False),
        ("bücher.example", "https://xn--bcher-kva.example/", True),
        ("xn--bcher-kva.example", "https://BÜCHER.example/", True),
        ("*.bücher.example", "https://a.xn--bcher-kva.example/", True),
        ("example.com", "https://ｅxample。com/", True),
        ("example.com", "https://exаmple.com/", False),  # a Cyrillic а
        ("127.0.0.1", "http://127.0.0.1/", True),
        ("127.0.0.1", "http://127.1/", True),
        ("127.0.0.1", "http://0x7f.0.0.1/", True),
        ("127.0.0.1", "http://2130706433/", True),
        ("127.0.0.1", "http://0177.0.0.1/", True),
        ("0x7f.1", "http://127.0.0.1/", True),
        ("[::1]", "http://[0:0:0:0:0:0:0:1]/", True),
        ("[::1]:8080", "http://[::1]:8080/", True),
        ("[::1]", "http://[::1]:8080/", False),
        ("shop.example", "blob:https://shop.example/5a", True),
        ("shop.example", "file:///shop.example/", False),
    ],
)
def test_origin_patterns(pattern: str, url: str, expected: bool) -> None:
    assert hits(url, origins=[pattern]) is expected


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("/", "", True),
        ("/", "/", True),
        ("/", "/a", False),
        ("/**", "/", True),
        ("/**", "/a/b/c", True),
        ("/*", "/a", True),
        ("/*", "/", False),
        ("/*", "/a/b", False),
        ("/admin", "/admin", True),
        ("/admin", "/admin/", True),
        ("/admin", "/ADMIN", False),
        ("/admin", "/admin?x=1", True),
        ("/admin", "/admin#x", True),
        ("/admin", "/x?/admin", False),
        ("/admin/**", "/admin", True),
        ("/admin/**", "/admin/users/3", True),
        ("/admin/**", "/administrator", False),
        ("/admin/**", "//admin/x", True),
        ("/admin/**", "/%61dmin/x", True),
        ("/admin/**", "/a/../admin/x", True),
        ("/admin/**", "/a/%2e%2E/admin/x", True),
        ("/admin/**", "/a/./.././admin/x", True),
        ("/admin/**", "\\admin\\x", True),
        ("/admin/**", "/admin/../public", False),
        ("/public/**", "/public/../admin", False),
        ("/**/edit", "/edit", True),
        ("/**/edit", "/a/b/edit", True),
        ("/**/edit", "/a/b/edit/c", False),
        ("/a/**/b/**/c", "/a/b/x/b/c", True),
        ("/orders/*/cancel", "/orders/17/cancel", True),
        ("/orders/*/cancel", "/orders/1/7/cancel", False),
        ("/o-*-x*z", "/o-1-2-xyz", True),
        ("/o-*-x*z", "/o-1-xy", False),
        ("/ab*ba", "/aba", False),
        ("/straße", "/stra%C3%9Fe", True),
        ("/stra%c3%9fe", "/straße", True),
        ("/a b", "/a%20b", True),
        ("/a!", "/a%21", True),
        ("/%2A", "/*", True),
        ("/%2A", "/x", False),
    ],
)
def test_path_patterns(pattern: str, path: str, expected: bool) -> None:
    assert hits(f"{SHOP}{path}", paths=[pattern]) is expected


@pytest.mark.parametrize(
    "path", ["/public/..%2Fadmin", "/public/x%2f..%2F../%2e%2e%2fadmin", "/public/..%5cadmin"]
)
def test_a_path_that_servers_read_differently_is_allowed_by_nobody_and_denied_by_both(
    path: str,
) -> None:
    wanted = request("goto", destination=f"{SHOP}{path}")
    for denied in ("/admin/**", "/public/**"):
        assert Agent(policy(rule("deny", paths=[denied]))).verdict(wanted) is Verdict.DENY
    for allowed in ("/admin/**", "/public/**"):
        only = policy(rule("allow", paths=[allowed]), default="deny")
        assert Agent(only).verdict(wanted) is Verdict.DENY
    both = policy(rule("allow", paths=["/admin/**", "/public/**"]), default="deny")
    assert Agent(both).verdict(wanted) is Verdict.ALLOW


@pytest.mark.parametrize(
    "url",
    [
        "",
        "about:blank",
        "about:srcdoc",
        "data:text/html,x",
        "blob:null/1",
        "https://",
        "/x",
        "https://[::1/",
        "https://a b/",
        "https://a:99999/",
        "https://1.2.3.4.5/",
        "https://%ff/",
    ],
)
def test_what_names_no_site_may_be_any(url: str) -> None:
    wanted = request("click_element", url=url)
    site = {"origins": [SHOP]}
    assert Agent(policy(rule("deny", **site))).verdict(wanted) is Verdict.DENY
    assert Agent(policy(rule("allow", **site), default="deny")).verdict(wanted) is Verdict.DENY
    assert Agent(policy(rule("allow"), default="deny")).verdict(wanted) is Verdict.ALLOW


def test_an_address_is_opened_wherever_the_agent_is() -> None:
    bank = Agent(policy(rule("deny", "goto", origins=["bank.example"])))
    there = "https://bank.example/"
    assert bank.verdict(request("goto", url=f"{SHOP}/", destination=there)) is Verdict.DENY
    assert bank.verdict(request("goto", url=there, destination=f"{SHOP}/")) is None
    assert bank.verdict(request("goto", url=there, destination="about:blank")) is None
    assert bank.verdict(request("goto", url=f"{SHOP}/")) is Verdict.DENY, "leads who knows where"


def test_a_way_has_two_ends() -> None:
    away = request("follow_link", destination="https://evil.test/")
    for end in (SHOP, "evil.test"):
        assert Agent(policy(rule("deny", origins=[end]))).verdict(away) is Verdict.DENY
        only = policy(rule("allow", origins=[end]), default="deny")
        assert Agent(only).verdict(away) is Verdict.DENY
    both = policy(rule("allow", origins=[SHOP, "evil.test"]), default="deny")
    assert Agent(both).verdict(away) is Verdict.ALLOW


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "https://",
        "ftp://a.test",
        "a.*",
        "*a.test",
        "a.*.test",
        "**",
        "*.*.a",
        "https://a/b",
        "a.test/",
        "u@a.test",
        "a.test:x",
        "a.test:",
        "a.test:70000",
        "*.127.0.0.1",
        "a b",
        "[::1",
        "*.",
        "a.test?x",
        "x*",
    ],
)
def test_a_wrong_origin_is_told(pattern: str) -> None:
    with pytest.raises(PolicyError, match=r"rules\[0\]\.origins\[0\]"):
        parse_policy(f"[[rules]]\nid='a'\neffect='deny'\nverbs=['all']\norigins=['{pattern}']")


@pytest.mark.parametrize(
    "pattern", ["", "admin", "/a?b", "/a#b", "/a\\b", "/a**", "/../a", "/a/.", "/%2e%2e/a"]
)
def test_a_wrong_path_is_told(pattern: str) -> None:
    with pytest.raises(PolicyError, match=r"rules\[0\]\.paths\[0\]"):
        parse_policy(f"[[rules]]\nid='a'\neffect='deny'\nverbs=['all']\npaths=['{pattern}']")


LABEL = st.text("ab", min_size=1, max_size=2)
HOST = st.lists(LABEL, min_size=1, max_size=4).map(".".join)


@settings(deadline=None)
@given(pattern=HOST, wild=st.booleans(), host=HOST)
@example(pattern="a.b", wild=True, host="ba.b")
def test_host_patterns_agree_with_a_naive_reading(pattern: str, wild: bool, host: str) -> None:
    expected = fnmatch.fnmatchcase(host, f"*.{pattern}") if wild else host == pattern
    assert hits(f"https://{host}/", origins=[f"*.{pattern}" if wild else pattern]) is expected


PIECE = st.text("ab*", min_size=1, max_size=4).filter(lambda text: "**" not in text)
GLOB = st.lists(st.one_of(PIECE, st.just("**")), max_size=4)
PATH = st.lists(st.text("ab", min_size=1, max_size=4), max_size=5)


@settings(deadline=None)
@given(glob=GLOB, path=PATH)
def test_path_patterns_agree_with_a_naive_reading(glob: list[str], path: list[str]) -> None:
    whole = "".join(
        "(?:/[^/]+)*" if piece == "**" else "/" + piece.replace("*", "[^/]*") for piece in glob
    )
    expected = re.fullmatch(whole, "".join(f"/{segment}" for segment in path)) is not None
    assert hits(f"{SHOP}/{'/'.join(path)}", paths=["/" + "/".join(glob)]) is expected


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "https://", "https:\\", "http://u@", "blob:"]))
def test_no_address_breaks_a_policy(text: str, prefix: str) -> None:
    url = prefix + text
    wanted = request("goto", destination=url)
    assume("shop.example" not in url.lower())
    only = policy(rule("allow", origins=[SHOP]), default="deny")
    assert Agent(only).verdict(wanted) is Verdict.DENY


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    patterns = ["/" + "*a" * 200 + "b", "/" + "**/*a/" * 100 + "b"]
    url = f"{SHOP}/" + "a" * 4000 + "/" + "a/" * 1500
    agent = Agent(policy(rule("deny", paths=patterns)))
    started = time.perf_counter()
    assert agent.verdict(request("click_element", url=url)) is None
    assert time.perf_counter() - started < 2.0


def test_a_path_too_long_to_compare_is_unknown() -> None:
    wanted = request("click_element", url=f"{SHOP}/" + "a" * 10_000)
    assert Agent(policy(rule("deny", paths=["/b"]))).verdict(wanted) is Verdict.DENY
    only = policy(rule("allow", paths=["/**"]), default="deny")
    assert Agent(only).verdict(wanted) is Verdict.DENY
