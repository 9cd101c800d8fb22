"""Pages whose task is about what things look like: colours, figures, icons."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import words
from .choices import SELECT, TAKE, sent
from .fields import STOP
from .markup import Page, Part, tag
from .words import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family

SEEN_COLOURS = words.listed("""
red;green;blue;yellow;orange;purple;pink;brown;black;gray;teal;navy;olive;maroon;cyan;magenta;lime;
gold;salmon;indigo;violet;turquoise;tan""")
"""Those that are told apart by looking."""
_ICONS = "★☰⚙✎✖➜⌂☂♫✉⌛⚑☎✂⚡❄"
_FIGURES = {
    "circle": '<circle cx="20" cy="20" r="16" {}/>',
    "square": '<rect x="4" y="4" width="32" height="32" {}/>',
    "triangle": '<polygon points="20,4 36,36 4,36" {}/>',
    "ellipse": '<ellipse cx="20" cy="20" rx="18" ry="10" {}/>',
    "hexagon": '<polygon points="20,2 36,11 36,29 20,38 4,29 4,11" {}/>',
    "pentagon": '<polygon points="20,2 38,16 31,37 9,37 2,16" {}/>',
}
_TITLED = {
    **_FIGURES,
    "diamond": '<path d="M20 2L38 20L20 38L2 20z" {}/>',
    "bar": '<rect x="2" y="14" width="36" height="10" {}/>',
}
"""Those that can be named by a title, whatever is seen of them."""


def _patch(page: Page, colour: str, script: str) -> Part:
    """Return what is pressed and only told by its colour."""
    side = page.random.choice((18, 24, 40))
    style = f"background:{colour};width:{side}px;height:{side}px;border:0;padding:0;"
    style += page.random.choice(("", "border-radius:50%;"))
    own: dict[str, str | None] = {"id": (id_ := page.id()), "onclick": script}
    if page.random.random() < 0.5:
        return Part(tag("button", "", type_="button", style=style, **own), f"#{id_}")
    style += "display:inline-block;cursor:pointer"
    return Part(tag("span", "", style=style, **own), f"#{id_}")


def _figure(page: Page, name: str, script: str, *, titled: bool) -> Part:
    """Return a drawn figure in a colour."""
    colour, shape = name.split(" ")
    id_ = page.id()
    attributes = f'id="{id_}" fill="{colour}" stroke="black" style="cursor:pointer" '
    attributes += f'onclick="{escape(script)}"'
    drawn = _TITLED[shape].format(attributes)
    title = f"<title>{name}</title>" if titled else ""
    drawn = drawn.replace("/>", f">{title}</") + drawn[1 : drawn.index(" ")] + ">"
    return Part(tag("svg", drawn, width="40", height="40"), f"#{id_}")


def _titled_name(random: Random) -> str:
    return f"{random.choice(words.COLOURS)} {random.choice(tuple(_TITLED))}"


def _seen_name(random: Random) -> str:
    return f"{random.choice(SEEN_COLOURS)} {random.choice(tuple(_FIGURES))}"


def choose_swatch(random: Random) -> Sample:
    """A colour, or a number of stars."""
    page, voice = Page(random), Voice(random)
    what = random.choice(("Colour", "Background", "Paint", "Rating", "Stars"))
    mark = "for(var b of this.parentNode.children)b.setAttribute('aria-checked',b==this);"
    stars = what in {"Rating", "Stars"}
    bare = random.random() < 0.35 and not stars
    labels = random.sample(SEEN_COLOURS if bare else words.COLOURS, random.randint(3, 10))
    if stars:
        labels = [f"{n} star{'s' if n > 1 else ''}" for n in range(1, random.choice((6, 11)))]
    parts = {
        label: _patch(page, label, mark + page.tell(f"{what}: {label}"))
        if bare
        else page.button(
            label,
            mark + page.tell(f"{what}: {label}"),
            shown="★" if stars else f'<i style="background:{label};padding:4px 12px"></i>',
            manner=random.choice(("button", "role")),
            **({"role": "radio", "aria_checked": "false"} if random.random() < 0.4 else {}),
        )
        for label in labels
    }
    value = random.choice(labels)
    clause = voice.say(*TAKE[:4], *SELECT[1:5], value=value, name=what)
    if stars and random.random() < 0.6:
        clause = voice.say("{give it|rate it|award|rate this with|leave} $value", value=value)
    html = tag("div", f"{what}: ") + tag("div", "".join(part.html for part in parts.values()))
    role = parts[value].html
    deed = Deed("check" if 'role="radio"' in role else "click", parts[value].selector, "on")
    return sent(page, voice, [html], [clause], [deed])


def press_looks(random: Random) -> Sample:
    """An icon with a label or a title, a drawn figure with or without one."""
    page, voice = Page(random), Voice(random)
    drawn, titled = random.random() < 0.55, random.random() < 0.5
    draw = words.deed if not drawn else _titled_name if titled else _seen_name
    names = words.distinct(random, draw, random.randint(2, 8))
    parts = {
        name: _figure(page, name, page.tell(f"{name} it is"), titled=titled)
        if drawn
        else page.button(name, page.tell(f"{name}!"), shown=random.choice(_ICONS))
        for name in names
    }
    wanted = random.choice(names)
    kind = random.choice(("shape", "figure", "one")) if drawn else random.choice(("icon", "button"))
    templates = (
        "{click|press|tap|choose|touch} {on|} the $name",
        "{click|press|tap} the $name $kind_",
        "{find|spot} the $name $kind_ and {click|press} it",
        "{click|choose} the $kind_ that is {called|} $name",
        "{point at and click|pick} $name",
        "{select|hit} the $kind_ {described as|titled} $name",
    )
    clause = voice.say(*templates, name=wanted, kind_=kind)
    pieces = [part.html for part in parts.values()]
    html = page.render(
        "".join(pieces) if random.random() < 0.6 else page.stack(pieces), avoid=names
    )
    return Sample(voice.ask(clause), {"/": html}, (Deed("click", parts[wanted].selector), STOP))


def press_alike(random: Random) -> Sample:
    """All things of a colour or a form, and maybe a button after them."""
    page, voice = Page(random), Voice(random)
    colours = random.sample(SEEN_COLOURS, random.randint(2, 4))
    forms = random.sample(tuple(_FIGURES), random.randint(1, 3))
    figures = random.random() < 0.6
    names = [
        f"{random.choice(colours)} {random.choice(forms) if figures else 'box'}"
        for _ in range(random.randint(3, 12))
    ]
    by_form = figures and len({name.split(" ")[1] for name in names}) > 1 and random.random() < 0.5
    wanted = random.choice(names).split(" ")[int(by_form)]
    went = random.choice(("this.remove();", "this.style.opacity='.5';", page.tell("Chosen")))
    parts = [
        _figure(page, name, went, titled=False)
        if figures
        else _patch(page, name.split(" ")[0], went)
        for name in names
    ]
    many = f"{wanted}s" if by_form else f"{wanted} {random.choice(('ones', 'things', 'items'))}"
    clauses = [
        voice.say(
            "{click|press|tap|touch} {on|} {all|every one of|all of|} the $many_",
            "{select|choose|pick|mark} {all|} the $many_ {on this page|here|}",
            "{find|spot} {all|} the $many_ and {click|select} {them|each of them}",
            "{leave out none of|do not miss any of} the $many_: {click|select} {them all|each}",
            many_=many,
        )
    ]
    deeds = [
        Deed("click", part.selector)
        for name, part in zip(names, parts, strict=True)
        if wanted in name.split(" ")
    ]
    pieces = [part.html for part in parts]
    if random.random() < 0.6:
        label = random.choice(("Submit", "Done", "OK", "Send", "Continue", "Check"))
        send = page.button(label, page.tell("Thank you"), manner="button")
        pieces.append(tag("p", send.html))
        clauses.append(voice.say("{press|click|hit} $name", "{use|finish with} $name", name=label))
        deeds.append(Deed("click", send.selector))
    html = page.render("".join(pieces), avoid=names)
    return Sample(voice.ask(*clauses), {"/": html}, (*deeds, STOP))


FAMILIES: Mapping[str, Family] = {
    "choose-swatch": choose_swatch,
    "press-looks": press_looks,
    "press-alike": press_alike,
}
