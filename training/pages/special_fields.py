"""Pages whose task is to fill one special field, or to find it first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import words
from .fields import FORM, SEND, STOP, Entry, entries, filling, whole, written_dates
from .markup import KINDS, Page, Part, tag
from .words import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family


def fill_date(random: Random) -> Sample:
    """Fields for days, times and months, of the browser or for text."""
    page, voice = Page(random), Voice(random)
    name = random.choice(words.listed("Date;Start;Departure;Birthday;Due;Arrival;Visit;Deadline"))
    y, m, d = random.randint(1950, 2030), random.randint(1, 12), random.randint(1, 28)
    dates, clock = written_dates(y, m, d), f"{random.randint(0, 23):02}:{random.randint(0, 59):02}"
    type_ = random.choice(("date", "date", "time", "month", "text"))
    hint = random.choice([form for form in dates if form.isupper()]) if type_ == "text" else ""
    spoken = [text for form, text in dates.items() if not form.isupper()]
    told, value = {
        "date": (random.choice(list(dates.values())[:-1]), dates["YYYY-MM-DD"]),
        "time": (clock, clock),
        "month": (f"{words.MONTHS[m - 1]} {y}", f"{y}-{m:02}"),
        "text": (random.choice(spoken), dates.get(hint, "")),
    }[type_]
    part = page.text_field(name, type_=type_, hint=hint)
    others = entries(page, random.choice((0, 0, 1, 2)))
    made = [*others, Entry(name, told, part)]
    deed = Deed("type" if type_ == "text" else "set_date", part.selector, value)
    return whole(page, voice, made, [filling(voice, made[-1])], [deed])


def _slider(page: Page, name: str, low: int, high: int) -> Part:
    """Return a slider of the page's own that reacts to arrow keys."""
    id_, at = page.id(), (low + high) // 2
    tell = "this.setAttribute('aria-valuenow',v);this.textContent=v"
    own = {"aria_valuemin": str(low), "aria_valuemax": str(high), "aria_valuenow": str(at)}
    style = "display:inline-block;width:200px;background:#ccd"
    own |= {
        "role": "slider",
        "tabindex": "0",
        "aria_label": name,
        "onkeydown": _on_arrows("this.getAttribute('aria-valuenow')", low, high, tell),
        "style": style,
    }
    return Part(tag("p", escape(name) + " " + tag("div", str(at), id=id_, **own)), f"#{id_}")


def _silent_slider(page: Page, name: str, low: int, high: int) -> Part:
    """Return a slider of a library that says nothing of itself: a number beside it tells."""
    id_, at = page.id(), (low + high) // 2
    shown = "this.parentNode.nextElementSibling.textContent"
    own = {
        "class_": "ui-slider-handle",
        "tabindex": "0",
        "onkeydown": _on_arrows(shown, low, high, f"{shown}=v"),
        "style": "display:inline-block;width:14px;height:14px;background:#99a",
    }
    track = tag("div", tag("span", "", id=id_, **own), style="width:200px;background:#ccd")
    return Part(tag("div", escape(name) + track + tag("span", str(at))), f"#{id_}")


def _on_arrows(now: str, low: int, high: int, tell: str) -> str:
    """Return a script that moves a number by one: `now` gives it, and `tell` takes it as `v`."""
    return (
        "var d={ArrowRight:1,ArrowUp:1,ArrowLeft:-1,ArrowDown:-1}[event.key];if(d){"
        f"event.preventDefault();var v=Math.max({low},Math.min({high},+{now}+d));{tell}}}"
    )


_MADE_SLIDERS = {"aria": _slider, "silent": _silent_slider}


