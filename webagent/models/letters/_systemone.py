"""A decision model behind a System One endpoint (`POST /v1/systemone`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent.models._endpoint import Endpoint
from webagent.models._errors import ContextOverflow, ModelError
from webagent.models._loose import count, loads, mapping
from webagent.models._prices import published_cost_usd
from webagent.models._text import one_line, well_formed
from webagent.models._types import Usage

from ._protocol import LetterReply
from ._spread import LEAST, together_1

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import httpx

    from webagent.models._types import Message

_QUESTION = "next"
_DETAIL = 200
_CONNECT_TIMEOUT_S = 10.0


class SystemOneModel:
    """A model that answers closed questions with probabilities, and writes nothing.

    The conversation is the state; the menu is one question of type `choice`, a letter an option.
    So its servers have it in common (TypeSafe's Jev, llama.cpp, Ollama): a request has `state`,
    `model` and `questions`, a choice its `instructions` and `criteria` (option → description), and
    its answer has `probabilities`. Raises ModelError when no endpoint is configured.

    Args:
        name: the model's name at the endpoint.
        base_url: up to and with `/v1`; by default `OPENAI_BASE_URL`.
        api_key: by default `OPENAI_API_KEY`.
        timeout_s: bounds each wait for bytes.
    """

    def __init__(
        self,
        name: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        timeout_s: float = 60,
    ) -> None:
        self.name = name
        self._endpoint = Endpoint.resolve(base_url, api_key)
        self._timeout_s = timeout_s

    async def letters(self, messages: Sequence[Message], menu: Mapping[str, str]) -> LetterReply:
        """Return the probabilities of the letters.

        Raises ModelError when the endpoint can't be used or answers something else, and
        ContextOverflow when the conversation is too long for it.
        """
        import httpx

        key = self._endpoint.api_key
        try:
            timeout = httpx.Timeout(self._timeout_s, connect=_CONNECT_TIMEOUT_S)
            async with httpx.AsyncClient(timeout=timeout) as client:
                response = await client.post(
                    f"{self._endpoint.base_url.rstrip('/')}/systemone",
                    json=_request(self.name, messages, menu),
                    headers={} if key is None else {"Authorization": f"Bearer {key}"},
                )
        except httpx.HTTPError as error:
            raise ModelError(
                f"Nothing answers at {self._endpoint.label} "
                f"({one_line(str(error) or type(error).__name__, _DETAIL)}): start the server "
                "there, or correct its address."
            ) from error
        if response.status_code != 200:
            raise self._refused(response)
        answer = mapping(loads(response.content))
        told = mapping(mapping(answer.get("answers")).get(_QUESTION))
        probabilities = _whole(mapping(told.get("probabilities")), menu)
        if probabilities is None:
            raise ModelError(
                f"{self._endpoint.label} did not answer with probabilities "
                f"({one_line(response.text, _DETAIL)}): check that it serves /systemone."
            )
        usage = mapping(answer.get("usage"))
        read = count(usage.get("input_tokens")) or 0
        written = count(usage.get("output_tokens")) or 0
        cost = published_cost_usd(self._endpoint, self.name, read, written, 0)
        return LetterReply(probabilities, Usage(1, read, written, cost))

    def _refused(self, response: httpx.Response) -> ModelError:
        said = response.text
        if self._endpoint.api_key is not None:
            said = said.replace(self._endpoint.api_key, "***")
        detail = f"HTTP {response.status_code}: {one_line(said, _DETAIL)}"
        if response.status_code == 413 or "context_size" in said:
            return ContextOverflow(
                f"The conversation does not fit {self.name!r} at {self._endpoint.label} ({detail})."
            )
        return ModelError(
            f"{self._endpoint.label} refused the question ({detail}): check the model's name, the "
            "key, and that a decision model is served there."
        )


def _request(model: str, messages: Sequence[Message], menu: Mapping[str, str]) -> dict[str, Any]:
    """Return the body of a request.

    Source: TypeSafe's System One API; llama.cpp, `tools/server/README.md`, `POST /v1/systemone`.
    """
    instructions = [turn.content for turn in messages if turn.role == "system"]
    state = [turn.content for turn in messages if turn.role != "system"]
    question = {
        "type": "choice",
        "instructions": well_formed("\n\n".join(instructions)) or "Which option is the best?",
        "criteria": {letter: well_formed(text) for letter, text in menu.items()},
    }
    return {
        "model": model,
        "state": well_formed("\n\n".join(state)),
        "questions": {_QUESTION: question},
    }


def _whole(told: Mapping[str, Any], menu: Mapping[str, str]) -> dict[str, float] | None:
    """Return the probability of each letter, together 1; `None` where none is told."""
    found = {
        letter: max(float(told[letter]), LEAST)
        for letter in menu
        if isinstance(told.get(letter), (int, float)) and told[letter] >= 0
    }
    return together_1(found) if len(found) == len(menu) else None
