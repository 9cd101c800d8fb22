"""The inbox: find a message by its sender, then delete, star, answer or forward it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._play import CannotGoOn

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._play import Play


async def handle_mail(play: Play) -> None:
    """email-inbox and all its variants, also those whose goals are in free words."""
    sender, other = _people(play)
    quoted = re.search(r'"([^"]+)"', play.goal)
    if re.search(r"delet|trash|remove|get rid|erase|discard", play.goal, re.IGNORECASE):
        await play.click(_part(_thread(play, sender), "trash"))
    elif re.search(r"\bstar|important|favou?rite|mark|flag", play.goal, re.IGNORECASE):
        await play.click(_part(_thread(play, sender), "star"))
    elif other is None and (text := quoted[1] if quoted else _after_colon(play)):
        await play.click(_thread(play, sender))
        await play.click(play.one(name="Reply"))
        await play.type(play.one("textbox", "reply-text"), text)
        await play.click(play.one(name="send-reply"))
    elif other is not None:
        await play.click(_thread(play, sender))
        await play.click(play.one(name="Forward"))
        await play.type(play.one("textbox", "forward-sender"), other)
        await play.click(play.one(name="send-forward"))
    else:
        raise CannotGoOn("the goal names nothing to do")


def _after_colon(play: Play) -> str:
    match = re.search(r"(?:text|saying|with|message|write)[:,]? ([A-Z][^:]+)$", play.goal)
    return match[1] if match else ""


def _senders(play: Play) -> list[str]:
    return [thread.children[0].name for thread in _threads(play)]


def _threads(play: Play) -> list[Node]:
    """Return what holds the icons of one message each."""
    return [
        node
        for node in play.all("clickable")
        if any(child.name == "trash" for child in node.children) and node.children[0].ref is None
    ]


def _thread(play: Play, sender: str) -> Node:
    for thread in _threads(play):
        if thread.children[0].name == sender:
            return thread
    raise CannotGoOn(f"there is no message by {sender}")


def _part(thread: Node, name: str) -> Node:
    return next(child for child in thread.children if child.name == name)


def _people(play: Play) -> tuple[str, str | None]:
    """Return who wrote the message, and who is to get it, if anybody."""
    senders = _senders(play)
    goal = re.sub(r'"[^"]*"', "", play.goal)
    names = list(dict.fromkeys(re.findall(r"\b[A-Z][a-z]+\b", goal)))
    known = [name for name in names if name in senders]
    if not known:
        raise CannotGoOn("the goal names nobody in the inbox")
    wrote = [
        name
        for name in known
        if re.search(rf"(?:from|by|that) {name}\b|\b{name}(?:'s| sent| wrote)", goal)
    ]
    sender = (wrote or known)[0]
    others = [name for name in names if name != sender and name not in _FIRST_WORDS]
    return sender, others[-1] if others else None


_FIRST_WORDS = frozenset(
    [
        "Ask",
        "Automatically",
        "Can",
        "Copy",
        "Could",
        "Delete",
        "Email",
        "Emails",
        "Find",
        "Forward",
        "Foward",
        "Get",
        "Give",
        "Go",
        "Hit",
        "I",
        "In",
        "Inbox",
        "It",
        "Let",
        "Locate",
        "Look",
        "Make",
        "Mark",
        "My",
        "Navigate",
        "Next",
        "Open",
        "Please",
        "Primary",
        "Pull",
        "Put",
        "Remind",
        "Remove",
        "Reply",
        "Resend",
        "Respond",
        "Search",
        "Select",
        "Send",
        "Star",
        "The",
        "There",
        "Trash",
        "Want",
        "Will",
        "Write",
        "You",
    ]
)
