"""Keeping answers over real HTTP: RFC 9111 as a site sees it."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from webagent_manifests import PolicyStatus, SitePolicy
from webagent_manifests.discovery import (
    CacheStore,
    Fetched,
    Origination,
    SiteClient,
    Unfetched,
    discover,
)

from tests.manifests.documents import document, rule
from tests.manifests.site import Reply, Site, redirect, serve

if TYPE_CHECKING:
    from pathlib import Path

AGENT = "test-agent/1.0"
WELL_KNOWN = "/.well-known/agent-permissions.json"


def body(selector: str) -> str:
    return json.dumps(document(True, rule("click_element", selector, True)))


@dataclass
class Clock:
    """A clock that a test moves."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 4, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def client_of(clock: Clock, store: CacheStore | None = None) -> SiteClient:
    return SiteClient(AGENT, store=store, timeout=5, now=clock)


def files_with(folder: Path, text: bytes) -> list[Path]:
    return [file for file in folder.iterdir() if text in file.read_bytes()]


async def policy_of(client: SiteClient, site: Site) -> SitePolicy:
    return await discover(f"{site.origin}/", [], client=client)


async def got(client: SiteClient, site: Site, path: str = "/f") -> Fetched:
    fetched = await client.get(site.origin + path)
    assert isinstance(fetched, Fetched)
    return fetched


async def test_81_after_its_time_an_answer_is_asked_for_again(clock: Clock) -> None:
    headers = [("Cache-Control", "max-age=60")]
    async with serve({WELL_KNOWN: Reply(body(".old"), headers=headers)}) as site:
        client = client_of(clock)
        seen = [(await policy_of(client, site)).selectors]
        site.replies[WELL_KNOWN] = Reply(body(".new"), headers=headers)
        for passed in (59, 2):
            clock.pass_(seconds=passed)
            seen.append((await policy_of(client, site)).selectors)

    assert seen == [(".old",), (".old",), (".new",)]
    assert len(site.requests) == 2


async def test_82_an_answer_that_is_confirmed_is_fresh_again(clock: Clock) -> None:
    headers = [("ETag", '"v1"'), ("Cache-Control", "max-age=60")]
    async with serve({"/f": Reply("old", headers=headers)}) as site:
        client = client_of(clock)
        await got(client, site)
        site.replies["/f"] = Reply(status=304, headers=[("Cache-Control", "max-age=600")])
        clock.pass_(seconds=61)
        confirmed = await got(client, site)
        clock.pass_(seconds=599)
        kept = await got(client, site)

    assert site.requests[1][1]["if-none-match"] == '"v1"'
    assert (confirmed.body, confirmed.status) == (b"old", 200)
    assert confirmed.freshness.origination is Origination.REVALIDATED
    assert confirmed.headers["content-type"] == "application/json"
    assert kept.freshness.origination is Origination.CACHE
    assert len(site.requests) == 2


async def test_4_3_1_a_date_confirms_where_there_is_no_tag(clock: Clock) -> None:
    modified = "Sun, 06 Nov 1994 08:49:37 GMT"
    async with serve({"/f": Reply("x", headers=[("Last-Modified", modified)])}) as site:
        client = client_of(clock)
        await got(client, site)
        clock.pass_(hours=2)
        await got(client, site)

    assert "if-modified-since" not in site.requests[0][1]
    assert site.requests[1][1]["if-modified-since"] == modified


async def test_4_3_4_a_confirmation_of_another_answer_confirms_nothing(clock: Clock) -> None:
    async with serve({"/f": Reply("old", headers=[("ETag", '"v1"')])}) as site:
        client = client_of(clock)
        await got(client, site)
        site.replies["/f"] = Reply(status=304, headers=[("ETag", '"v2"')])
        clock.pass_(hours=2)
        fetched = await client.get(f"{site.origin}/f")

    assert ["if-none-match" in headers for _, headers in site.requests] == [False, True, False]
    # That server confirms even what it was not asked to; its old answer stands in.
    assert isinstance(fetched, Fetched)
    assert fetched.freshness.origination is Origination.STALE


async def test_no_cache_is_confirmed_every_time(clock: Clock) -> None:
    headers = [("ETag", '"v1"'), ("Cache-Control", "no-cache")]
    async with serve({"/f": Reply("x", headers=headers)}) as site:
        client = client_of(clock)
        first = await got(client, site)
        site.replies["/f"] = Reply(status=304)
        second = await got(client, site)

    assert (first.freshness.until, second.freshness.until) == (None, None)
    assert second.freshness.origination is Origination.REVALIDATED


