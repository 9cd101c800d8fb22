"""What all options of a scene are compared with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ._names import LAST, SIGNS, TEXT_PARTS, sign_of
from ._quantities import winners
from ._remaining import Remaining
from ._words import concepts, stems, vocabulary

if TYPE_CHECKING:
    from ._matching import Match
    from ._options import Scene

_MOST_SAID = 2_000


class Common:
    """What of a scene is the same for all its options, worked out once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        task, past, sight = scene.task, scene.past, scene.sight
        self.match = scene.matching.of
        self.left = scene.matching.left
        self.fields = [
            e for e in sight.elements if e.node.editable and not e.node.states.get("readonly")
        ]
        self.empty = [e for e in self.fields if not (e.node.value or "").strip()]
        self.controls = {e.name.strip().casefold() for e in sight.elements if e.own}
        self.quotes_left = [
            q for q in task.quotes if not past.used.issuperset(range(q.first, q.last + 1))
        ]
        self.winners = winners(task, sight, past.refs)
        self.last_order = scene.last.order if scene.last is not None else -1
        self.words = {word.text.casefold() for word in task.words if not word.quoted}
        self.remaining = Remaining(scene)

    def features(self, options: int) -> dict[str, float]:
        """Return what is the same for all of so many options."""
        task, past, sight, words = self.scene.task, self.scene.past, self.scene.sight, self.words
        said = set(stems(past.said[:_MOST_SAID]))
        last = self.scene.last
        last_target = concepts(stems(last.name if last is not None else ""))
        total = max(len(task.telling), 1)
        return {
            **self.remaining.features(),
            f"last:{past.last}" if past.last in LAST else "last:": 1.0,
            **{f"task:{verb}": 1.0 for verb in task.verbs},
            **{f"wanted:{name}": 1.0 for name in SIGNS if sign_of(name) & task.concepts},
            **{f"did:{name}": 1.0 for name in SIGNS if sign_of(name) & past.did},
            "step": past.steps,
            "failed": past.failed,
            "left": len(self.left),
            "left_share": len(self.left) / total,
            "quotes_left": len(self.quotes_left),
            "of_all": task.of_all,
            "least": task.least,
            "most": task.most,
            "asks": task.asks,
            "modal_open": sight.has_modal,
            "options": options,
            "same_page": past.same_page,
            "fields_empty": len(self.empty),
            "fields": len(self.fields),
            "new_any": bool(past.new),
            "task_words": len(task.words),
            "task_quotes": len(task.quotes),
            "task_numbers": len(task.numbers),
            "said_done": bool(said.intersection(_done_words())),
            "status_done": "the page says" in past.said,
            "last_sign_submit": bool(last_target & sign_of("submit")),
            "url_changed": "now at" in past.said or "opened" in past.said,
            "tabs": len(self.scene.state.situation.tabs),
            **{
                f"super:{sort}": float(bool(words & set(all_of)))
                for sort, all_of in vocabulary()["superlatives"].items()
            },
            "up": bool(words & {"up", "above", "higher"}),
            "down": bool(words & {"down", "below", "lower"}),
            "dialog_open": self.scene.state.situation.dialog is not None,
            "question_who": bool(words & {"who", "whose", "whom"}),
            "question_when": bool(words & {"when", "date", "day", "time"}),
            "question_where": bool(words & {"where", "city", "place", "address"}),
            "question_count": "many" in words or "number" in words,
            "question_price": bool(words & {"much", "price", "cost", "costs", "total"}),
        }

    def compare(self, f: dict[str, float], part: str, text: str) -> Match:
        """Write how a text fits the task, and return it."""
        match = self.match(text)
        for name in TEXT_PARTS:
            value = getattr(match, name)
            f[f"{part}:{name}"] = float(value)
        if match.place >= 0:
            f[f"{part}:place"] = match.place / max(len(self.scene.task.words), 1)
        else:
            f[f"{part}:place"] = -1.0
        return match


@cache
def _done_words() -> frozenset[str]:
    return frozenset(stems(" ".join(vocabulary()["done"])))
