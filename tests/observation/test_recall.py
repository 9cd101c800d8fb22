"""Everything that can be acted on has a ref, also in what component libraries make of controls."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.observation.recall import recall
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

FOLDER = Path(__file__).parent
GOLDEN = sorted((FOLDER / "golden").glob("*.html"))

# How component libraries make controls: CSS frameworks of labels and anchors, scripted ones of
# boxes with roles and transparent inputs, web components in shadow roots.
LIBRARIES = {"css_framework": 40, "scripted_library": 40, "web_components": 25}


def read(path: Path) -> str:
    """Return a page as it is written."""
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "least"), LIBRARIES.items())
async def test_component_libraries(page: Page, registry: Registry, name: str, least: int) -> None:
    with serve_site(read(FOLDER / "libraries" / f"{name}.html")) as url:
        await page.goto(url)
        found = await recall(page, registry)
    assert found.missing == ()
    assert sum(found.expected.values()) >= least


@pytest.mark.parametrize("path", GOLDEN, ids=[path.stem for path in GOLDEN])
async def test_saved_pages(page: Page, registry: Registry, path: Path) -> None:
    with serve_site(read(path)) as url:
        await page.goto(url)
        found = await recall(page, registry)
    assert found.missing == ()
    assert found.expected


async def test_image_maps_and_frames(page: Page, registry: Registry) -> None:
    picture = (
        "<img usemap=#m width=90 height=60 src='data:,'><map name=m>"
        "<area href=/a coords='0,0,40,40' alt=A></map>"
    )
    resources = {"/": f"{picture}<iframe src=/in></iframe>", "/in": f"<button>In</button>{picture}"}
    with serve_site(resources) as url:
        await page.goto(url)
        found = await recall(page, registry)
    assert found.missing == ()
    assert (found.expected["area"], found.expected["tag"]) == (2, 1)


async def test_cells_of_a_grid(page: Page, registry: Registry) -> None:
    cells = "".join(
        f"<span role=gridcell{how}>Cell</span>"
        for how in ("", " tabindex=-1", " tabindex=0", " aria-haspopup=menu", " onclick='0'")
    )
    with serve_site(f"<div role=grid><div role=row>{cells}</div></div>") as url:
        await page.goto(url)
        found = await recall(page, registry)
    assert found.missing == ()
    assert [found.expected[kind] for kind in ("keyboard", "role", "listener")] == [1, 1, 1]


async def test_what_is_missing_is_told(page: Page, registry: Registry) -> None:
    # A panel that the keyboard reaches is not listed: there is nothing to do but to read it.
    with serve_site("<div role=tabpanel tabindex=0>Panel</div><button>Go</button>") as url:
        await page.goto(url)
        found = await recall(page, registry)
    assert [(one.kind, one.markup[:20]) for one in found.missing] == [
        ("keyboard", '<div role="tabpanel"')
    ]
    assert found.share == pytest.approx(2 / 3)
