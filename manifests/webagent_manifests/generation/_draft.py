"""A manifest drafted from the pages of a site."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from .._manifest import SCHEMA_VERSION, Manifest, Verb
from ._controls import subjects_of_controls
from ._forms import forms_of, subjects_of_form
from ._openings import openings
from ._selection import Selection
from ._subject import Place
from ._treatment import Treatment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..page import Page
    from ._forms import Form
    from ._selection import Chosen
    from ._subject import Subject

_Groups: TypeAlias = "dict[tuple[Treatment, Verb], list[Chosen]]"

_DOWNLOADS = {"rate_limit": {"max_requests": 20, "window_seconds": 3600}}
_MOST_NAMES = 10
_LONGEST_NAME = 40
# Forms first: their buttons are named by them.
_VERBS = (
    Verb.SUBMIT_FORM,
    Verb.CLICK_ELEMENT,
    Verb.SET_INPUT_VALUE,
    Verb.UPLOAD_FILE,
    Verb.DOWNLOAD_FILE,
    Verb.FOLLOW_LINK,
)


@dataclass(frozen=True, slots=True)
class Note:
    """Why a rule is there, or what its owner should look at; `rule` is its index, if it has one."""

    rule: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A manifest to start from, and the reasons for each of its rules."""

    document: dict[str, Any]
    """The manifest as plain JSON values."""
    notes: tuple[Note, ...]

    @property
    def manifest(self) -> Manifest:
        """The manifest as values."""
        return Manifest.model_validate_json(json.dumps(self.document))

    def to_json(self) -> str:
        """Return the file to publish."""
        return json.dumps(self.document, indent=2, ensure_ascii=False) + "\n"


async def draft(
    pages: Sequence[Page],
    *,
    strict: bool = False,
    author: str | None = None,
    updated: datetime | None = None,
) -> Draft:
    """Draft a manifest from the forms, buttons and links of a site's pages.

    What changes something for good needs a person, the deletion of an account is denied, and the
    rest is left to the default: allowed, or with `strict` denied, and then what is harmless is
    allowed by rules. The same pages give the same draft, but for `updated`, which is now unless
    it is given (timezone-aware).

    Raises:
        ValueError: there are no pages.
    """
    if not pages:
        raise ValueError("Give at least one page to draft a manifest from.")
    forms = [form for number, page in enumerate(pages) for form in forms_of(page, number)]
    subjects = _distinct(_subjects(pages, forms))
    selection = Selection(pages)
    groups, unruled = await _choose(selection, subjects)
    rules: list[dict[str, Any]] = []
    notes: list[Note] = []
    if strict:
        taken = frozenset(one.place for one in subjects if one.treatment is not Treatment.ALLOW)
        for verb, selector, why in await openings(pages, selection, taken):
            notes.append(Note(len(rules), why))
            rules.append(_rule(verb, selector, Treatment.ALLOW))
    for treatment in Treatment:
        for verb, chosen in _in_order(groups, treatment):
            if treatment is Treatment.ALLOW and not strict and verb is not Verb.DOWNLOAD_FILE:
                continue
            notes += _notes(len(rules), chosen)
            rules.append(_rule(verb, chosen.selector, treatment))
    document: dict[str, Any] = {
        "metadata": {
            "schema_version": SCHEMA_VERSION,
            "last_updated": _written(updated or datetime.now(UTC)),
            **({} if author is None else {"author": author}),
        },
        "strict": strict,
        "resource_rules": rules,
    }
    more = [
        Note(None, f"NO RULE: no selector names it alone, so give it an id. {_sentence([one])}")
        for one in unruled
    ]
    return Draft(document, (*notes, *more, *_left_open(pages, groups, strict)))


async def _choose(
    selection: Selection, subjects: Sequence[Subject]
) -> tuple[_Groups, list[Subject]]:
    """Return the selectors for everything, and the restricted things that no selector names."""
    forms: dict[Place, str] = {}
    groups: _Groups = {}
    unruled: list[Subject] = []
    for verb in _VERBS:
        for treatment in Treatment:
            group = [one for one in subjects if (one.verb, one.treatment) == (verb, treatment)]
            if not group:
                continue
            chosen, nameless = await selection.choose(group, forms)
            if treatment is Treatment.DENY:
                laxer = [each for lax in Treatment for each in groups.get((lax, verb), ())]
                chosen = [await selection.above(each, laxer) for each in chosen]
            groups[treatment, verb] = chosen
            unruled += [one for one in nameless if treatment is not Treatment.ALLOW]
            if verb is Verb.SUBMIT_FORM:
                forms |= {one.place: each.selector for each in chosen for one in each.subjects}
    return groups, unruled


