"""Models of a test's own: one that follows a script, one that was recorded."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from pathlib import Path

    from webagent.models import (
        CassetteModel,
        Message,
        Model,
        OpenAIModel,
        Reply,
        ReplySchema,
        ScriptedModel,
    )

RECORD = "--webagent-record"
_VARIABLE = "WEBAGENT_RECORD"
_CONFIDENTIAL = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
_SHORTEST = 8
"""Shorter values are no keys, and would be taken out of every other word."""
_LONGEST_NAME = 100


class ScriptModel(Protocol):
    """Makes a model that gives replies in order."""

    def __call__(self, *replies: str | Mapping[str, Any]) -> ScriptedModel:
        """Return a model with these replies: texts such as `click [7]`, or objects."""
        ...


class RecordModel(Protocol):
    """Makes a model whose replies are kept beside the test."""

    def __call__(self, model: str | Model | None = None) -> CassetteModel:
        """Return the recording of a model, or the model while it is recorded.

        Recorded is a model by its name at the endpoint in `OPENAI_BASE_URL` or `OPENAI_API_KEY`, by
        default the one in `OPENAI_MODEL`; or any `Model`.
        """
        ...


def add_options(parser: pytest.Parser) -> None:
    """Declare what the command line of pytest takes."""
    parser.getgroup("webagent").addoption(
        RECORD,
        action="store_true",
        default=os.environ.get(_VARIABLE, "") not in {"", "0"},
        help=f"Ask the models of `recorded_model`, and keep their replies. Also: {_VARIABLE}=1.",
    )


@pytest.fixture
def scripted_model() -> ScriptModel:
    """A model that gives replies in order: `scripted_model("click [7]", "stop [done]")`.

    It remembers what it was asked as `prompts`; a test that asks for more than was given is told.
    """
    from webagent.models import ScriptedModel

    def make(*replies: str | Mapping[str, Any]) -> ScriptedModel:
        return ScriptedModel(replies)

    return make


@pytest.fixture
def recorded_model(request: pytest.FixtureRequest) -> Generator[RecordModel]:
    """A model whose replies lie in `cassettes/` beside the test; `--webagent-record` asks it anew.

    A prompt that was not recorded fails the test, whatever the agent makes of it.
    """
    from webagent.models import CassetteModel

    made: list[CassetteModel] = []

    def make(model: str | Model | None = None) -> CassetteModel:
        path = _cassette(request, len(made) + 1)
        if request.config.getoption(RECORD):
            cassette = CassetteModel(path, _real(model), hide=_hiding(os.environ))
        elif path.is_file():
            cassette = CassetteModel(path, hide=_hiding(os.environ))
        else:
            pytest.fail(
                f"There is no recording {path}: run `pytest {RECORD} {request.node.nodeid}` once, "
                "with a model set up, and keep the file with the test.",
                pytrace=False,
            )
        made.append(cassette)
        return cassette

    yield make
    misses = [miss for cassette in made for miss in cassette.misses]
    if misses:
        again = f"Run `pytest {RECORD} {request.node.nodeid}` to record it again."
        pytest.fail("\n\n".join([*misses, again]), pytrace=False)


def _cassette(request: pytest.FixtureRequest, number: int) -> Path:
    """Return the file of the test's first, second … recording."""
    module: Path = request.path
    told = request.node.nodeid.partition("::")[2]
    name = re.sub(r"[^\w.-]+", "-", told).strip("-")[:_LONGEST_NAME]
    if name != told:
        # Two parameters may differ only in what no file's name holds.
        name = f"{name}-{sha256(told.encode()).hexdigest()[:8]}"
    again = "" if number == 1 else f".{number}"
    return module.parent / "cassettes" / module.stem / f"{name}{again}.json"


def _real(model: str | Model | None) -> Model:
    if model is not None and not isinstance(model, str):
        return model
    from webagent.actors import choose_actor
    from webagent.models import OpenAIModel

    chosen = choose_actor(model or os.environ.get("OPENAI_MODEL")).model
    if not isinstance(chosen, OpenAIModel):
        pytest.fail(
            "There is no model to record: set OPENAI_API_KEY or OPENAI_BASE_URL, and OPENAI_MODEL.",
            pytrace=False,
        )
    return _Closing(chosen)


class _Closing:
    """Closes its connections after each reply: nobody tells when a test's event loop ends."""

    def __init__(self, model: OpenAIModel) -> None:
        self.name = model.name
        self._model = model

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        try:
            return await self._model.complete(messages, schema)
        finally:
            await self._model.aclose()


def _hiding(environment: Mapping[str, str]) -> Callable[[str], str]:
    """Return what takes the values of confidential variables out of a text."""
    from webagent.secrets import Secrets

    values = {
        name: value
        for name, value in environment.items()
        if _CONFIDENTIAL.search(name)
        and name.isidentifier()
        and name.isascii()
        and len(value) >= _SHORTEST
    }
    return Secrets(values).redact
