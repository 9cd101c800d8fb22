"""Entries that get another title, or somebody who is responsible."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed

from . import things
from .entries import DONE, click
from .frame import button, choice, control, js
from .listing import Row
from .messages import kept
from .phrasing import request, sample
from .scenes import Scene, Toolbar, several

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family, Sample


_RENAME_SAYS = (
    *("rename <it> to <text!>", "{change|set} the {name|title} of <it> to <text!>"),
    *(
        "give <it> the {new |}name <text!>",
        "=<it> should be called <text!>",
        "call <it> <text!> instead",
    ),
    *(
        "edit <it> so that its {name|title} is <text!>",
        "edit <it>: {the new title is|make it} <text!>",
    ),
    "{update|correct} the title of <it> to <text!>",
)


def rename(random: Random) -> Sample:
    """Change the title of an entry."""
    titled = ("duplicate", "download", "queue", "join")
    scene = Scene(random, several(random), lambda kind: any(act in kind.acts for act in titled))
    bar = Toolbar(scene, [], 3)
    target = random.randrange(len(scene.entries))
    text = random.choice((things.subject(random), things.work(random), things.file_name(random)))
    opener, typed, save = scene.frame.id(), scene.frame.id(), scene.frame.id()
    label = random.choice(("Rename", "Edit", "Edit", "Change", "Edit title"))
    saves = random.choice(("Save", "OK", "Update", "Apply", "Save changes"))
    rows: list[Row] = []
    for number, entry in enumerate(scene.entries):
        here = number == target
        box = scene.frame.id()
        title = next(iter(entry.values()))
        tool = control(
            random,
            opener if here else scene.frame.id(),
            label,
            f"show('{box}');{js('tell', f'Editing {title}')}",
            "✎",
        )
        ident = typed if here else scene.frame.id()
        made = (
            f'<input id="{ident}" value="{escape(title)}" aria-label="'
            f'{random.choice(("Name", "Title", "New name"))}">'
        )
        made += button(
            save if here else scene.frame.id(), saves, f"{js('tell', 'Saved.')};hide('{box}')"
        )
        hidden = f'<div id="{box}" hidden>{made}</div>'
        rows.append(Row(entry, controls=f"{tool} {bar.controls(entry, {})}", hidden=hidden))
    it = scene.refer_by(scene.title, scene.entries[target][scene.title])
    task = kept(request(random, _RENAME_SAYS, it=it, text=text), text)
    page = scene.frame.page(scene.heading, scene.show(rows))
    return sample(
        task, {"/": page}, (click(opener), Deed("type", f"#{typed}", text), click(save), DONE)
    )


_ASSIGN_SAYS = (
    *(
        "assign <it> to <who?>",
        "make <who?> {responsible for|the owner of} <it>",
        "give <it> to <who?>",
    ),
    *(
        "=<who> should {take care of|handle|do} <it>",
        "hand <it> over to <who?>",
        "let <who> {do|handle} <it>",
    ),
    *("set the {assignee|owner} of <it> to <who?>", "put <who?> in charge of <it>"),
)


def assign(random: Random) -> Sample:
    """Give an entry to somebody, by the list of people that stands beside it."""
    scene = Scene(
        random, random.randint(2, 6), lambda kind: "close" in kind.acts or "complete" in kind.acts
    )
    names = things.people(random, random.randint(3, 8))
    if random.random() < 0.4:
        names = [name.split()[0] for name in names]
    target = random.randrange(len(scene.entries))
    listed, save = scene.frame.id(), scene.frame.id()
    saves = random.random() < 0.4
    label = random.choice(("Assign to", "Assignee", "Responsible", "Owner"))
    rows: list[Row] = []
    for number, entry in enumerate(scene.entries):
        ident = listed if number == target else scene.frame.id()
        made = choice(random, ident, label, ["Nobody", *names])
        rows.append(Row(entry, controls=made))
    script = (
        "document.querySelectorAll('select').forEach(function(s){"
        "s.onchange=function(){tell('Assigned to '+s.value)}})"
    )
    matter = scene.show(rows)
    if saves:
        matter += button(save, "Save changes", js("tell", "All changes are saved."))
    who = random.choice(names)
    task = request(random, _ASSIGN_SAYS, it=scene.refer(target), who=who)
    last = (click(save),) if saves else ()
    deeds = (Deed("select", f"#{listed}", who), *last, DONE)
    return sample(task, {"/": scene.frame.page(scene.heading, matter, script)}, deeds)


FAMILIES: Mapping[str, Family] = {
    "entry-rename": rename,
    "entry-assign": assign,
}
