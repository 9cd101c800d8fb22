"""Pages where what is wanted has to be brought to light first."""

from __future__ import annotations

from functools import partial
from html import escape
from json import dumps
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import words
from .fields import SEND, STOP, entries, filling, sending
from .markup import Page, tag
from .pressing import PRESS
from .words import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family

_OPEN = (
    "{open|expand|show|unfold} {the|} $name {section|part|panel|}",
    "{go|switch|change} to {the|} $name {section|tab|part|}",
    "{open|look at|view|bring up} $name",
    "{click|press|choose} $name {to open it|}",
    "{make|let} $name {be open|unfold|be seen}",
    "{show me|I want to see} what is {in|under} $name",
    "{find|look for} $name and {open|unfold|expand} it",
    "$name {has to be|should be|must be} {open|visible}; {open|show} it",
)
_SEEK = (
    "{find|look for|search for} {the link|} $name and {click|open|press} it",
    "{click|press|open} {the link|} $name, {wherever it is|which is somewhere here|}",
    "{somewhere here is|one of the parts holds} {a link|something} called $name; {click|open} it",
    "{go through the sections until you find|search all sections for} $name and {click|open} it",
    "{click|follow|open} $name {in one of the {tabs|sections|parts}|}",
    "{open|expand} the {sections|parts|tabs} as needed to {find|reach} $name, then {click|open} it",
    "{locate|spot|track down} $name and {click|press} it",
    "$name is {hidden|kept} {here somewhere|on this page}; {find and click it|click it}",
    "{where it says|at the words} $name, {click|press}",
    "{reach|get to} $name and {click|press} on it",
)


class Folds:
    """Parts of a page of which a heading or a tab opens one."""

    def __init__(self, page: Page, names: Sequence[str]) -> None:
        random = page.random
        self.page, self.names = page, names
        self.as_tabs = random.random() < 0.45
        self.first_open = self.as_tabs or random.random() < 0.25
        self._alone = self.as_tabs or random.random() < 0.5
        self._bodies = {name: page.id() for name in names}
        self._heads = {name: page.id() for name in names}
        self._native = not self.as_tabs and random.random() < 0.25
        self._bare = random.random() < 0.25

    def head(self, name: str) -> str:
        """Return the selector of what opens a part."""
        return f"#{self._heads[name]}"

    def is_open(self, name: str) -> bool:
        """Return whether a part is open from the beginning."""
        return self.first_open and name == self.names[0]

    def ways(self, name: str) -> list[Deed]:
        """Return what opens a part, if that has to be done."""
        return [] if self.is_open(name) else [Deed("click", self.head(name))]

    def search(self, name: str) -> list[Deed]:
        """Return the way to a part when nothing tells that it is this one."""
        before = self.names[: self.names.index(name) + 1]
        return [deed for one in before for deed in self.ways(one)]

    def _opener(self, name: str) -> str:
        head, body, others = self._heads[name], self._bodies[name], ""
        for other in self.names if self._alone else ():
            if other != name:
                others += f"hide('{self._bodies[other]}');"
                others += f"by('{self._heads[other]}').setAttribute('STATE','false');"
        state = "aria-selected" if self.as_tabs else "aria-expanded"
        own = f"show('{body}')" if self.as_tabs else f"flip('{body}')"
        code = f"event.preventDefault();{others.replace('STATE', state)}{own};"
        code += f"this.setAttribute('{state}',!by('{body}').hidden)"
        is_open = str(self.is_open(name)).lower()
        marks: dict[str, str | None] = {"aria_selected": is_open, "role": "tab", "tabindex": "0"}
        if not self.as_tabs:
            marks = {"aria_expanded": is_open, "tabindex": "0"}
        if self._bare:
            marks = {}
        plain = "a" if self.as_tabs else "div"
        kind = plain if self._bare else "button"
        own_marks = {"id": head, "onclick": code, "style": "cursor:pointer", **marks}
        return tag(kind, escape(name), type_="button" if kind == "button" else None, **own_marks)

    def render(self, contents: Mapping[str, str]) -> str:
        """Return all parts with what is in them."""
        if self._native:
            return "".join(
                tag(
                    "details",
                    tag("summary", escape(name), id=self._heads[name]) + contents[name],
                    open=self.is_open(name),
                )
                for name in self.names
            )
        heads = {name: self._opener(name) for name in self.names}
        bodies = {
            name: tag("div", contents[name], id=self._bodies[name], hidden=not self.is_open(name))
            for name in self.names
        }
        if self.as_tabs:
            role = None if self._bare else "tablist"
            return tag("div", " ".join(heads.values()), role=role) + "".join(bodies.values())
        return "".join(tag("div", heads[name]) + bodies[name] for name in self.names)


