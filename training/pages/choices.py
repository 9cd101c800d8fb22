"""Pages whose task is to choose: from lists, boxes, radio buttons and calendars."""

from __future__ import annotations

from calendar import monthrange
from html import escape
from json import dumps
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import words
from .fields import SEND, STOP, sending, written_dates
from .markup import Page, Part, js, tag
from .words import Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from training.sample import Family


_ASIDES = words.listed(
    "Size;Language;Category;Priority;Delivery;Payment;Plan;Country;Status;Currency;Time zone;Theme;"
    "Sort by;Department;Meal;Class;Seat;Colour;Format;Frequency;Region;Level;Branch;Role;Transport;"
    "Insurance;Room type;Difficulty;Layout;Unit;Visibility;Reminder;Gift wrap;Topic;Instrument"
)
SELECT = (
    "{select|choose|pick|set} $value {from|in} {the|} $name {list|dropdown|menu|}",
    "{set|change|switch} {the|} $name {list|} to $value",
    "{for|under} {the|} $name {choose|select|pick|take} $value",
    "{make|let} {the|} $name {be|say} $value",
    "{choose|select|pick} $value as {the|} $name",
    "{the|} $name should be $value; {select|choose} it",
    "{open|go to} {the|} $name {list|} and {take|select|choose} $value",
)
TAKE = (
    "{select|choose|pick|take|mark} $value",
    "{select|choose|pick|take} the {option|entry|choice} $value",
    "{go for|opt for|vote for|decide for} $value",
    "{choose|select} $value {from the list|here|on this page}",
    "{your choice is|the answer is|the right one is|what I want is} $value, so {select|choose} it",
    "{find|look for} $value and {select|choose|mark} it",
)
_TICK = (
    "{select|check|tick|mark|choose} $names_",
    "{select|check|tick} {the boxes|the checkboxes|the items|the entries} $names_",
    "{put a tick at|tick the boxes for|check the boxes next to} $names_",
    "{the selection should be|what I need:|choose these:|mark only} $names_",
    "{make sure|see to it} that $names_ {is|are} {selected|ticked|checked}",
    "$names_ {should be|must be|have to be} {ticked|checked|selected}; {do that|see to it}",
    "{on the list, mark|from the list choose|pick out} $names_",
)


def pool(random: Random, count: int) -> list[str]:
    """Return options that belong together."""
    draws: tuple[Callable[[Random], str], ...] = (
        lambda r: r.choice(words.COUNTRIES),
        lambda r: r.choice(words.CITIES),
        lambda r: r.choice(words.COLOURS).capitalize(),
        lambda r: r.choice(words.FOODS),
        lambda r: r.choice(words.SUBJECTS),
        words.person,
        words.thing,
        words.made_up,
        words.subject,
        words.phrase,
        lambda r: f"{r.randint(1, 60)} {r.choice(('days', 'GB', 'kg', 'minutes', 'people'))}",
    )
    return words.distinct(random, random.choice(draws), count)


def sent(
    page: Page,
    voice: Voice,
    pieces: Sequence[str],
    clauses: Sequence[str],
    deeds: Sequence[Deed],
    *,
    likely: float = 0.65,
) -> Sample:
    """Return a form of these pieces, which is sent where chance will have it."""
    random, told, done = page.random, list(clauses), list(deeds)
    button = random.choice(SEND) if random.random() < 0.85 else ""
    form = page.form(pieces, button)
    if button and random.random() < likely:
        told.append(sending(voice, button))
        done.append(Deed("click", form.selector))
    return Sample(voice.ask(*told), {"/": page.render(form.html, avoid=[button])}, (*done, STOP))


def choose_listed(random: Random) -> Sample:
    """An option of one or several native lists."""
    page, voice = Page(random), Voice(random)
    count = random.choice((1, 1, 2, 3, 5))
    names = random.sample(_ASIDES, count)
    lists = {name: pool(random, random.randint(2, random.choice((5, 12, 40)))) for name in names}
    parts = {name: page.choice_list(name, options) for name, options in lists.items()}
    wanted = random.sample(names, random.randint(1, count))
    clauses: list[str] = []
    deeds: list[Deed] = []
    for name in wanted:
        value = random.choice(lists[name][1:])
        shape = random.choice(TAKE if count == 1 and random.random() < 0.5 else SELECT)
        clauses.append(voice.say(shape, value=value, name=name))
        deeds.append(Deed("select", parts[name].selector, value))
    return sent(page, voice, [part.html for part in parts.values()], clauses, deeds)


