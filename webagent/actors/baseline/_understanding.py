"""Which reading of a task counts: as a chain of plain instructions, or its gist."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ._gist import read_gist
from ._instruction import NotUnderstood, read_plan
from ._intents import ActOn, MoveEntry, PlaceOrder, PutInOrder, Search, Sort, TakeOffer, Visit
from ._messages import read_message

if TYPE_CHECKING:
    from ._intents import Intent


@lru_cache(maxsize=64)
def understand(task: str) -> tuple[Intent, ...]:
    """Return the plan of a task; an empty one for a task that is not understood.

    What is to be put into a cart, priced or sorted is read by its gist, which people word in more
    ways than there are rules for clauses; anything else clause by clause, and by its gist where
    that fails. So an order is only read so where no clause says otherwise.
    """
    message = read_message(task)
    if message is not None:
        return (message,)
    gist = read_gist(task) or ()
    plan = _clause_by_clause(task)
    if not gist or any(_is_plain(each) for each in plan):
        return plan
    if any(isinstance(each, ActOn) and each.guessed for each in plan):
        return gist
    orders = any(isinstance(each, PlaceOrder) for each in gist)
    if not plan or (not orders and not isinstance(gist[0], Search | Visit)):
        return gist
    searches = isinstance(gist[0], Search)
    return gist if searches and all(isinstance(each, Visit) for each in plan) else plan


def _is_plain(intent: Intent) -> bool:
    """Whether a clause says plainly enough what sounds like an errand in a shop."""
    if isinstance(intent, Sort):
        return intent.by != "price"
    return isinstance(intent, MoveEntry | PutInOrder | TakeOffer)


def _clause_by_clause(task: str) -> tuple[Intent, ...]:
    try:
        return read_plan(task)
    except NotUnderstood:
        return ()
