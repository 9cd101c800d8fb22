"""What is known of an element, as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions.controls import DATE_FORMS

from ._names import ROLES, SIGNS, sign_of
from ._quantities import number_in, plain_number
from ._task import dates_in
from ._words import concepts, stems

if TYPE_CHECKING:
    from ._common import Common
    from ._sight import Element

_ROLE_WORDS = {
    "button": {"button", "btn"},
    "link": {"link", "hyperlink"},
    "tab": {"tab"},
    "checkbox": {"checkbox", "box", "boxes", "checkboxes"},
    "radio": {"radio", "option"},
    "textbox": {"field", "textbox", "textfield", "input", "text", "box", "textarea"},
    "searchbox": {"search", "box", "bar", "field"},
    "combobox": {"list", "dropdown", "menu", "combobox", "select"},
    "img": {"icon", "image", "picture"},
    "slider": {"slider", "scale", "knob"},
    "spinbutton": {"spinner", "number", "field"},
    "row": {"row"},
    "listitem": {"item", "items", "element"},
    "menuitem": {"menu", "item"},
}


class ElementFeatures:
    """Tells of elements, of each once."""

    def __init__(self, common: Common) -> None:
        self._common = common
        self._elements: dict[int, dict[str, float]] = {}

    def of(self, element: Element) -> dict[str, float]:
        """Return what is known of an element."""
        known = self._elements.get(element.ref)
        if known is None:
            known = self._elements[element.ref] = self._of_element(element)
        return known

    def _of_element(self, element: Element) -> dict[str, float]:
        task, past = self._common.scene.task, self._common.scene.past
        node = element.node
        f: dict[str, float] = {}
        if node.role in ROLES:
            f[f"role:{node.role}"] = 1.0
        match = self._common.compare(f, "name", element.name)
        entry = element.entry
        if entry and entry != element.name:
            rest = entry.replace(element.name, " ", 1) if element.name else entry
            self._common.compare(f, "entry", rest)
            folded = entry.casefold()
            f["entry_unused_quotes"] = sum(
                q.text.casefold() in folded for q in self._common.quotes_left
            )
        for part, text in (
            ("before", element.before), ("after", element.after), ("heading", element.heading),
            ("near", f"{element.row} {element.column}".strip()), ("description", node.description),
        ):  # fmt: skip
            if text:
                self._common.compare(f, part, text)
        said = concepts(stems(element.name))
        for sign in SIGNS:
            if said & sign_of(sign):
                f[f"sign:{sign}"] = 1.0
        f["concept_new"] = len(said & self._common.remaining.undone)
        if match.place >= 0:
            clause = task.words[match.place].clause
            for verb in task.clause_verbs.get(clause, ()):
                f[f"at:{verb}"] = 1.0
            f["same_clause"] = clause == self._common.remaining.last_clause
            f["ahead"] = match.place > past.last_used
            f["last_clause"] = clause - self._common.remaining.last_clause
            f["words_before_unused"] = sum(p < match.place for p in self._common.left)
        self._state(f, element)
        self._past(f, element)
        self._field(f, element, said)
        self._places(f, element)
        self._dates(f, element)
        for measure, won in self._common.winners.get(element.ref, {}).items():
            f[f"winner:{measure}"] = won
        words = _ROLE_WORDS.get(node.role)
        if words:
            f["role_said"] = bool(words & self._common.words)
        return f

    def _state(self, f: dict[str, float], element: Element) -> None:
        node, states = element.node, element.node.states
        f["order"] = element.order
        f["nth"] = element.nth
        f["of"] = element.of
        f["own_name"] = element.own
        f["hinted"] = node.hinted
        f["no_name"] = not element.name
        f["modal"] = element.modal
        f["beside_modal"] = self._common.scene.sight.has_modal and not element.modal
        f["covered"] = bool(node.place)
        f["expanded"] = states.get("expanded") is True
        f["collapsed"] = states.get("expanded") is False
        f["selected"] = states.get("selected") is True
        f["checked"] = states.get("checked") is True
        f["focused"] = bool(states.get("focused"))
        f["haspopup"] = "haspopup" in states
        f["readonly"] = bool(states.get("readonly"))
        f["submits"] = node.submits
        f["in_form"] = node.form is not None
        f["invalid"] = bool(node.error)

    def _past(self, f: dict[str, float], element: Element) -> None:
        past, node = self._common.scene.past, element.node
        f["clicked"] = past.refs[element.ref]
        f["clicked_name"] = past.clicked_like(node)
        f["vain"] = past.vain[element.ref]
        f["is_last"] = element.ref == past.last_ref
        if self._common.remaining.is_like_done(element):
            f["like_done"] = 1.0
            f["like_done_fit"] = self._common.remaining.fit_like_done(element)
        f["is_new"] = element.ref in past.new
        f["after_last"] = (
            max(-20, min(20, element.order - self._common.last_order)) if past.steps else 0
        )
        f["entry_place"] = element.place_in_entry
        f["list_place"] = element.list_place
        f["list_length"] = element.list_length
        f["in_list"] = element.list_id >= 0
        f["can_scroll"] = node.scroll is not None

    def _field(self, f: dict[str, float], element: Element, said: frozenset[int]) -> None:
        node, task = element.node, self._common.scene.task
        f["empties_before"] = sum(e.order < element.order for e in self._common.empty)
        f["value_held"] = bool((node.value or "").strip())
        held = number_in(node.value or "")
        f["value_wanted"] = held is not None and held in task.numbers
        f["number_type"] = node.type == "number" or node.role == "spinbutton"
        f["email_type"] = node.type == "email" or "mail" in element.name.casefold()
        f["password_type"] = node.type == "password"
        f["search_type"] = (
            node.type == "search" or node.role == "searchbox" or bool(said & sign_of("search"))
        )
        f["date_type"] = node.type in DATE_FORMS
        f["multi_line"] = node.tag == "textarea"
        said_number = plain_number(element.name)
        if said_number is not None:
            f["number_said"] = said_number in task.numbers
        name = element.name.strip()
        for text in self._common.scene.past.typed:
            low, typed = name.casefold(), text.casefold()
            if typed and low.startswith(typed):
                f["prefix_of_typed"] = 1.0
            if typed and typed in low:
                f["typed_in_name"] = 1.0

    def _places(self, f: dict[str, float], element: Element) -> None:
        for number, _ in self._common.scene.task.ordinals:
            f["ordinal_any"] = 1.0
            at = element.nth if number > 0 else element.nth - element.of - 1
            if at == number:
                f["ordinal"] = 1.0
            if (
                element.list_place
                and (
                    element.list_place
                    if number > 0
                    else element.list_place - element.list_length - 1
                )
                == number
            ):
                f["ordinal_list"] = 1.0

    def _dates(self, f: dict[str, float], element: Element) -> None:
        task, month = self._common.scene.task, self._common.scene.sight.month
        if not task.dates:
            return
        wanted = task.dates[0]
        if month is not None:
            year = wanted.year if wanted.year != 2000 else month[0]
            f["month_ahead"] = max(-3, min(3, (year - month[0]) * 12 + wanted.month - month[1]))
        day = plain_number(element.name)
        if day is not None:
            f["day_match"] = day == wanted.day
        found = dates_in(element.entry or element.name)
        f["date_match"] = any((d.month, d.day) == (wanted.month, wanted.day) for d in found)
