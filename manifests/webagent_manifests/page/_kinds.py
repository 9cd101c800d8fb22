"""What an element is to somebody who uses it.

Source: HTML Living Standard, sections 4.6 (links), 4.10 (forms), 4.11 (interactive elements).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._manifest import Verb
from ._element import ancestors

if TYPE_CHECKING:
    from ._element import Page, PageElement

_BUTTON_TYPES = frozenset({"submit", "image", "reset", "button"})
_SUBMIT_TYPES = frozenset({"submit", "image"})
_CHECKABLE_TYPES = frozenset({"checkbox", "radio"})
_CHECKABLE_ROLES = frozenset({"checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"})
_FIELD_ROLES = frozenset({"combobox", "searchbox", "slider", "spinbutton", "textbox", "listbox"})
_INTERACTIVE_ROLES = (
    frozenset({"button", "link", "menuitem", "option", "tab", "treeitem", "gridcell"})
    | _CHECKABLE_ROLES
    | _FIELD_ROLES
)
_CONTROL_TAGS = frozenset({"button", "label", "option", "select", "summary", "textarea"})
# One text field of these alone makes Enter send its form (HTML, section 4.10.21.2).
_BLOCKS_IMPLICIT_SUBMISSION = frozenset(
    {
        "text", "search", "tel", "url", "email", "password", "date", "month", "week", "time",
        "datetime-local", "number",
    }
)  # fmt: skip
_INPUT_TYPES = _BLOCKS_IMPLICIT_SUBMISSION | frozenset(
    {
        "button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset",
        "submit",
    }
)  # fmt: skip
_HEAD_DATA = frozenset({"base", "head", "link", "meta", "title"})
_NOT_RENDERED = frozenset({"noscript", "script", "style", "template"})
_MEDIA = frozenset({"audio", "video"})


def input_type(element: PageElement) -> str:
    """Return the type of an input, `text` for those that HTML does not define; else nothing."""
    if element.tag != "input":
        return ""
    written = element.attributes.get("type", "").strip().lower()
    return written if written in _INPUT_TYPES else "text"


def href(element: PageElement) -> str | None:
    """Return where a link leads, as written; None for what is no link."""
    if element.tag not in {"a", "area"}:
        return None
    address = element.attributes.get("href", element.attributes.get("xlink:href"))
    return None if address is None else address.strip()


def is_button(element: PageElement) -> bool:
    """Whether it is a button of a form, of whatever type."""
    return element.tag == "button" or input_type(element) in _BUTTON_TYPES


def is_submit_button(element: PageElement) -> bool:
    """Whether a click on it sends its form, if it has one."""
    if element.tag == "button":
        return element.attributes.get("type", "").strip().lower() not in {"button", "reset"}
    return input_type(element) in _SUBMIT_TYPES


def is_checkable(element: PageElement) -> bool:
    """Whether a click on it changes its value."""
    return input_type(element) in _CHECKABLE_TYPES or _role(element) in _CHECKABLE_ROLES


def is_set_by_click(element: PageElement) -> bool:
    """Whether a click chooses a value: a box, an option of an open list, a slider."""
    if element.tag == "select":
        # A list that is folded up only opens.
        size = element.attributes.get("size", "").strip()
        return "multiple" in element.attributes or size not in {"", "0", "1"}
    return is_checkable(element) or element.tag == "option" or input_type(element) == "range"


def is_editable(element: PageElement) -> bool:
    """Whether text can be typed into it."""
    if element.tag == "textarea":
        return True
    if element.attributes.get("contenteditable", "false").strip().lower() != "false":
        return True
    return input_type(element) in _BLOCKS_IMPLICIT_SUBMISSION


def is_field(element: PageElement) -> bool:
    """Whether it has a value that a user sets."""
    if element.tag == "input":
        return input_type(element) not in _BUTTON_TYPES | {"hidden"}
    if element.tag == "select" or is_editable(element):
        return True
    return _role(element) in _FIELD_ROLES | _CHECKABLE_ROLES


def is_text_input(element: PageElement) -> bool:
    """Whether it is a single-line field, two of which keep Enter from sending a form."""
    return input_type(element) in _BLOCKS_IMPLICIT_SUBMISSION


def is_media(element: PageElement) -> bool:
    """Whether it plays something."""
    return element.tag in _MEDIA


def is_disabled(element: PageElement) -> bool:
    """Whether its own attribute disables it."""
    return "disabled" in element.attributes


def is_data(element: PageElement) -> bool:
    """Whether it holds metadata: the head's elements and structured data."""
    if element.tag == "script":
        kind = element.attributes.get("type", "").partition(";")[0].strip().lower()
        return kind == "application/ld+json"
    return element.tag in _HEAD_DATA


