"""Pictures, with what must not be seen painted over. Pixels are read by the browser itself."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from webagent_observation import screenshot

from tests.observation.looking import withhold
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page
    from webagent_observation import ReadingPolicy, Registry

# Magenta text on a white page: what can be read in a picture is what is magenta in it.
STYLE = "<style>* { color: #f0f; font: bold 30px monospace } body { margin: 0 }</style>"

COUNT_MAGENTA = """async (picture) => {
  const image = new Image();
  image.src = `data:image/jpeg;base64,${picture}`;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] > 160 && data[i + 1] < 90 && data[i + 2] > 160) count += 1;
  }
  return count;
}"""


async def magenta(page: Page, picture: bytes | None) -> int:
    """Return how many magenta pixels a picture has."""
    assert picture is not None
    return await page.evaluate(COUNT_MAGENTA, base64.b64encode(picture).decode())


async def test_what_is_allowed_is_seen(page: Page, registry: Registry) -> None:
    with serve_site(f"{STYLE}<p>Seen</p>") as url:
        await page.goto(url)
        picture = await screenshot(page, registry)
    assert picture is not None
    assert picture.startswith(b"\xff\xd8")
    assert await magenta(page, picture) > 100


WITHHELD = {
    "text": "<p class=w>SECRET</p>",
    "below": "<div class=w><p>SECRET</p></div>",
    "input": "<input class=w value=SECRET>",
    "chosen option": "<select><option class=w>SECRET</select>",
    # What an element paints may lie outside its own box.
    "without a box": "<div class=w style='display:contents'>SECRET</div>",
    "floated out": "<div class=w><p style='float:left'>SECRET</p></div>",
    "overflowing": "<div class=w style='height:0;white-space:nowrap;width:9px'>SECRET SECRET</div>",
    "positioned": "<div class=w><p style='position:absolute;top:90px'>SECRET</p></div>",
    "shadow root": "<div id=h class=w></div><script>h.attachShadow({mode: 'open'}).innerHTML ="
    " '<p style=\"position:absolute;top:90px\">SECRET</p>'</script>",
}


@pytest.mark.parametrize("html", WITHHELD.values(), ids=WITHHELD)
async def test_withheld_content_is_painted_over(page: Page, registry: Registry, html: str) -> None:
    with serve_site(f"<body>{STYLE}{html}<div style='height:300px'></div></body>") as url:
        await page.goto(url)
        picture = await screenshot(page, registry, withhold(".w"))
        plain = await screenshot(page, registry)
    assert await magenta(page, plain) > 100
    assert await magenta(page, picture) == 0


async def test_the_rest_of_the_page_is_left_to_be_seen(page: Page, registry: Registry) -> None:
    html = f"{STYLE}<p class=w style='line-height:1'>SECRET</p><p>Seen</p>"
    with serve_site(html) as url:
        await page.goto(url)
        picture = await screenshot(page, registry, withhold(".w"))
        whole = await screenshot(page, registry)
    assert 100 < await magenta(page, picture) < await magenta(page, whole)


async def test_what_is_outside_of_the_picture_needs_no_mask(page: Page, registry: Registry) -> None:
    style = "position:absolute;left:-9999px;height:0"
    with serve_site(f"{STYLE}<p>Seen</p><p class=w style='{style}'>SECRET</p>") as url:
        await page.goto(url)
        picture = await screenshot(page, registry, withhold(".w"))
        whole = await screenshot(page, registry)
    assert await magenta(page, picture) == await magenta(page, whole) > 100


SHOWING = {
    "text": "<p>The key is hunter2.</p>",
    "value": "<input value=hunter2>",
    "textarea": "<textarea>hunter2</textarea>",
    "editable": "<div contenteditable><p>hunter2</p></div>",
    "option": "<select><option>hunter2</select>",
    "button": "<input type=button value=hunter2>",
    "shadow root": "<div id=h></div><script>h.attachShadow({mode: 'open'}).innerHTML ="
    " '<p>hunter2</p>'</script>",
    "overflowing": "<div style='height:0'>hunter2</div>",
    "frame": "<iframe src=/in style='border:0'></iframe>",
}


@pytest.mark.parametrize("html", SHOWING.values(), ids=SHOWING)
async def test_a_secret_is_painted_over(page: Page, registry: Registry, html: str) -> None:
    html = f"<body>{STYLE}{html}<div style='height:300px'></div></body>"
    with serve_site({"/": html, "/in": f"{STYLE}<p>hunter2</p>"}) as url:
        await page.goto(url)
        picture = await screenshot(page, registry, secrets=["hunter2"])
        plain = await screenshot(page, registry)
    assert await magenta(page, plain) > 100
    assert await magenta(page, picture) == 0


async def test_an_allowed_part_is_not_worth_a_leak(page: Page, registry: Registry) -> None:
    html = f"{STYLE}<div class=w>SECRET <b class=ok>Seen</b></div>"
    with serve_site(html) as url:
        await page.goto(url)
        picture = await screenshot(page, registry, withhold(".w", allow=(".ok",)))
    assert await magenta(page, picture) == 0


async def test_no_picture_when_a_mask_has_nothing_to_stand_on(
    page: Page, registry: Registry
) -> None:
    # Not even the root element's box holds the text.
    html = (
        f"<!doctype html><html><body>{STYLE}"
        "<div class=w style='height:0;position:absolute'>SECRET</div></body></html>"
    )
    with serve_site(html) as url:
        await page.goto(url)
        assert await screenshot(page, registry, withhold(".w")) is None


async def test_no_picture_of_a_frame_that_does_not_answer(
    own_page: Page, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webagent_observation._screenshot._TIMEOUT_MS", 1_000)
    with serve_site("<p>Busy</p><script>for (;;);</script>") as busy:
        frame = busy.replace("127.0.0.1", "localhost")
        with serve_site(f"<iframe src='{frame}'></iframe>Here") as url:
            await own_page.goto(url, wait_until="commit")
            await own_page.get_by_text("Here").wait_for()
            assert await screenshot(own_page, registry) is None


async def test_no_picture_of_a_closed_page(browser: Browser, registry: Registry) -> None:
    page = await browser.new_page()
    await page.close()
    assert await screenshot(page, registry) is None


async def test_a_policy_that_fails_is_not_taken_for_permission(
    page: Page, registry: Registry
) -> None:
    policy: ReadingPolicy = withhold(":unheard-of(x)")
    with serve_site(f"{STYLE}<p>SECRET</p>") as url:
        await page.goto(url)
        picture = await screenshot(page, registry, policy)
    assert picture is None or await magenta(page, picture) == 0
