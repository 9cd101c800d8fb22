"""Cases for `url_match`: the reference addresses of WebArena and odd ones, and others near them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ._case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

_RULES = ("GOLD in PRED", "EXACT", "gold in pred", "", None)
_OR = " |OR| "
_HOSTS = (
    "shop.example", "shop.example:7770", "127.0.0.1:8023", "user@git.example", "bücher.example",
)  # fmt: skip
_PATHS = (
    "", "/", "/a", "/a/b", "/a/b/", "/A/b", "/search", "/a;x=1", "/a%20b", "/ä", "//a", "/a.html",
)  # fmt: skip
_QUERIES = (
    "", "?", "?x=1", "?x=2", "?x=1&y=2", "?y=2&x=1", "?x=", "?x", "?x=1&x=2", "?x=a%20b",
    "?x=a+b", "?X=1", "?x=1/", "?x=%2F", "?x[]=1&x[]=2", "?x=1;y=2", "?q=d%C3%A9j%C3%A0",
    "?x=1#top", "?&&x=1",
)  # fmt: skip
_TAILS = ("", "", "", "/", "//", "#", "#a", "?x=1", "&z=9", "/more", ";v=1", "?", " ")
_BROKEN = (
    "http://[::1",
    "http://[x]/a",
    "not an address",
    "about:blank",
    "chrome-error://chromewebdata/",
)


def address_cases(tasks: Sequence[dict[str, Any]], random: Random, count: int) -> Iterator[Case]:
    """Yield so many cases for a seed."""
    told = [task for task in tasks if "url_match" in task["eval"]["eval_types"]]
    for number in range(count):
        if number % 2:
            reference = _OR.join(_made(random) for _ in range(random.choice((1, 1, 2, 3))))
            task: dict[str, Any] = {
                "eval": {"eval_types": ["url_match"], "reference_url": reference}
            }
            name = "address: made"
            if random.random() < 0.1:
                task["eval"]["url_note"] = random.choice(_RULES)
                name = "address: with a rule"
        else:
            known = random.choice(told)
            task = {**known, "eval": {**known["eval"], "eval_types": ["url_match"]}}
            name = "address: WebArena's"
        yield Case(name, task, url=_near(task["eval"]["reference_url"], random))


def _made(random: Random) -> str:
    if random.random() < 0.04:
        return random.choice(("", *_BROKEN, "/a", "shop.example/a"))
    scheme = random.choice(("http", "http", "https"))
    return f"{scheme}://{random.choice(_HOSTS)}{random.choice(_PATHS)}{random.choice(_QUERIES)}"


def _near(reference: str, random: Random) -> str:
    """Return an address that differs from a reference in one thing or a few, or in all."""
    golden = reference.split(_OR)
    url = random.choice(golden)
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        url = _changed(url, random.choice(golden), random)
    return url


def _changed(url: str, other: str, random: Random) -> str:
    head, mark, query = url.partition("?")
    match random.randrange(11):
        case 0:
            return url + random.choice(_TAILS)
        case 1:
            return url.replace("http://", "https://")
        case 2:
            # Place of one alternative, query of another: WebArena lets that pass.
            return f"{head}?{other.partition('?')[2]}"
        case 3:
            return head
        case 4:
            pairs = query.split("&")
            random.shuffle(pairs)
            return f"{head}{mark}{'&'.join(pairs)}"
        case 5:
            pairs = query.split("&")
            return f"{head}{mark}{'&'.join(pairs[1:])}"
        case 6:
            return head + random.choice(_QUERIES)
        case 7:
            return head.upper() + mark + query
        case 8:
            return f"http://proxy.example/{url}"
        case 9:
            return _broken(url, random)
        case _:
            return f"{head[: random.randint(0, len(head))]}{mark}{query}"


def _broken(url: str, random: Random) -> str:
    if random.random() < 0.5:
        return random.choice(_BROKEN)
    try:
        host = urlsplit(url).netloc
    except ValueError:
        return url
    return url.replace(host, random.choice(_HOSTS)) if host else url