def _text(random: Random) -> str:
    return " ".join(words.sentence(random) for _ in range(random.randint(1, 3)))


def open_part(random: Random) -> Sample:
    """A part is opened, and perhaps what is in it is pressed."""
    page, voice = Page(random), Voice(random)
    names = words.distinct(random, words.subject, random.randint(2, 7))
    if random.random() < 0.3:
        kind = random.choice(("Section", "Part", "Tab", "Step", "Chapter", "#"))
        names = [f"{kind} {number}" for number in range(1, len(names) + 1)]
    folds = Folds(page, names)
    wanted = random.choice(names[1:] if folds.first_open else names)
    button = random.choice(SEND)
    buttons = {name: page.button(button, page.sent()) for name in names}
    inside = random.random() < 0.5
    contents = {
        name: tag("p", _text(random)) + (buttons[name].html if inside else "") for name in names
    }
    clauses = [voice.say(*_OPEN, name=wanted)]
    deeds = folds.ways(wanted)
    if inside and random.random() < 0.7:
        clauses.append(sending(voice, button))
        deeds.append(Deed("click", buttons[wanted].selector))
    html = page.render(folds.render(contents), avoid=names, most=3)
    return Sample(voice.ask(*clauses), {"/": html}, (*deeds, STOP))


def open_found(random: Random, *, missing: bool = False) -> Sample:
    """A link that is in one of several parts, or in none of them."""
    page, voice = Page(random), Voice(random)
    names = words.distinct(random, words.subject, random.randint(2, 5))
    folds = Folds(page, names)
    draw = random.choice((words.thing, words.made_up, words.person, words.subject))
    links = words.distinct(random, draw, 1 + len(names) * random.randint(1, 5))
    absent, *present = [link for link in links if link not in names]
    parts = {name: page.link(name, script=page.tell(f"{name}.")) for name in present}
    inside: dict[str, list[str]] = {name: [] for name in names}
    for number, link in enumerate(present):
        inside[names[number % len(names)]].append(link)
    contents: dict[str, str] = {}
    for name, held in inside.items():
        pieces = [parts[link].html for link in held]
        flowing = " ".join(f"{piece} {escape(words.sentence(random))}" for piece in pieces)
        contents[name] = tag("p", flowing) if random.random() < 0.5 else page.stack(pieces)
    wanted = absent if missing else random.choice(present)
    clause = voice.say(*_SEEK, name=wanted)
    html = {"/": page.render(folds.render(contents), avoid=[*names, wanted], most=2)}
    if missing:
        stop = Deed("stop", text=f"unable: there is no {wanted}")
        return Sample(voice.ask(clause), html, (*folds.search(names[-1]), stop))
    holder = next(name for name in names if wanted in inside[name])
    clauses = [clause]
    deeds = folds.search(holder)
    if random.random() < 0.3:
        clauses = [
            voice.say(*_OPEN[:4], name=holder),
            voice.say(*PRESS[:5], name=wanted, kind_="link"),
        ]
        deeds = folds.ways(holder)
    deeds.append(Deed("click", parts[wanted].selector))
    return Sample(voice.ask(*clauses), html, (*deeds, STOP))


def open_menu(random: Random) -> Sample:
    """An entry of a menu, or of a menu in a menu."""
    page, voice = Page(random), Voice(random)
    tops = random.sample(words.listed("File;Edit;View;Insert;Tools;Account;Help;More"), 4)
    tops = tops[: random.randint(2, 4)]
    deep = random.random() < 0.6
    names = iter(words.distinct(random, words.deed, 60))
    selectors: dict[tuple[str, ...], str] = {}
    leaves: list[tuple[str, ...]] = []

    def branch(path: tuple[str, ...], levels: int) -> str:
        name, box = path[-1], page.id()
        if levels == 0:
            part = page.button(name, page.tell(f"{' '.join(path)} ✓"), manner=leaf, role="menuitem")
            selectors[path] = part.selector
            leaves.append(path)
            return tag("li", part.html, role="none")
        held = "".join(
            branch((*path, next(names)), levels - 1 if random.random() < 0.6 else 0)
            for _ in range(random.randint(2, 4))
        )
        marks = {"aria_haspopup": "true"} if marked else {}
        opener = page.button(name, f"flip('{box}')", manner="button", **marks)
        selectors[path] = opener.selector
        inner = tag("ul", held, id=box, hidden=True, role="menu")
        return tag("li", opener.html + inner, role="none")

    leaf, marked = random.choice(("button", "link", "div")), random.random() < 0.6
    html = tag("ul", "".join(branch((top,), 2 if deep else 1) for top in tops), role="menubar")
    path = random.choice(leaves)
    chain = voice.random.choice((" > ", " → ", " / ", " | ", " › ", ">")).join(path)
    told = random.choice(
        (
            "{choose|select|click|pick|use} $chain {from the menu|in the menu bar|}",
            "{go to|open|navigate to|follow} $chain",
            "{in|from} the {menu|menus}, {choose|take|pick|select} $chain",
            "{open the menu|use the menu|menu}: $chain",
            "{in|under} the $top menu {find|choose|click} $leaf",
            "{click|choose|run} $leaf, which is under $top",
            "{open|click} $steps_",
        )
    )
    steps = voice.names(path, ", then ")
    clause = voice.say(told, chain=chain, top=path[0], leaf=path[-1], steps_=steps)
    deeds = [Deed("click", selectors[path[: n + 1]]) for n in range(len(path))]
    return Sample(voice.ask(clause), {"/": page.render(html, most=3)}, (*deeds, STOP))


