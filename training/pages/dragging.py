"""Pages whose task is to drag something: to another's place, into a box, to a place in a list."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import things
from .entries import DONE
from .frame import Frame
from .phrasing import request

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_DRAGGED = """
var d=null;
document.addEventListener('dragstart',function(e){d=e.target.closest('[draggable]');e.dataTransfer.setData('text/plain','x')});
document.addEventListener('dragover',function(e){e.preventDefault()});
document.addEventListener('drop',function(e){
  e.preventDefault();
  var z=e.target.closest('.z'),o=e.target.closest('[draggable]');
  if(!d||(!z&&!o)||o==d)return;
  if(z)z.append(d);
  else if(d.compareDocumentPosition(o)&4)o.after(d);
  else o.before(d);
  tell('Moved: '+d.textContent)});
"""


def _names(random: Random, fewest: int) -> list[str]:
    """Return what can be put in order, as many as `fewest` and up to five more."""
    make = random.choice((things.work, things.subject, things.file_name, things.person))
    names = list(dict.fromkeys(make(random) for _ in range(random.randint(fewest, fewest + 5))))
    while len(names) < fewest:
        names.append(f"Item {len(names) + 1}")
    return names


def dragged(random: Random) -> Sample:
    """Drag an entry to another one's place, or into a box."""
    frame = Frame(random)
    items = _names(random, 2)
    ids = [frame.id() for _ in items]
    cards = [
        f'<div draggable="true" id="{own}" style="border:1px solid '
        f'#999;padding:6px;margin:4px">{escape(text)}</div>'
        for own, text in zip(ids, items, strict=True)
    ]
    moved, place = random.sample(range(len(items)), 2)
    if random.random() < 0.5:
        matter = f"<div>{''.join(cards)}</div>"
        to = ids[place]
        says = (
            "{drag|move} <a?> {to|onto} {the {place|position} of |}<b?>",
            "{put|place} <a?> where <b?> is",
            "drag <a!> and drop it on <b!>",
            "let <a?> {take|have} the place of <b?>",
            "swap the order: {drag|move} <a?> to where <b?> is",
        )
        names = (items[moved], items[place])
    else:
        boxes = random.sample(
            (
                "To do",
                "Doing",
                "Done",
                "Archive",
                "Favourites",
                "Private",
                "Work",
                "Later",
                "Urgent",
            ),
            random.randint(2, 4),
        )
        own = {text: frame.id() for text in boxes}
        zones = "".join(
            f'<section><h3>{text}</h3><div class="z" tabindex="0" role="group" '
            f'aria-label="{text}" id="{own[text]}" '
            f'style="min-height:50px;border:1px dashed #777"></div></section>'
            for text in boxes
        )
        matter = f"<div>{''.join(cards)}</div>{zones}"
        box = random.choice(boxes)
        to = own[box]
        says = (
            "{drag|move} <a?> {to|into} {the box |}<b?>",
            "{put|place|drop} <a?> {in|into} <b?>",
            "drag <a!> over to <b!>",
            "=<a!> belongs {in|to} <b!>, {drag|move} it there",
            "file <a?> under <b?> by dragging",
        )
        names = (items[moved], box)
    task = request(random, says, a=names[0], b=names[1])
    page = frame.page(
        random.choice(("Board", "Sort these", "My order", "Planner")), matter, _DRAGGED
    )
    return Sample(task, {"/": page}, (Deed("drag", f"#{ids[moved]}", to=f"#{to}"), DONE))


def placed(random: Random) -> Sample:
    """Drag an entry of a list to a place in it, told by number, by an end or by another entry."""
    frame = Frame(random)
    items = _names(random, 3)
    ids = [frame.id() for _ in items]
    kind = random.choice(("ul", "ol"))
    entries = "".join(
        f'<li draggable="true" id="{own}" style="padding:4px">{escape(text)}</li>'
        for own, text in zip(ids, items, strict=True)
    )
    moved, place = random.sample(range(len(items)), 2)
    number = random.choice((_ORDINALS[place], f"{place + 1}{_ENDINGS.get(place + 1, 'th')}"))
    says = [
        "{drag|move|put|bring} <a?> {to|into} the <k> {position|place|spot|slot}",
        "{make|let} <a?> {be|become} the <k> {item|entry|one} {of the list|} by dragging",
        "{drag|move} the {item|entry} <a?> to {position|place|number} <n> {in the list|}",
        "<a?> {belongs|should be} in the <k> {position|place}: {drag|move} it there",
    ]
    if place in {0, len(items) - 1}:
        end = "{top|start|beginning|head}" if place == 0 else "{bottom|end}"
        says += [f"{{drag|move|bring}} <a?> to the {end} of the list"] * 3
    beside = "{before|above|in front of}" if place < moved else "{after|below|behind}"
    says += [f"{{drag|move|put}} <a?> {beside} <b?>"] * 2
    task = request(random, says, a=items[moved], b=items[place], k=number, n=str(place + 1))
    matter = f"<{kind}>{entries}</{kind}>"
    page = frame.page(random.choice(("Ranking", "Play list", "Order", "Queue")), matter, _DRAGGED)
    deed = Deed("drag", f"#{ids[moved]}", to=f"#{ids[place]}")
    return Sample(task, {"/": page}, (deed, DONE))


FAMILIES: Mapping[str, Family] = {"list-dragged": dragged, "list-placed": placed}
