"""What an action on a page takes: every verb of the format it comes to, and on which elements.

Source: LAS-WG agent-permissions.json draft, verbs; a composite action is taken apart, and all of
its parts have to be allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from webagent_manifests._manifest import Verb
from webagent_manifests._request import NAVIGATION

from ._kinds import (
    actionable,
    default_submission,
    href,
    is_checkable,
    is_data,
    is_editable,
    is_field,
    is_media,
    is_script_address,
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
    """Return the need of a single verb: a label speaks for its control, submit_form for the form.

    Source: the draft's submit_form is on "the form associated with the target".
    """
    element = page.elements[0 if index is None else index]
    concerned = [element.index]
    if element.control is not None:
        concerned.append(element.control)
    if verb == Verb.SUBMIT_FORM and element.form is not None:
        concerned.append(element.form)
    address = href(element) if verb == Verb.FOLLOW_LINK else None
    return (Need(verb, tuple(concerned), destination=_resolved(address, page)),)


def _click(target: PageElement, page: Page) -> tuple[Need, ...]:
    element = actionable(target, page)
    if element.tag == "label":
        return _click_label(target, element, page)
    touched = _distinct(target, element)
    address = href(element)
    if address is not None:
        return _follow(touched, element, address, page)
    if is_media(element) and "controls" in element.attributes:
        verb = Verb.PAUSE_MEDIA if "autoplay" in element.attributes else Verb.PLAY_MEDIA
        return (
            Need(Verb.CLICK_ELEMENT, touched, incidental=True),
            Need(verb, (element.index,)),
        )
    clicked = Need(Verb.CLICK_ELEMENT, touched)
    if is_submit_button(element) and element.form is not None:
        return clicked, _submit(element, element.form, page)
    if is_checkable(element):
        return clicked, Need(Verb.SET_INPUT_VALUE, (element.index,))
    return (clicked,)


def _click_label(target: PageElement, label: PageElement, page: Page) -> tuple[Need, ...]:
    touched = _distinct(target, label)
    if label.control is None:
        return (Need(Verb.CLICK_ELEMENT, touched),)
    control = page.elements[label.control]
    # The browser clicks the control as well; in a text field that only puts the cursor there.
    clicked, *more = _click(control, page)
    return Need(Verb.CLICK_ELEMENT, (*touched, *clicked.elements)), *more


def _follow(
    touched: tuple[int, ...], link: PageElement, address: str, page: Page
) -> tuple[Need, ...]:
    found = [
        Need(Verb.CLICK_ELEMENT, touched, incidental=True),
        Need(Verb.FOLLOW_LINK, (link.index,), destination=_resolved(address, page)),
    ]
    if "download" in link.attributes:
        found.append(Need(Verb.DOWNLOAD_FILE, (link.index,)))
    if is_script_address(address):
        found.append(Need(Verb.EXECUTE_SCRIPT, _distinct(link, page.elements[0])))
    return tuple(found)


def _submit(submitter: PageElement, form: int, page: Page) -> Need:
    action = submitter.attributes.get("formaction") or page.elements[form].attributes.get("action")
    return Need(
        Verb.SUBMIT_FORM, (submitter.index, form), destination=_resolved(action or "", page)
    )


def _enter(field: PageElement, page: Page) -> tuple[Need, ...]:
    """Return what Enter does in an element: a line break, a click, or the form that is sent."""
    if field.tag == "input" and not is_submit_button(field):
        sent = default_submission(field, page)
        if sent is not None and field.form is not None:
            (button,) = sent
            if button is None:
                return (_submit(field, field.form, page),)
            need = _submit(button, field.form, page)
            return (
                Need(Verb.CLICK_ELEMENT, (button.index,)),
                Need(need.verb, (field.index, *need.elements), destination=need.destination),
            )
        return _click(field, page) if not is_field(field) else ()
    if is_editable(field):
        return (Need(Verb.SET_INPUT_VALUE, (field.index,)),)
    return () if field.tag == "select" else _click(field, page)


def _press(key: str, element: PageElement, page: Page) -> tuple[Need, ...]:
    if key.endswith(("Enter", "\n", "\r")):
        return _enter(element, page)
    if key in _HARMLESS_KEYS:
        return ()
    if key.endswith(("Space", " ")) and not (is_editable(element) or element.tag == "select"):
        return _click(element, page)
    return (Need(Verb.SET_INPUT_VALUE, (element.index,)),) if is_field(element) else ()


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
            (one for one in _above(element, page) if one.tag in {"select", "datalist"}), element
        )
    return element if element.control is None else page.elements[element.control]


def _above(element: PageElement, page: Page) -> list[PageElement]:
    found: list[PageElement] = []
    while element.parent is not None:
        element = page.elements[element.parent]
        found.append(element)
    return found


def _distinct(*elements: PageElement) -> tuple[int, ...]:
    return tuple(dict.fromkeys(element.index for element in elements))
