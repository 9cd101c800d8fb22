"""The guard's proxy, asked as a browser asks: what it reaches, refuses and hands on."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.webagent.guard.recording_server import Page, recording_server
from webagent.errors import UsageError
from webagent.guard import NetworkPolicy, open_guard
from webagent.guard import _connect as connecting

if TYPE_CHECKING:
    from webagent.guard import Guard

PUBLIC = "93.184.216.34"
HERE = "127.0.0.1"


async def ask(guard: Guard, *requests: bytes) -> bytes:
    """Send requests on one connection, each after an answer, and return all that is said."""
    host, _, port = guard.proxy_url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    said = b""
    try:
        async with asyncio.timeout(20):
            for request in requests:
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
                said += head + await reader.readexactly(int(length[1]) if length else 0)
    finally:
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()
    return said


def get(url: str, method: str = "GET", body: bytes = b"") -> bytes:
    return f"{method} {url} HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


async def nowhere(host: str) -> tuple[str, ...]:
    raise AssertionError(f"{host} was looked up")


async def test_a_place_the_user_named_is_reached_and_its_neighbour_is_not() -> None:
    with (
        recording_server({"/": Page("hello")}) as (url, record),
        recording_server({}) as (other, unheard),
    ):
        async with open_guard(resolve=nowhere) as guard:
            assert b"403 Forbidden" in await ask(guard, get(url))
            guard.name(url)
            assert b"hello" in await ask(guard, get(url))
            assert b"403 Forbidden" in await ask(guard, get(other))
            assert b"it is an address of this machine" in await ask(guard, get(other))
            assert len(record.all) == 1
            assert unheard.all == ()
            assert {each.rule for each in guard.events} == {"address"}
            assert guard.take_sentences()[-1].startswith(f"{other} was not let through: ")
            assert guard.take_sentences() == ()


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "169.254.169.254", "100.64.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0"]
)
async def test_names_that_lead_inward_are_refused(address: str) -> None:
    async def resolve(_host: str) -> tuple[str, ...]:
        return (address,)

    async with open_guard(resolve=resolve) as guard:
        said = await ask(guard, get("http://innocent.example/"))
        assert b"403 Forbidden" in said
        assert address.encode() in said
        said = await ask(guard, b"CONNECT innocent.example:443 HTTP/1.1\r\n\r\n")
        assert b"403 Forbidden" in said


async def test_what_is_connected_to_is_what_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer for a name is never even asked for."""
    answers = [(PUBLIC, "10.0.0.1"), (HERE,)]
    lookups: list[str] = []
    reached: list[str] = []

    async def resolve(host: str) -> tuple[str, ...]:
        lookups.append(host)
        return answers[min(len(lookups), len(answers)) - 1]

    async def attempt(address: str, port: int, _protocol: object) -> object:
        reached.append(f"{address}:{port}")
        raise ConnectionRefusedError

    monkeypatch.setattr(connecting, "_attempt", attempt)
    async with open_guard(resolve=resolve) as guard:
        for _ in range(2):
            await ask(guard, b"CONNECT rebound.example:80 HTTP/1.1\r\n\r\n")
    assert lookups == ["rebound.example"]
    assert reached == [f"{PUBLIC}:80"] * 2


