"""Questions whose answer stands on the page; it is said, typed into a field, or clicked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import things
from .entries import click
from .facts import SHEETS, Fact, asked_for, sheet
from .frame import Frame, js
from .listing import Row, listing
from .phrasing import question, say
from .scenes import Scene, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family


def pairs(random: Random, facts: Sequence[Fact]) -> str:
    """Return keys with their values, in one of many forms."""
    shown = [(escape(fact.key), escape(fact.value)) for fact in facts]
    form = random.randrange(5)
    if form == 0:
        return "<dl>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in shown) + "</dl>"
    if form == 1:
        rows = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in shown)
        return f"<table>{rows}</table>"
    if form == 2:
        return "<ul>" + "".join(f"<li>{k}: {v}</li>" for k, v in shown) + "</ul>"
    if form == 3:
        return "".join(f"<p><b>{k}</b> {v}</p>" for k, v in shown)
    return "".join(f"<div><span>{k}</span><span>{v}</span></div>" for k, v in shown)


def pair(random: Random) -> Sample:
    """Tell a value of a sheet of facts."""
    frame = Frame(random)
    title, facts = sheet(random)
    fact = random.choice([fact for fact in facts if fact.asks])
    task = question(random, asked_for(random, fact), k=fact.key.lower(), t=title)
    page = frame.page(title, pairs(random, facts))
    return Sample(task, {"/": page}, (Deed("stop", text=fact.value),))


def prose(random: Random) -> Sample:
    """Tell a value that stands in running text."""
    frame = Frame(random)
    title, facts = sheet(random, told=True)
    fact = random.choice([fact for fact in facts if fact.asks])
    parts = [say(random, other.told, v=other.value, t=title) for other in facts]
    for _ in range(random.randint(0, 3)):
        parts.insert(random.randint(0, len(parts)), things.sentence(random))
    half = len(parts) // 2 if random.random() < 0.5 else len(parts)
    text = "".join(
        f"<p>{escape(' '.join(part))}</p>" for part in (parts[:half], parts[half:]) if part
    )
    task = question(random, asked_for(random, fact), k=fact.key.lower(), t=title)
    return Sample(task, {"/": frame.page(title, text)}, (Deed("stop", text=fact.value),))


def elsewhere(random: Random) -> Sample:
    """Tell a value that is seen only after a link, a tab or a fold has been opened."""
    groups = random.sample(sorted(SHEETS), random.randint(2, 4))
    frame = Frame(random)
    sheets = {group: sheet(random, group=group) for group in groups}
    target = random.choice(groups)
    title, facts = sheets[target]
    fact = random.choice([fact for fact in facts if fact.asks])
    ids = {group: frame.id() for group in groups}
    task = question(random, asked_for(random, fact), k=fact.key.lower(), t=title)
    pages: dict[str, str] = {}
    form = random.choice(("links", "tabs", "details"))
    names = {group: sheets[group][0] for group in groups}
    if form == "links":
        items = "".join(
            f'<li><a id="{ids[g]}" href="/{ids[g]}">{escape(names[g])}</a></li>' for g in groups
        )
        matter = f"<p>{things.sentence(random)}</p><ul>{items}</ul>"
        for group in groups:
            pages[f"/{ids[group]}"] = frame.page(names[group], pairs(random, sheets[group][1]))
    elif form == "tabs":
        boxes = {group: frame.id() for group in groups}
        tabs = "".join(
            f'<button role="tab" id="{ids[g]}" onclick="{escape(js("only", boxes[g], "d"))}">'
            f"{escape(names[g])}</button>"
            for g in groups
        )
        panels = "".join(
            f'<div class="d" id="{boxes[g]}" hidden>{pairs(random, sheets[g][1])}</div>'
            for g in groups
        )
        matter = f'<div role="tablist">{tabs}</div>{panels}'
    else:
        matter = "".join(
            f'<details><summary id="{ids[g]}">{escape(names[g])}</summary>'
            f"{pairs(random, sheets[g][1])}</details>"
            for g in groups
        )
    pages["/"] = frame.page(random.choice(("Overview", "Welcome", "Information")), matter)
    return Sample(task, pages, (click(ids[target]), Deed("stop", text=fact.value)))


def cell(random: Random) -> Sample:
    """Tell what a list says of an entry."""
    scene, target, wanted, known = cell_of(random)
    entry = scene.entries[target]
    it = scene.refer_by(known, entry[known])
    task = question(random, _CELL, k=wanted.lower(), it=it)
    page = scene.frame.page(scene.heading, shown(scene))
    return Sample(task, {"/": page}, (Deed("stop", text=entry[wanted]),))


_CELL = (
    *("what is the <k> of <it>?", "what's the <k> of <it>?", "tell me the <k> of <it>."),
    *("which <k> {has|does} <it>{| have}?", "<k> of <it>?", "look up the <k> of <it>"),
    *(
        "give me the <k> of <it>, please",
        "I need {to know|} the <k> of <it>",
        "find the <k> of <it>.",
    ),
    *(
        "what does it say under <k> for <it>?",
        "can you tell me the <k> of <it>?",
        "read me the <k> for <it>",
    ),
    *("for <it>, what is the <k>?", "answer with the <k> of <it>", "state the <k> of <it>"),
)


def cell_of(random: Random) -> tuple[Scene, int, str, str]:
    """Return entries, one of them, the column that is asked for and one by which it is known."""
    scene = Scene(random, random.randint(2, 9))
    target = random.randrange(len(scene.entries))
    names = list(scene.columns)
    known = names[0] if random.random() < 0.7 else _telling(scene, target)
    wanted = random.choice([name for name in names if name != known])
    return scene, target, wanted, known


def _telling(scene: Scene, target: int) -> str:
    entry = scene.entries[target]
    return scene.random.choice(
        [
            name
            for name, column in scene.columns.items()
            if column.refer and sum(other[name] == entry[name] for other in scene.entries) == 1
        ]
    )


def shown(scene: Scene) -> str:
    """Return the list with the names of the facts, without which it can't be read."""
    form = scene.random.choice(("table", "table", "cards", "items", "definitions", "soup", "aria"))
    return listing(scene.random, [Row(entry) for entry in scene.entries], labels=True, form=form)


