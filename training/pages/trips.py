"""Fields that suggest what could be meant, and journeys that are searched for with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.sample import Deed

from . import things
from .entries import DONE, click
from .frame import Frame, button, choice, field, js
from .listing import Row, listing
from .phrasing import request, sample, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family, Sample


def suggested(random: Random) -> Sample:
    """Type the beginning of a name and take what is suggested."""
    frame = Frame(random)
    box, list_, go = frame.id(), frame.id(), frame.id()
    what, pool = random.choice(
        (
            ("city", things.CITIES),
            ("country", things.COUNTRIES),
            ("person", tuple(things.people(random, 20))),
            ("dish", things.DISHES),
            ("company", things.COMPANIES),
        )
    )
    target = random.choice(pool)
    label = random.choice(
        (what.capitalize(), f"Choose a {what}", f"Search {what}", "Type to search")
    )
    last = random.random() < 0.6
    go_label = random.choice(("Save", "OK", "Continue", "Apply", "Submit", "Next"))
    matter = f'{field(random, box, label)}<ul id="{list_}" role="listbox" hidden></ul>'
    matter += button(go, go_label, js("tell", "Thank you.")) if last else ""
    says = (
        "{choose|select|pick} <v?> {as|for} the <w>",
        "set the <w> to <v?>",
        "{type|enter} <v?> and {pick|choose} it from the suggestions",
        "find <v?> in the {suggestions|list} and select it",
        "=the <w> {is|should be} <v?>",
        "fill in <v?> as the <w>{| from the suggestions}",
        "look for <v?> and choose the suggestion",
        "use <v!> as <w>",
        "{select|take} <v?> {from|in} the autocomplete",
    )
    tail = (
        random.choice((" and press <b?>", ", then click <b?>", " and {submit|confirm} it"))
        if last
        else ""
    )
    task = request(random, [words + tail for words in says], v=target, w=what, b=go_label)
    deeds = [
        Deed("type", f"#{box}", target),
        click(f"{list_}-{pool.index(target)}"),
        *([click(go)] if last else []),
        DONE,
    ]
    page = frame.page(
        random.choice(("Preferences", "Profile", "Search", "New entry")),
        matter,
        _suggest(box, list_, pool),
    )
    return sample(task, {"/": page}, deeds)


def _suggest(box: str, list_: str, pool: Sequence[str]) -> str:
    """Return a script that shows those of a pool that hold what is typed."""
    shown = "[" + ",".join(f'"{text}"' for text in pool) + "]"
    return f"""
at('{box}').addEventListener('input',function(){{
  var l=at('{list_}'),q=this.value.toLowerCase();l.textContent='';
  {shown}.forEach(function(p,i){{
    if(!q||p.toLowerCase()[0]!=q[0])return;
    var o=document.createElement('li');
    o.textContent=p;o.id='{list_}-'+i;o.setAttribute('role','option');
    o.onclick=function(){{at('{box}').value=p;l.hidden=true;tell('Chosen: '+p)}};l.append(o)}});
  l.hidden=!l.children.length}});
