"""Answers that are typed into a field, or clicked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import things
from .entries import DONE, click
from .facts import sheet
from .frame import Frame, button, field, js
from .phrasing import request, say
from .reading import cell_of, extreme_of, pairs, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from training.sample import Family


_ENTER = (
    *(
        (
            "{find|look up} <what> and {type|enter|write|put} it {into|in} the "
            "{field|box}{| below| at the bottom}"
        ),
        "{enter|type|write} <what>{| in the field| into the text box}",
        "fill in <what>",
        "{copy|transfer} <what> {into|to} the {field|input}",
        "put <what> in the {text |}field",
    ),
)
_SUBMIT = (
    "",
    " and submit",
    " and press <s?>",
    ", then {hit|click|press} <s?>",
    " and submit it",
    ". Then submit.",
)


def typed(random: Random) -> Sample:
    """Type a value that is read elsewhere on the page."""
    form = random.randrange(4)
    if form == 0:
        scene, target, wanted, known = cell_of(random)
        it = scene.refer_by(known, scene.entries[target][known])
        what, value = f"the {wanted.lower()} of {it}", scene.entries[target][wanted]
        frame, matter, title = scene.frame, shown(scene), scene.heading
    elif form == 1:
        scene, target, it, _ = extreme_of(random)
        value = scene.entries[target][scene.title]
        what = say(random, "the {title|name} of <it>", it=it)
        frame, matter, title = scene.frame, shown(scene), scene.heading
    elif form == 2:
        frame = Frame(random)
        texts = random.sample(things.SENTENCES, random.randint(2, 5))
        place, last = random.randrange(len(texts)), random.random() < 0.5
        words = texts[place].rstrip(".?!").split()
        number = 0 if random.random() < 0.4 else random.randrange(len(words))
        value = words[-1] if last else words[number]
        word = "last" if last else f"{number + 1}{_suffix(number + 1)}"
        what = f"the {word} word of the {place + 1}{_suffix(place + 1)} paragraph"
        matter, title = "".join(f"<p>{text}</p>" for text in texts), "Notes"
        value = value.strip(",")
    else:
        frame = Frame(random)
        title, facts = sheet(random)
        fact = random.choice(facts)
        what, value = f"the {fact.key.lower()}", fact.value
        matter = pairs(random, facts)
    return _entered(random, frame, (title, matter), what, value)


def _entered(random: Random, frame: Frame, page: tuple[str, str], what: str, value: str) -> Sample:
    ident, send = frame.id(), frame.id()
    label = random.choice(("Answer", "Your answer", "Value", "Result", "Type here", "Solution"))
    sends = random.choice(("Submit", "OK", "Send", "Check", "Done", "Continue"))
    parts = [field(random, ident, label), button(send, sends, js("tell", "Thank you!"))]
    asks = random.random() < 0.8
    tail = random.choice(_SUBMIT[1:] if asks else _SUBMIT[:1])
    task = request(random, [words + tail for words in _ENTER], what=what, s=sends)
    matter = page[1] + "".join(parts) if random.random() < 0.7 else "".join(parts) + page[1]
    deeds = [Deed("type", f"#{ident}", value), *([click(send)] if asks else []), DONE]
    return Sample(task, {"/": frame.page(page[0], matter)}, tuple(deeds))


def _suffix(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number, "th")


def _told(text: str) -> str:
    return escape(js("tell", f"You chose {text}"))


_MAKES: tuple[Callable[[str, str], str], ...] = (
    lambda ident, text: button(ident, text, js("tell", f"You chose {text}")),
    lambda ident, text: f'<a href="#" id="{ident}" onclick="{_told(text)}">{text}</a>',
    lambda ident, text: (
        f'<div style="cursor:pointer" id="{ident}" onclick="{_told(text)}">{text}</div>'
    ),
)


def picked(random: Random) -> Sample:
    """Click what answers the question, or all in order."""
    frame = Frame(random)
    amount = random.randint(2, 7)
    values = random.sample(range(1, random.choice((20, 100, 5000))), amount)
    form = things.price_form(random) if random.random() < 0.4 else ""
    texts = [things.price(form, value * 10) if form else str(value) for value in values]
    noun = random.choice(("price", "amount")) if form else random.choice(("number", "value"))
    make = random.choice(_MAKES)
    ids = [frame.id() for _ in values]
    row = [make(ident, text) for ident, text in zip(ids, texts, strict=True)]
    matter = " ".join(row) if random.random() < 0.5 else "".join(f"<p>{item}</p>" for item in row)
    order = sorted(range(amount), key=values.__getitem__)
    kind = random.randrange(4)
    if kind == 0:
        chosen = order
        says = (
            (
                "{click|press|choose} the <n>s {in ascending order|from "
                "{lowest|smallest} to {highest|largest}}"
            ),
            "{press|select} {all|each of} the <n>s, {smallest|lowest} first",
            "click all <n>s, going up",
        )
    elif kind == 1:
        chosen = order[::-1]
        says = (
            (
                "{click|press|choose} the <n>s {in descending order|from "
                "{highest|largest} to {lowest|smallest}}"
            ),
            "{press|select} {all|each of} the <n>s, {largest|highest} first",
            "click all <n>s, going down",
        )
    else:
        most = kind == 2
        chosen = [order[-1] if most else order[0]]
        word = "{largest|highest|biggest}" if most else "{smallest|lowest}"
        says = (
            f"{{click|press|choose|select}} the {word} <n>",
            f"=which is the {word} <n>? {{Click|Press}} it",
            f"pick the {word} <n>",
            f"find the {word} of these <n>s and click it",
        )
    task = request(random, says, n=noun)
    title = random.choice(("Choose", "Your turn", "Selection", "Offers", "Numbers"))
    return Sample(task, {"/": frame.page(title, matter)}, (*(click(ids[n]) for n in chosen), DONE))


FAMILIES: Mapping[str, Family] = {
    "read-typed": typed,
    "read-picked": picked,
}
