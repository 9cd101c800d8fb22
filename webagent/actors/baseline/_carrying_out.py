"""What comes next for an instruction of any kind, on a page or under a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent_actions import Dialog, GoBack, Goto, Press

from . import _intents as intents
from ._acting import act_on
from ._choosing import choose_all
from ._copying import copy_details, copy_text
from ._corresponding import handle_message
from ._drawings import choose_looks, drag_into, drag_towards, name_figure
from ._filling import complete, fill, focus, send
from ._finding import find, search, visit
from ._formatting import format_text
from ._moves import Move, Stuck
from ._offers import take_offer
from ._pointing import click, dismiss
from ._rearranging import move_entry, put_in_order
from ._shopping import add_to_cart, check_out, place_order, show_cart
from ._sizes import choose_size
from ._sliding import set_sliders
from ._sorting import sort
from ._tabs import close_other_tabs, switch_tab
from ._telling import tell_count, tell_name, tell_price

if TYPE_CHECKING:
    from collections.abc import Callable

    from webagent_actions import OpenDialog, Situation

    from ._intents import Intent
    from ._moves import Next, Trail
    from ._page import Page

_MOST_ATTEMPTS = 12
_MOST_FAILURES = 3


def next_of(intent: Intent, page: Page, trail: Trail, situation: Situation) -> Next:
    """Return what comes next for one instruction, on any page or under a dialog."""
    failures = [attempt for attempt in trail.attempts if attempt.failed]
    if len(failures) >= _MOST_FAILURES:
        return Stuck(f"a way that works: {failures[-1].outcome}", final=True)
    if len(trail.attempts) >= _MOST_ATTEMPTS:
        return Stuck("a shorter way: it took too many steps")
    if situation.dialog is not None:
        return answer_dialog(intent, situation.dialog)
    match intent:
        case intents.AnswerDialog():
            return Stuck("a dialog of the browser")
        case intents.PressKey(key):
            return Move(Press(key), f"The task says to press {key}.", f"pressed {key}")
        case intents.OpenAddress(url):
            return Move(Goto(url), "The task gives the address.", f"opened {url}")
        case intents.SwitchTab():
            return switch_tab(intent, page, trail, situation)
        case intents.CloseOtherTabs():
            return close_other_tabs(intent, situation)
        case intents.GoBack():
            return Move(GoBack(), "The task says to go back.", "went back")
        case _:
            return _ON_PAGE[type(intent)](intent, page, trail)


def answer_dialog(intent: Intent | None, dialog: OpenDialog) -> Move | Stuck:
    """Answer an open dialog as the task says; one that only tells something is acknowledged."""
    if isinstance(intent, intents.AnswerDialog):
        told = f"{'accepted' if intent.accept else 'dismissed'} the dialog"
        return Move(Dialog(intent.accept), "The task says how to answer the dialog.", told)
    if dialog.kind == "alert":
        return Move(
            Dialog(True), "An alert only wants to be read.", "closed an alert", finishes=False
        )
    return Stuck(
        f"how to answer the dialog “{dialog.message[:160]}”, which the task does not say",
        final=True,
    )


_ON_PAGE: dict[type, Callable[[Any, Page, Trail], Next]] = {
    intents.Click: click,
    intents.Visit: visit,
    intents.Dismiss: dismiss,
    intents.Focus: focus,
    intents.Fill: fill,
    intents.Complete: complete,
    intents.Choose: choose_all,
    intents.ChooseSize: choose_size,
    intents.Sort: sort,
    intents.TellPrice: tell_price,
    intents.TellName: tell_name,
    intents.TellCount: tell_count,
    intents.NameFigure: name_figure,
    intents.ChooseLooks: choose_looks,
    intents.HandleMessage: handle_message,
    intents.ActOn: act_on,
    intents.CopyText: copy_text,
    intents.CopyDetails: copy_details,
    intents.DragTowards: drag_towards,
    intents.DragInto: drag_into,
    intents.PutInOrder: put_in_order,
    intents.FormatText: format_text,
    intents.MoveEntry: move_entry,
    intents.SetSliders: set_sliders,
    intents.Send: send,
    intents.Search: search,
    intents.Find: find,
    intents.TakeOffer: take_offer,
    intents.AddToCart: add_to_cart,
    intents.ShowCart: show_cart,
    intents.Checkout: check_out,
    intents.PlaceOrder: place_order,
}