def fill_number(random: Random) -> Sample:
    """Number fields and sliders."""
    page, voice = Page(random), Voice(random)
    pool = words.listed("Volume;Guests;Nights;Quantity;Brightness;Speed;Rooms;Copies;Zoom;Weight")
    made: list[Entry] = []
    for name in random.sample(pool, random.randint(1, 3)):
        low, high = random.choice(((0, 10), (1, 20), (0, 40), (-5, 15)))
        type_ = random.choice(("number", "range", "aria", "silent"))
        shown = {"oninput": "this.nextElementSibling.textContent=this.value"}
        own = {"min": str(low), "max": str(high), **(shown if type_ == "range" else {})}
        if type_ in _MADE_SLIDERS:
            part = _MADE_SLIDERS[type_](page, name, low, high)
        else:
            part = page.text_field(name, type_=type_, **own)
        middle = (low + high) // 2
        value = random.choice([n for n in range(low, high + 1) if abs(n - middle) > 1])
        made.append(Entry(name, str(value), part))
    wanted = random.sample(made, random.randint(1, len(made)))
    clauses = [
        voice.say(
            "{set|change|adjust|move} {the|} $name {slider|control|value|} to $value",
            "{make|let} {the|} $name {be|equal} $value",
            "{turn|put} {the|} $name {at|to} $value",
            "{choose|select|pick|enter} $value {as|for} {the|} $name",
            "{the|} $name {should be|has to be} $value; {set|adjust} it",
            name=one.name,
            value=one.value,
        )
        for one in wanted
    ]
    deeds = [Deed("set_range", one.part.selector, one.value) for one in wanted]
    return whole(page, voice, made, clauses, deeds)


def fill_focus(random: Random) -> Sample:
    """A field that is only clicked into."""
    page, voice = Page(random), Voice(random)
    made = entries(page, random.randint(1, 4))
    one = random.choice(made)
    clause = voice.say(
        "{focus|activate} {the|} $name {field|box|input|}",
        "{click|tap} {into|inside} {the|} $name {field|box|}",
        "{put|place|set} the {cursor|caret|focus} {in|into} {the|} $name {field|}",
        "{move|give} the {cursor|focus} to {the|} $name {field|}",
        "{make|let} {the|} $name {field|box} {be|become} {active|focused}",
        name=one.name,
    )
    html = page.render(page.form([each.part.html for each in made], random.choice(SEND)).html)
    return Sample(voice.ask(clause), {"/": html}, (Deed("click", one.part.selector), STOP))


def fill_corrected(random: Random) -> Sample:
    """Fields of which some hold something already: what is wanted, or something else."""
    page, voice = Page(random), Voice(random)
    made: list[Entry] = []
    deeds: list[Deed] = []
    for kind in random.sample(KINDS, random.randint(2, 5)):
        name, value = random.choice(kind.names), kind.draw(random)
        held = random.choice((value, value, kind.draw(random), ""))
        made.append(Entry(name, value, page.text_field(name, value=held)))
        if held != value:
            deeds.append(made[-1].deed)
    pairs = voice.pairs([(one.name, one.value) for one in made])
    clause = voice.say(
        *FORM, "{correct|check|update} {the form|the details|this}: $pairs_", pairs_=pairs
    )
    return whole(page, voice, made, [clause], deeds)


