"""What sending a form does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._addresses import command_in, page_of
from ._judgement import Judgement, commit, edit, safe, unknown
from ._lexicon import Meaning, read_name

if TYPE_CHECKING:
    from webagent_observation import Form, Node, Observation


def judge_sending(form: Form, name: str, observation: Observation) -> Judgement:
    """Judge the form of a button of this name, with the button's own method and address applied."""
    word = read_name(name)
    if form.method == "POST":
        return commit(f"sends a form by POST to {page_of(form.action)[1]}")
    if word is not None and word.meaning >= Meaning.COMMITS:
        return commit(f"says “{word.text}”")
    command = command_in(form.action)
    if command is not None:
        return commit(f"sends a form to an address that says “{command}”")
    if word is not None and form.method == "DIALOG":
        return safe(f"closes the dialog: it says “{word.text}”")
    if form.method == "DIALOG":
        return unknown("answers a dialog of the page")
    if form.search:
        return safe("sends a search")
    if word is not None and word.meaning is Meaning.SHOWS:
        return safe(f"asks by GET and says “{word.text}”")
    if page_of(form.action) != page_of(observation.url):
        return safe("sends a form by GET to an address of its own")
    # So look forms that a script of the page sends, in whatever way.
    return unknown("sends a form to the very page, which its scripts may send otherwise")


def judge_enter(node: Node, observation: Observation) -> Judgement:
    """Judge Enter in a field: what the first button of its form does (HTML, "implicit submission").

    Outside of forms pages send by Enter what was typed into a field, as chats do.
    """
    if node.states.get("expanded") and node.role == "combobox":
        return edit("chooses from the list that is open")
    if node.form is None:
        word = read_name(node.name)
        if node.role == "searchbox" or (word is not None and word.meaning is Meaning.SHOWS):
            return safe("starts a search")
        return unknown("may send what was typed")
    button = _default_button(node.form, observation)
    if button is not None and button.form is not None:
        return judge_sending(button.form, button.name, observation)
    if node.form.method == "GET" and node.form.search:
        return judge_sending(node.form, "", observation)
    return commit("sends a form that no button of it tells about")


def _default_button(form: Form, observation: Observation) -> Node | None:
    """Return the first button that sends this form, by the address and method it has itself."""
    return next(
        (node for node in observation.refs.values() if node.submits and node.form == form), None
    )
