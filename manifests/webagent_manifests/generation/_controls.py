"""What acts outside of forms: buttons of scripts, links that change something, fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from .._manifest import Verb
from ._forms import button_selectors, is_card_field, is_password, is_submitter, names_of
from ._intent import Intent, intent_of, words_of
from ._stable import addressed, css_string, described, named
from ._subject import Place, Subject, called
from ._treatment import Treatment, treatment_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..page import Page, PageElement

_LONGEST_LABEL = 8
_LONGEST_LINK = 4
# Links that do something when they are opened, though by HTTP they should not.
_BY_LINK = frozenset(
    {
        Intent.ACCOUNT_DELETION,
        Intent.CANCELLATION,
        Intent.DELETION,
        Intent.LOGOUT,
        Intent.UNSUBSCRIPTION,
    }
)
_NOUNS = frozenset({Intent.MESSAGE, Intent.PUBLICATION})
"""What buttons that only show something are named after too, as “Comments (5)”."""
_BY_SCRIPT = _BY_LINK | _NOUNS | {Intent.PURCHASE}
_SAID = re.compile(
    r"(?:post|publish|reply|send|submit|veroffentlichen|antworten|senden|absenden|abschicken|"
    r"publier|repondre|envoyer|publicar|responder|enviar|pubblica|rispondi|invia|plaatsen|"
    r"reageren|verzenden|versturen)\b"
)
# An article on closing an account closes none.
_ABOUT = re.compile(
    r"\b(?:help|support|docs?|faqs?|blog|news|articles?|guides?|hilfe|aide|ayuda)\b"
)
_BACKSTAGE = frozenset(
    {
        "admin", "administration", "administrator", "backend", "backoffice", "cms", "cpanel",
        "phpmyadmin", "staff", "wp-admin", "wp-login.php",
    }
)  # fmt: skip


def subjects_of_controls(page: Page, number: int) -> Iterator[Subject]:
    """Yield what a draft has to say of a page's controls apart from its forms."""
    for element in page.elements:
        place = Place(number, element.index)
        if _leads_somewhere(element):
            yield from _of_link(element, page, place)
        elif _is_button(element) and not (is_submitter(element) and element.form is not None):
            yield from _of_button(element, page, place)
        elif element.tag == "input":
            yield from _of_field(element, page, place)


def _of_button(element: PageElement, page: Page, place: Place) -> Iterator[Subject]:
    label = element.text if len(element.text.split()) <= _LONGEST_LABEL else ""
    around = [] if element.form is None else names_of(page.elements[element.form])
    if _in_dialog_form(element, page):
        return
    own = intent_of(*names_of(element), label=label)
    # The form around it tells whether a thing is removed from the cart or for good.
    intent = None if own is None else intent_of(*names_of(element), *around, label=label)
    if intent not in _BY_SCRIPT or (intent in _NOUNS and not _SAID.match(words_of(label))):
        return
    treatment, why = treatment_of(intent)
    candidates = tuple(button_selectors(element))
    name = called(element, page)
    yield Subject(place, Verb.CLICK_ELEMENT, treatment, name, why, candidates)


def _of_link(element: PageElement, page: Page, place: Place) -> Iterator[Subject]:
    name = called(element, page)
    if "download" in element.attributes:
        why = "sends a file; twenty in an hour are enough for a visitor"
        yield Subject(place, Verb.DOWNLOAD_FILE, Treatment.ALLOW, name, why, ("a[download]",))
    path = _own_path(element, page)
    if path is None:
        return
    first = path.strip("/").partition("/")[0].lower()
    if first in _BACKSTAGE:
        why = "leads behind the scenes; agents of visitors have no business there"
        selectors = tuple(_into(element.attributes["href"], first))
        yield Subject(place, Verb.FOLLOW_LINK, Treatment.DENY, name, why, selectors)
        return
    if _ABOUT.search(words_of(path)):
        return
    words = words_of(element.text)
    label = element.text if len(words.split()) <= _LONGEST_LINK else ""
    ends = [part for part in path.split("/") if part][-2:]
    intent = intent_of(" ".join(ends), label=label)
    if intent in _BY_LINK:
        treatment, why = treatment_of(intent)
        candidates = (*named(element), *addressed(element, "href"), *described(element))
        yield Subject(place, Verb.FOLLOW_LINK, treatment, name, why, candidates)


def _of_field(element: PageElement, page: Page, place: Place) -> Iterator[Subject]:
    name = called(element, page)
    if is_password(element):
        why = "takes a password; a person has to agree that it is typed"
        selectors = ('input[type="password"]',)
    elif is_card_field(element):
        why = "takes the number of a card or an account; a person has to agree that it is typed"
        selectors = ('input[autocomplete^="cc-"]', *named(element))
    elif element.attributes.get("type", "").lower() == "file":
        why = "takes a file of the visitor; a person chooses which"
        yield Subject(place, Verb.UPLOAD_FILE, Treatment.HUMAN, name, why, ('input[type="file"]',))
        return
    else:
        return
    yield Subject(place, Verb.SET_INPUT_VALUE, Treatment.HUMAN, name, why, selectors)


def _leads_somewhere(element: PageElement) -> bool:
    """Whether it is a link, not a button in the shape of one."""
    address = element.attributes.get("href", "").strip()
    if element.tag != "a" or element.attributes.get("role", "").lower() == "button":
        return False
    return bool(address) and address != "#" and not address.startswith("javascript:")


def _is_button(element: PageElement) -> bool:
    if element.tag in {"a", "button"} or element.attributes.get("role", "").lower() == "button":
        return True
    return element.tag == "input" and element.attributes.get("type", "").lower() == "button"


def _in_dialog_form(element: PageElement, page: Page) -> bool:
    form = None if element.form is None else page.elements[element.form]
    return form is not None and form.attributes.get("method", "").strip().lower() == "dialog"


def _own_path(element: PageElement, page: Page) -> str | None:
    """Return the path a link leads to on the page's own site, None if it leads away."""
    try:
        target = urlsplit(urljoin(page.url, element.attributes["href"].strip()))
        here = urlsplit(page.url)
    except ValueError:
        return None
    if target.scheme not in {"", "http", "https"} or target.netloc not in {"", here.netloc}:
        return None
    return unquote(target.path)


def _into(address: str, first: str) -> Iterator[str]:
    """Yield selectors for all links into a folder, written as this one is written."""
    start = address.lower().find(first)
    folder = address[: start + len(first)]
    yield f"a[href={css_string(folder)}], a[href^={css_string(folder + '/')}]"
    yield f"a[href^={css_string(folder)}]"
