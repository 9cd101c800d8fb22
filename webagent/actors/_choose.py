"""Which actor to use when the user did not say, and why."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.actors._model import ModelActor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent.models import Model, Price
    from webagent.models.local import LocalFile
    from webagent.protocols import Actor

DEFAULT_MODEL = "gpt-5-mini"
AUTO = "auto"
LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Choice:
    """An actor, and one line about why it is this one."""

    actor: Actor
    why: str
    model: Model | None = None
    """What the actor asks, and what else may be asked to plan and judge; `None` where there is no
    such model."""


def choose_actor(
    model: str | None = None,
    *,
    price: Price | None = None,
    environment: Mapping[str, str] | None = None,
) -> Choice:
    """Return the actor for a model's name, `baseline`, `local`, or `auto` for what is at hand.

    `local:NAME` is a pulled model, `local:PATH` any GGUF file, `local` the best that is pulled.
    `auto`, and `None`, are: a hosted or self-hosted model when `OPENAI_API_KEY` or
    `OPENAI_BASE_URL` is set, named by `OPENAI_MODEL`; else a pulled local model, if there is
    memory for it; else the baseline.

    Raises:
        webagent.models.ModelError: the model named can't be used as things are set.
    """
    from webagent.models import OpenAIModel
    from webagent.models.local import at_hand, named

    variables = os.environ if environment is None else environment
    base_url, api_key, default = (
        variables.get(name, "").strip()
        for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL")
    )
    endpoint = "OPENAI_BASE_URL" if base_url else "OPENAI_API_KEY" if api_key else None
    wanted = None if model == AUTO else model
    if wanted == "baseline":
        return _baseline("asked for")
    if wanted is not None and wanted.partition(":")[0] == LOCAL:
        return _local(named(wanted.partition(":")[2]), "asked for")
    if wanted is None and endpoint is None:
        none_set = "neither OPENAI_API_KEY nor OPENAI_BASE_URL is set"
        found = at_hand()
        if isinstance(found, str):
            return _baseline(f"{none_set}, and {found}")
        return _local(found, none_set)
    name = wanted or default or DEFAULT_MODEL
    because = "asked for" if wanted else f"{endpoint} is set"
    served = OpenAIModel(name, base_url=base_url or None, api_key=api_key or None, price=price)
    return Choice(ModelActor(served), f"Using the model {name} ({because}).", served)


def _baseline(because: str) -> Choice:
    from webagent.actors.baseline import BaselineActor

    return Choice(
        BaselineActor(),
        f"Using the built-in baseline ({because}): a small trained ranker, no language model. "
        "It does plain tasks, and gives up where it is not sure.",
    )


def _local(file: LocalFile, because: str) -> Choice:
    """Return the baseline, with a local model where no plan knows what to do.

    The model chooses from a menu of what the ranker holds for likely.

    It is no `model` of the choice: plans and judgements are written over whole pages, which it is
    too small for, in what it makes of them and in what has room. It names no alternatives: it is
    seldom sure, and a search asks for dozens of decisions, each of which takes it seconds.
    """
    from webagent.actors.baseline import BaselineActor, CarefulRanker
    from webagent.actors.menu import MenuActor
    from webagent.models.local import LocalModel

    name = f"{LOCAL}:{file.name}"
    model = LocalModel(file.path, name=name)
    return Choice(
        BaselineActor(beyond=MenuActor(CarefulRanker(), model, model, alternatives=False)),
        f"Using the local model {file.name} ({because}): it chooses from a menu that the built-in "
        "ranker makes, on this machine alone.",
    )
