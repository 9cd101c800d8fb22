"""Finding a manifest over real HTTP: where it is looked for, and what each answer means."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import time
import tracemalloc
import zlib

import pytest
from webagent_manifests import PolicyStatus, SitePolicy
from webagent_manifests.discovery import SiteClient, discover

from tests.manifests.documents import document, rule
from tests.manifests.site import Reply, Site, redirect, serve

PRESENT, ABSENT, INVALID, FOREIGN, UNREACHABLE = PolicyStatus
WELL_KNOWN = "/.well-known/agent-permissions.json"
AGENT = "test-agent/1.0 (+https://agent.example)"


def body(selector: str) -> str:
    """Return a manifest that can be told by its only selector."""
    return json.dumps(document(True, rule("click_element", selector, True)))


async def fetch(
    site: Site, *links: str, path: str = "/shop/page?q=1#top", seconds: float = 5
) -> SitePolicy:
    client = SiteClient(AGENT, timeout=seconds)
    return await discover(site.origin + path, links, client=client)


async def status_of(reply: Reply, seconds: float = 5) -> PolicyStatus:
    async with serve({WELL_KNOWN: reply}) as site:
        policy = await fetch(site, seconds=seconds)
    assert policy.url == site.origin + WELL_KNOWN
    assert policy.detail.startswith(f"The manifest at {policy.url} ")
    assert policy.detail.endswith(".")
    return policy.status


async def test_the_well_known_path_of_the_origin() -> None:
    async with serve({WELL_KNOWN: Reply(body(".wk"))}) as site:
        policy = await fetch(site)

    assert (policy.status, policy.selectors) == (PRESENT, (".wk",))
    assert policy.url == site.origin + WELL_KNOWN


async def test_requests_are_honest_and_bare() -> None:
    replies = {WELL_KNOWN: redirect("/policy.json"), "/policy.json": Reply(body("a"))}
    async with serve(replies) as site:
        url = site.origin.replace("http://", "http://user:secret@") + "/page"
        policy = await discover(url, ["/linked.json"], client=SiteClient(AGENT))

    assert policy.status is PRESENT
    assert site.paths == ["/linked.json", WELL_KNOWN, "/policy.json"]
    for _, headers in site.requests:
        assert headers["user-agent"] == AGENT
        assert headers["accept-encoding"] == "identity"
        assert not {"cookie", "authorization", "referer"} & headers.keys()


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param(Reply(body("a")), PRESENT, id="200"),
        pytest.param(Reply(body("a"), content_type="text/plain"), PRESENT, id="any type"),
        pytest.param(Reply(body("a"), content_type="text/html"), PRESENT, id="JSON as HTML"),
        pytest.param(Reply("\ufeff" + body("a")), PRESENT, id="byte order mark"),
        pytest.param(
            Reply(gzip.compress(body("a").encode()), headers=[("Content-Encoding", "gzip")]),
            PRESENT,
            id="compressed unasked",
        ),
        pytest.param(Reply(status=404), ABSENT, id="404"),
        pytest.param(Reply(status=410), ABSENT, id="410"),
        pytest.param(Reply(status=403), ABSENT, id="403"),
        pytest.param(
            Reply("<!doctype html><div id=app></div>", content_type="text/html"), ABSENT, id="78"
        ),
        pytest.param(Reply("\n <html></html>"), ABSENT, id="78: HTML as JSON"),
        pytest.param(Reply("", content_type="text/html; charset=utf-8"), ABSENT, id="empty page"),
        pytest.param(Reply("<p>" + "x" * 3_000_000), ABSENT, id="a large page"),
        pytest.param(Reply(body("a")[:-9]), INVALID, id="20: truncated"),
        pytest.param(Reply(""), INVALID, id="empty"),
        pytest.param(Reply('{"metadata": {}}'), INVALID, id="schema"),
        pytest.param(Reply(b"\xff\xfe{"), INVALID, id="not UTF-8"),
        pytest.param(
            Reply(b"junk", headers=[("Content-Encoding", "gzip")]), INVALID, id="not gzip"
        ),
        pytest.param(
            Reply(body("a"), headers=[("Content-Encoding", "br")]), INVALID, id="unasked coding"
        ),
        pytest.param(Reply('{"policy_version": "1", "allowed_uses": []}'), FOREIGN, id="90"),
        pytest.param(Reply(status=503), UNREACHABLE, id="79"),
        pytest.param(Reply(status=500), UNREACHABLE, id="500"),
        pytest.param(Reply(status=429), UNREACHABLE, id="429"),
        pytest.param(Reply(status=204), UNREACHABLE, id="204"),
        pytest.param(Reply(status=304), UNREACHABLE, id="304 to no condition"),
        pytest.param(Reply(raw=b""), UNREACHABLE, id="connection closed"),
        pytest.param(Reply(raw=b"SSH-2.0-server\r\n\r\n"), UNREACHABLE, id="not HTTP"),
        pytest.param(
            Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), UNREACHABLE, id="cut off"
        ),
    ],
)
async def test_what_an_answer_means(reply: Reply, expected: PolicyStatus) -> None:
    """RFC 9309, section 2.3.1: unavailable is absence, unreachable is not."""
    assert await status_of(reply) is expected


async def test_nobody_listens() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        policy = await discover(f"http://127.0.0.1:{port}/", [], client=SiteClient(AGENT))

    assert policy.status is UNREACHABLE
    assert "nothing listens there" in policy.detail


async def test_a_name_that_cannot_be_one() -> None:
    policy = await discover(f"http://{'a' * 70}.invalid/", [], client=SiteClient(AGENT))

    assert policy.status is UNREACHABLE


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply("{", endless=True, pause=0.01), id="a body that drips"),
        pytest.param(Reply(raw=b"HTTP/1.1 200 OK\r\n", endless=True, pause=9), id="no headers"),
    ],
)
async def test_the_whole_exchange_is_bounded_in_time(reply: Reply) -> None:
    start = time.perf_counter()

    assert await status_of(reply, seconds=0.3) is UNREACHABLE
    assert 0.25 < time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(b"x" * 65_536, endless=True), id="endless"),
        pytest.param(Reply(b"{" + b" " * 10_000_000), id="10 MB"),
        pytest.param(
            Reply(
                gzip.compress(b"{" + b" " * 100_000_000, 1), headers=[("Content-Encoding", "gzip")]
            ),
            id="a compressed bomb",
        ),
        pytest.param(
            Reply(zlib.compress(b" " * 50_000_000, 1), headers=[("Content-Encoding", "deflate")]),
            id="a deflated bomb",
        ),
    ],
)
async def test_bodies_are_bounded_in_memory(reply: Reply) -> None:
    tracemalloc.start()
    try:
        assert await status_of(reply, seconds=20) is INVALID
        # The server's own copy of the reply's head and body is counted too.
        limit = 2 * len(reply.body) + 12_000_000
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        pytest.param({WELL_KNOWN: redirect("/p"), "/p": Reply(body("a"))}, PRESENT, id="83"),
        pytest.param(
            {WELL_KNOWN: redirect("../p?v=1", 307), "/p?v=1": Reply(body("a"))},
            PRESENT,
            id="relative, with a query",
        ),
        pytest.param(
            {
                WELL_KNOWN: redirect("/1"),
                **{f"/{hop}": redirect(f"/{hop + 1}") for hop in range(1, 5)},
                "/5": Reply(body("a")),
            },
            PRESENT,
            id="five hops",
        ),
        pytest.param(
            {
                WELL_KNOWN: redirect("/1"),
                **{f"/{hop}": redirect(f"/{hop + 1}") for hop in range(1, 6)},
                "/6": Reply(body("a")),
            },
            UNREACHABLE,
            id="six hops",
        ),
        pytest.param({WELL_KNOWN: redirect(WELL_KNOWN)}, UNREACHABLE, id="a loop"),
        pytest.param({WELL_KNOWN: redirect("/gone")}, ABSENT, id="to a missing file"),
        pytest.param({WELL_KNOWN: Reply(status=302)}, UNREACHABLE, id="to nowhere"),
        pytest.param({WELL_KNOWN: redirect("http://[")}, UNREACHABLE, id="to no URL"),
        pytest.param({WELL_KNOWN: redirect("file:///etc/hosts")}, UNREACHABLE, id="to a file"),
    ],
)
async def test_redirects_that_stay(replies: dict[str, Reply], expected: PolicyStatus) -> None:
    async with serve(replies) as site:
        assert (await fetch(site)).status is expected


async def test_84_a_redirect_to_another_origin_is_not_followed() -> None:
    async with (
        serve({"/open.json": Reply(body("*"))}) as other,
        serve({WELL_KNOWN: redirect(other.origin + "/open.json")}) as site,
    ):
        policy = await fetch(site)

    assert policy.status is UNREACHABLE
    assert other.requests == []


async def test_a_redirect_to_the_same_host_over_https_is_followed() -> None:
    """As far as it shows without a certificate: the connection is tried, and refused."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        target = f"https://127.0.0.1:{reserved.getsockname()[1]}/p"
        async with serve({WELL_KNOWN: redirect(target)}) as site:
            policy = await fetch(site)

    assert (policy.status, policy.url) == (UNREACHABLE, target)
    assert "nothing listens there" in policy.detail


