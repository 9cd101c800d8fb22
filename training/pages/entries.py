"""Lists whose entries are acted on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from .acts import ACTS
from .frame import js
from .listing import Row
from .phrasing import request, say
from .scenes import Scene, Toolbar, act_code, several, snippet, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family

DONE = Deed("stop")
_IN_LIST = (
    *("", "", "", "", "", ""),
    *(" in the list", " on this page", " in {my|the} {list|overview}"),
)


def click(ident: str) -> Deed:
    """Return a click on what has an id."""
    return Deed("click", f"#{ident}")


def asked(random: Random, says: Sequence[str], it: str) -> str:
    """Return the instruction to do something with an entry."""
    return request(random, [f"{words}{random.choice(_IN_LIST)}" for words in says], it=it)


def direct(random: Random) -> Sample:
    """Act on the named entry."""
    scene = Scene(random, several(random))
    name, act = scene.act()
    bar = Toolbar(scene, [name])
    target = random.randrange(len(scene.entries))
    ident = scene.frame.id()
    rows = [
        Row(entry, controls=bar.controls(entry, {name: ident} if number == target else {}))
        for number, entry in enumerate(scene.entries)
    ]
    task = asked(random, act.says, scene.refer(target))
    return Sample(
        task, {"/": scene.frame.page(scene.heading, scene.show(rows))}, (click(ident), DONE)
    )


def two_entries(random: Random) -> Sample:
    """Act on two named entries, maybe in different ways."""
    scene = Scene(random, max(3, several(random)))
    names = random.sample(scene.kind.acts, 2) if random.random() < 0.5 else [scene.act()[0]] * 2
    bar = Toolbar(scene, list(dict.fromkeys(names)))
    targets = random.sample(range(len(scene.entries)), 2)
    wanted = dict(zip(targets, names, strict=True))
    ids = {target: scene.frame.id() for target in targets}
    rows = [
        Row(entry, controls=bar.controls(entry, {wanted[n]: ids[n]} if n in wanted else {}))
        for n, entry in enumerate(scene.entries)
    ]
    first, second = (scene.refer(target) for target in targets)
    if names[0] == names[1]:
        both = say(random, "<a> {and|and also|as well as|and then} <b>", a=first, b=second)
        task = asked(random, ACTS[names[0]].says[:2], both)
    else:
        parts = [
            say(random, random.choice(ACTS[n].says), it=i)
            for n, i in zip(names, (first, second), strict=True)
        ]
        joints = ("<a> {and|, then|and then|and also} <b>", "<a>. {After that|Then}, <b>")
        task = request(random, joints, a=parts[0], b=parts[1])
    deeds = (*(click(ids[target]) for target in targets), DONE)
    return Sample(task, {"/": scene.frame.page(scene.heading, scene.show(rows))}, deeds)


def opened(random: Random) -> Sample:
    """Open the entry, on the same page or another, and act on it there."""
    scene = Scene(random, several(random))
    name, act = scene.act()
    bar = Toolbar(scene, [name], 6)
    target = random.randrange(len(scene.entries))
    ident, done = scene.frame.id(), scene.frame.id()
    apart = random.random() < 0.5
    pages: dict[str, str] = {}
    rows: list[Row] = []
    parts: list[str] = []
    for number, entry in enumerate(scene.entries):
        here = number == target
        opener = ident if here else scene.frame.id()
        inner = detail(scene, entry, bar.controls(entry, {name: done} if here else {}))
        title = next(iter(entry.values()))
        if apart:
            path = f"/{opener}"
            pages[path] = scene.frame.page(title, inner)
            rows.append(Row(entry, opener, path))
        else:
            box = scene.frame.id()
            parts.append(f'<section id="{box}" class="d r" hidden>{inner}</section>')
            code = f"{js('only', box, 'd')};{js('tell', f'Opened {title}')}"
            rows.append(Row(entry, opener, code))
    pages["/"] = scene.frame.page(scene.heading, scene.show(rows) + "".join(parts))
    task = asked(random, act.says, scene.refer(target))
    if random.random() < 0.3:
        it = scene.refer(target)
        words = say(random, random.choice(act.says), it=random.choice(("it", "it", "this one")))
        task = request(
            random,
            (
                "{open|view|go to|look at} <it> {and|and then|, then} <words>",
                "{open|show} <it>. {Then|After that|There,} <words>",
                "find <it> and <words>",
            ),
            it=it,
            words=words,
        )
    return Sample(task, pages, (click(ident), click(done), DONE))


def detail(scene: Scene, entry: Mapping[str, str], controls: str) -> str:
    """Return the HTML of an opened entry."""
    random = scene.random
    facts = "".join(f"<p>{escape(key)}: {escape(value)}</p>" for key, value in entry.items())
    parts = [facts, snippet(random), f"<div class='r'>{controls}</div>"]
    if random.random() < 0.3:
        parts = [parts[2], *parts[:2]]
    return "".join(parts)


def opening(random: Random) -> Sample:
    """Just open an entry."""
    scene = Scene(random, several(random))
    target = random.randrange(len(scene.entries))
    pages: dict[str, str] = {}
    rows: list[Row] = []
    ids = [scene.frame.id() for _ in scene.entries]
    bar = Toolbar(scene, [], 2)
    for ident, entry in zip(ids, scene.entries, strict=True):
        title = next(iter(entry.values()))
        pages[f"/{ident}"] = scene.frame.page(title, detail(scene, entry, ""))
        rows.append(Row(entry, ident, f"/{ident}", bar.controls(entry, {})))
    pages["/"] = scene.frame.page(scene.heading, scene.show(rows))
    says = (
        *("open <it>", "{show|display|view} <it>", "{click|select|choose|pick} <it>", "go to <it>"),
        *("{show me|let me see|bring up} {the details of|the page of|} <it>", "look at <it>"),
        *("take me to <it>", "navigate to {the page of|} <it>", "find <it> and open it"),
    )
    task = request(random, says, it=scene.refer(target))
    return Sample(task, pages, (click(ids[target]), DONE))


def menu(random: Random) -> Sample:
    """Open an entry's menu and choose from it."""
    scene = Scene(random, several(random))
    name, act = scene.act()
    others = [other for other in scene.kind.acts if other != name]
    names = [name, *random.sample(others, random.randint(1, len(others)))]
    random.shuffle(names)
    labels = {other: random.choice(ACTS[other].labels) for other in names}
    target = random.randrange(len(scene.entries))
    opener, ident = scene.frame.id(), scene.frame.id()
    icon, label = random.choice(
        (
            ("⋯", "More"),
            ("⋮", "Options"),
            ("▾", "Actions"),
            ("…", "More"),
            ("☰", "Menu"),
            ("⚙", "Manage"),
        )
    )
    bare = random.random() < 0.4
    aria = random.random() < 0.6
    rows: list[Row] = []
    for number, entry in enumerate(scene.entries):
        here = number == target
        box = scene.frame.id()
        title = next(iter(entry.values()))
        code = (
            f"at('{box}').hidden=!at('{box}').hidden;"
            f"this.setAttribute('aria-expanded',!at('{box}').hidden)"
        )
        called = f'aria-label="{label}">{icon}' if bare else f">{random.choice((icon, label))}"
        extra = ' aria-haspopup="menu" aria-expanded="false"' if aria else ""
        top = (
            f'<button type="button" id="{opener if here else scene.frame.id()}" '
            f'onclick="{code}"{extra} {called}</button>'
        )
        items = "".join(
            _menu_item(
                ident if here and other == name else scene.frame.id(),
                labels[other],
                f"{act_code(ACTS[other], title)};hide('{box}')",
                aria,
            )
            for other in names
        )
        tag = f'<div id="{box}" role="menu" hidden>' if aria else f'<div id="{box}" hidden>'
        rows.append(Row(entry, controls=f"{top}{tag}{items}</div>"))
    task = asked(random, act.says, scene.refer(target))
    page = scene.frame.page(scene.heading, scene.show(rows))
    return Sample(task, {"/": page}, (click(opener), click(ident), DONE))


