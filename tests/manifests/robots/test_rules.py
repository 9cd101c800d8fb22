"""RFC 9309: which group is the agent's, and what its rules match."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego
from webagent_manifests import (
    Decision,
    MemoryLedger,
    ReasonCode,
    Request,
    Source,
    Verdict,
    Visibility,
)
from webagent_manifests._origin import origin_of
from webagent_manifests.robots import (
    RobotsMode,
    RobotsPolicy,
    RobotsStatus,
    addressed,
    product_token,
)

NOW = datetime(2026, 3, 4, tzinfo=UTC)
SITE = "https://site.example"


def policy(
    text: str, product: str = "polite-webagent", mode: RobotsMode = RobotsMode.ENFORCE
) -> RobotsPolicy:
    origin = origin_of(SITE)
    assert origin is not None
    rules = Protego.parse(addressed(text, product))
    return RobotsPolicy(origin, mode, RobotsStatus.PRESENT, product, "Found.", text, rules)


def allowed(lines: str, path: str) -> bool | None:
    return policy(f"User-agent: *\n{lines}").allows(SITE + path)


def decide(
    found: RobotsPolicy, destination: str | None, verb: str = "goto", approved: bool | None = None
) -> Decision | None:
    request = Request(verb, (), destination=destination, approved=approved)
    return found.decide(request, now=NOW, ledger=MemoryLedger())


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        pytest.param("Disallow: /admin", "/admin", False, id="72"),
        pytest.param("Disallow: /admin", "/administrator", False, id="a prefix"),
        pytest.param("Disallow: /admin", "/Admin", True, id="case counts"),
        pytest.param("Disallow: /a\nAllow: /a/b", "/a/b/c", True, id="2.2.2: longest match"),
        pytest.param("Allow: /a/b\nDisallow: /a", "/a/c", False, id="2.2.2: in any order"),
        pytest.param("Allow: /a\nDisallow: /a/b", "/a/b", False, id="2.2.2: longest disallows"),
        pytest.param("Disallow: /a\nAllow: /a", "/a", True, id="2.2.2: allow on a tie"),
        pytest.param("Allow: /a\nDisallow: /a", "/a", True, id="2.2.2: a tie, other order"),
        pytest.param("Disallow: /*.pdf$", "/x/y.pdf", False, id="2.2.3: $"),
        pytest.param("Disallow: /*.pdf$", "/x/y.pdf?v=1", True, id="2.2.3: $ is the end"),
        pytest.param("Disallow: /a*z", "/a/b/z/c", False, id="2.2.3: *"),
        pytest.param("Disallow: /*?session=", "/x?session=1", False, id="the query counts"),
        pytest.param("Disallow: /foo/bar?baz=https", "/foo/bar?baz=http", True, id="in full"),
        pytest.param("Disallow: /caf%C3%A9", "/café", False, id="2.2.2: encoded rule"),
        pytest.param("Disallow: /café", "/caf%c3%a9", False, id="2.2.2: encoded address"),
        pytest.param("Disallow: /a%3Cd%3E", "/a%3cd%3e", False, id="2.2.2: case of escapes"),
        pytest.param("Disallow: /a%2Fb", "/a/b", True, id="an encoded slash is none"),
        pytest.param("Disallow:", "/anything", True, id="an empty rule"),
        pytest.param("Disallow: /", "/robots.txt", True, id="2.2.2: robots.txt itself"),
        pytest.param("Disallow: / # all of it", "/x", False, id="a comment"),
        pytest.param("DISALLOW : /x", "/x", False, id="2.2: any case, any space"),
        pytest.param("Disallow: /x\u2028Allow: /x/", "/x/y", True, id="2.2: one line ends with LF"),
    ],
)
def test_section_2_2(lines: str, path: str, expected: bool) -> None:
    assert allowed(lines, path) is expected


GROUPS = """\
User-agent: polite
Disallow: /prefix

User-agent: otherbot
User-Agent: Polite-WebAgent
Disallow: /ours

User-agent: *
Disallow: /everybody

