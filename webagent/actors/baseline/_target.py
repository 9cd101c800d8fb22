"""Phrases that name something on a page: “the 2nd Ok button”, “the cheapest cup”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._facts import Quantity, Superlative

if TYPE_CHECKING:
    from ._phrase import Phrase

FIELDS = frozenset({"textbox", "searchbox", "spinbutton", "combobox"})
LISTS = frozenset({"combobox", "listbox"})
CHECKABLE = frozenset({"checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"})

_FIELD_WORDS = (
    "textbox", "text box", "text field", "text area", "textarea", "text input", "input",
    "input field", "input box", "field", "box", "bar", "form",
)  # fmt: skip
_ROLE_WORDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("button",), frozenset({"button", "menuitem"})),
    **dict.fromkeys(("link", "hyperlink"), frozenset({"link", "clickable"})),
    **dict.fromkeys(("tab",), frozenset({"tab"})),
    **dict.fromkeys(("checkbox", "check box"), frozenset({"checkbox"})),
    **dict.fromkeys(("radio", "radio button"), frozenset({"radio"})),
    **dict.fromkeys(("switch", "toggle"), frozenset({"switch", "checkbox"})),
    **dict.fromkeys(("option", "choice"), CHECKABLE | {"option"}),
    **dict.fromkeys(
        _FIELD_WORDS,
        FIELDS,
    ),
    **dict.fromkeys(("dropdown", "drop down", "list", "combo box", "combobox", "menu"), LISTS),
    **dict.fromkeys(("icon", "image", "picture"), frozenset({"button", "link", "img"})),
    **dict.fromkeys(("section", "panel", "accordion"), frozenset({"button", "tab"})),
    **dict.fromkeys(("dialog", "dialog box", "popup", "pop up", "window"), frozenset({"dialog"})),
}
_ENTRY_WORDS = frozenset(
    {"result", "search result", "item", "entry", "product", "row", "listing", "article"}
)
_EMPTY_WORDS = frozenset({"page", "screen", "site", "website", "category", "department"})
_ARTICLES = re.compile(
    r"(?:(?:on|to|into|in|onto|at|the|an?|my|your|our|this|that|these|those|some|any)\s+)+",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s+(?:below|above|here|(?:on|in|from|of|at)\s+(?:the|this|my)\s+"
    r"(?:page|site|website|screen|menu|form|shop|store|(?P<list>list|(?:search )?results?)))$",
    re.IGNORECASE,
)
_ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), 1
    )
} | {"tenth": 10, "last": -1, "final": -1}
_NUMBERED = re.compile(
    r"^((?:search )?result|item|entry|row) (?:no\.? ?|number |#)?(\d{1,3})$", re.IGNORECASE
)
_SUPERLATIVES = (
    (r"cheapest|least expensive|lowest[- ]priced?|most affordable", Quantity.PRICE, False),
    (r"most expensive|priciest|dearest|highest[- ]priced?", Quantity.PRICE, True),
    (r"(?:best|highest|top)[- ](?:rated|reviewed)", Quantity.RATING, True),
    (r"(?:worst|lowest)[- ](?:rated|reviewed)", Quantity.RATING, False),
    (r"latest|newest|most recent", Quantity.DATE, True),
    (r"oldest|earliest", Quantity.DATE, False),
    (r"shortest|quickest|fastest", Quantity.DURATION, False),
    (r"longest", Quantity.DURATION, True),
)
_WITH_THE = re.compile(
    r"\s+with the (?P<way>lowest|highest|best|worst|cheapest|most expensive|least|shortest|longest"
    r"|quickest) (?P<of>price|cost|fare|rating|reviews|duration|length|travel time)$",
    re.IGNORECASE,
)
_HIGHEST = frozenset({"highest", "longest", "most expensive"})
_QUANTITIES = {
    "rating": Quantity.RATING, "reviews": Quantity.RATING, "duration": Quantity.DURATION,
    "length": Quantity.DURATION, "travel time": Quantity.DURATION,
}  # fmt: skip
_WHICHEVER = re.compile(r"(?:which(?:ever)?|what(?:ever)?)\s+(?:of\s+(?:the|your|their)\s+)?", re.I)
_THAT_IS = re.compile(
    r"\s+(?:(?:that|which)\s+)?(?:(?:is|are)(?:\s+the)?\s+(?P<most>[a-z][a-z -]+)"
    r"|(?:costs?|costing)(?:\s+the)?\s+(?P<least>least|most)"
    r"|(?:do )?(?:customers|buyers|people|reviewers) (?:rate|like)(?: the)?"
    r" (?P<rated>highest|best|most|lowest|least))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a phrase says of the element or entry it means."""

    full: str
    """The phrase as it was, without articles."""
    phrase: str = ""
    """What is left of it as a name, when words for roles and places are taken away."""
    roles: frozenset[str] = frozenset()
    """ARIA roles its words allow; empty is any."""
    ordinal: int = 0
    """Which one, from 1; from the end when negative; 0 when it is not said."""
    entry: bool = False
    """An entry of a list is meant, such as a search result."""
    superlative: Superlative | None = None
    quoted: bool = False
    """The name stood in quotation marks, so that it is just that."""

    @classmethod
    def named(cls, name: str) -> Target:
        """Return what is called so, whatever it is."""
        return cls(name, name)

    def __str__(self) -> str:
        """Return it in quotation marks, for reasons and answers."""
        return f"“{self.full}”"


