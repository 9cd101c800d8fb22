"""Carrying out what goes into fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Click as ClickOn
from webagent_actions import Press, Select, SetDate
from webagent_actions import Type as TypeInto
from webagent_actions.controls import DATE_FORMS

from webagent.actors.ranking import values_in

from ._matching import choose, named, rank
from ._moves import Fulfilled, Move, Stuck, press
from ._words import likeness, words

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._intents import Complete, Fill, Focus, Send
    from ._matching import Match
    from ._moves import Next, Trail
    from ._page import Control, Page
    from ._target import Target

_TRIES = 2
_OPTION = 0.7
_LABEL = 0.5
"""A label may lack a word of the phrase: what a field is for shows from its being a field."""
_ACCOUNT_NAMES = ("username", "user name", "user", "login", "e-mail", "email")
_SEND_NAMES = {(name,) for name in ("submit", "ok", "go", "send", "done", "save", "apply")}
_LIST_ROLES = frozenset({"option", "listitem", "menuitem", "clickable", "treeitem", "cell"})


def fill(intent: Fill, page: Page, trail: Trail) -> Next:
    """Type into the field the task names, or into each of them."""
    pool = page.fields + page.selects
    if intent.every and intent.target is not None:
        return _fill_every(intent, intent.target, page, trail)
    control = _field(intent.target, pool, page, trail)
    if control is None and intent.way_in:
        control = _account_field(intent, page)
        way = named(page.pressables, intent.way_in, "sign in", "login")
        if control is None and way is not None and not trail.of(ClickOn):
            move = press(way, f"No field is here for {intent.target}; {way} may lead there")
            return move.unfinished()
    if control is None:
        return Stuck(f"a field for {intent.target}" if intent.target else "a field to type into")
    return enter(control, intent.text)


def enter(control: Control, text: str) -> Next:
    """Give a field or a native list a value, unless it has it."""
    node = control.node
    dated = values_in(text, node.type) if node.type in DATE_FORMS else ()
    if node.value in {text, *dated}:
        return Fulfilled(f"{node.role} “{node.name}” holds “{text}”")
    told = f"entered “{text}” into {node.role} “{node.name}”"
    if node.tag != "select":
        action = TypeInto(control.ref, text, enter=False)
        if len(dated) == 1:
            action = SetDate(control.ref, dated[0])
        return Move(action, f"{control} is the field for it.", told)
    fits = [option.label for option in node.options if likeness(text, option.label) >= _OPTION]
    if not fits:
        return Stuck(f"an option “{text}” in {node.role} “{node.name}”")
    best = max(fits, key=lambda label: likeness(text, label))
    return Move(Select(control.ref, best), f"{control} has the option “{best}”.", told)


def focus(intent: Focus, page: Page, trail: Trail) -> Next:
    """Click into a field."""
    match = choose(intent.target, page.fields, trail.vain)
    if match is None:
        return Stuck(f"a field that {intent.target} names")
    return press(match.control, f"{match.control} {match.why}")


def complete(intent: Complete, page: Page, trail: Trail) -> Next:
    """Type the first letters, then take the suggestion that has the last ones too."""
    typed = trail.of(TypeInto)
    field = _field(intent.target, page.fields, page, trail)
    if typed:
        field = next((c for c in page.fields if c.ref == typed[-1].ref), field)
    if field is None:
        return Stuck("a field with suggestions")
    if typed:
        suggestion = _suggestion(intent, page, field.node)
        if isinstance(suggestion, str):
            return enter(field, suggestion)
        if suggestion is not None:
            return press(suggestion, f"{suggestion} is a suggestion with the letters asked for")
        if len(typed) >= _TRIES:
            return Stuck(f"a suggestion: {intent}")
    action = TypeInto(field.ref, intent.prefix, enter=False)
    reason = f"{field} may suggest what starts with “{intent.prefix}”."
    return Move(action, reason, f"entered “{intent.prefix}”", finishes=False)


def send(_intent: Send, page: Page, trail: Trail) -> Next:
    """Send what was entered where that only asks for something: a GET form with one button, or a
    page without forms whose only button is named for sending.
    """
    control = next((c for c in page.controls if c.ref == trail.entered), None)
    form = None if control is None else control.node.form
    if control is None or form is None:
        buttons = [c for c in page.controls if c.node.role == "button" and c.enabled]
        if len(buttons) == 1 and words(buttons[0].node.name) in _SEND_NAMES:
            return press(buttons[0], f"{buttons[0]} is the only button")
        return Fulfilled()
    if form.method != "GET":
        return Fulfilled()
    submitters = page.senders(control)
    if len(submitters) == 1:
        return press(submitters[0], f"{submitters[0]} sends the form, which only asks")
    if not submitters and control.node.states.get("focused"):
        return Move(Press("Enter"), "Enter sends the form, which only asks.", "pressed Enter")
    return Fulfilled()


def _field(
    target: Target | None, pool: tuple[Control, ...], page: Page, trail: Trail
) -> Control | None:
    if target is not None and (target.phrase or target.ordinal):
        match = choose(target, pool, trail.vain, _LABEL)
        return None if match is None else match.control
    typed = {action.ref for action in trail.of(TypeInto)} | trail.vain
    free = [c for c in pool if c.node.editable and c.ref not in typed]
    # A search box is on every page; what the task means is mostly something else.
    own = [c for c in free if not _searches(c.node)] or free
    return next((c for c in own if not c.node.value), own[0] if own else None)


def _searches(node: Node) -> bool:
    return node.role == "searchbox" or (node.form is not None and node.form.search)


def _fill_every(intent: Fill, target: Target, page: Page, trail: Trail) -> Next:
    fits: list[Match] = rank(target, page.fields)
    left = [m.control for m in fits if m.control.ref not in {a.ref for a in trail.of(TypeInto)}]
    if not left:
        return Fulfilled() if fits else Stuck(f"fields that {target} names")
    move = enter(left[0], intent.text)
    if isinstance(move, Move) and len(left) > 1:
        return move.unfinished()
    return move


def _account_field(intent: Fill, page: Page) -> Control | None:
    """Return the field before the password, which takes the name whatever it is called."""
    if intent.target is None or intent.target.phrase.casefold() not in _ACCOUNT_NAMES:
        return None
    fields = page.fields
    at = next((i for i, c in enumerate(fields) if c.node.type == "password"), 0)
    return fields[at - 1] if at > 0 else None


def _suggestion(intent: Complete, page: Page, field: Node) -> Control | str | None:
    """Return a suggestion that can be clicked, else the text of one."""
    shown = [c for c in page.controls if c.node.role in _LIST_ROLES and not c.node.children]
    for fits in (_fits, _fits_folded):
        for control in shown:
            if fits(intent, control.node.name):
                return control
        for option in field.options:
            if fits(intent, option.label):
                return option.label
    return None


def _fits(intent: Complete, text: str) -> bool:
    return text.startswith(intent.prefix) and text.endswith(intent.suffix)


def _fits_folded(intent: Complete, text: str) -> bool:
    folded = text.casefold()
    prefix, suffix = intent.prefix.casefold(), intent.suffix.casefold()
    return folded.startswith(prefix) and folded.endswith(suffix)
