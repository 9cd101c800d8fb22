"""What the page script's own functions say of elements: many small bodies in one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webagent_observation._registry import page_script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.async_api import JSHandle, Page

_TELL = """async (script, bodies) => {
  const told = [];
  for (const body of bodies) {
    document.body.innerHTML = body;
    // What the script keeps for as long as nothing else runs is dropped here.
    await 0;
    const element = document.querySelector("[t]") ?? document.body.querySelector("*");
    const withheld = (one) => one.matches(".w, .w *");
    const role = script.roleOf(element);
    const name = script.nameOf(element, role, withheld);
    told.push({
      role,
      name,
      description: script.descriptionOf(element, name, withheld),
      error: script.errorOf(element, withheld),
      states: script.statesOf(element, role),
      value: script.valueOf(element, role, withheld) ?? null,
      before: script.generatedOf(element, "::before"),
      after: script.generatedOf(element, "::after"),
    });
  }
  document.body.innerHTML = "";
  return told;
}"""
_FUNCTIONS = (
    "return { roleOf, nameOf, descriptionOf, errorOf, statesOf, valueOf, generatedOf,"
    " liveStateOf };\n}"
)


@dataclass(frozen=True, slots=True)
class Told:
    """All that is said of one element."""

    role: str
    name: str
    description: str
    error: str
    states: dict[str, Any]
    value: str | None
    before: str
    after: str


async def functions(page: Page) -> JSHandle:
    """Return an instance of the page script that has its own functions as its interface."""
    own, _, _ = page_script().rpartition("return {")
    return await page.evaluate_handle(own + _FUNCTIONS)


async def told_of(page: Page, bodies: Iterable[str]) -> dict[str, Told]:
    """Return what is said of the element with the attribute `t`, else of the first, of each body.

    What has the class `w` is withheld.
    """
    bodies = list(bodies)
    told = await (await functions(page)).evaluate(_TELL, bodies)
    return {body: Told(**one) for body, one in zip(bodies, told, strict=True)}
