"""Lists: one bullet or number an item, nested by indentation; terms with what is said of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.observation.simplified import control, lines, raw


def item(*children: Any, **fields: Any) -> Any:
    return raw("listitem", *children, **fields)


LISTS = {
    "bullets": (
        [raw("list", item(text="One"), item(control("link", "Two")))],
        ["- One", '- link [1] "Two"'],
    ),
    "nested": (
        [raw("list", item("One", raw("list", item(text="Deep"))), item(text="Two"))],
        ["- One", "  - Deep", "- Two"],
    ),
    "several lines": ([raw("list", item("One", "More"))], ["- One", "  More"]),
    "named": (
        [raw("list", item(text="One"), name="Teas")],
        ['list "Teas"', " - One"],
    ),
    "numbered": (
        [raw("list", item(text="One"), item(), item("Two", "More"), tag="ol")],
        ["1. One", "2. Two", "  More"],
    ),
    "numbered from another number": (
        [raw("list", item(text="One"), item(text="Two"), tag="ol", states={"start": 9})],
        ["9. One", "10. Two"],
    ),
    "two after each other": (
        [raw("list", item(text="One"), tag="ol"), raw("list", item(text="One"), tag="ol")],
        ["1. One", "1. One"],
    ),
    "equal items are counted": ([raw("list", *[item(text="Ad")] * 4)], ["- Ad ×4"]),
    "but not where they are numbered": (
        [raw("list", *[item(text="Ad")] * 3, tag="ol")],
        ["1. Ad", "2. Ad", "3. Ad"],
    ),
    "an item with a name": ([raw("list", item("One", name="First"))], ["- First", "  One"]),
    "an item to act on": (
        [raw("list", control("listitem", "One", states={"selected": True}))],
        ['- listitem [1] "One" selected'],
    ),
    "an item with a state": (
        [raw("list", item(text="One", states={"current": "step"}), item("Two"), tag="ol")],
        ["1. One (current step)", "2. Two"],
    ),
    "an item that is not there yet": ([raw("list", item(states={"busy": True}))], ["- (busy)"]),
    "without items": ([raw("list", "a", "b")], ["a", "b"]),
    "preformatted": ([raw("list", item(text="a\n  b"))], ["- a", "    b"]),
}


@pytest.mark.parametrize(("parts", "told"), LISTS.values(), ids=LISTS)
def test_lists(parts: list[Any], told: list[str]) -> None:
    assert lines(*parts) == told


def term(text: str) -> Any:
    return raw("term", text=text)


def definition(*children: Any, **fields: Any) -> Any:
    return raw("definition", *children, **fields)


LARGE = definition(text="Large")

DEFINITIONS = {
    "one": ([term("Size"), LARGE], ["Size: Large"]),
    # AgentOccam says the first definition twice.
    "two": ([term("SKU"), definition(text="B01"), definition(text="B02")], ["SKU: B01; B02"]),
    "two terms": ([term("Size"), term("Taille"), LARGE], ["Size, Taille: Large"]),
    "after each other": (
        [term("Size"), LARGE, term("Colour"), definition(text="Red")],
        ["Size: Large", "Colour: Red"],
    ),
    "a term that ends with a colon": ([term("Size:"), LARGE], ["Size: Large"]),
    "a control": (
        [term("Seller"), definition(control("link", "Uji"))],
        ['Seller: link [1] "Uji"'],
    ),
    "a line with a control": (
        [term("Seller"), definition(raw("line", "by ", control("link", "Uji"), " only"))],
        ['Seller: by link [1] "Uji" only'],
    ),
    "much": (
        [term("Seller"), definition("Uji", raw("list", raw("listitem", text="Kyoto")))],
        ["Seller:", " Uji", " - Kyoto"],
    ),
    "in groups": (
        [raw("group", term("Size"), LARGE), raw("group", term("Colour"), definition(text="Red"))],
        ["Size: Large", "Colour: Red"],
    ),
    "a term alone": ([term("Size"), "a", LARGE], ["Size", "a", "Large"]),
    "a term with a control": (
        [raw("term", control("button", "More")), LARGE],
        ['button [1] "More"', "Large"],
    ),
    "nothing said": ([term("Size"), definition()], ["Size:"]),
    "nothing said of one": (
        [term("Note"), definition(), term("Size"), LARGE],
        ["Note:", "Size: Large"],
    ),
    # The value of the second pair is not that of the first one.
    "nothing said, then said of nothing": (
        [term("Note"), definition(), raw("term"), definition(text="Without a term")],
        ["Note:", "Without a term"],
    ),
    "an empty term beside another": ([term("Size"), raw("term"), LARGE], ["Size: Large"]),
    "nothing of nothing": ([raw("term"), definition(), raw("group", raw("term"))], list[str]()),
    "in a line": ([raw("line", "A ", term("tea"), " is")], ["A tea is"]),
}


@pytest.mark.parametrize(("parts", "told"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_definitions(parts: list[Any], told: list[str]) -> None:
    assert lines(*parts) == told
