"""What an action carries, by the names that a policy constrains it with."""

from __future__ import annotations

import pytest
from webagent_actions import (
    Action,
    Check,
    Click,
    Drag,
    DropPlace,
    Goto,
    Hover,
    Press,
    ScrollContainer,
    Select,
    SetDate,
    SetRange,
    Type,
    Upload,
)

from webagent.permissions._arguments import arguments


@pytest.mark.parametrize(
    ("action", "wanted"),
    [
        (Type(1, "tea"), {"value": "tea"}),
        (Select(1, "Large"), {"value": "Large"}),
        (Check(1, on=False), {"checked": False}),
        (SetDate(1, "2026-01-31"), {"value": "2026-01-31"}),
        (SetRange(1, 40.0), {"value": 40.0}),
        (Upload(1, "a.pdf"), {"file": "a.pdf"}),
        (Drag(1, 2, DropPlace.BEFORE), {"place": "before"}),
        (ScrollContainer(1), {"to": "next"}),
        (Press("Enter"), {"key": "Enter"}),
        (Goto("http://a.example/"), {"url": "http://a.example/"}),
        (Click(1), {}),
        (Hover(1), {}),
    ],
    ids=str,
)
def test_arguments(action: Action, wanted: dict[str, object]) -> None:
    assert arguments(action) == wanted
