"""RFC 9309, section 2.3: asking for robots.txt over real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from webagent_manifests import MemoryLedger, ReasonCode, Request, Verdict
from webagent_manifests.discovery import SiteClient
from webagent_manifests.robots import Robots, RobotsMode, RobotsPolicy, RobotsStatus

from tests.manifests.site import Reply, Site, redirect, serve

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
CLOSED = "User-agent: *\nDisallow: /admin\n"
PRESENT, ABSENT, UNREACHABLE, NOBODY, IGNORED = RobotsStatus


async def prepared(site: Site, mode: RobotsMode = RobotsMode.ENFORCE) -> RobotsPolicy:
    robots = Robots(SiteClient("test-agent/1.0", timeout=2), mode=mode)
    policy = await robots.prepare(f"{site.origin}/admin/page?q#f")
    assert policy is not None
    return policy


def verdict(
    policy: RobotsPolicy, site: Site, path: str = "/admin", approved: bool | None = None
) -> tuple[Verdict, ReasonCode] | None:
    request = Request("goto", (), destination=site.origin + path, approved=approved)
    decision = policy.decide(request, now=NOW, ledger=MemoryLedger())
    return None if decision is None else (decision.verdict, decision.reason_code)


def text(body: str | bytes, status: int = 200, content_type: str = "text/plain") -> Reply:
    return Reply(body, status, content_type)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param(text(CLOSED), PRESENT, id="200"),
        pytest.param(text(""), PRESENT, id="an empty file allows"),
        pytest.param(text("\ufeff" + CLOSED), PRESENT, id="byte order mark"),
        pytest.param(text(CLOSED.encode() + b"\xff\xfe"), PRESENT, id="not UTF-8"),
        pytest.param(text(CLOSED, content_type="text/html"), PRESENT, id="rules as HTML"),
        pytest.param(text("", 404), ABSENT, id="2.3.1.3: 404"),
        pytest.param(text("", 401), ABSENT, id="2.3.1.3: 401"),
        pytest.param(text("", 403), ABSENT, id="2.3.1.3: 403"),
        pytest.param(text("", 429), UNREACHABLE, id="429 is about asking"),
        pytest.param(text("", 500), UNREACHABLE, id="2.3.1.4: 500"),
        pytest.param(text("", 503), UNREACHABLE, id="2.3.1.4: 503"),
        pytest.param(text("", 204), UNREACHABLE, id="204"),
        pytest.param(Reply(raw=b""), NOBODY, id="2.3.1.4: no answer"),
        pytest.param(
            text("<html>Loading the shop</html>", content_type="text/html"),
            ABSENT,
            id="a shell",
        ),
        pytest.param(text("\n<!doctype html>"), ABSENT, id="a shell as text"),
        pytest.param(text("hold on", content_type="text/html"), ABSENT, id="a shell in words"),
    ],
)
async def test_what_an_answer_means(reply: Reply, expected: RobotsStatus) -> None:
    async with serve({"/robots.txt": reply}) as site:
        policy = await prepared(site)

    assert policy.status is expected
    assert policy.detail.startswith(f"The robots.txt of {site.origin} ")
    assert site.paths == ["/robots.txt"]
    if expected is ABSENT:
        assert verdict(policy, site) == (Verdict.ALLOW, ReasonCode.ROBOTS)
    if expected is NOBODY:
        assert verdict(policy, site) == (Verdict.DENY, ReasonCode.NO_ANSWER)
    if expected is UNREACHABLE:
        assert verdict(policy, site) == (Verdict.NEEDS_HUMAN, ReasonCode.ROBOTS_UNREACHABLE)


async def test_what_cannot_be_known_a_person_decides() -> None:
    async with serve({"/robots.txt": text("", 503)}) as site:
        policy = await prepared(site)
        warned = await prepared(site, RobotsMode.WARN)

    assert verdict(policy, site, approved=True) == (Verdict.ALLOW, ReasonCode.APPROVED)
    assert verdict(policy, site, approved=False) == (Verdict.DENY, ReasonCode.DECLINED)
    assert verdict(warned, site) == (Verdict.ALLOW, ReasonCode.ROBOTS_UNREACHABLE)


async def test_ignore_asks_nobody_and_has_no_say() -> None:
    async with serve({"/robots.txt": text(CLOSED)}) as site:
        policy = await prepared(site, RobotsMode.IGNORE)

    assert (policy.status, site.requests) == (IGNORED, [])
    assert verdict(policy, site) is None
    assert "was not asked for" in policy.detail


async def test_2_3_1_2_five_redirects_across_authorities() -> None:
    async with serve({"/5": text(CLOSED)}) as other:
        replies = {
            "/robots.txt": redirect("/1"),
            **{f"/{hop}": redirect(f"/{hop + 1}") for hop in range(1, 4)},
            "/4": redirect(f"{other.origin}/5"),
        }
        async with serve(replies) as site:
            policy = await prepared(site)

    # The rules are those of the site that was asked, not of the one that answered.
    assert verdict(policy, site) == (Verdict.DENY, ReasonCode.ROBOTS)
    assert verdict(policy, other) is None


async def test_2_3_1_2_a_sixth_redirect_is_too_many() -> None:
    replies = {
        "/robots.txt": redirect("/1"),
        **{f"/{hop}": redirect(f"/{hop + 1}") for hop in range(1, 6)},
        "/6": text(CLOSED),
    }
    async with serve(replies) as site:
        assert (await prepared(site)).status is UNREACHABLE


async def test_2_5_at_least_500_kib_are_read_and_a_cut_line_is_not() -> None:
    filler = "# " + "x" * 997 + "\n"
    within = filler * 511 + "Disallow: /within\n"
    beyond = filler * 2 + "Disallow: /beyond\n"
    async with serve({"/robots.txt": text(f"User-agent: *\n{within}{beyond}")}) as site:
        policy = await prepared(site)

    assert 511_000 < len(within) < 500 * 1024
    assert policy.allows(f"{site.origin}/within") is False
    assert policy.allows(f"{site.origin}/beyond") is True
    assert policy.text.endswith("Disallow: /within")


async def test_an_endless_file_ends() -> None:
    async with serve({"/robots.txt": Reply("User-agent: *\n" * 4096, endless=True)}) as site:
        assert (await prepared(site)).status is PRESENT


async def test_2_4_it_is_kept_a_day_at_most_and_longer_only_while_unreachable() -> None:
    now = NOW
    headers = [("Cache-Control", "max-age=999999")]
    reply = Reply(CLOSED, content_type="text/plain", headers=headers)
    async with serve({"/robots.txt": reply}) as site:
        robots = Robots(SiteClient("test-agent/1.0", now=lambda: now))
        for hours in (0, 23, 2):
            now += timedelta(hours=hours)
            policy = await robots.prepare(f"{site.origin}/")
        assert len(site.requests) == 2
        site.replies["/robots.txt"] = text("", 503)
        now += timedelta(hours=25)
        policy = await robots.prepare(f"{site.origin}/")

    assert policy is not None
    assert verdict(policy, site) == (Verdict.DENY, ReasonCode.ROBOTS)
    assert "its copy of 2026-03-05 13:00 UTC is used" in policy.detail


async def test_the_group_is_that_of_the_visits_user_agent() -> None:
    closed_to_one = "User-agent: visitor\nDisallow: /\n"
    async with serve({"/robots.txt": text(closed_to_one)}) as site:
        client = SiteClient("fetcher/1.0")
        own = await Robots(client).prepare(f"{site.origin}/")
        sent = await Robots(client, user_agent="visitor/2.0").prepare(f"{site.origin}/")

    assert own is not None and verdict(own, site) == (Verdict.ALLOW, ReasonCode.ROBOTS)
    assert sent is not None and verdict(sent, site) == (Verdict.DENY, ReasonCode.ROBOTS)


@pytest.mark.parametrize("url", ["about:blank", "mailto:a@b", "file:///x", "http://", ""])
async def test_off_the_web_nobody_is_asked(url: str) -> None:
    assert await Robots(SiteClient("test-agent/1.0")).prepare(url) is None


async def test_where_nothing_listens_there_is_nothing_to_approve() -> None:
    async with serve({}) as site:
        pass
    policy = await prepared(site)
    assert policy.status is NOBODY
    assert verdict(policy, site) == (Verdict.DENY, ReasonCode.NO_ANSWER)
