"""WebArena: tasks on sites of the researcher's own, scored as its authors score them."""

from __future__ import annotations

from ._logins import Logins
from ._opening import open_start
from ._play import Play
from ._reading import parse_task, read_list, read_tasks
from ._sites import ACCOUNTS, SITE_NAMES, Account, SiteName, Sites, placeholder
from ._suite import (
    WebArenaStage,
    WebArenaSuite,
    answer_of,
    require_any,
    require_known,
    site_task,
)
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
    "Logins",
    "ModelJudge",
    "NoJudge",
    "PageTarget",
    "Play",
    "ReferenceAnswers",
    "RequiredContents",
    "SiteName",
    "Sites",
    "WebArenaStage",
    "WebArenaSuite",
    "WebArenaTask",
    "answer_of",
    "open_start",
    "parse_task",
    "placeholder",
    "read_list",
    "read_tasks",
    "require_any",
    "require_known",
    "score_answer",
    "score_answer_judged",
    "score_page",
    "score_task",
    "score_url",
    "site_task",
]
