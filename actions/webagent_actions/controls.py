"""Which of the verbs an element of the page is for, as far as the observation tells.

What is offered, what is accepted and what is advised in a refusal rest on the same questions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent_observation import Node

CHECKABLE = frozenset({"checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"})
"""Roles of what can be set to on or off."""

DATE_FORMS = {
    "date": "2026-01-31",
    "datetime-local": "2026-01-31T13:30",
    "month": "2026-01",
    "time": "13:30",
    "week": "2026-W05",
}
"""Examples of what the native fields for dates and times take (HTML, 4.10.5.1.7 to 11)."""

_LISTS = frozenset({"combobox", "listbox"})
_LIST_POPUPS = frozenset({"listbox", "menu", "tree", "grid"})
_FEWEST_DAYS = 28
_DATE_POPUPS = frozenset({"dialog", "grid"})
_SCROLLED = frozenset({"feed", "grid", "list", "listbox", "log", "table", "tree", "treegrid"})
_MOVED = frozenset({"listitem", "row", "separator", "treeitem"})
"""Roles of what has a number and is often made to be dragged."""
_LOOSE = frozenset({"clickable", "img"})
"""What has a number for a reason that the observation does not tell."""
_PICTURES = frozenset({"canvas", "img", "svg"})
_SHAPES = frozenset({"circle", "ellipse", "g", "image", "path", "polygon", "rect"})
"""Of SVG; what can be acted on of a drawing has a number of its own."""
_OPENERS = frozenset({"button", "link", "menuitem"})
_KEYBOARD = frozenset(
    {"application", "grid", "gridcell", "menu", "menubar", "menuitem", "menuitemcheckbox"}
    | {"menuitemradio", "option", "slider", "spinbutton", "tab", "tree", "treeitem", "treegrid"}
)
"""Roles of what is operated with keys beside the mouse (WAI-ARIA Authoring Practices, patterns)."""

# A date's form in letters, such as DD.MM.YYYY, jj/mm/aaaa or TT-MM-JJJJ; a time's, such as HH:MM.
_FORM = re.compile(
    r"(?<![a-z])(?:(?:[djtg]{1,2}|m{1,4}|[yja]{2,4}|г{2,4}|д{2}|м{2})(?:[./\- ]+|年|月)){1,2}"
    r"(?:[djtg]{1,2}|m{1,4}|[yja]{2,4}|г{2,4}|д{2}|м{2}|日)(?![a-z])|\bh{1,2}:m{1,2}",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"\b(?:date|dates|birthday|check-?in|check-?out|arrival|departure|deadline|time|month|week"
    r"|datum|geburtstag|anreise|abreise|uhrzeit|monat|woche|heure|mois|semaine|fecha|hora|mes"
    r"|data d\w+|data urodzenia|ora|mese|dag|tijd|maand|dato|datę|czas|datum[au]?|tarih"
    r"|дата|время)\b|日付|日期|날짜|時間|时间",
    re.IGNORECASE,
)
_FILE_WORDS = re.compile(
    r"\b(?:upload|attach(?:ment)?|browse|choose (?:a )?files?|select (?:a )?files?|add files?"
    r"|drop|drag|import|hochladen|anhängen|anhang|datei(?:en)? (?:aus)?wählen|durchsuchen|ablegen"
    r"|téléverser|téléchargez|joindre|parcourir|déposez|subir|adjuntar|examinar|arrastr\w+"
    r"|carica|allega|sfoglia|trascina|enviar|anexar|carregar|arraste|uploaden|bijlage|bladeren"
    r"|prześlij|załącz|dodaj plik|ladda upp|bifoga|nahrát|přiložit|yükle|загрузить|прикрепить"
    r"|завантажити|прикріпити)\b|上传|上傳|附件|アップロード|添付|업로드|첨부|تحميل|إرفاق|अपलोड",
    re.IGNORECASE,
)


def takes_text(node: Node) -> bool:
    """Whether text is typed into it."""
    return node.editable


def is_editor(node: Node) -> bool:
    """Whether text is written into it that can have a form, such as bold words."""
    return node.editable and node.tag not in {"input", "textarea"}


def takes_option(node: Node) -> bool:
    """Whether something is chosen in it: a list, or what opens one."""
    return (
        node.tag == "select"
        or node.role in _LISTS
        or (not node.editable and node.states.get("haspopup") in _LIST_POPUPS)
    )


def may_offer_options(node: Node) -> bool:
    """Whether something may be chosen in it: also in what does not say what it opens."""
    return takes_option(node) or node.role == "clickable"


def offers_options(node: Node) -> bool:
    """Whether it is a list; a menu of commands is none, although one may be chosen from it."""
    return takes_option(node) and node.states.get("haspopup", "listbox") == "listbox"


def takes_state(node: Node) -> bool:
    """Whether it can be set to on or off."""
    return node.role in CHECKABLE


def takes_date(node: Node) -> bool:
    """Whether it takes a date or a time: natively, or by what is said of it."""
    if node.tag == "input" and node.type in DATE_FORMS:
        return True
    said = f"{node.name}\n{node.description}"
    if node.role in {"textbox", "combobox", "spinbutton", "group"} and node.tag != "select":
        return bool(_FORM.search(said) or _DATE_WORDS.search(said))
    return node.states.get("haspopup") in _DATE_POPUPS and bool(_DATE_WORDS.search(said))


def may_take_date(node: Node) -> bool:
    """Whether a date may be set in it: also a calendar, and a field that only one writes into."""
    if takes_date(node) or (node.role == "textbox" and node.states.get("readonly")):
        return True
    return sum(part.name.isdecimal() for part in node.walk()) >= _FEWEST_DAYS


def takes_number(node: Node) -> bool:
    """Whether it is set to a number: a slider, or a field with arrows."""
    return node.role in {"slider", "spinbutton", "scrollbar"} or node.type in {"range", "number"}


def takes_file(node: Node) -> bool:
    """Whether a file is given to it: a file field, or what is named like one, or a drop zone."""
    if node.role == "file" or (node.tag == "input" and node.type == "file"):
        return True
    named = node.role in {"button", "clickable", "group", "img", "region"} or not node.role
    return named and bool(_FILE_WORDS.search(f"{node.name}\n{node.description}"))


def is_field(node: Node) -> bool:
    """Whether it is a field of a form, to be filled in one way or another."""
    return takes_text(node) or offers_options(node) or takes_state(node) or takes_number(node)


def shows_on_hover(node: Node) -> bool:
    """Whether it says that it opens something, which may do so under the mouse."""
    return "haspopup" in node.states or (
        node.states.get("expanded") is False and node.role in _OPENERS and node.tag != "summary"
    )


def may_be_dragged(node: Node) -> bool:
    """Whether it is of a kind that is made to be dragged."""
    return node.role in _MOVED or bool(node.states.get("draggable") or node.states.get("grabbed"))


def may_be_loose(node: Node) -> bool:
    """Whether it may be there to be dragged: it has a number, and nothing says what for."""
    return node.role in _LOOSE


def is_surface(node: Node) -> bool:
    """Whether it may matter where in it is clicked: a picture, or an area that says nothing."""
    bare = node.role == "clickable" and (node.hinted or not node.name)
    return bare or node.tag in _PICTURES or node.role == "img"


def may_be_moved(node: Node) -> bool:
    """Whether it may be there to be dragged to where there is nothing."""
    return may_be_dragged(node) or is_surface(node) or node.tag in _SHAPES


def scrolls(node: Node) -> bool:
    """Whether a part of the page can be scrolled in it, or it is a list that may load more."""
    return node.scroll is not None or (node.role in _SCROLLED and node.tag != "select")


def takes_keys(node: Node) -> bool:
    """Whether a key does something in it, or to it, that the mouse does not do as well."""
    states = node.states
    return (
        node.editable
        or node.role in _KEYBOARD
        or bool(states.get("focused") or states.get("expanded") or states.get("modal"))
        or "haspopup" in states
    )
