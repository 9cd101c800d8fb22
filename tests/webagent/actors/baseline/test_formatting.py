"""Words in an editor that are given a style."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent import Status
from webagent.actors.baseline._handled import FormatText
from webagent.actors.baseline._understanding import understand

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Do

EDITOR = """<title>at first</title><input aria-label=Title value="Milk and bread">
<button title=Bold>B</button><button aria-label="ql-italic">I</button><button>Send</button>
<div id=text contenteditable role=textbox aria-label=Text>Milk and bread</div><script>
for (const [button, command] of [["[title]", "bold"], ["[aria-label^=ql]", "italic"]]) {
  document.querySelector(`button${button}`).onclick = () => {
    document.execCommand(command);
    document.title = text.innerHTML.replaceAll("&nbsp;", " ");
  };
}</script>"""


@pytest.mark.parametrize(
    ("task", "text", "style"),
    [
        ("Make the word “Milk” bold", "Milk", "bold"),
        ("Using the text editor, give the text Milk the style italics", "Milk", "italic"),
        ("In the editor, make everything underlined and press Send", "", "underline"),
        ("format the whole text as bold", "", "bold"),
        ("turn “old price” into strikethrough", "old price", "strike"),
    ],
)
def test_a_style_is_read(task: str, text: str, style: str) -> None:
    assert understand(task)[0] == FormatText(text, style)


@pytest.mark.parametrize("task", ["Set the title to bold text", "click Bold", "make a bold order"])
def test_what_is_only_called_so_is_no_style(task: str) -> None:
    assert not any(isinstance(intent, FormatText) for intent in understand(task))


@pytest.mark.parametrize(
    ("task", "html"),
    [
        ("Make the word “bread” bold", "Milk and <b>bread</b>"),
        ("Make all the text italic", "<i>Milk and bread</i>"),
    ],
)
async def test_words_are_marked_and_formatted(do: Do, task: str, html: str) -> None:
    result = await do(task, EDITOR)
    assert result.status is Status.DONE, result.answer
    assert f"“{html}”" in result.answer


async def test_what_can_not_be_formatted_is_told(do: Do) -> None:
    result = await do("Make the word “Milk” underlined", EDITOR)
    assert "<u>" not in result.answer
    result = await do("Make the word “Butter” bold", "<p>Butter</p><p>No editor here.</p>")
    assert "it looked for an editor with “Butter”" in result.answer
