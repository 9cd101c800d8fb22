"""The addresses that a run may open: given, or seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent.addresses import addresses_in

if TYPE_CHECKING:
    from typing import Any

    from tests.webagent.conftest import Play, Serve
    from webagent import Proposal, State


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Look at https://a.test/x?y=1#z, then stop.", ["https://a.test/x?y=1#z"]),
        ("(see http://a.test/b_(c))", ["http://a.test/b_(c)"]),
        ("“https://a.test/” and <http://b.test>", ["https://a.test/", "http://b.test"]),
        ("HTTPS://A.test!", ["HTTPS://A.test"]),
        ("http:// and ftp://a.test", []),
        ("", []),
    ],
)
def test_addresses_are_found_in_a_task(text: str, found: list[str]) -> None:
    assert addresses_in(text) == found


async def test_what_the_actor_may_open_is_what_was_given_or_seen(play: Play, serve: Serve) -> None:
    seen: list[frozenset[str]] = []

    class Looking:
        name = "looking"

        async def propose(self, state: State, k: int = 1) -> list[Proposal]:
            from webagent_actions import parse

            from webagent import Proposal

            seen.append(state.situation.addresses)
            lines = ("click [1]", "stop [x]")
            return [Proposal(parse(lines[len(state.history)]))]

    pages: dict[str, Any] = {
        "/": "<a href=/second>On</a><a href='https://far.test/page'>Far</a>",
        "/second": "<p>nothing</p>",
    }
    url = serve(pages)
    await play(url, actor=Looking(), task="Compare https://given.test/list.")
    first, second = seen
    assert {f"{url}/", f"{url}/second", "https://far.test/page", "https://given.test/list"} <= first
    assert first | {f"{url}/second"} <= second | {url}