"""


@dataclass(frozen=True, slots=True)
class Trip:
    """A kind of journey or stay that is searched for and booked."""

    offers: tuple[str, ...]
    """One offer, as it is called."""
    names: tuple[str, ...]
    start: tuple[str, ...]
    end: tuple[str, ...]
    titles: tuple[str, ...]


TRIPS = (
    Trip(
        ("flight",),
        things.COMPANIES,
        ("From", "Departure airport", "Origin"),
        ("To", "Destination", "Arrival airport"),
        ("Flights", "Fly", "Book a flight"),
    ),
    Trip(
        ("train", "train ride"),
        tuple(f"IC {n}" for n in range(100, 140)),
        ("From", "Start", "Departure"),
        ("To", "Arrival", "Destination"),
        ("Trains", "Timetable", "Rail tickets"),
    ),
    Trip(
        ("bus", "coach"),
        things.NOUNS,
        ("From", "Leaving from"),
        ("To", "Going to"),
        ("Buses", "Coach tickets", "Travel by bus"),
    ),
    Trip(
        ("ferry", "crossing"),
        things.NOUNS,
        ("From", "Port of departure"),
        ("To", "Port of arrival"),
        ("Ferries", "Crossings"),
    ),
)


def trip(random: Random) -> Sample:
    """Search for journeys and book the best of them."""
    frame = Frame(random)
    kind = random.choice(TRIPS)
    offer = random.choice(kind.offers)
    cities = random.sample(things.CITIES, 12)
    start, end = cities[:2]
    month, day = random.randint(1, 12), random.randint(1, 28)
    iso = f"2025-{month:02}-{day:02}"
    told = random.choice(
        (
            iso,
            f"{things.MONTHS[month - 1]} {day}",
            f"{day} {things.MONTHS[month - 1]}",
            f"{things.MONTHS[month - 1]} {day}, 2025",
        )
    )
    ids = [frame.id() for _ in range(4)]
    lists = [frame.id(), frame.id()]
    entry = random.choice(("select", "suggest", "text"))
    labels = random.choice(list(zip(kind.start, kind.end, strict=False)))
    parts: list[str] = []
    deeds: list[Deed] = []
    script = ""
    pool = sorted(cities)
    for number, (label, city) in enumerate(zip(labels, (start, end), strict=True)):
        if entry == "select":
            parts.append(choice(random, ids[number], label, ["", *pool]))
            deeds.append(Deed("select", f"#{ids[number]}", city))
            continue
        parts.append(field(random, ids[number], label))
        deeds.append(Deed("type", f"#{ids[number]}", city))
        if entry == "suggest":
            parts.append(f'<ul id="{lists[number]}" role="listbox" hidden></ul>')
            script += _suggest(ids[number], lists[number], pool)
            deeds.append(click(f"{lists[number]}-{pool.index(city)}"))
    parts.append(
        field(random, ids[2], random.choice(("Date", "Day", "When", "Travel date")), "date")
    )
    deeds.append(Deed("set_date", f"#{ids[2]}", iso))
    parts.append(
        button(
            ids[3],
            random.choice(("Search", "Find offers", "Show connections", "Go", f"Search {offer}")),
            kind="submit",
        )
    )
    deeds.append(click(ids[3]))
    rows, chosen, word = _offers(random, frame, kind)
    pages = {
        "/": frame.page(
            random.choice(kind.titles), f'<form action="/offers">{"".join(parts)}</form>', script
        ),
        "/offers": frame.page(f"{start} – {end}", listing(random, rows)),
    }
    says = (
        "book the <w> <o> from <a> to <b> on <d>",
        "{find|get} me the <w> <o> {from <a> to <b>|to <b> from <a>} on <d>{| and book it}",
        "=I {need|want} to {go|travel} from <a> to <b> on <d>. {Book|Take} the <w> <o>",
        "{reserve|buy} the <w> <o> <a>–<b>{,|} <d>",
        "=on <d> I travel from <a> to <b>: {book|choose} the <w> <o>",
        "search for a <o> from <a> to <b> on <d> and {book|select} the <w> {one|offer}",
        "look for {connections|offers} from <a> to <b> on <d>, then {pick|book} the <w>",
        "=what is the <w> <o> from <a> to <b> on <d>? Book it",
        "get a ticket for the <w> <o> on <d>, <a> to <b>",
        "book a <o> {leaving|from} <a> {for|to} <b> on <d>, the <w> {one |}there is",
    )
    task = request(random, says, w=word, o=offer, a=start, b=end, d=told)
    return sample(task, pages, (*deeds, click(chosen), DONE))


def _offers(random: Random, frame: Frame, kind: Trip) -> tuple[list[Row], str, str]:
    """Return the offers, the id of the best one's button, and what makes it the best."""
    count = random.randint(2, 6)
    names = random.sample(kind.names, count)
    cents = random.sample(range(1500, 60000, 100), count)
    starts = random.sample(range(300, 1300, 5), count)
    lengths = random.sample(range(40, 600, 5), count)
    form = things.price_form(random)
    word, best = random.choice(
        (
            ("{cheapest|least expensive}", min(range(count), key=cents.__getitem__)),
            ("{earliest|first}", min(range(count), key=starts.__getitem__)),
            ("{shortest|fastest|quickest}", min(range(count), key=lengths.__getitem__)),
            ("{latest|last}", max(range(count), key=starts.__getitem__)),
        )
    )
    label = random.choice(("Book", "Select", "Choose", "Buy", "Reserve", "Book now"))
    ids = [frame.id() for _ in names]
    rows = [
        Row(
            {
                "Offer": name,
                "Departure": f"{begin // 60:02}:{begin % 60:02}",
                "Duration": f"{length // 60} h {length % 60:02} min",
                "Price": things.price(form, cent),
            },
            controls=button(ident, label, js("tell", f"Booked: {name}")),
        )
        for name, cent, begin, length, ident in zip(names, cents, starts, lengths, ids, strict=True)
    ]
    return rows, ids[best], say(random, word)


FAMILIES: Mapping[str, Family] = {
    "search-suggested": suggested,
    "search-trip": trip,
}
