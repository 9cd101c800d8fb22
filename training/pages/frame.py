"""What stands around the matter of a page, and the controls that pages are made of."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

_SCRIPT = """
function at(i){return document.getElementById(i)}
function tell(t){var s=document.querySelector('.told');s.textContent=t}
function gone(e,t){e.closest('.r').remove();tell(t)}
function show(i){at(i).hidden=false}
function hide(i){at(i).hidden=true}
function name(e,n){
  if(e.tagName=='INPUT')e.value=n;
  else if(e.hasAttribute('aria-label'))e.setAttribute('aria-label',n);
  else if(e.title)e.title=n;
  else e.textContent=n}
function flip(e,n,t){name(e,n);tell(t)}
function only(i,c){document.querySelectorAll('.'+c).forEach(function(e){e.hidden=e.id!=i})}
"""
_STYLES = (
    "",
    "body{font:15px sans-serif;margin:24px}",
    "body{font:14px/1.5 system-ui;max-width:1000px;margin:auto}nav a{margin-right:12px}",
    "body{font-family:Georgia,serif}td,th{padding:4px 10px;text-align:left}",
    "body{font:13px Verdana}.r{border:1px solid #ccc;padding:6px;margin:4px}",
    "body{background:#f6f6f6}main{background:#fff;padding:20px}button{border-radius:6px}",
)
_NAV = (
    *("Home", "About", "Contact", "Help", "News", "Settings", "Profile", "Sign out", "Dashboard"),
    *("Support", "Blog", "Careers", "Calendar", "Reports", "Team", "Messages", "Overview", "FAQ"),
    *("Pricing", "Community", "Archive", "Statistics", "Log in", "Register", "My account"),
)
_SITES = (
    *("Northwind", "Bluebird", "Lakeside", "Meridian", "Hexa", "Quillo", "Ostara", "Pebble"),
    *("Cordia", "Fernhill", "Novum", "Arbor", "Tally", "Kestrel", "Harbor", "Mosaic", "Vantage"),
)
_ASIDES = (
    "Scheduled maintenance on Sunday from 02:00 to 04:00.",
    "Did you know? You can change the language in the settings.",
    "We have updated our terms of use.",
    "All times are shown in your local time zone.",
    "New here? Take the tour.",
    "Beta: this page is being redesigned.",
)
_FOOT = (
    *("Imprint", "Privacy", "Terms", "Accessibility", "Cookies", "Sitemap", "Legal notice"),
    *("Press", "Feedback", "Status", "Partners", "API", "English", "Deutsch"),
)


class Ids:
    """Identifiers that tell nothing, each once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._prefix = random.choice(("e", "x", "n", "id-", "c", "el_", "u"))
        self._used: set[int] = set()

    def __call__(self) -> str:
        """Return a fresh one."""
        while (number := self._random.randrange(10, 9999)) in self._used:
            pass
        self._used.add(number)
        return f"{self._prefix}{number}"


class Frame:
    """Header, navigation and footer that the pages of one sample share."""

    def __init__(self, random: Random, links: Mapping[str, str] | None = None) -> None:
        """`links` are paths by what they are called; the rest of the navigation leads nowhere."""
        self._random = random
        self.id = Ids(random)
        self.site = random.choice(_SITES)
        self._style = random.choice(_STYLES)
        self._bare = random.random() < 0.3 and not links
        taken = {name.lower() for name in links or {}}
        others = [name for name in _NAV if name.lower() not in taken]
        chosen = random.sample(others, random.randint(1, 7) if not self._bare else 0)
        targets = [(name, "#") for name in chosen] + list((links or {}).items())
        random.shuffle(targets)
        self.link_ids = {name: self.id() for name in links or {}}
        self._nav = self._navigation(targets)
        self._aside = random.choice(_ASIDES) if random.random() < 0.3 else ""
        self._foot = random.sample(_FOOT, random.choice((0, 0, 2, 4)))
        self._nav_below = random.random() < 0.15
        self._status_above = random.random() < 0.5
        self._role = random.choice((' role="status"', "", ' aria-live="polite"'))

    def page(self, title: str, matter: str, script: str = "") -> str:
        """Return a whole document."""
        head = f"<title>{escape(title)} – {self.site}</title><style>{self._style}</style>"
        told = f'<p class="told"{self._role}></p>'
        matter = told + matter if self._status_above else matter + told
        if self._random.random() < 0.8:
            matter = f"<h1>{escape(title)}</h1>{matter}"
        if not self._bare or self._random.random() < 0.3:
            matter = f"<main>{matter}</main>"
        foot = " · ".join(f'<a href="#">{name}</a>' for name in self._foot)
        foot = f"<footer>{foot} <small>© {self.site}</small></footer>" if foot else ""
        aside = f"<aside>{self._aside}</aside>" if self._aside else ""
        parts = [matter, self._nav] if self._nav_below else [self._nav, matter]
        body = "".join(parts) + aside + foot
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head>'
            f"<body>{body}<script>{_SCRIPT}{script}</script></body></html>"
        )

    def _navigation(self, targets: Sequence[tuple[str, str]]) -> str:
        if not targets:
            return ""
        links = [
            f'<a href="{href}" id="{self.link_ids.get(name) or self.id()}">{escape(name)}</a>'
            for name, href in targets
        ]
        form = self._random.randrange(4)
        if form == 0:
            return "<nav><ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul></nav>"
        if form == 1:
            return f"<header><strong>{self.site}</strong> <nav>{' '.join(links)}</nav></header>"
        if form == 2:
            return f"<header><div>{self.site}</div><div>{' | '.join(links)}</div></header>"
        return f'<nav aria-label="Main">{" ".join(links)}</nav>'