def is_control(element: PageElement) -> bool:
    """Whether the browser itself makes it react to a click."""
    if href(element) is not None or element.tag in _CONTROL_TAGS:
        return True
    if element.tag == "input":
        return input_type(element) != "hidden"
    return is_player(element)


def is_player(element: PageElement) -> bool:
    """Whether it plays something and has the browser's buttons for that."""
    return is_media(element) and "controls" in element.attributes


def is_actionable(element: PageElement) -> bool:
    """Whether its markup says that it reacts to a click; a script may listen on any other."""
    attributes = element.attributes
    return (
        is_control(element)
        or _role(element) in _INTERACTIVE_ROLES
        or any(name in attributes for name in ("onclick", "onmousedown", "onpointerdown"))
        or is_editable(element)
    )


def able_verbs(element: PageElement, page: Page) -> frozenset[Verb]:
    """Return the verbs an element can be the direct target of.

    Any rendered element can be read, copied, clicked and, since style sheets decide on that,
    scrolled; see `is_actionable` for those whose markup asks for a click.
    """
    if is_data(element):
        return frozenset({Verb.READ_METADATA})
    if element.tag in _NOT_RENDERED:
        return frozenset()
    found = {Verb.READ_CONTENT, Verb.COPY_TO_CLIPBOARD, Verb.CLICK_ELEMENT, Verb.SCROLL_PAGE}
    if element.tag == "html":
        found.add(Verb.EXECUTE_SCRIPT)
    address = href(element)
    if address is not None:
        found |= {Verb.FOLLOW_LINK, Verb.DOWNLOAD_FILE}
        if is_script_address(address):
            found.add(Verb.EXECUTE_SCRIPT)
    if is_button(element) or _role(element) == "button":
        found.add(Verb.DOWNLOAD_FILE)
    if is_field(element):
        found.add(Verb.SET_INPUT_VALUE)
    if input_type(element) == "file":
        found.add(Verb.UPLOAD_FILE)
    if is_media(element):
        found |= {Verb.PLAY_MEDIA, Verb.PAUSE_MEDIA, Verb.MUTE_MEDIA, Verb.UNMUTE_MEDIA}
    if element.tag == "form" or (
        element.form is not None
        and (is_submit_button(element) or default_submission(element, page) is not None)
    ):
        found.add(Verb.SUBMIT_FORM)
    return frozenset(found)


def default_submission(field: PageElement, page: Page) -> tuple[PageElement | None] | None:
    """Return the button that Enter in a field presses, or a lone None for a form sent without one.

    None if Enter sends nothing. Source: HTML, "implicit submission": the first submit button in
    tree order, unless it is disabled; without any, a form that has a single text field.
    """
    if field.form is None or field.tag != "input" or is_button(field):
        return None
    if input_type(field) in {"file", "hidden"}:
        return None
    members = [one for one in page.elements if one.form == field.form]
    button = next((one for one in members if is_submit_button(one)), None)
    if button is not None:
        return None if is_disabled(button) else (button,)
    return (None,) if sum(map(is_text_input, members)) <= 1 else None


def actionable(element: PageElement, page: Page) -> PageElement:
    """Return what reacts to a click on an element: itself, or the nearest such ancestor."""
    if is_actionable(element):
        return element
    above = next((one for one in ancestors(element, page) if is_actionable(one)), None)
    return element if above is None else above


def is_script_address(address: str) -> bool:
    """Whether following an address runs it, whatever white space hides its scheme."""
    return "".join(c for c in address if c > " ").lower().startswith("javascript:")


def _role(element: PageElement) -> str:
    return element.attributes.get("role", "").strip().lower().partition(" ")[0]
