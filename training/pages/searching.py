"""Sites that are searched: for pages, for people, for journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.sample import Deed

from . import things
from .entries import DONE, click
from .frame import Frame, button, field, js
from .listing import Row, listing
from .phrasing import request, sample
from .shops import SIFT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family, Sample


class Site:
    """A site with a search box whose results lead to pages."""

    def __init__(self, random: Random, titles: Sequence[str], per_page: int = 99) -> None:
        self.random = random
        self.frame = Frame(random)
        self.titles = titles
        self.per_page = per_page
        self.ids = [self.frame.id() for _ in titles]
        self.query, self.go, self.next = self.frame.id(), self.frame.id(), self.frame.id()
        self.go_label = random.choice(("Search", "Search", "Go", "Find", "🔍", "Look up"))
        self._enter = random.random() < 0.4
        self._numbered = random.random() < 0.5
        self._next_label = random.choice(("Next", "Next page", "›", "More results", "Next »"))
        self._label = random.choice(
            ("Search", "Search this site", "Find", "Keyword", "What are you looking for?")
        )

    def search(self, query: str) -> list[Deed]:
        """Return how a query is sent."""
        send = Deed("press", text="Enter") if self._enter else click(self.go)
        return [Deed("type", f"#{self.query}", query), send]

    def reach(self, place: int) -> list[Deed]:
        """Return how one gets from the first results to those that have a place."""
        if place < self.per_page:
            return []
        if self._numbered:
            return [click(self._page_ids[place // self.per_page])]
        return [click(self.next)] * (place // self.per_page)

    def pages(
        self, details: Sequence[str], facts: Sequence[Mapping[str, str]], *, sift: bool
    ) -> dict[str, str]:
        """Return all pages; with `sift`, results are those that hold the query's words."""
        random = self.random
        title = random.choice((f"Welcome to {self.frame.site}", "Search", self.frame.site))
        intro = f"<p>{things.paragraph(random, 2)}</p>" if random.random() < 0.6 else ""
        pages = {"/": self.frame.page(title, f"{self.form()}{intro}")}
        form = random.choice(("table", "items", "cards", "articles", "soup", "aria"))
        count = -(-len(self.titles) // self.per_page)
        for number in range(max(1, count)):
            part = range(
                number * self.per_page, min(len(self.titles), (number + 1) * self.per_page)
            )
            rows = [
                Row(
                    {"Title": self.titles[place], **facts[place]},
                    self.ids[place],
                    f"/{self.ids[place]}",
                )
                for place in part
            ]
            pages[self._path(number)] = self.frame.page(
                "Results",
                f"{self.form()}{listing(random, rows, form=form)}{self._pager(number, count)}",
                SIFT if sift else "",
            )
        for place, text in enumerate(self.titles):
            pages[f"/{self.ids[place]}"] = self.frame.page(text, details[place])
        return pages

    def _path(self, number: int) -> str:
        return f"/found{number + 1}"

    def _pager(self, number: int, count: int) -> str:
        if count < 2:
            return ""
        links = [
            f'<a href="{self._path(other)}" id="{self._page_ids[other]}">{other + 1}</a>'
            for other in range(count)
        ]
        if number + 1 < count:
            links.append(
                f'<a href="{self._path(number + 1)}" id="{self.next}">{self._next_label}</a>'
            )
        return f"<p>Page {number + 1} of {count}: {' '.join(links)}</p>"

    @property
    def _page_ids(self) -> list[str]:
        return [f"{self.next}p{number}" for number in range(9)]

    def form(self) -> str:
        """Return the form with the search box."""
        box = field(
            self.random, self.query, self._label, self.random.choice(("text", "search")), "q"
        )
        send = button(self.go, self.go_label, kind="submit")
        return f'<form action="{self._path(0)}">{box}{send}</form>'


def _titles(random: Random, topic: str, count: int) -> list[str]:
    forms = [
        "{} for beginners",
        "The history of the {}",
        "{}: questions and answers",
        "All about the {}",
        "How to plan a {}",
        "{} prices compared",
        "My first {}",
        "{} rules explained",
        "{} near you",
        "Why the {} matters",
        "A short guide to the {}",
        "{} in pictures",
        "Ten ideas for your {}",
        "{} news",
    ]
    return [
        form.format(topic).replace(f"{topic} ", f"{topic.capitalize()} ", form.startswith("{}"))
        for form in random.sample(forms, count)
    ]


def _details(random: Random, count: int) -> tuple[list[str], list[dict[str, str]]]:
    details = [f"<p>{things.paragraph(random)}</p>" for _ in range(count)]
    key = random.choice(("Summary", "Date", ""))
    form = things.date_form(random)
    facts: list[dict[str, str]] = [
        {}
        if not key
        else {
            key: things.sentence(random)
            if key == "Summary"
            else things.date(form, random.randrange(336))
        }
        for _ in range(count)
    ]
    return details, facts


def by_title(random: Random) -> Sample:
    """Search for a word and open the result with a title."""
    topic = random.choice(things.TOPICS)
    site = Site(random, _titles(random, topic, random.randint(2, 7)))
    place = random.randrange(len(site.titles))
    says = (
        "search for <q?> and {open|click|choose} {the result |}<r!>",
        "look up <q?>, then {open|go to} <r!>",
        "find {the page |the article |}<r!> {by searching|with a search} for <q?>",
        "use the search to look for <q?> and open <r!>",
        "type <q!> into the search {box|field} and {pick|select} the {result|entry} <r!>",
        "query <q!>. From the results open <r!>",
        "search <q?>; open the {hit|result} {called|titled} <r!>",
        "=I am looking for <q?>: the page <r!>. {Search and open|Find} it",
        "enter <q!>, search, and click the link <r!>",
        "run a search on <q?> and {visit|show} <r!>",
    )
    task = request(random, says, q=topic, r=site.titles[place])
    pages = site.pages(*_details(random, len(site.titles)), sift=False)
    return sample(task, pages, (*site.search(topic), click(site.ids[place]), DONE))


_PLACES = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def by_place(random: Random) -> Sample:
    """Search for a word and open the nth result, which may be on another page."""
    topic = random.choice((*things.TOPICS, *things.FIRST_NAMES, *things.CITIES))
    count = random.randint(2, 9)
    per_page = random.choice((3, 4, 99))
    site = Site(random, _titles(random, topic, count), per_page)
    place = random.randrange(count)
    word = random.choice((_PLACES[place], f"{place + 1}{('st', 'nd', 'rd', *('th',) * 7)[place]}"))
    says = (
        "search for <q?> and {open|click|choose} the <w> {result|hit|entry}",
        "look up <q?>, then {open|go to} the <w> result",
        "{find|get} the <w> {result|hit} for <q?>{| and open it}",
        "use the search {box|field} to find <q?> and open result <n>",
        "type <q!> into the search and {pick|select} the <w> {result|link}",
        "query <q!>. Open the <w> of the results",
        "search <q?>; open {hit|result} {number |no. |}<n>",
        "=what is the <w> result for <q?>? {Open|Click} it",
        "enter <q!>, search, and click the <w> link",
        "run a search on <q?> and {visit|show} the <w> page found",
    )
    task = request(random, says, q=topic, w=word, n=str(place + 1))
    pages = site.pages(*_details(random, count), sift=False)
    return sample(
        task, pages, (*site.search(topic), *site.reach(place), click(site.ids[place]), DONE)
    )


def directory(random: Random) -> Sample:
    """Find a person and call, write, or tell what the directory says."""
    names = things.people(random, random.randint(2, 7))
    site = Site(random, names)
    place = random.randrange(len(names))
    phones = [things.phone(random) for _ in names]
    mails = [things.mail(name, random) for name in names]
    call, write = site.frame.id(), site.frame.id()
    calls, writes = (
        random.choice(("Call", "Phone", "Ring")),
        random.choice(("Send mail", "Write", "Message", "Email")),
    )
    details = [
        f"<p>Phone: {phone}</p><p>Email: {mail}</p><p>Office: {random.choice(things.CITIES)}</p>"
        + button(call if n == place else site.frame.id(), calls, js("tell", f"Calling {phone}"))
        + button(write if n == place else site.frame.id(), writes, js("tell", f"Writing to {mail}"))
        for n, (phone, mail) in enumerate(zip(phones, mails, strict=True))
    ]
    pages = site.pages(details, [{} for _ in names], sift=True)
    first = [*site.search(names[place]), click(site.ids[place])]
    kind = random.randrange(3)
    if kind == 0:
        says = (
            "{call|phone|ring} <p?>{| using the directory}",
            "find <p?> and {call|press the button to call} them",
            "give <p?> a call",
            "look up <p?> and {phone|call}",
            "=I need to talk to <p?>: call",
            "search for <p?>, then call",
            "get <p?> on the phone",
        )
        deeds = [*first, click(call), DONE]
    elif kind == 1:
        says = (
            "{write|send a mail} to <p?>{| using the directory}",
            "find <p?> and press the button to {write|mail}",
            "{email|mail} <p?>",
            "look up <p?> and {start a mail|write to them}",
            "start {an email|a message} to <p?>",
            "search for <p?> and send a mail",
        )
        deeds = [*first, click(write), DONE]
    else:
        says = (
            "=what is the {phone |telephone |}number of <p?>?",
            "find {out |}the phone number of <p?>",
            "look up <p?>'s {phone |}number",
            "tell me {how to reach <p> by phone|<p>'s phone number}",
            "=which number do I dial for <p?>?",
            "get me the number of <p?>",
        )
        deeds = [*first, Deed("stop", text=phones[place])]
    return sample(request(random, says, p=names[place]), pages, deeds)


def nothing(random: Random) -> Sample:
    """Search for somebody or something that is not there."""
    make = random.choice((things.work, things.person, things.subject))
    missing, *others = dict.fromkeys(make(random) for _ in range(random.randint(3, 8)))
    site = Site(random, others)
    says = (
        "{search for|look up|find} <p?>{| and open the page| and open it| on this site}",
        "open the page {of|about} <p?>",
        "=is there a page {on|about} <p?>? Open it",
        "find <p?> with the search",
        "use the search to {get to|find} <p?>",
        "{show|bring up} <p?>",
        "search <p!> and open the result",
        "take me to <p?>",
        "=I am looking for <p?>",
    )
    task = request(random, says, p=missing)
    end = Deed("stop", text=f"unable: nothing was found for {missing}")
    pages = site.pages(*_details(random, len(others)), sift=True)
    return sample(task, pages, (*site.search(missing), end))


FAMILIES: Mapping[str, Family] = {
    "search-title": by_title,
    "search-place": by_place,
    "search-directory": directory,
    "search-nothing": nothing,
}
