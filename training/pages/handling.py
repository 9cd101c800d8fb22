"""Entries that are ticked first, or whose handling has to be confirmed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from .acts import ACTS
from .entries import DONE, asked, click
from .frame import button, control, js
from .listing import Row
from .phrasing import request, say
from .scenes import Scene, several

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family


def bulk(random: Random) -> Sample:
    """Tick rows and use the button for all that are ticked."""
    scene = Scene(random, random.randint(3, 10))
    name, act = scene.act()
    others = [other for other in scene.kind.acts if other != name]
    names = [name, *random.sample(others, random.randint(0, min(3, len(others))))]
    random.shuffle(names)
    boxes = [scene.frame.id() for _ in scene.entries]
    named = random.random() < 0.6
    rows = [
        Row(entry, before=_box(box, next(iter(entry.values())) if named else ""))
        for box, entry in zip(boxes, scene.entries, strict=True)
    ]
    ident = scene.frame.id()
    tools = " ".join(
        control(
            random,
            ident if other == name else scene.frame.id(),
            random.choice(ACTS[other].labels[:1]) + random.choice(("", " selected")),
            _bulk_code(ACTS[other].done),
            ACTS[other].icon,
        )
        for other in names
    )
    targets = sorted(random.sample(range(len(rows)), random.choice((1, 2, 2, 3))))
    it = ", ".join(scene.refer(target) for target in targets[:-1])
    last = scene.refer(targets[-1])
    it = say(random, "<a>{ and|, and|, as well as} <b>", a=it, b=last) if it else last
    extra = random.choice(("", "", " using the checkboxes", " all at once"))
    task = request(random, [words + extra for words in act.says[:2]], it=it)
    parts = [scene.show(rows), f"<div>{tools}</div>"]
    random.shuffle(parts)
    page = scene.frame.page(scene.heading, "".join(parts))
    ticks = (Deed("check", f"#{boxes[target]}", "on") for target in targets)
    return Sample(task, {"/": page}, (*ticks, click(ident), DONE))


def _box(ident: str, title: str) -> str:
    label = f' aria-label="{escape(f"Select {title}")}"' if title else ""
    return f'<input type="checkbox" id="{ident}"{label}>'


def _bulk_code(done: str) -> str:
    return (
        "var b=document.querySelectorAll('.r input:checked');"
        f"tell('{done}: '+b.length+' selected');"
        "b.forEach(function(e){e.checked=false})"
    )


def dialog_confirmed(random: Random) -> Sample:
    """Act on an entry and confirm in the dialog that asks."""
    scene = Scene(random, several(random))
    _, act = scene.act()
    label = random.choice(act.labels)
    target = random.randrange(len(scene.entries))
    ident, yes, dialog = scene.frame.id(), scene.frame.id(), scene.frame.id()
    rows = [
        Row(
            entry,
            controls=control(
                random,
                ident if number == target else scene.frame.id(),
                label,
                f"at('{dialog}').showModal();tell('Please confirm')",
                act.icon,
            ),
        )
        for number, entry in enumerate(scene.entries)
    ]
    said = random.choice(("Yes", "OK", "Confirm", label, f"Yes, {label.lower()}", "Continue"))
    close = f"at('{dialog}').close();"
    choices = [
        button(yes, said, f"{close}{js('tell', act.done)}"),
        button(scene.frame.id(), random.choice(("Cancel", "No", "Back")), close),
    ]
    random.shuffle(choices)
    asks = random.choice(("Are you sure?", f"{label}?", f"{label} this {scene.noun}?"))
    box = f'<dialog id="{dialog}"><p>{escape(asks)}</p>{"".join(choices)}</dialog>'
    page = scene.frame.page(scene.heading, scene.show(rows) + box)
    task = asked(random, act.says, scene.refer(target))
    return Sample(task, {"/": page}, (click(ident), click(yes), DONE))


FAMILIES: Mapping[str, Family] = {
    "entry-bulk": bulk,
    "entry-confirmed": dialog_confirmed,
}
