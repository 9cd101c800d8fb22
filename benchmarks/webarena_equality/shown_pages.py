"""Cases for `program_html`: the targets of WebArena and odd ones, on real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._case import Case
from ._site import LATE, MEMBERS, ORDER, REVIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from ._site import Pages

_OR = " |OR| "
_LOST = ("http://127.0.0.1:1/", "no address", "")
# JavaScript, and what upstream's Python makes of it or might be thought to.
_VALUES = (
    ("document.nothing", ("None", "", "undefined")),
    ("document.querySelector('#nothing')", ("None", "null", "")),
    ("document.querySelector('#nothing').value", ("", "None")),
    ("document.querySelectorAll('input').length > 3", ("True", "true", "1")),
    ("document.querySelectorAll('i').length", ("1", "1.0")),
    ("document.title.length / 8", ("5.875", "6")),
    ("document.title.length / 0", ("inf", "Infinity")),
    ("document.nothing / 2", ("nan", "NaN")),
    ("document.title.length * -0", ("0", "-0", "-0.0")),
    ("document.title && 12345678901234567890", ("12345678901234567000", "1.2345678901234567e+19")),
    ("document.title && 10n", ("10", "10n")),
    ("document.title && ['a', null, 1.5]", ("['a', None, 1.5]", '["a",null,1.5]', "a")),
    ("[...document.querySelectorAll('option')].map((o) => o.textContent)", ("'Car'", "Car,Foot")),
    ("[...document.querySelectorAll('nothing')]", ("[]", "")),
    ("document.title && {a: [true, undefined]}", ("{'a': [True, None]}", '{"a":[true]}')),
    ("document.title && new Date(0)", ("1970-01-01 00:00:00+00:00", "1970")),
    ("document.title && Symbol('a')", ("None", "Symbol(a)", "")),
    ("document.title && (() => 1)", ("None", "")),
    ("document.querySelector('i')", ("ref: <Node>", "None", "")),
    ("document.defaultView", ("ref: <Window>", "None", "")),
    ("document.title && Promise.resolve('later')", ("later", "None")),
    ("document.title && Promise.reject(new Error('no'))", ("", "no", "None")),
    ("document.title; throw new Error('no')", ("", "no")),
    ("document.(", ("", "None")),
    ("document.title && '&amp;amp; &lt;b&gt; &nbsp;&hearts; &#39;'", ("&amp; <b> \u00a0♥ '", "♥")),
    ("document.title && '  \"Quoted\"  '", ("quoted", '"quoted"')),
    ("document.title && '\\u0130\\ud800'", ("i̇",)),
    ("document.title && ''", ("", "None")),
    ("document.title.toUpperCase()", ("a page with all that webarena's locators look for",)),
    ("document.body.outerHTML", ("<select", "&nbsp;", "</body>")),
)  # fmt: skip
_PREPARED = "document.querySelector('[data-index=\"actions\"]').querySelector('p').textContent"
_CLICK = "document.querySelector('.admin__collapsible-title').click()"
_POST = "document.querySelector('.submission__inner').outerText"
_POST_TEXTS = ("the post", "nothing here")
_BAD_LOCATORS = ("css=.a", " document.title", "window.title", "[document.title]", "Document.title")


def page_cases(
    tasks: Sequence[dict[str, Any]], pages: Pages, random: Random, count: int
) -> Iterator[Case]:
    """Yield so many cases for a seed, whose pages are added to those of the site."""
    known = [target for task in tasks for target in task["eval"]["program_html"]]
    kinds: tuple[tuple[str, Callable[[], tuple[list[dict[str, Any]], str]]], ...] = (
        ("page: WebArena's locators", lambda: _known(known, pages, random)),
        ("page: WebArena's locators", lambda: _known(known, pages, random)),
        ("page: WebArena's locators", lambda: _known(known, pages, random)),
        ("page: values and errors of locators", lambda: _value(pages, random)),
        ("page: values and errors of locators", lambda: _value(pages, random)),
        ("page: functions", lambda: _function(pages, random)),
        ("page: functions", lambda: _function(pages, random)),
        ("page: tabs that can't be opened, malformed", lambda: _odd(pages, random)),
    )
    for number in range(count):
        name, make = kinds[number % len(kinds)]
        targets, page = make()
        yield Case(name, task_of(targets), page=f"{pages.site}{page}")


def late_cases(pages: Pages) -> Iterator[Case]:
    """Yield the cases in which pages change after they were loaded."""
    for kind, (_, said) in LATE.items():
        target = {
            "url": f"{pages.site}/late/{kind.replace(' ', '%20')}",
            "locator": "document.querySelector('#late').textContent",
            "required_contents": {"exact_match": said},
        }
        page = f"{pages.site}/pages/{pages.add('x')}"
        yield Case("page: waiting, 3 s there", task_of([target]), page=page, sleeps=True)


def task_of(targets: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a task of such targets."""
    return {"eval": {"eval_types": ["program_html"], "program_html": targets}}