User-agent: polite-webagent/2.0
Disallow: /second
"""


@pytest.mark.parametrize(
    ("product", "disallowed"),
    [
        pytest.param("polite-webagent", {"/ours", "/second"}, id="2.2.1: its groups, combined"),
        pytest.param("POLITE-webagent", {"/ours", "/second"}, id="2.2.1: any case"),
        pytest.param("polite", {"/prefix"}, id="2.2.1: the whole token"),
        pytest.param("polite-web", {"/everybody"}, id="a part of somebody's name"),
        pytest.param("polite-webagent-two", {"/everybody"}, id="somebody's name and more"),
        pytest.param("newbot", {"/everybody"}, id="2.2.1: nobody's"),
        pytest.param("", {"/everybody"}, id="no name"),
    ],
)
def test_section_2_2_1_groups(product: str, disallowed: set[str]) -> None:
    found = policy(GROUPS, product)
    paths = {"/prefix", "/ours", "/everybody", "/second"}

    assert {path for path in paths if not found.allows(SITE + path)} == disallowed


def test_without_a_group_for_it_everything_is_allowed() -> None:
    assert policy("User-agent: otherbot\nDisallow: /").allows(f"{SITE}/x") is True


@given(st.text(), st.text("abc-_", max_size=5))
def test_any_file_is_read(text: str, product: str) -> None:
    assert isinstance(policy(text, product).allows(f"{SITE}/x?y=1"), bool)


@given(st.lists(st.sampled_from(["a", "ab", "abc", "b-a", "a_b"]), min_size=1, max_size=4))
def test_a_group_for_others_alone_is_never_ours(names: list[str]) -> None:
    text = "\n".join(f"User-agent: {name}\nDisallow: /" for name in names)

    for product in ("a", "ab", "abc", "abcd", "b", "b-a", "a_b"):
        assert policy(text, product).allows(f"{SITE}/x") is (product not in names)


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        ("polite-webagent/0.1", "polite-webagent"),
        ("polite-webagent/0.1 (+https://agent.example)", "polite-webagent"),
        ("Mozilla/5.0 (compatible; Polite-Agent/1.0; +https://x.example)", "Polite-Agent"),
        ("Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 bot/1", "bot"),
        ("", ""),
        ("1/2", ""),
    ],
)
def test_the_product_is_that_of_the_user_agent_sent(user_agent: str, expected: str) -> None:
    assert product_token(user_agent) == expected


class TestDecisions:
    CLOSED = "User-agent: *\nDisallow: /admin\nCrawl-delay: 2.5"

    @pytest.mark.parametrize("verb", ["goto", "follow_link"])
    def test_72_what_is_disallowed_is_denied(self, verb: str) -> None:
        decision = decide(policy(self.CLOSED), f"{SITE}/admin?x=1", verb)

        assert decision is not None
        assert (decision.verdict, decision.reason_code) == (Verdict.DENY, ReasonCode.ROBOTS)
        assert decision.source is Source.ROBOTS
        assert "disallows “/admin?x=1” for polite-webagent" in decision.reason
        # Nobody can approve what a site disallows.
        again = decide(policy(self.CLOSED), f"{SITE}/admin", verb, approved=True)
        assert again is not None and again.verdict is Verdict.DENY

    def test_what_is_allowed_is_said_to_be(self) -> None:
        decision = decide(policy(self.CLOSED), f"{SITE}/")

        assert decision is not None
        assert (decision.verdict, decision.reason_code) == (Verdict.ALLOW, ReasonCode.ROBOTS)

    @pytest.mark.parametrize(
        ("destination", "verb"),
        [
            (None, "goto"),
            (f"{SITE}/admin", "click_element"),
            (f"{SITE}/admin", "submit_form"),
            ("https://other.example/admin", "goto"),
            ("http://site.example/admin", "goto"),
            ("https://site.example:8443/admin", "goto"),
            ("mailto:a@site.example", "follow_link"),
            ("javascript:0", "follow_link"),
        ],
    )
    def test_on_everything_else_it_has_no_say(self, destination: str | None, verb: str) -> None:
        assert decide(policy(self.CLOSED), destination, verb) is None

    def test_warn_lets_pass_and_says_so(self) -> None:
        decision = decide(policy(self.CLOSED, mode=RobotsMode.WARN), f"{SITE}/admin")

        assert decision is not None
        assert (decision.verdict, decision.reason_code) == (Verdict.ALLOW, ReasonCode.ROBOTS)
        assert "disallows" in decision.reason and "“warn” lets it pass" in decision.reason

    def test_it_has_no_say_on_pages(self) -> None:
        found = policy(self.CLOSED)

        assert found.selectors == ()
        assert found.visibility(now=NOW, ledger=MemoryLedger()) == Visibility.open()

    def test_crawl_delay_is_told(self) -> None:
        assert policy(self.CLOSED).crawl_delay == 2.5
        assert policy("User-agent: *\nDisallow: /").crawl_delay is None
        assert policy("User-agent: otherbot\nCrawl-delay: 9").crawl_delay is None

    @pytest.mark.parametrize("status", list(RobotsStatus))
    def test_rules_and_status_must_agree(self, status: RobotsStatus) -> None:
        rules = None if status is RobotsStatus.PRESENT else Protego.parse("")
        origin = origin_of(SITE)
        assert origin is not None
        with pytest.raises(ValueError, match="PRESENT"):
            RobotsPolicy(origin, RobotsMode.ENFORCE, status, "x", "A detail.", rules=rules)