def _menu_item(ident: str, label: str, code: str, aria: bool) -> str:
    role = 'role="menuitem" tabindex="-1"' if aria else ""
    tag = "div" if aria else "button"
    return f'<{tag} {role} id="{ident}" onclick="{escape(code)}">{escape(label)}</{tag}>'


def all_matching(random: Random) -> Sample:
    """Act on all entries that share a value."""
    scene = Scene(
        random,
        random.randint(3, 9),
        keep=lambda column: bool(column.of_all),
        where=lambda kind: any(column.of_all for column in kind.columns),
    )
    name, act = scene.act()
    column = scene.column(lambda column: bool(column.of_all))
    value = random.choice(scene.entries)[column]
    bar = Toolbar(scene, [name], 3)
    ids = [scene.frame.id() for _ in scene.entries]
    rows = [
        Row(entry, controls=bar.controls(entry, {name: ident}))
        for ident, entry in zip(ids, scene.entries, strict=True)
    ]
    says = [words for words in act.says if "<it>" in words]
    task = request(random, says, it=scene.refer_all(column, value))
    chosen = [
        ident for ident, entry in zip(ids, scene.entries, strict=True) if entry[column] == value
    ]
    page = scene.frame.page(scene.heading, scene.show(rows))
    return Sample(task, {"/": page}, (*map(click, chosen), DONE))


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def by_position(random: Random) -> Sample:
    """Act on the nth entry, the last one, or the first few."""
    scene = Scene(random, random.randint(2, 7))
    name, act = scene.act()
    bar = Toolbar(scene, [name], 3)
    ids = [scene.frame.id() for _ in scene.entries]
    rows = [
        Row(entry, controls=bar.controls(entry, {name: ident}))
        for ident, entry in zip(ids, scene.entries, strict=True)
    ]
    count = len(ids)
    form = random.randrange(4)
    if form == 0 and count > 2:
        first = random.randint(2, count - 1)
        word = random.choice((str(first), ("two", "three", "four", "five", "six")[first - 2]))
        it = say(random, "the {first|top} <w> <p>", w=word, p=scene.plural)
        chosen = ids[:first]
    elif form == 1:
        it = say(random, "the {last|bottom|very last} <n>", n=scene.noun)
        chosen = ids[-1:]
    else:
        place = random.randrange(count)
        short = f"{place + 1}{('st', 'nd', 'rd', 'th', 'th', 'th', 'th')[place]}"
        word = random.choice((_ORDINALS[place], short))
        it = say(random, "the <w> <n> {|in the list|from the top|shown}", w=word, n=scene.noun)
        chosen = [ids[place]]
    task = request(random, act.says, it=it)
    page = scene.frame.page(scene.heading, scene.show(rows))
    return Sample(task, {"/": page}, (*map(click, chosen), DONE))


