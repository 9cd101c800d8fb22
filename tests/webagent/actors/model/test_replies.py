"""Replies of a model, good and bad, on one page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from webagent_actions import Click, Expand, Note, Stop

from tests.support.openai_server import Failure, in_turn, serve_openai
from tests.webagent.actors.model.shopping import act, ref_in, turn_of
from tests.webagent.runs import ref_of
from webagent.models import ContextOverflow, ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.openai_server import Answer, Responder
    from tests.webagent.actors.model.conftest import Employ, Show

PAGE = "<button>Buy</button> <a href=/terms>Terms</a>"
OVERFLOW = "This model's maximum context length is 8192 tokens."


def _last_message(request: dict[str, Any]) -> str:
    return str(request["messages"][-1]["content"])


async def test_reason_actions_and_usage_are_the_proposal(employ: Employ, show: Show) -> None:
    state = await show(PAGE)
    buy = ref_of(state.situation, "button", "Buy")
    answer = act("note [one left]", f"click [{buy}]", reason="It is for sale.")
    with serve_openai(in_turn(answer)) as server:
        (proposal,) = await employ(server).propose(state)

    assert proposal.actions == (Note("one left"), Click(buy))
    assert (proposal.reason, proposal.repairs) == ("It is for sale.", 0)
    assert (proposal.usage.calls, proposal.usage.input_tokens) == (1, 100)
    assert [message["role"] for message in server.requests[0]["messages"]] == ["system", "user"]


@pytest.mark.parametrize(
    "reply",
    [
        '{"reason": "", "action": "stop [42]"}',
        '{"actions": "stop [42]"}',
        '{"actions": ["stop [42]"], "reason": null}',
        "```\nstop [42]\n```",
        "The total is there.\n\nAction: `stop [42]`",
    ],
)
async def test_replies_that_miss_the_schema_but_mean_one_thing_are_taken(
    employ: Employ, show: Show, reply: str
) -> None:
    with serve_openai(in_turn(reply)) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert (proposal.actions, proposal.repairs) == ((Stop("42"),), 0)


async def test_actions_may_be_objects_by_the_schema(employ: Employ, show: Show) -> None:
    state = await show(PAGE)
    buy = ref_of(state.situation, "button", "Buy")
    answer = {
        "reason": "It is for sale.",
        "actions": [{"verb": "note", "text": "one left"}, {"verb": "click", "ref": buy}],
    }
    with serve_openai(in_turn(json.dumps(answer))) as server:
        (proposal,) = await employ(server).propose(state)

    assert (proposal.actions, proposal.repairs) == ((Note("one left"), Click(buy)), 0)
    asked = server.requests[0]["response_format"]["json_schema"]
    assert asked["strict"] is True
    schema: Any = Draft202012Validator(asked["schema"])
    schema.validate(answer)


async def test_the_schema_holds_what_is_offered_now(employ: Employ, show: Show) -> None:
    state = await show("<input type=checkbox aria-label=Gift>", situation={"can_go_back": False})
    with serve_openai(in_turn(act("stop [42]"))) as server:
        await employ(server).propose(state)

    schema = server.requests[0]["response_format"]["json_schema"]["schema"]
    kinds = schema["properties"]["actions"]["items"]["anyOf"]
    named = [kind["properties"]["verb"]["enum"] for kind in kinds]
    assert named == [[verb.verb] for verb in state.situation.verbs()]
    assert ["check"] in named
    assert ["type"] not in named


async def test_an_endpoint_without_schemas_is_asked_for_lines(employ: Employ, show: Show) -> None:
    answer = "There is a form.\n\nnote [a] b]\nstop <<Two\nlines [1]>>\nThat is all."
    with serve_openai(in_turn(answer), modes={"text"}) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert proposal.actions == (Note("a] b"), Stop("Two\nlines [1]"))
    asked = _last_message(server.requests[-1])
    assert "each on a line of its own" in asked
    assert "JSON" not in asked


async def test_in_text_an_object_may_be_what_is_typed(employ: Employ, show: Show) -> None:
    with serve_openai(in_turn('stop [{"total": {"actions": 42}}]'), modes={"text"}) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert proposal.actions == (Stop('{"total": {"actions": 42}}'),)


async def test_nonsense_is_sent_back_with_what_to_write(employ: Employ, show: Show) -> None:
    with serve_openai(in_turn("I am not sure.", act("stop [42]"))) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert (proposal.actions, proposal.repairs, proposal.usage.calls) == ((Stop("42"),), 1, 2)
    first, second = server.requests
    assert second["messages"][:2] == first["messages"]
    assert second["messages"][2:] == [
        {"role": "assistant", "content": "I am not sure."},
        {
            "role": "user",
            "content": "That can't be done. Write one action on a line of its own, such as: "
            "click [7] or stop [answer]. Reply again.",
        },
    ]


async def test_an_empty_reply_is_sent_back_as_nothing(employ: Employ, show: Show) -> None:
    with serve_openai(in_turn("", act("stop [42]"))) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert proposal.repairs == 1
    # Endpoints refuse an assistant's turn that is empty.
    assert server.requests[1]["messages"][2]["content"] == "(nothing)"


async def test_after_two_repairs_nothing_is_proposed(employ: Employ, show: Show) -> None:
    with serve_openai(in_turn("Well.", "Hm.", act("click [9999]"), act("stop [42]"))) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert (proposal.actions, proposal.repairs, proposal.usage.calls) == ((), 2, 3)
    assert proposal.reason.startswith("The model gave no valid action. There is no [9999]")


async def test_an_unknown_number_is_answered_with_what_is_there(employ: Employ, show: Show) -> None:
    state = await show(PAGE)
    buy, terms = (
        ref_of(state.situation, role, name) for role, name in (("button", "Buy"), ("link", "Terms"))
    )
    with serve_openai(in_turn(act("click [9999]"), act(f"click [{buy}]"))) as server:
        (proposal,) = await employ(server).propose(state)

    assert (proposal.actions, proposal.repairs) == ((Click(buy),), 1)
    repair = _last_message(server.requests[1])
    assert "There is no [9999] on this page. Near it:" in repair
    assert f"[{buy}] button “Buy”" in repair
    assert f"[{terms}] link “Terms”" in repair


async def test_an_unknown_number_is_answered_with_what_was_named(
    employ: Employ, show: Show
) -> None:
    state = await show(PAGE)
    terms = ref_of(state.situation, "link", "Terms")
    answers = in_turn(act("click [9999]", reason="I read the terms."), act(f"click [{terms}]"))
    with serve_openai(answers) as server:
        (proposal,) = await employ(server).propose(state)

    assert (proposal.actions, proposal.repairs) == ((Click(terms),), 1)
    assert f"You may mean: [{terms}] link “Terms”." in _last_message(server.requests[1])


@pytest.mark.parametrize(
    ("html", "action", "told"),
    [
        ("<button disabled>Buy</button>", "click [{}]", "button “Buy” is disabled."),
        ("<button>Buy</button>", "type [{}] [tea]", "nothing can be typed there."),
        ("<button>Buy</button>", "go_back", "There is no page to go back to."),
        ("<button>Buy</button>", "switch_tab [7]", "There is no tab 7."),
        ("<button>Buy</button>", "goto [file:///etc/passwd]", "Only whole http:// and https://"),
        ("<button>Buy</button>", "submit [{}]", "There is no action “submit”."),
        ("<button>Buy</button>", "click [{}]\nclick [{}]", "Write one action a turn"),
    ],
)
async def test_what_can_not_be_done_here_is_answered_with_why(
    employ: Employ, show: Show, html: str, action: str, told: str
) -> None:
    # The shared session may have been elsewhere before.
    state = await show(html, situation={"can_go_back": False})
    number = ref_in(state.situation.observation.text, "button", "Buy")
    answers = in_turn(act(action.replace("{}", str(number))), act("stop [42]"))
    with serve_openai(answers) as server:
        (proposal,) = await employ(server).propose(state)

    assert (proposal.actions, proposal.repairs) == ((Stop("42"),), 1)
    assert told in _last_message(server.requests[1])


async def test_a_rate_limit_is_waited_out(employ: Employ, show: Show) -> None:
    limited = Failure.error(429, "Slow down.", headers={"retry-after-ms": "1"})
    with serve_openai(in_turn(limited, limited, act("stop [42]"))) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert (proposal.actions, proposal.repairs) == ((Stop("42"),), 0)
    # Only the call that was answered is charged.
    assert (len(server.requests), proposal.usage.calls) == (3, 1)


@pytest.mark.parametrize(
    "huge",
    ["x" * 1_000_000, "[" * 1_000_000, '{"reason": "' + "x" * 1_000_000 + '"}'],
    ids=["text", "brackets", "object"],
)
async def test_a_reply_of_a_megabyte_is_sent_back_in_short(
    employ: Employ, show: Show, huge: str
) -> None:
    with serve_openai(in_turn(huge, act("stop [42]"))) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert (proposal.actions, proposal.repairs) == ((Stop("42"),), 1)
    _, _, echo, repair = server.requests[1]["messages"]
    assert echo["content"] == huge[:2000]
    assert "The reply was cut off before its end: be brief." in repair["content"]


async def test_an_action_that_was_cut_off_is_not_taken(employ: Employ, show: Show) -> None:
    with serve_openai(
        in_turn("stop [the first half of"), modes={"text"}, finish_reason="length"
    ) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert proposal.actions == ()
    assert "be brief" in _last_message(server.requests[-1])


async def test_a_long_reason_is_cut(employ: Employ, show: Show) -> None:
    with serve_openai(in_turn(act("stop [42]", reason="x" * 50_000))) as server:
        (proposal,) = await employ(server).propose(await show(PAGE))

    assert proposal.reason == "x" * 2000


def _fits(limit: int, sizes: list[int]) -> Responder:
    """Answer only what is shorter than a context window of so many characters."""

    def respond(messages: list[dict[str, Any]], request: dict[str, Any]) -> Answer:
        sizes.append(len(turn_of(request)))
        if sizes[-1] > limit:
            return Failure.error(400, OVERFLOW, code="context_length_exceeded")
        return act("stop [42]")

    return respond


def _paragraphs(count: int) -> str:
    def lines() -> Iterator[str]:
        for number in range(count):
            yield f"<p>Paragraph {number} of a text that is long enough to matter here.</p>"

    return "".join(lines())


@pytest.mark.parametrize(("window", "requests"), [(45_000, 2), (20_000, 3)])
async def test_of_a_page_that_does_not_fit_less_is_shown(
    employ: Employ, show: Show, window: int, requests: int
) -> None:
    state = await show(_paragraphs(1500))
    sizes: list[int] = []
    with serve_openai(_fits(window, sizes)) as server:
        (proposal,) = await employ(server).propose(state)

    assert proposal.actions == (Stop("42"),)
    assert len(sizes) == requests
    assert sizes == sorted(sizes, reverse=True)
    shown = turn_of(server.requests[-1])
    # What the actor saw is told with the proposal, so that what it says can be understood.
    assert proposal.view is not None
    assert proposal.view.text in shown
    assert f"— expand [{proposal.view.elisions[0].ref}]]\n=== END PAGE" in shown
    # The end of the turn, below the page, is still there.
    assert "1 step is left." in shown


async def test_what_is_left_out_of_a_smaller_view_can_be_expanded(
    employ: Employ, show: Show
) -> None:
    def respond(messages: list[dict[str, Any]], request: dict[str, Any]) -> Answer:
        if len(turn_of(request)) > 45_000:
            return Failure.error(400, OVERFLOW, code="context_length_exceeded")
        (number,) = re.findall(r"— expand \[(\d+)\]\]", turn_of(request))
        return act(f"expand [{number}]")

    with serve_openai(respond) as server:
        (proposal,) = await employ(server).propose(await show(_paragraphs(1500)))

    assert proposal.view is not None
    assert proposal.actions == (Expand(proposal.view.elisions[0].ref),)
    assert proposal.repairs == 0


@pytest.mark.parametrize(("count", "requests"), [(1, 1), (400, 3)])
async def test_no_request_is_repeated_that_did_not_fit(
    employ: Employ, show: Show, count: int, requests: int
) -> None:
    sizes: list[int] = []
    with (
        serve_openai(_fits(10, sizes)) as server,
        pytest.raises(ContextOverflow, match="choose a model with a larger one"),
    ):
        await employ(server).propose(await show(_paragraphs(count)))

    assert len(sizes) == len(set(sizes)) == requests


async def test_an_endpoint_that_can_not_be_used_is_the_users_to_know(
    employ: Employ, show: Show
) -> None:
    with serve_openai(in_turn(act("stop [42]")), api_key="another") as server:
        actor = employ(server)
        with pytest.raises(ModelError, match="OPENAI_API_KEY"):
            await actor.propose(await show(PAGE))


async def test_the_fence_is_another_for_each_actor(employ: Employ, show: Show) -> None:
    state = await show(PAGE)
    with serve_openai(in_turn(act("stop [42]"))) as server:
        for actor in (employ(server), employ(server)):
            await actor.propose(state)
            await actor.propose(state)

    marks = [re.findall(r"BEGIN PAGE (\w+)", turn_of(request))[0] for request in server.requests]
    assert marks[0] == marks[1] != marks[2] == marks[3]
