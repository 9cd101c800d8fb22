"""Fixture pages that say themselves what is to come of operating their control “Target”."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response

from tests.actions.acting import ref_of, visit
from tests.actions.performing.operating import PAGES
from tests.support.site import serve_site

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from webagent_actions import Situation

    from tests.support.site import Resource
    from webagent.browser import Session

SCRIPT = Response((PAGES / "done.js").read_text(encoding="utf-8"), media_type="text/javascript")


def cases(folder: str) -> pytest.MarkDecorator:
    """Run a test once for each page of a folder, which it gets as `case`."""
    names = sorted(path.stem for path in (PAGES / folder).glob("*.html"))
    return pytest.mark.parametrize("case", [f"{folder}/{name}" for name in names], ids=names)


@contextmanager
def serve_pages() -> Generator[str]:
    """Serve all of them, each at its path."""
    pages: dict[str, Resource] = {
        f"/{path.relative_to(PAGES).with_suffix('')}": path.read_text(encoding="utf-8")
        for path in PAGES.glob("*/*.html")
    }
    with serve_site({**pages, "/done.js": SCRIPT}) as url:
        yield url


async def begin(session: Session, url: str) -> Situation:
    """Open a page, look at it, and let begin what happens between a look and an action."""
    before = await visit(session, url)
    await session.page.evaluate("() => { document.dispatchEvent(new Event('start')) }")
    return before


async def expectations(session: Session) -> Mapping[str, str]:
    """Return what the page says in its `meta` elements."""
    return await session.page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('meta[name]')]"
        ".map((meta) => [meta.name, meta.content]))"
    )


def target_of(situation: Situation, expected: Mapping[str, str]) -> int:
    """Return the ref of what is to be operated."""
    return ref_of(situation, expected.get("target", "Target"))


def with_refs(text: str, situation: Situation) -> str:
    """Return a text with the names in braces replaced by their refs."""
    return re.sub(r"\{([^}]+)\}", lambda found: str(ref_of(situation, found[1])), text)


async def told(session: Session) -> dict[str, str]:
    """Return what the page's controls said of being operated: `done`, `times` or `wrong`."""
    return await session.page.evaluate("() => ({ ...document.documentElement.dataset })")
