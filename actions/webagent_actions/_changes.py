"""What is different between two looks at the page, in sentences and in facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_observation import ANNOUNCED, Node, render_node, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_observation import Observation

    from ._situation import Situation

_LISTED = 5
_LINE = 160
_NAME = 40
_HEADING = 80
ONLY_FOCUS = "nothing changed but the focus"
"""What is said where nothing else changed."""


def changes(before: Situation, after: Situation, *, besides: bool = False) -> Iterator[str]:
    """Tell what an action changed, a sentence each, what happened around the page first.

    `besides` says that something is told already that no look at the page shows.
    """
    yield from after.happened.effects(after.observation.url)
    if after.dialog is not None:
        if after.dialog != before.dialog:
            yield f"a dialog opened ({after.dialog.kind}): “{after.dialog.message[:_LINE]}”"
        return
    if before.dialog is not None:
        yield "the dialog is closed"
    if after.trouble and not before.trouble:
        yield f"nothing of the page can be seen or operated: {after.trouble}"
    pages = _compared(before, after)
    if pages is not None:
        yield from _differences(*pages, besides=besides)


def announcements(before: Situation, after: Situation) -> tuple[str, ...]:
    """Return the texts of alerts and status messages that the page did not show before."""
    pages = _compared(before, after)
    return () if pages is None else tuple(text for _, text in _announcements(*pages))


def arrivals(before: Situation, after: Situation) -> tuple[Node, ...]:
    """Return the controls and texts that came; none where the page is another one."""
    pages = _compared(before, after)
    if pages is None or _is_another(*pages):
        return ()
    old, new = pages
    reloaded = not old.refs.keys() & new.refs.keys()
    named = {(node.role, node.name) for node in walk(old.nodes)}
    return tuple(
        node
        for node in walk(new.nodes)
        if node.name
        and (
            (node.role, node.name) not in named
            or (node.ref is not None and node.ref not in old.refs and not reloaded)
        )
    )


def _compared(before: Situation, after: Situation) -> tuple[Observation, Observation] | None:
    """Return the two looks at what was seen; under a dialog and in trouble nothing is."""
    old: Observation | None = before.observation
    if before.dialog is not None or before.trouble:
        # What counts is the difference to the page before.
        old = before.covered
    if old is None or after.dialog is not None or after.trouble:
        return None
    return old, after.observation


def _is_another(old: Observation, new: Observation) -> bool:
    return old.url != new.url and not old.refs.keys() & new.refs.keys()


def _differences(old: Observation, new: Observation, *, besides: bool) -> Iterator[str]:
    if old.url != new.url:
        title = f"“{new.title[:_LINE]}” at " if new.title else ""
        yield f"the page is now {title}{new.url}{_headed(new)}"
    if old.fingerprint == new.fingerprint:
        yield from _focus(old, new, besides=besides)
        return
    for role, text in _announcements(old, new):
        yield f"the page says ({role}): “{text[:_LINE]}”"
    if _is_another(old, new):
        return
    if old.refs and new.refs and not old.refs.keys() & new.refs.keys():
        yield "the page was loaded again"
        yield from _new_lines(old, new)
        return
    yield from _values(old, new)
    yield from _order(old, new)
    yield from _arrivals(old, new)


def _headed(page: Observation) -> str:
    """Return what a page says first, where its title says something else."""
    headings = (node.name for node in walk(page.nodes) if node.role == "heading" and node.name)
    first = next(headings, "")
    return f", headed “{first[:_HEADING]}”" if first and first not in page.title else ""


def _announcements(old: Observation, new: Observation) -> list[tuple[str, str]]:
    said = {text for _, text in _announced(old)}
    return [(role, text) for role, text in _announced(new) if text not in said]


def _announced(observation: Observation) -> Iterator[tuple[str, str]]:
    for node in walk(observation.nodes):
        if node.role in ANNOUNCED and node.name:
            yield node.role, node.name


def _focus(old: Observation, new: Observation, *, besides: bool) -> Iterator[str]:
    focus = [node for node in new.refs.values() if node.states.get("focused")]
    was = {node.ref for node in old.refs.values() if node.states.get("focused")}
    for node in focus:
        if node.ref not in was:
            where = f"[{node.ref}] {node.role} “{node.name[:_LINE]}”"
            nothing_else = f"{ONLY_FOCUS}, which is now in {where}"
            yield f"the focus is now in {where}" if besides else nothing_else


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


def _order(old: Observation, new: Observation) -> Iterator[str]:
    """Tell the new order of the controls that change places, from the first to the last of them."""
    before = [ref for ref in old.refs if ref in new.refs]
    now = [ref for ref in new.refs if ref in old.refs]
    moved = [at for at, (one, other) in enumerate(zip(before, now, strict=True)) if one != other]
    if moved:
        names = [f"[{ref}] “{new.refs[ref].name[:_NAME]}”" for ref in now[moved[0] : moved[-1] + 1]]
        rest = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
        yield f"the order is now {', '.join(names[:_LISTED])}{rest}"


def _state(node: Node) -> tuple[object, ...]:
    states = {name: value for name, value in node.states.items() if name != "focused"}
    return node.name, node.value, states


def _new_lines(old: Observation, new: Observation) -> list[str]:
    """Return the first lines without controls that were not there before and announce nothing."""
    known = {line.strip() for line in old.text.splitlines()}
    known |= {render_node(Node(role, text)) for role, text in _announced(new)}
    lines = dict.fromkeys(line.strip() for line in new.text.splitlines())
    fresh = [line for line in lines if line and line not in known and "[" not in line]
    return _some([line[:_LINE] for line in fresh], "lines")


def _some(fresh: list[str], things: str) -> list[str]:
    """Tell the first of what is new, and the last: of a list that grew it is the news."""
    told = [f"new: {each}" for each in fresh[:_LISTED]]
    if len(fresh) > _LISTED:
        told.append(f"{len(fresh) - _LISTED} more {things} appeared, at last {fresh[-1]}")
    return told


def _arrivals(old: Observation, new: Observation) -> Iterator[str]:
    fresh = [node for ref, node in new.refs.items() if ref not in old.refs and node.tag != "option"]
    lines = _new_lines(old, new)
    yield from lines
    yield from _some([render_node(node)[:_LINE] for node in fresh], "controls")
    gone = sum(old.refs[ref].tag != "option" for ref in old.refs.keys() - new.refs.keys())
    if gone:
        yield f"{gone} control{'s' if gone > 1 else ''} went away"
    if not (lines or fresh or gone) and old.fingerprint.text != new.fingerprint.text:
        yield "the text of the page changed"
