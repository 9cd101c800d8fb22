"""From the likeliest next tokens to probabilities of letters."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from webagent.models._loose import first, items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LEAST = 1e-6
"""What no letter is less likely than: where weights are multiplied, 0 would silence the rest."""


def spread(tokens: Iterable[tuple[str, float]], letters: Iterable[str]) -> dict[str, float] | None:
    """Return probabilities of letters, together 1, or `None` where no token is one of them.

    `A` and ` A` are the same letter to whoever reads it. A letter that is not among the tokens is
    less likely than the least of them: it gets as much as that one, or an even part of what all
    of them leave, whichever is less.

    Args:
        tokens: the likeliest next tokens and their natural log-probabilities.
        letters: those of the menu.
    """
    wanted = tuple(letters)
    listed = [(token.strip(), math.exp(min(logprob, 0.0))) for token, logprob in tokens]
    found = dict.fromkeys(wanted, 0.0)
    for token, probability in listed:
        if token in found:
            found[token] += probability
    missing = [letter for letter in wanted if not found[letter]]
    if len(missing) == len(wanted):
        return None
    if missing:
        least = min(probability for _, probability in listed)
        left = max(0.0, 1.0 - sum(probability for _, probability in listed)) / len(missing)
        found |= dict.fromkeys(missing, max(LEAST, min(least, left)))
    return together_1(found)


def together_1(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights, one of them over 0 at least, as probabilities."""
    whole = sum(weights.values())
    return {letter: weight / whole for letter, weight in weights.items()}


def likeliest_tokens(completion: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield the likeliest first tokens of a chat completion, with their log-probabilities.

    Source: OpenAI API reference, "The chat completion object", `choices[].logprobs`. Nothing is
    yielded where the server tells none.
    """
    content = mapping(mapping(first(completion.get("choices"))).get("logprobs")).get("content")
    top = mapping(first(content)).get("top_logprobs")
    for told in map(mapping, items(top)):
        token, logprob = told.get("token"), told.get("logprob")
        if isinstance(token, str) and isinstance(logprob, (int, float)):
            yield token, float(logprob)
