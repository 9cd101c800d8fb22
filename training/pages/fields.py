"""Pages whose task is to fill fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import words
from .markup import KINDS, Page, Part, tag
from .words import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family


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
FORM = (
    "{fill in|complete|fill out} {the|this} {form|page|fields}{:| with|} $pairs_",
    "{enter|type|put in} {the following|these details|this}: $pairs_",
    "{enter|use} $pairs_",
    "$pairs_. Fill that in",
    "{the form needs|use these values:|with these data, fill in the form:} $pairs_",
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
        return voice.say(*_SEND_SOMEHOW)
    return voice.say(*_SEND, name=button)


def filling(voice: Voice, one: Entry) -> str:
    """Return how the task says that a field is filled."""
    return voice.say(*_FILL, value=one.value, name=one.name)


def whole(
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
            "{enter|type|write|put} $value {into|in} the {field|text field|box|input}",
            "{fill|complete} the {field|box|form} with $value",
            "{type|enter|write} {the text|the words|} $value",
            "the {box|field} {below|here|} {should say|must read} $value; {type|enter} it",
            value=wanted.value,
        )
    return whole(page, voice, made, [clause], [wanted.deed])


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
        clauses = [voice.say(*FORM, pairs_=pairs)]
    return whole(page, voice, made, clauses, [one.deed for one in wanted])


def fill_twice(random: Random) -> Sample:
    """The same in two fields, as where something is to be confirmed."""
    page, voice = Page(random), Voice(random)
    kind = random.choice(KINDS)
    name, value = random.choice(kind.names), kind.draw(random)
    again = random.choice(("Repeat {}", "Confirm {}", "{} again", "{} (once more)", "Verify {}"))
    names = [name, again.format(name)]
    parts = [page.text_field(one) for one in names]
    clause = voice.say(
        "{enter|type|put|write} $value {into|in} both {fields|boxes|text boxes|inputs}",
        "{enter|type} $value {twice|two times}, {once in each|in the first and in the second}",
        "{fill|complete} {both|the two} {fields|boxes} with $value",
        "{enter|give|provide} $value as {the|} $name and {repeat|confirm} it",
        "{set|fill in} the $name {field|} and its confirmation{ to|:} $value",
        "{enter|type} $value {as|under} $name and {also|again|likewise} $value {as|under} $again",
        "{the fields|both fields} $name and $again {get|need} $value",
        "{enter|put} the same {text|value}, $value, in $name and $again",
        "{type|write} $value in the {first|upper} {field|box} and in the {second|lower} one {too|}",
        value=value,
        name=name,
        again=names[1],
    )
    made = [Entry(one, value, part) for one, part in zip(names, parts, strict=True)]
    return whole(page, voice, made, [clause], [one.deed for one in made])


def fill_sign_in(random: Random) -> Sample:
    """Signing in."""
    page, voice = Page(random), Voice(random)
    kinds = [kind for kind in KINDS if {"Username", "Email"} & set(kind.names)]
    kind = random.choice(kinds)
    secret = random.choice(words.listed("Password;Passphrase;Secret;PIN;Your password"))
    made = [
        Entry(name := random.choice(kind.names), kind.draw(random), page.text_field(name)),
        Entry(secret, words.password(random), page.text_field(secret, type_="password")),
    ]
    button = random.choice(words.listed("Log in;Sign in;Login;Enter;Continue;Let me in;Go;Submit"))
    form = page.form([*(one.part.html for one in made), page.box("Stay signed in").html], button)
    clause = voice.say(
        "{log|sign} in {as|with} $who {and|with|using} {the|} password $secret",
        "{log|sign} me in{: |. }{user|login|account}: $who, password: $secret",
        "{log in|sign in|authenticate} with $who / $secret",
        "{use|take} $who and $secret to {log|sign} in",
        "{enter|type} $who and {the|} password $secret, {then|and} {log|sign} in",
        "{get|go} into {my|the} account $who; {the|my|its} password is $secret",
        "{open|start} a session for $who with password $secret",
        "{access|enter} the site as $who, {password|secret word} $secret",
        "{my user name is|I am|the login is} $who, the password {is|} $secret; {log|sign} me in",
        "with {the|} password $secret, {sign|log} in as $who",
        who=made[0].value,
        secret=made[1].value,
    )
    deeds = (made[0].deed, made[1].deed, Deed("click", form.selector), STOP)
    return Sample(voice.ask(clause), {"/": page.render(form.html, avoid=[button])}, deeds)


def fill_register(random: Random) -> Sample:
    """A form of many kinds of fields."""
    page, voice = Page(random), Voice(random)
    rows: list[tuple[str, str, Deed, str]] = [
        (one.name, one.value, one.deed, one.part.html) for one in entries(page, 3, exact=0.9)
    ]
    for name in random.sample(("Language", "Size", "Currency", "Level", "Meal"), 2):
        options = words.distinct(random, words.made_up, random.randint(3, 6))
        value = random.choice(options[1:])
        if random.random() < 0.5:
            part = page.choice_list(name, options)
            rows.append((name, value, Deed("select", part.selector, value), part.html))
        else:
            html, selectors = page.boxes(options, type_="radio")
            html = tag("fieldset", tag("legend", name) + html)
            rows.append((name, value, Deed("check", selectors[value], "on"), html))
    note = words.sentence(random).rstrip(".")
    area = page.text_field("Comments", type_="area")
    rows.append(("Comments", note, Deed("type", area.selector, note), area.html))
    random.shuffle(rows)
    terms = random.choice(("the terms", "the newsletter", "the house rules", "reminders"))
    box = page.box(f"I agree to {terms}")
    button = random.choice(SEND)
    form = page.form([*(html for *_, html in rows), box.html], button)
    wanted = [row for row in rows if random.random() < 0.75] or rows
    listed = voice.pairs([(name, value) for name, value, *_ in wanted])
    clauses = [voice.say(*FORM, pairs_=listed)]
    deeds = [deed for _, _, deed, _ in wanted]
    if random.random() < 0.5:
        clauses.append(voice.say("{agree to|accept|tick the box for} $terms_", terms_=terms))
        deeds.append(Deed("check", box.selector, "on"))
    clauses.append(sending(voice, button))
    html = page.render(form.html, avoid=[button], most=3)
    return Sample(voice.ask(*clauses), {"/": html}, (*deeds, Deed("click", form.selector), STOP))


def fill_transformed(random: Random) -> Sample:
    """A value that is written otherwise than the task writes it."""
    page, voice = Page(random), Voice(random)
    made = entries(page, random.choice((1, 1, 2)), exact=1.0)
    text = random.choice((words.phrase, words.person, words.deed))(random)
    told, value = random.choice(
        (
            (
                "{in|using|with} {capitals|capital letters|upper case|all caps}",
                text.upper(),
            ),
            ("{in|using|with} {small letters|lower case|lowercase letters}", text.lower()),
            ("without {the|any} {spaces|blanks}", text.replace(" ", "")),
            ("with {hyphens|dashes} {instead of|for} spaces", text.replace(" ", "-")),
        )
    )
    clause = voice.say(
        f"{{enter|type|write|put}} $text {told} {{into|in}} {{the|}} $name {{field|box|}}",
        f"{{enter|type|write}} $text {told} {{as|for|under}} $name",
        f"{told} {{enter|type|write}} $text {{into|in}} $name",
        f"{{fill|fill in|complete}} $name with $text, {{but|written}} {told}",
        f"{{for|as}} {{the|}} $name {{write|type}} $text {told}",
        text=text,
        name=made[0].name,
    )
    return whole(page, voice, made, [clause], [Deed("type", made[0].part.selector, value)])


def written_dates(year: int, month: int, day: int) -> dict[str, str]:
    """Return a day in many forms; the last could be taken for another day."""
    name = words.MONTHS[month - 1]
    return {
        "d month y": f"{day} {name} {year}",
        "month d, y": f"{name} {day}, {year}",
        "d mon y": f"{day} {name[:3]} {year}",
        "d. month y": f"{day}. {name} {year}",
        "YYYY-MM-DD": f"{year}-{month:02}-{day:02}",
        "MM/DD/YYYY": f"{month:02}/{day:02}/{year}",
        "DD.MM.YYYY": f"{day:02}.{month:02}.{year}",
        "DD/MM/YYYY": f"{day:02}/{month:02}/{year}",
    }


FAMILIES: Mapping[str, Family] = {
    "fill-one": fill_one,
    "fill-several": fill_several,
    "fill-twice": fill_twice,
    "fill-sign-in": fill_sign_in,
    "fill-register": fill_register,
    "fill-transformed": fill_transformed,
}
