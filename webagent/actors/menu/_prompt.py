"""What the model is shown: what stays the same comes first, so that it need not be read again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_observation import fit

from webagent.models import Message, ReplySchema, object_schema
from webagent.prompting import history, new_fence, templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from webagent_observation import View

    from webagent.state import State

_STEPS = 4
_NUMBER = re.compile(r" \[(\d+)\](?= |$)", re.MULTILINE)
_WORDS = ReplySchema(
    "words",
    "The words that were asked for, and nothing else",
    object_schema(words={"type": "string"}),
)


class MenuPrompt:
    """Turns a state and a menu into messages.

    The order is that of how often something changes: what is always said, the task, the page, what
    was done, the menu. The task is said once more at the end, and the rest in few words: so a model
    of 1.5 billion parameters chose 11 of 16 right at first sight, with longer rules 6. What a page
    says, in its text or in the names of the menu's entries, stands in fences with a random mark,
    drawn once a run; each entry is one line.
    """

    schema = _WORDS
    """What a reply to `ask_words` has to be."""

    def __init__(self, page_tokens: int) -> None:
        self._page_tokens = page_tokens
        self._fence = new_fence()

    def view(self, state: State) -> View:
        """Return what is shown of the page: at most so many tokens, what fits the task first."""
        shown, observation = state.situation.view, state.situation.observation
        if shown is not None:
            return shown.within(min(self._page_tokens, shown.tokens))
        return fit(
            observation.nodes,
            self._page_tokens,
            label=lambda _: 0,
            base=observation.site,
            query=state.task,
            whole=observation.text,
        )

    def messages(self, state: State, page: str, menu: Mapping[str, str]) -> list[Message]:
        """Return the conversation that ends with the menu.

        Args:
            state: what is known.
            page: the text that is shown of it, see `without_numbers`.
            menu: each letter and what it stands for.
        """
        prompts = templates("webagent.actors.menu")
        system = prompts.get_template("system.j2").render()
        turn = prompts.get_template("turn.j2").render(
            state=state,
            page=page,
            history=history(state)[-_STEPS:],
            menu=menu,
            fence=self._fence,
        )
        return [Message("system", system), Message("user", turn)]

    def ask_words(self, messages: Sequence[Message], letter: str, *, field: bool) -> list[Message]:
        """Return the conversation that goes on from a letter to words of the model's own."""
        prompts = templates("webagent.actors.menu")
        asked = prompts.get_template("words.j2").render(field=field)
        return [*messages, Message("assistant", letter), Message("user", asked)]


def without_numbers(page: str, entries: Iterable[str]) -> str:
    """Return a page without the numbers of its elements but those that entries of a menu name.

    A number in brackets that the page itself says goes with them. Measured with
    Qwen2.5-Coder-1.5B, they cost it right answers, and each takes three tokens.
    """
    needed = {number for text in entries for number in _NUMBER.findall(text)}
    return _NUMBER.sub(lambda found: found[0] if found[1] in needed else "", page)
