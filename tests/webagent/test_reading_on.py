"""A page that has no room: what is left out can be searched and shown, and nothing withheld is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from webagent_actions import parse

from tests.webagent.runs import assert_complete, events_of, files_with, folder_of, manifest, rule
from webagent import Proposal, Status
from webagent.actors._prompt import Prompt  # pyright: ignore[reportPrivateUsage]
from webagent.view import ViewOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from webagent_observation import View

    from tests.webagent.conftest import Play, Serve
    from webagent import State

ROWS = "".join(
    f"<tr><td>Order {1000 + n}<td>{'open' if n % 7 else 'late'}<td><button>Refund {n}</button>"
    for n in range(400)
)
ORDERS = f"<h1>Orders</h1><table><tr><th>Order<th>State<th>Do{ROWS}</table><p>The end</p>"
SMALL = ViewOptions(budget=900)


class Reader:
    """An actor that keeps what it was shown, and says what each answer makes of the state."""

    name = "reader"

    def __init__(self, *answers: Callable[[State], str]) -> None:
        self._answers = iter(answers)
        self.states: list[State] = []
        self._prompt = Prompt()
        self.prompts: list[str] = []

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        self.states.append(state)
        self.prompts.append(self._prompt.messages(state)[1].content)
        return [Proposal(parse(next(self._answers)(state)))]


def view_of(state: State) -> View:
    assert state.situation.view is not None
    return state.situation.view


def say(line: str) -> Callable[[State], str]:
    return lambda _state: line


def expand(headline: str) -> Callable[[State], str]:
    """Return an answer that expands the part announced with this headline."""

    def answer(state: State) -> str:
        parts = [part for part in view_of(state).elisions if headline in str(part)]
        return f"expand [{parts[0].ref}]"

    return answer


def click(name: str) -> Callable[[State], str]:
    def answer(state: State) -> str:
        refs = state.situation.observation.refs
        return f"click [{next(ref for ref, node in refs.items() if node.name == name)}]"

    return answer


async def test_what_is_found_is_shown_in_full_on_the_next_turn(play: Play, serve: Serve) -> None:
    actor = Reader(say("find [Order 1333]"), click("Refund 333"), say("stop [refunded]"))
    result = await play(serve(ORDERS), actor=actor, view=SMALL)
    assert result.status is Status.DONE
    assert "Order 1333" not in view_of(actor.states[0]).text
    step = actor.states[1].history[0]
    assert step.outcome == "1 line has it"
    assert re.search(r"Order 1333 \| open \| button \[\d+\] \"Refund 333\" \|", step.shown)
    fenced = actor.prompts[1].partition("=== BEGIN FOUND")[2].partition("=== END FOUND")[0]
    assert step.shown in fenced
    assert events_of(result, "stepped")[0]["shown"] == step.shown
    # Nothing was touched by reading on, so nobody was asked.
    assert [event["step"] for event in events_of(result, "permission")] == [2]
    assert_complete(result)


async def test_a_part_stays_open_while_the_page_is_acted_on(play: Play, serve: Serve) -> None:
    actor = Reader(expand("Order 1"), click("Refund 3"), click("Refund 4"), say("stop [done]"))
    await play(serve(ORDERS), actor=actor, view=SMALL)
    first, *later = (view_of(state).text for state in actor.states)
    last_shown = max(int(number) for number in re.findall(r"\| Order (\d+) \|", first))
    wanted = f"Order {last_shown + 1} |"
    assert wanted not in first
    assert [wanted in text for text in later] == [True] * 3
    assert all(view_of(state).tokens <= 900 * 1.05 for state in actor.states)
    assert actor.states[1].history[0].target.startswith("3")
    assert " rows: " in actor.states[1].history[0].target


async def test_the_same_part_has_the_same_number(play: Play, serve: Serve) -> None:
    actor = Reader(click("Refund 3"), click("Refund 4"), say("stop [done]"))
    await play(serve(ORDERS), actor=actor, view=SMALL)
    numbers = {part.ref for state in actor.states for part in view_of(state).elisions}
    assert len(numbers) == len(view_of(actor.states[0]).elisions)


async def test_reading_the_same_again_and_again_ends(play: Play, serve: Serve) -> None:
    actor = Reader(*[say("find [unicorn]")] * 9)
    result = await play(serve(ORDERS), actor=actor, view=SMALL)
    assert result.status is Status.FAILED
    assert result.reason == "it repeated itself without effect"
    assert len(result.steps) == 3


async def test_the_task_decides_what_is_shown_first(play: Play, serve: Serve) -> None:
    actor = Reader(say("stop [seen]"))
    await play(serve(ORDERS), actor=actor, task="Refund order 1333", view=SMALL)
    assert "Order 1333" in view_of(actor.states[0]).text


async def test_a_page_that_has_room_is_shown_whole(play: Play, serve: Serve) -> None:
    actor = Reader(say("stop [seen]"))
    result = await play(serve("<p>Short</p>"), actor=actor)
    assert view_of(actor.states[0]).text == actor.states[0].situation.observation.text
    assert events_of(result, "observed")[0]["left_out"] == 0


async def test_a_rich_view_tells_tags_and_addresses(play: Play, serve: Serve) -> None:
    actor = Reader(say("stop [seen]"))
    page = "<form method=post action=/send><input type=email aria-label=Mail></form>"
    await play(serve(page), actor=actor, view=ViewOptions(mode="rich"))
    assert "<input type=email form=POST /send>" in view_of(actor.states[0]).text


@pytest.mark.parametrize("line", ["find [margin]", "find [forty percent]"])
async def test_what_is_withheld_is_in_no_view(play: Play, serve: Serve, line: str) -> None:
    note = "margin-is-forty-percent"
    page = ORDERS.replace("The end", f"<span class=staff>{note}</span>")
    hide = manifest(rule("read_content", ".staff", allowed=False))
    actor = Reader(say(line), click("Refund 3"), say("stop [seen]"))
    result = await play(serve(page, hide), actor=actor, view=SMALL)
    assert not any(note in prompt for prompt in actor.prompts)
    assert files_with(folder_of(result), note) == []


async def test_where_something_was_done_is_told_once_the_page_is_left(
    play: Play, serve: Serve
) -> None:
    shelf = "<h1>Shelf</h1><ul><li>Sencha € 4 <a href=/two>Look</a><li>Bancha € 3</ul>"
    actor = Reader(click("Look"), say("stop [seen]"))
    await play(serve({"/": shelf, "/two": "<p>Second</p>"}), actor=actor)
    past = actor.prompts[1].partition("=== BEGIN PAST")[2].partition("=== END PAST")[0]
    assert re.search(r'Sencha € 4 link \[\d+\] "Look"', past)
