"""A skill is re-executed on a changed input before it is admitted, and nothing it does changes
anything meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import Response
from webagent_actions import Reversibility

from tests.webagent.memory.records import run
from tests.webagent.memory.shopping import (
    ADD_BANCHA,
    ADD_SENCHA,
    ADDING_SENCHA,
    learned,
)
from tests.webagent.runs import folder_of
from webagent import ScriptedActor
from webagent.memory.learning import is_verified, learn
from webagent.memory.store import Inventory, Kind

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.webagent.conftest import Play, Serve
    from webagent.demo import DemoShop
    from webagent.memory.store import Store

SEARCH = 'type [searchbox "Search the shop"] [green tea]'


def skills_in(store: Store) -> int:
    return len(Inventory(store).all(kind=Kind.SKILL))


@pytest.mark.slow
async def test_a_skill_is_tried_up_to_what_could_change_something(
    play: Play, store: Store, shop: DemoShop
) -> None:
    lesson = await learned(play, store, shop.url)
    assert lesson.admitted is not None, lesson.reason
    skill = lesson.admitted.skill
    assert skill.intent == lesson.intent == "Add {text} to the cart"
    assert [(step.verb, step.role, step.name, step.page) for step in skill.steps] == [
        ("type", "searchbox", "Search the shop", "/"),
        ("click", "link", "{text}", "/search?q"),
        ("click", "button", "Add to cart", "/product/{text}"),
    ]
    assert skill.steps[0].arguments == (("text", "{text}"),)
    assert skill.re_executed == 2
    assert skill.reversibility is Reversibility.COMMIT
    assert "2 of 3 steps were done again" in lesson.reason
    # The trial itself put nothing into any cart: that is the run's.
    assert [line.name for line in shop.cart_lines()] == ["Everyday Sencha"]


@pytest.mark.slow
async def test_a_skill_that_only_looks_is_tried_to_its_end(
    play: Play, store: Store, shop: DemoShop
) -> None:
    lesson = await learned(
        play,
        store,
        shop.url,
        task="Search for green tea",
        script=[SEARCH, "stop [searched]"],
        changed="Search for oolong",
    )
    assert lesson.admitted is not None, lesson.reason
    skill = lesson.admitted.skill
    assert skill.re_executed == len(skill.steps) == 1
    assert (skill.end.page, skill.end.texts) == ("/search?q", ("{text}",))
    assert "all 1 steps" in lesson.reason


@pytest.mark.slow
async def test_what_differs_with_the_input_is_left_open(
    play: Play, store: Store, shop: DemoShop
) -> None:
    lesson = await learned(
        play,
        store,
        shop.url,
        task="Add the cheapest green tea to the cart",
        script=[SEARCH, 'click [link "Kirishima Bancha"]', *ADDING_SENCHA[2:]],
        changed="Add the cheapest oolong to the cart",
        choices=['click [link "Tie Guan Yin"]'],
    )
    assert lesson.admitted is not None, lesson.reason
    steps = lesson.admitted.skill.steps
    assert [step.open for step in steps] == [False, True, False]
    # Of the product that was chosen nothing is kept.
    assert steps[2].page == "/product/*"
    assert "ishima" not in repr(lesson.admitted)


@pytest.mark.slow
async def test_what_is_the_same_in_both_tasks_is_no_variable(
    play: Play, store: Store, shop: DemoShop
) -> None:
    lesson = await learned(
        play,
        store,
        shop.url,
        task="Add the green tea Everyday Sencha",
        script=['click [link "Green tea"]', *ADDING_SENCHA[1:]],
        changed="Add the green tea Kirishima Bancha",
    )
    assert lesson.admitted is not None, lesson.reason
    assert lesson.intent == "Add the green tea {item}"
    steps = lesson.admitted.skill.steps
    assert [(step.name, step.page) for step in steps] == [
        ("green tea", "/"),
        ("{item}", "/category/green-tea"),
        ("Add to cart", "/product/{item}"),
    ]


@pytest.mark.slow
async def test_a_postcondition_that_fails_admits_nothing(
    play: Play, store: Store, serve: Serve
) -> None:
    url = serve(
        {
            "/": "<a href=/pot>teapot</a> <a href=/cup>cup</a>",
            "/pot": "<h1>Your teapot</h1>",
            "/cup": "<h1>Sold out</h1>",
        }
    )
    lesson = await learned(
        play,
        store,
        url,
        task="Look at the teapot",
        script=['click [link "teapot"]', "stop [seen]"],
        changed="Look at the cup",
    )
    assert lesson.admitted is None
    assert lesson.reason == (
        "not learned: it could not be done again: "
        "unable: its end was not seen with the changed input"
    )
    assert lesson.run_dir is not None
    assert skills_in(store) == 0


@pytest.mark.slow
async def test_what_is_not_learned_is_told_why(play: Play, store: Store, shop: DemoShop) -> None:
    folder = folder_of(await play(shop.url, ADDING_SENCHA, task=ADD_SENCHA))
    ways: dict[str, dict[str, Any]] = {
        "nobody verified the end of the run": {"task": ADD_BANCHA},
        "give a task like “Add {text} to the cart”": {"trust": True},
        "the same input": {"trust": True, "task": ADD_SENCHA.upper()},
        "none like “Add {text} to the cart”": {"trust": True, "task": "Buy tea"},
        "could not be done again": {"trust": True, "task": "Add Moon Dust to the cart"},
    }
    for why, settings in ways.items():
        lesson = await learn(folder, store, actor=ScriptedActor(()), **settings)
        assert lesson.admitted is None
        assert lesson.reason.startswith("not learned: ")
        assert why in lesson.reason
    assert skills_in(store) == 0


async def test_a_run_that_failed_teaches_nothing(play: Play, store: Store, shop: DemoShop) -> None:
    lesson = await learned(play, store, shop.url, script=["stop [unable: no]"])
    assert "did not end with its task done" in lesson.reason


@pytest.mark.slow
async def test_what_turns_out_to_change_something_is_where_the_trial_ends(
    play: Play, store: Store, serve: Serve
) -> None:
    sent: list[str] = []

    def like(request: Request) -> Response:
        sent.append(request.method)
        return Response()

    liking = "fetch('/like', {method: 'POST'})"
    url = serve(
        {
            "/": "<a href=/list>List of teas</a> <a href=/list>List of cups</a>",
            "/list": f'<button type=button onclick="{liking}">Show more</button>',
            "/like": like,
        }
    )
    script = ['click [link "List of teas"]', 'click [button "Show more"]', "stop [seen]"]
    lesson = await learned(
        play, store, url, task="See List of teas", script=script, changed="See List of cups"
    )
    assert lesson.admitted is not None, lesson.reason
    assert lesson.admitted.skill.re_executed == 1
    assert lesson.admitted.skill.steps[1].reversibility is Reversibility.COMMIT
    assert sent == ["POST"]


async def test_a_run_with_secrets_is_not_learned_and_leaves_none(
    play: Play, store: Store, shop: DemoShop
) -> None:
    result = await play(
        shop.url, [*ADDING_SENCHA], task=ADD_SENCHA, secrets={"pin": "hunter2hunter2"}
    )
    lesson = await learn(
        folder_of(result), store, actor=ScriptedActor(()), task=ADD_BANCHA, trust=True
    )
    assert "it had secrets" in lesson.reason


@pytest.mark.parametrize(
    ("finished", "verified"),
    [({}, False), ({"verified": False}, False), ({"verified": True}, True)],
)
def test_the_stop_check_s_word_counts(finished: dict[str, Any], verified: bool) -> None:
    assert is_verified(run("a task", [], **finished)) is verified
