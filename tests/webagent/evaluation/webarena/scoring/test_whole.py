"""A task's score is the product of what its evaluators give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from webagent.errors import UsageError
from webagent.evaluation.webarena import score_task

if TYPE_CHECKING:
    from playwright.async_api import Browser

SHOP = "http://shop.example"


def task_of(*kinds: str, **others: Any) -> dict[str, Any]:
    evaluation = {
        "eval_types": list(kinds),
        "reference_answers": {"exact_match": "yes"},
        "reference_url": f"{SHOP}/a",
    }
    return {"intent": "Is it?", "eval": {**evaluation, **others}}


@pytest.mark.parametrize(
    ("answer", "url", "score"),
    [("yes", "/a", 1), ("no", "/a", 0), ("yes", "/b", 0), ("no", "/b", 0)],
)
async def test_all_evaluators_count(answer: str, url: str, score: float) -> None:
    scored = await score_task(task_of("string_match", "url_match"), answer=answer, url=SHOP + url)
    assert scored.score == score
    assert len(scored.checks) == 2


async def test_what_is_not_judged_leaves_the_whole_open_unless_something_failed() -> None:
    task = task_of("string_match", "url_match", reference_answers={"fuzzy_match": ["yes"]})
    assert (await score_task(task, answer="sure", url=f"{SHOP}/a")).score is None
    assert (await score_task(task, answer="sure", url=f"{SHOP}/b")).score == 0


async def test_what_is_not_among_the_types_does_not_count() -> None:
    assert (await score_task(task_of("url_match"), answer="no", url=f"{SHOP}/a")).score == 1
    assert (await score_task(task_of())).score == 1


async def test_the_address_is_that_of_the_page_if_no_other_is_given(browser: Browser) -> None:
    target = {
        "url": "last",
        "locator": "document.body.innerText",
        "required_contents": {"must_include": ["tea"]},
    }
    task = task_of("url_match", "program_html", reference_url="", program_html=[target])
    async with await browser.new_context() as context:
        page = await context.new_page()
        await page.set_content("<body>green tea</body>")
        assert (await score_task(task, page=page)).score == 1
        elsewhere = {**task, "eval": {**task["eval"], "reference_url": f"{SHOP}/a"}}
        assert (await score_task(elsewhere, page=page)).score == 0
        assert (await score_task(elsewhere, page=page, url=f"{SHOP}/a")).score == 1


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (task_of("url_match"), "address of the last page"),
        (task_of("program_html", program_html=[]), "give the last page"),
        (task_of("page_image_query"), "nothing is scored by"),
        ({"eval": {}}, "eval_types"),
        ({}, "eval"),
        ({"eval": {"eval_types": "string_match"}}, "eval.eval_types"),
    ],
)
async def test_what_cant_be_scored_says_why(task: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        await score_task(task)