def _subjects(pages: Sequence[Page], forms: Sequence[Form]) -> Iterable[Subject]:
    alike = _addresses_alike(forms)
    for number, page in enumerate(pages):
        for form in forms:
            if form.place.page == number:
                yield from subjects_of_form(form, alike)
        yield from subjects_of_controls(page, number)


def _addresses_alike(forms: Sequence[Form]) -> dict[Place, list[str]]:
    """Return, for each form, the addresses of the forms for the same purpose."""
    by_purpose: dict[object, list[str]] = {}
    keys = {form.place: (form.intent, form.treatment[0]) for form in forms}
    for form in forms:
        action = form.element.attributes.get("action", "")
        by_purpose.setdefault(keys[form.place], []).append(action)
    return {place: by_purpose[key] for place, key in keys.items()}


def _distinct(subjects: Iterable[Subject]) -> list[Subject]:
    """Return one subject for each verb on an element: the strictest."""
    found: dict[tuple[Place, Verb], Subject] = {}
    for subject in subjects:
        key = (subject.place, subject.verb)
        known = found.get(key)
        if known is None or known.treatment < subject.treatment:
            found[key] = subject
    return list(found.values())


def _in_order(groups: _Groups, treatment: Treatment) -> list[tuple[Verb, Chosen]]:
    """Return what is treated alike in the order of the pages, a form before its button."""
    found = [(verb, chosen) for verb in _VERBS for chosen in groups.get((treatment, verb), ())]
    return sorted(
        found,
        key=lambda each: (
            each[1].subjects[0].place.page,
            _form_or_self(each[1]),
            _VERBS.index(each[0]),
        ),
    )


def _form_or_self(chosen: Chosen) -> int:
    first = chosen.subjects[0]
    return first.place.element if first.form is None else first.form.element


def _rule(verb: Verb, selector: str, treatment: Treatment) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "verb": verb.value,
        "selector": selector,
        "allowed": treatment is not Treatment.DENY,
    }
    if treatment is Treatment.HUMAN:
        rule["modifiers"] = {"human_in_the_loop": True}
    elif verb is Verb.DOWNLOAD_FILE:
        rule["modifiers"] = _DOWNLOADS
    return rule


def _notes(rule: int, chosen: Chosen) -> list[Note]:
    notes = [Note(rule, _sentence(chosen.subjects))]
    if chosen.fragile:
        notes.append(
            Note(
                rule,
                "Nothing in the markup names it, so the rule goes by where it stands: give it an "
                "id, and the rule that id.",
            )
        )
    return notes


def _left_open(pages: Sequence[Page], groups: _Groups, strict: bool) -> list[Note]:
    """Tell what was found and has no rule of its own, because the default allows it."""
    if strict:
        return _closed(pages, groups)
    return [
        Note(None, f"Allowed without a rule, by default. {_sentence(chosen.subjects)}")
        for chosen in groups.get((Treatment.ALLOW, Verb.SUBMIT_FORM), ())
    ]


def _closed(pages: Sequence[Page], groups: _Groups) -> list[Note]:
    """Tell which buttons no rule names, since a strict manifest forbids them."""
    ruled = {
        subject.place
        for (_, verb), several in groups.items()
        if verb is Verb.CLICK_ELEMENT
        for chosen in several
        for subject in chosen.subjects
    }
    names = dict.fromkeys(
        element.text
        for number, page in enumerate(pages)
        for element in page.elements
        if element.tag == "button"
        and element.text
        and "aria-expanded" not in element.attributes
        and element.attributes.get("role") != "tab"
        and Place(number, element.index) not in ruled
    )
    if not names:
        return []
    shown = ", ".join(f"“{name[:_LONGEST_NAME]}”" for name in list(names)[:_MOST_NAMES])
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    text = f"These buttons are forbidden, because no rule names them: {shown}{more}."
    return [Note(None, text)]


def _sentence(subjects: Sequence[Subject]) -> str:
    name, others = subjects[0].name, len(subjects) - 1
    more = f", like {others} more," if others else ""
    return f"{name[0].upper()}{name[1:]}{more} {subjects[0].why}."


def _written(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("Pass a timezone-aware time, such as datetime.now(UTC).")
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