def count(random: Random) -> Sample:
    """Count the entries, all or those that fit."""
    scene = Scene(
        random,
        random.randint(1, 9),
        lambda kind: any(c.of_all for c in kind.columns),
        keep=lambda column: bool(column.of_all),
    )
    if random.random() < 0.4:
        what, answer = scene.plural, len(scene.entries)
        says = (
            "how many <p> are {there|listed|shown|on this page}?",
            "count the <p>.",
            "what is the number of <p>{| on this page| here}?",
            "number of <p>?",
            "tell me how many <p> {there are|you can see|the list has}.",
        )
    else:
        column = scene.column(lambda column: bool(column.of_all))
        value = random.choice(scene.entries)[column]
        answer = sum(entry[column] == value for entry in scene.entries)
        what = say(random, random.choice(scene.columns[column].of_all), p=scene.plural, v=value)
        says = (
            "how many <p> are {there|listed|shown}?",
            "count the <p>.",
            "number of <p>?",
            "tell me {the number of|how many} <p>{| there are}.",
            "how many <p> {do you see|can be found}?",
        )
    task = question(random, says, p=what)
    return Sample(
        task,
        {"/": scene.frame.page(scene.heading, shown(scene))},
        (Deed("stop", text=str(answer)),),
    )


def extreme(random: Random) -> Sample:
    """Tell the entry with the highest or lowest value, or that value."""
    scene, target, it, column = extreme_of(random)
    entry = scene.entries[target]
    key = scene.title if random.random() < 0.6 else column
    if key == scene.title:
        says = (
            "{which|what} is <it>?",
            "what is <it> {called|named}?",
            "name <it>.",
            "tell me <it>",
            "what's the {name|title} of <it>?",
            "find <it>.",
            "I am looking for <it>. {Which is it|What's it called}?",
        )
    else:
        says = _CELL
    task = question(random, says, it=it, k=key.lower())
    page = scene.frame.page(scene.heading, shown(scene))
    return Sample(task, {"/": page}, (Deed("stop", text=entry[key]),))