def open_tree(random: Random) -> Sample:
    """A file in folders that are closed."""
    page, voice = Page(random), Voice(random)
    folders = iter(words.distinct(random, words.subject, 40))
    files = iter(words.distinct(random, words.file_name, 60))
    ways: dict[str, list[Deed]] = {}
    deeds_so_far: list[Deed] = []
    bare = random.random() < 0.5

    def folder(levels: int) -> str:
        box, name = page.id(), next(folders)
        marks = {} if bare else {"aria_expanded": "false"}
        code = f"flip('{box}')" + ("" if bare else f";this.ariaExpanded=!by('{box}').hidden")
        opener = page.button(name, code, manner="div" if bare else "button", **marks)
        deeds_so_far.append(Deed("click", opener.selector))
        held = "".join(tag("li", file()) for _ in range(random.randint(1, 3)))
        if levels:
            held += "".join(tag("li", folder(levels - 1)) for _ in range(random.randint(0, 2)))
        return opener.html + tag("ul", held, id=box, hidden=True)

    def file() -> str:
        name = next(files)
        part = page.link(name, script=page.tell(f"{name} opened"))
        ways[name] = [*deeds_so_far, Deed("click", part.selector)]
        return part.html

    html = "".join(tag("li", folder(random.choice((0, 1, 2)))) for _ in range(random.randint(1, 4)))
    wanted = random.choice([name for name, way in ways.items() if len(way) <= 8])
    clause = voice.say(
        "{find|locate|look for} the file $name and {open|click|select} it",
        "{open|select|click} {the file|} $name",
        "{search|go through} the folders {for|until you see} $name, then {click|open} it",
        "{in one of the folders is|the tree holds} $name; {open|click} it",
        "{open|expand} folders until $name {shows|appears} and {click|select} it",
        name=wanted,
    )
    html = page.render(tag("ul", html), most=2)
    return Sample(voice.ask(clause), {"/": html}, (*ways[wanted], STOP))


