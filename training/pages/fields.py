"""Pages whose task is to fill fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import words
from .markup import KINDS, Page
from .words import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family

    from .markup import Part

STOP = Deed("stop")
SEND = words.listed(
    "Submit;Send;Save;OK;Continue;Confirm;Apply;Done;Go;Finish;Store;Proceed;Save changes;Update;"
    "Send it off;Next;Register;Accept;Add;Create;Post"
)
_FILL = (
    "{enter|type|put|write|fill in} $value {into|in} {the|} $name {field|box|input|}",
    "{fill|fill in|complete} {the|} $name {field|box|} with $value",
    "{set|change} {the|} $name {field|} to $value",
    "{for|as} {the|} $name, {enter|type|use|put} $value",
    "{use|give} $value {as|for} {the|} $name",
    "{the|} $name {should be|must be|has to be} $value, so {enter|type} it",
    "{enter|type in|provide} {the|} $name: $value",
    "{enter|type} $value {under|at|next to} $name",
    "make {the|} $name $value",
)
_SEND = (
    "{click|press|hit|push|use} {the|} $name {button|}",
    "{click|press|tap} {on|} $name",
    "{confirm|finish} {with|by pressing|by clicking} $name",
    "{submit|send} {it|the form|this|everything} {with|using|by clicking} $name",
)
_SEND_SOMEHOW = (
    "{submit|send} {the form|it|my answers|this|everything}",
    "submit",
    "{send it off|submit now|send the form off}",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A field, what it is called in the task, and what it is to hold."""

    name: str
    value: str
    part: Part

    @property
    def deed(self) -> Deed:
        """Return the deed that fills it."""
        return Deed("type", self.part.selector, self.value)


def entries(page: Page, count: int, *, exact: float = 0.85) -> list[Entry]:
    """Return so many fields of different kinds."""
    random = page.random
    made: list[Entry] = []
    for kind in random.sample(KINDS, count):
        name = random.choice(kind.names)
        told = name if random.random() < exact else random.choice(kind.names)
        type_ = random.choice(("text", "text", kind.type))
        made.append(Entry(told, kind.draw(random), page.text_field(name, type_=type_)))
    return made


def sending(voice: Voice, button: str) -> str:
    """Return how the task says that a form is sent."""
    if voice.random.random() < 0.3:
        return voice.say(voice.random.choice(_SEND_SOMEHOW))
    return voice.say(voice.random.choice(_SEND), name=button)


def filling(voice: Voice, one: Entry) -> str:
    """Return how the task says that a field is filled."""
    return voice.say(voice.random.choice(_FILL), value=one.value, name=one.name)


def _whole(
    page: Page, voice: Voice, made: Sequence[Entry], clauses: Sequence[str], deeds: Sequence[Deed]
) -> Sample:
    """Return a form of these fields, which is sent where chance will have it."""
    random = page.random
    button = random.choice(SEND)
    has_button = random.random() < 0.85
    form = page.form([one.part.html for one in made], button if has_button else "")
    told, done = list(clauses), list(deeds)
    if has_button and random.random() < 0.6:
        told.append(sending(voice, button))
        done.append(Deed("click", form.selector))
    html = page.render(form.html, avoid=[button, *(one.name for one in made)])
    return Sample(voice.ask(*told), {"/": html}, (*done, STOP))


def fill_one(random: Random) -> Sample:
    """One field among several, or alone."""
    page, voice = Page(random), Voice(random)
    made = entries(page, random.choice((1, 1, 2, 3, 4)))
    wanted = random.choice(made)
    clause = filling(voice, wanted)
    if len(made) == 1 and random.random() < 0.5:
        clause = voice.say(
            random.choice(
                (
                    "{enter|type|write|put} $value {into|in} the {field|text field|box|input}",
                    "{fill|complete} the {field|box|form} with $value",
                    "{type|enter|write} {the text|the words|} $value",
                    "the {box|field} {below|here|} {should say|must read} $value; {type|enter} it",
                )
            ),
            value=wanted.value,
        )
    return _whole(page, voice, made, [clause], [wanted.deed])


def fill_several(random: Random) -> Sample:
    """Several fields, in the order of the task."""
    page, voice = Page(random), Voice(random)
    made = entries(page, random.randint(2, 7))
    wanted = random.sample(made, random.randint(2, len(made)))
    if random.random() < 0.5:
        wanted.sort(key=made.index)
    if random.random() < 0.45:
        clauses = [filling(voice, one) for one in wanted]
    else:
        pairs = voice.pairs([(one.name, one.value) for one in wanted])
        opening = random.choice(
            (
                "{fill in|complete|fill out} {the|this} {form|page|fields}{:| with|} $pairs_",
                "{enter|type|put in} {the following|these details|this}: $pairs_",
                "{enter|use} $pairs_",
                "$pairs_. Fill that in",
                "{the form needs|use these values:|with these data, fill in the form:} $pairs_",
            )
        )
        clauses = [voice.say(opening, pairs_=pairs)]
    return _whole(page, voice, made, clauses, [one.deed for one in wanted])


FAMILIES: Mapping[str, Family] = {"fill-one": fill_one, "fill-several": fill_several}
