"""The actor that has a model choose from a menu."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from webagent_actions import Stop, is_valid

from webagent.actors.ranking import asks
from webagent.models import ContextOverflow, Usage
from webagent.state import Proposal

from ._entries import entries, lettered, menu_of
from ._mixing import Weights, log_linear
from ._prompt import MenuPrompt, without_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from webagent_actions import Action
    from webagent_observation import View

    from webagent.models import Message, Model
    from webagent.models.letters import LetterModel
    from webagent.state import State

    from ._entries import Entry
    from ._options import Ranker

MOST = 20
"""Options of the ranker's that are shown at most; with own words the letters suffice."""
_SHRINK = 0.5
_LEAST_TOKENS = 50
_WORDS_LIMIT = 400
_WORTH_DOING = 0.1
"""Below this, ending the run early does less harm."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A menu as the model was shown it."""

    menu: Mapping[str, Entry]
    messages: Sequence[Message]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was thought of the entries of a menu."""

    shares: Mapping[Entry, float]
    """How likely each entry is the best: model and ranker together."""
    usage: Usage = field(default_factory=Usage)
    shown: tuple[_Shown, ...] = ()
    """Empty where the model was not asked."""
    view: View | None = None


class MenuActor:
    """Shows a model the actions that a ranker holds for likely, and asks for a letter.

    A letter is one forward pass, from which the probability of every entry is read. Where the best
    has too little, those that lead are shown once more in reversed order, and the geometric mean of
    both is taken: models of this size favour places on a list. The ranker's own probabilities join
    by `Weights`. Some entries end in words of the model's own, an answer or a text for a field;
    those are written only once they were chosen. Without a model that writes they are not offered.

    What costs time is what the model has to read anew: on two cores about 80 tokens a second for a
    model of 1.5 billion parameters. A line of the menu has about 15.

    It remembers nothing from one turn to the next.

    Args:
        ranker: finds the options.
        letters: the model that chooses.
        words: the model that writes; usually the same one.
        weights: how much the model and the ranker count.
        most: how many of the ranker's options are shown, at most `MOST`.
        coverage: how much of the ranker's probability the options shown need have together; what
            is less likely costs time and is left out.
        page_tokens: how much of the page is shown; what fits the task comes first.
        sure: share of the best entry from which on one look at the menu is enough.
        leaders: how many entries the second look is for.
        ranker_sure: probability of the ranker's best option from which on the model isn't asked.
        sure_of_the_end: share from which on a run is ended while something else could be done. A
            model of this size soon says that all is done. The answer to a question needs no more
            than to be the best.
        alternatives: whether more than one proposal is ever made. Where an actor names several that
            are about as good, `--search auto` tries them out, which asks it many times more.
    """

    def __init__(
        self,
        ranker: Ranker,
        letters: LetterModel,
        words: Model | None = None,
        *,
        name: str | None = None,
        weights: Weights | None = None,
        most: int = 12,
        coverage: float = 0.95,
        page_tokens: int = 250,
        sure: float = 0.7,
        leaders: int = 5,
        ranker_sure: float = 0.98,
        sure_of_the_end: float = 0.75,
        alternatives: bool = True,
    ) -> None:
        self._ranker = ranker
        self._letters = letters
        self._words = words
        self._name = name or letters.name
        self._weights = weights or Weights()
        self._most = min(most, MOST)
        self._coverage = coverage
        self._prompt = MenuPrompt(page_tokens)
        self._sure = sure
        self._leaders = leaders
        self._ranker_sure = ranker_sure
        self._sure_of_the_end = sure_of_the_end
        self._alternatives = alternatives

    @property
    def name(self) -> str:
        """What it was named, or the name of the model that chooses."""
        return self._name

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return the best `k` entries, each weighted by how likely it is the best one.

        An entry that ends in own words is written out if it is the best one, and else left out.

        Raises:
            webagent.models.ModelError: the model can't be used.
        """
        options = self._ranker.options(state, self._most)
        found = entries(options, state.situation, self._weights.own_words, coverage=self._coverage)
        if self._words is None:
            found = [entry for entry in found if entry.action is not None]
        if not found:
            nothing = Stop("unable: there is nothing that could be done here")
            return [Proposal((nothing,), "The ranker found no action that can be taken.")]
        asked = await self._ask(state, found)
        proposals: list[Proposal] = []
        usage = asked.usage
        for entry, share in self._in_order(asked.shares, asks(state.task)):
            action = entry.action
            reason = _reason(asked, share)
            if action is None and not proposals:
                words, used = await self._write(asked, entry)
                usage += used
                action = _valid(entry, words, state)
                reason += ", in its own words"
            if action is not None:
                proposals.append(Proposal((action,), reason, view=asked.view, weight=share))
            if len(proposals) == (k if self._alternatives else 1):
                break
        if not proposals:
            return [Proposal((), "The model gave no valid words.", usage, view=asked.view)]
        return [replace(proposals[0], usage=usage), *proposals[1:]]

    def _in_order(
        self, shares: Mapping[Entry, float], asked: bool
    ) -> Sequence[tuple[Entry, float]]:
        """Return the best first, but before an end that is far from sure what could be done yet."""
        best = sorted(shares.items(), key=lambda each: -each[1])
        deed = next((each for each in best if not each[0].ends), None)
        first, share = best[0]
        early = first.says_done(asked=asked) and share < self._sure_of_the_end
        if not early or deed is None or deed[1] < _WORTH_DOING:
            return best
        return [deed, *(each for each in best if each is not deed)]

    async def _ask(self, state: State, found: list[Entry]) -> _Asked:
        """Ask the model, with less and less of the page while the prompt does not fit it."""
        prior = {entry: entry.probability for entry in found}
        if max(prior.values()) >= self._ranker_sure:
            whole = sum(prior.values())
            return _Asked({entry: said / whole for entry, said in prior.items()})
        view = self._prompt.view(state)
        while True:
            try:
                return await self._look_twice(state, view, found, prior)
            except ContextOverflow:
                tokens = int(view.tokens * _SHRINK)
                if tokens < _LEAST_TOKENS:
                    raise
                view = view.within(tokens)

    async def _look_twice(
        self, state: State, view: View, found: list[Entry], prior: Mapping[Entry, float]
    ) -> _Asked:
        # For both looks the same, so that the second need not read it again.
        page = without_numbers(view.text, (entry.text for entry in found))
        said, shown, usage = await self._look(state, page, found)
        shares = self._mix(said, prior)
        once = _Asked(shares, usage, (shown,), _less(state, view))
        if max(shares.values()) >= self._sure or len(found) == 1:
            return once
        # Stable, so that they keep the order of the page, which is then turned round.
        least = sorted(shares.values(), reverse=True)[: self._leaders][-1]
        leading = [entry for entry in found if shares[entry] >= least][::-1]
        again, shown_again, more = await self._look(state, page, leading)
        mass = sum(said[entry] for entry in leading)
        mean = log_linear([({entry: said[entry] for entry in leading}, 0.5), (again, 0.5)])
        both = {**said, **{entry: mass * share for entry, share in mean.items()}}
        return replace(
            once,
            shares=self._mix(both, prior),
            usage=usage + more,
            shown=(shown, shown_again),
        )

    async def _look(
        self, state: State, page: str, order: Sequence[Entry]
    ) -> tuple[Mapping[Entry, float], _Shown, Usage]:
        """Return what the model says of entries in this order."""
        menu = lettered(order)
        texts = menu_of(menu)
        messages = self._prompt.messages(state, page, texts)
        reply = await self._letters.letters(messages, texts)
        said = {menu[letter]: share for letter, share in reply.probabilities.items()}
        return said, _Shown(menu, messages), reply.usage

    def _mix(self, said: Mapping[Entry, float], prior: Mapping[Entry, float]) -> dict[Entry, float]:
        return log_linear([(said, self._weights.model), (prior, self._weights.ranker)])

    async def _write(self, asked: _Asked, entry: Entry) -> tuple[str, Usage]:
        """Have the model write what an entry needs; empty where it writes nothing of use."""
        where = (
            (shown, letter)
            for shown in reversed(asked.shown)
            for letter, one in shown.menu.items()
            if one == entry
        )
        shown, letter = next(where, (None, ""))
        if self._words is None or shown is None:
            return "", Usage()
        messages = self._prompt.ask_words(shown.messages, letter, field=entry.field is not None)
        try:
            reply = await self._words.complete(messages, self._prompt.schema)
        except ContextOverflow:
            return "", Usage()
        said = None if reply.data is None else reply.data.get("words")
        words = said.strip()[:_WORDS_LIMIT] if isinstance(said, str) else ""
        return ("" if reply.truncated else words), reply.usage


def _less(state: State, view: View) -> View | None:
    """Return a view if it is less than the state's."""
    shown = state.situation.view
    whole = state.situation.observation.text if shown is None else shown.text
    return view if view.text != whole else None


def _valid(entry: Entry, words: str, state: State) -> Action | None:
    """Return the action that words make, if it can be taken."""
    if not words:
        return None
    action = entry.with_words(words)
    return action if is_valid(action, state.situation) else None


def _reason(asked: _Asked, share: float) -> str:
    among = f"{share:.0%} of {len(asked.shares)} options"
    if not asked.shown:
        return f"{among}, by the ranker alone"
    return among if len(asked.shown) == 1 else f"{among}, the leading ones looked at twice"
