"""A model behind an OpenAI-compatible endpoint that tells the likeliest next tokens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from webagent.models._completion import read_completion
from webagent.models._errors import ModelError
from webagent.models._failures import explain_silence, explain_stranger
from webagent.models._ladder import request_body
from webagent.models._openai import OpenAIModel

from ._protocol import LetterReply
from ._spread import likeliest_tokens, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from webagent.models._types import Message

TOP = 20
"""As many tokens as the API lists at most."""


class OpenAILetterModel(OpenAIModel):
    """An `OpenAIModel` that is also asked for letters, by `logprobs` and `top_logprobs`.

    Reasoning models and some servers tell none: then there is nothing to choose by.
    """

    async def letters(self, messages: Sequence[Message], menu: Mapping[str, str]) -> LetterReply:
        """Return the probabilities of the letters, from one token.

        Raises ModelError when the endpoint can't be used, or tells no probabilities.
        """
        import openai

        request: dict[str, Any] = {
            "model": self.name,
            **request_body(messages, None, "text"),
            "logprobs": True,
            "top_logprobs": TOP,
            "max_tokens": 1,
            "temperature": 0,
        }
        try:
            body = await self._send(request)
        except openai.APIStatusError as error:
            raise await self._explain(error) from error
        except openai.APIConnectionError as error:
            raise explain_silence(error, self._endpoint, self._timeout_s) from error
        completion = read_completion(body)
        if completion is None:
            raise explain_stranger(body, self._endpoint)
        likeliest = likeliest_tokens(cast("Mapping[str, Any]", json.loads(body)))
        probabilities = spread(likeliest, menu)
        if probabilities is None:
            raise ModelError(
                f"{self.name} at {self._endpoint.label} tells no probabilities of the letters it "
                "was asked for (logprobs): choose a model that does, or one that writes its answer."
            )
        return LetterReply(probabilities, self._usage(completion, messages, None))
