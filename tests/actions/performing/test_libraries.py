"""Controls of component libraries as they are published, served from this machine."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from webagent_actions import (
    Check,
    Click,
    Drag,
    DropPlace,
    ScrollContainer,
    ScrollTarget,
    Select,
    SetDate,
    SetRange,
    perform,
)

from tests.actions.acting import ref_of, visit
from tests.actions.performing.operating import PAGES
from tests.support.packages import PackageMissing, fetch_package
from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from starlette.requests import Request
    from webagent_actions import Action, Situation

    from webagent.browser import Session

pytestmark = pytest.mark.libraries

USED = {
    "jquery_ui": ("jquery-ui-dist",),
    "bootstrap": ("bootstrap",),
    "shoelace": ("@shoelace-style/shoelace",),
    "fields": ("tom-select", "choices.js", "flatpickr", "nouislider", "sortablejs"),
}


@contextmanager
def _serve(page: str) -> Generator[str]:
    try:
        folders = {name: fetch_package(name) for name in USED[page]}
    except PackageMissing as reason:
        pytest.skip(f"{reason}")

    async def html(_request: Request) -> FileResponse:
        return FileResponse(PAGES / "libraries" / f"{page}.html")

    mounts = [
        Mount(f"/{name.replace('/', '+')}", StaticFiles(directory=folder))
        for name, folder in folders.items()
    ]
    with serve_app(Starlette(routes=[Route("/", html), *mounts])) as url:
        yield url


def on(name: str, action: Callable[[int], Action], role: str = "") -> Callable[[Situation], Action]:
    """Return what makes an action on the one control of this name, and of this role if given."""

    def make(situation: Situation) -> Action:
        refs = situation.observation.refs.items()
        (ref,) = [
            ref for ref, node in refs if node.name == name and (not role or node.role == role)
        ]
        return action(ref)

    return make


def between(what: str, to: str, place: DropPlace) -> Callable[[Situation], Action]:
    """Return what makes a drag from one control to another."""
    return lambda situation: Drag(ref_of(situation, what), ref_of(situation, to), place)


def nth(role: str, at: int, action: Callable[[int], Action]) -> Callable[[Situation], Action]:
    """Return what makes an action on one of the controls of a role, counted from 0."""

    def make(situation: Situation) -> Action:
        refs = situation.observation.refs.items()
        return action([ref for ref, node in refs if node.role == role][at])

    return make


SHOWN = "document.getElementById('{}').innerText"
VALUE = "document.getElementById('{}').value"
ITEMS = "[...document.getElementById('{}').children].map((item) => item.innerText).join()"

CASES: dict[str, tuple[str, Callable[[Situation], Action], str, object]] = {
    "jQuery UI selectmenu": (
        "jquery_ui", on("ui selectmenu", lambda r: Select(r, "Fast")), VALUE.format("speed"),
        "Fast",
    ),
    "jQuery UI autocomplete": (
        "jquery_ui", on("Language", lambda r: Select(r, "COBOL")), VALUE.format("language"),
        "COBOL",
    ),
    "jQuery UI datepicker": (
        "jquery_ui", on("Date", lambda r: SetDate(r, "2026-12-31")), VALUE.format("date"),
        "12/31/2026",
    ),
    "jQuery UI datepicker with lists": (
        "jquery_ui", on("Birth", lambda r: SetDate(r, "1987-08-31")), VALUE.format("birth"),
        "08/31/1987",
    ),
    "jQuery UI datepicker typed": (
        "jquery_ui", on("German", lambda r: SetDate(r, "2026-02-03")), VALUE.format("german"),
        "03.02.2026",
    ),
    "jQuery UI spinner": (
        "jquery_ui", on("Amount", lambda r: SetRange(r, 14)), VALUE.format("amount"), "14",
    ),
    "jQuery UI slider, its first handle": (
        "jquery_ui", nth("slider", 0, lambda r: SetRange(r, 1927)), SHOWN.format("from"), "1927",
    ),
    "jQuery UI slider, its second handle": (
        "jquery_ui", nth("slider", 1, lambda r: SetRange(r, 2026)), SHOWN.format("until"), "2026",
    ),
    "jQuery UI sortable down": (
        "jquery_ui", between("Item 1", "Item 3", DropPlace.AFTER), ITEMS.format("sortable"),
        "Item 2,Item 3,Item 1,Item 4",
    ),
    "jQuery UI sortable up": (
        "jquery_ui", between("Item 4", "Item 2", DropPlace.BEFORE), ITEMS.format("sortable"),
        "Item 1,Item 4,Item 2,Item 3",
    ),
    "jQuery UI sortable before": (
        "jquery_ui", between("Item 1", "Item 4", DropPlace.BEFORE), ITEMS.format("sortable"),
        "Item 2,Item 3,Item 1,Item 4",
    ),
    "jQuery UI droppable": (
        "jquery_ui", between("Card", "Bin", DropPlace.INTO),
        SHOWN.format("bin"), "Bin is full",
    ),
    "jQuery UI tabs": (
        "jquery_ui", on("Two", Click, "link"),
        "document.getElementById('two').checkVisibility()", True,
    ),
    "jQuery UI checkbox": (
        "jquery_ui", on("Bold", Check), "document.getElementById('bold').checked", True,
    ),
    "Bootstrap dropdown": (
        "bootstrap", on("Actions", lambda r: Select(r, "Move")), "location.hash", "#moved",
    ),
    "Bootstrap select": (
        "bootstrap", on("Size", lambda r: Select(r, "Large")), VALUE.format("size"), "Large",
    ),
    "Bootstrap switch": (
        "bootstrap", on("Wifi", Check), "document.getElementById('wifi').checked", True,
    ),
    "Bootstrap toggle button": (
        "bootstrap", on("Toggle", Check), "document.getElementById('toggle').checked", True,
    ),
    "Bootstrap radio button": (
        "bootstrap", on("Right", Check), "document.getElementById('right').checked", True,
    ),
    "Bootstrap range": (
        "bootstrap", on("Volume", lambda r: SetRange(r, 4.5)), VALUE.format("range"), "4.5",
    ),
    "Bootstrap date": (
        "bootstrap", on("Due", lambda r: SetDate(r, "2026-01-31")), VALUE.format("due"),
        "2026-01-31",
    ),
    "Bootstrap scrolling": (
        "bootstrap", on("Scrolled", lambda r: ScrollContainer(r, ScrollTarget.END)),
        "document.getElementById('box').scrollTop > 300", True,
    ),
    "Bootstrap modal": (
        "bootstrap", on("Open modal", Click),
        "document.getElementById('modal').classList.contains('show')", True,
    ),
    "Shoelace select": (
        "shoelace", on("Fruit", lambda r: Select(r, "Pear"), "combobox"),
        VALUE.format("fruit"), "p",
    ),
    "Shoelace select of several": (
        "shoelace", on("Tags", lambda r: Select(r, "New"), "combobox"),
        "document.getElementById('tags').value.join()", "y",
    ),
    "Shoelace menu": (
        "shoelace", on("Edit", lambda r: Select(r, "Paste")), "document.title", "paste",
    ),
    "Shoelace range": (
        "shoelace", on("Volume", lambda r: SetRange(r, 35)), VALUE.format("range"), 35,
    ),
    "Shoelace date": (
        "shoelace", on("Due", lambda r: SetDate(r, "2026-01-31")), VALUE.format("due"),
        "2026-01-31",
    ),
    "Shoelace number": (
        "shoelace", on("Guests", lambda r: SetRange(r, 7)), VALUE.format("guests"), "7",
    ),
    "Shoelace rating": (
        "shoelace", on("Rating", lambda r: SetRange(r, 4)), VALUE.format("rating"), 4,
    ),
    "Shoelace checkbox": (
        "shoelace", on("Terms", Check), "document.getElementById('terms').checked", True,
    ),
    "Shoelace switch": (
        "shoelace", on("Alarm", Check), "document.getElementById('alarm').checked", True,
    ),
    "Shoelace radio": ("shoelace", on("Second", Check), VALUE.format("pick"), "2"),
    "Shoelace details": (
        "shoelace", on("Details", Click), "document.getElementById('details').open", True,
    ),
    "Tom Select": (
        "fields", on("State", lambda r: Select(r, "Utah")), VALUE.format("state"), "Utah",
    ),
    "Choices": (
        "fields", on("Town", lambda r: Select(r, "Oslo")), VALUE.format("city"), "Oslo",
    ),
    "flatpickr": (
        "fields", on("Departure", lambda r: SetDate(r, "2026-03-31")), VALUE.format("day"),
        "2026-03-31",
    ),
    "flatpickr typed": (
        "fields", on("Return (yyyy-mm-dd)", lambda r: SetDate(r, "2027-06-01")),
        VALUE.format("typed"), "2027-06-01",
    ),
    "noUiSlider": (
        "fields", on("Heat", lambda r: SetRange(r, 65)),
        "document.querySelector('[role=slider]').ariaValueNow", "65.0",
    ),
    "SortableJS": (
        "fields", between("Alpha", "Gamma", DropPlace.AFTER), ITEMS.format("list"),
        "Beta,Gamma,Alpha,Delta",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("of", "make", "asked", "answer"), CASES.values(), ids=CASES)
async def test_operated(
    session: Session, of: str, make: Callable[[Situation], Action], asked: str, answer: object
) -> None:
    with _serve(of) as url:
        before = await visit(session, url)
        outcome = await perform(make(before), before, session)
        assert outcome.error is None
        assert await session.page.evaluate(asked) == answer


@pytest.mark.parametrize("option", ["Quince", "Plum"])
async def test_refused(session: Session, option: str) -> None:
    with _serve("shoelace") as url:
        before = await visit(session, url)
        action = on("Fruit", lambda ref: Select(ref, option), "combobox")(before)
        outcome = await perform(action, before, session)
        assert await session.page.evaluate(VALUE.format("fruit")) == ""
    assert outcome.error is not None
    assert option in outcome.error
