"""What is asked of a model that chooses from a menu, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from webagent.models._types import Message, Usage


@dataclass(frozen=True, slots=True)
class LetterReply:
    """How likely a model holds each letter of a menu for the answer."""

    probabilities: Mapping[str, float]
    """Of every letter of the menu, each over 0, together 1."""
    usage: Usage


class LetterModel(Protocol):
    """A model that chooses from a lettered menu in one forward pass: no text is written."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    async def letters(self, messages: Sequence[Message], menu: Mapping[str, str]) -> LetterReply:
        """Return the probabilities of the letters.

        Args:
            messages: a conversation that ends with the menu and asks for a letter.
            menu: each letter, and what it stands for, as the conversation shows it.

        Raises:
            webagent.models.ModelError: the model can't be used, or tells no probabilities.
        """
        ...
