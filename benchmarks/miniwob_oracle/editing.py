"""Text that is selected, styled or typed into what is no plain field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_actions import ScrollTarget

from ._eye import look_at
from ._play import CannotGoOn

if TYPE_CHECKING:
    from ._play import Play

_STYLES = {"bold": "ql-bold", "italics": "ql-italic", "underlined": "ql-underline"}
_COLOURS = {
    "red": (230, 0, 0), "orange": (255, 153, 0), "yellow": (255, 255, 0), "green": (0, 138, 0),
    "blue": (0, 102, 204), "purple": (153, 51, 255),
}  # fmt: skip


async def style_text(play: Play) -> None:
    """text-editor: the text is selected by keys, the style is a button or an item of a menu."""
    editor = play.one("textbox", re.compile("ql-editor"))
    text = editor.value or ""
    await play.click(editor)
    if "everything" in play.goal:
        await play.press("Control+a")
    else:
        (word,) = play.asked(r"the text (\S+) the")
        await play.press("Control+Home")
        for _ in range(text.index(word)):
            await play.press("ArrowRight")
        for _ in word:
            await play.press("Shift+ArrowRight")
    (style,) = play.asked(
        r"(bold|italics|underlined|red|orange|yellow|green|blue|purple)\s*(?:and press|\.)"
    )
    if style in _STYLES:
        await play.click(play.one("button", re.compile(_STYLES[style])))
    else:
        await play.click(play.one(name=re.compile("ql-picker-label")))
        for item in play.all(name=re.compile("ql-picker-item")):
            if (await look_at(play, item)).centre == _COLOURS[style]:
                await play.click(item)
                break
    await play.submit()


async def use_terminal(play: Play) -> None:
    """terminal: list the files, delete the one that is asked for."""
    await _command(play, "ls")
    lines = [node.name for node in play.nodes if node.ref is None]
    at = max((i for i, line in enumerate(lines) if line.endswith("$ ls")), default=-1)
    if at < 0:
        raise CannotGoOn("the terminal lists no files")
    files = lines[at + 1].split()
    if "no file extension" in play.goal:
        fits = [name for name in files if "." not in name]
    else:
        (ending,) = play.asked(r"extension (\.[\w.]+)")
        fits = [name for name in files if name.endswith(ending)]
    await _command(play, f"rm {fits[0]}")


async def _command(play: Play, command: str) -> None:
    await play.type(play.one("textbox"), command, enter=True)


async def choose_several(play: Play) -> None:
    """click-scroll-list: a native list of which several are chosen, by keys."""
    (names,) = play.asked(r"select (.+) from the scroll list")
    wanted = names.split(", ")
    box = play.one("listbox")
    if len(wanted) == 1:
        await play.select(box, wanted[0])
    else:
        labels = [option.label for option in box.options]
        places = sorted(labels.index(name) for name in wanted)
        await play.press("Tab")
        await play.press("Home")
        for _ in range(places[0]):
            await play.press("ArrowDown")
        for _ in range(places[1] - places[0]):
            await play.press("Control+ArrowDown")
        await play.press("Control+Space")
    await play.submit()


async def scroll_text(play: Play) -> None:
    """scroll-text-2: the text of a field is scrolled by the keys that move in it."""
    (end,) = play.asked(r"to the (top|bottom)")
    await play.click(play.one("textbox"))
    await play.press("Control+Home" if end == "top" else "Control+End")
    await play.submit()


async def sign_agreement(play: Play) -> None:
    """sign-agreement: the form is enabled when its text has been scrolled to the end."""
    (button,) = play.asked(r"(cancel|agree)\W*(?:button\W*)?$")
    if name := re.search(r'name "([^"]+)"', play.goal):
        await play.scroll(play.one("textbox", "text-area"), ScrollTarget.END)
        await play.type(play.one("textbox", "Name"), name[1])
    await play.click(play.one("button", button))
