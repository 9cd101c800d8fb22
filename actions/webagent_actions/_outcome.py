"""What an action changed, told apart from what it was meant to change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_observation import ANNOUNCED, Node, render_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_observation import Observation

    from ._situation import Situation
    from .verbs import Action

_LISTED = 5
_LINE = 160


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an action."""

    action: Action
    error: str | None
    """Why it could not be performed, in one sentence; `None` when it was."""
    changes: tuple[str, ...]
    """What is different now, a sentence each; empty when nothing is."""
    situation: Situation
    """The page after it."""
    shown: str = ""
    """Lines of the page that it brought up: page text, a line each."""

    @property
    def ok(self) -> bool:
        """Whether it was performed."""
        return self.error is None

    @property
    def no_effect(self) -> bool:
        """Whether nothing that can be seen has changed."""
        return not self.changes

    def __str__(self) -> str:
        """Return the outcome as the model and the report tell it."""
        parts = [self.error] if self.error else []
        parts.extend(self.changes)
        return "; ".join(parts) or "nothing changed"

    @classmethod
    def of(cls, action: Action, error: str | None, before: Situation, after: Situation) -> Outcome:
        """Compare the situations around an action."""
        return cls(action, error, tuple(_changes(before, after)), after)


def _changes(before: Situation, after: Situation) -> Iterator[str]:
    yield from after.happened.events
    old, new = before.observation, after.observation
    if after.dialog is not None and after.dialog != before.dialog:
        yield f"a dialog opened ({after.dialog.kind}): “{after.dialog.message[:_LINE]}”"
        return
    if before.dialog is not None:
        if after.dialog is not None:
            return
        yield "the dialog is closed"
        # Under it nothing was seen; what counts is the difference to the page before.
        if before.covered is None:
            return
        old = before.covered
    if old.url != new.url:
        title = f"“{new.title[:_LINE]}” at " if new.title else ""
        yield f"the page is now {title}{new.url}"
    if old.fingerprint == new.fingerprint:
        yield from _focus(old, new)
        return
    yield from _announcements(old, new)
    if not old.refs.keys() & new.refs.keys():
        if old.url != new.url:
            return
        if old.refs and new.refs:
            yield "the page was loaded again"
            yield from _new_lines(old, new)
            return
    yield from _values(old, new)
    yield from _arrivals(old, new)


def _announcements(old: Observation, new: Observation) -> Iterator[str]:
    said = {text for _, text in _announced(old)}
    for role, text in _announced(new):
        if text not in said:
            yield f"the page says ({role}): “{text[:_LINE]}”"


def _announced(observation: Observation) -> Iterator[tuple[str, str]]:
    for root in observation.nodes:
        for node in root.walk():
            if node.role in ANNOUNCED and node.name:
                yield node.role, node.name


def _focus(old: Observation, new: Observation) -> Iterator[str]:
    focus = [node for node in new.refs.values() if node.states.get("focused")]
    was = {node.ref for node in old.refs.values() if node.states.get("focused")}
    for node in focus:
        if node.ref not in was:
            where = f"[{node.ref}] {node.role} “{node.name[:_LINE]}”"
            yield f"nothing changed but the focus, which is now in {where}"


def _values(old: Observation, new: Observation) -> Iterator[str]:
    changed = [
        node
        for ref, node in new.refs.items()
        # What is chosen of a native list is the list's value.
        if node.tag != "option" and ref in old.refs and _state(old.refs[ref]) != _state(node)
    ]
    for node in changed[:_LISTED]:
        yield f"now {render_node(replace(node, options=()))[:_LINE]}"
    if len(changed) > _LISTED:
        yield f"{len(changed) - _LISTED} more controls changed"


def _state(node: Node) -> tuple[object, ...]:
    states = {name: value for name, value in node.states.items() if name != "focused"}
    return node.name, node.value, states


def _new_lines(old: Observation, new: Observation) -> list[str]:
    """Return the first lines without controls that were not there before and announce nothing."""
    known = {line.strip() for line in old.text.splitlines()}
    known |= {render_node(Node(role, text)) for role, text in _announced(new)}
    lines = dict.fromkeys(line.strip() for line in new.text.splitlines())
    fresh = [line for line in lines if line and line not in known and "[" not in line]
    return [f"new: {line[:_LINE]}" for line in fresh[:_LISTED]]


def _arrivals(old: Observation, new: Observation) -> Iterator[str]:
    fresh = [node for ref, node in new.refs.items() if ref not in old.refs and node.tag != "option"]
    lines = _new_lines(old, new)
    yield from lines
    for node in fresh[:_LISTED]:
        yield f"new: {render_node(node)[:_LINE]}"
    if len(fresh) > _LISTED:
        yield f"{len(fresh) - _LISTED} more controls appeared"
    gone = sum(old.refs[ref].tag != "option" for ref in old.refs.keys() - new.refs.keys())
    if gone:
        yield f"{gone} control{'s' if gone > 1 else ''} went away"
    if not (lines or fresh or gone) and old.fingerprint.text != new.fingerprint.text:
        yield "the text of the page changed"
