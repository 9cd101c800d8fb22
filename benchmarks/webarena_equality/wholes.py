"""Cases of several evaluators at once, whose scores are multiplied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from ._site import Pages

_KINDS = ("string_match", "url_match", "program_html")


def whole_cases(pages: Pages, random: Random, count: int) -> Iterator[Case]:
    """Yield so many cases for a seed, whose pages are added to those of the site."""
    for _ in range(count):
        number = pages.add(random.choice(("green tea", "black tea")))
        evaluation: dict[str, Any] = {
            "eval_types": random.sample(_KINDS, random.randint(0, 3)),
            "reference_answers": random.choice(
                (
                    {"must_include": ["7"]},
                    {"exact_match": "7"},
                    {"must_include": ["7"], "fuzzy_match": ["seven"]},
                    {"fuzzy_match": "N/A"},
                    None,
                )
            ),
            "string_note": "There is no such tea",
            "reference_url": f"{pages.site}/pages/{number + random.choice((0, 0, 0, 1))}",
            "program_html": [
                {
                    "url": random.choice(("last", f"{pages.site}/pages/{number}")),
                    "locator": "document.querySelector('#order_status').outerText",
                    "required_contents": {"exact_match": random.choice(("green tea", "Green Tea"))},
                }
            ],
        }
        if random.random() < 0.05:
            evaluation["eval_types"] = ["string_match", "page_image_query"]
        yield Case(
            "task: several evaluators",
            {"intent": "How many teas are there?", "eval": evaluation},
            answer=random.choice(("7", "N/A", "17", "there are 7", "")),
            page=f"{pages.site}/pages/{number}",
        )
