"""Letters, posts and remarks that are answered, passed on, changed or given to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed

from . import things
from .acts import ACTS
from .entries import DONE, click
from .frame import Frame, button, control, field, js
from .listing import Row, listing
from .phrasing import request, sample, say
from .scenes import Scene, Toolbar, several

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family, Sample

_REPLY = ("Reply", "Answer", "Respond", "Write back")
_COMMENT = ("Comment", "Reply", "Add a comment", "Leave a comment")
_FORWARD = ("Forward", "Pass on", "Fwd", "Forward…")
_SENDS = ("Send", "Send", "Submit", "Post", "OK", "Send now", "Done")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of an inbox."""

    sender: str
    topic: str
    subject: str
    text: str
    date: str


class Mailbox:
    """An inbox whose messages are opened, answered and passed on, on one page."""

    def __init__(self, random: Random, count: int) -> None:
        self.random = random
        self.frame = Frame(random)
        form = things.date_form(random)
        days = sorted(random.sample(range(336), count), reverse=True)
        topics = random.sample(things.TOPICS, count)
        self.letters = [
            Letter(
                sender,
                topic,
                random.choice(
                    (
                        "{}",
                        "The {}",
                        "About the {}",
                        "{} again",
                        "Quick question on the {}",
                        "Re: {}",
                    )
                )
                .format(topic)
                .capitalize(),
                things.paragraph(random, random.randint(1, 3)),
                things.date(form, day),
            )
            for sender, topic, day in zip(things.people(random, count), topics, days, strict=True)
        ]
        self.ids: dict[str, str] = {}
        self._icons = random.random() < 0.4
        self._direct = random.random() < 0.25
        """Whether the list itself has the controls, so that nothing has to be opened."""

    def id(self, role: str) -> str:
        """Return the id of a part of the page, by what it is for."""
        if role not in self.ids:
            self.ids[role] = self.frame.id()
        return self.ids[role]

    def open(self, number: int) -> tuple[Deed, ...]:
        """Return what has to be clicked before a letter's controls show."""
        return () if self._direct else (click(self.id(f"open {number}")),)

    def page(self, tools: Mapping[str, str], forms: str) -> str:
        """Return the page; `tools` are what is done with a letter, and the label of each."""
        random = self.random
        order = [*tools]
        random.shuffle(order)
        rows: list[Row] = []
        details: list[str] = []
        sender_first = random.random() < 0.6
        reveals = random.random() < 0.7
        for number, letter in enumerate(self.letters):
            controls = " ".join(
                control(
                    random,
                    self.id(f"{tool} {number}"),
                    tools[tool],
                    self._code(tool, letter),
                    _ICONS[tool] if self._icons else "",
                )
                for tool in order
            )
            facts = {"From": letter.sender, "Subject": letter.subject, "Date": letter.date}
            if not sender_first:
                facts = {key: facts[key] for key in ("Subject", "From", "Date")}
            if reveals:
                facts["Text"] = f"{letter.text[:60]}…"
            box = self.id(f"detail {number}")
            code = f"{js('only', box, 'd')};{js('tell', f'Opened: {letter.subject}')}"
            if self._direct:
                rows.append(Row(facts, controls=controls))
                continue
            rows.append(Row(facts, self.id(f"open {number}"), code))
            details.append(
                f'<section class="d" id="{box}" hidden><h2>{escape(letter.subject)}</h2>'
                "<p>From "
                f"{escape(letter.sender)}</p><p>{escape(letter.text)}</p>{controls}</section>"
            )
        matter = listing(random, rows) + "".join(details) + forms
        return self.frame.page(random.choice(("Inbox", "Mail", "Messages", "Post")), matter)

    def _code(self, tool: str, letter: Letter) -> str:
        if tool in ("reply", "forward"):
            return f"show('{self.id(f'{tool} form')}');{js('tell', f'{tool}: {letter.subject}')}"
        return f"{js('tell', f'{tool}: {letter.subject}')};this.disabled=true;" + js(
            "name", "this", "✓"
        )


_ICONS = {"reply": "↩", "forward": "↪", "delete": "🗑", "star": "☆", "print": "🖨", "archive": "🗄"}


def _tools(random: Random, wanted: Sequence[str]) -> dict[str, str]:
    labels = {
        "reply": random.choice(_REPLY),
        "forward": random.choice(_FORWARD),
        "delete": random.choice(ACTS["delete"].labels),
        "star": random.choice(ACTS["star"].labels),
        "archive": random.choice(ACTS["archive"].labels),
        "print": "Print",
    }
    extra = random.sample([tool for tool in labels if tool not in wanted], random.randint(0, 3))
    return {tool: labels[tool] for tool in (*wanted, *extra)}


