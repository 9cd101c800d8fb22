"""What of a task is left to do, as far as the page that is seen can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._words import concepts, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._options import Scene
    from ._sight import Element


class Remaining:
    """What the page still offers of what the task asks for, and what it doesn't have."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.undone = scene.task.concepts - scene.past.did
        """What the task speaks of, and nothing clicked so far stands for, as concepts."""
        at = scene.past.last_used
        self.last_clause = scene.task.words[at].clause if at >= 0 else -1
        """The clause of what was used last of the task; -1 where nothing was."""
        self._last_fit = self._entry_fit(scene.last) if scene.last is not None else 0

    def features(self) -> dict[str, float]:
        """Return what is the same for all options."""
        sight, acted = self._scene.sight, self._scene.past.refs
        left = [e for e in sight.elements if not e.node.states.get("disabled") and not acted[e.ref]]
        return {
            **self._offered(left),
            **self._missing(),
            **self._clauses(),
            **self._concepts(),
            "unsent": self._scene.past.unsent,
        }

    def is_like_done(self, element: Element) -> bool:
        """Return whether what was acted on before was called the same, and this was not used."""
        past = self._scene.past
        return past.clicked_like(element.node) > 0 and not past.refs[element.ref]

    def fit_like_done(self, element: Element) -> float:
        """Return how many more words of the task its entry has than that of the last one."""
        return self._entry_fit(element) - self._last_fit

    def _offered(self, left: Sequence[Element]) -> dict[str, float]:
        match = self._scene.matching.of
        matches = [(element, match(element.name)) for element in left]
        named = [
            found
            for element, found in matches
            if found.unused
            and found.length
            and not found.negated
            and element.node.states.get("checked") is not True
        ]
        peers = [element for element in left if self.is_like_done(element)]
        return {
            "open_named": len(named),
            "open_quoted": sum(found.quoted for found in named),
            "open_gain": max((found.gain for _, found in matches), default=0.0),
            "open_entry": max((match(e.entry).gain for e in left if e.entry), default=0.0),
            "open_concept": max((len(self._meant(element)) for element in left), default=0),
            "peers": len(peers),
            "peers_fit": sum(self.fit_like_done(element) >= 0 for element in peers),
        }

    def _missing(self) -> dict[str, float]:
        task, sight = self._scene.task, self._scene.sight
        known: set[str] = set()
        for text in (*(e.name for e in sight.elements), *(fact.value for fact in sight.facts)):
            known.update(stems(text))
        missed = [
            place
            for place in self._scene.matching.left
            if not task.words[place].quoted
            and task.stems[place] not in known
            and not concepts((task.stems[place],))
        ]
        told = " ".join(fact.value.casefold() for fact in sight.facts)
        return {
            "absent_share": len(missed) / max(len(task.telling), 1),
            "absent_quotes": sum(quote.text.casefold() not in told for quote in task.quotes),
        }

    def _clauses(self) -> dict[str, float]:
        words, past = self._scene.task.words, self._scene.past
        clauses = {word.clause for word in words}
        touched = {words[place].clause for place in past.used}
        telling = {words[place].clause for place in self._scene.task.telling}
        return {
            "clauses": len(clauses),
            "clauses_left": max(clauses, default=0) - self.last_clause,
            "clauses_untouched": len(telling - touched),
        }

    def _concepts(self) -> dict[str, float]:
        here: frozenset[int] = frozenset()
        for element in self._scene.sight.elements:
            here |= self._meant(element)
        return {
            "concept_left": len(self.undone),
            "concept_here": len(here),
            "did_any": len(self._scene.past.did & self._scene.task.concepts),
        }

    def _meant(self, element: Element) -> frozenset[int]:
        return concepts(stems(element.name)) & self.undone

    def _entry_fit(self, element: Element) -> int:
        task, words = self._scene.task, set(stems(element.entry))
        return sum(task.stems[place] in words for place in task.telling)
