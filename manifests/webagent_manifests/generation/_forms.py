"""The forms of a page: what each is for, and what sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._manifest import Verb
from ._intent import Intent, intent_of, words_of
from ._stable import addressed, css_string, described, equals, looks_generated, named
from ._subject import Place, Subject, called, called_form
from ._treatment import Treatment, treatment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..page import Page, PageElement

_ALWAYS_MEANT = frozenset(
    {
        Intent.ACCOUNT_DELETION,
        Intent.CANCELLATION,
        Intent.DELETION,
        Intent.LOGIN,
        Intent.LOGOUT,
        Intent.PURCHASE,
        Intent.REGISTRATION,
        Intent.UNSUBSCRIPTION,
    }
)
"""What a form does even if it is sent by GET, which should change nothing."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one page, with the elements that belong to it."""

    page: Page
    place: Place
    element: PageElement
    fields: tuple[PageElement, ...]
    submitters: tuple[PageElement, ...]

    @property
    def intent(self) -> Intent | None:
        """What the form is for, by its names, its fields and, if it has only one, its button."""
        label = self.submitters[0].text if len(self.submitters) == 1 else ""
        found = intent_of(*names_of(self.element), label=label)
        if found is Intent.ACCOUNT_DELETION:
            return found
        if any(map(is_card_field, self.fields)):
            return Intent.PURCHASE
        passwords = [one for one in self.fields if is_password(one)]
        if passwords and found not in _ALWAYS_MEANT:
            completions = [one.attributes.get("autocomplete", "") for one in passwords]
            new = len(passwords) > 1 or any("new-password" in each for each in completions)
            return Intent.REGISTRATION if new else Intent.LOGIN
        if found is None and self._searches:
            return Intent.SEARCH
        return found

    @property
    def treatment(self) -> tuple[Treatment, str]:
        """How it is treated, and why."""
        intent = self.intent
        if self.only_reads and intent not in _ALWAYS_MEANT:
            return Treatment.ALLOW, "is sent by GET, which changes nothing"
        return treatment_of(intent)

    @property
    def only_reads(self) -> bool:
        """Whether it is sent by GET, and means to be."""
        # Without a method and an action a script sends it, and GET is not what was meant.
        attributes = self.element.attributes
        method = attributes.get("method", "").strip().lower()
        return method == "get" or (not method and "action" in attributes)

    @property
    def _searches(self) -> bool:
        return self.element.attributes.get("role") == "search" or any(
            field.attributes.get("type", "").lower() == "search" for field in self.fields
        )


def forms_of(page: Page, number: int) -> list[Form]:
    """Return the forms of a page that send something."""
    members: dict[int, list[PageElement]] = {
        one.index: []
        for one in page.elements
        if one.tag == "form" and one.attributes.get("method", "").strip().lower() != "dialog"
    }
    for one in page.elements:
        if one.form in members:
            members[one.form].append(one)
    return [
        Form(
            page,
            Place(number, index),
            page.elements[index],
            tuple(one for one in found if _is_field(one)),
            tuple(one for one in found if is_submitter(one)),
        )
        for index, found in members.items()
    ]


def subjects_of_form(form: Form, alike: Mapping[Place, Sequence[str]]) -> Iterator[Subject]:
    """Yield what a draft has to say of a form and of each button that sends it.

    `alike` are the addresses of the forms that do the same, by the place of the form.
    """
    treatment, why = form.treatment
    yield Subject(
        form.place,
        Verb.SUBMIT_FORM,
        treatment,
        called_form(form.element, form.page, form.intent),
        why,
        tuple(_form_selectors(form, alike.get(form.place, ()))),
    )
    for button in form.submitters:
        place = Place(form.place.page, button.index)
        own, because = treatment, why
        if len(form.submitters) > 1:
            meant = intent_of(*names_of(button), label=button.text)
            if meant is not None and treatment_of(meant)[0] >= treatment:
                own, because = treatment_of(meant)
            if own > treatment:
                yield Subject(
                    place,
                    Verb.SUBMIT_FORM,
                    own,
                    called(button, form.page),
                    because,
                    tuple(button_selectors(button)),
                )
        yield Subject(
            place,
            Verb.CLICK_ELEMENT,
            own,
            called(button, form.page),
            because,
            tuple(button_selectors(button)),
            form.place,
        )


def names_of(element: PageElement) -> list[str]:
    """Return what the authors call an element in its markup."""
    attributes = element.attributes
    names = ("id", "name", "aria-label", "data-testid", "data-test", "data-action", "class")
    kept = [attributes[name] for name in names if not _is_noise(attributes.get(name, ""))]
    if element.tag == "form":
        kept.append(_path(attributes.get("action", "")))
    kept.append(_path(attributes.get("formaction", "")))
    return kept


def button_selectors(element: PageElement) -> Iterator[str]:
    """Yield selectors for a button, best first."""
    yield from named(element)
    yield from addressed(element, "formaction")
    yield from described(element)


def is_submitter(element: PageElement) -> bool:
    """Whether a click on it sends its form."""
    kind = element.attributes.get("type", "").strip().lower()
    if element.tag == "button":
        return kind not in {"button", "reset"}
    return element.tag == "input" and kind in {"submit", "image"}


def is_password(element: PageElement) -> bool:
    """Whether a secret is typed into it."""
    return element.tag == "input" and element.attributes.get("type", "").lower() == "password"


def is_card_field(element: PageElement) -> bool:
    """Whether the number of a card or of an account is typed into it."""
    if not _is_field(element) or element.tag != "input":
        return False
    if element.attributes.get("autocomplete", "").lower().startswith("cc-"):
        return True
    words = words_of(" ".join(element.attributes.get(name, "") for name in ("id", "name")))
    return any(f" {word} " in f" {words} " for word in _CARD_WORDS)


_CARD_WORDS = (
    "card number", "cardnumber", "cc number", "ccnumber", "creditcard", "credit card", "cvc",
    "cvv", "iban", "kreditkarte", "kartennummer", "kontonummer", "carte bancaire",
    "numero carte", "tarjeta", "numero tarjeta", "carta di credito", "kaartnummer",
)  # fmt: skip


def _form_selectors(form: Form, alike: Sequence[str]) -> Iterator[str]:
    element = form.element
    if form.only_reads and form.treatment[0] is Treatment.ALLOW:
        # One rule for all searches, filters and pagers of a site.
        yield 'form[method="get"]'
    yield from named(element)
    yield from addressed(element, "action", alike)
    yield from described(element)
    if element.attributes.get("role") == "search":
        yield "form" + equals("role", "search")
    for one in form.fields:
        name = one.attributes.get("name", "")
        if not looks_generated(name):
            yield f"form:has([name={css_string(name)}])"
    if any(one.attributes.get("type", "").lower() == "search" for one in form.fields):
        yield 'form:has(input[type="search"])'


def _is_field(element: PageElement) -> bool:
    if element.tag in {"select", "textarea"}:
        return True
    kind = element.attributes.get("type", "").strip().lower()
    return element.tag == "input" and kind not in {"submit", "image", "reset", "button", "hidden"}


def _is_noise(name: str) -> bool:
    return not name or all(map(looks_generated, name.split()))


def _path(address: str) -> str:
    return address.partition("?")[0].partition("#")[0]
