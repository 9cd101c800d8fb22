"""Booking and ordering outside of shops, and the smaller errands in shops."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed

from . import things
from .entries import DONE, click
from .frame import Frame, button, choice, field, js
from .listing import Row, listing
from .phrasing import listed, request, sample, say
from .shops import Shop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family, Sample


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def table(random: Random) -> Sample:
    """Reserve a table, a court, or a room: how many, when, in whose name."""
    frame = Frame(random)
    what = random.choice(("table", "meeting room", "court", "studio", "hotel room", "boat"))
    guests = random.randint(1, 8)
    month, day = random.randint(1, 12), random.randint(1, 28)
    iso = f"2025-{month:02}-{day:02}"
    name = things.person(random)
    times = [_clock(minutes) for minutes in range(540, 1290, random.choice((30, 60)))]
    time = random.choice(times)
    ids = [frame.id() for _ in range(5)]
    count_label = random.choice(("Guests", "People", "Party size", "How many people"))
    numbers = [str(number) for number in range(1, 10)]
    counted = random.random() < 0.6
    parts = [
        choice(random, ids[0], count_label, numbers)
        if counted
        else field(random, ids[0], count_label, "number"),
        field(random, ids[1], random.choice(("Date", "Day", "When")), "date"),
        choice(random, ids[2], random.choice(("Time", "Hour", "Start")), ["", *times]),
        field(random, ids[3], random.choice(("Name", "Your name", "Booked by"))),
    ]
    wanted = [
        Deed("select" if counted else "type", f"#{ids[0]}", str(guests)),
        Deed("set_date", f"#{ids[1]}", iso),
        Deed("select", f"#{ids[2]}", time),
        Deed("type", f"#{ids[3]}", name),
    ]
    if counted and guests == 1:
        guests = 2
        wanted[0] = Deed("select", f"#{ids[0]}", "2")
    order = random.sample(range(4), 4) if random.random() < 0.4 else list(range(4))
    send = button(
        ids[4],
        random.choice(("Book", "Reserve", "Request booking", "Send", "Confirm")),
        kind="submit",
    )
    code = escape(f"event.preventDefault();{js('tell', 'Your booking has been made.')}")
    form = f'<form onsubmit="{code}">{"".join(parts[place] for place in order)}{send}</form>'
    date = random.choice(
        (iso, f"{things.MONTHS[month - 1]} {day}, 2025", f"{day} {things.MONTHS[month - 1]} 2025")
    )
    says = (
        (
            "{book|reserve} a <w> for <g> {people|persons} on <d> at <t>{,| under| in} "
            "the name {of |}<n>"
        ),
        "get <n> a <w> on <d>, <t>, for <g>",
        "=<n> needs a <w> for <g> on <d> at <t>. {Book|Reserve} it",
        "make a reservation: <w>, <g> people, <d>, <t>, name <n>",
        "book for <n>: <g> people, <d> at <t>",
        "arrange a <w> for <g> at <t> on <d> (name: <n>)",
        "=we are <g> and want a <w> at <t> on <d>; the name is <n>",
        "reserve the <w> at <t> on <d> for <g>, booked by <n>",
    )
    task = request(random, says, w=what, g=str(guests), d=date, t=time, n=name)
    page = frame.page(f"Book a {what}", form)
    return sample(task, {"/": page}, (*(wanted[place] for place in order), click(ids[4]), DONE))


def appointment(random: Random) -> Sample:
    """Choose somebody, then a free time."""
    frame = Frame(random)
    names = [
        f"{random.choice(('Dr. ', '', 'Prof. '))}{name}"
        for name in things.people(random, random.randint(2, 6))
    ]
    skill = random.choice(
        (
            ("dentist", "surgeon", "eye doctor", "nurse", "dermatologist", "midwife"),
            ("hairdresser", "barber", "colourist", "trainee", "make-up artist", "owner"),
            (
                "maths teacher",
                "music teacher",
                "headmaster",
                "history teacher",
                "coach",
                "librarian",
            ),
        )
    )
    jobs = random.sample(skill, len(names))
    ids = [frame.id() for _ in names]
    target = random.randrange(len(names))
    label = random.choice(("Book", "Reserve", "Choose", "Select", ""))
    pages: dict[str, str] = {}
    rows: list[Row] = []
    chosen, time, last = "", "", frame.id()
    confirms = random.random() < 0.5
    for number, (name, job) in enumerate(zip(names, jobs, strict=True)):
        rows.append(Row({"Name": name, "Job": job}, ids[number], f"/{ids[number]}"))
        slots = sorted(random.sample(range(480, 1080, 15), random.randint(2, 8)))
        own = [frame.id() for _ in slots]
        if number == target:
            place = random.randrange(len(slots))
            chosen, time = own[place], _clock(slots[place])
        if label:
            made = listing(
                random,
                [
                    Row(
                        {"Time": _clock(slot)},
                        controls=button(ident, label, js("tell", f"Chosen: {_clock(slot)}")),
                    )
                    for slot, ident in zip(slots, own, strict=True)
                ],
            )
        else:
            made = " ".join(
                button(ident, _clock(slot), js("tell", f"Chosen: {_clock(slot)}"))
                for slot, ident in zip(slots, own, strict=True)
            )
        confirm = (
            button(last, "Confirm", js("tell", "Your appointment is booked.")) if confirms else ""
        )
        pages[f"/{ids[number]}"] = frame.page(name, f"<p>{job.capitalize()}</p>{made}{confirm}")
    pages["/"] = frame.page(
        random.choice(("Appointments", "Our team", "Make an appointment")), listing(random, rows)
    )
    who = random.choice((names[target], f"the {jobs[target]}"))
    says = (
        "{book|make} an appointment with <w> at <t>",
        "get me an appointment with <w> at <t>",
        "=I need to see <w> at <t>, {book|arrange} it",
        "reserve <t> with <w>",
        "arrange a meeting with <w> for <t>",
        "take the <t> slot of <w>",
        "sign me up with <w> at <t>",
        "choose <w> and {book|take} <t>",
        "=can <w> see me at <t>? Book it",
        "{schedule|fix} a visit to <w> at <t>",
    )
    end = [click(last)] if confirms else []
    return sample(
        request(random, says, w=who, t=time), pages, (click(ids[target]), click(chosen), *end, DONE)
    )


def dishes(random: Random) -> Sample:
    """Order dishes from a menu, so and so many of each."""
    frame = Frame(random)
    names = random.sample(things.DISHES, random.randint(3, 10))
    form = things.price_form(random)
    ids = [frame.id() for _ in names]
    send = frame.id()
    rows = [
        Row(
            {"Dish": name, "Price": things.price(form, random.randrange(300, 3000, 10))},
            controls=f'<input type="number" min="0" value="0" id="{ident}" '
            f'aria-label="{random.choice(("Number", f"Number of {name}"))}">',
        )
        for name, ident in zip(names, ids, strict=True)
    ]
    targets = sorted(random.sample(range(len(names)), random.randint(1, 3)))
    numbers = [random.randint(1, 6) for _ in targets]
    wanted = [
        say(random, "<c> {x |times |}<d>", c=str(count), d=names[place])
        for place, count in zip(targets, numbers, strict=True)
    ]
    sends = random.choice(("Order", "Send order", "Place order", "Order now"))
    says = (
        "order <x>",
        "{bring|get} us <x>",
        "=we {take|would like} <x>",
        "place an order for <x>",
        "=we are hungry: <x>, please order",
        "send an order of <x>",
        "set <x> on the menu and order",
        "put in an order: <x>",
        "=for us <x>. {Order it|Send the order}",
    )
    task = request(random, says, x=listed(random, wanted))
    typed = (
        Deed("type", f"#{ids[place]}", str(count))
        for place, count in zip(targets, numbers, strict=True)
    )
    matter = listing(random, rows) + button(
        send, sends, js("tell", "Your order is on its way to the kitchen.")
    )
    return sample(
        task,
        {"/": frame.page(random.choice(("Menu", "Our dishes", "Kitchen")), matter)},
        (*typed, click(send), DONE),
    )


def category(random: Random) -> Sample:
    """Show a category of a shop."""
    shop = Shop(random, route="menu")
    range_ = random.choice(shop.ranges)
    says = (
        "{show|display|list} {me |}{all |the |}<c>",
        "go to {the |}<c>",
        "=which <c> {are there|do you have}? Show them",
        "open {the category |}<c>",
        "let me see {the |your |}<c>",
        "take me to the <c> {section|department}",
        "browse {the |}<c>",
        "bring up the <c> {page|category}",
        "=I {am looking|look} for <c>",
        "switch to <c>",
    )
    task = request(
        random, says, c=range_.category.lower() if random.random() < 0.6 else range_.category
    )
    return sample(task, shop.pages(), (click(shop.frame.link_ids[range_.category]), DONE))


def loan(random: Random) -> Sample:
    """Borrow a book, unless it is on loan."""
    frame = Frame(random)
    count = random.randint(2, 7)
    titles = list(dict.fromkeys(things.work(random) for _ in range(count)))
    authors = things.people(random, len(titles))
    free = [random.random() < 0.6 for _ in titles]
    ids = [frame.id() for _ in titles]
    label = random.choice(("Borrow", "Reserve", "Loan", "Request"))
    words = random.choice((("Available", "On loan"), ("In", "Out"), ("On the shelf", "Lent out")))
    rows = [
        Row(
            {"Title": title, "Author": author, "Status": words[not is_free]},
            controls=button(ident, label, js("tell", f"Yours: {title}")) if is_free else "",
        )
        for title, author, is_free, ident in zip(titles, authors, free, ids, strict=True)
    ]
    target = random.randrange(len(titles))
    it = random.choice(
        (
            f"“{titles[target]}”",
            f"the book by {authors[target]}",
            f"{titles[target]} by {authors[target]}",
            titles[target],
        )
    )
    says = (
        "{borrow|loan|reserve} <b>{| for me| from the library}",
        "=I'd like to {read|borrow} <b>",
        "get me <b>",
        "{order|request} <b>",
        "=could you lend me <b>?",
        "check out <b>",
        "see {if|whether} <b> is there and {borrow|reserve} it",
        "put <b> on my card",
    )
    task = request(random, says, b=it)
    end = Deed("stop", text=f"unable: “{titles[target]}” is {words[1].lower()}")
    deeds = (click(ids[target]), DONE) if free[target] else (end,)
    return sample(
        task,
        {"/": frame.page(random.choice(("Library", "Catalogue", "Books")), listing(random, rows))},
        deeds,
    )


def guide(random: Random) -> Sample:
    """Open a dialog of a product's page, such as the size guide, and tell what it says or not."""
    frame = Frame(random)
    range_ = random.choice(things.RANGES)
    [product] = things.products(random, range_, 1)
    kinds = random.sample(
        (
            "Size guide",
            "Delivery information",
            "Returns",
            "Care instructions",
            "Warranty",
            "Ingredients",
        ),
        random.randint(1, 4),
    )
    box = {kind: frame.id() for kind in kinds}
    opener = {kind: frame.id() for kind in kinds}
    closer = {kind: frame.id() for kind in kinds}
    links = " ".join(button(opener[kind], kind, f"at('{box[kind]}').showModal()") for kind in kinds)
    dialogs = "".join(
        f'<dialog id="{box[kind]}"><h2>{kind}</h2><p>{things.sentence(random)}</p>'
        + button(closer[kind], random.choice(("Close", "OK", "×")), f"at('{box[kind]}').close()")
        + "</dialog>"
        for kind in kinds
    )
    kind = random.choice(kinds)
    closes = random.random() < 0.4
    says = (
        "{open|show|display} {me |}the <k>",
        "{have a look|look} at the <k>",
        "=where is the <k>? {Open|Show} it",
        "bring up the <k> of the <p>",
        "let me {see|read} the <k>",
        "=I want to {read|see} the <k> {of|for} the <p>",
        "view the <k>",
        "take me to the <k>",
    )
    tail = (
        random.choice((" and close it again", ", then close {it|the dialog}", " and then close it"))
        if closes
        else ""
    )
    task = request(random, [words + tail for words in says], k=kind.lower(), p=product.name)
    add = button(frame.id(), "Add to basket", js("tell", "Added"))
    matter = f"<p>{things.paragraph(random, 2)}</p>{add} {links}{dialogs}"
    deeds = (click(opener[kind]), *([click(closer[kind])] if closes else []), DONE)
    return sample(task, {"/": frame.page(product.name, matter)}, deeds)


FAMILIES: Mapping[str, Family] = {
    "book-table": table,
    "book-appointment": appointment,
    "book-dishes": dishes,
    "book-loan": loan,
    "store-category": category,
    "store-guide": guide,
}