def choose_placed(random: Random) -> Sample:
    """The option at a place of a list, or the greatest or smallest of its numbers."""
    page, voice = Page(random), Voice(random)
    name, unit = random.choice(_ASIDES), random.choice(("{} €", "${}", "{} cm", "{} kg", "{}"))
    numbers = random.sample(range(2, 400), random.randint(3, 8))
    options = pool(random, len(numbers))
    roll = random.random()
    if roll < 0.55:
        named = random.random() < 0.6
        labels = [
            f"{one} – {unit.format(number)}" if named else unit.format(number)
            for one, number in zip(options, numbers, strict=True)
        ]
        low = random.random() < 0.5
        at = numbers.index(min(numbers) if low else max(numbers))
        lows, highs = "smallest|lowest|least", "largest|highest|biggest|greatest"
        if unit in {"{} €", "${}"}:
            lows, highs = "cheapest|lowest-priced|least expensive", "dearest|most expensive"
        elif unit == "{} kg":
            lows, highs = "lightest", "heaviest"
        what = f"the {{{lows if low else highs}}} {{option|one|entry|choice|number}}"
    else:
        labels, at = options, random.randrange(len(options))
        place = "last" if at == len(options) - 1 else words.ORDINALS[at]
        what = f"the {place} {{option|entry|one|choice}}"
    shape = random.choice(
        (
            "{select|choose|pick|take} WHAT",
            "{select|choose|pick} WHAT {of|in|from} {the|} $name {list|}",
            "{set|change} {the|} $name to WHAT",
            "{go for|opt for} WHAT {on offer|there is|}",
            "{for|as} $name {take|choose} WHAT",
        )
    )
    clause = voice.say(shape.replace("WHAT", what), name=name)
    if random.random() < 0.5:
        part = page.choice_list(name, ["–", *labels] if roll < 0.55 else labels)
        deed, pieces = Deed("select", part.selector, labels[at]), [part.html]
    else:
        html, selectors = page.boxes(labels, type_="radio")
        deed = Deed("check", selectors[labels[at]], "on")
        pieces = [tag("fieldset", tag("legend", name) + html)]
    return sent(page, voice, pieces, [clause], [deed])


def choose_several(random: Random) -> Sample:
    """Several options of a native list that takes more than one."""
    page, voice = Page(random), Voice(random)
    options = pool(random, random.randint(3, 9))
    part = page.choice_list(random.choice(_ASIDES), options, multiple=True)
    wanted = sorted(random.sample(options, random.randint(1, 3)), key=options.index)
    clause = voice.say(*_TICK, names_=voice.names(wanted))
    deeds = [
        Deed("click", f"{part.selector} option:nth-of-type({options.index(one) + 1})")
        for one in wanted
    ]
    if len(wanted) == 1:
        deeds = [Deed("select", part.selector, wanted[0])]
    return sent(page, voice, [part.html], [clause], deeds)


def choose_radio(random: Random) -> Sample:
    """A radio button in each of one or several groups."""
    page, voice = Page(random), Voice(random)
    names = random.sample(_ASIDES, random.choice((1, 1, 1, 2, 3)))
    clauses: list[str] = []
    deeds: list[Deed] = []
    pieces: list[str] = []
    for name in names:
        options = pool(random, random.randint(2, 8))
        value = random.choice(options)
        on = [random.choice(options)] if random.random() < 0.2 else []
        html, selectors = page.boxes(options, type_="radio", on=on)
        pieces.append(tag("fieldset", tag("legend", name) + html))
        shape = random.choice(TAKE if len(names) == 1 and random.random() < 0.7 else SELECT)
        clauses.append(voice.say(shape, value=value, name=name))
        if value not in on:
            deeds.append(Deed("check", selectors[value], "on"))
    return sent(page, voice, pieces, clauses, deeds)


