"""Clicks on what is named: buttons, links, tabs, menus, dialogs, trees."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ._play import CannotGoOn

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._play import Play

_LOOKS = 5


async def click_only_button(play: Play) -> None:
    """click-test."""
    await play.click(play.one("button"))


async def click_named_button(play: Play) -> None:
    """click-button, click-test-2, unicode-test: the button named in the goal."""
    (name,) = play.asked(r"(?:button (?=[A-Z]+\.)|\")([^\".]+)(?:\"|\.)")
    await play.click(_exact(play.all("button"), name))


async def click_button_sequence(play: Play) -> None:
    """click-button-sequence."""
    for name in re.findall(r"button ([A-Z]+)", play.goal):
        await play.click(play.one("button", name))


async def click_link(play: Play) -> None:
    """click-link."""
    (name,) = play.asked(r'link "([^"]+)"')
    await play.click(_exact(play.all(), name))


async def close_dialog(play: Play) -> None:
    """click-dialog."""
    await play.click(play.one("button", "Close"))


async def click_dialog_button(play: Play) -> None:
    """click-dialog-2: the cross in its corner is told as “x”."""
    (name,) = play.asked(r'labeled "([^"]+)"')
    await play.click(play.one("button", "Close" if name == "x" else name))


async def click_tab(play: Play) -> None:
    """click-tab."""
    (name,) = play.asked(r"click on (tab #\d+)")
    await play.click(play.one("tab", name))


async def find_link_in_tabs(play: Play) -> None:
    """click-tab-2 and its variants: open one tab after the other until the link shows."""
    (name,) = play.asked(r'link "([^"]+)"')
    tabs = [tab.name for tab in play.all("tab")]
    for tab in tabs:
        if not play.one("tab", tab).states.get("selected"):
            await play.click(play.one("tab", tab))
        if await _clicked_link(play, name):
            return


async def open_section(play: Play) -> None:
    """click-collapsible."""
    await play.click(play.one("tab", re.compile("Section")))
    await play.submit()


async def find_link_in_sections(play: Play) -> None:
    """click-collapsible-2: open one section after the other until the link shows."""
    (name,) = play.asked(r'link "([^"]+)"')
    sections = [tab.name for tab in play.all("tab")]
    for section in sections:
        if await _clicked_link(play, name):
            return
        await play.click(play.one("tab", section))
    await _clicked_link(play, name)


async def click_menu(play: Play) -> None:
    """click-menu: hover along the path, click its end."""
    (path,) = play.asked(r"select (.+)")
    *parents, leaf = path.split(">")
    for parent, child in pairwise([*parents, leaf]):
        await _open_submenu(play, parent, child)
    await play.click(play.one("menuitem", leaf))


async def _open_submenu(play: Play, parent: str, child: str) -> None:
    """Hover until the child shows: a menu opens some tenths of a second after it is pointed at."""
    for _ in range(_LOOKS):
        if play.all("menuitem", child):
            return
        await play.hover(play.one("menuitem", parent))


_ICONS = {
    "ui-icon-disk": "Save", "ui-icon-seek-start": "Prev", "ui-icon-stop": "Stop",
    "ui-icon-play": "Play", "ui-icon-seek-end": "Next", "ui-icon-zoomin": "Zoom In",
    "ui-icon-zoomout": "Zoom Out",
}  # fmt: skip


async def click_menu_item(play: Play) -> None:
    """click-menu-2: an item of a menu that opens, or of the menu in it."""
    (asked,) = play.asked(r'(?:labeled|with the) "([^"]+)"')
    name = _ICONS.get(asked, asked)
    await play.click(play.one("button", "Menu"))
    if not play.all("menuitem", name):
        await _open_submenu(play, "Playback", name)
    await play.click(play.one("menuitem", name))


async def click_pie(play: Play) -> None:
    """click-pie: the menu opens from its middle."""
    (name,) = play.asked(r'labeled "([^"]+)"')
    await play.click(play.one(name="+"))
    await play.click(_exact(play.all(), name))


async def navigate_tree(play: Play) -> None:
    """navigate-tree: open folders until the name shows, those that were seen first."""
    (name,) = play.asked(r'named "([^"]+)"')
    opened: set[int | None] = set()
    while not play.all(name=name):
        folders = [
            node for node in play.all(name=re.compile("expandable")) if node.ref not in opened
        ]
        if not folders:
            raise CannotGoOn("every folder is open")
        opened.add(folders[0].ref)
        await play.click(folders[0])
    # A list item holds its name and its folder; the innermost of the name is the name.
    await play.click(play.one(name=name, nth=-1))


async def click_grid_point(play: Play) -> None:
    """grid-coordinate."""
    (point,) = play.asked(r"(\(-?\d,-?\d\))")
    await play.click(play.one(name=re.compile(rf"{re.escape(point)}$")))


async def click_widget(play: Play) -> None:
    """click-widget: by the kind of the control."""
    (kind,) = play.asked(r'"(\w+)" widget')
    role, tag = _WIDGETS[kind]
    await play.click(play.one(role, tag=tag))


_WIDGETS = {
    "radio": ("radio", ""),
    "checkbox": ("checkbox", ""),
    "button": ("button", ""),
    "textarea": ("textbox", "textarea"),
    "text": ("textbox", "input"),
}
"""The role and the tag of each kind; no tag is any."""


async def focus_text(play: Play) -> None:
    """focus-text."""
    await play.click(play.one("textbox"))


async def focus_nth_text(play: Play) -> None:
    """focus-text-2."""
    (number,) = play.asked(r"(\d+)(?:st|nd|rd|th)")
    await play.click(play.one("textbox", nth=int(number) - 1))


async def ascending_numbers(play: Play) -> None:
    """ascending-numbers: after the first click boxes hide the rest, in the order of the numbers."""
    await play.click(play.one(name="1"))
    while True:
        await play.click(play.one(tag="rect"))


def _exact(nodes: list[Node], name: str) -> Node:
    """Return the innermost node of this very name, upper and lower case told apart."""
    found = [node for node in nodes if node.name == name]
    if not found:
        raise CannotGoOn(f"the page shows no “{name}”")
    return found[-1]


async def _clicked_link(play: Play, name: str) -> bool:
    for node in play.all("clickable|link"):
        if node.name == name:
            await play.click(node)
            return True
    return False
