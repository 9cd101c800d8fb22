"""Kinds of entries that lists consist of: what is said of one, and what is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from . import things

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random


@dataclass(frozen=True, slots=True)
class Column:
    """A fact that is told of each entry of a kind."""

    names: tuple[str, ...]
    """What the fact may be called."""
    draw: Callable[[Random, int], list[str]]
    refer: tuple[str, ...] = ()
    """How an entry is named by it, of `<n>` (the noun) and `<v>`; nothing where it is not."""
    most: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    """How the entry with the highest or lowest value is named; only of numbers and dates."""
    of_all: tuple[str, ...] = ()
    """How all entries are named that share a value, of `<p>` (the plural) and `<v>`."""
    person: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entries."""

    nouns: tuple[tuple[str, str], ...]
    """One, and several."""
    columns: tuple[Column, ...]
    """The first is the title."""
    acts: tuple[str, ...]
    headings: tuple[str, ...]


_RANKS = ("Junior", "Senior", "Lead", "Deputy")
_TRADES = ("nurse", "baker", "driver", "editor", "engineer", "teacher", "buyer", "cook")


def _unique(make: Callable[[Random], str], random: Random, count: int) -> list[str]:
    """Return different texts; where the words run out, they are numbered."""
    found: dict[str, None] = {}
    while len(found) < count:
        text = make(random)
        number = 1
        while text in found and random.random() < 0.2:
            number += 1
            text = f"{text.split(' (')[0]} ({number})"
        found[text] = None
    return list(found)


def _position(random: Random) -> str:
    return f"{random.choice(_RANKS)} {random.choice(_TRADES)}"


def _dates(random: Random, count: int) -> list[str]:
    form = things.date_form(random)
    days = random.sample(range(336), count)
    return [things.date(form, day) for day in days]


def _amounts(random: Random, count: int) -> list[str]:
    form = things.price_form(random)
    return [things.price(form, cents) for cents in random.sample(range(500, 99999), count)]


def _numbers(low: int, high: int, unit: str, random: Random, count: int) -> list[str]:
    return [f"{number}{unit}" for number in random.sample(range(low, high), count)]


def _among(values: Sequence[str], random: Random, count: int) -> list[str]:
    return random.choices(values, k=count)