async def test_no_store_is_not_kept(clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    with CacheStore(path) as store:
        async with serve({"/f": Reply("first")}) as site:
            client = client_of(clock, store)
            await got(client, site)
            clock.pass_(hours=2)
            site.replies["/f"] = Reply("secret", headers=[("Cache-Control", "no-store")])
            await got(client, site)
            await got(client, site)
            # What was kept before has gone too: it cannot stand in for its successor.
            site.replies["/f"] = Reply(status=500)
            last = await client.get(f"{site.origin}/f")

    assert len(site.requests) == 4
    assert isinstance(last, Fetched) and last.status == 500
    assert not files_with(tmp_path, b"secret")


async def test_absence_is_kept_for_an_hour(clock: Clock) -> None:
    async with serve() as site:
        client = client_of(clock)
        for minutes in (0, 59, 2):
            clock.pass_(minutes=minutes)
            assert (await policy_of(client, site)).status is PolicyStatus.ABSENT

    assert len(site.requests) == 2


class TestFailing:
    """A13, A15 and RFC 5861: what stands in for a server that fails, and for how long."""

    @pytest.mark.parametrize(
        "failing",
        [Reply(status=503), Reply(status=429), Reply(raw=b""), Reply(status=204)],
        ids=["80: 503", "429", "cut off", "204"],
    )
    async def test_80_the_kept_copy_stands_in_for_a_day_and_says_so(
        self, failing: Reply, clock: Clock
    ) -> None:
        headers = [("Cache-Control", "max-age=600")]
        async with serve({WELL_KNOWN: Reply(body(".kept"), headers=headers)}) as site:
            client = client_of(clock)
            await policy_of(client, site)
            site.replies[WELL_KNOWN] = failing
            clock.pass_(seconds=601)
            standing_in = await policy_of(client, site)
            clock.pass_(hours=24)
            too_old = await policy_of(client, site)

        assert (standing_in.status, standing_in.selectors) == (PolicyStatus.PRESENT, (".kept",))
        assert "The copy of 2026-03-04 12:00 UTC is used" in standing_in.warnings[0]
        assert too_old.status is PolicyStatus.UNREACHABLE

    async def test_a_copy_behind_a_redirect_stands_in_too(self, clock: Clock) -> None:
        replies = {WELL_KNOWN: redirect("/p.json"), "/p.json": Reply(body(".kept"))}
        async with serve(replies) as site:
            client = client_of(clock)
            await policy_of(client, site)
            site.replies.update(dict.fromkeys(replies, Reply(status=503)))
            clock.pass_(hours=2)
            policy = await policy_of(client, site)

        assert policy.selectors == (".kept",)

    async def test_79_without_a_copy_it_is_unreachable(self, clock: Clock) -> None:
        async with serve({WELL_KNOWN: Reply(status=503)}) as site:
            policy = await policy_of(client_of(clock), site)

        assert policy.status is PolicyStatus.UNREACHABLE

    @pytest.mark.parametrize(
        "reply", [Reply(status=404), Reply("<html>", content_type="text/html")]
    )
    async def test_that_there_was_none_yesterday_is_no_answer_today(
        self, reply: Reply, clock: Clock
    ) -> None:
        async with serve({WELL_KNOWN: reply}) as site:
            client = client_of(clock)
            assert (await policy_of(client, site)).status is PolicyStatus.ABSENT
            site.replies[WELL_KNOWN] = Reply(status=503)
            clock.pass_(hours=2)
            assert (await policy_of(client, site)).status is PolicyStatus.UNREACHABLE

    async def test_a_broken_file_is_not_hidden_by_an_old_one(self, clock: Clock) -> None:
        async with serve({WELL_KNOWN: Reply(body(".kept"))}) as site:
            client = client_of(clock)
            await policy_of(client, site)
            site.replies[WELL_KNOWN] = Reply("{")
            clock.pass_(hours=2)
            assert (await policy_of(client, site)).status is PolicyStatus.INVALID

    async def test_a_failing_site_is_left_alone_for_a_minute(self, clock: Clock) -> None:
        async with serve({WELL_KNOWN: Reply(status=503)}) as site:
            client = client_of(clock)
            await policy_of(client, site)
            site.replies[WELL_KNOWN] = Reply(body(".back"))
            clock.pass_(seconds=59)
            during = await policy_of(client, site)
            clock.pass_(seconds=1)
            after = await policy_of(client, site)

        assert (during.status, after.status) == (PolicyStatus.UNREACHABLE, PolicyStatus.PRESENT)
        assert len(site.requests) == 2

    async def test_running_out_of_time_is_such_a_failure(self, clock: Clock) -> None:
        async with serve({WELL_KNOWN: Reply(body(".kept"))}) as site:
            client = SiteClient(AGENT, timeout=0.2, now=clock)
            await policy_of(client, site)
            site.replies[WELL_KNOWN] = Reply("{", endless=True, pause=9)
            clock.pass_(hours=2)
            policy = await policy_of(client, site)

        assert policy.selectors == (".kept",)
        assert "did not arrive within 0.2 seconds" in policy.warnings[0]


async def test_a_clock_set_back_makes_an_answer_doubtful(clock: Clock) -> None:
    async with serve({"/f": Reply("x")}) as site:
        client = client_of(clock)
        await got(client, site)
        clock.pass_(days=-400)
        assert (await got(client, site)).freshness.origination is Origination.NETWORK


async def test_who_asks_at_once_for_one_file_shares_one_request(clock: Clock) -> None:
    async with serve({"/f": Reply("x", headers=[("Cache-Control", "no-store")])}) as site:
        client = client_of(clock)
        answers = await asyncio.gather(*(got(client, site) for _ in range(20)))
        later = await got(client, site)

    assert {answer.body for answer in (*answers, later)} == {b"x"}
    assert len(site.requests) == 2


async def test_who_gives_up_does_not_take_the_answer_from_the_others(clock: Clock) -> None:
    async with serve({"/f": Reply(body(".x"))}) as site:
        client = client_of(clock)
        hasty, patient = (asyncio.create_task(got(client, site)) for _ in range(2))
        await asyncio.sleep(0)
        hasty.cancel()
        assert (await patient).status == 200

    assert hasty.cancelled()
    assert len(site.requests) == 1


async def test_answers_outlive_the_process(clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "folder" / "cache.sqlite3"
    async with serve({"/f": Reply(b"\x00\xff kept", headers=[("X-Odd", "\u00e9")])}) as site:
        for expected in (Origination.NETWORK, Origination.CACHE):
            with CacheStore(path) as store:
                fetched = await got(client_of(clock, store), site)
            assert fetched.freshness.origination is expected
            assert fetched.body == b"\x00\xff kept"

    assert len(site.requests) == 1


async def test_4_1_other_agents_and_other_wishes_have_their_own_answers(clock: Clock) -> None:
    async with serve({"/f": Reply("x")}) as site:
        with CacheStore() as store:
            for agent, accept in (("a/1", "*/*"), ("b/1", "*/*"), ("a/1", "text/html")):
                client = SiteClient(agent, store=store, now=clock)
                await client.get(f"{site.origin}/f", accept=accept)

    assert len(site.requests) == 3


async def test_cookies_are_neither_kept_nor_sent(clock: Clock, tmp_path: Path) -> None:
    headers = [("Set-Cookie", "who=me"), ("Cache-Control", "no-cache")]
    with CacheStore(tmp_path / "cache.sqlite3") as store:
        async with serve({"/f": Reply("x", headers=headers)}) as site:
            client = client_of(clock, store)
            await got(client, site)
            await got(client, site)

    assert "cookie" not in site.requests[1][1]
    assert not files_with(tmp_path, b"who=me")


async def test_a_page_that_is_only_looked_at_is_not_kept(clock: Clock) -> None:
    async with serve({"/f": Reply("x")}) as site:
        client = client_of(clock)
        for _ in range(2):
            await client.get(f"{site.origin}/f", keep=False)

    assert len(site.requests) == 2


async def test_nobody_there_is_no_exception(clock: Clock) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}/"
        answer = await client_of(clock).get(url)

    assert isinstance(answer, Unfetched)
    assert "nothing listens there" in answer.detail


async def test_a_name_that_nobody_has_is_told(clock: Clock) -> None:
    """RFC 6761, section 6.4: nobody ever has a name under `.invalid`."""
    answer = await client_of(clock).get("http://nobody.invalid/")

    assert isinstance(answer, Unfetched)
    assert answer.detail == "could not be fetched (no such host is known)"
    assert not answer.answered


async def test_a_certificate_that_is_not_trusted_is_no_absence(
    clock: Clock, tmp_path: Path
) -> None:
    """Whoever is there, nothing of HTTP came back that could be believed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_self_signed(tmp_path / "site.pem"))
    async with await asyncio.start_server(_hang_up, "127.0.0.1", 0, ssl=context) as server:
        port = server.sockets[0].getsockname()[1]
        answer = await client_of(clock).get(f"https://127.0.0.1:{port}/f")

    assert isinstance(answer, Unfetched)
    assert answer.detail.startswith("could not be fetched (its certificate is not trusted: self-")
    assert not answer.answered


async def _hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


def _self_signed(path: Path) -> Path:
    """Write a key and a certificate that nobody else vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    return path
