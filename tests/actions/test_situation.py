"""Only what can be done now is offered."""

from __future__ import annotations

from webagent_actions import VERBS, Dialog, GoBack, Note, OpenDialog, Stop, SwitchTab, Tab

from tests.actions.acting import situated

ONE = (Tab(1, "http://a/", active=True),)
TWO = (*ONE, Tab(2, "http://b/", active=False))


def test_with_nothing_special() -> None:
    offered = situated(tabs=ONE).verbs()
    assert offered == [a for a in VERBS.values() if a not in {Dialog, GoBack, SwitchTab}]


def test_with_a_page_before_and_a_second_tab() -> None:
    offered = situated(tabs=TWO, can_go_back=True).verbs()
    assert offered == [action for action in VERBS.values() if action is not Dialog]


def test_under_a_dialog() -> None:
    offered = situated(tabs=TWO, can_go_back=True, dialog=OpenDialog("alert", "Hi")).verbs()
    assert offered == [Dialog, Note, Stop]
