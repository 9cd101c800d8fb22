"""Asking the live page which selectors match an element, in one evaluate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from webagent_actions import Reach
from webagent_manifests import ElementMatch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.async_api import ElementHandle
    from webagent_observation import Document


@dataclass(frozen=True, slots=True)
class Matches:
    """What the page answered for one reach; no elements if there is nothing within it."""

    elements: tuple[ElementMatch, ...]
    invalid: frozenset[str]
    fields: Mapping[str, str | float]
    """Values of the form by name, if it is asked for; passwords and files are left out."""
    destination: str | None
    """Where the link leads that was reached for."""


async def match_elements(
    document: Document,
    element: ElementHandle | None,
    selectors: Sequence[str],
    *,
    reaches: Sequence[Reach] = (Reach.ELEMENT,),
    pending: str | None = None,
) -> tuple[Matches, ...]:
    """Return, for each reach, what matches an element and what else is within it.

    None stands for the document as a whole. `pending` is the text that will have been typed into
    the element when its form is sent. Evaluated in the very document that the policy is for: it
    fails, with Playwright's error, if that has been left.
    """
    options = {
        "selectors": list(selectors),
        "reaches": [reach.value for reach in reaches],
        "pending": pending,
    }
    answer = await document.script.evaluate(
        f"(_, [target, options]) => ({_script()})(target, options)", [element, options]
    )

    def named(indices: Sequence[int]) -> frozenset[str]:
        return frozenset(selectors[index] for index in indices)

    invalid = named(answer["invalid"])
    return tuple(
        Matches(
            tuple(
                ElementMatch(named(one["own"]), tuple(map(named, one["ancestors"])))
                for one in found["elements"]
            ),
            invalid,
            found["fields"],
            found["destination"],
        )
        for found in answer["found"]
    )


@cache
def _script() -> str:
    return files("webagent.permissions").joinpath("match.js").read_text(encoding="utf-8")
