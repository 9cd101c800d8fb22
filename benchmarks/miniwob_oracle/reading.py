"""Answers read, or worked out from what is read, then typed or clicked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._play import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Callable

    from webagent_observation import Node

    from ._play import Play


async def copy_text(play: Play) -> None:
    """copy-paste."""
    source = play.one("textbox", tag="textarea")
    await play.type(play.one("textbox", tag="input"), source.value or "")
    await play.submit()


async def copy_nth_text(play: Play) -> None:
    """copy-paste-2."""
    (number,) = play.asked(r"(\d)(?:st|nd|rd) text area")
    source = play.one("textbox", f"text-{number}")
    await play.type(play.one("textbox", "answer-input"), source.value or "")
    await play.submit()


async def last_word(play: Play) -> None:
    """scroll-text."""
    words = (play.one("textbox", "text-area").value or "").split()
    await play.type(play.one("textbox", "answer-input"), words[-1].strip(".,"))
    await play.submit()


async def nth_word(play: Play) -> None:
    """find-word."""
    (number,) = play.asked(r"(\d+)(?:st|nd|rd|th) word")
    words = _texts(play)[0].split()
    await play.type(play.one("textbox"), words[int(number) - 1].strip(".,"))
    await play.submit()


async def transformed_text(play: Play) -> None:
    """text-transform: skewed letters are text all the same."""
    await play.type(play.one("textbox"), "".join(_texts(play)).replace(" ", ""))
    await play.submit()


async def table_value(play: Play) -> None:
    """read-table."""
    (name,) = play.asked(r"the value of (.+) into the text field")
    await play.type(play.one("textbox"), _table(play)[name])
    await play.submit()


async def table_values(play: Play) -> None:
    """read-table-2."""
    table = _table(play)
    for nth in range(len(play.all("textbox"))):
        field = play.one("textbox", nth=nth)
        at = next(i for i, node in enumerate(play.nodes) if node.ref == field.ref)
        labels = [node.name.rstrip(": ") for node in play.nodes[:at] if node.name.endswith(":")]
        await play.type(field, table[labels[-1]])
    await play.submit()


def _table(play: Play) -> dict[str, str]:
    rows = re.findall(r"^\s*\| (.+?) \| (.+?) \|\s*$", play.text, re.MULTILINE)
    return dict(rows)


async def arithmetic(play: Play) -> None:
    """simple-arithmetic."""
    one, sign, two = _in_text(play, r"(\d+) ([-+x]) (\d+) =")
    await play.type(play.one("textbox"), str(_OPERATIONS[sign](int(one), int(two))))
    await play.submit()


async def algebra(play: Play) -> None:
    """simple-algebra: `x + a = b` or `a - x = b`."""
    first, sign, second, result = _in_text(play, r"(x|\d+) ([-+]) (x|\d+) = (\d+)")
    number = int(second if first == "x" else first)
    if sign == "+":
        answer = int(result) - number
    elif first == "x":
        answer = int(result) + number
    else:
        answer = number - int(result)
    await play.type(play.one("textbox"), str(answer))
    await play.submit()


_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "x": lambda one, two: one * two,
}


async def odd_or_even(play: Play) -> None:
    """odd-or-even: each number stands between its two buttons."""
    numbers = [int(text) for text in _texts(play) if re.fullmatch(r"-?\d+", text)]
    for row, number in enumerate(numbers):
        await play.click(play.one("button", "Odd" if number % 2 else "Even", nth=row))
    await play.submit()


async def guess_number(play: Play) -> None:
    """guess-number: halve what is left, told higher or lower."""
    low, high = 0, 9
    while low <= high:
        guess = (low + high) // 2
        await play.type(play.one("spinbutton"), str(guess))
        await play.submit()
        if "is lower than" in play.text:
            high = guess - 1
        else:
            low = guess + 1


async def generate_number(play: Play) -> None:
    """generate-number: generate until it fits."""
    fits = _fitting(play)
    while True:
        await play.click(play.one("button", "Generate"))
        number = next(text for text in _texts(play) if text.isdigit())
        if fits(int(number)):
            break
    await play.submit()


def _fitting(play: Play) -> Callable[[int], bool]:
    if "odd" in play.goal:
        return lambda number: number % 2 == 1
    if "even" in play.goal:
        return lambda number: number % 2 == 0
    kind, limit = play.asked(r"(less|greater) than (\d+)")
    return lambda number: number < int(limit) if kind == "less" else number > int(limit)


async def best_offer(play: Play) -> None:
    """buy-ticket: the price is on the button, the duration above it."""
    offers: list[tuple[int, int, Node]] = []
    duration = 0
    for node in play.nodes:
        if match := re.search(r"(\d+)h (\d+)m", node.name):
            duration = int(match[1]) * 60 + int(match[2])
        if match := re.search(r"\$(\d+)", node.name):
            offers.append((int(match[1]), duration, node))
    by_price = "cheapest" in play.goal or "expensive" in play.goal
    least = "cheapest" in play.goal or "shortest" in play.goal
    ranked = sorted(offers, key=lambda offer: offer[0] if by_price else offer[1])
    await play.click(ranked[0 if least else -1][2])


async def find_greatest(play: Play) -> None:
    """find-greatest."""
    cards = play.all("clickable")
    await play.click(max(cards, key=lambda card: int(card.name)))
    await play.submit()


async def find_contact(play: Play) -> None:
    """phone-book: page on until the name shows."""
    name, what = play.asked(r"find (\w+) in the contact book and click on their (\w+)")
    places = {"phone": 0, "email": 1, "address": 2}
    while not any(node.role == "heading" and node.name == name for node in play.nodes):
        await play.click(play.one("link", ">"))
    await play.click(play.one("clickable", nth=places[what]))


async def find_result(play: Play) -> None:
    """search-engine: three results a page."""
    text, number = play.asked(r'enter "([^"]+)".*the (\d+)(?:st|nd|rd|th) search result')
    await play.type(play.one("textbox"), text, enter=False)
    await play.submit()
    page, place = divmod(int(number) - 1, 3)
    if page:
        await play.click(play.one("link", str(page + 1)))
    titles = [
        link
        for link in play.all("link|clickable")
        if not re.fullmatch(r"\d|[<>]|first|last|next|previous", link.name, re.IGNORECASE)
    ]
    await play.click(titles[place])


async def buy_stock(play: Play) -> None:
    """stock-market: wait for the price, by a key that does nothing, and buy."""
    (text,) = play.asked(r"less than \$(\d+\.\d+)")
    for _ in range(_LOOKS):
        price = re.search(r"\$(\d+\.\d+)", play.text)
        # It may have risen again when the click arrives.
        if price is not None and float(price[1]) < float(text) - _MARGIN:
            await play.click(play.one("button", "Buy"))
        await play.press("Shift")


_LOOKS = 50
_MARGIN = 1.0


def _texts(play: Play) -> list[str]:
    """Return what is only text, in reading order."""
    return [
        node.name
        for node in play.nodes
        if node.ref is None and node.name and node.role in {"text", "paragraph"}
    ]


def _in_text(play: Play, pattern: str) -> tuple[str, ...]:
    match = re.search(pattern, play.text)
    if match is None:
        raise CannotGoOn(f"the page does not say {pattern!r}")
    return match.groups()
