"""More than one place speaks: the strictest holds, and no place grants more than no manifest."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from webagent_manifests import (
    ElementMatch,
    MemoryLedger,
    PolicyStatus,
    Profile,
    Request,
    SitePolicy,
    Verdict,
)
from webagent_manifests.discovery import (
    Discovery,
    PlaceKind,
    SiteClient,
    discover,
    trace_discovery,
)

from tests.manifests.documents import document, rule
from tests.manifests.site import Reply, Site, serve

AGENT = "test-agent/1.0"
WELL_KNOWN = "/.well-known/agent-permissions.json"
NOW = datetime(2026, 3, 4, tzinfo=UTC)
ALL = json.dumps(document(False, rule("all", "*", True)))
NO_CLICKS = json.dumps(document(False, rule("click_element", "a", False)))
NO_FORMS = json.dumps(document(False, rule("submit_form", "a", False)))


def verdict(policy: SitePolicy, verb: str = "click_element") -> Verdict:
    match = ElementMatch(frozenset(policy.selectors))
    decision = policy.decide(Request(verb, (match,)), now=NOW, ledger=MemoryLedger())
    assert decision is not None
    return decision.verdict


async def found(site: Site, *links: str, header: tuple[str, ...] = ()) -> Discovery:
    return await trace_discovery(
        f"{site.origin}/page", links, client=SiteClient(AGENT), header_links=header
    )


async def test_74_of_two_links_the_strictest_holds() -> None:
    async with serve({"/a": Reply(NO_CLICKS), "/b": Reply(NO_FORMS)}) as site:
        discovery = await found(site, "/a", "/b")

    policy = discovery.policy
    assert verdict(policy, "click_element") is Verdict.DENY
    assert verdict(policy, "submit_form") is Verdict.DENY
    assert verdict(policy, "play_media") is Verdict.ALLOW
    assert "2 different manifests" in policy.warnings[0]
    assert sorted(site.paths) == ["/a", "/b"]


async def test_74_a_broken_one_of_two_links_is_not_made_up_for_by_the_other() -> None:
    async with serve({"/a": Reply(ALL), "/b": Reply("{")}) as site:
        policy = (await found(site, "/a", "/b")).policy

    assert (policy.status, policy.also[0].status) == (PolicyStatus.PRESENT, PolicyStatus.INVALID)
    assert verdict(policy) is Verdict.NEEDS_HUMAN


async def test_a_dead_one_of_two_links_leaves_the_other() -> None:
    async with serve({"/b": Reply(NO_CLICKS), WELL_KNOWN: Reply(ALL)}) as site:
        policy = (await found(site, "/a", "/b")).policy

    assert (policy.url, policy.also) == (f"{site.origin}/b", ())
    assert WELL_KNOWN not in site.paths


async def test_a_page_that_links_to_very_many_is_not_followed_everywhere() -> None:
    async with serve() as site:
        policy = (await found(site, *(f"/{number}" for number in range(50)))).policy

    assert len(site.requests) == 6
    assert verdict(policy) is Verdict.NEEDS_HUMAN


class TestAnotherOrigin:
    """A10: a link that leaves the origin can only restrict."""

    @pytest.mark.parametrize(
        ("own", "linked", "expected"),
        [
            pytest.param(Reply(NO_CLICKS), Reply(ALL), Verdict.DENY, id="76"),
            pytest.param(Reply(ALL), Reply(NO_CLICKS), Verdict.DENY, id="it restricts"),
            pytest.param(Reply(ALL), Reply(ALL), Verdict.ALLOW, id="both allow"),
            pytest.param(None, Reply(NO_CLICKS), Verdict.DENY, id="it restricts alone"),
            pytest.param(None, Reply(ALL), Verdict.ALLOW, id="no more than no manifest"),
            pytest.param(Reply("{"), Reply(ALL), Verdict.NEEDS_HUMAN, id="own one broken"),
            pytest.param(Reply(ALL), Reply("{"), Verdict.NEEDS_HUMAN, id="linked one broken"),
            pytest.param(Reply(NO_CLICKS), Reply(status=404), Verdict.DENY, id="linked one gone"),
            pytest.param(None, Reply(status=404), Verdict.ALLOW, id="none at all"),
            pytest.param(
                Reply(ALL), Reply(status=503), Verdict.NEEDS_HUMAN, id="linked one unreachable"
            ),
        ],
    )
    async def test_it_only_restricts(
        self, own: Reply | None, linked: Reply, expected: Verdict
    ) -> None:
        async with (
            serve({"/theirs.json": linked}) as other,
            serve({} if own is None else {WELL_KNOWN: own}) as site,
        ):
            discovery = await found(site, f"{other.origin}/theirs.json")

        assert verdict(discovery.policy) is expected
        assert other.paths == ["/theirs.json"]
        assert site.paths == [WELL_KNOWN]
        assert any("can only restrict" in warning for warning in discovery.warnings)

    @pytest.mark.parametrize("status", [200, 404])
    @pytest.mark.parametrize("href", ["data:application/json,{}", "http://[", "javascript:0"])
    async def test_a_link_that_cannot_be_asked_is_not_the_absence_of_a_policy(
        self, href: str, status: int
    ) -> None:
        async with serve({WELL_KNOWN: Reply(ALL, status)}) as site:
            policy = (await found(site, href)).policy

        assert verdict(policy) is Verdict.NEEDS_HUMAN

    async def test_it_joins_a_link_that_stays(self) -> None:
        async with (
            serve({"/theirs.json": Reply(NO_FORMS)}) as other,
            serve({"/ours.json": Reply(NO_CLICKS), WELL_KNOWN: Reply(ALL)}) as site,
        ):
            policy = (await found(site, "/ours.json", f"{other.origin}/theirs.json")).policy

        assert policy.url == f"{site.origin}/ours.json"
        assert verdict(policy, "click_element") is Verdict.DENY
        assert verdict(policy, "submit_form") is Verdict.DENY
        assert WELL_KNOWN not in site.paths

    async def test_the_open_web_cannot_send_the_agent_into_its_own_network(self) -> None:
        async with serve({"/secret": Reply(ALL)}) as inside:
            policy = await discover(
                "http://site.invalid/page",
                [f"{inside.origin}/secret"],
                client=SiteClient(AGENT, timeout=2),
            )

        assert inside.requests == []
        assert policy.status is PolicyStatus.UNREACHABLE


class TestLinkHeader:
    """A non-standard extra, for sites that cannot put a link into their pages."""

    async def test_it_counts_where_the_head_has_no_link(self) -> None:
        async with serve({"/header.json": Reply(NO_CLICKS), WELL_KNOWN: Reply(ALL)}) as site:
            discovery = await found(site, header=("/header.json",))

        assert verdict(discovery.policy) is Verdict.DENY
        assert [place.kind for place in discovery.places] == [PlaceKind.LINK_HEADER]

    async def test_a_link_in_the_head_comes_before_it(self) -> None:
        async with serve({"/header.json": Reply(ALL), "/head.json": Reply(NO_CLICKS)}) as site:
            discovery = await found(site, "/head.json", header=("/header.json",))

        assert verdict(discovery.policy) is Verdict.DENY
        assert site.paths == ["/head.json"]

    async def test_a_dead_one_leaves_the_well_known_path(self) -> None:
        async with serve({WELL_KNOWN: Reply(NO_CLICKS)}) as site:
            discovery = await found(site, header=("/header.json",))

        assert verdict(discovery.policy) is Verdict.DENY
        assert site.paths == ["/header.json", WELL_KNOWN]

    async def test_another_origin_in_it_is_ignored_and_told(self) -> None:
        async with serve({"/x": Reply(NO_CLICKS)}) as other, serve() as site:
            discovery = await found(site, header=(f"{other.origin}/x",))

        assert verdict(discovery.policy) is Verdict.ALLOW
        assert other.requests == []
        assert "another origin" in discovery.policy.warnings[0]


class TestProfiles:
    OLD = json.dumps({key: value for key, value in document(True).items() if key != "strict"})

    @pytest.mark.parametrize(
        ("profile", "status"),
        [(Profile.HEAD, PolicyStatus.INVALID), (Profile.LEGACY, PolicyStatus.PRESENT)],
    )
    async def test_16_17_strict_is_required_by_the_later_text(
        self, profile: Profile, status: PolicyStatus
    ) -> None:
        async with serve({WELL_KNOWN: Reply(self.OLD)}) as site:
            policy = await discover(
                f"{site.origin}/", [], client=SiteClient(AGENT), profile=profile
            )

        assert policy.status is status

    async def test_what_is_kept_is_the_file_and_not_its_reading(self) -> None:
        async with serve({WELL_KNOWN: Reply(self.OLD)}) as site:
            client = SiteClient(AGENT)
            statuses = [
                (await discover(f"{site.origin}/", [], client=client, profile=profile)).status
                for profile in (Profile.HEAD, Profile.LEGACY)
            ]

        assert statuses == [PolicyStatus.INVALID, PolicyStatus.PRESENT]
        assert site.paths == [WELL_KNOWN]

    async def test_19_what_was_read_leniently_is_told(self) -> None:
        lenient = json.dumps({"$schema": "x", **document(False)})
        async with serve({WELL_KNOWN: Reply(lenient)}) as site:
            policy = (await found(site)).policy

        assert policy.status is PolicyStatus.PRESENT
        assert "$schema" in policy.warnings[0]


async def test_90_a_foreign_format_is_named() -> None:
    async with serve({WELL_KNOWN: Reply('{"policy_version": "1"}')}) as site:
        (place,) = (await found(site)).places

    assert place.answer.status is PolicyStatus.FOREIGN
    assert place.to_json()["format"] == "a usage policy (policy_version, allowed_uses)"


async def test_85_a_subdomain_is_another_origin() -> None:
    async with serve({WELL_KNOWN: Reply(ALL)}) as parent, serve() as child:
        discovery = await found(child)

    assert discovery.policy.status is PolicyStatus.ABSENT
    assert parent.requests == []
