"""Which option of a select a label means."""

from __future__ import annotations

import pytest
from webagent_actions import ActionRefused
from webagent_actions.validating import find_option
from webagent_observation import Node, Option


def select(*labels: str, disabled: str | None = None) -> Node:
    """Return a native select with these options."""
    options = tuple(Option(label, disabled=label == disabled) for label in labels)
    return Node("combobox", "List", ref=1, tag="select", options=options)


FOUND = [
    (["Low", "High"], "High", "High"),
    (["Low", "High"], "high", "High"),
    (["Low", "High"], "  High ", "High"),
    (["Price: low to high", "Price: high to low"], "low to high", "Price: low to high"),
    # Exactly, before anything that only contains it or differs in case.
    (["10", "1", "100"], "1", "1"),
    (["us", "US"], "US", "US"),
    (["STRASSE"], "straße", "STRASSE"),
    (["", "None"], "", ""),
    (["Same", "Same"], "Same", "Same"),
]


@pytest.mark.parametrize(("labels", "wanted", "label"), FOUND)
def test_found(labels: list[str], wanted: str, label: str) -> None:
    assert find_option(select(*labels), wanted).label == label


def test_an_option_may_be_told_by_its_number() -> None:
    options = (Option("Low", ref=4), Option("High", ref=5), Option("4", ref=6))
    node = Node("combobox", "List", ref=1, tag="select", options=options)
    assert find_option(node, "5").label == "High"
    assert find_option(node, "[5]").label == "High"
    # What it is called comes first.
    assert find_option(node, "4").label == "4"


NOT_FOUND: list[tuple[list[str], str]] = [
    (["Low", "High"], "Medium"),
    (["Price: low to high", "Price: high to low"], "price"),
    (["10", "100"], "1"),
    (["Low"], ""),
    ([], "Low"),
]


@pytest.mark.parametrize(("labels", "wanted"), NOT_FOUND)
def test_not_found(labels: list[str], wanted: str) -> None:
    with pytest.raises(ActionRefused) as caught:
        find_option(select(*labels), wanted)
    assert caught.value.code == "option_not_found"
    assert all(label in caught.value.hint for label in labels)


def test_the_nearest_are_named_of_a_long_list() -> None:
    countries = [f"Country {n}" for n in range(200)]
    with pytest.raises(ActionRefused, match="“Austria”") as caught:
        find_option(select(*countries, "Austria"), "Austira")
    assert len(caught.value.hint) < 300


def test_a_disabled_option() -> None:
    with pytest.raises(ActionRefused, match="The option “High” is disabled") as caught:
        find_option(select("Low", "High", disabled="High"), "high")
    assert caught.value.code == "disabled"