def _some_people(random: Random, count: int) -> list[str]:
    """People of whom some may occur twice."""
    pool = things.people(random, max(2, count * 2 // 3))
    return random.choices(pool, k=count)


def _numbered(random: Random, count: int) -> list[str]:
    start = random.choice((0, 20, 1000, 4700, 31000)) + random.randrange(1, 90)
    prefix = random.choice(("#", "#", "No. ", "ORD-", "INV-", "T-", "2025/"))
    step = random.choice((1, 1, 3))
    return [f"{prefix}{start + step * number}" for number in range(count)]


TITLED = (
    *("the <n> <v!>", "<v!>", "the <n> {called|named|titled|with the title} <v?>", "<v!>"),
    *("the <n> <v?>", "the <v!> <n>", "the one {called|named} <v!>", "the {entry|item} <v!>"),
)
BY = (
    *("the <n> {by|from|of} <v?>", "<v>'s <n>", "<v>'s <n>", "the <n> <v> {wrote|made|sent}"),
    *("the one {by|from} <v?>", "the <n> that is {by|from} <v>"),
)
DATED = (
    *("the <n> {of|from|dated} <v?>", "the one {from|of} <v?>", "the <n> with the date <v?>"),
    *("the <v> <n>", "the <n> that says <v!>"),
)
STATE = (
    "the <n> {that is|which is|marked as|with the status} <v?>",
    "the <v> <n>",
    "the <n> {in state|showing} <v!>",
)
WITH = ("the <n> {with|that has|showing|at} <v>", "the one with <v>")
CONTAINS = (
    *("the <n> that {says|contains|reads} <v!>", "the <n> with the text <v!>"),
    *("the <n> which starts with <v!>", "the <n> saying <v!>"),
)
ALL_BY = ("<p> {by|from|of} <v?>", "<v>'s <p>", "<p> {that are from|made by} <v>")
ALL_STATE = ("<v?> <p>", "<p> {marked as|with status|that are|marked} <v?>")


def _titled(names: Sequence[str], make: Callable[[Random], str]) -> Column:
    return Column(tuple(names), partial(_unique, make), TITLED)


def _person(*names: str, repeated: bool = True) -> Column:
    draw = _some_people if repeated else things.people
    return Column(names, draw, BY, of_all=ALL_BY, person=True)


def _state(name: str, *values: str) -> Column:
    return Column((name,), partial(_among, values), STATE, of_all=ALL_STATE)


def _count(name: str, noun: str, low: int = 0, high: int = 400) -> Column:
    return Column(
        (name,),
        partial(_numbers, low, high, ""),
        (f"the <n> with <v> {noun}", f"the <n> that has <v> {noun}"),
        (
            f"the <n> with the most {noun}",
            f"the <n> that has {{most|the highest number of}} {noun}",
        ),
        (f"the <n> with the {{fewest|least}} {noun}", f"the <n> that has the fewest {noun}"),
    )


_DATE = Column(("Date", "Sent", "Added", "Updated", "Created"), _dates, DATED)
_DUE = Column(("Due", "Deadline", "Due date"), _dates, ("the <n> {due|due on|that is due} <v?>",))
_TEXT = Column(("Text", "Preview", "Comment"), partial(_unique, things.sentence), CONTAINS)
_AMOUNT = Column(
    ("Amount", "Total", "Sum"),
    _amounts,
    (*WITH, "the <n> {over|of|for} <v>"),
    ("the <n> with the {highest|largest} amount", "the {most expensive|largest|highest} <n>"),
    ("the <n> with the {lowest|smallest} amount", "the {cheapest|smallest|lowest} <n>"),
)
_SIZE = Column(
    ("Size",),
    partial(_numbers, 2, 900, " KB"),
    WITH,
    ("the {largest|biggest} <n>", "the <n> that takes the most space"),
    ("the smallest <n>", "the <n> with the smallest size"),
)
_RATING = Column(
    ("Rating", "Score"),
    lambda random, count: [f"{number / 10}" for number in random.sample(range(11, 50), count)],
    ("the <n> rated <v>", "the <n> with a rating of <v>"),
    ("the {best rated|top-rated|highest rated} <n>", "the <n> with the {best|highest} rating"),
    ("the {worst|lowest} rated <n>", "the <n> with the {worst|lowest} rating"),
)
_CITY = Column(
    ("City", "Place", "Location"),
    lambda random, count: random.choices(things.CITIES, k=count),
    ("the <n> in <v?>", "the <v> <n>", "the <n> {located in|from} <v>"),
    of_all=("<p> {in|from|located in} <v?>", "<v> <p>"),
)

KINDS = (
    Kind(
        (("email", "emails"), ("message", "messages"), ("mail", "mails")),
        (_titled(("Subject",), things.subject), _person("From", "Sender"), _DATE, _TEXT),
        ("delete", "archive", "star", "read", "spam", "pin", "mute", "print"),
        ("Inbox", "Mail", "Messages", "All mail"),
    ),
    Kind(
        (("post", "posts"), ("message", "messages"), ("update", "updates")),
        (
            Column(("Post",), partial(_unique, things.sentence), CONTAINS),
            _person("Author", "By", "User"),
            _DATE,
            _count("Likes", "likes"),
        ),
        ("like", "share", "save", "report", "hide", "follow", "mute", "delete"),
        ("Feed", "Timeline", "Latest posts", "Community"),
    ),
    Kind(
        (("task", "tasks"), ("to-do", "to-dos"), ("item", "items")),
        (
            _titled(("Task", "Title"), things.subject),
            _person("Assignee", "Owner"),
            _DUE,
            _state("Status", "open", "finished", "in progress", "blocked"),
        ),
        ("complete", "delete", "archive", "star", "duplicate", "pin"),
        ("Tasks", "To do", "My work", "Board"),
    ),
    Kind(
        (("file", "files"), ("document", "documents")),
        (
            _titled(("Name", "File"), things.file_name),
            _person("Owner", "Uploaded by"),
            _DATE,
            _SIZE,
        ),
        ("download", "delete", "share", "star", "duplicate", "print", "lock"),
        ("Files", "Documents", "Shared drive", "My folder"),
    ),
    Kind(
        (("ticket", "tickets"), ("issue", "issues"), ("request", "requests"), ("bug", "bugs")),
        (
            _titled(("Title", "Summary"), things.subject),
            _person("Reporter", "Opened by"),
            _state("Priority", "low", "normal", "high", "critical"),
            Column(("No.", "ID"), _numbered, ("<n> <v>", "the <n> <v?>", "<v>")),
            _count("Comments", "comments", 0, 90),
        ),
        ("close", "approve", "reject", "pin", "lock", "follow", "mute", "delete"),
        ("Issues", "Tickets", "Open requests", "Support queue"),
    ),
    Kind(
        (("invoice", "invoices"), ("bill", "bills")),
        (
            Column(("Number", "Invoice"), _numbered, TITLED),
            Column(
                ("Customer", "Payee"),
                partial(_unique, lambda r: r.choice(things.COMPANIES)),
                BY[:2],
            ),
            _DUE,
            _AMOUNT,
            _state("Status", "paid", "unpaid", "overdue", "draft"),
        ),
        ("pay", "download", "remind", "delete", "print", "approve", "archive"),
        ("Invoices", "Payments", "Bills", "Accounting"),
    ),
    Kind(
        (("recipe", "recipes"), ("dish", "dishes")),
        (
            _titled(("Recipe", "Dish"), lambda r: r.choice(things.DISHES)),
            _person("Cook", "By"),
            _RATING,
            Column(
                ("Time",),
                partial(_numbers, 10, 180, " min"),
                WITH,
                ("the <n> that takes longest",),
                ("the {quickest|fastest} <n>",),
            ),
        ),
        ("save", "like", "share", "print", "hide", "delete"),
        ("Recipes", "What to cook", "Our kitchen", "Cookbook"),
    ),
    Kind(
        (("song", "songs"), ("track", "tracks"), ("title", "titles")),
        (
            _titled(("Song", "Title"), things.work),
            _person("Artist", "Singer"),
            _count("Plays", "plays", 10, 9000),
            _RATING,
        ),
        ("play", "like", "save", "download", "share", "hide", "queue"),
        ("Music", "Playlist", "Songs", "Top tracks"),
    ),
    Kind(
        (("book", "books"), ("title", "titles")),
        (
            _titled(("Title", "Book"), things.work),
            _person("Author", "Written by"),
            _RATING,
            _state("Status", "available", "on loan", "reserved"),
        ),
        ("borrow", "save", "share", "follow", "hide"),
        ("Library", "Catalogue", "Reading list", "Books"),
    ),
    Kind(
        (("user", "users"), ("member", "members"), ("person", "people"), ("contact", "contacts")),
        (
            Column(("Name",), things.people, ("<v?>", "<v>", "the {user|member} <v?>", "<v!>")),
            _CITY,
            _state("Role", "admin", "editor", "viewer", "guest"),
            _DATE,
        ),
        ("follow", "block", "invite", "delete", "mute", "report", "lock", "approve"),
        ("Users", "Members", "Our team", "People", "Contacts"),
    ),
    Kind(
        (("event", "events"), ("appointment", "appointments")),
        (
            _titled(("Event", "What"), things.subject),
            _CITY,
            Column(("When", "Date"), _dates, (*DATED, "the <n> on <v?>")),
            _person("Host", "Organiser"),
        ),
        ("join", "decline", "share", "save", "delete", "remind"),
        ("Events", "Calendar", "What's on", "Schedule"),
    ),
    Kind(
        (("order", "orders"), ("delivery", "deliveries")),
        (
            Column(("Order", "Number"), _numbered, TITLED),
            _person("Customer", "Buyer"),
            _AMOUNT,
            _state("Status", "shipped", "pending", "returned", "packed"),
        ),
        ("approve", "reject", "print", "archive", "remind", "delete"),
        ("Orders", "Sales", "Deliveries"),
    ),
    Kind(
        (("job", "jobs"), ("position", "positions"), ("vacancy", "vacancies")),
        (
            _titled(
                ("Position", "Job"),
                _position,
            ),
            _CITY,
            _DATE,
            Column(
                ("Employer",),
                partial(_among, things.COMPANIES),
                BY[:2],
                of_all=("<p> {at|from|offered by} <v?>",),
            ),
        ),
        ("save", "apply", "share", "hide", "report", "follow"),
        ("Jobs", "Vacancies", "Open positions"),
    ),
    Kind(
        (("patient", "patients"), ("student", "students"), ("guest", "guests")),
        (
            Column(("Name",), things.people, ("<v?>", "the <n> <v?>", "<v!>")),
            Column(
                ("Room", "Group"), partial(_numbers, 100, 480, ""), ("the <n> in {room|group} <v>",)
            ),
            _DATE,
            _state("Status", "new", "waiting", "done", "absent"),
        ),
        ("remind", "invite", "archive", "delete", "approve", "print", "call"),
        ("Patients", "Waiting list", "Registrations", "Records"),
    ),
    Kind(
        (("photo", "photos"), ("picture", "pictures"), ("image", "images")),
        (
            _titled(("Caption", "Title"), things.work),
            _person("Photographer", "By"),
            _CITY,
            _count("Likes", "likes"),
            _SIZE,
        ),
        ("like", "download", "share", "delete", "save", "hide", "star", "report"),
        ("Photos", "Gallery", "Album"),
    ),
    Kind(
        (("article", "articles"), ("story", "stories"), ("report", "reports")),
        (
            _titled(("Headline", "Title"), things.subject),
            _person("Author", "By"),
            _DATE,
            _count("Comments", "comments", 0, 300),
        ),
        ("save", "share", "like", "print", "hide", "read", "follow"),
        ("News", "Magazine", "Today", "Blog"),
    ),
    Kind(
        (("comment", "comments"), ("review", "reviews"), ("answer", "answers")),
        (
            Column(("Comment", "Review"), partial(_unique, things.sentence), CONTAINS),
            _person("By", "Author"),
            _DATE,
            _RATING,
        ),
        ("like", "report", "hide", "delete", "approve", "pin", "upvote"),
        ("Comments", "Discussion", "Reviews", "Forum"),
    ),
)