def read_target(phrase: Phrase) -> Target:
    """Read the phrase of an element of the page."""
    place = _PLACE.search(phrase.text)
    text = _without_articles(_PLACE.sub("", phrase.text))
    full = phrase.part(text).plain
    superlative, text = _read_superlative(text)
    ordinal, text = read_ordinal(_NUMBERED.sub(r"\2th \1", text))
    quoted = phrase.part(text).quoted
    if quoted:
        role_words, _ = _role_words(phrase.part(text).without_quotes())
        name = quoted[0]
    else:
        role_words, rest = _role_words(text)
        name = phrase.part(rest).plain
    roles = frozenset[str]().union(*(_ROLE_WORDS.get(word, ()) for word in role_words))
    listed = place is not None and place["list"] is not None
    entry = listed or bool(_ENTRY_WORDS.intersection(role_words))
    return Target(full, name, roles, ordinal, entry and not quoted, superlative, bool(quoted))


def read_item(phrase: Phrase) -> Target:
    """Read the phrase of a thing the page tells about: no word of it speaks of its role."""
    text = _without_articles(_PLACE.sub("", phrase.text))
    full = phrase.part(text).plain
    superlative, text = _read_superlative(text)
    name = phrase.part(text).plain
    if superlative is not None and _WHICHEVER.match(full):
        full = f"{name} with the {superlative}"
    if name.casefold() in {"one", "ones", *_ENTRY_WORDS, *(f"{word}s" for word in _ENTRY_WORDS)}:
        name = ""
    return Target(full, name, superlative=superlative)


def _without_articles(text: str) -> str:
    match = _ARTICLES.match(text)
    return text[match.end() :] if match else text


def _read_superlative(text: str) -> tuple[Superlative | None, str]:
    with_the = _WITH_THE.search(text)
    if with_the:
        quantity = _QUANTITIES.get(with_the["of"].casefold(), Quantity.PRICE)
        way = with_the["way"].casefold()
        highest = way in _HIGHEST or (way == "best" and quantity is Quantity.RATING)
        return Superlative(quantity, highest), text[: with_the.start()]
    that_is = _THAT_IS.search(text)
    said = that_is and _said_after(that_is)
    if that_is and said:
        return said, _WHICHEVER.sub("", text[: that_is.start()], count=1)
    place, rest = read_ordinal(text)
    for pattern, quantity, highest in _SUPERLATIVES:
        match = re.match(rf"(?:{pattern})\b\s*", rest, re.IGNORECASE)
        if match and place >= 0:
            return Superlative(quantity, highest, place or 1), rest[match.end() :]
    return None, text


def _said_after(match: re.Match[str]) -> Superlative | None:
    """Return the superlative that stands after what it is said of: “which one is cheapest”."""
    if match["least"]:
        return Superlative(Quantity.PRICE, match["least"].casefold() == "most")
    if match["rated"]:
        return Superlative(
            Quantity.RATING, match["rated"].casefold() in {"highest", "best", "most"}
        )
    for pattern, quantity, highest in _SUPERLATIVES:
        if re.fullmatch(pattern, match["most"].strip(), re.IGNORECASE):
            return Superlative(quantity, highest)
    return None


def read_ordinal(text: str) -> tuple[int, str]:
    """Return the ordinal a text begins with, from the end when negative, and the rest of it."""
    match = re.match(r"(\d+)(?:st|nd|rd|th)\b\s*|([a-z]+)\b\s*", text, re.IGNORECASE)
    if match and match[1]:
        return int(match[1]), text[match.end() :]
    if match and match[2].casefold() in _ORDINALS:
        return _ORDINALS[match[2].casefold()], text[match.end() :]
    return 0, text


def _role_words(text: str) -> tuple[list[str], str]:
    """Take the words for roles from both ends of a text; return them, and what is left."""
    found: list[str] = []
    left = text.split()
    while left:
        for count in (2, 1):
            first, last = _role_word(left[:count]), _role_word(left[-count:])
            if len(left) >= count and (last or first):
                found.append(last or first)
                left = left[:-count] if last else left[count:]
                break
        else:
            break
    return found, " ".join(left)


def _role_word(words: list[str]) -> str:
    """Return the word for a role that these words are, in the singular, or nothing."""
    word = " ".join(words).casefold().replace("-", " ").strip(".,:")
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if form in _ROLE_WORDS or form in _ENTRY_WORDS or form in _EMPTY_WORDS:
            return form
    return ""
