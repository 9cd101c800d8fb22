"""Something on the pages of a site that a rule is drafted for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from .. import Verb
    from ..page import Page, PageElement
    from ._intent import Intent
    from ._treatment import Treatment


_LONGEST_NAME = 40


class Place(NamedTuple):
    """An element of one of the pages."""

    page: int
    element: int


@dataclass(frozen=True, slots=True)
class Subject:
    """One element, a verb on it, and how the draft treats that.

    `candidates` are selectors for it, the most stable first; `form` is where the form stands that
    the element sends, so that the form's own selector can be used for it. `why` continues a
    sentence that begins with what the element is called.
    """

    place: Place
    verb: Verb
    treatment: Treatment
    name: str
    why: str
    candidates: tuple[str, ...] = ()
    form: Place | None = None


def called(element: PageElement, page: Page) -> str:
    """Return what an element is called, in a sentence for the owner."""
    text = " ".join(element.text.split())
    name = element.attributes.get("name", "")
    shown = f"“{text[:_LONGEST_NAME]}”" if text else f"the {element.tag} {name or 'without a name'}"
    return f"{shown} ({element.path}{_on(page)})"


def called_form(element: PageElement, page: Page, intent: Intent | None) -> str:
    """Return what a form is called: by what it is for, since a form shows no name."""
    kind = "a form" if intent is None else f"the {intent} form"
    return f"{kind} ({element.path}{_on(page)})"


def _on(page: Page) -> str:
    path = urlsplit(page.url).path
    return f" on {path}" if path else ""
