"""Our evaluators, scoring the same cases."""

from __future__ import annotations

import json
from itertools import cycle
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from webagent.errors import WebAgentError
from webagent.evaluation.webarena import (
    ModelJudge,
    Sites,
    parse_task,
    score_answer,
    score_answer_judged,
    score_page,
    score_task,
    score_url,
)
from webagent.models import Reply, Usage

from ._case import Scored

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable, Mapping, Sequence

    from playwright.async_api import Browser, Page

    from webagent.evaluation import Score
    from webagent.models import Message, ReplySchema

    from ._case import Case, Outcome


class _Replies:
    """The model of a judge, which replies what the oracle's is made to reply."""

    def __init__(self, verdicts: Iterable[tuple[str, str]]) -> None:
        self._verdicts = cycle(verdicts)

    @property
    def name(self) -> str:
        return "scripted"

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        assert schema is not None
        assert messages
        of_answer, of_reason = next(self._verdicts)
        asked_of_answer = of_answer in schema.schema["properties"]["verdict"]["enum"]
        data = {"reason": "", "verdict": of_answer if asked_of_answer else of_reason}
        return Reply(json.dumps(data), data, Usage(calls=1), "schema", truncated=False)


async def score_ours(
    cases: Sequence[Case], site: str, browser: Browser
) -> AsyncIterable[tuple[Scored, Outcome]]:
    """Yield, for each case, the scores by verdict, and the one without a judge."""
    sites = Sites(shopping=f"{site}/shopping")
    for case in cases:
        if case.page:
            context = await browser.new_context()
            page = await context.new_page()
            await page.goto(case.page)
            yield await _scored(case, page, sites)
            await context.close()
        else:
            yield await _scored(case, None, sites)


async def _scored(case: Case, page: Page | None, sites: Sites) -> tuple[Scored, Outcome]:
    outcomes = [
        await _outcome(case, page, sites, ModelJudge(_Replies(verdicts)))
        for verdicts in case.verdicts
    ]
    unjudged = await _outcome(case, page, sites, None) if case.judged else outcomes[0]
    return Scored(tuple(outcomes)), unjudged


async def _outcome(
    case: Case, page: Page | None, sites: Sites, judge: ModelJudge | None
) -> Outcome:
    try:
        task = parse_task(case.task) if "task_id" in case.task else case.task
        score = await _score(task, case, page, sites, judge)
    except (WebAgentError, PlaywrightError):
        return "error"
    return score.score


async def _score(
    task: Any, case: Case, page: Page | None, sites: Sites, judge: ModelJudge | None
) -> Score:
    settle_s = None if case.sleeps else 0.0
    evaluation: Mapping[str, Any] = case.task["eval"]
    match evaluation["eval_types"]:
        case ["string_match"] if judge is None or not case.judged:
            return score_answer(task, case.answer)
        case ["string_match"] if judge is not None:
            return await score_answer_judged(task, case.answer, judge)
        case ["url_match"] if page is None:
            return score_url(task, case.url)
        case ["program_html"] if page is not None:
            return await score_page(task, page, sites=sites, settle_s=settle_s)
        case _:
            return await score_task(
                task,
                answer=case.answer,
                url=None if page is not None else case.url,
                page=page,
                judge=judge,
                sites=sites,
                settle_s=settle_s,
            )
