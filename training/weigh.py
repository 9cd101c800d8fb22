"""Fit what a local model and the ranker count for where both choose from a menu.

    python -m training.weigh MODEL.gguf DIR [DIR…] [--of-each N] [--keep FILE]

The ranker is heard on families that it was not fitted to, else it would seem surer than it is on a
page of a user's. Only those choices are drawn at which it is not so sure that the model would not
be asked. Both orders of each menu are shown, as a second look does.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from webagent_actions import Stop

from training.dataset import Dataset
from training.demonstrator import demonstrations, read_choices
from training.fit import export, held_out
from webagent.actors.menu import MenuActor, Weights, entries, log_linear
from webagent.actors.ranking import BaselineRanker, same
from webagent.models.local import LocalModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from webagent_actions import Action

    from training.demonstrator import Choice
    from webagent.actors.menu import Entry
    from webagent.models import Message
    from webagent.models.letters import LetterModel, LetterReply

# Checked as `Any`: who checks types need not have the extra “train”, which brings it.
optimize: Any = import_module("scipy.optimize")

_SEED = 7
_FOLDS = 4
_MOST, _COVERAGE, _SURE = 12, 0.95, 0.98
"""As a `MenuActor` has them by default."""
_HIGHEST = 3.0
"""Of an exponent. Who is always right would count without end."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was said of the entries of one menu."""

    family: str
    fold: int
    ranker: tuple[float, ...]
    """0 for entries that end in the model's own words, which the ranker knows nothing of."""
    model: tuple[float, ...]
    """The geometric mean over both orders."""
    right: tuple[bool, ...]

    def shares(self, weights: Weights) -> list[float]:
        """Return how likely each is the best, by both together."""
        prior = [said or weights.own_words for said in self.ranker]
        both = [(self.model, weights.model), (prior, weights.ranker)]
        mixed = log_linear([(dict(enumerate(said)), power) for said, power in both])
        return [mixed[number] for number in range(len(self.right))]


class _Heard:
    """Passes menus on to a model, and keeps what it said of each entry."""

    def __init__(self, model: LetterModel) -> None:
        self._model = model
        self.name = model.name
        self.said: list[dict[str, float]] = []

    async def letters(self, messages: Sequence[Message], menu: Mapping[str, str]) -> LetterReply:
        reply = await self._model.letters(messages, menu)
        self.said.append({menu[letter]: share for letter, share in reply.probabilities.items()})
        return reply


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, fit, and tell how well each way chooses."""
    options = _parser().parse_args(arguments)
    if options.keep is not None and options.keep.exists():
        opinions = [_read(line) for line in options.keep.read_text().splitlines()]
    else:
        opinions = asyncio.run(_ask_all(options))
        if options.keep is not None:
            options.keep.write_text("".join(json.dumps(asdict(each)) + "\n" for each in opinions))
    weights = fit_weights(opinions)
    print(f"{len(opinions)} choices: {weights}")
    ways = {
        "the ranker alone": [each.shares(Weights(0.0, 1.0)) for each in opinions],
        "the model alone": [each.shares(Weights(1.0, 0.0)) for each in opinions],
        "both, by weights fitted to the others": _crossed(opinions),
    }
    for name, shares in ways.items():
        right = [_is_right(each, said) for each, said in zip(opinions, shares, strict=True)]
        print(f"{name}: {np.mean(right):.1%} right")
    return 0


def fit_weights(opinions: Sequence[Opinion]) -> Weights:
    """Return the weights under which what was right is likeliest."""

    def loss(numbers: Sequence[float]) -> float:
        weights = Weights(*numbers)
        return -float(np.mean([np.log(_of_right(each, weights)) for each in opinions]))

    start = Weights()
    found = optimize.minimize(
        loss,
        [start.model, start.ranker, start.own_words],
        method="Nelder-Mead",
        bounds=[(0.0, _HIGHEST), (0.0, _HIGHEST), (0.001, 1.0)],
    )
    return Weights(*found.x.round(3).tolist())


def _of_right(opinion: Opinion, weights: Weights) -> float:
    pairs = zip(opinion.shares(weights), opinion.right, strict=True)
    return max(sum(share for share, right in pairs if right), 1e-6)


def _crossed(opinions: Sequence[Opinion]) -> list[list[float]]:
    weights = {
        fold: fit_weights([each for each in opinions if each.fold != fold])
        for fold in {each.fold for each in opinions}
    }
    return [each.shares(weights[each.fold]) for each in opinions]


def _is_right(opinion: Opinion, shares: Sequence[float]) -> bool:
    return opinion.right[int(np.argmax(shares))]


async def _ask_all(options: argparse.Namespace) -> list[Opinion]:
    files = demonstrations(options.folders)
    by_family = _by_family(files)
    model = LocalModel(options.model)
    opinions: list[Opinion] = []
    for fold, (booster, rest) in enumerate(held_out(Dataset.read(files), _FOLDS)):
        ranker = BaselineRanker(export(booster))
        for family in sorted(set(rest.families)):
            asked = 0
            for choice in _shuffled(by_family[family]):
                opinion = await _ask(choice, fold, ranker, model)
                if opinion is None:
                    continue
                opinions.append(opinion)
                print(f"{len(opinions)}: {family}", file=sys.stderr)
                asked += 1
                if asked == options.of_each:
                    break
    return opinions


async def _ask(
    choice: Choice, fold: int, ranker: BaselineRanker, model: LocalModel
) -> Opinion | None:
    """Return what is said of a choice; `None` where the model isn't asked, or nothing is right."""
    state = choice.state
    found = entries(ranker.options(state, _MOST), state.situation, 0.0, coverage=_COVERAGE)
    right = right_of(found, choice.action)
    if not any(right) or max(entry.probability for entry in found) >= _SURE:
        return None
    heard = _Heard(model)
    # Twice whatever it says first, of all there is, and unweighted.
    actor = MenuActor(ranker, heard, model, weights=Weights(1.0, 0.0), sure=2.0, leaders=len(found))
    await actor.propose(state)
    first, second = heard.said
    mean = log_linear([(first, 0.5), (second, 0.5)])
    model_said = tuple(mean[entry.text] for entry in found)
    ranker_said = tuple(entry.probability for entry in found)
    return Opinion(choice.family, fold, ranker_said, model_said, right)


def right_of(found: Sequence[Entry], action: Action) -> tuple[bool, ...]:
    """Return which entries are right: one that ends in own words only where no other is."""
    told = tuple(each.action is not None and same(each.action, action) for each in found)
    if any(told):
        return told
    words = action.answer if isinstance(action, Stop) else getattr(action, "text", "")
    return tuple(each.action is None and same(each.with_words(words), action) for each in found)


def _by_family(files: Sequence[Path]) -> dict[str, list[Path]]:
    families: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        first = next(iter(read_choices(file)), None)
        if first is not None:
            families[first.family].append(file)
    return families


def _shuffled(files: Sequence[Path]) -> Iterator[Choice]:
    """Yield one choice of each demonstration, in an order of no meaning that is always the same."""
    chance = random.Random(_SEED)
    for file in chance.sample(files, len(files)):
        yield chance.choice(list(read_choices(file)))


def _read(line: str) -> Opinion:
    told = json.loads(line)
    return Opinion(
        told["family"], told["fold"], tuple(told["ranker"]), tuple(told["model"]),
        tuple(told["right"]),
    )  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--of-each", type=int, default=1, help="choices drawn of each family")
    parser.add_argument("--keep", type=Path, help="file for the opinions; read if it is there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