async def test_the_user_s_own_public_site_does_not_move_inward(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webagent.guard._resolve._LIFE_S", -1.0)
    answers = iter([(PUBLIC,), (HERE,)])

    async def resolve(_host: str) -> tuple[str, ...]:
        return next(answers)

    async def attempt(*_: object) -> object:
        raise ConnectionRefusedError

    monkeypatch.setattr(connecting, "_attempt", attempt)
    async with open_guard(resolve=resolve) as guard:
        guard.name("https://shop.example/")
        assert b"502" in await ask(guard, b"CONNECT shop.example:443 HTTP/1.1\r\n\r\n")
        said = await ask(guard, b"CONNECT shop.example:443 HTTP/1.1\r\n\r\n")
        assert b"403 Forbidden" in said
        assert b"leads to 127.0.0.1" in said


async def test_the_user_s_own_inner_site_is_reached_by_its_name() -> None:
    async def resolve(_host: str) -> tuple[str, ...]:
        return (HERE,)

    with recording_server({"/": Page("inside")}) as (url, _):
        named = url.replace(HERE, "intranet.example")
        async with open_guard(resolve=resolve) as guard:
            guard.name(named)
            assert b"inside" in await ask(guard, get(named))
        async with open_guard(NetworkPolicy(allowed=(named,)), resolve=resolve) as guard:
            assert b"inside" in await ask(guard, get(named))


@pytest.mark.parametrize("port", [22, 25, 6667])
async def test_ports_that_are_not_for_the_web_are_refused(port: int) -> None:
    async with open_guard(resolve=nowhere) as guard:
        said = await ask(guard, f"CONNECT shop.example:{port} HTTP/1.1\r\n\r\n".encode())
        assert b"403 Forbidden" in said


@pytest.mark.parametrize(
    "request_",
    [b"GET / HTTP/1.1\r\n\r\n", b"nonsense\r\n\r\n", b"GET http://x/ HTTP/1.1\r\nbad\r\n\r\n"],
)
async def test_what_is_no_request_is_answered(request_: bytes) -> None:
    async with open_guard(resolve=nowhere) as guard:
        assert b"400 Bad Request" in await ask(guard, request_)


async def test_a_head_without_end_is_ended() -> None:
    async with open_guard(resolve=nowhere) as guard:
        assert b"431 " in await ask(guard, b"GET http://x/ HTTP/1.1\r\nA: " + b"x" * 300_000)


async def test_one_connection_serves_requests_for_several_places() -> None:
    pages = {"/": Page("x" * 200_000)}
    with recording_server(pages) as (one, first), recording_server(pages) as (other, second):
        async with open_guard(NetworkPolicy(allowed=(one, other)), resolve=nowhere) as guard:
            requests = [
                get(f"{place}/", "POST", b"y" * 300_000) for place in (one, one, other, one)
            ]
            said = await ask(guard, *requests)
    assert said.count(b"200 X") == 4
    assert said.count(b"x" * 200_000) == 4
    assert Counter(each.method for each in (*first.all, *second.all)) == {"POST": 4}
    assert len(second.all) == 1


async def test_only_the_proxy_itself_may_ask_for_a_proxy_s_password() -> None:
    with recording_server({"/": Page(status=407, headers={"Proxy-Authenticate": "Basic"})}) as (
        url,
        _,
    ):
        async with open_guard(NetworkPolicy(allowed=(url,)), resolve=nowhere) as guard:
            with pytest.raises(asyncio.IncompleteReadError) as ended:
                await ask(guard, get(url))
            assert ended.value.partial == b""


async def test_why_a_place_was_not_reached_is_known() -> None:
    async def resolve(_host: str) -> tuple[str, ...]:
        raise OSError("there is no site of that name")

    async with open_guard(resolve=resolve) as guard:
        assert b"502" in await ask(guard, b"CONNECT gone.example:443 HTTP/1.1\r\n\r\n")
        assert guard.problem("https://gone.example/x") == "there is no site of that name"
        assert guard.problem("https://other.example/") is None
        # A failure is no refusal: pages are full of places that do not answer.
        assert guard.take_sentences() == ()


async def test_the_environment_s_proxy_is_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    with recording_server({}) as (onward, record):
        monkeypatch.setenv("http_proxy", onward.replace("//", "//user:p%20w@"))
        monkeypatch.setenv("https_proxy", onward)
        monkeypatch.setenv("no_proxy", "direct.example")

        async def resolve(host: str) -> tuple[str, ...]:
            assert host == "direct.example"
            return ("10.0.0.1",)

        async with open_guard(resolve=resolve) as guard:
            assert b"200 X" in await ask(guard, get("http://shop.example/a?b"))
            assert b"200 Conn" in await ask(guard, b"CONNECT shop.example:443 HTTP/1.1\r\n\r\n")
            assert b"403" in await ask(guard, get("http://10.0.0.1/"))
            assert b"403" in await ask(guard, get("http://direct.example/"))
    assert [(each.method, each.target) for each in record.all] == [
        ("GET", "http://shop.example:80/a?b"),
        ("CONNECT", "shop.example:443"),
    ]
    assert "Proxy-Authorization: Basic dXNlcjpwIHc=" in record.all[0].head


async def test_a_proxy_of_an_unknown_kind_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(UsageError, match="http:// one"):
        async with open_guard():
            pass


async def test_nothing_is_left_when_it_ends() -> None:
    with recording_server({"/": Page("x")}) as (url, _):
        async with open_guard(NetworkPolicy(allowed=(url,))) as guard:
            await ask(guard, get(url))
        with pytest.raises(OSError):
            await ask(guard, get(url))
