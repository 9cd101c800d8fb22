"""What could be done now: every executable action worth a thought."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import (
    Check,
    Click,
    Dialog,
    Drag,
    DropPlace,
    GoBack,
    Goto,
    Hover,
    Press,
    ScrollContainer,
    Select,
    SetDate,
    SetRange,
    Stop,
    SwitchTab,
    Type,
)
from webagent_actions.controls import (
    DATE_FORMS,
    may_take_date,
    scrolls,
    shows_on_hover,
    takes_date,
    takes_number,
    takes_state,
    takes_text,
)

from ._matching import Matching
from ._past import Past
from ._sight import Sight
from ._task import TaskReading, values_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_actions import Action

    from webagent.state import State

    from ._sight import Element, Fact
    from ._task import Span

MOST_ELEMENTS = 150
_MOST_TEXTS = 24
_MOST_ANSWERS = 16
_FEWER_ANSWERS = 6
_MOST_CHOICES = 12
_MOST_DRAGGED = 3
_MOST_PLACES = 10
_ADDRESS = re.compile(r"https?://[^\s\"'<>“”]+")


@dataclass(frozen=True, slots=True)
class Option:
    """One action, and what it came from."""

    action: Action
    kind: str
    element: Element | None = None
    span: Span | None = None
    fact: Fact | None = None
    text: str = ""
    """What is typed, chosen or said."""
    target: Element | None = None
    """What something is dragged to."""


class Scene:
    """A state, read: the task, the page, the past, and how they fit together."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.task = TaskReading(state.task)
        self.sight = Sight(state.situation.observation)
        self.past = Past.of(self.task, state.history, self.sight)
        self.matching = Matching(self.task, self.past, self.sight)
        self.last = self.sight.by_ref.get(self.past.last_ref)
        """What was acted on last, if the page still shows it."""

    def options(self) -> list[Option]:
        """Return what could be done, page order first, ends last."""
        situation = self.state.situation
        if situation.dialog is not None:
            return [
                Option(Dialog(True), "dialog", text="accept"),
                Option(Dialog(False), "dialog", text="dismiss"),
            ]
        found = [option for element in self._elements() for option in self._of(element)]
        if self.past.last == "type" and self.last is not None and not self.past.entered:
            found.append(Option(Press("Enter"), "press", self.last))
        found.extend(self._keys())
        if situation.can_go_back:
            found.append(Option(GoBack(), "go_back"))
        found.extend(
            Option(Goto(address.rstrip(".,;:!?)")), "goto", text=address)
            for address in _ADDRESS.findall(self.task.text)
        )
        found.extend(
            Option(SwitchTab(tab.number), "switch_tab", text=tab.url)
            for tab in situation.tabs
            if not tab.active
        )
        found.extend(self._dragging())
        if not self.task.only_asks:
            found.append(Option(Stop("done"), "stop_done"))
        found.append(Option(Stop("unable"), "stop_unable"))
        found.extend(self._answers())
        return found

    def _elements(self) -> list[Element]:
        usable = [e for e in self.sight.elements if not e.node.states.get("disabled")]
        if len(usable) <= MOST_ELEMENTS:
            return usable
        worth = sorted(usable, key=lambda e: (-self.matching.of(e.name).gain, e.order))
        return sorted(worth[:MOST_ELEMENTS], key=lambda e: e.order)

    def _of(self, element: Element) -> Iterator[Option]:
        node, ref = element.node, element.ref
        if node.options and node.tag == "select":
            yield from self._choices(element)
            return
        if takes_state(node):
            checked = node.states.get("checked") is True
            if not (checked and node.role in {"radio", "menuitemradio"}):
                yield Option(Check(ref, not checked), "check", element, text=element.name)
            return
        dated = self._dated(element)
        yield from dated
        if takes_number(node) and not node.editable:
            for number in dict.fromkeys(self.task.numbers):
                yield Option(SetRange(ref, number), "set_range", element, text=f"{number:g}")
        native = node.type in DATE_FORMS
        if takes_text(node) and not node.states.get("readonly") and not native:
            yield from self._texts(element)
        if scrolls(node) and node.scroll is not None and node.scroll.below > 0:
            yield Option(ScrollContainer(ref), "scroll", element)
        if shows_on_hover(node) and node.role in {"menuitem", "button", "link"}:
            yield Option(Hover(ref), "hover", element)
        yield Option(Click(ref), "click", element, text=element.name)

    def _keys(self) -> Iterator[Option]:
        """Yield the keys that move what was clicked last to a number, one way or the other."""
        last = self.last
        if last is None or last.node.editable or not self.task.numbers:
            return
        if self.past.last == "press" or last.node.role in {"slider", "clickable", "spinbutton"}:
            for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
                yield Option(Press(key), "press", last, text=key)

    def _choices(self, element: Element) -> Iterator[Option]:
        choices = [o for o in element.node.options if not o.disabled and not o.selected]
        if len(choices) > _MOST_CHOICES:
            by_gain = sorted(choices, key=lambda o: -self.matching.of(o.label).worth)
            kept = {id(option) for option in by_gain[:_MOST_CHOICES]}
            choices = [option for option in choices if id(option) in kept]
        for option in choices:
            yield Option(Select(element.ref, option.label), "select", element, text=option.label)

    def _dated(self, element: Element) -> list[Option]:
        node, task = element.node, self.task
        if not (task.dates or task.times) or node.tag == "button":
            return []
        named = takes_date(node) or (
            node.role == "textbox" and "date" in f"{element.name} {node.name}".casefold()
        )
        if not named and not (may_take_date(node) and node.role == "textbox"):
            return []
        held = node.value or ""
        return [
            Option(SetDate(element.ref, value), "set_date", element, text=value)
            for value in dict.fromkeys(values_in(task.text, node.type))
            if value != held
        ]

    def _texts(self, element: Element) -> Iterator[Option]:
        ranked = sorted(
            self.task.spans,
            key=lambda span: -self.matching.of_span(span, element).worth,
        )
        held = (element.node.value or "").strip()
        told: set[str] = set()
        for span in ranked[:_MOST_TEXTS]:
            text = _cased(span.text, self.task.case)
            if text != held and text not in told:
                told.add(text)
                yield Option(Type(element.ref, text), "type", element, span, text=text)
        for fact in self.matching.facts_for(element)[:_MOST_CHOICES]:
            if fact.value not in told and fact.value != held:
                told.add(fact.value)
                action = Type(element.ref, fact.value)
                yield Option(action, "type", element, fact=fact, text=fact.value)

    def _answers(self) -> Iterator[Option]:
        most = _MOST_ANSWERS if self.task.asks else _FEWER_ANSWERS
        for fact in self.matching.answers()[:most]:
            yield Option(Stop(fact.value), "stop_answer", fact=fact, text=fact.value)

    def _dragging(self) -> Iterator[Option]:
        if "move" not in self.task.verbs:
            return
        able = [
            e for e in self._elements()
            if not e.node.editable and not e.node.submits and e.node.role not in {"button", "link"}
        ]  # fmt: skip
        sources = sorted(able, key=lambda e: -self.matching.of(e.name).worth)[:_MOST_DRAGGED]
        for source in sources:
            for target in able[:_MOST_PLACES]:
                if target is source:
                    continue
                place = DropPlace.INTO
                if target.list_id >= 0 and target.list_id == source.list_id:
                    place = DropPlace.AFTER if target.order > source.order else DropPlace.BEFORE
                drag = Drag(source.ref, target.ref, place)
                yield Option(drag, "drag", source, text=target.name, target=target)


def _cased(text: str, case: str) -> str:
    return text.upper() if case == "upper" else text.lower() if case == "lower" else text


def same(first: Action, second: Action) -> bool:
    """Whether two actions do the same, however they are written."""
    return _plain(first) == _plain(second)


def _plain(action: Action) -> tuple[object, ...]:
    match action:
        case Check(ref=ref):
            return ("click", ref)
        case Type(ref=ref, text=text):
            return ("type", ref, text.strip().casefold())
        case Stop(answer=answer):
            word = answer.strip().casefold()
            return ("stop", "unable" if word.startswith("unable") else word)
        case SetDate(ref=ref, value=value):
            return ("type", ref, value)
        case SetRange(ref=ref, number=number):
            return ("type", ref, f"{number:g}")
        case Drag(ref=ref, to=to):
            return ("drag", ref, to)
        case ScrollContainer(ref=ref):
            return ("scroll", ref)
        case _:
            return (action,)
