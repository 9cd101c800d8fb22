"""A page as it stands in the browser, as facts."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from playwright.async_api import Error as PlaywrightError
from webagent_manifests.page import PageElement

from webagent.errors import SiteUnreachable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.async_api import JSHandle
    from playwright.async_api import Page as BrowserPage


class LivePage:
    """A page in the browser: the facts as of one moment, selectors matched as of now.

    Its elements are those of the main document and then those of the documents in frames of the
    same origin, whose roots have no parent; a manifest is the whole origin's. Open shadow trees
    are part of both. `closed_frames` are the addresses of frames of other origins: they have
    manifests of their own and are not looked into.
    """

    engine: Literal["browser"] = "browser"

    def __init__(self, script: JSHandle, facts: Mapping[str, Any]) -> None:
        """Take the page script and its facts; `LivePage.read` has both."""
        self._script = script
        self.url: str = facts["url"]
        self.title: str = facts["title"]
        self.closed_frames: tuple[str, ...] = tuple(facts["closed"])
        self.elements: tuple[PageElement, ...] = tuple(
            PageElement(index, *fact) for index, fact in enumerate(facts["elements"])
        )

    @classmethod
    async def read(cls, page: BrowserPage) -> LivePage:
        """Read the facts of the page that a tab shows.

        Raises:
            playwright.async_api.Error: the page is being left, or it hangs.
        """
        script = await page.evaluate_handle(_page_script())
        return cls(script, json.loads(await script.evaluate("script => script.facts()")))

    async def again(self) -> LivePage:
        """Read the facts of the same document anew, as of now; this page matches no longer.

        Raises:
            SiteUnreachable: the page was left.
        """
        try:
            facts = await self._script.evaluate("script => script.facts()")
        except PlaywrightError as error:
            raise self._left() from error
        return LivePage(self._script, json.loads(facts))

    async def matches(self, selectors: Sequence[str]) -> Mapping[str, frozenset[int] | None]:
        """Return which elements each complex selector matches now, None if it can't be evaluated.

        Raises:
            SiteUnreachable: the page was left.
        """
        try:
            found = await self._script.evaluate(
                "(script, selectors) => script.matches(selectors)", list(selectors)
            )
        except PlaywrightError as error:
            raise self._left() from error
        return {
            selector: None if indices is None else frozenset(indices)
            for selector, indices in zip(selectors, found, strict=True)
        }

    def _left(self) -> SiteUnreachable:
        return SiteUnreachable(f"{self.url} went on to another page meanwhile.")


@cache
def _page_script() -> str:
    return files("webagent.authoring").joinpath("page.js").read_text(encoding="utf-8")
