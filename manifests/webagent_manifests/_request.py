"""What an agent asks permission for, as far as a rule can see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._json import Json

NAVIGATION = "goto"
"""Opening an address without a link. The format has no verb for it, so no manifest answers."""


@dataclass(frozen=True, slots=True)
class ElementMatch:
    """Which selectors matched one live element.

    `ancestors` is nearest first, crosses shadow hosts, and leaves out the ancestors that nothing
    matched.
    """

    own: frozenset[str] = frozenset()
    ancestors: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One verb on the elements it concerns: one, or for submit_form the submitter and the form.

    `invalid` holds the selectors that the browser could not evaluate. `incidental` marks a verb
    that is only the means of another one in the same action, such as the click that follows a
    link: the default does not deny it, a rule still does. `approved` is what a person said of
    exactly this, None if nobody was asked. `url` is the address of the document, `destination`
    where the action would lead, if that is known beforehand. `args` are the action's arguments,
    such as the `value` that is typed.
    """

    verb: str
    elements: tuple[ElementMatch, ...]
    invalid: frozenset[str] = frozenset()
    incidental: bool = False
    approved: bool | None = None
    url: str = ""
    destination: str | None = None
    args: Mapping[str, Json] = field(default_factory=dict[str, "Json"])