class TestLinks:
    """The specification's discovery section: the link first, the well-known path without one."""

    LINKED = "/policies/agents.json"

    async def policy(
        self, linked: Reply, *links: str, well_known: Reply | None = None
    ) -> SitePolicy:
        replies = {self.LINKED: linked, WELL_KNOWN: well_known or Reply(body(".wk"))}
        async with serve(replies) as site:
            return await fetch(site, *links)

    async def test_73_a_link_comes_first(self) -> None:
        policy = await self.policy(Reply(body(".link")), self.LINKED)

        assert policy.selectors == (".link",)

    @pytest.mark.parametrize(
        "href", ["../policies/agents.json", " /policies/agents.json\n", "/policies/agents.json#x"]
    )
    async def test_a_link_is_resolved_against_the_document(self, href: str) -> None:
        assert (await self.policy(Reply(body(".link")), href)).selectors == (".link",)

    async def test_the_same_link_twice_is_one(self) -> None:
        policy = await self.policy(
            Reply(body(".link")), self.LINKED, "../policies/agents.json", " "
        )

        assert policy.selectors == (".link",)

    @pytest.mark.parametrize("gone", [Reply(status=404), Reply(status=410), Reply("<p>")])
    async def test_77_a_dead_link_leaves_the_well_known_path(self, gone: Reply) -> None:
        assert (await self.policy(gone, self.LINKED)).selectors == (".wk",)

    async def test_a_dead_link_and_nothing_else_is_absence(self) -> None:
        gone = Reply(status=404)

        assert (await self.policy(gone, self.LINKED, well_known=gone)).status is ABSENT

    @pytest.mark.parametrize(
        ("broken", "expected"),
        [
            (Reply("{"), INVALID),
            (Reply('{"agents": {}}'), FOREIGN),
            (Reply(status=500), UNREACHABLE),
            (Reply(status=429), UNREACHABLE),
        ],
    )
    async def test_a_broken_link_does_not_fall_through(
        self, broken: Reply, expected: PolicyStatus
    ) -> None:
        assert (await self.policy(broken, self.LINKED)).status is expected


@pytest.mark.parametrize(
    "url",
    ["about:blank", "data:text/html,x", "file:///a.html", "blob:http://a/b", "", "http://", "x"],
)
async def test_pages_that_no_server_speaks_for(url: str) -> None:
    policy = await discover(url, ["/linked.json"], client=SiteClient(AGENT))

    assert (policy.status, policy.url) == (ABSENT, None)


def test_importing_the_package_loads_no_http_client() -> None:
    heavy = {"httpx", "asyncio", "playwright", "webagent", "ssl"}
    script = "import sys, webagent_manifests; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "webagent_manifests" in loaded.stdout.split()
    assert heavy.isdisjoint(loaded.stdout.split())