def fill_copied(random: Random) -> Sample:
    """What the page shows is entered into a field."""
    page, voice = Page(random), Voice(random)
    kinds = random.sample([kind for kind in KINDS if kind.type == "text"], random.randint(2, 4))
    facts = [(kind.names[0], kind.draw(random)) for kind in kinds]
    wanted, value = random.choice(facts)
    shape = random.choice(("list", "table", "areas"))
    if shape == "areas":
        shown = "".join(page.text_field(*one[:1], type_="area", value=one[1]).html for one in facts)
    elif shape == "table":
        rows = (tag("th", escape(name)) + tag("td", escape(text)) for name, text in facts)
        shown = tag("table", "".join(tag("tr", row) for row in rows))
    else:
        shown = page.stack([f"{escape(name)}: {escape(text)}" for name, text in facts])
    label = random.choice(
        ("Enter it here", "Your answer", "Copy", "Repeat", "Result", "Write here")
    )
    one = Entry(label, value, page.text_field(label))
    place = words.ORDINALS[[name for name, _ in facts].index(wanted)]
    clause = voice.say(
        "{copy|transfer} {the|} $what {into|to} {the|} $field {field|box|}",
        "{enter|type|write} {the|} $what {shown|given} {above|here|on the page} in $field",
        "{read|look up} {the|} $what and {enter|type} it {into|under} $field",
        "{fill|complete} $field with {the|} $what {of|from} the page",
        "{what is the $what? Enter it|find the $what and enter it} {in|under} $field",
        "{take|copy} the {value|text} of the $nth_ {entry|item|one} into $field",
        "{repeat|retype} {the|} $what in {the|} $field {field|}",
        what=wanted,
        field=label,
        nth_=place,
    )
    form = whole(page, voice, [one], [clause], [one.deed])
    return Sample(form.task, {"/": form.pages["/"].replace("<body>", "<body>" + shown)}, form.deeds)


def fill_suggested(random: Random) -> Sample:
    """A field that suggests what may be entered, of which one is clicked."""
    page, voice = Page(random), Voice(random)
    draw = random.choice((words.made_up, words.person, words.thing, words.subject))
    options = words.distinct(random, draw, random.randint(8, 30))
    ids = {option: page.id() for option in options}
    name, box = random.choice(("Search a place", "Who", "Item", "Add", "To", "Name")), page.id()
    look = f"for(var o of by('{box}').children)o.hidden=!this.value||"
    look += "!o.textContent.toLowerCase().startsWith(this.value.toLowerCase())"
    part = page.text_field(name, oninput=look, autocomplete="off")
    pick = (
        f"by('{part.selector[1:]}').value=this.textContent;for(var o of this.parentNode.children)"
    )
    pick += "o.hidden=true"
    role = random.choice(("option", None))
    items = "".join(
        tag("li", escape(one), id=i, onclick=pick, role=role, hidden=True, style="cursor:pointer")
        for one, i in ids.items()
    )
    wanted, size = random.choice(options), random.randint(2, 3)
    start, end = wanted[:size], wanted[-2:]
    rivals = [one for one in options if one.lower().startswith(start.lower())]
    told = [
        "{choose|pick|select|enter|find} $all {from the suggestions|as suggested|} {for|in} $name"
    ]
    typed = wanted
    if sum(one.endswith(end) for one in rivals) == 1 and random.random() < 0.6:
        typed = start
        told = [
            "{choose|pick|take} {for|in} $name what {starts|begins} with $start and ends with $end",
            "{in|for} $name {choose|take} what begins with $start and has $end at its end",
        ]
        if len(rivals) == 1:
            told = [
                "{choose|pick} {for|in} $name the {suggestion|entry} starting with $start",
                "{type|enter} $start {in|into} $name and {click|take} {the hit|what comes up}",
            ]
    clause = voice.say(*told, all=wanted, start=start, end=end, name=name)
    made = [Entry(name, typed, Part(part.html + tag("ul", items, id=box), part.selector))]
    return whole(page, voice, made, [clause], [made[0].deed, Deed("click", f"#{ids[wanted]}")])


def fill_behind(random: Random) -> Sample:
    """A field that a notice covers, which has to go first."""
    page, voice = Page(random), Voice(random)
    made, box = entries(page, random.randint(1, 3)), page.id()
    yes = random.choice(
        words.listed("Accept all;Got it;Close;I understand;OK;Not now;Continue;No thanks")
    )
    close = page.button(yes, f"hide('{box}')", manner=random.choice(("button", "link", "div")))
    told = random.choice(
        words.listed("We use cookies.;Join our newsletter!;Rate us!;New rules apply.")
    )
    style = "position:fixed;inset:0;background:#fffd;z-index:9;padding:40px"
    role = random.choice(("dialog", None))
    cover = tag("div", tag("h2", told) + close.html, id=box, style=style, role=role)
    one = random.choice(made)
    sample = whole(page, voice, made, [filling(voice, one)], [one.deed])
    deeds = (Deed("click", close.selector), *sample.deeds)
    return Sample(sample.task, {"/": sample.pages["/"].replace("<body>", "<body>" + cover)}, deeds)