def _known(
    known: Sequence[dict[str, Any]], pages: Pages, random: Random
) -> tuple[list[dict[str, Any]], str]:
    """Return targets of WebArena, each on a page that shows what is wanted, or nearly."""
    last = pages.add(random.choice(("", "something else", "12")))
    targets: list[dict[str, Any]] = []
    for target in random.sample(known, random.choice((1, 1, 2, 3))):
        page = pages.add(_text(target["required_contents"], random))
        match target["url"]:
            case "last":
                last, url = page, "last"
            case _:
                url = f"{pages.site}/{random.choice(('pages', 'pages', 'moved'))}/{page}"
        locator = target["locator"]
        locator = "" if locator.startswith("func:") else locator
        targets.append({**target, "url": url, "locator": locator})
    return targets, f"/pages/{last}"


def _text(required: dict[str, Any], random: Random) -> str:
    wanted = required.get("exact_match") or ""
    parts = [wanted] if wanted else list(required.get("must_include", []))
    parts = [random.choice(part.split(_OR)) for part in parts if random.random() < 0.9]
    text = random.choice((" ", "\n", " - ")).join(parts)
    match random.randrange(9):
        case 0:
            return text.upper()
        case 1:
            return f"'{text}'"
        case 2:
            return text[1:]
        case 3:
            return f" {text}\u00a0"
        case 4:
            return text.replace(" ", "\u00a0")
        case 5:
            return ""
        case _:
            return text


def _value(pages: Pages, random: Random) -> tuple[list[dict[str, Any]], str]:
    page = f"/pages/{pages.add('5 & <b>')}"
    if random.random() < 0.15:
        prepared = random.choice(
            ([_CLICK], ["document.nothing()", _CLICK], [_CLICK, "document.("], [])
        )
        target = {
            "url": "last",
            "locator": _PREPARED,
            "prep_actions": prepared,
            "required_contents": {"exact_match": random.choice(("opened", "closed"))},
        }
        return [target], page
    locator, texts = random.choice(_VALUES)
    wanted = random.choice(texts)
    required = random.choice(({"exact_match": wanted}, {"must_include": [wanted]}))
    if random.random() < 0.2:
        required = {"must_include": [random.choice(texts), f"never{_OR}{wanted}"]}
    url = random.choice(("last", "last", f"{pages.site}{page}"))
    return [{"url": url, "locator": locator, "required_contents": required}], page


def _function(pages: Pages, random: Random) -> tuple[list[dict[str, Any]], str]:
    site = pages.site
    page = pages.add("the post")
    last = f"/pages/{page}"
    match random.randrange(4):
        case 0:
            sku = random.choice((*REVIEWS, "B000000000"))
            what = random.choice(("author", "rating"))
            locator = f"func:shopping_get_sku_latest_review_{what}('{sku}')"
            wanted = random.choice(("Emma Lopez", "emma", "80", "100", "40", "R&D", ""))
            target = {
                "url": "last",
                "locator": locator,
                "required_contents": {"exact_match": wanted},
            }
        case 1:
            name, role = random.choice((*MEMBERS, ("vinta", ""), ("yjlo", "")))
            wanted = random.choice((role, role, "Guest", ""))
            target = {
                "url": random.choice((f"{site}/gitlab/members", "last")),
                "locator": f"func:gitlab_get_project_memeber_role(__page__, '{name}')",
                "required_contents": {"exact_match": wanted},
            }
        case 2:
            target = {
                "url": "func:shopping_get_latest_order_url()",
                "locator": 'document.querySelector(".order-details-items.ordered").outerText',
                "required_contents": {"must_include": random.sample([*ORDER.split(), "191"], 2)},
            }
        case _:
            last = random.choice(
                (
                    f"/f/books/{page}/",
                    f"/f/books/{page}/a-title/-/comment/7?x=1#top",
                    f"/f/books/{page}/a-title",
                    f"/user/{page}",
                    f"/pages/{page}",
                    "/f/books",
                    f"/F/books/{page}/a",
                )
            )
            target = {
                "url": "func:reddit_get_post_url('__last_url__')",
                "locator": random.choice(
                    ("document.querySelector('.submission__inner').outerText", "")
                ),
                "required_contents": {
                    "must_include": [random.choice(("the post", "nothing here"))]
                },
            }
    return [target], last


def _odd(pages: Pages, random: Random) -> tuple[list[dict[str, Any]], str]:
    page = f"/pages/{pages.add('text')}"
    target: dict[str, Any] = {
        "url": "last",
        "locator": "",
        "required_contents": {"must_include": ["text"]},
    }
    match random.randrange(6):
        case 0:
            target["url"] = random.choice(_LOST)
        case 1:
            target["locator"] = random.choice(_BAD_LOCATORS)
        case 2:
            target["required_contents"] = random.choice(
                (
                    {},
                    {"fuzzy_match": "a"},
                    {"must_include": "text"},
                    {"exact_match": ["text"]},
                    {"exact_match": "x", "must_include": ["text"]},
                    {"must_include": []},
                )
            )
        case 3:
            target["url"] = random.choice(("func", "function", "func:", "func:nothing()"))
        case 4:
            target["locator"] = random.choice(("func:", "func:1 +", "func:nothing()", "  ", "\n"))
        case _:
            return [], page
    return [target], page
