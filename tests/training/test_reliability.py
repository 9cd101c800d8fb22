"""How often what was held for so likely was right."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from training.reliability import Judged, bins, expected_error, picture, table


def _judged(probability: float, right: int, of: int) -> list[Judged]:
    return [Judged("family", "click", probability, number < right) for number in range(of)]


def test_choices_are_gathered_by_tenths() -> None:
    low, high = bins([*_judged(0.95, 9, 10), *_judged(0.12, 1, 5), *_judged(0.18, 0, 5)])
    assert (low.count, low.said, low.right) == (10, pytest.approx(0.15), 0.1)
    assert (high.count, high.said, high.right) == (10, pytest.approx(0.95), 0.9)
    assert bins(_judged(1.0, 1, 1))[0].count == 1


def test_the_error_is_the_gap_by_the_number_of_choices() -> None:
    found = bins([*_judged(0.9, 9, 10), *_judged(0.5, 10, 10)])
    assert expected_error(found) == pytest.approx(0.25)


def test_the_end_of_a_run_is_told_apart() -> None:
    assert Judged("family", "stop_done", 1.0, True).ends
    assert not Judged("family", "click", 1.0, True).ends


def test_table_and_picture_have_every_bin() -> None:
    found = bins([*_judged(0.95, 9, 10), *_judged(0.1, 1, 10)])
    assert len(table(found)) == 4
    image = ElementTree.fromstring(picture([("deeds", found)]))
    assert len(image.findall(".//{*}circle")) == 2
