"""Carrying out what leads to other pages: by a link, a search, or a choice among many things."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from webagent_actions import Click as ClickOn
from webagent_actions import Type as TypeInto
from webagent_actions import presses_enter

from ._entries import click_entry, click_extreme, named_entries
from ._intents import Click, Find
from ._matching import SURE, choose, named
from ._moves import Fulfilled, Move, Stuck, press
from ._pointing import click, missing
from ._target import Target
from ._unfolding import unfold
from ._words import likeness, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._intents import Search, Visit
    from ._moves import Next, Trail
    from ._page import Control, Entry, Page

_SEARCH_WORDS = frozenset({"search", "find", "query"})
_BUTTON_NAMES = ("search", "find", "go", "submit")
_LIKE_ENOUGH = 0.7
_MISSPELT = 0.92
"""From here on a name has but a letter or two exchanged."""
_MOST_SINGLE = 2
_SHORT = 3
_OWN = re.compile(r"(?:order|invoice|booking|reservation|receipt)s?\b", re.IGNORECASE)
_ACCOUNT = ("my orders", "orders", "order history", "my account", "account")
_PART = re.compile(r"(?P<part>.+?) (?:of|for|on) (?:(?:the|my|an?) )?(?P<whole>.+)", re.IGNORECASE)


def search(intent: Search, page: Page, trail: Trail) -> Next:
    """Type the query into the search field and send it."""
    return look_up(intent.query, page, trail, finishes=True)


def visit(intent: Visit, page: Page, trail: Trail) -> Next:
    """Follow the link to a page, unless it is open; search for it where nothing is named so.

    “The A of B” may also be something on the page of B.
    """
    target = intent.target
    if target.entry and target.ordinal:
        return click_entry(target, page, trail)
    if likeness(target.phrase, page.heading) >= SURE:
        return Fulfilled(f"“{page.heading}” is open")
    if target.ordinal and target.roles and not target.phrase:
        return click(Click(target), page, trail)
    links = [c for c in page.pressables if c.node.role == "link"]
    match = choose(target, links, trail.vain, _LIKE_ENOUGH)
    match = match or choose(target, page.pressables, trail.vain, _LIKE_ENOUGH)
    if match is not None and match.control.node.states.get("current"):
        return Fulfilled(f"“{match.control.node.name}” is open")
    if match is not None:
        return press(match.control, f"{match.control} {match.why}")
    if trail.vain or not target.phrase:
        return Stuck(missing(target, trail))
    if target.quoted and _search_field(page, None) is None:
        way = unfold(target, page, trail)
        if way is not None:
            return way
    part = _PART.fullmatch(target.phrase)
    if part is not None and _searched(trail):
        return _visit_part(part["part"], part["whole"], page, trail)
    return find(Find(target), page, trail)


def _visit_part(part: str, whole: str, page: Page, trail: Trail) -> Next:
    target = Target.named(part)
    match = choose(target, page.pressables, trail.vain, _LIKE_ENOUGH)
    if match is not None and likeness(whole, page.heading) >= SURE:
        return press(match.control, f"{match.control} {match.why}")
    way = find(Find(Target.named(whole)), page, trail)
    if isinstance(way, Move):
        return way.unfinished()
    return Stuck(missing(target, trail)) if isinstance(way, Fulfilled) else way


def find(intent: Find, page: Page, trail: Trail) -> Next:
    """Get to the page of a thing: from where it is listed, by a category, or by a search."""
    item = intent.item
    if item.superlative is not None:
        return _find_extreme(item, page, trail)
    is_listed = _lists(item, page)
    if likeness(item.phrase, page.heading) >= SURE and not is_listed:
        return Fulfilled(f"“{page.heading}” is open")
    own = named(page.pressables, *_ACCOUNT) if _OWN.match(item.phrase) else None
    if own is not None and not trail.attempts and not is_listed:
        return press(own, f"{own} leads to what is one's own").unfinished()
    listed = [(_fit(item, e.headline.node.name), e.headline) for e in page.entries]
    fits = sorted((p for p in listed if p[0] >= _LIKE_ENOUGH), key=lambda p: -p[0])
    if fits and (fits[0][0] >= SURE or (_searched(trail) and len(fits) == 1)):
        return press(fits[0][1], f"{fits[0][1]} is named like {item}")
    if fits and _searched(trail):
        names = ", ".join(f"“{control.node.name}”" for _, control in fits)
        return Stuck(f"{item}, which can mean any of {names}", final=True)
    return _look_up_again(item, page, trail)


def look_up(query: str, page: Page, trail: Trail, *, finishes: bool) -> Move | Stuck:
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


def find_list(item: Target, page: Page, trail: Trail) -> Move | Stuck | None:
    """Get to where all things of a kind are listed; `None` where that is here.

    What has the lowest price of all is not to be found on a page that shows a few of them, so this
    goes through a category or a search of its own.
    """
    if not item.phrase and not trail.of(TypeInto):
        return None
    return open_list(item, page, trail)


def open_list(item: Target, page: Page, trail: Trail) -> Move | Stuck | None:
    """Get to the page of a category, else to the results of a search; `None` where that is open."""
    if trail.of(TypeInto):
        return None if _searched(trail) else look_up(item.phrase, page, trail, finishes=False)
    if _is_open(item, page, trail):
        return None
    category = _category(item.phrase, page)
    if category is None:
        return look_up(item.phrase, page, trail, finishes=False)
    return press(category, f"{category} is the category of {item}").unfinished()


def _is_open(item: Target, page: Page, trail: Trail) -> bool:
    return bool(trail.of(ClickOn)) or likeness(item.phrase, page.heading) >= SURE


def _category(phrase: str, page: Page) -> Control | None:
    """Return the link that is named so, or so but for words that other links have in common.

    Beside “Green tea” and “Black tea”, “oolong teas” are behind “Oolong”.
    """
    links = [c for c in page.pressables if c.node.href and not page.in_entry(c)]
    best = max(links, key=lambda c: likeness(phrase, c.node.name), default=None)
    if best is None or likeness(phrase, best.node.name) >= SURE:
        return best
    wanted = set(stems(phrase))
    counts = Counter(word for link in links for word in set(stems(link.node.name)))
    common = {word for word, count in counts.items() if count > 1}
    return next(
        (
            c
            for c in links
            if (said := set(stems(c.node.name))) <= wanted and wanted - said <= common
        ),
        None,
    )


def _find_extreme(item: Target, page: Page, trail: Trail) -> Move | Stuck:
    assert item.superlative is not None
    way = find_list(item, page, trail)
    if way is not None:
        return way
    return click_extreme(item.superlative, entries_of(item, page, trail), page)


def entries_of(item: Target, page: Page, trail: Trail) -> tuple[Entry, ...]:
    """Return the entries of a list that may be meant: all of a category, of results the like."""
    return named_entries(item, page) if _searched(trail) else page.entries


def _look_up_again(item: Target, page: Page, trail: Trail) -> Next:
    """Search for a thing by its name, then by less and less of it."""
    tried = [typed.text for typed in trail.of(TypeInto)]
    if tried and not _searched(trail):
        return look_up(tried[-1], page, trail, finishes=False)
    following = next((query for query in _queries(item.phrase) if query not in tried), None)
    if following is None:
        return Stuck(f"“{item.phrase}” among the results")
    way = look_up(following, page, trail, finishes=False)
    return _by_category(item, page, trail) or way if isinstance(way, Stuck) and not tried else way


def _by_category(item: Target, page: Page, trail: Trail) -> Move | Stuck | None:
    """Open the category that a thing is of, as its last words tell: “Mira desk” is one of “Desks”.

    `None` where the page has no such category.
    """
    if trail.of(ClickOn):
        here = f" among {page.heading}" if page.heading else ""
        return Stuck(f"“{item.phrase}”{here}", final=True) if page.entries else None
    said = stems(item.phrase)
    links = [c for c in page.pressables if c.node.href and not page.in_entry(c)]
    for start in range(1, len(said)):
        category = next((c for c in links if stems(c.node.name) == said[start:]), None)
        if category is not None:
            return press(category, f"{category} is the category of {item}").unfinished()
    return None


def _queries(phrase: str) -> Iterator[str]:
    yield phrase
    yield phrase.replace("-", " ")
    # One of its words may be misspelt.
    yield from [word for word in reversed(phrase.split()) if len(word) > _SHORT][:_MOST_SINGLE]


def _fit(item: Target, name: str) -> float:
    """Say how well a name fits, also where the task has a typing error."""
    like = SequenceMatcher(None, " ".join(stems(item.phrase)), " ".join(stems(name))).ratio()
    return max(likeness(item.phrase, name), like if like >= _MISSPELT else 0.0)


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
