"""The ranker: a probability for each thing that could be done now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from ._features import features
from ._options import Scene
from ._trees import Trees
from ._words import concepts, telling

if TYPE_CHECKING:
    from webagent_actions import Action

    from webagent.state import State

    from ._options import Option

_MODEL = "ranker.npz"


@dataclass(frozen=True, slots=True)
class Ranked:
    """An action with how likely it is the right one among all that could be done."""

    action: Action
    probability: float
    text: str
    """The action in words, with what its element is called."""
    kind: str
    """As `Option.kind`."""
    fits: bool = False
    """What it is about is named in the task, word for word, and nothing was done for it yet."""
    related: bool = True
    """Its element has a word or a meaning in common with the task, or is called nothing."""
    named: bool = True
    """All words of its element are in the task, or others for the same."""


class BaselineRanker:
    """Scores actions by boosted trees over hand-made features; see `docs/baseline.md`.

    Deterministic: the same state gives the same numbers.
    """

    def __init__(self, trees: Trees | None = None) -> None:
        self._trees = trees or _shipped()

    def options(self, state: State, most: int = 20) -> tuple[Ranked, ...]:
        """Return what could be done, the likeliest first; the probabilities of all add up to 1.

        Args:
            state: what is known when the next action is chosen.
            most: how many to return at most.
        """
        scene = Scene(state)
        found = scene.options()
        scores = self._trees.scores(features(scene, found))
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        order: list[int] = np.argsort(-chances, kind="stable")[:most].tolist()
        return tuple(
            Ranked(
                found[n].action,
                float(chances[n]),
                told(found[n]),
                found[n].kind,
                _fits(scene, found[n]),
                _is_related(scene, found[n]),
                _is_named(scene, found[n]),
            )
            for n in order
        )


def _fits(scene: Scene, option: Option) -> bool:
    match = scene.matching.of(option.text)
    return match.unused and not match.negated


def _is_related(scene: Scene, option: Option) -> bool:
    if option.element is None or not option.element.own or option.kind == "type":
        return True
    match = scene.matching.of(option.element.name)
    return match.cover > 0 or match.concept > 0


def _is_named(scene: Scene, option: Option) -> bool:
    words = telling(option.element.name) if option.element is not None else ()
    meant = scene.task.concepts
    return all(
        word in scene.task.places or concepts((word,)) & meant or not word.isalpha()
        for word in words
    )


def told(option: Option) -> str:
    """Return an option in words."""
    if option.element is None:
        return str(option.action)
    return f"{option.action} {option.element.node.role} “{option.element.name[:80]}”"


@cache
def _shipped() -> Trees:
    with files("webagent.actors.ranking").joinpath(_MODEL).open("rb") as file:
        return Trees.load(file)  # type: ignore[arg-type]
