"""What an action on a page takes: every verb of the format it comes to, and on which elements.

Source: LAS-WG agent-permissions.json draft, verbs; a composite action is taken apart, and all of
its parts have to be allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from .._manifest import Verb
from .._request import NAVIGATION
from ._element import ancestors
from ._kinds import (
    actionable,
    default_submission,
    href,
    is_actionable,
    is_control,
    is_data,
    is_editable,
    is_field,
    is_player,
    is_script_address,
    is_set_by_click,
    is_submit_button,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._element import Page, PageElement


@dataclass(frozen=True, slots=True)
class Need:
    """One verb on the elements it concerns, the one aimed at first.

    `incidental` marks the mere means of another verb of the same action, as the click that follows
    a link is: only a rule denies it, never the default. `destination` is the address it leads to.
    """

    verb: str
    elements: tuple[int, ...]
    incidental: bool = False
    destination: str | None = None


def required(
    action: str, page: Page, index: int | None, *, key: str | None = None, url: str | None = None
) -> tuple[Need, ...]:
    """Return all that has to be allowed for an action, nothing for one that no verb governs.

    `index` is the element aimed at, None for the document. `key` is the key that `press` presses,
    or that ends a `type`; `url` the address of a `goto`, by default that of the link aimed at.
    Raises ValueError for an action that is not one of `ACTIONS`.
    """
    root = page.elements[0 if index is None else index]
    match action:
        case "goto":
            return _goto(url if url is not None else href(root), page)
        case "press":
            return _press(key or "", root, page)
        case "type":
            typed = _set(root, page)
            return (*typed, *_enter(_control(root, page), page)) if key == "Enter" else typed
        case _:
            rule = _RULES.get(action)
            if rule is None:
                raise ValueError(f"Choose an action of: {', '.join(ACTIONS)}. Got: {action!r}.")
            return rule(root, page)


def on_verb(verb: str, page: Page, index: int | None) -> tuple[Need, ...]:
    """Return the need of a single verb, on all that it concerns besides the element aimed at.

    That is the control that a click reaches or a label stands for, the link that is followed, the
    form that is sent, the document that a script has. Source: the draft's submit_form is on "the
    form associated with the target".
    """
    target = page.elements[0 if index is None else index]
    concerned = (target.index,)
    destination = None
    match verb:
        case Verb.CLICK_ELEMENT:
            concerned = _click(target, page)[0].elements
        case Verb.SET_INPUT_VALUE | Verb.UPLOAD_FILE:
            concerned = _distinct(target, _control(target, page))
        case Verb.FOLLOW_LINK | Verb.DOWNLOAD_FILE:
            link = _link_around(target, page)
            if link is not None:
                concerned = _distinct(target, link)
                destination = _resolved(href(link), page) if verb == Verb.FOLLOW_LINK else None
        case Verb.SUBMIT_FORM:
            button = actionable(target, page)
            sender = button if is_submit_button(button) else target
            concerned = _distinct(target, sender)
            if sender.form is not None:
                concerned = (*concerned, sender.form)
        case Verb.EXECUTE_SCRIPT:
            runs = is_script_address(href(target) or "")
            concerned = _distinct(*([target] if runs else []), page.elements[0])
        case _:
            pass
    return (Need(verb, concerned, destination=destination),)


def _click(target: PageElement, page: Page) -> tuple[Need, ...]:
    reacting = _reacting(target, page)
    element = reacting[-1] if reacting else target
    touched = _distinct(target, *reacting)
    if element.tag == "label" and element.control is not None:
        # The browser clicks the control as well; in a text field that only puts the cursor there.
        clicked, *more = _click(page.elements[element.control], page)
        return Need(Verb.CLICK_ELEMENT, tuple(dict.fromkeys(touched + clicked.elements))), *more
    link = None if _keeps_click(element) else _link_around(element, page)
    means = is_player(element) or (link is not None and link.index == element.index)
    found = [Need(Verb.CLICK_ELEMENT, touched, incidental=means)]
    if is_submit_button(element) and element.form is not None:
        found += _submit(element.form, page, element)
    found += [
        Need(Verb.SET_INPUT_VALUE, _distinct(one, _control(one, page)))
        for one in reacting
        if is_set_by_click(one)
    ]
    if is_player(element):
        verb = Verb.PAUSE_MEDIA if "autoplay" in element.attributes else Verb.PLAY_MEDIA
        found.append(Need(verb, (element.index,)))
    if link is not None:
        found += _follow(link, page)
    return tuple(found)


def _reacting(target: PageElement, page: Page) -> list[PageElement]:
    """Return what reacts to a click, nearest first and up to the first control of the browser's.

    A role or a listener of the page's own takes nothing from the control around it.
    """
    found: list[PageElement] = []
    for one in (target, *ancestors(target, page)):
        if is_actionable(one):
            found.append(one)
        if is_control(one):
            return found
    return found[:1]


def _keeps_click(element: PageElement) -> bool:
    """Whether the link around a control does not learn of a click on it."""
    return (
        element.tag == "summary"
        or is_set_by_click(element)
        or (is_submit_button(element) and element.form is not None)
    )


def _link_around(element: PageElement, page: Page) -> PageElement | None:
    around = (one for one in (element, *ancestors(element, page)) if href(one) is not None)
    return next(around, None)


def _follow(link: PageElement, page: Page) -> list[Need]:
    address = href(link) or ""
    found = [Need(Verb.FOLLOW_LINK, (link.index,), destination=_resolved(address, page))]
    if "download" in link.attributes:
        found.append(Need(Verb.DOWNLOAD_FILE, (link.index,)))
    if is_script_address(address):
        found.append(Need(Verb.EXECUTE_SCRIPT, _distinct(link, page.elements[0])))
    return found


def _submit(form: int, page: Page, *senders: PageElement) -> list[Need]:
    """Return what sending a form takes; the last of the senders is the button, if there is one."""
    own = senders[-1].attributes.get("formaction") if is_submit_button(senders[-1]) else None
    action = own or page.elements[form].attributes.get("action") or ""
    elements = _distinct(*senders, page.elements[form])
    found = [Need(Verb.SUBMIT_FORM, elements, destination=_resolved(action, page))]
    if is_script_address(action):
        found.append(Need(Verb.EXECUTE_SCRIPT, _distinct(*senders[-1:], page.elements[0])))
    return found


def _enter(field: PageElement, page: Page) -> tuple[Need, ...]:
    """Return what Enter does in an element: a line break, a click, or the form that is sent."""
    if field.tag == "input" and not is_submit_button(field):
        sent = default_submission(field, page)
        if sent is not None and field.form is not None:
            (button,) = sent
            if button is None:
                return tuple(_submit(field.form, page, field))
            clicked = Need(Verb.CLICK_ELEMENT, (button.index,))
            return clicked, *_submit(field.form, page, field, button)
        return _click(field, page) if not is_field(field) else ()
    if field.tag == "select":
        return ()
    edited = _edited(field, page)
    if edited is None:
        return _click(field, page)
    return (Need(Verb.SET_INPUT_VALUE, _distinct(field, edited)),)


def _edited(element: PageElement, page: Page) -> PageElement | None:
    """Return what a key types text into: the element, or what is edited around it."""
    if is_editable(element) or is_control(element):
        return element if is_editable(element) else None
    for one in (element, *ancestors(element, page)):
        if "contenteditable" in one.attributes:
            return one if is_editable(one) else None
    return None


def _press(key: str, element: PageElement, page: Page) -> tuple[Need, ...]:
    if key.endswith(("Enter", "\n", "\r")):
        return _enter(element, page)
    if key in _HARMLESS_KEYS:
        return ()
    edited = _edited(element, page)
    if key.endswith(("Space", " ")) and edited is None and element.tag != "select":
        return _click(element, page)
    if edited is None and not is_field(element):
        return ()
    return (Need(Verb.SET_INPUT_VALUE, _distinct(element, edited or element)),)


def _set(target: PageElement, page: Page) -> tuple[Need, ...]:
    return (Need(Verb.SET_INPUT_VALUE, _distinct(target, _control(target, page))),)


def _upload(target: PageElement, page: Page) -> tuple[Need, ...]:
    touched = _distinct(target, _control(target, page))
    return Need(Verb.UPLOAD_FILE, touched), Need(Verb.SET_INPUT_VALUE, touched)


def _download(target: PageElement, page: Page) -> tuple[Need, ...]:
    clicked = _click(target, page)
    if any(need.verb == Verb.DOWNLOAD_FILE for need in clicked):
        return clicked
    return *clicked, Need(Verb.DOWNLOAD_FILE, (actionable(target, page).index,))


def _read(target: PageElement, page: Page) -> tuple[Need, ...]:
    verb = Verb.READ_METADATA if is_data(target) else Verb.READ_CONTENT
    return (Need(verb, (target.index,)),)


def _send(target: PageElement, page: Page) -> tuple[Need, ...]:
    return on_verb(Verb.SUBMIT_FORM, page, target.index)


def _copy(target: PageElement, page: Page) -> tuple[Need, ...]:
    return Need(Verb.COPY_TO_CLIPBOARD, (target.index,)), Need(Verb.READ_CONTENT, (target.index,))


def _goto(url: str | None, page: Page) -> tuple[Need, ...]:
    """Return the navigation itself, and each link of the page that leads to the same address.

    Otherwise a denied link could be got around by opening its address.
    """
    address = _resolved(url, page)
    if address is None:
        raise ValueError("Give the address to go to, or aim at a link.")
    followed = [
        Need(Verb.FOLLOW_LINK, (link.index,), destination=address)
        for link in page.elements
        if (target := href(link)) is not None and same_address(urljoin(page.url, target), address)
    ]
    return Need(NAVIGATION, (), destination=address), *followed


def _just(verb: Verb) -> Callable[[PageElement, Page], tuple[Need, ...]]:
    return lambda target, page: (Need(verb, (target.index,)),)


def _nothing(target: PageElement, page: Page) -> tuple[Need, ...]:
    return ()


def _script(target: PageElement, page: Page) -> tuple[Need, ...]:
    # A script has the whole document, whatever element it was meant for.
    return (Need(Verb.EXECUTE_SCRIPT, (0,)),)


_RULES: dict[str, Callable[[PageElement, Page], tuple[Need, ...]]] = {
    "check": _set,
    "click": _click,
    "copy": _copy,
    "download": _download,
    "hover": _nothing,
    "mute": _just(Verb.MUTE_MEDIA),
    "pause": _just(Verb.PAUSE_MEDIA),
    "play": _just(Verb.PLAY_MEDIA),
    "press-enter": _enter,
    "read": _read,
    "script": _script,
    "scroll": _just(Verb.SCROLL_PAGE),
    "select": _set,
    "submit": _send,
    "unmute": _just(Verb.UNMUTE_MEDIA),
    "upload": _upload,
}
ACTIONS: tuple[str, ...] = tuple(sorted([*_RULES, "goto", "press", "type"]))
"""The words for what an agent does, as the command line takes them."""

_HARMLESS_KEYS = frozenset({"Escape", "Tab", "Shift+Tab", "PageDown", "PageUp"})


def same_address(one: str, other: str) -> bool:
    """Whether two spellings name the same address; the fragment is no part of it."""
    return _address(one) == _address(other)


def _address(url: str) -> object:
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return url
    return parts.scheme, parts.hostname, port, unquote(parts.path) or "/", parts.query


def _resolved(address: str | None, page: Page) -> str | None:
    if address is None:
        return None
    try:
        return urljoin(page.url, address)
    except ValueError:
        return address


def _control(target: PageElement, page: Page) -> PageElement:
    element = actionable(target, page)
    if element.tag == "option":
        return next(
            (one for one in ancestors(element, page) if one.tag in {"select", "datalist"}), element
        )
    return element if element.control is None else page.elements[element.control]


def _distinct(*elements: PageElement) -> tuple[int, ...]:
    return tuple(dict.fromkeys(element.index for element in elements))