def choose_boxes(random: Random) -> Sample:
    """Checkboxes that are named."""
    page, voice = Page(random), Voice(random)
    options = pool(random, random.randint(2, random.choice((5, 9, 20))))
    type_ = random.choice(("checkbox", "checkbox", "checkbox", "switch"))
    on = [one for one in options if random.random() < 0.2] if random.random() < 0.25 else []
    html, selectors = page.boxes(options, type_=type_, on=on)
    wanted = random.sample(options, random.randint(1, min(5, len(options))))
    clause = voice.say(*_TICK, names_=voice.names(wanted))
    if len(wanted) > 1 and random.random() < 0.15:
        clause = voice.say("{tick|check|select} {the following|these}:") + "\n" + "\n".join(wanted)
    deeds = [Deed("check", selectors[one], "on") for one in wanted if one not in on]
    return sent(page, voice, [html], [clause], deeds)


def choose_all(random: Random) -> Sample:
    """All boxes, all but some, or none of them."""
    page, voice = Page(random), Voice(random)
    options = pool(random, random.randint(2, 8))
    on = [one for one in options if random.random() < random.choice((0.0, 0.4))]
    html, selectors = page.boxes(options, on=on)
    kind = random.choice(("all", "except", "none", "off", "nothing"))
    some = random.sample(options, random.choice((1, 1, 2)) if len(options) > 2 else 1)
    shape = {
        "all": "{select|tick|check|mark|choose} {all|every one} of the {boxes|options|items}",
        "except": "{select|tick|check} {all|everything|every box} {except|but|other than} $names_",
        "none": "{clear|untick|uncheck|deselect} {all|every one} of the {boxes|options|items}",
        "off": "{uncheck|untick|deselect|remove the tick at|take the tick off} $names_",
        "nothing": "{select|check|tick} {nothing|none of the boxes|no box}",
    }[kind]
    want = {"all": set(options), "except": set(options) - set(some), "off": set(on) - set(some)}
    held = want.get(kind, set())
    clause = voice.say(shape, names_=voice.names(some))
    deeds = [
        Deed("check", selectors[one], "on" if one in held else "off")
        for one in options
        if (one in held) != (one in on)
    ]
    if kind == "except":
        deeds = [deed for deed in deeds if deed.text == "on"]
    return sent(page, voice, [html], [clause], deeds, likely=0.9)


def _own_list(page: Page, name: str, options: Sequence[str]) -> tuple[Part, dict[str, str]]:
    """Return a list that a page makes itself: what opens it, and the selector of each option."""
    random = page.random
    opener_id, list_id = page.id(), page.id()
    ids = {option: page.id() for option in options}
    items = "".join(
        tag(
            "li",
            escape(option),
            id=ids[option],
            role="option",
            tabindex="-1",
            aria_selected="false",
            style="cursor:pointer",
            onclick=f"by('{opener_id}').textContent={js(option)};hide('{list_id}');"
            "this.setAttribute('aria-selected','true');"
            f"by('{opener_id}').setAttribute('aria-expanded','false')",
        )
        for option in options
    )
    opener = tag(
        random.choice(("button", "div")),
        random.choice(("Choose…", "–", "Nothing chosen", "Select")),
        id=opener_id,
        role=random.choice(("combobox", "button")),
        tabindex="0",
        aria_haspopup="listbox",
        aria_expanded="false",
        aria_controls=list_id,
        aria_label=name,
        onclick=f"event.preventDefault();flip('{list_id}');"
        f"this.setAttribute('aria-expanded',!by('{list_id}').hidden)",
    )
    shown = tag("ul", items, id=list_id, role="listbox", hidden=True, aria_label=name)
    html = page.random.choice((f"<p>{name}</p>", "")) + opener + shown
    return Part(html, f"#{opener_id}"), {option: f"#{id_}" for option, id_ in ids.items()}


