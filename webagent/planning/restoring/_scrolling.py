"""How far a page and what is in it are scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from webagent.browser import Session

Offsets: TypeAlias = tuple[tuple[str, float, float], ...]
"""Of each that is scrolled: its path of child indices, empty for the window; left and top, px."""

_READ = """() => {
  const found = [];
  if (scrollX || scrollY) found.push(["", scrollX, scrollY]);
  const pathOf = (element) => {
    const path = [];
    for (; element.parentElement; element = element.parentElement) {
      path.unshift([...element.parentElement.children].indexOf(element));
    }
    return path.join("/");
  };
  for (const element of document.body?.querySelectorAll("*") ?? []) {
    const { scrollLeft, scrollTop } = element;
    if (scrollLeft || scrollTop) found.push([pathOf(element), scrollLeft, scrollTop]);
  }
  return found;
}"""
_PUT = """(offsets) => {
  for (const [path, left, top] of offsets) {
    let element = path ? document.documentElement : window;
    for (const index of path ? path.split("/") : []) element = element?.children[index];
    element?.scrollTo({ left, top, behavior: "instant" });
  }
}"""


async def offsets_of(session: Session) -> Offsets:
    """Return how far the main frame's parts are scrolled; nothing where it can't be asked."""
    try:
        told = await session.unless_dialog(session.page.evaluate(_READ))
    except PlaywrightError:
        return ()
    found = cast("list[tuple[str, float, float]] | None", told)
    return tuple((path, left, top) for path, left, top in found or ())


async def put_offsets(session: Session, offsets: Offsets) -> None:
    """Scroll to where it was; what is scrolled and was not goes to its beginning.

    Raises:
        playwright.async_api.Error: the page is gone or is navigating.
    """
    kept = {path for path, _, _ in offsets}
    moved = [(path, 0, 0) for path, _, _ in await offsets_of(session) if path not in kept]
    await session.unless_dialog(session.page.evaluate(_PUT, [*moved, *offsets]))
