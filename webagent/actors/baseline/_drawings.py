"""Carrying out what goes by looks: counting, naming and choosing what is drawn, and moving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Click as ClickOn
from webagent_actions import Drag, DragBy

from ._looks import drawn, looking, tells_sizes, traits
from ._matching import choose
from ._moves import Fulfilled, Move, Stuck, press
from ._words import stems, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._handled import ChooseLooks, DragInto, DragTowards, NameFigure
    from ._looks import Look
    from ._moves import Next, Trail
    from ._page import Control, Page

_FAR = 40
"""How far something is dragged where the task doesn't say, in CSS px."""
_WAYS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}
_SIDES = frozenset({"left", "lower", "right", "upper"})


def count(look: Look, page: Page) -> Next | None:
    """Tell how many of what is drawn look so, by the button of that number if there is one.

    `None` where nothing is drawn, or all of one size while the size matters.
    """
    figures = drawn(page)
    if not figures or (look.words & {"large", "small"} and not tells_sizes(page)):
        return None
    number = str(sum(look.fits(figure) for figure in figures))
    buttons = [c for c in page.pressables if c not in figures and c.node.name.strip().isdigit()]
    meant = [button for button in buttons if button.node.name.strip() == number]
    if len(buttons) > 1 and meant:
        return press(meant[0], f"There are {number}, as {meant[0]} says")
    return Fulfilled(answer=number)


def name_figure(_intent: NameFigure, page: Page, _trail: Trail) -> Next:
    """Click what says how the one figure of the page looks, in most words."""
    figures = drawn(page)
    if len(figures) != 1:
        return Stuck("one figure")
    known, own = traits(figures[0]), set(words(figures[0].node.name))
    names = [(set(stems(c.node.name)), c) for c in page.pressables if c not in figures]
    # A square is a rectangle too, but is called a square.
    fits = [((said <= own, len(said)), c) for said, c in names if said and said <= known]
    if not fits:
        return Stuck(f"a name for {figures[0]}")
    _, best = max(fits, key=lambda fit: fit[0])
    return press(best, f"{best} says what {figures[0]} is")


def choose_looks(intent: ChooseLooks, page: Page, trail: Trail) -> Next:
    """Click all that looks so, one after the other."""
    meant = [control for control in looking(page) if intent.look.fits(control)]
    clicked = {action.ref for action in trail.of(ClickOn)}
    left = [control for control in meant if control.ref not in clicked]
    if not meant:
        # A drawing tells its colours and forms: what looks otherwise is something else.
        return Stuck("anything that looks so", final=bool(drawn(page)))
    if not left:
        return Fulfilled()
    move = press(left[0], f"{left[0]} looks as the task says")
    return move if len(left) == 1 else move.unfinished()


def drag_towards(intent: DragTowards, page: Page, trail: Trail) -> Next:
    """Drag one thing in a direction."""
    control = _movable(intent, page, trail)
    if control is None:
        return Stuck(f"{intent.target}")
    across, down = _WAYS[intent.way]
    far = intent.pixels or _FAR
    told = f"dragged {control.node.role} “{control.node.name}” {intent.way}"
    return Move(DragBy(control.ref, across * far, down * far), f"{control} is meant.", told)


def drag_into(intent: DragInto, page: Page, trail: Trail) -> Next:
    """Drag all that looks so into a place, and all else into another if the task says so."""
    figures = drawn(page)
    place = _place(intent.into, figures)
    other = _place(intent.rest_into, figures) if intent.rest_into else None
    if place is None or (intent.rest_into and other is None):
        return Stuck("the place that something is to be dragged into")
    moved = {action.ref for action in trail.of(Drag)}
    movable = [each for each in figures if each not in (place, other) and each.node.tag != "text"]
    goals = [(each, place if intent.look.fits(each) else other) for each in movable]
    left = [(each, goal) for each, goal in goals if goal is not None and each.ref not in moved]
    if not left:
        return Fulfilled("" if moved else "there is nothing to be dragged")
    control, goal = left[0]
    told = f"dragged {len(moved) + 1} into their places"
    move = Move(Drag(control.ref, goal.ref), f"{control} belongs into {goal}.", told)
    return move if len(left) == 1 else move.unfinished()


def _movable(intent: DragTowards, page: Page, trail: Trail) -> Control | None:
    figures = drawn(page)
    fits = [each for each in figures if intent.look is not None and intent.look.fits(each)]
    if fits:
        return fits[0]
    match = choose(intent.target, [c for c in page.controls if c.enabled], trail.vain)
    return None if match is None else match.control


def _place(look: Look, figures: Sequence[Control]) -> Control | None:
    """Return the place that is meant: one that is told by a side goes before others."""
    fits = [each for each in figures if look.fits(each) and "rectangle" in traits(each)]
    return max(
        fits, key=lambda each: (bool(traits(each) & _SIDES), "square" not in traits(each)),
        default=None,
    )  # fmt: skip
