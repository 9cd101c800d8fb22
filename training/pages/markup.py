"""The same control written in many ways, and the pages around it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from json import dumps
from typing import TYPE_CHECKING

from . import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

LABELLINGS = ("for", "for", "wrap", "wrap-after", "aria", "hint", "row", "before", "after", "dl")
BUTTONS = ("button", "button", "button", "input", "link", "div", "role")
_SAID = words.listed("Saved.;Thank you!;Done;Request received.;All set.;Changes stored.;We got it.")
_FONTS = words.listed("sans-serif;serif;monospace;Arial;Georgia;Verdana")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a text field may ask for."""

    names: tuple[str, ...]
    draw: Callable[[Random], str]
    type: str = "text"


def _kind(names: str, draw: Callable[[Random], str], type_: str = "text") -> Kind:
    return Kind(words.listed(names), draw, type_)


def _one_of(values: Sequence[str]) -> Callable[[Random], str]:
    return lambda random: random.choice(values)


KINDS: tuple[Kind, ...] = (
    _kind("First name;Given name;Forename", _one_of(words.FIRST_NAMES)),
    _kind("Last name;Surname;Family name", _one_of(words.SURNAMES)),
    _kind("Full name;Your name;Name;Name of the applicant;Contact person", words.person),
    _kind("E-mail;Email;Email address;Your e-mail;Mail", words.email, "email"),
    _kind("Phone;Telephone;Phone number;Mobile;Call us back at", words.phone, "tel"),
    _kind("Street;Street address;Address;Address line 1", words.address),
    _kind("City;Town;Place of residence;Destination;From;Departure city", _one_of(words.CITIES)),
    _kind("Postcode;ZIP code;Postal code;ZIP", lambda r: words.digits(r, 5)),
    _kind("Country;Country of birth;Nationality", _one_of(words.COUNTRIES)),
    _kind("User name;Username;User ID;Login;Nickname;Handle;Screen name", words.username),
    _kind("Company;Organisation;Employer;Supplier", lambda r: f"{words.made_up(r)} Ltd"),
    _kind("Subject;Title;Headline;Topic", words.phrase),
    _kind("Message;Comment;Remarks;Note;Feedback", lambda r: words.sentence(r).rstrip(".")),
    _kind("Amount;Price;Total;Budget;Fee", lambda r: f"{r.randint(1, 999)}.{words.digits(r, 2)}"),
    _kind("Account number;Account;IBAN;Customer number;Member ID", lambda r: words.digits(r, 8)),
    _kind("Reference;Order number;Ticket;Voucher code;Promo code;Booking code", words.code),
    _kind("Ingredient;Side dish;Main ingredient", _one_of(words.FOODS)),
    _kind("Item;Product;Article;Object;What did you lose?", words.thing),
    _kind("Colour;Favourite colour;Paint", _one_of(words.COLOURS)),
    _kind("File name;Save as;Rename to;Document", words.file_name),
    _kind("Tag;Keyword;Label;Category;Hashtag", lambda r: words.made_up(r).lower()),
    _kind("Website;Homepage;URL;Link", lambda r: f"https://www.{words.made_up(r).lower()}.test/"),
    _kind("Room;Seat;Locker;Gate;Desk", lambda r: f"{r.choice('ABCDEF')}{r.randint(1, 60)}"),
    _kind("Team;Group;Class;Department;Unit", lambda r: r.choice(words.SUBJECTS)),
    _kind("Teacher;Doctor;Manager;Author;Guest;Player", words.person),
    _kind("Host name;Server;Domain", lambda r: f"{words.made_up(r).lower()}.example.net"),
    _kind("Project;Project name;Code name;Pet's name;Version name", words.made_up),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page with the one control that matters in it."""

    html: str
    selector: str = ""


def js(text: str) -> str:
    """Return a string as a script writes it, fit for an attribute once it is escaped."""
    return dumps(text).replace("</", "<\\/")


def tag(name: str, content: str = "", /, **attributes: str | bool | None) -> str:
    """Return an element; `_` in an attribute's name stands for `-`, at the end for nothing."""
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    end = "" if name in {"input", "img", "hr", "br"} else f"{content}</{name}>"
    return f"<{name}{told}>{end}"


class Page:
    """A page that is being put together, in a style of its own."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._prefix = random.choice(("e", "x", "n", "el-", "u", "c_", "w", "id", "k-"))
        self._used: set[int] = set()
        self._labelling = random.choice(LABELLINGS)
        self._mixed = random.random() < 0.2
        self._button = random.choice(BUTTONS)
        self._status = self.id()
        self._scripts: list[str] = []
        self.topic = random.choice(words.TOPICS)

    def id(self) -> str:
        """Return a fresh id that tells nothing."""
        while True:
            number = self.random.randint(1, 9999)
            if number not in self._used:
                self._used.add(number)
                return f"{self._prefix}{number}"

    def script(self, code: str) -> None:
        """Add code that runs at the end of the body."""
        self._scripts.append(code)

    def tell(self, text: str) -> str:
        """Return code that shows a text in the status line of the page."""
        return f"tell({js(text)})"

    # Controls --------------------------------------------------------------------------------

    def labelled(
        self, name: str, draw: Callable[[dict[str, str]], str], id_: str, *, hint: bool = True
    ) -> str:
        """Return a control with its name, in the manner of the page.

        Args:
            draw: gets attributes which the control has to carry.
            hint: whether it may be named by a placeholder alone.
        """
        manner = self.random.choice(LABELLINGS) if self._mixed else self._labelling
        if manner == "hint" and not hint:
            manner = "for"
        shown = escape(name) + self.random.choice(("", "", "", ":", " *" if hint else ""))
        label = tag("label", shown, for_=id_)
        match manner:
            case "wrap":
                return tag("p", tag("label", f"{shown} {draw({})}"))
            case "wrap-after":
                return tag("p", tag("label", f"{draw({})} {shown}"))
            case "aria":
                return tag("p", draw({"aria_label": name}))
            case "hint":
                return tag("p", draw({"placeholder": name}))
            case "row":
                cell = tag("tr", tag("th", label) + tag("td", draw({})))
                return tag("table", cell)
            case "before":
                return tag("div", tag("div", shown) + draw({}))
            case "after":
                return tag("div", draw({}) + " " + tag("span", shown))
            case "dl":
                return tag("dl", tag("dt", label) + tag("dd", draw({})))
            case _:
                mark = self.random.choice((" ", "<br>"))
                return tag("p", label + mark + draw({}))

    def text_field(
        self, name: str, *, type_: str = "text", value: str = "", hint: str = "", **more: str
    ) -> Part:
        """Return a field for text, or of another type of `input`; `area` is a `textarea`."""
        id_ = self.id()

        def draw(attributes: dict[str, str]) -> str:
            own: dict[str, str | None] = {"id": id_, "placeholder": hint or None}
            own |= {**more, **attributes}
            if type_ == "area":
                return tag("textarea", escape(value), **own)
            return tag("input", type_=type_, value=value or None, **own)

        return Part(self.labelled(name, draw, id_, hint=not hint), f"#{id_}")

    def choice_list(
        self, name: str, options: Sequence[str], *, chosen: str = "", multiple: bool = False
    ) -> Part:
        """Return a native list; where several may be chosen, a click adds one or takes it away."""
        id_ = self.id()
        toggle = "event.preventDefault();this.selected=!this.selected" if multiple else None
        inner = "".join(
            tag(
                "option",
                escape(one),
                value=str(number),
                selected=one == chosen,
                onmousedown=toggle,
            )
            for number, one in enumerate(options)
        )
        size = str(len(options)) if multiple else None

        def draw(attributes: dict[str, str]) -> str:
            own = {"id": id_, "size": size, **attributes}
            return tag("select", inner, multiple=multiple, **own)

        return Part(self.labelled(name, draw, id_, hint=False), f"#{id_}")

    def box(
        self,
        name: str,
        *,
        type_: str = "checkbox",
        group: str = "",
        on: bool = False,
        script: str = "",
    ) -> Part:
        """Return a checkbox, a radio button or (`switch`) a switch with its name."""
        id_ = self.id()
        more: dict[str, str | None] = {"onchange": script or None}
        if type_ == "switch":
            more["role"] = "switch"
            type_ = "checkbox"
        made = tag("input", type_=type_, id=id_, name=group or None, checked=on, **more)
        shown = escape(name)
        html = self.random.choice(
            (
                tag("label", f"{made} {shown}"),
                tag("label", f"{shown} {made}"),
                f"{made} {tag('label', shown, for_=id_)}",
                f"{tag('label', shown, for_=id_)} {made}",
            )
        )
        return Part(html, f"#{id_}")

    def boxes(
        self,
        names: Sequence[str],
        *,
        type_: str = "checkbox",
        on: Iterable[str] = (),
        script: str = "",
    ) -> tuple[str, dict[str, str]]:
        """Return a group of them, and the selector of each."""
        group, held = self.id(), set(on)
        parts = {
            name: self.box(name, type_=type_, group=group, on=name in held, script=script)
            for name in names
        }
        html = self.stack([part.html for part in parts.values()])
        return html, {name: part.selector for name, part in parts.items()}

    def button(
        self, name: str, script: str = "", *, manner: str = "", shown: str = "", **more: str
    ) -> Part:
        """Return what is pressed; `shown` is HTML in place of the name, which is then a label."""
        manner = manner or (self.random.choice(BUTTONS) if self._mixed else self._button)
        code = f"event.preventDefault();{script}" if script else None
        own: dict[str, str | None] = {"id": (id_ := self.id()), "onclick": code, **more}
        if shown:
            own[self.random.choice(("aria_label", "aria_label", "title"))] = name
            manner = "button" if manner == "input" else manner
        content = shown or escape(name)
        match manner:
            case "input":
                html = tag(
                    "input", type_=self.random.choice(("button", "submit")), value=name, **own
                )
            case "link":
                html = tag("a", content, href="#", **own)
            case "div":
                own["onclick"] = code or ";"
                html = tag("div", content, style="cursor:pointer;display:inline-block", **own)
            case "role":
                html = tag("span", content, **{"role": "button", "tabindex": "0", **own})
            case _:
                html = tag("button", content, type_=self.random.choice(("button", None)), **own)
        return Part(html, f"#{id_}")

    def link(self, name: str, href: str = "#", script: str = "") -> Part:
        """Return a link."""
        id_ = self.id()
        code = f"event.preventDefault();{script}" if script else None
        return Part(tag("a", escape(name), href=href, id=id_, onclick=code), f"#{id_}")

    # Arrangement -----------------------------------------------------------------------------

    def stack(self, pieces: Sequence[str]) -> str:
        """Return pieces one after the other: as a list, in lines, in a row or in a table."""
        match self.random.choice(("list", "lines", "row", "cells", "ordered", "grid")):
            case "list":
                return tag("ul", "".join(tag("li", piece) for piece in pieces))
            case "ordered":
                return tag("ol", "".join(tag("li", piece) for piece in pieces))
            case "row":
                return tag("div", " ".join(pieces))
            case "cells":
                return tag("table", "".join(tag("tr", tag("td", piece)) for piece in pieces))
            case "grid":
                style = (
                    f"display:grid;grid-template-columns:repeat({self.random.randint(2, 4)},1fr)"
                )
                return tag("div", "".join(tag("div", piece) for piece in pieces), style=style)
            case _:
                return "".join(tag("div", piece) for piece in pieces)

    def form(self, pieces: Sequence[str], button: str = "", *, sent: str = "") -> Part:
        """Return a form with a button that sends it.

        Args:
            button: what the button says; without one, nothing can be sent.
            sent: code that runs then; else the page says that it was done.
        """
        code = sent or self.sent()
        send = self.button(button, code) if button else Part("")
        rows = [*pieces, send.html]
        if self.random.random() < 0.12 and button:
            rows = [send.html, *pieces]
        content = "".join(tag("div", row) for row in rows)
        shape = self.random.choice(("form", "form", "fieldset", "div"))
        if shape == "fieldset":
            content = tag("fieldset", tag("legend", escape(words.subject(self.random))) + content)
        if shape == "div":
            return Part(tag("div", content), send.selector)
        return Part(tag("form", content, onsubmit=f"event.preventDefault();{code}"), send.selector)

    def sent(self) -> str:
        """Return code that says in one of several ways that something was done."""
        random = self.random
        text = random.choice(_SAID)
        return self.tell(text) if random.random() < 0.6 else f"replace({js(text)})"

    def clutter(self, count: int, avoid: Iterable[str] = ()) -> list[str]:
        """Return what else is on the page, none of it called as something to be avoided."""
        random = self.random
        taken = {name.casefold() for name in avoid if name}

        def free(pool: Sequence[str], most: int) -> list[str]:
            names = [
                name
                for name in random.sample(pool, min(len(pool), most + 6))
                if not any(name.casefold() in one or one in name.casefold() for one in taken)
            ]
            return names[:most]

        def links() -> str:
            made = [self.link(name).html for name in free(words.SIDE_LINKS, random.randint(2, 8))]
            return tag(random.choice(("nav", "div", "aside", "footer")), self.stack(made))

        def deeds() -> str:
            made = [self.button(name).html for name in free(words.SIDE_DEEDS, random.randint(1, 3))]
            return tag("div", " ".join(made))

        def table() -> str:
            names = words.distinct(random, words.person, random.randint(2, 6))
            cells = [tag("td", name) + tag("td", words.digits(random, 3)) for name in names]
            return tag("table", "".join(tag("tr", cell) for cell in cells))

        def heading() -> str:
            return tag(random.choice(("h2", "h3", "h4")), words.subject(random))

        def text() -> str:
            told = " ".join(words.sentence(random) for _ in range(random.randint(1, 3)))
            return tag(random.choice(("p", "p", "small", "blockquote", "div")), told)

        kinds = (text, text, text, links, links, deeds, heading, table)
        return [random.choice(kinds)() for _ in range(count)]

    def render(
        self,
        *pieces: str,
        avoid: Iterable[str] = (),
        most: int = 6,
        title: str = "",
        bare: float = 0.3,
    ) -> str:
        """Return the page: its pieces, with more or less around them."""
        random = self.random
        role = random.choice(("status", "alert", None))
        body = [*pieces, tag("p", "", id=self._status, role=role)]
        if most and random.random() > bare:
            around = self.clutter(random.randint(1, most), avoid)
            cut = random.randint(0, len(around))
            head = tag(random.choice(("h1", "h1", "h2", "div", "header")), self.topic)
            body = [head, *around[:cut], *body, *around[cut:]]
        elif random.random() < 0.4:
            body.insert(0, tag("h2", words.subject(random)))
        colour = random.choice(("#fff", "#fff", "#f6f6f2", "#eef3fa", "#fdf7ee"))
        style = (
            f"body{{font:{random.choice((12, 14, 16))}px {random.choice(_FONTS)};"
            f"background:{colour};"
            f"margin:{random.choice((4, 8, 20))}px;max-width:{random.choice((420, 700, 1100))}px}}"
            "td,th{padding:3px 8px;text-align:left}[hidden]{display:none!important}"
        )
        helpers = (
            "function by(i){return document.getElementById(i)}"
            f"function tell(t){{by('{self._status}').textContent=t}}"
            "function replace(t){document.body.innerHTML='<h2></h2>';"
            "document.body.firstChild.textContent=t}"
            "function show(i){by(i).hidden=false}function hide(i){by(i).hidden=true}"
            "function flip(i){by(i).hidden=!by(i).hidden}"
        )
        return (
            "<!doctype html><html lang=en><meta charset=utf-8>"
            f"<title>{escape(self.topic)}</title><style>{style}</style><script>{helpers}</script>"
            f"<body>{''.join(body)}<script>{';'.join(self._scripts)}</script></body></html>"
        )
