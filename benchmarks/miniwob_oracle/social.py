"""A feed of posts: buttons under the posts of one user."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._play import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_observation import Node

    from ._play import Play

_TRIES = 3


async def click_on_post(play: Play) -> None:
    """social-media: a button of a post, or an item of the menu behind its last button."""
    user, label = play.asked(r'user (@\w+), click on the "([^"]+)" button')
    if label.casefold() in {"reply", "retweet", "like"}:
        for _ in range(_TRIES):
            # A button may change its picture under the mouse and miss the first click.
            await play.click(_buttons(play, user, label)[0])
        return
    items = re.compile(rf"^{re.escape(label)}", re.IGNORECASE)
    for _ in range(_TRIES):
        await play.click(_buttons(play, user, "more")[0])
        if play.all(name=items):
            break
    await play.click(play.one(name=items))


async def click_on_posts(play: Play) -> None:
    """social-media-all, social-media-some: a button on all or some posts of a user."""
    label, count, user = play.asked(r'the "(\w+)" button on (all|\d+) posts? by (@\w+)')
    total = len(_buttons(play, user, label))
    for nth in range(total if count == "all" else int(count)):
        for _ in range(_TRIES):
            button = _buttons(play, user, label)[nth]
            if "active" in button.name:
                break
            await play.click(button)
    await play.submit()


def _buttons(play: Play, user: str, label: str) -> list[Node]:
    """Return the buttons of this kind under the posts of a user."""
    found = [node for author, node in _controls(play) if author == user and _is(node, label)]
    if not found:
        raise CannotGoOn(f"there is no “{label}” under a post by {user}")
    return found


def _controls(play: Play) -> Iterator[tuple[str, Node]]:
    author = ""
    for node in play.nodes:
        match = re.search(r"@\w+", node.name)
        if node.ref is None and match:
            author = match[0]
        elif node.ref is not None:
            yield author, node


def _is(node: Node, label: str) -> bool:
    return label.casefold() in node.name.casefold().split()


async def order_food(play: Play) -> None:
    """order-food: one of each item named, or several of one that is of a kind."""
    menu = list(_menu(play))
    if "one of each" in play.goal:
        (names,) = play.asked(r"one of each item: (.+)")
        wanted = [name.strip() for name in names.split(",")]
    else:
        number, kind = play.asked(r"order (\d+) items that are (.+)")
        kinds = kind.strip().replace(" ", "-")
        wanted = [next(name for name, what in menu if kinds in what)] * int(number)
    for name in wanted:
        await play.click(_more_of(play, name))
    await play.click(play.one("button", "Order!"))


def _menu(play: Play) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each dish with what it is."""
    name, what = "", ()
    for node in play.nodes:
        if node.role == "img":
            what = (*what, node.name)
        elif node.name == "+":
            yield name, what
            what = ()
        elif node.ref is None and node.name and node.role != "heading":
            name = node.name


def _more_of(play: Play, name: str) -> Node:
    nodes = play.nodes
    start = next(i for i, node in enumerate(nodes) if node.name == name)
    return next(node for node in nodes[start:] if node.name == "+")
