"""Pages made here, each hard in its own way. Every one has a field that can be typed into."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLE = """<style>
body { font: 14px sans-serif; margin: 0 1em } header { position: sticky; top: 0; background: #fff }
.grid { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1em; list-style: none }
.card { border: 1px solid #ccc; padding: .5em } .old { text-decoration: line-through }
td, th { padding: 2px 6px } iframe { width: 100%; height: 180px }
</style>"""
_SEARCH = (
    "<form role=search action=/find><input name=q aria-label=Search><button>Find</button></form>"
)
_TEAS = ("Sencha", "Assam", "Darjeeling", "Oolong", "Matcha", "Rooibos", "Earl Grey", "Pu-erh")


def _document(title: str, *body: str) -> str:
    return f"<!doctype html><html lang=en><title>{title}</title>{_STYLE}{''.join(body)}</html>"


def _rows(names: Iterable[str], rows: int, columns: int) -> str:
    head = "".join(f"<th scope=col>{name}</th>" for name in names)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{row * columns + column}</td>" for column in range(columns))
        + "</tr>"
        for row in range(rows)
    )
    return f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"


def shop(products: int = 100, rows: int = 60) -> str:
    """Return a shop's list of products, with a stock table of 8 columns and an iframe."""
    chance = random.Random(1)
    cards = "".join(
        f'<li class=card><a href="/tea/{index}"><img src="data:," alt="" width=80 height=80>'
        f"<h3>{_TEAS[index % len(_TEAS)]} No. {index}</h3></a>"
        f"<p>From <b>€ {chance.randrange(300, 4000) / 100:.2f}</b> for 100 g</p>"
        f"<button type=button>Add to cart</button></li>"
        for index in range(products)
    )
    menu = "".join(f'<li><a href="/kind/{index}">{tea}</a></li>' for index, tea in enumerate(_TEAS))
    columns = ("Number", "Stock", "Ordered", "Sold", "Returned", "Lost", "Weight", "Shelf")
    return _document(
        "Teas",
        f"<header><nav aria-label=Kinds><ul>{menu}</ul></nav>{_SEARCH}</header>",
        f"<main><h1>All teas</h1><ul class=grid>{cards}</ul>",
        f"<h2>Stock</h2><table>{_rows(columns, rows, 8)}</table>",
        '<iframe title="Newsletter" src="/frame?number=1"></iframe></main>',
        "<footer><p>Prices include VAT.</p><a href=/imprint>Imprint</a></footer>",
    )


def table(rows: int = 5_000) -> str:
    """Return a table whose rows have 5 cells and a link: 7 elements a row."""
    chance = random.Random(2)
    body = "".join(
        f'<tr><td><a href="/order/{index}">{10_000 + index}</a></td>'
        f"<td>{chance.choice(_TEAS)}</td><td>{chance.randrange(1, 50)}</td>"
        f"<td>{chance.randrange(100, 9999) / 100:.2f}</td>"
        f"<td>{chance.choice(('paid', 'open'))}</td></tr>"
        for index in range(rows)
    )
    head = "".join(f"<th>{name}</th>" for name in ("Order", "Tea", "Pieces", "Sum", "State"))
    return _document(
        "Orders",
        f"{_SEARCH}<h1>Orders</h1>",
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
    )


def nest(depth: int = 400) -> str:
    """Return blocks inside blocks, with a line of text in each and a button in every tenth."""
    opened = "".join(
        f"<div><span>Level {level}</span>"
        + (f" <button type=button>Open {level}</button>" if level % 10 == 0 else "")
        for level in range(depth)
    )
    return _document("Nest", _SEARCH, opened, "</div>" * depth)


def form(fields: int = 300) -> str:
    """Return a form of labelled fields of seven kinds, ten to a group."""
    kinds = (
        "<label for={id}>Name {n}</label><input id={id} name={id} required value='Ann {n}'>",
        "<label>Mail {n} <input type=email name={id} placeholder=you@example.org></label>",
        "<label><input type=checkbox name={id} checked> Agree to {n}</label>",
        "<label for={id}>Size {n}</label><select id={id} name={id}>"
        "<option>small<option selected>middle<option>large<option>other</select>",
        "<label for={id}>Remark {n}</label><textarea id={id} name={id}>None</textarea>",
        "<label><input type=radio name={id} value=1> Choice {n}</label>",
        "<label for={id}>Date {n}</label><input id={id} type=date name={id} value=2026-01-02>",
    )
    controls = [
        f"<p>{kinds[number % len(kinds)].format(n=number, id=f'f{number}')}</p>"
        for number in range(fields)
    ]
    groups = "".join(
        f"<fieldset><legend>Part {start // 10}</legend>{''.join(controls[start : start + 10])}"
        "</fieldset>"
        for start in range(0, fields, 10)
    )
    return _document("Application", f"<h1>Application</h1><form action=/sent>{groups}",
                     "<button>Send</button></form>")  # fmt: skip


def iframes(count: int = 40) -> str:
    """Return a page of that many frames."""
    frames = "".join(
        f"<h2>Part {number}</h2>"
        f'<iframe title="Part {number}" src="/frame?number={number}"></iframe>'
        for number in range(count)
    )
    return _document("Frames", f"{_SEARCH}<h1>Frames</h1>{frames}")


def frame(number: int) -> str:
    """Return what one of the frames shows."""
    points = "".join(
        f"<li><a href=/p/{number}/{index}>Point {index}</a></li>" for index in range(5)
    )
    return _document(
        f"Frame {number}",
        f"<h3>Frame {number}</h3><p>What is told <em>here</em> is short.</p><ul>{points}</ul>",
        "<form action=/sent><label>Mail <input name=mail></label><button>Send</button></form>",
    )


def large(elements: int = 50_000) -> str:
    """Return a page of about that many elements, nested as lists of cards are."""
    cards = "".join(
        f"<li class=card><h3>Card {index}</h3><p>Told in <b>few</b> words</p>"
        f'<div><a href="/card/{index}">Open {index}</a><button type=button>Keep</button></div></li>'
        for index in range(elements // 7)
    )
    return _document("Cards", f"{_SEARCH}<h1>Cards</h1><main><ul class=grid>{cards}</ul></main>")
