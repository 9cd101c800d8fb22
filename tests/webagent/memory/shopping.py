"""Runs in the demo shop that skills are learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.webagent.runs import folder_of
from webagent import ScriptedActor
from webagent.memory.learning import Lesson, learn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.webagent.conftest import Play
    from webagent.demo import DemoShop
    from webagent.memory.store import Store

ADD_SENCHA = "Add Everyday Sencha to the cart"
ADD_BANCHA = "Add Kirishima Bancha to the cart"
ADDING_SENCHA = (
    'type [searchbox "Search the shop"] [Everyday Sencha]',
    'click [link "Everyday Sencha"]',
    'click [button "Add to cart"]',
    "stop [Everyday Sencha is in the cart]",
)


async def learned(
    play: Play,
    store: Store,
    url: str,
    *,
    task: str = ADD_SENCHA,
    script: Iterable[str] = ADDING_SENCHA,
    changed: str | None = ADD_BANCHA,
    choices: Iterable[str] = (),
    trust: bool = True,
) -> Lesson:
    """Learn from a scripted run; `choices` are made where a step does not fit the changed task."""
    result = await play(url, script, task=task)
    return await learn(
        folder_of(result), store, actor=ScriptedActor(choices), task=changed, trust=trust
    )


async def learned_to_add(play: Play, store: Store, shop: DemoShop) -> Lesson:
    """Learn to add a product, and empty the cart again."""
    lesson = await learned(play, store, shop.url)
    shop.reset()
    return lesson
