"""Timing techniques in turn, so that what disturbs the machine disturbs all of them."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.observation.results import SecondLook, Times

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from playwright.async_api import Page

    from benchmarks.observation.techniques import Ours

_LEAST = 3

_CHANGE = """(text) => {
  const kinds = new Set(["text", "search", "email", "tel", "url", "textarea"]);
  const field = [...document.querySelectorAll("input, textarea")].find((element) =>
    kinds.has(element.type) && !element.readOnly && !element.disabled && element.checkVisibility());
  if (field) field.value = text;
  return Boolean(field);
}"""


async def time_in_turn(
    looks: Mapping[str, Callable[[], Awaitable[object]]],
    repeat: int,
    seconds: float,
    *,
    least: int = _LEAST,
) -> dict[str, Times]:
    """Time each of these `repeat` times, or as often as fits into `seconds` but `least` times."""
    found: dict[str, list[float]] = {name: [] for name in looks}
    started = perf_counter()
    for round_number in range(repeat):
        if round_number >= least and perf_counter() - started > seconds:
            break
        for name, look in looks.items():
            found[name].append(await timed(look))
    return {name: Times.of(own) for name, own in found.items()}


async def timed(look: Callable[[], Awaitable[object]]) -> float:
    """Return how many milliseconds it took."""
    start = perf_counter()
    await look()
    return (perf_counter() - start) * 1000


async def time_second_looks(
    ours: Ours, page: Page, repeat: int, seconds: float
) -> SecondLook | None:
    """Time looks after one field changed, and looks after nothing did."""
    changed: list[float] = []
    unchanged: list[float] = []
    told = True
    await ours.look(page)
    started = perf_counter()
    for round_number in range(repeat):
        if round_number >= _LEAST and perf_counter() - started > seconds:
            break
        value = f"changed{round_number}"
        if not await page.evaluate(_CHANGE, value):
            return None
        start = perf_counter()
        seen = await ours.look_again(page)
        changed.append((perf_counter() - start) * 1000)
        told = told and value in seen.text
        unchanged.append(await timed(lambda: ours.look_again(page)))
    return SecondLook(Times.of(changed), Times.of(unchanged), told)
