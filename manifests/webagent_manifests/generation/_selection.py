"""Which selector stands for which subjects: the most stable one that reaches nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .._selector_list import split_selector_list
from .._specificity import specificity
from ._stable import equals
from ._subject import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .._specificity import Specificity
    from ..page import Page
    from ._subject import Subject

_ENDS_IN_ID = re.compile(r"#[\w-]+$")
"""It names one element, and no other rule does: there can be no tie."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One selector, and the subjects it stands for; none of them has another."""

    selector: str
    subjects: tuple[Subject, ...]
    fragile: bool
    """Nothing in the markup names the element, so it is named by where it stands."""


class Selection:
    """Finds selectors over all pages of a site at once."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._matched: dict[str, frozenset[Place] | None] = {}

    async def choose(
        self, subjects: Sequence[Subject], forms: Mapping[Place, str]
    ) -> tuple[list[Chosen], list[Subject]]:
        """Return selectors for subjects of one verb that are treated alike, and those without one.

        `forms` holds the selectors chosen for forms, by which their buttons are named.
        """
        allowed = frozenset(subject.place for subject in subjects)
        stable = {one.place: (*self._within(one, forms), *one.candidates) for one in subjects}
        last = {one.place: self._by_place(one) for one in subjects}
        await self._match(
            selector for several in (*stable.values(), *last.values()) for selector in several
        )
        covered: dict[Place, str] = {}
        fragile: set[str] = set()
        for subject in subjects:
            if subject.place in covered:
                continue
            selector = self._first(subject, stable[subject.place], allowed)
            if selector is None:
                selector = self._first(subject, last[subject.place], allowed)
                if selector is None:
                    continue
                fragile.add(selector)
            for place in self._matched[selector] or ():
                covered.setdefault(place, selector)
        grouped: dict[str, list[Subject]] = {}
        for subject in subjects:
            if subject.place in covered:
                grouped.setdefault(covered[subject.place], []).append(subject)
        chosen = [
            Chosen(selector, tuple(found), selector in fragile)
            for selector, found in grouped.items()
        ]
        return chosen, [subject for subject in subjects if subject.place not in covered]

    async def above(self, chosen: Chosen, others: Iterable[Chosen]) -> Chosen:
        """Return the same with a selector more specific than those of others, where they tie.

        Which of two equally specific rules counts hangs on their order, which is easily changed.
        """
        if _ENDS_IN_ID.search(chosen.selector):
            return chosen
        weights = {weight for other in others for weight in _weights(other.selector)}
        if weights.isdisjoint(_weights(chosen.selector)):
            return chosen
        for root in ("body", "html"):
            raised = ", ".join(f"{root} {one}" for one in split_selector_list(chosen.selector))
            if await self.matches(raised) == await self.matches(chosen.selector):
                return replace(chosen, selector=raised)
        return chosen

    async def matches(self, selector: str) -> frozenset[Place]:
        """Return where a selector matches on any page."""
        await self._match([selector])
        return self._matched[selector] or frozenset()

    def _first(
        self, subject: Subject, candidates: Iterable[str], allowed: frozenset[Place]
    ) -> str | None:
        for selector in candidates:
            found = self._matched[selector]
            if found is not None and subject.place in found and found <= allowed:
                return selector
        return None

    def _within(self, subject: Subject, forms: Mapping[Place, str]) -> list[str]:
        """Name a button by the form that it sends."""
        if subject.form is None or subject.form not in forms:
            return []
        element = self._pages[subject.place.page].elements[subject.place.element]
        form = forms[subject.form]
        kind = element.attributes.get("type", "").strip().lower()
        typed = f'{element.tag}[type="{kind}"]'
        found = [f"{form} button"] if element.tag == "button" else []
        found += [f"{form} {typed}"] if kind.isalpha() else []
        owner = element.attributes.get("form", "")
        if owner.isidentifier():
            found.append(f'{element.tag}[form="{owner}"]')
        return found

    def _by_place(self, subject: Subject) -> list[str]:
        """Name an element by where it stands, in its own tree: no selector enters a shadow tree."""
        element = self._pages[subject.place.page].elements[subject.place.element]
        path = element.path.rpartition(" >>> ")[2]
        role = element.attributes.get("role", "")
        path += equals("role", role) if role else ""
        # Without a browser, markup without <body> may have been put into the head.
        inner = path.removeprefix("head > ").removeprefix("body > ")
        return [path, inner] if path.startswith("body > ") else [inner, path]

    async def _match(self, selectors: Iterable[str]) -> None:
        new = [selector for selector in dict.fromkeys(selectors) if selector not in self._matched]
        if not new:
            return
        branches = {selector: split_selector_list(selector) for selector in new}
        wanted = list(dict.fromkeys(branch for several in branches.values() for branch in several))
        found = [await page.matches(wanted) for page in self._pages]
        for selector in new:
            places: set[Place] = set()
            valid = True
            for number, matched in enumerate(found):
                for branch in branches[selector]:
                    indices = matched[branch]
                    valid = valid and indices is not None
                    places |= {Place(number, index) for index in indices or ()}
            self._matched[selector] = frozenset(places) if valid else None


def _weights(selector: str) -> set[Specificity]:
    return {specificity(branch) for branch in split_selector_list(selector)}