def extreme(random: Random) -> Sample:
    """Act on the entry with the highest or lowest value."""
    scene = Scene(
        random,
        random.randint(2, 7),
        keep=lambda column: bool(column.most or column.least),
        where=lambda kind: any(column.least for column in kind.columns),
    )
    name, act = scene.act()
    column = scene.column(lambda column: bool(column.least))
    most = random.random() < 0.5
    values = [value_of(entry[column]) for entry in scene.entries]
    target = values.index(max(values) if most else min(values))
    words = scene.columns[column].most if most else scene.columns[column].least
    bar = Toolbar(scene, [name], 3)
    ident = scene.frame.id()
    rows = [
        Row(entry, controls=bar.controls(entry, {name: ident} if number == target else {}))
        for number, entry in enumerate(scene.entries)
    ]
    it = say(random, random.choice(words), n=scene.noun)
    task = request(random, act.says, it=it)
    page = scene.frame.page(scene.heading, scene.show(rows))
    return Sample(task, {"/": page}, (click(ident), DONE))


def absent(random: Random) -> Sample:
    """Be asked to act on an entry that is not there."""
    scene = Scene(random, several(random) + 1)
    name, act = scene.act()
    bar = Toolbar(scene, [name])
    missing = scene.entries.pop(random.randrange(len(scene.entries)))
    rows = [Row(entry, controls=bar.controls(entry, {})) for entry in scene.entries]
    title = missing[scene.title]
    it = scene.refer_by(scene.title, title)
    task = asked(random, act.says, it)
    reason = random.choice(("unable: there is no {n} “{t}”", "unable: “{t}” is not in the list"))
    end = Deed("stop", text=reason.format(n=scene.noun, t=title))
    return Sample(task, {"/": scene.frame.page(scene.heading, scene.show(rows))}, (end,))


FAMILIES: Mapping[str, Family] = {
    "entry-direct": direct,
    "entry-two": two_entries,
    "entry-opened": opened,
    "entry-opening": opening,
    "entry-menu": menu,
    "entry-all": all_matching,
    "entry-position": by_position,
    "entry-extreme": extreme,
    "entry-absent": absent,
}
