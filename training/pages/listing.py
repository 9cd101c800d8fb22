"""The same list of entries, shown in many ways."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a list."""

    facts: Mapping[str, str]
    """What is said of it; the first fact is its title."""
    id: str = ""
    """Of what opens it."""
    opens: str = ""
    """A path, or what JavaScript does."""
    controls: str = ""
    before: str = ""
    """Controls that stand first, such as a checkbox."""
    hidden: str = ""
    """HTML that follows, maybe shown later."""
    attributes: str = ""
    """Of the element that holds the whole entry."""


def listing(
    random: Random, rows: Sequence[Row], *, labels: bool | None = None, form: str = ""
) -> str:
    """Return the HTML of a list; with labels, each fact is told with its name."""
    labels = random.random() < 0.5 if labels is None else labels
    layout = _LAYOUTS[form or random.choice(tuple(_LAYOUTS))]
    return layout(random, rows, labels)


def _heading(row: Row) -> str:
    title = escape(next(iter(row.facts.values())))
    if not row.opens:
        return title
    if row.opens.startswith("/"):
        return f'<a id="{row.id}" href="{row.opens}">{title}</a>'
    code = escape(row.opens)
    if sum(map(ord, row.id)) % 3:
        return f'<a id="{row.id}" href="#" onclick="{code};return false">{title}</a>'
    return f'<span id="{row.id}" style="cursor:pointer" onclick="{code}">{title}</span>'


def _rest(row: Row) -> list[tuple[str, str]]:
    return [(escape(key), escape(value)) for key, value in list(row.facts.items())[1:]]


def _holder(tag: str, row: Row, inner: str) -> str:
    return f'<{tag} class="r" {row.attributes}>{inner}</{tag}>'


def _table(random: Random, rows: Sequence[Row], labels: bool) -> str:
    del labels
    keys = list(rows[0].facts) if rows else []
    order = keys.copy()
    if random.random() < 0.4:
        random.shuffle(order)
    extra = any(row.controls or row.hidden for row in rows)
    first = any(row.before for row in rows)
    head = "".join(f"<th>{escape(key)}</th>" for key in order)
    head = ("<th></th>" if first else "") + head + ("<th></th>" if extra else "")
    lines: list[str] = []
    for row in rows:
        cells = {key: escape(value) for key, value in row.facts.items()}
        cells[keys[0]] = _heading(row)
        inner = f"<td>{row.before}</td>" if first else ""
        inner += "".join(f"<td>{cells[key]}</td>" for key in order)
        inner += f"<td>{row.controls}{row.hidden}</td>" if extra else ""
        lines.append(_holder("tr", row, inner))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _items(random: Random, rows: Sequence[Row], labels: bool) -> str:
    tag = random.choice(("ul", "ol", "ul"))
    joint = random.choice((" · ", " – ", ", ", " | ", "<br>"))
    strong = random.random() < 0.5

    def item(row: Row) -> str:
        heading = f"<b>{_heading(row)}</b>" if strong else _heading(row)
        facts = [f"{key}: {value}" if labels else value for key, value in _rest(row)]
        inner = joint.join([heading, *facts])
        return _holder("li", row, f"{row.before} {inner} {row.controls}{row.hidden}")

    return f"<{tag}>{''.join(map(item, rows))}</{tag}>"


def _cards(random: Random, rows: Sequence[Row], labels: bool) -> str:
    level = random.choice(("h2", "h3", "h4", "strong"))
    tag = random.choice(("p", "div"))
    flex = random.choice(("", ' style="display:flex;flex-wrap:wrap;gap:12px"'))

    def card(row: Row) -> str:
        facts = "".join(
            f"<{tag}>{key}: {value}</{tag}>" if labels else f"<{tag}>{value}</{tag}>"
            for key, value in _rest(row)
        )
        heading = f"<{level}>{_heading(row)}</{level}>"
        return _holder(
            "div", row, f"{row.before}{heading}{facts}<div>{row.controls}</div>{row.hidden}"
        )

    return f"<div{flex}>{''.join(map(card, rows))}</div>"


def _articles(random: Random, rows: Sequence[Row], labels: bool) -> str:
    above = random.random() < 0.3

    def article(row: Row) -> str:
        facts = [f"{key}: {value}" if labels else value for key, value in _rest(row)]
        heading = f"<h2>{_heading(row)}</h2>"
        meta = f"<p><small>{' · '.join(facts)}</small></p>"
        inner = f"{row.controls}{heading}{meta}" if above else f"{heading}{meta}{row.controls}"
        return _holder("article", row, f"{row.before}{inner}{row.hidden}")

    return f"<section>{''.join(map(article, rows))}</section>"


def _definitions(random: Random, rows: Sequence[Row], labels: bool) -> str:
    del random

    def part(row: Row) -> str:
        facts = "".join(
            f"<dd>{key}: {value}</dd>" if labels else f"<dd>{value}</dd>"
            for key, value in _rest(row)
        )
        last = f"<dd>{row.controls}{row.hidden}</dd>" if row.controls or row.hidden else ""
        return _holder("div", row, f"<dt>{row.before}{_heading(row)}</dt>{facts}{last}")

    return f"<dl>{''.join(map(part, rows))}</dl>"


def _soup(random: Random, rows: Sequence[Row], labels: bool) -> str:
    reverse = random.random() < 0.3
    line = ' style="display:flex;gap:16px"' if random.random() < 0.5 else ""

    def part(row: Row) -> str:
        facts = [f"<div>{_heading(row)}</div>"]
        facts += [
            f"<div><span>{key}</span> <span>{value}</span></div>"
            if labels
            else f"<div>{value}</div>"
            for key, value in _rest(row)
        ]
        if reverse:
            facts.reverse()
        inner = f"{row.before}{''.join(facts)}<div>{row.controls}</div>"
        return _holder("div", row, f"<div{line}>{inner}</div>{row.hidden}")

    return f"<div>{''.join(map(part, rows))}</div>"


def _aria(random: Random, rows: Sequence[Row], labels: bool) -> str:
    del random

    def part(row: Row) -> str:
        facts = " ".join(
            f"<span>{key}: {value}</span>" if labels else f"<span>{value}</span>"
            for key, value in _rest(row)
        )
        inner = f"{row.before} {_heading(row)} {facts} {row.controls}{row.hidden}"
        return _holder("div", row, inner).replace("<div ", '<div role="listitem" ', 1)

    return f'<div role="list">{"".join(map(part, rows))}</div>'


_LAYOUTS: Mapping[str, Callable[[Random, Sequence[Row], bool], str]] = {
    "table": _table,
    "items": _items,
    "cards": _cards,
    "articles": _articles,
    "definitions": _definitions,
    "soup": _soup,
    "aria": _aria,
}
