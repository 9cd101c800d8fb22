"""The calls that tasks write as `func:`, parsed and never evaluated."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from webagent.errors import UsageError

from ._text import shown

PREFIX = "func:"
LAST_URL = "__last_url__"
PAGE = "__page__"
_LONGEST = 2000


class Place(Enum):
    """Where a call stands, which says what it may name."""

    URL = "url"
    LOCATOR = "locator"


class ThePage:
    """The page that is looked at, as an argument."""


THE_PAGE: Final = ThePage()
Argument: TypeAlias = "str | ThePage"

_PARAMETERS: dict[str, tuple[type, ...]] = {
    "shopping_get_latest_order_url": (),
    "shopping_get_sku_latest_review_author": (str,),
    "shopping_get_sku_latest_review_rating": (str,),
    "reddit_get_post_url": (str,),
    "gitlab_get_project_memeber_role": (ThePage, str),
}
"""The five functions that WebArena's tasks call, spelled as they spell them."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one of the five functions."""

    function: str
    arguments: tuple[Argument, ...]

    def text(self, place: int) -> str:
        """Return an argument that is a text."""
        argument = self.arguments[place]
        assert isinstance(argument, str)
        return argument


def parse_call(text: str, place: Place, last_url: str) -> Call:
    """Return the call that a task's text is.

    It is one of the five functions, with literal texts and `__page__` for arguments: anything else
    is refused, and nothing is ever evaluated. `__last_url__` in a text is the address of the last
    page, put in after parsing; WebArena puts it in before, so that an address with a quote mark
    breaks off its evaluation.

    Args:
        text: the text, with `func:` before it.
        place: whether it stands for an address, or for a locator.
        last_url: the address of the page where the agent stopped.

    Raises:
        UsageError: it is no such call.
    """
    _, prefix, written = text.partition(PREFIX)
    # As in WebArena, what comes after a second `func:` is lost.
    written = written.partition(PREFIX)[0]
    refusal = UsageError(
        f"The task calls {shown(text)}. Only {', '.join(_PARAMETERS)} can be called, with texts."
    )
    if not prefix or len(written) > _LONGEST:
        raise refusal
    try:
        call = ast.parse(written.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise refusal from None
    if (
        not isinstance(call, ast.Call)
        or not isinstance(call.func, ast.Name)
        or call.func.id not in _PARAMETERS
        or call.keywords
    ):
        raise refusal
    arguments = tuple(_argument(each, place, last_url) for each in call.args)
    parameters = _PARAMETERS[call.func.id]
    if len(arguments) != len(parameters) or not all(map(isinstance, arguments, parameters)):
        raise refusal
    return Call(call.func.id, tuple(each for each in arguments if each is not None))


def _argument(node: ast.expr, place: Place, last_url: str) -> Argument | None:
    match node:
        case ast.Constant(value=str(text)):
            return text.replace(LAST_URL, last_url) if place is Place.URL else text
        case ast.Name(id=name) if name == PAGE and place is Place.LOCATOR:
            return THE_PAGE
        case _:
            return None
