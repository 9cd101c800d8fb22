"""One thing that an action brings about, in the words of agent-permissions.json."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """What an effect touches, seen from the element that is acted on."""

    ELEMENT = "element"
    """That element; of a label its control too."""
    FORM = "form"
    """The form it belongs to as well, and the button that sends it."""
    FIELD = "field"
    """What a click on it sets, if it sets anything: a box around it, a slider, an open list."""
    LINK = "link"
    """The link around it, instead; nothing if there is none or if it does not learn of a click."""
    SENDER = "sender"
    """The button around it that sends a form, and that form, instead; nothing if there is none."""
    SUBMITTER = "submitter"
    """The button that Enter presses in its form, instead; nothing if there is none."""
    DOCUMENT = "document"
    """The document as a whole as well."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One verb of the standard, and the element it is done to."""

    verb: str
    ref: int | None
    """The element; `None` is the document as a whole."""
    reach: Reach = Reach.ELEMENT
    incidental: bool = False
    """Only the means of another effect of the same action, as the click on a link is."""
