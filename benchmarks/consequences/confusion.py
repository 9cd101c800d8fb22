"""What was said of controls, beside what they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from webagent_actions import Click, Reversibility, judge

from benchmarks.consequences.labelled import HELD_OUT, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_actions import Judgement

    from benchmarks.consequences.labelled import Control

_TITLES = {
    WRITTEN: "The half that the lexicon was written with",
    HELD_OUT: "The half that is held out",
}


def said_of(control: Control) -> Judgement:
    """Return what is said of a click on a control."""
    return judge(Click(1), control.observation)


def is_dangerous(true: Reversibility, said: Reversibility) -> bool:
    """Whether a commitment was called harmless; the other mistakes only cost an exploration."""
    return true is Reversibility.COMMIT and said is not Reversibility.COMMIT


def tables(controls: Sequence[Control]) -> str:
    """Return a table for each half, and one of the sources; rows are true, columns said."""
    parts = [
        f"## {title}\n\n{_confusion([each for each in controls if each.half == half])}"
        for half, title in _TITLES.items()
    ]
    parts.append(f"## By source\n\n{_sources(controls)}")
    return "\n\n".join(parts) + "\n"


def _confusion(controls: Sequence[Control]) -> str:
    counts = Counter((each.true, said_of(each).reversibility) for each in controls)
    rows = [
        [
            f"is {true.value.upper()}",
            *(
                f"**{counts[true, said]}**" if is_dangerous(true, said) else str(counts[true, said])
                for said in Reversibility
            ),
        ]
        for true in Reversibility
    ]
    dangerous = sum(count for pair, count in counts.items() if is_dangerous(*pair))
    commitments = sum(each.true is Reversibility.COMMIT for each in controls)
    right = sum(count for (true, said), count in counts.items() if true is said)
    head = ["", *(f"said {said.value.upper()}" for said in Reversibility)]
    return (
        f"{_markdown(head, rows)}\n\n"
        f"{right} of {len(controls)} as labelled; the dangerous cells, COMMIT said SAFE or EDIT: "
        f"{dangerous} of {commitments}."
    )


def _sources(controls: Sequence[Control]) -> str:
    return _markdown(
        ["source", "half", "controls", "as labelled", "COMMIT said less", "said more than it is"],
        list(_source_rows(controls)),
    )


def _source_rows(controls: Sequence[Control]) -> Iterator[list[str]]:
    order = list(Reversibility)
    for source, half in dict.fromkeys((each.source, each.half) for each in controls):
        pairs = [
            (each.true, said_of(each).reversibility)
            for each in controls
            if (each.source, each.half) == (source, half)
        ]
        right = sum(true is said for true, said in pairs)
        dangerous = sum(is_dangerous(true, said) for true, said in pairs)
        more = sum(order.index(said) > order.index(true) for true, said in pairs)
        yield [source, half, str(len(pairs)), str(right), str(dangerous), str(more)]


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