def choose_own(random: Random) -> Sample:
    """An option of a list that opens first."""
    page, voice = Page(random), Voice(random)
    names = random.sample(_ASIDES, random.choice((1, 1, 2, 3)))
    lists = {name: pool(random, random.randint(2, 9)) for name in names}
    made = {name: _own_list(page, name, options) for name, options in lists.items()}
    wanted = random.sample(names, random.randint(1, len(names)))
    clauses: list[str] = []
    deeds: list[Deed] = []
    for name in wanted:
        opener, selectors = made[name]
        value = random.choice(lists[name])
        clauses.append(voice.say(*SELECT, value=value, name=name))
        deeds += [Deed("click", opener.selector), Deed("click", selectors[value])]
    return sent(page, voice, [opener.html for opener, _ in made.values()], clauses, deeds)


def choose_day(random: Random) -> Sample:
    """A day in a calendar whose months are paged through."""
    page, voice = Page(random), Voice(random)
    year, month = random.randint(2021, 2027), random.randint(1, 12)
    months = [divmod(year * 12 + month - 1 + step, 12) for step in range(-4, 5)]
    start, wanted = 4, random.randint(1, 7)
    ids = [page.id() for _ in months]
    cells: dict[tuple[int, int], str] = {}
    tables: list[str] = []
    kind = random.choice(("button", "td", "a"))
    for at, (y, m) in enumerate(months):
        first, count = monthrange(y, m + 1)
        days: list[str] = [tag("td")] * first
        for day in range(1, count + 1):
            cells[at, day] = page.id()
            own = {
                "id": cells[at, day],
                "onclick": "event.preventDefault();" + page.tell(f"{day}.{m + 1}.{y}"),
                "href": "#" if kind == "a" else None,
                "style": "cursor:pointer",
            }
            made = tag(kind, str(day), **own)
            days.append(made if kind == "td" else tag("td", made))
        rows = [tag("tr", "".join(days[n : n + 7])) for n in range(0, len(days), 7)]
        caption = tag("caption", f"{words.MONTHS[m]} {y}")
        tables.append(tag("table", caption + "".join(rows), id=ids[at], hidden=at != start))
    page.script(f"var months={dumps(ids)},at={start}")
    move = "hide(months[at]);at=Math.max(0,Math.min(months.length-1,at+(STEP)));show(months[at])"
    earlier, later = random.choice(
        (("‹", "›"), ("Prev", "Next"), ("Previous month", "Next month"), ("Earlier", "Later"))
    )
    before = page.button(earlier, move.replace("STEP", "-1"))
    after = page.button(later, move.replace("STEP", "1"))
    y, m = months[wanted]
    day = random.randint(1, monthrange(y, m + 1)[1])
    told = random.choice(list(written_dates(y, m + 1, day).values())[:-1])
    clause = voice.say(
        "{choose|pick|select|click} {the day|the date|} $day {in the calendar|}",
        "{set|change} the date to $day",
        "{book|reserve} {a table|a room|a slot|an appointment} {for|on} $day",
        "{go to|find} $day {in the calendar|} and {choose|click} it",
        "{the date is|arrival:|deadline:|it is due on} $day; {pick|select} it",
        day=told,
    )
    way = before if wanted < start else after
    deeds = [Deed("click", way.selector)] * abs(wanted - start)
    deeds.append(Deed("click", f"#{cells[wanted, day]}"))
    html = page.render(before.html + after.html + "".join(tables), most=2)
    return Sample(voice.ask(clause), {"/": html}, (*deeds, STOP))


def choose_missing(random: Random) -> Sample:
    """An option that is not there."""
    page, voice = Page(random), Voice(random)
    missing, *options = pool(random, random.randint(4, 9))
    name = random.choice(_ASIDES)
    if random.random() < 0.5:
        html = page.choice_list(name, options).html
    else:
        html = page.boxes(options, type_=random.choice(("radio", "checkbox")))[0]
    clause = voice.say(*TAKE, value=missing)
    form = page.form([html], random.choice(SEND))
    stop = Deed("stop", text=f"unable: there is no {missing}")
    return Sample(voice.ask(clause), {"/": page.render(form.html)}, (stop,))


FAMILIES: Mapping[str, Family] = {
    "choose-listed": choose_listed,
    "choose-placed": choose_placed,
    "choose-several": choose_several,
    "choose-radio": choose_radio,
    "choose-boxes": choose_boxes,
    "choose-all": choose_all,
    "choose-own": choose_own,
    "choose-day": choose_day,
    "choose-missing": choose_missing,
}