def _form(box: Mailbox, tool: str, fields: str, done: str) -> str:
    """Return a form that is hidden until it is asked for."""
    ident, send = box.id(f"{tool} form"), box.id(f"{tool} send")
    code = f"{js('tell', done)};hide('{ident}')"
    label = box.random.choice(_SENDS)
    cancel = button(box.frame.id(), "Cancel", f"hide('{ident}')")
    actions = [button(send, label, code), cancel if box.random.random() < 0.5 else ""]
    return f'<div id="{ident}" hidden>{fields}{"".join(actions)}</div>'


_LETTER = (
    *("<s>'s {email|message|mail|letter|note}", "the {email|message} {from|by|sent by} <s>"),
    *(
        "the {email|message|mail} {about|on|concerning} the <t>",
        "<s>'s {message|note} about the <t>",
    ),
    *("what <s> wrote {about the <t>|}", "the {message|mail} with the subject <u!>"),
    "the {mail|message} <s> sent {you|me} on <d>",
)


def _letter(random: Random, letter: Letter) -> str:
    sender = random.choice((letter.sender, letter.sender.split()[0]))
    return say(
        random, random.choice(_LETTER), s=sender, t=letter.topic, u=letter.subject, d=letter.date
    )


_REPLY_SAYS = (
    *("{reply|respond} to <it> {with|:|by writing|saying} <text!>", "answer <it> with <text!>"),
    *("{write|send} <text!> as {a|an} {reply|answer|response} to <it>", "reply <text!> to <it>"),
    *("{answer|reply to} <it>. {Text|Write|The reply}: <text>", "write back to <it>: <text!>"),
    *("open <it> {and|, then} {reply|respond} {with|} <text!>", "send <text!> in response to <it>"),
)
_REPLY_NEWS = (
    *(
        "=<f> wrote {about|to you about} the <t>. {Let them know|Tell them|Reply}: <text!>",
        "=<f> is {waiting for an answer|asking} about the <t>, {write|answer|tell them} <text!>",
        "{tell|let} <f> {know|}, in reply to {the|that} {message|mail} about the <t>: <text!>",
        "=<f> {has sent|sent} {you|me} a {note|message}. {Get back with|Write back} <text!>",
        "{get|write} back to <f> about the <t> with <text!>",
    ),
)


def reply(random: Random) -> Sample:
    """Answer a letter."""
    box = Mailbox(random, several(random))
    number = random.randrange(len(box.letters))
    letter = box.letters[number]
    text = random.choice((*things.REPLIES, things.sentence(random)))
    kind = random.choice(("textarea", "textarea", "text"))
    label = random.choice(("Message", "Your reply", "Text", "Write something…", "Reply"))
    field_ = field(random, box.id("text"), label, kind)
    tools = _tools(random, ["reply"] + ["forward"] * (random.random() < 0.5))
    forms = _form(box, "reply", field_, "Your reply has been sent.")
    if "forward" in tools:
        to = field(random, box.frame.id(), "To")
        forms += _form(box, "forward", to, "Forwarded.")
    first = letter.sender.split()[0]
    if random.random() < 0.6:
        task = request(random, _REPLY_SAYS, it=_letter(random, letter), text=text)
    else:
        task = request(
            random, _REPLY_NEWS, f=random.choice((first, letter.sender)), t=letter.topic, text=text
        )
    deeds = (
        *box.open(number),
        click(box.id(f"reply {number}")),
        Deed("type", f"#{box.id('text')}", text),
        click(box.id("reply send")),
        DONE,
    )
    return sample(kept(task, text), {"/": box.page(tools, forms)}, deeds)


_FORWARD_SAYS = (
    *("forward <it> to <to?>", "{pass|send} <it> on to <to?>", "{share|forward} <it> with <to?>"),
    *("{let|make sure} <to> {get|gets} <it>: forward it", "send a copy of <it> to <to?>"),
    *("open <it> {and|, then} forward it to <to!>", "find <it> and {send|pass} it {on |}to <to>"),
    *(
        "=<to> should {read|see|have} <it>, {please forward it|so pass it on}",
        "hand <it> on to <to>",
    ),
    *("{give|send|show} <to> <it>", "=<to> needs to {see|know about} <it>. Forward it"),
)


