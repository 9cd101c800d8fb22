"""Who plays the tasks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from webagent.planning.live import SearchOptions

if TYPE_CHECKING:
    from webagent.actors import Choice
    from webagent.models import Model, Price
    from webagent.protocols import Actor, Planner

    from .._task import Task

RANDOM = "random"
"""The name of the actor that every score is to be compared with."""


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays one task."""

    actor: Actor
    planner: Planner | None = None
    search: SearchOptions | None = None


class Players(Protocol):
    """Makes a player for each task. It is pickled to reach the workers."""

    @property
    def name(self) -> str:
        """What the actor is called."""
        ...

    def make(self, task: Task) -> Player:
        """Return a player that knows nothing of other tasks.

        Raises:
            webagent.errors.WebAgentError: it can't be made as things are set.
        """
        ...


@dataclass(frozen=True, slots=True)
class ChosenPlayers:
    """The actor that `choose_actor` gives for a name, planning and searching as `webagent run`."""

    model: str
    """A model's name, `baseline`, or `random`."""
    price: Price | None = None
    plan: str = "demand"
    """`demand`, or `model`: a model divides each task before it begins."""
    search: SearchOptions = field(default_factory=SearchOptions)
    """How to search; what is found is judged by the model that acts, if it is one."""
    _chosen: list[Choice] = field(default_factory=list["Choice"], compare=False, repr=False)
    """What was chosen in this process: a model keeps its connections over tasks."""

    @property
    def name(self) -> str:
        """The name of the model, or of the actor that asks none."""
        return self.model

    def __reduce__(self) -> tuple[type[ChosenPlayers], tuple[object, ...]]:
        """Pickle what was asked for; each process chooses for itself."""
        return type(self), (self.model, self.price, self.plan, self.search)

    def make(self, task: Task) -> Player:
        """Return a player for a task.

        Raises:
            UsageError: a model is to plan, and there is none.
            webagent.models.ModelError: the model can't be used as things are set.
        """
        from webagent.actors import ModelActor, RandomActor, choose_actor

        if self.model == RANDOM:
            return self._player(RandomActor(task.id), None)
        if not self._chosen:
            self._chosen.append(choose_actor(self.model, price=self.price))
        choice = self._chosen[0]
        model = choice.model
        return self._player(choice.actor if model is None else ModelActor(model), model)

    def _player(self, actor: Actor, model: Model | None) -> Player:
        from webagent.planning.critics import critic_for
        from webagent.planning.planners import planner_for

        search = replace(self.search, critic=critic_for(model))
        return Player(actor, planner_for(self.plan, model), search)
