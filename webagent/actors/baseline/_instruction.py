"""Reading a task: from its clauses to a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ._entering import read_choice, read_entry, read_setting, read_suggestion
from ._intents import (
    AnswerDialog,
    Checkout,
    Choose,
    Click,
    Complete,
    Dismiss,
    Fill,
    Find,
    Focus,
    GoBack,
    OpenAddress,
    PlaceOrder,
    PressKey,
    Search,
    Send,
    Visit,
)
from ._ordering import read_addition, read_purchase
from ._phrase import Phrase, clauses
from ._target import read_item, read_target

if TYPE_CHECKING:
    from ._intents import Intent


class NotUnderstood(ValueError):
    """A clause of the task is no instruction this reader knows; its text is the message."""


def read_plan(task: str) -> tuple[Intent, ...]:
    """Return what a task asks for, in order.

    Raises:
        NotUnderstood: a clause is no plain instruction. Doing only the rest could do harm.
    """
    plan = [intent for clause in clauses(task) for intent in _read(clause)]
    if not plan:
        raise NotUnderstood(task)
    if isinstance(plan[-1], Fill | Complete | Choose):
        plan.append(Send())
    return tuple(plan)


def _read(clause: Phrase) -> tuple[Intent, ...]:
    for pattern, reader in _RULES:
        match = re.fullmatch(pattern, clause.text, re.IGNORECASE)
        found = None if match is None else reader(clause, match)
        if found is not None:
            return found
    raise NotUnderstood(clause.plain)


def _click(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (Click(read_target(clause.part(match["what"]))),)


def _click_verb(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (Click(read_target(clause.part(match["what"])), match["verb"]),)


def _focus(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (Focus(read_target(clause.part(match["what"]))),)


def _dismiss(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    by = read_target(clause.part(match["by"])).phrase if match["by"] else ""
    return (Dismiss(read_target(clause.part(match["what"])), by),)


def _find(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    item = read_item(clause.part(match["what"]))
    return (Find(item),) if item.superlative else (Search(item.full),)


def _search(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (Search(clause.part(match["what"]).plain),)


def _visit(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    what = clause.part(match["what"])
    if re.fullmatch(r"https?://\S+", what.plain):
        return (OpenAddress(what.plain),)
    target = read_target(what)
    return (Find(read_item(what)),) if target.superlative else (Visit(target),)


def _use(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read “use the text box to enter …”: the field stands before the instruction."""
    field = read_target(clause.part(match["what"]))
    return tuple(
        Fill(intent.text, field) if isinstance(intent, Fill) and intent.target is None else intent
        for intent in _read(clause.part(match["rest"]))
    )


def _log_in(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    button = "log in"
    label = (match["label"] or "username").casefold()
    given = ((label, match["user"]), ("password", match["password"]))
    return (
        *(
            Fill(clause.part(value).plain, read_target(clause.part(name)), way_in=button)
            for name, value in given
        ),
        Click(read_target(clause.part(button))),
    )


_KEYS = {
    "enter": "Enter", "return": "Enter", "tab": "Tab", "escape": "Escape", "esc": "Escape",
    "space": "Space", "arrow down": "ArrowDown", "arrow up": "ArrowUp", "page down": "PageDown",
    "page up": "PageUp", "backspace": "Backspace",
}  # fmt: skip


def _press_key(_clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (PressKey(_KEYS[match["key"].casefold()]),)


def _always(*intents: Intent) -> _Reader:
    def reader(_clause: Phrase, _match: re.Match[str]) -> tuple[Intent, ...]:
        return intents

    return reader


_Reader: TypeAlias = Callable[[Phrase, re.Match[str]], "tuple[Intent, ...] | None"]

_CART = r"(?:the |my |your )?(?:shopping )?(?:cart|basket|bag|trolley)"

_RULES: tuple[tuple[str, _Reader], ...] = (
    # “Find and click X”: the other verb says what to do.
    (r"find|look|search|start|begin", _always()),
    (r"use (?P<what>.+?) to (?P<rest>.+)", _use),
    (
        rf"(?:add|put|place|throw|drop|move) (?P<what>.+?) (?:to|in|into|inside) {_CART}",
        read_addition,
    ),
    (
        r"(?:place|submit|send|confirm) (?:the |my |your |this )?order",
        _always(Checkout(), PlaceOrder()),
    ),
    (
        r"(?:check ?out|(?:go|proceed|continue) to (?:the )?check-?out)(?: page)?",
        _always(Checkout()),
    ),
    (r"(?:buy|purchase|order|get)(?: me)? (?P<what>.+)", read_purchase),
    (
        r"(?:search|look|query)(?: (?:the|this) (?:site|shop|store|page|web))?(?: for| up)"
        r" (?P<what>.+?)(?: (?:in|with|using) the search (?:box|bar|field))?",
        _search,
    ),
    (r"find (?P<what>.+)", _find),
    (r"search (?P<what>.+)", _search),
    (r"(?:accept|confirm) the (?:alert|prompt|confirmation|dialog)", _always(AnswerDialog(True))),
    (r"(?:dismiss|cancel|decline) the (?:alert|prompt|confirmation)", _always(AnswerDialog(False))),
    (
        r"(?:close|dismiss) (?P<what>.+?)"
        r"(?:,? by (?:clicking|pressing|using)(?: on)? (?P<by>.+))?",
        _dismiss,
    ),
    (
        r"(?:focus|(?:place|put) the (?:cursor|focus))(?: on| into| inside| in)? (?P<what>.+)",
        _focus,
    ),
    (
        r"(?:log|sign) ?[io]n (?:as|with|using)(?: the)?"
        r"(?: (?P<label>user ?name|user|e-?mail(?: address)?))? (?P<user>\S+)"
        r"(?: and| with|,)(?: the)? password (?P<password>\S+)",
        _log_in,
    ),
    (rf"(?:press|hit) (?:the )?(?P<key>{'|'.join(_KEYS)})(?: key)?", _press_key),
    (
        r"(?:enter|type|input|choose|select|pick|write) .+? (?:starts?|begins?|starting|beginning)"
        r" with (?P<prefix>\S+)(?: and (?:ends?|ending) with (?P<suffix>\S+))?(?P<where> .+)?",
        read_suggestion,
    ),
    (
        r"(?P<verb>enter|type|write|input|fill|put|provide)(?: in| out)? (?P<what>.+)",
        read_entry,
    ),
    (r"(?:set|change|update) (?P<field>.+?) to (?P<what>.+)", read_setting),
    (
        r"(?P<verb>select|choose|pick|check|tick|mark|uncheck|untick|deselect) (?P<what>.+)",
        read_choice,
    ),
    (r"(?:go|navigate|return) back(?: to .+)?", _always(GoBack())),
    (
        r"(?:(?:go|navigate|head|browse|switch|return|take me|proceed)(?: over| back)? to"
        r"|open|visit|show(?: me)?|display|view) (?P<what>.+)",
        _visit,
    ),
    (
        r"(?:click|press|tap|hit|push|follow|expand|toggle)(?: on| at)? (?P<what>.+)",
        _click,
    ),
    (
        r"(?P<what>(?P<verb>remove|delete|update|submit|save|cancel|send|apply|subscribe|download"
        rf"|log ?in|log ?out|sign ?in|sign ?out|sign ?up)\b.*?)(?: from {_CART})?",
        _click_verb,
    ),
)
