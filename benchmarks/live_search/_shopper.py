"""An actor that is right four times in ten, and a critic that sees as through fog.

Both know the one way that is right: which it is, they would have to find out on a real site, and
there they would be wrong as often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import Action, Click, Select, Stop, Type

from webagent.state import Proposal, Score

if TYPE_CHECKING:
    from random import Random

    from webagent_actions import Situation

    from webagent.state import State

RIGHT = 0.4
"""How often a proposal is the right one."""
_TRAP = 0.4
"""The share of traps among the wrong ones."""
_NOISE = 1.5
"""How far a score may lie from what it should be, each way."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be bought: from the category, the product, so many."""

    category: str
    product: str
    quantity: int

    @property
    def task(self) -> str:
        """The errand in words."""
        return f"Put {self.quantity} × {self.product} into the cart"

    def progress(self, situation: Situation) -> int:
        """Return how far a page is on the way, from 0 to 4: it is in the cart."""
        observation = situation.observation
        if _ref(situation, "link", f"Cart ({self.quantity})") is not None:
            return 4
        if observation.title.startswith(self.product):
            quantity = _ref(situation, "spinbutton", "Quantity")
            value = "" if quantity is None else observation.refs[quantity].value
            return 3 if value == str(self.quantity) else 2
        return int(observation.title.startswith(self.category))

    def right(self, situation: Situation) -> Action | None:
        """Return the next action on the way."""
        match self.progress(situation):
            case 4:
                return Stop("done")
            case 3:
                return _click(situation, "button", "Add to cart")
            case 2:
                ref = _ref(situation, "spinbutton", "Quantity")
                return None if ref is None else Type(ref, str(self.quantity), enter=False)
            case 1:
                return _click(situation, "link", self.product)
            case _:
                return _click(situation, "link", self.category)


class NoisyShopper:
    """Proposes the right action four times in ten; else a trap, another link, or to stop."""

    name = "noisy shopper"

    def __init__(self, errand: Errand, chance: Random) -> None:
        self._errand = errand
        self._chance = chance

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return `k` proposals, each drawn by chance."""
        return [Proposal((self._drawn(state.situation),)) for _ in range(k)]

    def _drawn(self, situation: Situation) -> Action:
        right = self._errand.right(situation)
        if right is not None and self._chance.random() < RIGHT:
            return right
        traps = _traps(situation)
        if traps and self._chance.random() < _TRAP:
            return self._chance.choice(traps)
        nodes = situation.observation.refs.values()
        links = [Click(node.ref) for node in nodes if node.role == "link" and node.ref is not None]
        return self._chance.choice([*links, Stop("done")])


class FoggyCritic:
    """Scores a state by how far it is on the way, give or take."""

    def __init__(self, errand: Errand, chance: Random) -> None:
        self._errand = errand
        self._chance = chance

    async def score(self, state: State) -> Score:
        """Return a score."""
        progress = self._errand.progress(state.situation)
        if state.history and state.history[-1].outcome.startswith("not done"):
            right = self._errand.right(state.situation)
            value = 9.0 if state.history[-1].actions == (right,) and progress >= 3 else 0.0
        else:
            value = (2.0, 4.5, 6.0, 7.5, 10.0)[progress]
        return Score(self._fogged(value), self._fogged(value))

    def _fogged(self, value: float) -> float:
        return min(max(value + self._chance.uniform(-_NOISE, _NOISE), 0.0), 10.0)


def _ref(situation: Situation, role: str, name: str) -> int | None:
    nodes = situation.observation.refs.values()
    return next((n.ref for n in nodes if n.role == role and n.name.startswith(name)), None)


def _click(situation: Situation, role: str, name: str) -> Action | None:
    ref = _ref(situation, role, name)
    return None if ref is None else Click(ref)


def _traps(situation: Situation) -> list[Action]:
    found = [_click(situation, "link", name) for name in ("Sign out", "Delete my account")]
    country = _ref(situation, "combobox", "Country")
    chosen = None if country is None else Select(country, "Belgium")
    return [action for action in (*found, chosen) if action is not None]
