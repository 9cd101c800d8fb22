"""What a site hides from agents is in nothing that a run writes, sends or shows."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from webagent_observation import REDACTED

from tests.support.openai_server import in_turn, serve_openai
from tests.webagent.runs import events_of, files_with, folder_of, manifest, rule
from webagent import ModelActor, OpenAIModel, Status

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.webagent.conftest import Play, Serve

NOTE = "margin-is-forty-percent"
PAGE = f"""<style>
  body {{ margin: 0 }}
  .staff {{ background: rgb(255, 0, 0); color: rgb(255, 0, 0); width: 400px; height: 300px }}
  img {{ display: block }}
</style>
<h1>Tea</h1>
<div class="staff" id="note" aria-label="{NOTE}">{NOTE}<a href="/{NOTE}">{NOTE}</a>
  <img alt="{NOTE}"><input value="{NOTE}"></div>
<button aria-describedby="note" aria-labelledby="note own" id="own">Buy</button>
<button onclick="document.title = 'bought'">Pay</button>"""
HIDE = manifest(rule("read_content", ".staff", allowed=False))

_COUNT_RED = """async (source) => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (data[i] > 200 && data[i + 1] < 60 && data[i + 2] < 60) count += 1;
  return count;
}"""


def _data_url(picture: Path) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(picture.read_bytes()).decode()}"


async def _red_pixels(page: Page, picture: Path) -> int:
    return await page.evaluate(_COUNT_RED, _data_url(picture))


async def test_hidden_text_is_in_no_file_no_request_and_no_picture(
    play: Play, serve: Serve, page: Page
) -> None:
    url = serve(PAGE, HIDE)
    replies = (
        '{"reason": "pay", "actions": ["click [2]"]}',
        '{"reason": "done", "actions": ["stop [paid]"]}',
    )
    with serve_openai(in_turn(*replies)) as server:
        model = OpenAIModel("test-model", base_url=server.url)
        result = await play(url, actor=ModelActor(model))
        await model.aclose()
        assert result.status is Status.DONE
        assert len(server.requests) == 2
        assert NOTE not in str(server.requests)
    folder = folder_of(result)
    assert files_with(folder, NOTE) == []
    seen = events_of(result, "observed")
    assert REDACTED in seen[0]["text"]
    for event in seen:
        assert await _red_pixels(page, folder / event["picture"]) == 0


async def test_without_the_manifest_the_same_page_is_read_and_shown(
    play: Play, serve: Serve, page: Page
) -> None:
    """The counterpart, without which the test above could not fail."""
    result = await play(serve(PAGE), ["stop [seen]"])
    folder = folder_of(result)
    assert NOTE in events_of(result, "observed")[0]["text"]
    assert await _red_pixels(page, folder / "001.jpg") > 100_000


@pytest.mark.slow
async def test_hidden_text_does_not_come_back_by_an_error_message(play: Play, serve: Serve) -> None:
    """A browser names what covers an element by its tag, with all of its attributes."""
    cover = f"<div class=staff title='{NOTE}' style='position: fixed; inset: 0'></div>"
    url = serve(f"<button>Buy</button>{cover}", HIDE)
    result = await play(url, ['click [button "Buy"]', "stop [covered]"])
    assert "covered" in result.steps[0].outcome
    assert files_with(folder_of(result), NOTE) == []
