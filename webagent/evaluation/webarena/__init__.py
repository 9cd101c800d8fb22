"""WebArena: tasks on sites of the researcher's own, scored as its authors score them."""

from __future__ import annotations

from ._reading import parse_task, read_tasks
from ._sites import ACCOUNTS, SITE_NAMES, Account, SiteName, Sites
from ._task import Evaluation, PageTarget, ReferenceAnswers, RequiredContents, WebArenaTask
from .scoring import (
    Judge,
    ModelJudge,
    NoJudge,
    score_answer,
    score_answer_judged,
    score_page,
    score_task,
    score_url,
)

__all__ = [
    "ACCOUNTS",
    "SITE_NAMES",
    "Account",
    "Evaluation",
    "Judge",
    "ModelJudge",
    "NoJudge",
    "PageTarget",
    "ReferenceAnswers",
    "RequiredContents",
    "SiteName",
    "Sites",
    "WebArenaTask",
    "parse_task",
    "read_tasks",
    "score_answer",
    "score_answer_judged",
    "score_page",
    "score_task",
    "score_url",
]
