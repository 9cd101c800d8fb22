"""An actor that has a model choose from a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Click, GoBack, Stop, Type

from tests.webagent.actors.menu.conftest import ScriptedLetters, entries_of
from tests.webagent.actors.menu.overlap import OverlapRanker
from webagent.actors.menu import MenuActor, Option, Weights
from webagent.models import ContextOverflow, ScriptedModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.webagent.actors.menu.conftest import Show
    from webagent import State
    from webagent.models import Message
    from webagent.models.letters import LetterReply

THREE = "<button>One</button><button>Two</button><button>Three</button>"


class GivenRanker:
    """Gives the same options for every state."""

    def __init__(self, *options: Option) -> None:
        self.given = options

    def options(self, state: State, most: int) -> tuple[Option, ...]:
        return self.given[:most]


def _clicks(state: State, *probabilities: float) -> GivenRanker:
    """Return a ranker of one click an element, as likely as said."""
    refs = state.situation.observation.refs
    pairs = zip(refs.items(), probabilities, strict=True)
    found = [Option(Click(ref), p, f'click {node.role} "{node.name}"') for (ref, node), p in pairs]
    return GivenRanker(*sorted(found, key=lambda option: -option.probability))


async def test_what_the_model_likes_is_done(show: Show) -> None:
    state = await show(THREE)
    letters = ScriptedLetters({"Two": 0.9, "One": 0.05, "Three": 0.05})
    actor = MenuActor(_clicks(state, 0.4, 0.3, 0.3), letters, weights=Weights(1.0, 1.0))
    (proposal,) = await actor.propose(state)

    (action,) = proposal.actions
    assert isinstance(action, Click)
    assert state.situation.observation.refs[action.ref].name == "Two"
    assert (proposal.usage.calls, proposal.usage.cost_usd) == (1, 0.0)
    assert "of 3 options" in proposal.reason


async def test_the_menu_is_in_page_order_whatever_the_ranker_likes(show: Show) -> None:
    state = await show(THREE, situation={"can_go_back": True})
    ranker = _clicks(state, 0.1, 0.3, 0.6)
    ranker.given = (Option(GoBack(), 0.5, "go back"), *ranker.given)
    letters = ScriptedLetters({"One": 1.0})
    await MenuActor(ranker, letters).propose(state)

    assert entries_of(letters.asked[0][1]) == [
        'click button "One"',
        'click button "Two"',
        'click button "Three"',
        "go back",
    ]


async def test_the_best_k_are_proposed_with_their_shares(show: Show) -> None:
    state = await show(THREE)
    letters = ScriptedLetters({"Two": 0.6, "One": 0.3, "Three": 0.1})
    actor = MenuActor(_clicks(state, 0.4, 0.4, 0.2), letters, weights=Weights(1.0, 0.0))
    proposals = await actor.propose(state, 2)

    assert [proposal.weight for proposal in proposals] == pytest.approx([0.6, 0.3])
    assert proposals[1].usage.calls == 0


async def test_it_can_be_told_to_name_no_alternatives(show: Show) -> None:
    state = await show(THREE)
    actor = MenuActor(_clicks(state, 0.4, 0.4, 0.2), ScriptedLetters(), alternatives=False)

    assert len(await actor.propose(state, 3)) == 1


async def test_a_love_of_places_cancels_out(show: Show) -> None:
    state = await show(THREE)
    # What it likes is "Three"; but each place is worth three times the one after it.
    letters = ScriptedLetters(
        {"One": 0.3, "Two": 0.3, "Three": 0.4}, by_place=lambda place: 3.0**-place
    )
    actor = MenuActor(_clicks(state, 0.34, 0.33, 0.33), letters, weights=Weights(1.0, 0.0))
    proposals = await actor.propose(state, 3)

    first, second = (entries_of(menu) for _, menu in letters.asked)
    assert second == first[::-1]
    assert [p.weight for p in proposals] == pytest.approx([0.4, 0.3, 0.3])
    assert proposals[0].usage.calls == 2


async def test_only_those_that_lead_are_looked_at_again(show: Show) -> None:
    state = await show("".join(f"<button>B{n}</button>" for n in range(8)))
    letters = ScriptedLetters({"B2": 0.3, "B5": 0.3, "B6": 0.2})
    actor = MenuActor(_clicks(state, *[0.125] * 8), letters, leaders=3, coverage=1.0)
    proposals = await actor.propose(state, 8)

    assert entries_of(letters.asked[1][1]) == [f'click button "B{n}"' for n in (6, 5, 2)]
    assert sum(proposal.weight for proposal in proposals) == pytest.approx(1)


async def test_the_ranker_decides_between_what_the_model_likes_alike(show: Show) -> None:
    state = await show(THREE)
    letters = ScriptedLetters({"One": 0.5, "Two": 0.5})
    (proposal,) = await MenuActor(_clicks(state, 0.2, 0.5, 0.3), letters).propose(state)

    assert proposal.actions == (Click(list(state.situation.observation.refs)[1]),)


async def test_a_ranker_that_is_sure_is_not_doubted(show: Show) -> None:
    state = await show(THREE)
    letters = ScriptedLetters({"One": 1.0})
    (proposal,) = await MenuActor(_clicks(state, 0.005, 0.99, 0.005), letters).propose(state)

    assert letters.asked == []
    assert proposal.usage.calls == 0
    assert "by the ranker alone" in proposal.reason


async def test_what_is_hardly_likely_takes_no_room(show: Show) -> None:
    state = await show("".join(f"<button>B{n}</button>" for n in range(6)))
    letters = ScriptedLetters({"B0": 1.0})
    ranker = _clicks(state, 0.5, 0.3, 0.16, 0.02, 0.01, 0.01)
    await MenuActor(ranker, letters).propose(state)

    assert len(letters.asked[0][1]) == 3


async def test_what_can_not_be_done_is_not_offered(show: Show) -> None:
    state = await show("<button>One</button>")
    (ref,) = state.situation.observation.refs
    ranker = GivenRanker(
        Option(Type(ref, "text"), 0.5, "type into a button"),
        Option(Click(ref + 1), 0.3, "click what is not there"),
        Option(Click(ref), 0.2, 'click button "One"'),
    )
    letters = ScriptedLetters()
    (proposal,) = await MenuActor(ranker, letters).propose(state)

    assert proposal.actions == (Click(ref),)
    assert all(entries_of(menu) == ['click button "One"'] for _, menu in letters.asked)


async def test_nothing_to_choose_from_ends_the_task(show: Show) -> None:
    state = await show("<p>Nothing</p>")
    (proposal,) = await MenuActor(GivenRanker(), ScriptedLetters()).propose(state)

    (action,) = proposal.actions
    assert isinstance(action, Stop)
    assert action.unable


async def test_at_most_20_options_are_shown_and_every_one_has_a_letter(show: Show) -> None:
    state = await show(
        "<input aria-label=Name>" + "".join(f"<button>B{n}</button>" for n in range(30))
    )
    letters = ScriptedLetters()
    ranker = _clicks(state, *[1 / 31] * 31)
    few = Weights(own_words=0.001)
    actor = MenuActor(ranker, letters, ScriptedModel([]), weights=few, most=99, coverage=1.0)
    await actor.propose(state)

    menu = letters.asked[0][1]
    assert len(menu) == 20 + 2
    assert list(menu) == list("ABCDEFGHIJKLMNOPQRSTUV")


async def test_an_answer_in_own_words_is_written_once_it_is_chosen(show: Show) -> None:
    state = await show("<p>It costs 42 euros.</p><button>Buy</button>", "What does it cost?")
    letters = ScriptedLetters({"own words": 1.0})
    words = ScriptedModel([{"words": " 42 euros "}])
    (proposal,) = await MenuActor(OverlapRanker(), letters, words).propose(state)

    assert proposal.actions == (Stop("42 euros"),)
    assert proposal.usage.calls == len(letters.asked) + 1
    (asked,) = words.prompts
    assert [message.role for message in asked] == ["system", "user", "assistant", "user"]
    # The conversation goes on from the menu, so that nothing of it is read again.
    assert asked[1].content == letters.asked[-1][0]
    assert letters.asked[-1][1][asked[2].content].startswith("end the task with an answer")


async def test_a_text_for_a_field_is_written_too(show: Show) -> None:
    state = await show(
        "<label>Search <input></label><label>Password <input type=password></label>",
        "Look for oolong",
    )
    letters = ScriptedLetters({"type other words": 1.0})
    words = ScriptedModel([{"words": "oolong"}])
    actor = MenuActor(OverlapRanker(), letters, words, weights=Weights(1.0, 0.0), ranker_sure=2.0)
    (proposal,) = await actor.propose(state)

    assert proposal.actions == (Type(next(iter(state.situation.observation.refs)), "oolong"),)
    # A password is nothing to be made up.
    assert sum("type other words" in text for text in letters.asked[0][1].values()) == 1


@pytest.mark.parametrize("said", ["", "no object", {"words": "  "}, {"other": 1}])
async def test_where_no_words_come_the_next_best_is_done(
    show: Show, said: str | dict[str, object]
) -> None:
    state = await show("<button>Buy</button>")
    letters = ScriptedLetters({"own words": 0.9, "Buy": 0.1})
    actor = MenuActor(
        OverlapRanker(), letters, ScriptedModel([said]), weights=Weights(1.0, 0.0), sure=0.0
    )
    (proposal,) = await actor.propose(state)

    assert isinstance(proposal.actions[0], Click)


async def test_own_words_are_no_alternative(show: Show) -> None:
    state = await show("<button>Buy</button>")
    letters = ScriptedLetters({"Buy": 0.6, "own words": 0.3})
    proposals = await MenuActor(OverlapRanker(), letters, ScriptedModel([])).propose(state, 9)

    assert len(proposals) == 2  # the button, and the end that the ranker offers


class Narrow(ScriptedLetters):
    """Has no room for more than so many characters."""

    async def letters(self, messages: Sequence[Message], menu: Mapping[str, str]) -> LetterReply:
        if len(messages[-1].content) > 1_600:
            raise ContextOverflow("too long")
        return await super().letters(messages, menu)


async def test_a_page_without_room_is_shown_in_part(show: Show) -> None:
    words = " ".join(f"word{n}" for n in range(900))
    state = await show(f"<button>One</button><p>{words}</p>")
    actor = MenuActor(_clicks(state, 0.9), Narrow(), page_tokens=3_000)
    (proposal,) = await actor.propose(state)

    assert proposal.view is not None
    assert len(proposal.view.text) < 1_600


async def test_a_task_without_room_is_an_error(show: Show) -> None:
    state = await show("<button>One</button>", "task " * 500)

    with pytest.raises(ContextOverflow):
        await MenuActor(_clicks(state, 0.9), Narrow()).propose(state)


def _ends(*others: Option) -> GivenRanker:
    done, missing = Option(Stop("done"), 0.5, "stop [done]"), Option(Stop("unable"), 0.1, "give up")
    return GivenRanker(done, Option(Stop("42 euros"), 0.1, "tell 42 euros"), missing, *others)


@pytest.mark.parametrize(
    ("task", "liked", "action"),
    [
        ("Press Buy", {"stop [done]": 0.9}, Stop("done")),
        ("Press Buy", {"stop [done]": 0.5, "Buy": 0.3}, Click(1)),
        ("Press Buy", {"tell": 0.5, "Buy": 0.3}, Click(1)),
        ("Press Buy", {"own words": 0.5, "Buy": 0.3}, Click(1)),
        # Hardly anything else is worth doing.
        ("Press Buy", {"stop [done]": 0.5, "give up": 0.4, "Buy": 0.05}, Stop("done")),
        ("Press Buy", {"give up": 0.5, "Buy": 0.3}, Stop("unable")),
        ("What does it cost?", {"tell": 0.5, "Buy": 0.3}, Stop("42 euros")),
    ],
)
async def test_a_run_is_not_ended_by_who_is_not_sure_that_it_is_done(
    show: Show, task: str, liked: dict[str, float], action: object
) -> None:
    state = await show("<button>Buy</button>", task)
    (ref,) = state.situation.observation.refs
    button = Option(Click(ref), 0.1, 'click button "Buy"')
    letters = ScriptedLetters(liked)
    actor = MenuActor(_ends(button), letters, ScriptedModel([]), weights=Weights(1.0, 0.0))
    proposal, *_ = await actor.propose(state)
    assert proposal.actions == ((Click(ref) if isinstance(action, Click) else action),)
