"""Image maps: areas are links of their own, on the picture that uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.observation.raw import raw_controls

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

PICTURE = (
    "<img usemap='#{}' width=200 height=100 style='display:block;padding:5px;border:1px solid'>"
)


async def areas(page: Page, registry: Registry, html: str) -> dict[str, str]:
    """Return the place of each area by its name."""
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    nodes = await raw_controls(page, registry)
    assert all(node["role"] == "link" and node["tag"] == "area" for node in nodes)
    return {node["name"]: node.get("place", "") for node in nodes}


async def test_each_area_is_a_link(page: Page, registry: Registry) -> None:
    html = (
        PICTURE.format("m") + "<map name=m>"
        "<area alt=Rectangle shape=rect coords='10,10,60,60' href=/a>"
        "<area alt=Circle shape=circle coords='150,50,20' href=/b>"
        "<area alt=Triangle shape=poly coords='70,10,110,10,70,90' href=/c>"
        "<area alt='Turned round' coords='199,99,180,80' href=/d>"
        "<area alt=Rest shape=default href=/e>"
        "<area alt='No link' coords='0,0,5,5'></map>"
    )
    assert await areas(page, registry, html) == {
        "Rectangle": "",
        "Circle": "",
        "Triangle": "",
        "Turned round": "",
        "Rest": "",
    }


async def test_areas_that_can_not_be_clicked(page: Page, registry: Registry) -> None:
    html = (
        PICTURE.format("m") + "<div style='position:absolute;left:100px;top:0;width:120px;"
        "height:120px'></div><map name=m>"
        "<area alt=Free coords='10,10,60,60' href=/a>"
        "<area alt=Covered coords='120,10,180,60' href=/b>"
        "<area alt=Outside coords='300,10,360,60' href=/c>"
        "<area alt=Nonsense coords='a,b' href=/d></map>"
        "<map name=unused><area alt=Unused coords='0,0,50,50' href=/e></map>"
    )
    assert await areas(page, registry, html) == {"Free": "", "Covered": "covered"}


async def test_a_map_may_stand_far_from_its_picture(page: Page, registry: Registry) -> None:
    html = (
        "<map name=m><area alt=Here coords='10,10,60,60' href=/a></map><div style='height:3000px'>"
        "</div>" + PICTURE.format("m")
    )
    assert await areas(page, registry, html) == {"Here": ""}
    hidden = f"<div style='overflow:hidden;height:0'>{PICTURE.format('m')}</div>"
    html = f"<map name=m><area alt=Gone coords='10,10,60,60' href=/a></map>{hidden}"
    assert await areas(page, registry, html) == {"Gone": "clipped"}


async def test_a_ref_reaches_its_area(page: Page, registry: Registry) -> None:
    html = PICTURE.format("m") + "<map name=m><area alt=A coords='10,10,60,60' href=#hit></map>"
    await areas(page, registry, html)
    document = await registry.document(page.main_frame)
    (node,) = await raw_controls(page, registry)
    element = await registry.element(registry.ref(document, node["id"]))
    await element.evaluate("area => area.click()")
    assert page.url.endswith("#hit")
    await page.evaluate("history.replaceState(null, '', '/')")
