"""Pages whose task is to press buttons, links and whatever else reacts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import words
from .fields import STOP
from .markup import Page, Part, js, tag
from .words import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family

PRESS = (
    "{click|press|tap|hit|push} {on|} {the|} $name",
    "{click|press|tap|hit|push} the $name $kind_",
    "{click|press|tap|hit|push} {on|} the $kind_ {labelled|called|named|that says|saying} $name",
    "{use|activate|trigger} the $name $kind_",
    "{find|locate} {the $kind_|} $name and {click|press} it",
    "{choose|pick|select} $name",
    "{look for|search for} the $kind_ $name {and|then} {click|press|tap} {on it|it}",
    "$name: {click|press} {it|that $kind_}",
    "{make a click on|do a click on|perform a click on} $name",
    "the $kind_ to {press|click} is $name, so {press|click} it",
)
_TURNS_ON = words.listed(
    "Bold;Italic;Underline;Mute;Grid view;Spell check;Night mode;Microphone;Camera;Snap to grid;"
    "Line numbers;Auto-save;Full screen;Repeat;Shuffle;Word wrap;Favourite;Subtitles"
)


def _kind(html: str) -> str:
    """Return what a person would call a control."""
    return "link" if html.startswith("<a") and "href" in html else "button"


def _button_or_link(page: Page, name: str, *, link: bool) -> Part:
    code = page.tell(f"{name}: done")
    return page.link(name, script=code) if link else page.button(name, code)


def press_named(random: Random) -> Sample:
    """One of several buttons or links, some of whose names overlap."""
    page, voice = Page(random), Voice(random)
    draw = random.choice((words.deed, words.deed, words.subject))
    names = words.distinct(random, draw, random.choice((2, 3, 4, 6, 9, 14)))
    if random.random() < 0.4:
        longer = (" as draft", " all", " and close", " later", " now", " for me", " (2)", " again")
        names += [names[0] + end for end in random.sample(longer, random.choice((1, 2)))]
        names = list(dict.fromkeys(names))
    random.shuffle(names)
    wanted = random.choice(names)
    as_links = random.random() < 0.35
    parts = {name: _button_or_link(page, name, link=as_links) for name in names}
    clause = voice.say(*PRESS, name=wanted, kind_=_kind(parts[wanted].html))
    html = page.render(page.stack([part.html for part in parts.values()]), avoid=names)
    return Sample(voice.ask(clause), {"/": html}, (Deed("click", parts[wanted].selector), STOP))


def press_counted(random: Random) -> Sample:
    """The link or button that stands at a place."""
    page, voice = Page(random), Voice(random)
    names = words.distinct(random, words.subject, random.randint(3, 10))
    kind = random.choice(("link", "button", "entry", "item"))
    parts = [
        page.button(name, page.tell(f"{name} was chosen"), manner="button")
        if kind == "button"
        else page.link(name, script=page.tell(f"{name} was chosen"))
        for name in names
    ]
    at = random.randrange(len(parts))
    place = words.ORDINALS[at]
    if at == len(parts) - 1 and random.random() < 0.7:
        place = random.choice(("last", "final", "very last"))
    elif at < 9 and random.random() < 0.3:
        place = f"{at + 1}{['st', 'nd', 'rd'][at] if at < 3 else 'th'}"
    clause = voice.say(
        "{click|press|open|choose|tap|hit} {on|} the $place_ $kind_",
        "{click|press|tap} {on|} the $place_ $kind_ {of|in} the list",
        "{count the $kinds_ and|of all $kinds_,} {take|click} the $place_ {one|}",
        "{go for|take|pick} the $place_ $kind_ {here|on the page|}",
        "{the|} $place_ $kind_: {click|press} it",
        "{find|look for} the $place_ $kind_ and {press|click} it",
        place_=place,
        kind_=kind,
        kinds_="entries" if kind == "entry" else f"{kind}s",
    )
    html = page.render(page.stack([part.html for part in parts]), most=0)
    return Sample(voice.ask(clause), {"/": html}, (Deed("click", parts[at].selector), STOP))


def press_in_order(random: Random) -> Sample:
    """Several buttons one after the other."""
    page, voice = Page(random), Voice(random)
    names = words.distinct(random, words.deed, random.randint(3, 9))
    log = page.id()
    parts = {
        name: page.button(name, f"by('{log}').textContent+={js(f'{name} · ')}") for name in names
    }
    wanted = random.sample(names, random.randint(2, min(5, len(names))))
    if random.random() < 0.5:
        clauses = [
            voice.say(*PRESS[:5], name=name, kind_=_kind(parts[name].html)) for name in wanted
        ]
    else:
        chain = voice.names(wanted, random.choice((" and ", ", then ", " and then ")))
        if random.random() < 0.3:
            chain = random.choice((" > ", " → ", ", then ")).join(map(voice.quoted, wanted))
        clauses = [
            voice.say(
                "{click|press|push} {in this order|one after the other|in turn}: $chain_",
                "{click|press|tap|hit} $chain_ {in that order|in this order|}",
                "{go through|press} the buttons $chain_",
                "{the buttons to press are|press these buttons:|sequence:} $chain_",
                chain_=chain,
            )
        ]
    html = page.render(
        page.stack([part.html for part in parts.values()]), tag("output", "", id=log), avoid=names
    )
    deeds = [Deed("click", parts[name].selector) for name in wanted]
    return Sample(voice.ask(*clauses), {"/": html}, (*deeds, STOP))


def press_keypad(random: Random) -> Sample:
    """Keys of a keypad, and what sends what they made."""
    page, voice = Page(random), Voice(random)
    shown, keys = page.id(), [*"123456789", "0"]
    if random.random() < 0.3:
        keys = random.sample("ABCDEFGHJKLMNPRSTUVWXYZ", 12)
    add = f"by('{shown}').textContent+=this.dataset.k"
    parts = {key: page.button(key, add, manner="button", data_k=key) for key in keys}
    enter = random.choice(("OK", "Enter", "Call", "Unlock", "Go", "Confirm", "↵"))
    send = page.button(enter, page.tell("Accepted"), manner="button")
    clear = page.button(random.choice(("C", "Clear", "⌫")), f"by('{shown}').textContent='_'")
    number = "".join(random.choices(keys, k=random.randint(2, 6)))
    clauses = [
        voice.say(
            "{enter|type|dial|key in} {the code|the PIN|} $code {on the keypad|}",
            "{use|with} the {keypad|keys|number pad} {to enter|enter} $code",
            "{the code is|combination:|PIN:} $code. {Enter|Type} it {on the pad|}",
            "press the keys $spaced_",
            "{press|tap} $spaced_ on the {pad|keypad}",
            code=number,
            spaced_=random.choice((" ", ", ", " - ")).join(number),
        )
    ]
    deeds = [Deed("click", parts[key].selector) for key in number]
    if random.random() < 0.7:
        clauses.append(voice.say(*PRESS[:3], name=enter, kind_="key"))
        deeds.append(Deed("click", send.selector))
    style = f"display:grid;grid-template-columns:repeat({random.choice((3, 4, 5))},50px)"
    pad = tag("div", "".join(part.html for part in (*parts.values(), clear, send)), style=style)
    html = page.render(tag("output", "", id=shown), pad, most=3)
    return Sample(voice.ask(*clauses), {"/": html}, (*deeds, STOP))


def press_dialog(random: Random) -> Sample:
    """A dialog that has to be answered."""
    page, voice = Page(random), Voice(random)
    yes = random.choice(words.listed("OK;Yes;Accept;Agree;Confirm;Continue;Allow;Got it;Proceed"))
    no = random.choice(
        words.listed("Cancel;No;Dismiss;Not now;Decline;Reject;Later;No, thanks;Deny")
    )
    box, topic = page.id(), words.subject(random)
    gone = f"hide('{box}');"
    has_close, has_no = random.random() < 0.6, random.random() < 0.75
    close_name = random.choice(("Close", "Close dialog", "Close window", "Dismiss this", "Exit"))
    parts: dict[str, Part] = {"yes": page.button(yes, gone + page.tell(f"{topic}: {yes}"))}
    if has_no:
        parts["no"] = page.button(no, gone + page.tell(f"{topic}: {no}"))
    if has_close:
        shown = random.choice(("×", "✕", "X", ""))
        parts["close"] = page.button(close_name, gone + page.tell("Closed"), shown=shown)
    answer = random.choice(list(parts))
    told = {
        "yes": "{accept|agree to|confirm|say yes to|approve} {the|this} {dialog|message|request}",
        "no": "{decline|refuse|reject|say no to|turn down} {the|this} {dialog|message|offer}",
        "close": "{close|get rid of|shut|dismiss} the {dialog|window|popup|message|box|overlay}",
    }
    names = {"yes": yes, "no": no, "close": close_name}
    if answer == "close" or random.random() < 0.35:
        clause = voice.say(told[answer])
    else:
        clause = voice.say(
            "{answer|reply to|respond to} the {dialog|question|popup} with $name",
            "{press|click|tap} $name in the {dialog|popup|message box|window}",
            "{choose|pick|click} $name {when asked|in the box that is open|}",
            "a {dialog|window} has {opened|come up}: {click|press} $name {there|in it|}",
            name=names[answer],
        )
    order = list(parts.values())
    random.shuffle(order)
    inner = tag("h3", topic) + tag("p", words.sentence(random))
    inner += "".join(part.html + " " for part in order)
    role = random.choice(("dialog", "dialog", "alertdialog", None))
    style = "position:fixed;left:20px;top:60px;width:300px;background:#fff;z-index:9"
    modal = "true" if role and random.random() < 0.5 else None
    dialog = tag("div", inner, id=box, role=role, aria_modal=modal, aria_label=topic, style=style)
    others = [page.button(name).html for name in words.distinct(random, words.deed, 3)]
    html = page.render(page.stack(others), dialog, avoid=[yes, no, close_name], bare=0.2)
    return Sample(voice.ask(clause), {"/": html}, (Deed("click", parts[answer].selector), STOP))


def press_banner(random: Random) -> Sample:
    """One of several notices, which is to be put away."""
    page, voice = Page(random), Voice(random)
    subjects = words.distinct(random, words.subject, random.randint(1, 4))
    rows: list[str] = []
    buttons: list[Part] = []
    for subject in subjects:
        id_ = page.id()
        name = random.choice(("Close", "Dismiss", "Hide", "×", "Got it", f"Dismiss {subject}"))
        close = page.button(name, f"hide('{id_}');" + page.tell("Hidden"), manner="button")
        text = random.choice(("{}: {}", "About {}. {}", "{} — {}")).format(
            escape(subject), words.sentence(random)
        )
        buttons.append(close)
        rows.append(tag("div", tag("span", text) + " " + close.html, id=id_, role="alert"))
    at = random.randrange(len(subjects))
    templates = (
        "{close|dismiss|hide|put away|remove} the {notice|alert|banner|message} about $name",
        "{close|dismiss} the $name {notice|alert|banner|message}",
        "{I have read the notice on|enough of} $name; {close|hide} it",
        "{make|let} the {alert|banner} about $name {disappear|go away}",
        "get rid of the {banner|message} that speaks of $name",
    )
    clause = voice.say(*templates, name=subjects[at])
    if len(subjects) == 1 and random.random() < 0.6:
        clause = voice.say("{close|dismiss|hide|remove} the {notice|alert|banner|message}")
    html = page.render("".join(rows), most=4)
    return Sample(voice.ask(clause), {"/": html}, (Deed("click", buttons[at].selector), STOP))


def press_row(random: Random) -> Sample:
    """The button in the row of a table or the card of a thing."""
    page, voice = Page(random), Voice(random)
    draw = random.choice((words.person, words.thing, words.file_name, words.email))
    rows = words.distinct(random, draw, random.randint(2, 8))
    deeds = words.distinct(random, lambda r: r.choice(words.DEEDS), random.randint(1, 3))
    parts = {
        (row, name): page.button(name, page.tell(f"{name}: {row}"))
        for row in rows
        for name in deeds
    }
    shape = random.choice(("table", "list", "card"))
    html = ""
    for row in rows:
        cells = [escape(row), words.digits(random, 3), *(parts[row, name].html for name in deeds)]
        if shape == "table":
            html += tag("tr", "".join(tag("td", cell) for cell in cells))
        else:
            title = tag("h3", cells[0]) if shape == "card" else tag("b", cells[0]) + " "
            html += tag("li" if shape == "list" else "article", title + " ".join(cells[2:]))
    html = tag({"table": "table", "list": "ul", "card": "section"}[shape], html)
    row, name = random.choice(list(parts))
    clause = voice.say(
        "{click|press|tap} $name {for|next to|beside|at|of} $row",
        "{in the {row|line|entry} of|at} $row, {click|press|choose} $name",
        "$low_ $row",
        "$low_ {the entry|the item|} $row",
        "{use the|use} $name {button|} {belonging to|that belongs to|of} $row",
        "{find|look up} $row and {press|click} $name {there|}",
        name=name,
        row=row,
        low_=name[:1].lower() + name[1:],
    )
    deed = Deed("click", parts[row, name].selector)
    return Sample(voice.ask(clause), {"/": page.render(html, most=4)}, (deed, STOP))


def press_toggle(random: Random) -> Sample:
    """Toggle buttons, of which some are on already."""
    page, voice = Page(random), Voice(random)
    names = random.sample(_TURNS_ON, random.randint(2, 7))
    on = {name: random.random() < 0.4 for name in names}
    flip = "var p=this.getAttribute('aria-pressed')!='true';this.setAttribute('aria-pressed',p);"
    parts = {
        name: page.button(name, flip, manner="button", aria_pressed=str(on[name]).lower())
        for name in names
    }
    want = random.random() < 0.65
    wanted = random.sample(names, random.choice((1, 1, 2)))
    way = "on" if want else "off"
    told = random.choice(
        (
            f"{{turn|switch}} {way} $names_",
            f"{{turn|switch}} $names_ {way}",
            "{enable|activate} $names_" if want else "{disable|deactivate} $names_",
            f"{{make sure|see to it}} that $names_ {'are' if len(wanted) > 1 else 'is'} {way}",
            f"{{I like|it needs}} $names_ {way}; {{set that|see to it}}",
        )
    )
    clause = voice.say(told, names_=voice.names(wanted))
    deeds = [Deed("click", parts[name].selector) for name in wanted if on[name] != want]
    html = page.render(page.stack([part.html for part in parts.values()]), avoid=names)
    return Sample(voice.ask(clause), {"/": html}, (*deeds, STOP))


def press_missing(random: Random) -> Sample:
    """What is to be pressed is not there."""
    page, voice = Page(random), Voice(random)
    draw = random.choice((words.deed, words.subject))
    missing, *names = words.distinct(random, draw, random.randint(3, 8))
    link = random.random() < 0.4
    parts = [_button_or_link(page, name, link=link) for name in names]
    kind = _kind(parts[0].html)
    clause = voice.say(*PRESS, name=missing, kind_=kind)
    html = page.render(page.stack([part.html for part in parts]), avoid=[missing], most=4)
    return Sample(
        voice.ask(clause), {"/": html}, (Deed("stop", text=f"unable: there is no {missing}"),)
    )


FAMILIES: Mapping[str, Family] = {
    "press-named": press_named,
    "press-counted": press_counted,
    "press-in-order": press_in_order,
    "press-keypad": press_keypad,
    "press-dialog": press_dialog,
    "press-banner": press_banner,
    "press-row": press_row,
    "press-toggle": press_toggle,
    "press-missing": press_missing,
}
