"""Deeds from events that runs leave behind seldom: what a search took, what failed halfway."""

from __future__ import annotations

from typing import Any

from webagent.evaluation.policy import Fate, deeds_of

PAGE = "http://shop.example/"


def _observed(step: int, url: str = PAGE, *requests: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "observed",
        "step": step,
        "url": url,
        "title": "",
        "text": 'button [5] "Delete"',
        "tabs": [{"number": 1, "url": url, "active": True}],
        "dialog": None,
        "events": [],
        "requests": list(requests),
    }


def _permission(step: int, action: str, kind: str = "permission") -> dict[str, Any]:
    ruling = {"verb": "click_element", "source": "site", "verdict": "allow"}
    return {
        "type": kind,
        "step": step,
        "action": action,
        "granted": True,
        "approved": None,
        "rulings": [ruling],
    }


def _intent(step: int) -> dict[str, Any]:
    return {"type": "intent", "step": step, "target": "button “Delete”"}


def _stepped(step: int, action: str, *, failed: bool = False) -> dict[str, Any]:
    target = "button “Delete”"
    return {
        "type": "stepped",
        "step": step,
        "actions": [action],
        "target": target,
        "failed": failed,
    }


def _request(method: str, kind: str = "fetch", problem: str = "") -> dict[str, Any]:
    return {"method": method, "url": f"{PAGE}x", "kind": kind, "status": None, "problem": problem}


def test_a_step_that_a_search_had_taken_has_the_verbs_it_was_permitted_by() -> None:
    [deed] = deeds_of(
        [
            _observed(1),
            _permission(1, "click [5]", "tried_permission"),
            _permission(1, "click [6]", "tried_permission"),
            _stepped(1, "click [5]"),
            _observed(2, f"{PAGE}next"),
        ]
    )
    assert deed.verbs == {"click", "click_element"}
    assert (deed.role, deed.name, deed.fate) == ("button", "Delete", Fate.DONE)
    assert deed.destinations == (f"{PAGE}next",)


def test_what_failed_after_it_had_sent_something_was_done() -> None:
    begun = [_observed(1), _permission(1, "click [5]"), _intent(1)]
    failed = _stepped(1, "click [5]", failed=True)
    [asked] = deeds_of([*begun, failed, _observed(2, PAGE, _request("GET"))])
    [sent] = deeds_of([*begun, failed, _observed(2, PAGE, _request("DELETE"))])
    assert (asked.fate, sent.fate) == (Fate.FAILED, Fate.DONE)


def test_what_opened_nothing_but_changed_something_was_done() -> None:
    begun = [_observed(1), _permission(1, "click [5]"), _intent(1), _stepped(1, "click [5]")]
    lost = _request("GET", "document", "the connection was refused")
    [nothing] = deeds_of([*begun, _observed(2, PAGE, lost)])
    [changed] = deeds_of([*begun, _observed(2, PAGE, lost, _request("POST"))])
    assert (nothing.fate, changed.fate) == (Fate.FAILED, Fate.DONE)


def test_what_was_begun_when_the_record_ended_counts_as_done() -> None:
    [deed] = deeds_of([_observed(1), _permission(1, "click [5]"), _intent(1)])
    assert deed.fate is Fate.DONE


def test_an_action_that_nobody_was_asked_about_came_to_nothing() -> None:
    action = "goto [http://elsewhere.example/?d=1]"
    [deed] = deeds_of([_observed(1), _stepped(1, action, failed=True), _observed(2)])
    assert (deed.fate, deed.destinations) == (Fate.FAILED, ("http://elsewhere.example/?d=1",))
