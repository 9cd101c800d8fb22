"""The loop: what the actor hears of its actions, and when it is stopped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse
from webagent_actions import parse

from tests.support.openai_server import Hang, in_turn, serve_openai
from tests.webagent.runs import (
    assert_complete,
    events_of,
    manifest,
    outcomes_of,
    ref_of,
    rule,
)
from webagent import Limits, ModelActor, OpenAIModel, Proposal, Status
from webagent.models import Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from tests.webagent.conftest import Play, Serve
    from webagent import State

DENY = manifest(rule("click_element", ".danger", allowed=False))


class Recalling:
    """An actor that keeps every state it was shown, and says what it was told to."""

    name = "recalling"

    def __init__(self, *answers: Callable[[State], Proposal]) -> None:
        self._answers = list(answers)
        self.states: list[State] = []

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        self.states.append(state)
        return [self._answers[min(len(self.states), len(self._answers)) - 1](state)]


def saying(line: str, usage: Usage | None = None) -> Callable[[State], Proposal]:
    """Return an answer; `«name»` stands for the ref of the button of that name."""

    def answer(state: State) -> Proposal:
        written = line
        if "«" in line:
            name = line.partition("«")[2].partition("»")[0]
            number = ref_of(state.situation, "button", name)
            written = line.replace(f"«{name}»", str(number))
        return Proposal(parse(written), "so", usage or Usage())

    return answer


async def test_a_denial_is_told_to_the_actor_and_blocks_the_run(play: Play, serve: Serve) -> None:
    url = serve("<button class=danger onclick=\"document.title='gone'\">Delete</button>", DENY)
    actor = Recalling(saying("click [«Delete»]"), saying("stop [unable: it is not permitted]"))
    result = await play(url, actor=actor)
    (step,) = actor.states[1].history
    assert step.denied
    assert step.outcome.startswith("not permitted")
    assert "rule 0 (click_element on" in step.outcome
    assert result.status is Status.BLOCKED
    assert result.status.exit_code == 3
    assert len(result.denials) == 1
    assert [event["title"] for event in events_of(result, "observed")] == ["Test", "Test"]
    assert_complete(result)


async def test_giving_up_without_a_denial_is_a_failure(play: Play, serve: Serve) -> None:
    result = await play(serve("<p>nothing</p>"), ["stop [unable: there is no tea]"])
    assert (result.status, result.answer) == (Status.FAILED, "unable: there is no tea")
    assert result.status.exit_code == 1
    assert not result.success


async def test_an_element_of_a_page_that_was_left_is_not_acted_on(play: Play, serve: Serve) -> None:
    """The page moves on by itself while the actor thinks."""
    left = asyncio.Event()
    loop = asyncio.get_running_loop()

    def second(_request: Request) -> HTMLResponse:
        loop.call_soon_threadsafe(left.set)
        return HTMLResponse("<body><button onclick=\"document.title='hit'\">Send</button></body>")

    class Late:
        name = "late"

        async def propose(self, state: State, k: int = 1) -> list[Proposal]:
            if state.history:
                return [Proposal(parse("stop [seen]"))]
            await left.wait()
            return [Proposal(parse(f"click [{ref_of(state.situation, 'button', 'Send')}]"))]

    move = "<script>setTimeout(() => location = '/second', 900)</script>"
    url = serve({"/": f"<button>Send</button>{move}", "/second": second})
    result = await play(url, actor=Late(), limits=Limits(seconds=20))
    assert result.steps[0].failed
    assert "as it is now" in outcomes_of(result)[0]
    assert events_of(result, "observed")[-1]["title"] != "hit"


async def test_an_element_that_became_another_is_not_acted_on(play: Play, serve: Serve) -> None:
    """Between the look and the click a “Save” turns into “Delete everything”."""
    page = """<button onclick="document.title = 'clicked'">Save</button>
      <script>
        setTimeout(() => { document.querySelector('button').textContent = 'Delete everything';
                           navigator.sendBeacon('/changed'); }, 900)
      </script>"""
    changed = asyncio.Event()
    loop = asyncio.get_running_loop()

    def note(_request: Request) -> HTMLResponse:
        loop.call_soon_threadsafe(changed.set)
        return HTMLResponse("")

    class Late:
        name = "late"

        async def propose(self, state: State, k: int = 1) -> list[Proposal]:
            if state.history:
                return [Proposal(parse("stop [seen]"))]
            number = ref_of(state.situation, "button", "Save")
            await changed.wait()
            return [Proposal(parse(f"click [{number}]"))]

    result = await play(serve({"/": page, "/changed": note}), actor=Late())
    assert "has become button “Delete everything”" in outcomes_of(result)[0]
    assert events_of(result, "observed")[-1]["title"] == "Test"


async def test_repeating_itself_in_vain_ends_the_run_soon(play: Play, serve: Serve) -> None:
    actor = Recalling(saying("click [«Nothing»]"))
    result = await play(serve("<button>Nothing</button>"), actor=actor)
    assert result.status is Status.FAILED
    assert result.reason == "it repeated itself without effect"
    assert len(result.steps) <= 5
    assert_complete(result)


async def test_trying_one_vain_thing_after_another_ends_it_too(play: Play, serve: Serve) -> None:
    lines = [f"click [{number}]" for number in range(900, 930)]
    result = await play(serve("<p>page</p>"), lines)
    assert result.status is Status.FAILED
    assert len(result.steps) == 6


async def test_what_was_denied_is_refused_before_it_is_asked_for_ever(
    play: Play, serve: Serve
) -> None:
    actor = Recalling(saying("click [«Delete»]"))
    result = await play(serve("<button class=danger>Delete</button>", DENY), actor=actor)
    assert result.status is Status.BLOCKED
    assert len(result.steps) == 3
    assert len(events_of(result, "permission")) == 2


async def test_steps_are_limited(play: Play, serve: Serve) -> None:
    url = serve("<button onclick='this.textContent += 1'>Go</button>")
    actor = Recalling(saying("press [Tab]"), saying("note [one]"), saying("note [two]"))
    result = await play(url, actor=actor, limits=Limits(steps=3))
    assert (result.status, result.reason) == (Status.LIMIT, "the limit of 3 steps was reached")
    assert [state.steps_left for state in actor.states] == [3, 2, 1]
    assert result.status.exit_code == 4
    assert_complete(result)


async def test_seconds_are_limited_while_the_model_hangs(play: Play, serve: Serve) -> None:
    with serve_openai(in_turn(Hang())) as server:
        model = OpenAIModel("test-model", base_url=server.url)
        result = await play(serve("<p>page</p>"), actor=ModelActor(model), limits=Limits(seconds=2))
        await model.aclose()
    assert (result.status, result.reason) == (Status.LIMIT, "the limit of 2 seconds was reached")
    assert result.seconds < 10
    assert_complete(result)


async def test_tokens_are_limited(play: Play, serve: Serve) -> None:
    spent = Usage(calls=1, input_tokens=400, output_tokens=200, cost_usd=0.01)
    actor = Recalling(saying("note [x]", spent))
    result = await play(serve("<p>page</p>"), actor=actor, limits=Limits(tokens=1000))
    assert (result.status, result.reason) == (
        Status.LIMIT,
        "the limit of 1000 tokens was reached",
    )
    assert result.usage == Usage(2, 800, 400, 0.02)


@pytest.mark.parametrize(
    ("cost", "reason", "steps"),
    [
        (0.02, "the limit of 0.05 US dollars was reached", 3),
        (None, "the price of the model is not known, so its cost can't be kept in bounds", 1),
    ],
)
async def test_cost_is_limited_and_never_guessed(
    play: Play, serve: Serve, cost: float | None, reason: str, steps: int
) -> None:
    spent = Usage(calls=1, input_tokens=1, output_tokens=1, cost_usd=cost)
    actor = Recalling(saying("note [x]", spent))
    result = await play(serve("<p>page</p>"), actor=actor, limits=Limits(cost_usd=0.05))
    assert (result.status, result.reason) == (Status.LIMIT, reason)
    assert len(result.steps) == steps


async def test_notes_are_kept_to_the_end(play: Play, serve: Serve) -> None:
    actor = Recalling(
        saying("note [price 4]\nnote [size 2]\npress [Tab]"),
        saying("note [third]"),
        saying("stop [4]"),
    )
    result = await play(serve("<button>Go</button>"), actor=actor)
    assert [state.notes for state in actor.states] == [
        (),
        ("price 4", "size 2"),
        ("price 4", "size 2", "third"),
    ]
    assert result.answer == "4"


async def test_a_refusal_says_what_is_there_instead(play: Play, serve: Serve) -> None:
    result = await play(serve("<button>Go</button>"), ["click [99]", "stop [x]"])
    assert "There is no [99] on this page. Near it: [1] button “Go”." in outcomes_of(result)[0]


@pytest.mark.slow
async def test_a_hung_page_is_told_and_the_run_goes_on(play: Play, serve: Serve) -> None:
    url = serve("<button onclick='while (true);'>Hang</button>")
    script = ['click [button "Hang"]', "stop [back again]"]
    result = await play(url, script, limits=Limits(seconds=50))
    assert (result.status, result.answer) == (Status.DONE, "back again"), result
    assert "ran without end" in outcomes_of(result)[0]
    assert "button [" in events_of(result, "observed")[-1]["text"]
    assert_complete(result)
