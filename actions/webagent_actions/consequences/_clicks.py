"""What a click on a control does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import walk

from ..controls import CHECKABLE
from ._addresses import command_in, scheme_of
from ._forms import judge_sending
from ._judgement import Judgement, commit, edit, safe, unknown
from ._lexicon import Meaning, Word, read_name

if TYPE_CHECKING:
    from webagent_observation import Node, Observation

_CHOSEN = CHECKABLE | {"file", "listbox", "option", "slider", "treeitem"}
"""Roles of what is chosen or set by a click, and by another click otherwise."""
_OPENS = frozenset({"grid", "listbox", "menu", "tree"})
_LONGEST_COMMAND = 5
"""Words of a link that may be a command; with more of them it is a title."""
_DIALOGS = frozenset({"alert", "alertdialog", "dialog", "status"})


def judge_click(node: Node, observation: Observation) -> Judgement:
    """Judge a click by what HTML and ARIA say of the control first, then by its words."""
    if node.submits and node.form is not None:
        return judge_sending(node.form, node.name, observation)
    if node.href is not None and not _runs_script(node.href, observation.url):
        return _link(node, node.href)
    by_kind = _by_kind(node)
    if by_kind is not None:
        return by_kind
    return _by_name(node, observation)


def _link(node: Node, href: str) -> Judgement:
    scheme = scheme_of(href)
    if scheme not in {"http", "https", "file"}:
        return commit(f"hands over to another program by “{scheme}:”")
    if node.download:
        return commit("downloads a file")
    command = command_in(href)
    if command is not None:
        return commit(f"leads to an address that says “{command}”")
    word = read_name(node.name)
    if (
        word is not None
        and word.meaning >= Meaning.SESSION
        and len(node.name.split()) <= _LONGEST_COMMAND
    ):
        return commit(f"is a link that says “{word.text}”")
    return safe("follows a link by GET")


def _by_kind(node: Node) -> Judgement | None:
    """Return what role, type and states tell alone."""
    if node.tag == "summary" or node.role == "tab":
        return safe("shows another part of the page")
    if node.tag in {"audio", "video"}:
        return safe("plays or pauses")
    if node.editable or node.role == "combobox":
        return edit("goes to a field")
    if "expanded" in node.states and node.role != "switch":
        return safe("opens or closes a part of the page (aria-expanded)")
    if node.states.get("haspopup") in _OPENS:
        return safe(f"opens a {node.states['haspopup']} (aria-haspopup)")
    if node.role in _CHOSEN:
        return edit("sets or chooses something, which could be chosen otherwise")
    if node.role == "columnheader":
        return safe("sorts by a column")
    if node.tag in {"button", "input"} and node.type == "reset":
        return edit("puts the fields of the form back")
    return None


def _by_name(node: Node, observation: Observation) -> Judgement:
    words = [word for text in (node.name, node.description) if (word := read_name(text))]
    word = max(words, key=lambda each: each.meaning, default=None)
    if word is not None and word.meaning is Meaning.BACKS_OUT:
        if _stands_in(node, observation, _DIALOGS):
            return safe(f"closes a dialog: it says “{word.text}”")
        return commit(f"says “{word.text}”, outside of a dialog")
    if word is not None:
        return _by_word(word)
    if node.states.get("haspopup") == "dialog":
        return safe("opens a dialog (aria-haspopup)")
    if "pressed" in node.states:
        return edit("switches something on or off (aria-pressed)")
    if node.name.strip().isdecimal():
        return edit("chooses a number: a page, a day")
    return unknown("is a button that nothing is known of")


def _by_word(word: Word) -> Judgement:
    if word.meaning >= Meaning.COMMITS:
        return commit(f"says “{word.text}”")
    if word.meaning is Meaning.EDITS:
        return edit(f"says “{word.text}”")
    return safe(f"says “{word.text}”")


def _runs_script(href: str, url: str) -> bool:
    """Whether a link leads nowhere, so that only a script of the page can make something of it."""
    return scheme_of(href) == "javascript" or (
        href.endswith("#") and href[:-1] == url.partition("#")[0]
    )


def _stands_in(node: Node, observation: Observation, roles: frozenset[str]) -> bool:
    return any(
        inner is node
        for outer in walk(observation.nodes)
        if outer.role in roles
        for inner in outer.walk()
    )
