"""An actor that follows a script, for tests and documentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_actions import ActionError, parse

from webagent.state import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_observation import Node

    from webagent.state import State


class ScriptedActor:
    """Says one line of its script a turn; `stop [unable: …]` when the script is over.

    Lines are actions in the grammar. An element may be named instead of numbered, by role and
    name: `click [link "Green tea"]`.
    """

    name = "scripted"

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return the next line of the script as the only proposal."""
        line = next(self._lines, "stop [unable: the script is over]")
        try:
            return [Proposal(parse(numbered(line, state.situation.observation.refs.values())))]
        except ActionError as error:
            return [Proposal((), reason=error.hint)]


def numbered(line: str, nodes: Iterable[Node]) -> str:
    """Return a line with the number of the element that it names; 0 if there is none."""
    match = re.match(r'(\w+) \[(\w+) "([^"]*)"\]', line)
    if match is None:
        return line
    verb, role, name = match.groups()
    found = next((node for node in nodes if node.role == role and node.name == name), None)
    number = 0 if found is None else found.ref
    return f"{verb} [{number}]{line[match.end() :]}"
