"""Which scripted solutions are shown to the ranker, and in which form.

The scripts prove that the tasks can be done; some do so by more steps than the agent's verbs need.
Those are written anew here. Left out is what takes more than the task and the page tell: synonyms,
the numbers of colours, the look of a drawing.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from benchmarks.miniwob_oracle import TASKS, CannotGoOn

if TYPE_CHECKING:
    from webagent_observation import Node

    from benchmarks.miniwob_oracle import Play, Solution

_UNTOLD = frozenset(
    [
        "click-checkboxes-soft",
        "daily-calendar",
        "drag-single-shape",
        "draw-circle",
        "draw-line",
        "identify-shape",
        "text-editor",
        "use-colorwheel",
        "use-colorwheel-2",
        "count-shape",
        "visual-addition",
    ]
)


def solution_of(task: str) -> Solution | None:
    """Return the solution of a task that may be trained on; `None` where there is none."""
    known = TASKS.get(task)
    if known is None or known.looks or task in _UNTOLD:
        return None
    return _SHORTER.get(task, known.solution)


async def _set_date(play: Play) -> None:
    month, day, year = play.asked(r"(\d+)/(\d+)/(\d{4})")
    await play.set_date(play.one("textbox"), f"{year}-{month}-{day}")
    await play.submit()


async def _book(play: Play) -> None:
    start, end, month, day, year = play.asked(r"from: (.+?) to: (.+?) on (\d+)/(\d+)/(\d{4})")
    for name, text in (("From:", start), ("To:", end)):
        await play.type(play.one("textbox", name), text)
        found = [n for n in play.all("listitem|option|menuitem|list|listbox") if _says(n, text)]
        if not found:
            raise CannotGoOn("nothing was suggested")
        await play.click(found[-1])
    await play.set_date(play.one("textbox", "datepicker"), f"{year}-{month}-{day}")
    await play.submit()
    solution = TASKS["buy-ticket"].solution
    assert solution is not None
    await solution(play)


async def _log_in(play: Play) -> None:
    name, password = play.asked(r'"([^"]+)" and the password "([^"]+)"')
    for field, text in (("username", name), ("password", password)):
        await play.type(play.one("textbox", re.compile(field, re.IGNORECASE)), text)
        with suppress(CannotGoOn):
            await play.click(play.one("button", "Cancel"))
            await play.type(play.one("textbox", re.compile(field, re.IGNORECASE)), text)
    await play.click(play.one("button", re.compile(r"^(login|ok)$", re.IGNORECASE)))


def _says(node: Node, text: str) -> bool:
    return any(text in each.name for each in node.walk())


_SHORTER: dict[str, Solution] = {
    **dict.fromkeys(
        ("choose-date", "choose-date-easy", "choose-date-medium", "choose-date-nodelay"), _set_date
    ),
    **dict.fromkeys(("book-flight", "book-flight-nodelay"), _book),
    **dict.fromkeys(("login-user", "login-user-popup"), _log_in),
}
