"""Letters, posts and remarks that are answered, passed on, changed or given to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed, Sample

from . import things
from .entries import DONE, click
from .frame import Frame, button, choice, control, field, js
from .kinds import ACTS
from .listing import Row, listing
from .phrasing import request, say
from .scenes import Scene, Toolbar, several

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family

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
            Letter(sender, topic, random.choice(("{}", "The {}", "About the {}", "{} again",
                   "Quick question on the {}", "Re: {}")).format(topic).capitalize(),
                   things.paragraph(random, random.randint(1, 3)), things.date(form, day))
            for sender, topic, day in zip(things.people(random, count), topics, days, strict=True)
        ]  # fmt: skip
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
                control(random, self.id(f"{tool} {number}"), tools[tool],
                        self._code(tool, letter), _ICONS[tool] if self._icons else "")
                for tool in order
            )  # fmt: skip
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
                f"<p>From {escape(letter.sender)}</p><p>{escape(letter.text)}</p>{controls}</section>"
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
    *("the {email|message|mail} {about|on|concerning} the <t>", "<s>'s {message|note} about the <t>"),
    *("what <s> wrote {about the <t>|}", "the {message|mail} with the subject <u!>"),
    "the {mail|message} <s> sent {you|me} on <d>",
)


def _letter(random: Random, letter: Letter) -> str:
    sender = random.choice((letter.sender, letter.sender.split()[0]))
    return say(random, random.choice(_LETTER), s=sender, t=letter.topic, u=letter.subject,
               d=letter.date)  # fmt: skip


_REPLY_SAYS = (
    *("{reply|respond} to <it> {with|:|by writing|saying} <text!>", "answer <it> with <text!>"),
    *("{write|send} <text!> as {a|an} {reply|answer|response} to <it>", "reply <text!> to <it>"),
    *("{answer|reply to} <it>. {Text|Write|The reply}: <text>", "write back to <it>: <text!>"),
    *("open <it> {and|, then} {reply|respond} {with|} <text!>", "send <text!> in response to <it>"),
)
_REPLY_NEWS = (
    *("<f> wrote {about|to you about} the <t>. {Let them know|Tell them|Reply}: <text!>",
      "<f> is {waiting for an answer|asking} about the <t>, {write|answer|tell them} <text!>",
      "{tell|let} <f> {know|}, in reply to {the|that} {message|mail} about the <t>: <text!>",
      "<f> {has sent|sent} {you|me} a {note|message}. {Get back with|Write back} <text!>",
      "{get|write} back to <f> about the <t> with <text!>"),
)  # fmt: skip


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
        task = request(random, _REPLY_NEWS, f=random.choice((first, letter.sender)),
                       t=letter.topic, text=text)  # fmt: skip
    deeds = (
        *box.open(number),
        click(box.id(f"reply {number}")),
        Deed("type", f"#{box.id('text')}", text),
        click(box.id("reply send")),
        DONE,
    )
    return Sample(_kept(task, text), {"/": box.page(tools, forms)}, deeds)


_FORWARD_SAYS = (
    *("forward <it> to <to?>", "{pass|send} <it> on to <to?>", "{share|forward} <it> with <to?>"),
    *("{let|make sure} <to> {get|gets} <it>: forward it", "send a copy of <it> to <to?>"),
    *("open <it> {and|, then} forward it to <to!>", "find <it> and {send|pass} it {on |}to <to>"),
    *("<to> should {read|see|have} <it>, {please forward it|so pass it on}", "hand <it> on to <to>"),
    *("{give|send|show} <to> <it>", "<to> needs to {see|know about} <it>. Forward it"),
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
        Deed("type", f"#{box.id('to')}", _written(task, to)),
        click(box.id("forward send")),
        DONE,
    )
    return Sample(task, {"/": box.page(tools, forms)}, deeds)


def _written(task: str, text: str) -> str:
    """Return a text as the task has it."""
    at = task.lower().find(text.lower())
    return task[at : at + len(text)]


def _kept(task: str, text: str) -> str:
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
    return Sample(task, {"/": box.page(tools, forms)}, deeds)


_COMMENT_SAYS = (
    *("{comment|leave the comment} <text!> on <it>", "write <text!> {under|below} <it>"),
    *("add {a comment|the remark} {to|under} <it>{:| saying| that says} <text!>",
      "{reply|respond} to <it> with <text!>", "comment on <it>: <text!>",
      "post <text!> as a {reply|comment} to <it>", "let everyone see <text!> below <it>",
      "what I think of <it> is <text!>, so comment that"),
)  # fmt: skip


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
    return Sample(_kept(task, text), {"/": scene.frame.page(scene.heading, scene.show(rows))}, deeds)


_RENAME_SAYS = (
    *("rename <it> to <text!>", "{change|set} the {name|title} of <it> to <text!>"),
    *("give <it> the {new |}name <text!>", "<it> should be called <text!>", "call <it> <text!> instead"),
    *("edit <it> so that its {name|title} is <text!>", "edit <it>: {the new title is|make it} <text!>"),
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
        tool = control(random, opener if here else scene.frame.id(), label,
                       f"show('{box}');{js('tell', f'Editing {title}')}", "✎")  # fmt: skip
        ident = typed if here else scene.frame.id()
        made = (f'<input id="{ident}" value="{escape(title)}" aria-label="'
                f'{random.choice(("Name", "Title", "New name"))}">')  # fmt: skip
        made += button(save if here else scene.frame.id(), saves,
                       f"{js('tell', 'Saved.')};hide('{box}')")  # fmt: skip
        hidden = f'<div id="{box}" hidden>{made}</div>'
        rows.append(Row(entry, controls=f"{tool} {bar.controls(entry, {})}", hidden=hidden))
    it = scene.refer_by(scene.title, scene.entries[target][scene.title])
    task = _kept(request(random, _RENAME_SAYS, it=it, text=text), text)
    page = scene.frame.page(scene.heading, scene.show(rows))
    return Sample(task, {"/": page}, (click(opener), Deed("type", f"#{typed}", text), click(save), DONE))  # fmt: skip


_ASSIGN_SAYS = (
    *("assign <it> to <who?>", "make <who?> {responsible for|the owner of} <it>", "give <it> to <who?>"),
    *("<who> should {take care of|handle|do} <it>", "hand <it> over to <who?>", "let <who> {do|handle} <it>"),
    *("set the {assignee|owner} of <it> to <who?>", "put <who?> in charge of <it>"),
)


def assign(random: Random) -> Sample:
    """Give an entry to somebody, by the list of people that stands beside it."""
    scene = Scene(random, random.randint(2, 6), lambda kind: "close" in kind.acts or "complete" in kind.acts)
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
    script = "document.querySelectorAll('select').forEach(function(s){s.onchange=function(){tell('Assigned to '+s.value)}})"
    matter = scene.show(rows)
    if saves:
        matter += button(save, "Save changes", js("tell", "All changes are saved."))
    who = random.choice(names)
    task = request(random, _ASSIGN_SAYS, it=scene.refer(target), who=who)
    last = (click(save),) if saves else ()
    deeds = (Deed("select", f"#{listed}", who), *last, DONE)
    return Sample(task, {"/": scene.frame.page(scene.heading, matter, script)}, deeds)


FAMILIES: Mapping[str, Family] = {
    "entry-reply": reply,
    "entry-forward": forward,
    "entry-letter": letter_tool,
    "entry-comment": comment,
    "entry-rename": rename,
    "entry-assign": assign,
}