def extreme_of(random: Random) -> tuple[Scene, int, str, str]:
    scene = Scene(
        random,
        random.randint(2, 8),
        lambda kind: any(c.least for c in kind.columns),
        keep=lambda column: bool(column.least),
    )
    column = scene.column(lambda column: bool(column.least))
    values = [value_of(entry[column]) for entry in scene.entries]
    most = random.random() < 0.5
    target = values.index(max(values) if most else min(values))
    words = scene.columns[column].most if most else scene.columns[column].least
    return scene, target, say(random, random.choice(words), n=scene.noun), column


def yes_no(random: Random) -> Sample:
    """Tell whether something holds of an entry."""
    scene = Scene(
        random,
        random.randint(2, 7),
        lambda kind: any(c.of_all and not c.person for c in kind.columns),
        keep=lambda column: bool(column.of_all) and not column.person,
    )
    column = scene.column(lambda column: bool(column.of_all) and not column.person)
    target = random.randrange(len(scene.entries))
    entry = scene.entries[target]
    value = random.choice((entry[column], random.choice(scene.entries)[column]))
    says = (
        "is the <k> of <it> <v?>?",
        "does <it> have the <k> <v?>?",
        "is it true that the <k> of <it> is <v?>?",
        "<it>: is the <k> <v?>? {Answer|Say} yes or no.",
        "check {if|whether} the <k> of <it> is <v?>.",
    )
    it = scene.refer_by(scene.title, entry[scene.title])
    task = question(random, says, k=column.lower(), v=value, it=it)
    answer = "yes" if entry[column] == value else "no"
    return Sample(
        task, {"/": scene.frame.page(scene.heading, shown(scene))}, (Deed("stop", text=answer),)
    )


def total(random: Random) -> Sample:
    """Add two numbers that are shown."""
    frame = Frame(random)
    form = things.price_form(random)
    names = random.sample([*things.DISHES, *things.TOPICS], random.randint(2, 6))
    cents = [random.randrange(100, 9900, 50) for _ in names]
    rows = [
        Row({"Item": name.capitalize(), "Price": things.price(form, cent)})
        for name, cent in zip(names, cents, strict=True)
    ]
    first, second = random.sample(range(len(names)), 2)
    says = (
        "what do <a?> and <b?> cost together?",
        "how much is <a?> plus <b?>?",
        "add up the prices of <a?> and <b?>.",
        "what is the {total|sum} {of|for} <a?> and <b?>?",
        "I take <a?> and <b?>. How much do I pay?",
    )
    task = question(random, says, a=names[first], b=names[second])
    answer = things.price(form, cents[first] + cents[second])
    page = frame.page(random.choice(("Prices", "Menu", "Costs", "Fees")), listing(random, rows))
    return Sample(task, {"/": page}, (Deed("stop", text=answer),))


def nowhere(random: Random) -> Sample:
    """Be asked for a value that the page does not have."""
    frame = Frame(random)
    title, facts = sheet(random)
    fact = random.choice([fact for fact in facts if fact.asks])
    page = frame.page(title, pairs(random, [other for other in facts if other is not fact]))
    task = question(random, asked_for(random, fact), k=fact.key.lower(), t=title)
    reason = random.choice(("unable: the page does not say", "unable: no {} is given"))
    return Sample(task, {"/": page}, (Deed("stop", text=reason.format(fact.key.lower())),))


FAMILIES: Mapping[str, Family] = {
    "read-pair": pair,
    "read-prose": prose,
    "read-elsewhere": elsewhere,
    "read-cell": cell,
    "read-count": count,
    "read-extreme": extreme,
    "read-yes-no": yes_no,
    "read-total": total,
    "read-nowhere": nowhere,
}
