"""Skills at work on real pages: replayed step by step, handed over where a step does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.openai_server import serve_openai
from tests.webagent.actors.model.shopping import act, turn_of
from tests.webagent.memory.shopping import ADD_BANCHA, ADD_SENCHA, ADDING_SENCHA, learned_to_add
from tests.webagent.runs import events_of, manifest, rule
from webagent import ModelActor, OpenAIModel, Status
from webagent.memory.skills import Skill, SkillStep, SqliteSkills
from webagent.memory.store import Inventory, Kind

if TYPE_CHECKING:
    from tests.webagent.conftest import Play, Serve
    from webagent import RunResult
    from webagent.demo import DemoShop
    from webagent.memory.store import Store

TWO_PAGES = {
    "/": "<a href=/tea>Tea</a> <a href=/pot>Teapot</a>",
    "/tea": "<h1>Tea</h1><a href=/>Back</a>",
    "/pot": "<h1>Teapot</h1>",
}


def counts(store: Store) -> tuple[int, int, int]:
    (kept,) = Inventory(store).all(kind=Kind.SKILL)
    return kept.told["succeeded"], kept.told["failed"], kept.told["failing"]


def by_skill(result: RunResult) -> list[bool]:
    """Return for each step whether a skill took it."""
    return ["skill-" in step.reason for step in result.steps]


def look_at(origin: str, *names: str) -> Skill:
    steps = tuple(SkillStep("click", "link", name) for name in names)
    return Skill(origin, "Look at {item}", steps)


@pytest.mark.slow
async def test_a_task_of_the_family_is_done_by_the_skill(
    play: Play, store: Store, shop: DemoShop
) -> None:
    await learned_to_add(play, store, shop)
    result = await play(shop.url, ["stop [unable: nobody asked me]"], task=ADD_BANCHA)
    assert result.status is Status.DONE, result.reason
    assert [line.name for line in shop.cart_lines()] == ["Kirishima Bancha"]
    assert by_skill(result) == [True, True, True, False]
    assert result.steps[0].reason == "skill-1, step 1 of 3: “Add {text} to the cart”"
    assert counts(store) == (1, 0, 0)
    # What a skill does is permitted, judged and recorded as all else is.
    assert len(events_of(result, "permission")) == len(events_of(result, "intent")) == 3


@pytest.mark.slow
async def test_what_can_not_be_undone_is_not_done_again_by_who_does_not_see_it(
    play: Play, store: Store, shop: DemoShop
) -> None:
    await learned_to_add(play, store, shop)
    result = await play(shop.url, ADDING_SENCHA, task=ADD_SENCHA)
    assert result.status is Status.DONE
    assert [line.quantity for line in shop.cart_lines()] == [1]


@pytest.mark.slow
async def test_a_model_sees_the_end_and_says_so(play: Play, store: Store, shop: DemoShop) -> None:
    await learned_to_add(play, store, shop)
    told: list[str] = []

    def answer(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
        told.append(turn_of(request))
        return act("stop [it is in the cart]")

    with serve_openai(answer) as server:
        model = ModelActor(OpenAIModel("test-model", base_url=server.url, api_key="x"))
        result = await play(shop.url, actor=model, task=ADD_BANCHA)
    assert result.answer == "it is in the cart"
    assert result.usage.calls == len(told) == 1
    assert "button “Add to cart”" in told[0]


@pytest.mark.slow
async def test_a_model_is_told_of_skills_for_similar_tasks(
    play: Play, store: Store, shop: DemoShop
) -> None:
    await learned_to_add(play, store, shop)
    told: list[str] = []

    def answer(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
        told.append(turn_of(request))
        return act("stop [unable: no]")

    with serve_openai(answer) as server:
        model = ModelActor(OpenAIModel("test-model", base_url=server.url, api_key="x"))
        await play(shop.url, actor=model, task="Put a tea to the cart of mine")
        await play(shop.url, actor=model, task="Put a tea to the cart of mine", memory=False)
    line = "Worked on this site for “Add {text} to the cart”: type searchbox"
    assert [line in each for each in told] == [True, False]


@pytest.mark.slow
async def test_where_a_step_does_not_fit_the_other_goes_on(
    play: Play, store: Store, serve: Serve
) -> None:
    url = serve(TWO_PAGES)
    SqliteSkills(store).admit(look_at(url, "{item}", "Order"))
    script = ['click [link "Back"]', "stop [seen]"]
    for failures in (1, 2):
        result = await play(url, script, task="Look at tea")
        assert result.status is Status.DONE
        assert by_skill(result) == [True, False, False]
        assert counts(store) == (0, failures, failures)
    # Two failures: it is used no more.
    result = await play(url, ['click [link "Tea"]', *script], task="Look at tea")
    assert by_skill(result) == [False] * 3


@pytest.mark.slow
async def test_a_skill_of_another_origin_is_never_offered(
    play: Play, store: Store, serve: Serve
) -> None:
    url, other = serve(TWO_PAGES), serve(TWO_PAGES)
    SqliteSkills(store).admit(look_at(url, "{item}"))
    result = await play(other, ["stop [unable: no]"], task="Look at tea")
    assert by_skill(result) == [False]
    result = await play(url, ["stop [seen]"], task="Look at tea")
    assert by_skill(result) == [True, False]


async def test_a_permission_against_a_step_ends_it_and_does_not_count(
    play: Play, store: Store, serve: Serve
) -> None:
    policy = manifest(rule("follow_link", 'a[href="/tea"]', False))
    url = serve(TWO_PAGES, policy)
    SqliteSkills(store).admit(look_at(url, "{item}"))
    result = await play(url, ["stop [unable: not permitted]"], task="Look at tea")
    assert result.status is Status.BLOCKED
    assert [step.denied for step in result.steps] == [True, False]
    assert counts(store) == (0, 0, 0)


async def test_without_memory_nothing_is_used_or_noted(
    play: Play, store: Store, serve: Serve
) -> None:
    url = serve(TWO_PAGES)
    SqliteSkills(store).admit(look_at(url, "{item}"))
    result = await play(url, ["stop [no]"], task="Look at tea", memory=False)
    assert by_skill(result) == [False]
    assert Inventory(store).all(kind=Kind.PAGE) == ()


async def test_of_two_names_neither_is_guessed(play: Play, store: Store, serve: Serve) -> None:
    url = serve("<a href=/one>Tea</a> <a href=/two>Tea</a>")
    SqliteSkills(store).admit(look_at(url, "{item}"))
    result = await play(url, ["stop [no]"], task="Look at tea")
    assert by_skill(result) == [False]
    assert counts(store) == (0, 0, 0)