def open_more(random: Random) -> Sample:
    """What only shows after “more” was asked for, once or several times."""
    page, voice = Page(random), Voice(random)
    size, count = random.randint(2, 6), random.randint(2, 4)
    draw = random.choice((words.thing, words.person, words.file_name, words.subject))
    names = words.distinct(random, draw, size * count)
    parts = [page.link(name, script=page.tell(f"{name} is open")) for name in names]
    boxes = [page.id() for _ in range(count)]
    html = "".join(
        tag(
            "div",
            "".join(tag("div", part.html) for part in parts[n * size : (n + 1) * size]),
            id=box,
            hidden=n > 0,
        )
        for n, box in enumerate(boxes)
    )
    more = page.button(
        random.choice(words.listed("Load more;Show more;More;More results;See older;Next entries")),
        f"var b={dumps(boxes)}.find(i=>by(i).hidden);b?show(b):tell('No more')",
    )
    at = random.randrange(random.choice((0, size)), len(names))
    deeds = [Deed("click", more.selector)] * (at // size) + [Deed("click", parts[at].selector)]
    clause = voice.say(random.choice(_SEEK[:3] + _SEEK[6:]), name=names[at])
    html = page.render(html + more.html, avoid=[names[at]], most=2)
    return Sample(voice.ask(clause), {"/": html}, (*deeds, STOP))


def open_site(random: Random) -> Sample:
    """Pages of a site with navigation, one of which is wanted; perhaps one goes back after it."""
    page, voice = Page(random), Voice(random)
    names = words.distinct(random, words.subject, random.randint(3, 8))
    paths = {name: f"/{words.digits(random, 4)}{n}" for n, name in enumerate(names)}
    links = {name: page.link(name, path) for name, path in paths.items()}
    bar = tag("nav", page.stack([part.html for part in links.values()]))
    deeds: list[Deed] = []
    if random.random() < 0.3:
        box = page.id()
        name = random.choice(("Menu", "Open menu", "Navigation"))
        opener = page.button(name, f"flip('{box}')", shown="☰")
        bar = opener.html + tag("div", bar, id=box, hidden=True)
        deeds.append(Deed("click", opener.selector))
    wanted = random.choice(names)
    deeds.append(Deed("click", links[wanted].selector))
    form = entries(page, 1)[0]
    send = random.choice(SEND)
    sent = page.form([form.part.html], send)
    texts = {name: tag("h1", escape(name)) + tag("p", _text(random)) for name in names}
    clauses = [
        voice.say(
            "{go|navigate|head} to {the page|} $name",
            "{open|visit|view|show} {the page|the part|} $name",
            "{follow|click} the link to $name",
            "{get|bring} me to $name",
            name=wanted,
        )
    ]
    then = random.choice(("", "fill", "back"))
    if then == "fill":
        texts[wanted] += sent.html
        clauses += [filling(voice, form), sending(voice, send)]
        deeds += [form.deed, Deed("click", sent.selector)]
    elif then == "back":
        clauses.append(voice.say("{go back|return|come back} {to the page before|again|}"))
        deeds.append(Deed("go_back"))
    pages = {"/": page.render(bar + tag("p", _text(random)), avoid=names, most=2)}
    for name, text in texts.items():
        pages[paths[name]] = page.render(bar + text, avoid=names, most=2)
    return Sample(voice.ask(*clauses), pages, (*deeds, STOP))


def open_advanced(random: Random) -> Sample:
    """A field that shows only after further options were asked for."""
    page, voice = Page(random), Voice(random)
    made = entries(page, random.randint(2, 4), exact=1.0)
    box, wanted, send = page.id(), made[-1], random.choice(SEND)
    name = random.choice(words.listed("Advanced options;More options;Show all;Details;Expert mode"))
    opener = page.button(name, f"flip('{box}')", manner="button", aria_expanded="false")
    hidden = tag("div", wanted.part.html, id=box, hidden=True)
    form = page.form([*(one.part.html for one in made[:-1]), opener.html, hidden], send)
    deeds = [Deed("click", opener.selector), wanted.deed]
    clauses = [filling(voice, wanted)]
    if random.random() < 0.4:
        clauses = [voice.say(*_OPEN, name=name), *clauses]
    if random.random() < 0.6:
        clauses.append(sending(voice, send))
        deeds.append(Deed("click", form.selector))
    html = page.render(form.html, avoid=[send, name], most=3)
    return Sample(voice.ask(*clauses), {"/": html}, (*deeds, STOP))


def open_scrolled(random: Random) -> Sample:
    """A box that is scrolled to its end, or to its beginning again."""
    page, voice = Page(random), Voice(random)
    id_ = page.id()
    name = words.subject(random)
    text = "".join(tag("p", words.sentence(random)) for _ in range(random.randint(40, 60)))
    style = f"height:{random.choice((90, 140, 200))}px;overflow:auto;border:1px solid"
    box = tag("div", text, id=id_, tabindex="0", role="region", aria_label=name, style=style)
    agreed = random.choice(("I have read this", "Agree", "Accept", "Continue"))
    agree = page.button(agreed, page.sent())
    clauses = [
        voice.say(
            "{scroll|go|move} {down|} to the {end|bottom} of {the|} $name",
            "{scroll|move} the $name {box|text|area} {down|} {to the end|all the way}",
            "{scroll|move} through {the|} $name {to|until} the {very end|end|last line}",
            name=name,
        )
    ]
    deeds = [Deed("scroll", f"#{id_}", "end")]
    if random.random() < 0.5:
        clauses.append(voice.say(*PRESS[:5], name=agreed, kind_="button"))
        deeds.append(Deed("click", agree.selector))
    return Sample(voice.ask(*clauses), {"/": page.render(box, agree.html)}, (*deeds, STOP))


FAMILIES: Mapping[str, Family] = {
    "open-part": open_part,
    "open-found": open_found,
    "open-menu": open_menu,
    "open-tree": open_tree,
    "open-more": open_more,
    "open-site": open_site,
    "open-advanced": open_advanced,
    "open-scrolled": open_scrolled,
    "open-missing": partial(open_found, missing=True),
}
