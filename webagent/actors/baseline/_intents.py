"""What an instruction asks for, one value a kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ._handled import (
    ActOn,
    ChooseLooks,
    CopyDetails,
    CopyText,
    DragInto,
    DragTowards,
    FormatText,
    HandleMessage,
    MoveEntry,
    NameFigure,
    PutInOrder,
    SetSliders,
)

if TYPE_CHECKING:
    from ._target import Target


@dataclass(frozen=True, slots=True)
class Click:
    """Click something once."""

    target: Target
    verb: str = ""
    """What its name has to say, as “remove” of a button: other than the target it can't be left
    out.
    """
    otherwise: ActOn | None = None
    """What is meant where nothing is called like all of it: the verb stands in an entry's line."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"click {self.target}"


@dataclass(frozen=True, slots=True)
class Focus:
    """Put the cursor into a field."""

    target: Target

    def __str__(self) -> str:
        """Return it as words."""
        return f"put the cursor into {self.target}"


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Close a dialog, a banner or another thing that lies over the page."""

    target: Target
    by: str = ""
    """Name of the control that does it, where the task names one."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"close {self.target}"


@dataclass(frozen=True, slots=True)
class AnswerDialog:
    """Answer a dialog of the browser."""

    accept: bool

    def __str__(self) -> str:
        """Return it as words."""
        return f"{'accept' if self.accept else 'dismiss'} the dialog"


@dataclass(frozen=True, slots=True)
class PressKey:
    """Press a key where the focus is."""

    key: str

    def __str__(self) -> str:
        """Return it as words."""
        return f"press {self.key}"


@dataclass(frozen=True, slots=True)
class Fill:
    """Put a text into a field, or into every field the target fits."""

    text: str
    target: Target | None = None
    """`None` where the task does not say which field."""
    every: bool = False
    way_in: str = ""
    """Name of a control that leads to the field, when the page does not show it yet."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"enter “{self.text}” into {self.target or 'the field'}"


@dataclass(frozen=True, slots=True)
class Complete:
    """Choose one of a field's suggestions by its first and last letters."""

    prefix: str
    suffix: str = ""
    target: Target | None = None

    def __str__(self) -> str:
        """Return it as words."""
        end = f" and ends with “{self.suffix}”" if self.suffix else ""
        return f"choose a suggestion that starts with “{self.prefix}”{end}"


@dataclass(frozen=True, slots=True)
class Choose:
    """Select options of a list, or check boxes and radio buttons."""

    names: str
    """One name or several: only the page can tell whether “A and B” is one."""
    target: Target | None = None
    """The list or group, where the task names one."""
    on: bool = True
    optional: bool = False
    """Nothing is wrong when the page does not offer such a choice."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"{'choose' if self.on else 'unselect'} “{self.names}”"


@dataclass(frozen=True, slots=True)
class ChooseSize:
    """Choose the smallest or largest of the sizes that a thing comes in."""

    largest: bool

    def __str__(self) -> str:
        """Return it as words."""
        return f"choose the {'largest' if self.largest else 'smallest'} size"


@dataclass(frozen=True, slots=True)
class Sort:
    """Have a list sorted by the page."""

    highest: bool
    """What is highest comes first."""
    category: Target | None = None
    """The page of the list; `None` for the one that is open."""
    by: str = "price"
    """What it is sorted by, in the task's words."""

    def __str__(self) -> str:
        """Return it as words."""
        way = "descending" if self.highest else "ascending"
        return f"sort {self.category or 'the list'} by {self.by}, {way}"


@dataclass(frozen=True, slots=True)
class TellPrice:
    """Answer with the price of what the page is about."""

    size: str = ""
    """Of which size, as `Wanted.size`."""
    total: bool = False
    """The sum of several is meant."""

    def __str__(self) -> str:
        """Return it as words."""
        of = f" of “{self.size}”" if self.size else ""
        return f"tell the {'total' if self.total else 'price'}{of}"


@dataclass(frozen=True, slots=True)
class TellName:
    """Answer with the name of the thing that has most or least of something."""

    item: Target
    alone: bool = False
    """Without what it has most or least of."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"tell the name of {self.item}"


@dataclass(frozen=True, slots=True)
class TellCount:
    """Answer with how many of something there are."""

    item: Target

    def __str__(self) -> str:
        """Return it as words."""
        return f"tell how many {self.item} there are"


@dataclass(frozen=True, slots=True)
class Send:
    """Send what was entered last, where that can only ask for something or nothing else is left."""

    def __str__(self) -> str:
        """Return it as words."""
        return "send what was entered"


@dataclass(frozen=True, slots=True)
class Search:
    """Search the site."""

    query: str

    def __str__(self) -> str:
        """Return it as words."""
        return f"search for “{self.query}”"


@dataclass(frozen=True, slots=True)
class Visit:
    """Get to a page by its name."""

    target: Target

    def __str__(self) -> str:
        """Return it as words."""
        return f"open {self.target}"


@dataclass(frozen=True, slots=True)
class OpenAddress:
    """Open an address the task gives."""

    url: str

    def __str__(self) -> str:
        """Return it as words."""
        return f"open {self.url}"


@dataclass(frozen=True, slots=True)
class SwitchTab:
    """Bring a tab to the front."""

    what: str
    """What it shows, in words."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"go to the tab with “{self.what}”"


@dataclass(frozen=True, slots=True)
class CloseOtherTabs:
    """Close all tabs but one."""

    kept: str
    """What the one shows that stays, in words."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"close all tabs but “{self.kept}”"


@dataclass(frozen=True, slots=True)
class GoBack:
    """Return to the page before."""

    def __str__(self) -> str:
        """Return it as words."""
        return "go back"


@dataclass(frozen=True, slots=True)
class Find:
    """Get to the page of one thing among many: by a category, a search, and a choice."""

    item: Target

    def __str__(self) -> str:
        """Return it as words."""
        return f"find {self.item}"


@dataclass(frozen=True, slots=True)
class TakeOffer:
    """Press the button of the offer that has most or least of something."""

    offer: Target
    """With a superlative."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"take {self.offer}"


@dataclass(frozen=True, slots=True)
class AddToCart:
    """Put what the page offers into the cart."""

    quantity: int = 1

    def __str__(self) -> str:
        """Return it as words."""
        return f"add {'it' if self.quantity == 1 else self.quantity} to the cart"


@dataclass(frozen=True, slots=True)
class ShowCart:
    """Open the page of the cart."""

    def __str__(self) -> str:
        """Return it as words."""
        return "open the cart"


@dataclass(frozen=True, slots=True)
class Checkout:
    """Get to where an order is placed."""

    def __str__(self) -> str:
        """Return it as words."""
        return "go to the checkout"


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """Send the order."""

    def __str__(self) -> str:
        """Return it as words."""
        return "place the order"


Intent: TypeAlias = (
    Click
    | Focus
    | Dismiss
    | AnswerDialog
    | PressKey
    | Fill
    | Complete
    | Choose
    | ChooseSize
    | Sort
    | TellPrice
    | TellName
    | TellCount
    | NameFigure
    | ChooseLooks
    | CopyText
    | CopyDetails
    | HandleMessage
    | ActOn
    | DragTowards
    | DragInto
    | FormatText
    | MoveEntry
    | PutInOrder
    | SetSliders
    | Send
    | Search
    | Visit
    | OpenAddress
    | SwitchTab
    | CloseOtherTabs
    | GoBack
    | Find
    | TakeOffer
    | AddToCart
    | ShowCart
    | Checkout
    | PlaceOrder
)
