"""Carrying out what leads to other pages: by a link, a search, or a choice among many things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Click as ClickOn
from webagent_actions import Type as TypeInto
from webagent_actions import presses_enter

from ._entries import click_entry, click_extreme, named_entries
from ._intents import Find
from ._matching import SURE, choose, named
from ._moves import Fulfilled, Move, Stuck, press
from ._pointing import missing
from ._words import likeness, words

if TYPE_CHECKING:
    from ._intents import Search, Visit
    from ._moves import Next, Trail
    from ._page import Control, Page
    from ._target import Target

_SEARCH_WORDS = frozenset({"search", "find", "query"})
_BUTTON_NAMES = ("search", "find", "go", "submit")
_LIKE_ENOUGH = 0.7


def search(intent: Search, page: Page, trail: Trail) -> Next:
    """Type the query into the search field and send it."""
    return look_up(intent.query, page, trail, finishes=True)


def visit(intent: Visit, page: Page, trail: Trail) -> Next:
    """Follow the link to a page, unless it is open; search for it where nothing is named so."""
    target = intent.target
    if target.entry and target.ordinal:
        return click_entry(target, page, trail)
    if likeness(target.phrase, page.heading) >= SURE:
        return Fulfilled(f"“{page.heading}” is open")
    links = [c for c in page.pressables if c.node.role == "link"]
    match = choose(target, links, trail.vain, _LIKE_ENOUGH)
    match = match or choose(target, page.pressables, trail.vain, _LIKE_ENOUGH)
    if match is not None and match.control.node.states.get("current"):
        return Fulfilled(f"“{match.control.node.name}” is open")
    if match is not None:
        return press(match.control, f"{match.control} {match.why}")
    if trail.vain or not target.phrase:
        return Stuck(missing(target, trail))
    return find(Find(target), page, trail)


def find(intent: Find, page: Page, trail: Trail) -> Next:
    """Get to the page of a thing: from where it is listed, by a category, or by a search.

    What has the lowest price of all is not to be found on a page that shows a few of them, so a
    superlative always goes through a category or a search of its own.
    """
    item = intent.item
    if item.superlative is not None:
        return _find_extreme(item, page, trail)
    if likeness(item.phrase, page.heading) >= SURE and not _lists(item, page):
        return Fulfilled(f"“{page.heading}” is open")
    listed = [(likeness(item.phrase, e.headline.node.name), e.headline) for e in page.entries]
    fits = sorted((p for p in listed if p[0] >= _LIKE_ENOUGH), key=lambda p: -p[0])
    if fits and (fits[0][0] >= SURE or (_searched(trail) and len(fits) == 1)):
        return press(fits[0][1], f"{fits[0][1]} is named like {item}")
    if fits and _searched(trail):
        names = ", ".join(f"“{control.node.name}”" for _, control in fits)
        return Stuck(f"{item}, which can mean any of {names}", final=True)
    return _look_up_once(item.phrase, page, trail)


def look_up(query: str, page: Page, trail: Trail, *, finishes: bool) -> Next:
    """Search the site: with Enter where that sends the field, else with the button for it."""
    typed = trail.of(TypeInto)
    button = named((c for c in page.pressables if c.node.role == "button"), *_BUTTON_NAMES)
    told = f"searched for “{query}”"
    if typed and typed[-1].enter is False and button is not None:
        move = press(button, f"{button} sends the search")
        return Move(move.action, move.reason, told, finishes)
    field = _search_field(page, button)
    if field is None:
        return Stuck(f"a search field, to look for “{query}”")
    action = TypeInto(field.ref, query)
    if not presses_enter(action, field.node):
        by_button = field.node.form is None and button is not None
        action = TypeInto(field.ref, query, enter=not by_button)
    sends = presses_enter(action, field.node)
    return Move(action, f"{field} is the search field.", told, finishes and sends)


def _find_extreme(item: Target, page: Page, trail: Trail) -> Next:
    assert item.superlative is not None
    if _searched(trail):
        return click_extreme(item.superlative, named_entries(item, page), page)
    in_category = trail.of(ClickOn) or likeness(item.phrase, page.heading) >= SURE
    if not trail.of(TypeInto) and (in_category or not item.phrase):
        return click_extreme(item.superlative, page.entries, page)
    category = max(
        (c for c in page.pressables if c.node.href and not page.in_entry(c)),
        key=lambda c: likeness(item.phrase, c.node.name),
        default=None,
    )
    untried = not trail.of(TypeInto)
    if untried and category is not None and likeness(item.phrase, category.node.name) >= SURE:
        move = press(category, f"{category} is the category of {item}")
        return Move(move.action, move.reason, move.told, finishes=False)
    return _look_up_once(item.phrase, page, trail)


def _look_up_once(phrase: str, page: Page, trail: Trail) -> Next:
    if _searched(trail):
        return Stuck(f"“{phrase}” among the results")
    return look_up(phrase, page, trail, finishes=False)


def _searched(trail: Trail) -> bool:
    """Whether a query was typed and sent, with Enter or a button."""
    typed = trail.of(TypeInto)
    return bool(typed) and (typed[-1].enter is not False or bool(trail.of(ClickOn)))


def _lists(item: Target, page: Page) -> bool:
    return any(likeness(item.phrase, e.headline.node.name) >= SURE for e in page.entries)


def _search_field(page: Page, button: Control | None) -> Control | None:
    """Return the field that says it is for searching, else the only field, if a button says so."""
    fields = page.fields
    for field in fields:
        node = field.node
        if node.role == "searchbox" or (node.form is not None and node.form.search):
            return field
    for field in fields:
        if _SEARCH_WORDS.intersection(words(f"{field.node.name} {field.label}")):
            return field
    searches = button is not None and "search" in words(button.node.name)
    return fields[0] if len(fields) == 1 and searches else None
