"""Which actor to use when the user did not say, and why."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.actors._model import ModelActor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent.models import Model, Price
    from webagent.protocols import Actor

DEFAULT_MODEL = "gpt-5-mini"


@dataclass(frozen=True, slots=True)
class Choice:
    """An actor, and one line about why it is this one."""

    actor: Actor
    why: str
    model: Model | None = None
    """What the actor asks; `None` for one that asks none."""


def choose_actor(
    model: str | None = None,
    *,
    price: Price | None = None,
    environment: Mapping[str, str] | None = None,
) -> Choice:
    """Return the actor for a model's name, `baseline`, or `None` for what is at hand.

    With nothing named: a hosted or self-hosted model when `OPENAI_API_KEY` or `OPENAI_BASE_URL`
    is set, else the baseline.

    Raises:
        webagent.models.ModelError: the model named can't be used as things are set.
    """
    from webagent.actors.baseline import BaselineActor
    from webagent.models import OpenAIModel

    variables = os.environ if environment is None else environment
    base_url, api_key = (
        variables.get(name, "").strip() for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY")
    )
    endpoint = "OPENAI_BASE_URL" if base_url else "OPENAI_API_KEY" if api_key else None
    if model == "baseline" or (model is None and endpoint is None):
        because = "asked for" if model else "neither OPENAI_API_KEY nor OPENAI_BASE_URL is set"
        return Choice(
            BaselineActor(),
            f"Using the built-in baseline ({because}): word matching, no language model. "
            "It follows plain instructions and gives up on the rest.",
        )
    name = model or DEFAULT_MODEL
    because = "asked for" if model else f"{endpoint} is set"
    served = OpenAIModel(name, base_url=base_url or None, api_key=api_key or None, price=price)
    return Choice(ModelActor(served), f"Using the model {name} ({because}).", served)
