"""What is wanted of the observation, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.observation.techniques import AriaSnapshot, BareWalk, Ours, OursNew

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.observation.results import PageResult, Report

_BARE_SHOP = 1.5
_ARIA = 0.35
_GROWTH = 1.1
_SECOND = 0.3
_AGREEMENT = 0.99


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, what was measured, and whether that is good enough."""

    name: str
    wanted: str
    measured: str
    met: bool


def goals_of(report: Report) -> list[Goal]:
    """Return the goals that this run can tell about."""
    found: list[Goal] = []
    pages = report.pages
    shop = next((page for page in pages if page.page == "shop"), None)
    for look, milliseconds in (("full look", _full), ("look again", _again)):
        ratio = None if shop is None else _ratio(shop, milliseconds, BareWalk.name)
        if ratio is not None:
            found.append(_at_most(f"{look} to the bare walk, shop", _BARE_SHOP, ratio))
        found += _worst(
            f"{look} to aria_snapshot, every page",
            _ARIA,
            [(page, _ratio(page, milliseconds, AriaSnapshot.name)) for page in pages],
        )
    if report.growth is not None:
        few, many = report.growth.elements
        found.append(
            Goal(
                f"growth of the time from {few:,} to {many:,} elements",
                f"linear: exponent ≤ {_GROWTH}",
                f"{report.growth.exponent:.2f}",
                report.growth.exponent <= _GROWTH,
            )
        )
    for first, technique in (("the first", OursNew.name), ("a full one", Ours.name)):
        found += _worst(
            f"second look to {first}, one field changed, every page",
            _SECOND,
            [(page, _second(page, technique)) for page in pages],
        )
    untold = [page.page for page in pages if page.second is not None and not page.second.told]
    if any(page.second is not None for page in pages):
        measured = f"not on {', '.join(untold)}" if untold else "all"
        found.append(Goal("changes told in the second look", "all", measured, not untold))
    both = [page for page in pages if AriaSnapshot.name in page.costs]
    if both:
        ratio = _tokens(both, Ours.name) / _tokens(both, AriaSnapshot.name)
        found.append(_at_most("tokens to aria_snapshot, in sum", _ARIA, ratio))
    found += _least("words of the page in the text, every page", 1.0, pages, _text_kept)
    found += _least(
        "roles and names as in the browser's tree",
        _AGREEMENT,
        pages,
        lambda page: page.quality.agreement,
    )
    found += _least("what can be acted on has a ref", 1.0, pages, lambda page: page.quality.recall)
    return found


def _at_most(name: str, limit: float, value: float, where: str = "") -> Goal:
    return Goal(name, f"≤ {limit}×", f"{value:.2f}×{where}", value <= limit)


def _worst(
    name: str, limit: float, values: Iterable[tuple[PageResult, float | None]]
) -> list[Goal]:
    known = [(value, page.page) for page, value in values if value is not None]
    if not known:
        return []
    value, page = max(known)
    return [_at_most(name, limit, value, f" ({page})")]


def _least(
    name: str, limit: float, pages: Sequence[PageResult], of: Callable[[PageResult], float | None]
) -> list[Goal]:
    known = [(value, page.page) for page in pages if (value := of(page)) is not None]
    if not known:
        return []
    value, page = min(known)
    wanted = f"{limit:.0%}" if limit == 1 else f"≥ {limit:.0%}"
    return [Goal(name, wanted, f"{value:.1%} ({page})", value >= limit)]


def _full(page: PageResult) -> float | None:
    return page.costs[Ours.name].times.median_ms


def _again(page: PageResult) -> float | None:
    return None if page.second is None else page.second.unchanged.median_ms


def _ratio(
    page: PageResult, milliseconds: Callable[[PageResult], float | None], base: str
) -> float | None:
    ours = milliseconds(page)
    if ours is None or base not in page.costs:
        return None
    return ours / page.costs[base].times.median_ms


def _second(page: PageResult, technique: str) -> float | None:
    if page.second is None or technique not in page.costs:
        return None
    return page.second.changed.median_ms / page.costs[technique].times.median_ms


def _text_kept(page: PageResult) -> float | None:
    return page.costs[Ours.name].text_kept


def _tokens(pages: Sequence[PageResult], technique: str) -> int:
    return sum(page.costs[technique].tokens or 0 for page in pages)
