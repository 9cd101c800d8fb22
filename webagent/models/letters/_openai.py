"""A model behind an OpenAI-compatible endpoint that tells the likeliest next tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent.models._errors import ModelError
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
        request: dict[str, Any] = {
            "model": self.name,
            **request_body(messages, None, "text"),
            "logprobs": True,
            "top_logprobs": TOP,
            "max_tokens": 1,
            "temperature": 0,
        }
        async with self._explained():
            body = await self._send(request)
        completion = self._completion(body)
        probabilities = spread(likeliest_tokens(completion.told), menu)
        if probabilities is None:
            raise ModelError(
                f"{self.name} at {self._endpoint.label} tells no probabilities of the letters it "
                "was asked for (logprobs): choose a model that does, or one that writes its answer."
            )
        return LetterReply(probabilities, self._usage(completion, messages, None))