def fill_steps(random: Random) -> Sample:
    """A form in several steps."""
    page, voice = Page(random), Voice(random)
    made = entries(page, random.randint(2, 4))
    boxes = [page.id() for _ in made]
    on, end = random.choice((("Next", "Finish"), ("Continue", "Done"), ("Next step", "Submit")))
    html, deeds = "", list[Deed]()
    for n, (box, one) in enumerate(zip(boxes, made, strict=True)):
        last = n == len(boxes) - 1
        go = page.sent() if last else f"hide('{box}');show('{boxes[n + 1]}')"
        button = page.button(end if last else on, go)
        title = tag("h3", random.choice(("Step {}", "{} of MANY", "Part {}")).format(n + 1))
        title = title.replace("MANY", str(len(boxes)))
        html += tag("div", title + one.part.html + button.html, id=box, hidden=n > 0)
        deeds += [one.deed, Deed("click", button.selector)]
    pairs = voice.pairs([(one.name, one.value) for one in made])
    clauses = [voice.say(*FORM, pairs_=pairs)]
    if random.random() < 0.5:
        clauses.append(
            voice.say(
                "{go through all steps|go on to the end|complete all the steps}",
                "{finish|complete} {it|the wizard|the form|the assistant}",
            )
        )
    html = page.render(html, avoid=[on, end], most=3)
    return Sample(voice.ask(*clauses), {"/": html}, (*deeds, STOP))


def fill_search(random: Random) -> Sample:
    """A search."""
    page, voice = Page(random), Voice(random)
    what = random.choice((words.thing, words.subject, words.person, words.made_up))(random)
    name = random.choice(
        words.listed("Search;Find;Search this site;What are you looking for?;Query")
    )
    native = random.random() < 0.5
    found = page.tell(f"{random.randint(1, 90)} results")
    part = page.text_field(
        name, type_="search" if native else "text", onkeydown=f"if(event.key=='Enter'){{{found}}}"
    )
    button = page.button(random.choice(("Go", "Search", "Find", "Look it up")), found)
    clause = voice.say(
        "{search|look} for $what {here|on this site|}",
        "{find|look up} $what {with the search|using the search box|by searching}",
        "{use|take} the search to {find|look for} $what",
        "{run|do|start} a search for $what",
        "{query|search} {the site|the catalogue|the archive} for $what",
        "{enter|type} $what into the search {box|field|} and {search|start it}",
        "{see|find out} what there is about $what with the search",
        what=what,
    )
    deeds = [Deed("type", part.selector, what)]
    if not native:
        deeds.append(Deed("click", button.selector))
    html = page.render(part.html + button.html, avoid=[name, "Search"], most=5)
    return Sample(voice.ask(clause), {"/": html}, (*deeds, STOP))


def fill_missing(random: Random) -> Sample:
    """A field that is not there."""
    page, voice = Page(random), Voice(random)
    absent, *made = entries(page, random.randint(2, 6), exact=1.0)
    form = page.form([one.part.html for one in made], random.choice(SEND))
    html = page.render(form.html, avoid=[absent.name])
    stop = Deed("stop", text=f"unable: there is no field {absent.name}")
    return Sample(voice.ask(filling(voice, absent)), {"/": html}, (stop,))


FAMILIES: Mapping[str, Family] = {
    "fill-date": fill_date,
    "fill-number": fill_number,
    "fill-focus": fill_focus,
    "fill-corrected": fill_corrected,
    "fill-copied": fill_copied,
    "fill-suggested": fill_suggested,
    "fill-behind": fill_behind,
    "fill-steps": fill_steps,
    "fill-search": fill_search,
    "fill-missing": fill_missing,
}
