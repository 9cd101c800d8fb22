"""Operating controls of the fixture pages."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from webagent_actions import ActionRefused

from tests.actions.acting import act, ref_of, visit
from tests.support.site import serve_site

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from webagent_actions import Action, Outcome, Situation

    from tests.support.site import Resource
    from webagent.browser import Session

PAGES = Path(__file__).parents[1] / "pages"


@contextmanager
def serve_page(name: str, **resources: Resource) -> Generator[str]:
    """Serve a fixture page, with resources at `/<their name>` beside it, and yield its address."""
    html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    with serve_site({"/": html, **{f"/{path}": it for path, it in resources.items()}}) as url:
        yield url


async def refusal(session: Session, url: str, name: str, action: Callable[[int], Action]) -> str:
    """Return why it is not done: for what was observed, or for what was met in doing it."""
    try:
        _, outcome = await operate(session, url, name, action)
    except ActionRefused as refused:
        return refused.hint
    assert outcome.error is not None
    return outcome.error


async def operate(
    session: Session, url: str, name: str, action: Callable[[int], Action]
) -> tuple[Situation, Outcome]:
    """Open a page and do to the one control of this name what `action` makes of its ref.

    Raises:
        ActionRefused: it does not fit what was observed.
    """
    before = await visit(session, url)
    return before, await act(session, before, action(ref_of(before, name)))
