"""WebArena's three evaluators, with its own results: `official`, oddities included."""

from __future__ import annotations

from ._answer import score_answer, score_answer_judged
from ._judge import Judge, NoJudge
from ._model_judge import ModelJudge
from ._page import score_page
from ._rubric import Rubric
from ._url import score_url
from ._whole import score_task

__all__ = [
    "Judge",
    "ModelJudge",
    "NoJudge",
    "Rubric",
    "score_answer",
    "score_answer_judged",
    "score_page",
    "score_task",
    "score_url",
]
