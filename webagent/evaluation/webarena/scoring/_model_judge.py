"""A language model as the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.models import ContextOverflow, Message, ReplySchema, Usage, object_schema
from webagent.prompting import new_fence, templates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.models import Model

_REASON = {"type": "string"}
_ANSWER_VERDICTS = ("correct", "partially correct", "incorrect")
_REASON_VERDICTS = ("same", "different")


class ModelJudge:
    """Asks a model, once for each reference, and takes only its full agreement for a yes.

    The decisions are those of WebArena's judge, the words are not: with another model or other
    words the same answer can be judged otherwise, so a score says who judged.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._fence = new_fence()
        self.usage = Usage()
        """What judging has cost so far."""

    async def same(self, question: str, reference: str, answer: str) -> bool | None:
        """Whether an answer means the reference; `None` where the model gives no verdict.

        Raises:
            webagent.models.ModelError: the model can't be used.
        """
        return await self._judged("answer", _ANSWER_VERDICTS, question, reference, answer)

    async def same_reason(self, question: str, reference: str, answer: str) -> bool | None:
        """Whether an answer tells why the task can't be done; `None` as in `same`.

        Raises:
            webagent.models.ModelError: the model can't be used.
        """
        return await self._judged("reason", _REASON_VERDICTS, question, reference, answer)

    async def _judged(
        self, kind: str, verdicts: Sequence[str], question: str, reference: str, answer: str
    ) -> bool | None:
        prompts = templates("webagent.evaluation.webarena.scoring")
        shown = {
            "question": question,
            "reference": reference,
            "answer": answer,
            "fence": self._fence,
        }
        messages = [
            Message("system", prompts.get_template(f"{kind}_system.j2").render()),
            Message("user", prompts.get_template("judge.j2").render(shown)),
        ]
        schema = ReplySchema(
            "verdict",
            "What the answer is worth",
            object_schema(reason=_REASON, verdict={"type": "string", "enum": list(verdicts)}),
        )
        try:
            reply = await self._model.complete(messages, schema)
        except ContextOverflow:
            return None
        self.usage += reply.usage
        verdict = None if reply.data is None else reply.data.get("verdict")
        if not isinstance(verdict, str) or verdict.strip().lower() not in verdicts:
            return None
        return verdict.strip().lower() == verdicts[0]