def forward(random: Random) -> Sample:
    """Pass a letter on to somebody."""
    box = Mailbox(random, several(random))
    number = random.randrange(len(box.letters))
    letter = box.letters[number]
    senders = {letter.sender.split()[0] for letter in box.letters}
    known = [name for name in things.FIRST_NAMES if name not in senders]
    to = random.choice(known)
    if random.random() < 0.6:
        to = f"{to} {random.choice(things.LAST_NAMES)}"
        to = things.mail(to, random) if random.random() < 0.5 else to
    label = random.choice(("To", "Recipient", "Forward to", "Send to", "Name or address"))
    tools = _tools(random, ["forward"] + ["reply"] * (random.random() < 0.6))
    fields = field(random, box.id("to"), label)
    if random.random() < 0.3:
        fields += field(random, box.frame.id(), "Remark", "textarea")
    forms = _form(box, "forward", fields, "The message has been forwarded.")
    if "reply" in tools:
        forms += _form(box, "reply", field(random, box.frame.id(), "Text", "textarea"), "Sent.")
    task = request(random, _FORWARD_SAYS, it=_letter(random, letter), to=to)
    deeds = (
        *box.open(number),
        click(box.id(f"forward {number}")),
        Deed("type", f"#{box.id('to')}", to),
        click(box.id("forward send")),
        DONE,
    )
    return sample(task, {"/": box.page(tools, forms)}, deeds)


def kept(task: str, text: str) -> str:
    """Return the task with a text as it is typed, whatever became of its case."""
    at = task.lower().find(text.lower())
    return task[:at] + text + task[at + len(text) :] if at >= 0 else task


def letter_tool(random: Random) -> Sample:
    """Delete, star, archive or print a letter, told in the words of people who write letters."""
    box = Mailbox(random, several(random))
    number = random.randrange(len(box.letters))
    name = random.choice(("delete", "star", "archive", "print"))
    tools = _tools(random, [name])
    forms = "".join(
        _form(box, tool, field(random, box.frame.id(), "Text"), "Sent.")
        for tool in ("reply", "forward")
        if tool in tools
    )
    task = request(random, ACTS[name].says, it=_letter(random, box.letters[number]))
    deeds = (*box.open(number), click(box.id(f"{name} {number}")), DONE)
    return sample(task, {"/": box.page(tools, forms)}, deeds)


_COMMENT_SAYS = (
    *("{comment|leave the comment} <text!> on <it>", "write <text!> {under|below} <it>"),
    *(
        "add {a comment|the remark} {to|under} <it>{:| saying| that says} <text!>",
        "{reply|respond} to <it> with <text!>",
        "comment on <it>: <text!>",
        "post <text!> as a {reply|comment} to <it>",
        "let everyone see <text!> below <it>",
        "=what I think of <it> is <text!>, so comment that",
    ),
)


def comment(random: Random) -> Sample:
    """Comment on an entry of a list that shows a field, at once or when asked."""
    scene = Scene(random, several(random), lambda kind: "like" in kind.acts or "pin" in kind.acts)
    bar = Toolbar(scene, [], 3)
    target = random.randrange(len(scene.entries))
    text = random.choice((*things.REPLIES, things.sentence(random)))
    asks = random.random() < 0.6
    opener, typed, send = scene.frame.id(), scene.frame.id(), scene.frame.id()
    label, sends = random.choice(_COMMENT), random.choice(_SENDS)
    rows: list[Row] = []
    for number, entry in enumerate(scene.entries):
        here = number == target
        made = field(random, typed if here else scene.frame.id(), random.choice(_COMMENT))
        box = scene.frame.id()
        told = js("tell", f"Your comment on “{next(iter(entry.values()))}” is there.")
        made += button(send if here else scene.frame.id(), sends, f"{told};hide('{box}')")
        hidden = f'<div id="{box}"{" hidden" if asks else ""}>{made}</div>'
        tools = bar.controls(entry, {})
        if asks:
            code = f"show('{box}');{js('tell', 'Write your comment')}"
            tools += control(random, opener if here else scene.frame.id(), label, code, "💬")
        rows.append(Row(entry, controls=tools, hidden=hidden))
    task = request(random, _COMMENT_SAYS, it=scene.refer(target), text=text)
    first = (click(opener),) if asks else ()
    deeds = (*first, Deed("type", f"#{typed}", text), click(send), DONE)
    return sample(kept(task, text), {"/": scene.frame.page(scene.heading, scene.show(rows))}, deeds)


FAMILIES: Mapping[str, Family] = {
    "entry-reply": reply,
    "entry-forward": forward,
    "entry-letter": letter_tool,
    "entry-comment": comment,
}
