"""Counting tokens with a real vocabulary: o200k_base, which the package `bpe-openai` ships."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOCABULARY = "o200k_base"
_LONGEST = 20_000


class TokenizerMissing(RuntimeError):
    """The package with the vocabulary is not installed; the message says what to do."""


@cache
def _encoding() -> Any:
    try:
        package = cast("Any", import_module("bpe_openai"))
    except ModuleNotFoundError as error:
        raise TokenizerMissing(
            "Tokens can't be counted: run `pip install --no-deps bpe-openai`."
        ) from error
    return package.get_encoding(_VOCABULARY)


def count_tokens(text: str) -> int:
    """Return how many tokens a text has, all its stretches together. Raises `TokenizerMissing`."""
    encoding = _encoding()
    return sum(len(encoding.encode_ordinary(stretch)) for stretch in _stretches(text))


def _stretches(text: str) -> Iterator[str]:
    """Yield a text in stretches that the package takes, cut after a line where that can be."""
    start = 0
    while start < len(text):
        end = start + _LONGEST
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        yield text[start:end]
        start = end
