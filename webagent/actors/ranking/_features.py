"""What is known of each option, as numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from ._common import Common
from ._comparing import compare
from ._names import INDEX, NAMES
from ._of_elements import ElementFeatures
from ._of_texts import write_fact, write_span
from ._quantities import plain_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ._options import Option, Scene


def features(scene: Scene, options: Sequence[Option]) -> NDArray[np.float32]:
    """Return a row of numbers for each option; see `NAMES`."""
    table = np.zeros((len(options), len(NAMES)), dtype=np.float32)
    writer = _Writer(scene, options)
    for name, value in writer.same.items():
        table[:, INDEX[name]] = value
    for row, option in enumerate(options):
        for name, value in writer.of(option).items():
            table[row, INDEX[name]] = value
    compare(table, options)
    return table


class _Writer:
    def __init__(self, scene: Scene, options: Sequence[Option]) -> None:
        self._common = Common(scene)
        self.same = self._common.features(len(options))
        self._elements = ElementFeatures(self._common)
        self._counts = Counter(option.kind for option in options)
        self._gap = _gap(scene)

    def of(self, option: Option) -> dict[str, float]:
        f: dict[str, float] = {f"kind:{option.kind}": 1.0}
        f["options_of_kind"] = self._counts[option.kind]
        element = option.element
        if element is not None:
            f.update(self._elements.of(element))
        if option.kind == "select":
            self._common.compare(f, "name", option.text)
            f["value_empty"] = not (element and element.node.value)
        elif option.kind in {"drag", "switch_tab", "goto", "dialog"}:
            self._common.compare(f, "near", option.text)
        if option.target is not None and element is not None:
            target = option.target
            f["drag_order"] = max(-9, min(9, target.order - element.order))
            if target.list_id == element.list_id >= 0:
                f["drag_places"] = target.list_place - element.list_place
                f["drag_to_ordinal"] = any(
                    target.list_place == (number if number > 0 else target.list_length)
                    for number, _ in self._common.scene.task.ordinals
                )
        if option.span is not None and element is not None:
            write_span(f, self._common, option, element)
        elif option.kind in {"type", "stop_answer"}:
            write_fact(f, self._common, option)
        elif option.kind == "set_date":
            f["value_same"] = element is not None and element.node.value == option.text
        if option.kind == "press":
            f["key_enter"] = not option.text
            f["key_forward"] = option.text in {"ArrowRight", "ArrowUp"}
            f["gap"] = self._gap
        if option.kind == "check" and element is not None:
            f["on_value"] = element.node.states.get("checked") is not True
        return f


def _gap(scene: Scene) -> float:
    """Return which way the one number that stands alone on the page is from one of the task."""
    shown = (plain_number(fact.value) for fact in scene.sight.facts)
    first = next((number for number in shown if number is not None), None)
    if first is None or not scene.task.numbers:
        return 0.0
    return max(-9.0, min(9.0, scene.task.numbers[0] - first))
