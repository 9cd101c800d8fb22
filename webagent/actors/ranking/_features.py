"""What is known of each option, as numbers."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from webagent_actions.controls import DATE_FORMS

from ._comparing import compare
from ._names import INDEX, LAST, NAMES, ROLES, SIGNS, TEXT_PARTS
from ._quantities import number_in, plain_number, winners
from ._task import dates_in
from ._words import concepts, stems, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ._matching import Match
    from ._options import Option, Scene
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


def features(scene: Scene, options: Sequence[Option]) -> NDArray[np.float32]:
    """Return a row of numbers for each option; see `NAMES`."""
    table = np.zeros((len(options), len(NAMES)), dtype=np.float32)
    writer = _Writer(scene, options)
    for row, option in enumerate(options):
        for name, value in writer.of(option).items():
            table[row, INDEX[name]] = value
    compare(table, options)
    return table


class _Writer:
    def __init__(self, scene: Scene, options: Sequence[Option]) -> None:
        self._scene = scene
        task, past, sight = scene.task, scene.past, scene.sight
        self._match = scene.matching.of
        self._elements: dict[int, dict[str, float]] = {}
        self._left = scene.matching.left
        fields = [
            e for e in sight.elements if e.node.editable and not e.node.states.get("readonly")
        ]
        self._empty = [e for e in fields if not (e.node.value or "").strip()]
        self._controls = {e.name.strip().casefold() for e in sight.elements if e.own}
        self._used_spans = past.typed
        quotes_left = [
            q for q in task.quotes if not past.used.issuperset(range(q.first, q.last + 1))
        ]
        self._quotes_left = quotes_left
        self._winners = winners(task, sight)
        last_element = sight.by_ref.get(past.last_ref)
        self._last_order = last_element.order if last_element is not None else -1
        last_target = concepts(stems(_last_name(scene)))
        words = {word.text.casefold() for word in task.words if not word.quoted}
        self._words = words
        said = set(stems(past.said[:2000]))
        counts: dict[str, int] = defaultdict(int)
        for option in options:
            counts[option.kind] += 1
        self._counts = counts
        self._gap = _gap(scene)
        self._undone = task.concepts - past.did
        here: frozenset[int] = frozenset()
        for element in sight.elements:
            here |= concepts(stems(element.name)) & self._undone
        self._last_clause = task.words[past.last_used].clause if past.last_used >= 0 else -1
        total = max(len(task.telling), 1)
        self._common: dict[str, float] = {
            f"last:{past.last}" if past.last in LAST else "last:": 1.0,
            **{f"task:{verb}": 1.0 for verb in task.verbs},
            **{f"wanted:{name}": 1.0 for name in SIGNS if _sign(name) & task.concepts},
            **{f"did:{name}": 1.0 for name in SIGNS if _sign(name) & past.did},
            "concept_left": len(self._undone),
            "concept_here": len(here),
            "did_any": len(past.did & task.concepts),
            "step": past.steps,
            "failed": past.failed,
            "left": len(self._left),
            "left_share": len(self._left) / total,
            "quotes_left": len(quotes_left),
            "of_all": task.of_all,
            "least": task.least,
            "most": task.most,
            "asks": task.asks,
            "modal_open": sight.has_modal,
            "options": len(options),
            "same_page": past.same_page,
            "fields_empty": len(self._empty),
            "fields": len(fields),
            "new_any": bool(past.new),
            "task_words": len(task.words),
            "task_quotes": len(task.quotes),
            "task_numbers": len(task.numbers),
            "said_done": bool(said.intersection(_done_words())),
            "status_done": "the page says" in past.said,
            "last_sign_submit": bool(last_target & _sign("submit")),
            "url_changed": "now at" in past.said or "opened" in past.said,
            "tabs": len(scene.state.situation.tabs),
            **{
                f"super:{sort}": float(bool(words & set(all_of)))
                for sort, all_of in vocabulary()["superlatives"].items()
            },
            "up": bool(words & {"up", "above", "higher"}),
            "down": bool(words & {"down", "below", "lower"}),
            "dialog_open": scene.state.situation.dialog is not None,
            "question_who": bool(words & {"who", "whose", "whom"}),
            "question_when": bool(words & {"when", "date", "day", "time"}),
            "question_where": bool(words & {"where", "city", "place", "address"}),
            "question_count": "many" in words or "number" in words,
            "question_price": bool(words & {"much", "price", "cost", "costs", "total"}),
        }

    def of(self, option: Option) -> dict[str, float]:
        f = dict(self._common)
        f[f"kind:{option.kind}"] = 1.0
        f["options_of_kind"] = self._counts[option.kind]
        element = option.element
        if element is not None:
            f.update(self._element(element))
        if option.kind == "select":
            self._text(f, "name", option.text)
            f["value_empty"] = not (element and element.node.value)
        elif option.kind in {"drag", "switch_tab", "goto", "dialog"}:
            self._text(f, "near", option.text)
        if option.target is not None and element is not None:
            target = option.target
            f["drag_order"] = max(-9, min(9, target.order - element.order))
            if target.list_id == element.list_id >= 0:
                f["drag_places"] = target.list_place - element.list_place
                f["drag_to_ordinal"] = any(
                    target.list_place == (number if number > 0 else target.list_length)
                    for number, _ in self._scene.task.ordinals
                )
        if option.span is not None and element is not None:
            self._span(f, option, element)
        elif option.kind in {"type", "stop_answer"}:
            self._fact(f, option)
        elif option.kind == "set_date":
            f["value_same"] = element is not None and element.node.value == option.text
        if option.kind == "press":
            f["key_enter"] = not option.text
            f["key_forward"] = option.text in {"ArrowRight", "ArrowUp"}
            f["gap"] = self._gap
        if option.kind == "check" and element is not None:
            f["on_value"] = element.node.states.get("checked") is not True
        return f

    def _text(self, f: dict[str, float], part: str, text: str) -> Match:
        match = self._match(text)
        for name in TEXT_PARTS:
            value = getattr(match, name)
            f[f"{part}:{name}"] = float(value)
        if match.place >= 0:
            f[f"{part}:place"] = match.place / max(len(self._scene.task.words), 1)
        else:
            f[f"{part}:place"] = -1.0
        return match

    def _element(self, element: Element) -> dict[str, float]:
        known = self._elements.get(element.ref)
        if known is None:
            known = self._elements[element.ref] = self._of_element(element)
        return known

    def _of_element(self, element: Element) -> dict[str, float]:
        task, past = self._scene.task, self._scene.past
        node = element.node
        f: dict[str, float] = {}
        if node.role in ROLES:
            f[f"role:{node.role}"] = 1.0
        match = self._text(f, "name", element.name)
        entry = element.entry
        if entry and entry != element.name:
            rest = entry.replace(element.name, " ", 1) if element.name else entry
            self._text(f, "entry", rest)
            folded = entry.casefold()
            f["entry_unused_quotes"] = sum(q.text.casefold() in folded for q in self._quotes_left)
        for part, text in (
            ("before", element.before), ("after", element.after), ("heading", element.heading),
            ("near", f"{element.row} {element.column}".strip()), ("description", node.description),
        ):  # fmt: skip
            if text:
                self._text(f, part, text)
        said = concepts(stems(element.name))
        for sign in SIGNS:
            if said & _sign(sign):
                f[f"sign:{sign}"] = 1.0
        f["concept_new"] = len(said & self._undone)
        if match.place >= 0:
            clause = task.words[match.place].clause
            for verb in task.clause_verbs.get(clause, ()):
                f[f"at:{verb}"] = 1.0
            f["same_clause"] = clause == self._last_clause
            f["ahead"] = match.place > past.last_used
            f["last_clause"] = clause - self._last_clause
            f["words_before_unused"] = sum(p < match.place for p in self._left)
        self._state(f, element)
        self._past(f, element)
        self._field(f, element, said)
        self._places(f, element)
        self._dates(f, element)
        for measure, won in self._winners.get(element.ref, {}).items():
            f[f"winner:{measure}"] = won
        words = _ROLE_WORDS.get(node.role)
        if words:
            f["role_said"] = bool(words & self._words)
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
        f["beside_modal"] = self._scene.sight.has_modal and not element.modal
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
        past, node = self._scene.past, element.node
        f["clicked"] = past.refs[element.ref]
        f["clicked_name"] = past.clicked[f"{node.role} “{node.name}”"]
        f["vain"] = past.vain[element.ref]
        f["is_last"] = element.ref == past.last_ref
        f["is_new"] = element.ref in past.new
        f["after_last"] = max(-20, min(20, element.order - self._last_order)) if past.steps else 0
        f["entry_place"] = element.place_in_entry
        f["list_place"] = element.list_place
        f["list_length"] = element.list_length
        f["in_list"] = element.list_id >= 0
        f["can_scroll"] = node.scroll is not None

    def _field(self, f: dict[str, float], element: Element, said: frozenset[int]) -> None:
        node, task = element.node, self._scene.task
        f["empties_before"] = sum(e.order < element.order for e in self._empty)
        f["value_held"] = bool((node.value or "").strip())
        held = number_in(node.value or "")
        f["value_wanted"] = held is not None and held in task.numbers
        f["number_type"] = node.type == "number" or node.role == "spinbutton"
        f["email_type"] = node.type == "email" or "mail" in element.name.casefold()
        f["password_type"] = node.type == "password"
        f["search_type"] = (
            node.type == "search" or node.role == "searchbox" or bool(said & _sign("search"))
        )
        f["date_type"] = node.type in DATE_FORMS
        f["multi_line"] = node.tag == "textarea"
        said_number = plain_number(element.name)
        if said_number is not None:
            f["number_said"] = said_number in task.numbers
        name = element.name.strip()
        for text in self._used_spans:
            low, typed = name.casefold(), text.casefold()
            if typed and low.startswith(typed):
                f["prefix_of_typed"] = 1.0
            if typed and typed in low:
                f["typed_in_name"] = 1.0

    def _places(self, f: dict[str, float], element: Element) -> None:
        for number, _ in self._scene.task.ordinals:
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
        task, month = self._scene.task, self._scene.sight.month
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

    def _span(self, f: dict[str, float], option: Option, element: Element) -> None:
        span = option.span
        assert span is not None
        task = self._scene.task
        fit = self._scene.matching.of_span(span, element)
        text = option.text
        held = (element.node.value or "").strip()
        f["span_quoted"] = span.quoted
        f["span_words"] = span.last - span.first + 1
        f["span_digits"] = sum(c.isdigit() for c in text) / max(len(text), 1)
        f["span_capital"] = text[:1].isupper()
        f["span_email"] = "@" in text
        f["span_crossing"] = span.crossing
        f["span_whole"] = span.whole
        f["span_before"] = fit.before
        f["span_after"] = fit.after
        f["span_own"] = fit.own
        f["span_nearest"] = fit.nearest
        f["span_used"] = fit.used
        f["span_is_control"] = text.strip().casefold() in self._controls
        f["value_same"] = held == text
        f["value_empty"] = not held
        if self._quotes_left and span.quoted:
            starts = [q.first for q in self._quotes_left]
            f["span_order"] = starts.index(span.first) if span.first in starts else -1
        f["field_order"] = sum(e.order < element.order for e in self._empty)
        f["order_same"] = span.quoted and f.get("span_order", -1) == f["field_order"]
        before = task.words[span.first - 1].text.casefold() if span.first > 0 else ""
        after = task.words[span.last + 1].text.casefold() if span.last + 1 < len(task.words) else ""
        f["prev_in"] = before in {"in", "into", "to", "at", "from", "on", "by", "of"}
        f["prev_named"] = before in {"named", "called", "labeled", "titled", "is", "says"}
        f["prev_for"] = before in {"for", "about"}
        f["prev_as"] = before in {"as", "with", "="}
        f["prev_verb"] = span.first > 0 and task.words[span.first - 1].clause in task.clause_verbs
        f["next_in"] = after in {"in", "into", "to", "as", "for"}
        f["next_end"] = not after or (
            task.words[span.last + 1].clause != task.words[span.last].clause
            if span.last + 1 < len(task.words)
            else True
        )
        f["ahead"] = span.first > self._scene.past.last_used
        clause = task.words[span.first].clause if span.first < len(task.words) else 0
        for verb in task.clause_verbs.get(clause, ()):
            f[f"at:{verb}"] = 1.0
        f["words_before_unused"] = sum(p < span.first for p in self._left)

    def _fact(self, f: dict[str, float], option: Option) -> None:
        fact = option.fact
        if fact is None:
            return
        match = self._match
        text = option.text
        f["fact"] = 1.0
        key, column, entry, own = (
            match(fact.key), match(fact.column), match(fact.entry), match(fact.value)
        )  # fmt: skip
        f["fact_key"] = key.cover
        f["near:gain"] = key.gain
        f["near:exact"] = key.exact
        f["near:concept"] = key.concept
        f["fact_column"] = max(column.cover, column.concept)
        f["fact_entry"] = entry.gain
        f["entry:cover"] = entry.cover
        f["fact_in_task"] = own.cover
        f["fact_number"] = number_in(text) is not None
        f["fact_money"] = any(sign in text for sign in "$£€")
        f["fact_date"] = bool(dates_in(text))
        f["fact_capital"] = text[:1].isupper()
        f["fact_length"] = len(text.split())
        f["fact_order"] = fact.order
        f["fact_cell"] = bool(fact.column)
        if option.element is not None:
            label = set(stems(option.element.name))
            told = set(stems(fact.key))
            f["fact_label"] = len(label & told) / len(label | told) if label and told else 0.0
            f["fact_label_same"] = bool(label) and label == told
            f["value_same"] = (option.element.node.value or "").strip() == text.strip()
            f["value_empty"] = not option.element.node.value
            f["field_order"] = sum(e.order < option.element.order for e in self._empty)


@cache
def _done_words() -> frozenset[str]:
    return frozenset(stems(" ".join(vocabulary()["done"])))


def _sign(name: str) -> frozenset[int]:
    return concepts(stems(SIGNS[name]))


def _gap(scene: Scene) -> float:
    """Return which way the one number that stands alone on the page is from one of the task."""
    shown = (plain_number(fact.value) for fact in scene.sight.facts)
    first = next((number for number in shown if number is not None), None)
    if first is None or not scene.task.numbers:
        return 0.0
    return max(-9.0, min(9.0, scene.task.numbers[0] - first))


def _last_name(scene: Scene) -> str:
    element = scene.sight.by_ref.get(scene.past.last_ref)
    return element.name if element is not None else ""
