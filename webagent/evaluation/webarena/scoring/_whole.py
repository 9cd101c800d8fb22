"""Scoring the end of a task by all that it is scored by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.errors import UsageError
from webagent.evaluation._score import Check, Score

from ._answer import score_answer_judged
from ._judge import NoJudge
from ._page import score_page
from ._rubric import rubric_of
from ._text import shown
from ._url import score_url

if TYPE_CHECKING:
    from playwright.async_api import Page

    from webagent.evaluation.webarena._sites import Sites

    from ._judge import Judge
    from ._rubric import TaskLike


async def score_task(
    task: TaskLike,
    *,
    answer: str = "",
    url: str | None = None,
    page: Page | None = None,
    judge: Judge | None = None,
    sites: Sites | None = None,
    settle_s: float | None = None,
) -> Score:
    """Score the end of a task: the product of what its `eval_types` give, as WebArena has it.

    All are asked, also after one gave 0. What was not judged leaves the score open, unless another
    gave 0.

    Args:
        task: what it is scored by.
        answer: what the agent answered; empty where it did not, `N/A` where it said that the task
            can't be done.
        url: the address where it stopped; by default that of the page.
        page: the page where it stopped, still open.
        judge: who judges answers by their meaning; by default nobody.
        sites: as for `score_page`.
        settle_s: as for `score_page`.

    Raises:
        UsageError: the task is malformed, or needs the page or its address, which is not given.
        EnvironmentFailure: the shop or the judge can't be asked.
        playwright.async_api.Error: as `score_page`.
    """
    rubric = rubric_of(task)
    if rubric.eval.eval_types is None:
        raise UsageError("The task is malformed: eval_types says by what it is scored.")
    if url is None and page is not None:
        url = page.url
    scores: list[tuple[str, Score]] = []
    for kind in rubric.eval.eval_types:
        match kind:
            case "string_match":
                score = await score_answer_judged(rubric, answer, judge or NoJudge())
            case "url_match":
                if url is None:
                    raise UsageError("The task is scored by the address of the last page: give it.")
                score = score_url(rubric, url)
            case "program_html":
                if page is None:
                    raise UsageError("The task is scored by what pages show: give the last page.")
                score = await score_page(rubric, page, last_url=url, sites=sites, settle_s=settle_s)
            case _:
                raise UsageError(f"The task is malformed: nothing is scored by {shown(kind)}.")
        scores.append((kind, score))
    whole = Score.product(Check(kind, score.score, "") for kind, score in scores)
    return Score(whole.score, tuple(check for _, score in scores for check in score.checks))
