"""What a learned skill saves: families of tasks in the demo shop, with memory and without.

    python -m benchmarks.memory [--json]

A scripted model does one task of each family; a skill is learned from that run with a second input,
and a third is done with and without it. The model answers as one would that never errs, so that
the difference is the skill's alone: steps, the calls of the model, and the tokens of its prompts
(estimated by `webagent_observation.estimate_tokens`). The memory lies in a folder of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from webagent_observation import estimate_tokens

from webagent import Agent, ModelActor
from webagent.demo import serve_shop
from webagent.memory.learning import learn
from webagent.memory.store import open_store
from webagent.models import Reply, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent import RunResult
    from webagent.demo import DemoShop
    from webagent.models import Message, ReplySchema


@dataclass(frozen=True, slots=True)
class Task:
    """A task, and the way on which a model that knows the shop would do it."""

    text: str
    way: tuple[str, ...]
    """Actions in order, with the element named, such as `click link "Green tea"`."""


@dataclass(frozen=True, slots=True)
class Family:
    """Three tasks that differ in their input: to learn from, to try the skill, to measure."""

    name: str
    first: Task
    changed: Task
    measured: Task


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    steps: int
    calls: int
    tokens: int
    in_cart: tuple[str, ...]

    @classmethod
    def of(cls, result: RunResult, shop: DemoShop) -> Cost:
        """Return what a run took, and what it left in the cart."""
        usage = result.usage
        names = tuple(line.name for line in shop.cart_lines())
        tokens = usage.input_tokens + usage.output_tokens
        return cls(len(result.steps), usage.calls, tokens, names)


class ShopperModel:
    """A model that does what is next on its way, and stops when all of it was done."""

    name = "scripted-shopper"

    def __init__(self, task: Task) -> None:
        self._task = task

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        """Answer the one question that an agent asks: what is next."""
        shown = messages[1].content
        data = {"reason": "It is next.", "actions": [self._next(shown)]}
        text = json.dumps(data)
        read = sum(estimate_tokens(message.content) for message in messages)
        return Reply(text, data, Usage(1, read, estimate_tokens(text)), "schema", truncated=False)

    def _next(self, shown: str) -> str:
        before, _, page = shown.partition("=== BEGIN PAGE")
        done = before.partition("DONE SO FAR:")[2]
        for act in self._task.way:
            verb, role, name, rest = _parts(act)
            if f"{role} “{name}”" in done:
                continue
            found = re.search(rf'{role} \[(\d+)\] "{re.escape(name)}"', page)
            return f"{verb} [{found[1]}]{rest}" if found else "stop [unable: it is not here]"
        return "stop [it is in the cart]"


def _parts(act: str) -> tuple[str, str, str, str]:
    match = re.fullmatch(r'(\w+) (\w+) "([^"]*)"(.*)', act)
    assert match is not None, act
    return match[1], match[2], match[3], match[4]


def named(tea: str) -> Task:
    """Return the task to buy a tea that is named."""
    search = f'type searchbox "Search the shop" [{tea}]'
    return Task(f"Add {tea} to the cart", (search, f'click link "{tea}"', _ADD))


def cheapest(kind: str, tea: str) -> Task:
    """Return the task to buy the cheapest of a kind, which is this tea."""
    text = f"Add the cheapest {kind.lower()} to the cart"
    return Task(text, (f'click link "{kind}"', f'click link "{tea}"', _ADD))


_ADD = 'click button "Add to cart"'

FAMILIES = (
    Family(
        "a product by its name",
        named("Everyday Sencha"),
        named("Kirishima Bancha"),
        named("Assam Breakfast"),
    ),
    Family(
        "the cheapest of a kind",
        cheapest("Green tea", "Kirishima Bancha"),
        cheapest("Oolong", "Tie Guan Yin"),
        cheapest("Black tea", "Black Tea, Green Label"),
    ),
)


async def play(task: Task, shop: DemoShop, folder: Path, *, memory: bool) -> RunResult:
    """Do a task in the shop as it is at the start."""
    shop.reset()
    return await Agent(
        task.text,
        url=shop.url,
        actor=ModelActor(ShopperModel(task)),
        memory=memory,
        run_dir=folder,
    ).run()


@dataclass(frozen=True, slots=True)
class Saving:
    """What a family took, and what was learned of it."""

    family: str
    intent: str
    lesson: str
    without: Cost
    with_skill: Cost


async def measure(family: Family, folder: Path) -> Saving:
    """Learn from the first task, and do the third with the skill and without."""
    with serve_shop() as shop:
        first = await play(family.first, shop, folder / "first", memory=True)
        lesson = await learn(
            folder / "first",
            open_store(),
            actor=ModelActor(ShopperModel(family.changed)),
            task=family.changed.text,
            trust=first.success,
            out=folder / "trial",
        )
        without = await play(family.measured, shop, folder / "without", memory=False)
        cost_without = Cost.of(without, shop)
        with_skill = await play(family.measured, shop, folder / "with", memory=True)
        return Saving(
            family.name, lesson.intent, lesson.reason, cost_without, Cost.of(with_skill, shop)
        )


async def _all() -> list[Saving]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        return [
            await measure(family, Path(folder) / str(number))
            for number, family in enumerate(FAMILIES)
        ]


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    as_json: bool = parser.parse_args().json
    results = asyncio.run(_all())
    if as_json:
        print(json.dumps([asdict(each) for each in results], indent=2, ensure_ascii=False))
        return
    print("| family | memory | steps | model calls | tokens | in the cart |")
    print("|---|---|--:|--:|--:|---|")
    for each in results:
        for memory, cost in (("off", each.without), ("on", each.with_skill)):
            print(
                f"| {each.intent} | {memory} | {cost.steps} | {cost.calls} "
                f"| {cost.tokens} | {', '.join(cost.in_cart)} |"
            )


if __name__ == "__main__":
    main()