def js(call: str, *values: object) -> str:
    """Return a call in JavaScript; `this` and `event` are told by those very words."""
    shown = (str(value) if value in ("this", "event") else json.dumps(value) for value in values)
    return f"{call}({','.join(shown)})"


def control(random: Random, ident: str, label: str, code: str, icon: str = "") -> str:
    """Return something that can be clicked: a button of any make; with an icon maybe no text."""
    click = f'id="{ident}" onclick="{escape(code)}"'
    text = escape(label)
    if icon and random.random() < 0.4:
        attribute = random.choice(("aria-label", "title"))
        return f'<button type="button" {click} {attribute}="{text}">{icon}</button>'
    if icon and random.random() < 0.12:
        style = "cursor:pointer;display:inline-block;min-width:18px;min-height:18px"
        made = label.lower().replace(" ", "-").strip("…")
        return (
            f'<i class="{random.choice(("", "icon-", "fa-"))}{made}" style="{style}" {click}></i>'
        )
    form = random.randrange(8)
    if form == 0:
        return f'<span role="button" tabindex="0" {click}>{text}</span>'
    if form == 1:
        return f'<span style="cursor:pointer" {click}>{text}</span>'
    if form == 2:
        return f'<a href="#" {click}>{text}</a>'
    if form == 3:
        return f'<input type="button" value="{text}" {click}>'
    if form == 4 and icon:
        return f'<button type="button" {click}>{icon} {text}</button>'
    return f'<button type="button" {click}>{text}</button>'


def button(ident: str, label: str, code: str = "", kind: str = "button") -> str:
    """Return a plain button."""
    click = f' onclick="{escape(code)}"' if code else ""
    return f'<button type="{kind}" id="{ident}"{click}>{escape(label)}</button>'


def field(random: Random, ident: str, label: str, kind: str = "text", name: str = "") -> str:
    """Return a field with its label in one of the usual ways; the kind may be `textarea`."""
    text = escape(label)
    form = random.randrange(5)
    hint = f' placeholder="{text}"' if form == 0 else ""
    aria = f' aria-label="{text}"' if form == 1 else ""
    attributes = f'id="{ident}"{hint}{aria}' + (f' name="{name}"' if name else "")
    if kind == "textarea":
        made = f'<textarea {attributes} rows="3" cols="40"></textarea>'
    else:
        made = f'<input type="{kind}" {attributes}>'
    return _labelled(form, ident, text, made)


def choice(random: Random, ident: str, label: str, options: Sequence[str], chosen: str = "") -> str:
    """Return a list to choose from."""
    text = escape(label)
    form = random.randrange(1, 5)
    aria = f' aria-label="{text}"' if form == 1 else ""
    inner = "".join(
        f"<option{' selected' if option == chosen else ''}>{escape(option)}</option>"
        for option in options
    )
    return _labelled(form, ident, text, f'<select id="{ident}"{aria}>{inner}</select>')


def _labelled(form: int, ident: str, text: str, made: str) -> str:
    if form == 2:
        return f"<label>{text} {made}</label> "
    if form == 3:
        return f'<div><label for="{ident}">{text}:</label><br>{made}</div>'
    if form == 4:
        return f'<p><label for="{ident}">{text}</label> {made}</p>'
    return made
