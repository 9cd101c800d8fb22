"""Lists that are sorted, filtered, turned over or scrolled before something is done."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from .entries import DONE, click
from .frame import button, choice, js
from .listing import Row
from .phrasing import request, say
from .scenes import Scene, Toolbar, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family

_ORDERED = """
function order(k,d,n){
  var s=[].slice.call(document.querySelectorAll('.r'));
  s.sort(function(a,b){var x=a.getAttribute('data-'+k),y=b.getAttribute('data-'+k);
    return d*(isNaN(x-y)?x.localeCompare(y):x-y)});
  s.forEach(function(e){e.parentNode.append(e)});tell('Sorted by '+n)}
function sift(v){
  document.querySelectorAll('.r').forEach(function(e){e.hidden=v&&e.getAttribute('data-v')!=v});
  tell(v?'Shown: '+v:'All are shown')}
"""


def _sort_keys(scene: Scene) -> list[str]:
    """Return the names of the columns that can be sorted by without doubt."""
    return [name for name, column in scene.columns.items() if column.least or name == scene.title]


def _rank(scene: Scene, entry: Mapping[str, str], key: str) -> str:
    """Return by what the page sorts an entry, as the value of an attribute."""
    return escape(entry[key]) if key == scene.title else str(value_of(entry[key]))


def sorted_first(random: Random) -> Sample:
    """Sort the list, and maybe act on the entry that is first then."""
    scene = Scene(
        random,
        random.randint(3, 9),
        lambda kind: any(c.least for c in kind.columns),
        keep=lambda column: bool(column.least),
    )
    keys = _sort_keys(scene)
    key = random.choice(keys)
    up = random.random() < 0.6
    name, act = scene.act()
    acts = random.random() < 0.5
    bar = Toolbar(scene, [name], 3)
    ranks = [
        (value_of(entry[key]) if key != scene.title else 0.0, entry[key].casefold())
        for entry in scene.entries
    ]
    first = (min if up else max)(range(len(ranks)), key=ranks.__getitem__)
    ident = scene.frame.id()
    rows = [
        Row(
            entry,
            controls=bar.controls(entry, {name: ident} if number == first else {}),
            attributes=" ".join(
                f'data-k{place}="{_rank(scene, entry, other)}"' for place, other in enumerate(keys)
            ),
        )
        for number, entry in enumerate(scene.entries)
    ]
    arrow = "↑" if up else "↓"
    pairs = [
        (f"{other} {mark}", f"k{place}", sign, other)
        for place, other in enumerate(keys)
        for mark, sign in (("↑", 1), ("↓", -1))
    ]
    wording = random.choice(
        (("ascending", "descending"), ("low to high", "high to low"), ("↑", "↓"))
    )
    labels = {text: text.replace("↑", wording[0]).replace("↓", wording[1]) for text, *_ in pairs}
    wanted = labels[f"{key} {arrow}"]
    if random.random() < 0.5:
        box = scene.frame.id()
        cases = ",".join(
            f"'{labels[text]}':['{kind}',{sign},'{other}']" for text, kind, sign, other in pairs
        )
        tool = choice(
            random, box, random.choice(("Sort by", "Order by", "Sort")), ["–", *labels.values()]
        )
        script = (
            f"at('{box}').onchange=function(){{"
            f"var c={{{cases}}}[this.value];if(c)order.apply(null,c)}};"
        )
        deeds = [Deed("select", f"#{box}", wanted)]
    else:
        ids = {text: scene.frame.id() for text, *_ in pairs}
        tool = "Sort: " + " ".join(
            button(ids[text], labels[text], js("order", kind, sign, other))
            for text, kind, sign, other in pairs
        )
        script = ""
        deeds = [click(ids[f"{key} {arrow}"])]
    how = (
        "{ascending|in ascending order|going up}"
        if up
        else "{descending|in descending order|going down}"
    )
    if wording[0] == "low to high":
        how = "{from |}low to high" if up else "{from |}high to low"
    sorts = (
        f"{{sort|order|arrange}} the <p> by <k> {how}",
        f"{{sort|order}} {{this|the}} list by <k>, {how}",
        f"put the <p> in order of <k>, {how}",
        f"{{show|list}} the <p> by <k> {how}",
    )
    tail = ""
    if acts:
        words = random.choice([words for words in act.says if ":" not in words])
        tail = random.choice((" and ", ", then ", " and then ")) + words.replace(
            "<it>", "the {first|top} one"
        )
        deeds.append(click(ident))
    task = request(random, [words + tail for words in sorts], p=scene.plural, k=key.lower())
    matter = f"<div>{tool}</div>{scene.show(rows)}"
    return Sample(
        task, {"/": scene.frame.page(scene.heading, matter, _ORDERED + script)}, (*deeds, DONE)
    )


def filtered(random: Random) -> Sample:
    """Show only the entries with a value, and maybe act on the first of them."""
    scene = Scene(
        random,
        random.randint(3, 12),
        lambda kind: any(c.of_all for c in kind.columns),
        keep=lambda column: bool(column.of_all),
    )
    key = scene.column(lambda column: bool(column.of_all))
    values = sorted({entry[key] for entry in scene.entries})
    value = random.choice(values)
    name, act = scene.act()
    bar = Toolbar(scene, [name], 3)
    first = next(number for number, entry in enumerate(scene.entries) if entry[key] == value)
    ident = scene.frame.id()
    rows = [
        Row(
            entry,
            controls=bar.controls(entry, {name: ident} if number == first else {}),
            attributes=f'data-v="{escape(entry[key])}"',
        )
        for number, entry in enumerate(scene.entries)
    ]
    script = ""
    if random.random() < 0.5:
        box = scene.frame.id()
        tool = choice(
            random,
            box,
            random.choice((key, f"Filter by {key.lower()}", "Filter")),
            ["All", *values],
        )
        script = f"at('{box}').onchange=function(){{sift(this.value=='All'?'':this.value)}};"
        deeds = [Deed("select", f"#{box}", value)]
    else:
        ids = {text: scene.frame.id() for text in ["All", *values]}
        tool = " ".join(
            button(own, text, js("sift", "" if text == "All" else text))
            for text, own in ids.items()
        )
        deeds = [click(ids[value])]
    all_ = say(random, random.choice(scene.columns[key].of_all), p=scene.plural, v=value)
    says = (
        "{show|list|display} only {the |}<a>",
        "filter {the list|this list} {so that only <a> are shown|by <k> <v!>}",
        "filter by <k>: <v>",
        "hide everything {but|except} <a>",
        "{show me|let me see} just {the |}<a>",
        "set the filter to <v?>",
        "=I only want to see <a>",
        "narrow the list {down |}to <a>",
        "limit the {list|view} to <a>",
    )
    tail = ""
    if random.random() < 0.4:
        words = random.choice([words for words in act.says if ":" not in words])
        tail = random.choice((" and ", ", then ", " and then ")) + words.replace(
            "<it>", "the {first|top} one"
        )
        deeds.append(click(ident))
    task = request(random, [words + tail for words in says], a=all_, k=key.lower(), v=value)
    matter = f"<div>{tool}</div>{scene.show(rows)}"
    return Sample(
        task, {"/": scene.frame.page(scene.heading, matter, _ORDERED + script)}, (*deeds, DONE)
    )


def turned(random: Random) -> Sample:
    """Act on an entry that is on a later page of the list, or behind “more”."""
    per_page = random.randint(2, 5)
    count = per_page * random.randint(2, 3)
    scene = Scene(random, count)
    name, act = scene.act()
    bar = Toolbar(scene, [name], 3)
    target = random.randrange(count)
    ident, more = scene.frame.id(), scene.frame.id()
    pages: dict[str, str] = {}
    parts = [scene.entries[start : start + per_page] for start in range(0, count, per_page)]
    label = random.choice(("Next", "Next page", "›", "Older", "Show more", "Next »"))
    form = random.choice(("table", "items", "cards", "articles", "soup", "aria"))
    back = random.choice(("Previous", "‹", "Back", "Newer"))
    for number, part in enumerate(parts):
        rows = [
            Row(
                entry,
                controls=bar.controls(
                    entry, {name: ident} if entry is scene.entries[target] else {}
                ),
            )
            for entry in part
        ]
        links: list[str] = []
        if number:
            links.append(f'<a href="{"/" if number == 1 else f"/page{number}"}">{back}</a>')
        if number + 1 < len(parts):
            links.append(f'<a id="{more}" href="/page{number + 2}">{label}</a>')
        text = f"<p>Page {number + 1} of {len(parts)} {' '.join(links)}</p>"
        pages["/" if number == 0 else f"/page{number + 1}"] = scene.frame.page(
            scene.heading, scene.show(rows, form=form) + text
        )
    it = scene.refer_by(scene.title, scene.entries[target][scene.title])
    task = request(random, act.says, it=it)
    return Sample(task, pages, (*[click(more)] * (target // per_page), click(ident), DONE))


def scrolled(random: Random) -> Sample:
    """Act on an entry far down in a long list, which may grow when it is scrolled."""
    count = random.randint(12, 34)
    scene = Scene(
        random, count, lambda kind: kind.headings[0] not in ("Recipes", "Feed", "Comments")
    )
    name, act = scene.act()
    bar = Toolbar(scene, [name], 2)
    target = random.randrange(count)
    ident, box = scene.frame.id(), scene.frame.id()
    rows = [
        Row(entry, controls=bar.controls(entry, {name: ident} if number == target else {}))
        for number, entry in enumerate(scene.entries)
    ]
    attributes = f'id="{box}" tabindex="0" aria-label="{escape(scene.heading)}"'
    style = "height:260px;overflow:auto"
    matter = f'<div {attributes} style="{style}">{scene.show(rows)}</div>'
    it = scene.refer_by(scene.title, scene.entries[target][scene.title])
    page = scene.frame.page(scene.heading, matter)
    return Sample(request(random, act.says, it=it), {"/": page}, (click(ident), DONE))


def grown(random: Random) -> Sample:
    """Act on an entry of a list that shows more only when it is asked to."""
    step = random.randint(2, 6)
    count = step * random.randint(2, 4)
    scene = Scene(random, count)
    name, act = scene.act()
    bar = Toolbar(scene, [name], 3)
    target = random.randrange(count)
    ident, more = scene.frame.id(), scene.frame.id()
    rows = [
        Row(
            entry,
            controls=bar.controls(entry, {name: ident} if number == target else {}),
            attributes="hidden" if number >= step else "",
        )
        for number, entry in enumerate(scene.entries)
    ]
    label = random.choice(
        ("Show more", "Load more", "More", "Older entries", f"More {scene.plural}")
    )
    code = (
        "var h=document.querySelectorAll('.r[hidden]');for(var "
        f"i=0;i<{step}&&i<h.length;i++)h[i].hidden=false;"
        f"this.hidden=h.length<={step}"
    )
    matter = scene.show(rows) + button(more, label, code)
    it = scene.refer_by(scene.title, scene.entries[target][scene.title])
    page = scene.frame.page(scene.heading, matter)
    deeds = (*[click(more)] * (target // step), click(ident), DONE)
    return Sample(request(random, act.says, it=it), {"/": page}, deeds)


FAMILIES: Mapping[str, Family] = {
    "list-sorted": sorted_first,
    "list-filtered": filtered,
    "list-turned": turned,
    "list-scrolled": scrolled,
    "list-grown": grown,
}
