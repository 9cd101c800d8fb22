"""Only what can be done now is offered."""

from __future__ import annotations

import pytest
from webagent_actions import (
    VERBS,
    Action,
    Check,
    Dialog,
    Expand,
    Find,
    GoBack,
    Note,
    OpenDialog,
    Select,
    Stop,
    SwitchTab,
    Tab,
    Type,
)
from webagent_observation import Node, Option, fit

from tests.actions.acting import situated
from tests.observation.node_trees import labeller, orders

ONE = (Tab(1, "http://a/", active=True),)
TWO = (*ONE, Tab(2, "http://b/", active=False))
FIELDS = (
    Node("textbox", "Name", ref=1, tag="input"),
    Node("checkbox", "Gift", ref=2, tag="input"),
    Node("combobox", "Size", ref=3, tag="select", options=(Option("S"), Option("M"))),
)
ABSENT: set[type[Action]] = {Dialog, GoBack, SwitchTab, Find, Expand}


def _all_but(absent: set[type[Action]]) -> list[type[Action]]:
    return [action for action in VERBS.values() if action not in absent]


def test_with_nothing_special() -> None:
    assert situated(*FIELDS, tabs=ONE).verbs() == _all_but(ABSENT)


def test_with_a_page_before_and_a_second_tab() -> None:
    offered = situated(*FIELDS, tabs=TWO, can_go_back=True).verbs()
    assert offered == _all_but({Dialog, Find, Expand})


@pytest.mark.parametrize(
    ("field", "verb"),
    [*zip(FIELDS, (Type, Check, Select), strict=True)],
    ids=["text", "box", "list"],
)
def test_what_sets_a_field_needs_such_a_field(field: Node, verb: type[Action]) -> None:
    others = [node for node in FIELDS if node is not field]
    assert verb in situated(field, tabs=ONE).verbs()
    assert situated(*others, tabs=ONE).verbs() == _all_but(ABSENT | {verb})


def test_under_a_dialog() -> None:
    dialog = OpenDialog("alert", "Hi")
    page = orders(300)
    view = fit(page, 500, label=labeller())
    situation = situated(*page, tabs=TWO, can_go_back=True, dialog=dialog, view=view)
    assert situation.verbs() == [Dialog, Note, Stop]


def test_reading_on_is_offered_where_something_is_left_out() -> None:
    page = orders(300)
    whole, part = (fit(page, budget, label=labeller()) for budget in (100_000, 500))
    assert not {Find, Expand} & {*situated(*page, view=whole).verbs()}
    assert {Find, Expand} <= {*situated(*page, view=part).verbs()}


def test_searching_is_offered_for_a_list_too_long_to_be_shown() -> None:
    options = tuple(Option(f"Country {number}") for number in range(60))
    countries = Node("combobox", "Country", ref=3, tag="select", options=options)
    view = fit((countries,), 100_000, label=labeller())
    offered = situated(countries, view=view).verbs()
    assert Find in offered
    assert Expand not in offered
