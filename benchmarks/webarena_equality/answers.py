"""Cases for `string_match`: the references of WebArena and odd ones, and answers near them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

_ODD = (
    "", " ", "'", '"', "''", '"\'"', "'\"'", "' '", "'\u00a0'", "a", "A", "0", "7", "$", "%", ".",
    "-", "i", "x", "é", "İ", "ß", "ﬁ", "٣", "３", "中", "“", "…", "N/A", "n/a", "'N/A'",
    "yes |OR| no", "yes |AND| no", "a |or| b", "&amp;", "R&D", "&lt;b&gt;", "naïve", "STRASSE",
    "straße", "12", "1.5", "2,000", "$279.49", "a\tb", "line\nbreak", "\u200b", "\U0001f600",
    "don't", "can not", "cannot",
)  # fmt: skip
_WORDS = (
    "the a there are is i checked and total of reviews orders page it found for this store which "
    "shows see product customer no. mr. e.g. p.m. a.m. vs. st. approx. etc. inc. u.s. however so "
    "but"
)
_MARKS = (
    " ", " ", " ", ". ", ".", ", ", "! ", "? ", "\n", ".\n", ": ", "; ", " (", ") ", ".) ", '."',
    '" ', "-", "...", " – ", ". (", "/", "' ", "'s ", "$", "%", "* ", "#", "… ", ". 3 ",
)  # fmt: skip
_SENTENCES = (
    "The answer is {}.", "It is {}. I looked twice.", "{} of them (see the list)", "Total: {}",
    "There were {}; none is new", "I found {}, as asked.", "{}. That is all.", "{}.", "({})",
    "${}", "{}%", "no. {}", "#{}", "{}th", "1{}", "{}0", "{},000", "about {} or so",
    "The count is {}. 3 are new", "Is it {}? Yes!", "…{}…", "{}\nDone.", "{}. (as of today)",
    "{}.\n- checked", "{}. a.m.; later",
)  # fmt: skip
_QUOTES = ("'", '"', "“", "`", "''", "\"'")
_SPACES = (" ", "\n", "\t", "\u00a0", "\u2003", "\u200b")


def answer_cases(tasks: Sequence[dict[str, Any]], random: Random, count: int) -> Iterator[Case]:
    """Yield so many cases for a seed."""
    told = [task for task in tasks if "string_match" in task["eval"]["eval_types"]]
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for task in told:
        for rule, value in task["eval"]["reference_answers"].items():
            # The few tasks with one character to find are where the tokenizer counts.
            alone = rule == "must_include" and len(value) == 1 and len(value[0].strip("'\" ")) == 1
            by_rule.setdefault(f"{rule} of one character" if alone else rule, []).append(task)
    kinds = ("exact_match", "must_include", "must_include of one character", "fuzzy_match")
    for number in range(count):
        kind = kinds[number % len(kinds)]
        if number % 5 == 4:
            task, name = _made(random), "answer: made rules"
        elif number % 97 == 0:
            task, name = _malformed(random), "answer: malformed"
        else:
            task, name = _string_only(random.choice(by_rule[kind])), f"answer: {kind}"
        yield Case(name, task, answer=_answer(_references(task), random))


def _string_only(task: dict[str, Any]) -> dict[str, Any]:
    return {**task, "eval": {**task["eval"], "eval_types": ["string_match"]}}


def _of(references: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {
        "intent": "Tell me",
        "eval": {"eval_types": ["string_match"], "reference_answers": references, **others},
    }


def _made(random: Random) -> dict[str, Any]:
    """Return a task with odd references, or with rules that no task of WebArena has together."""

    def one() -> str:
        return random.choice(_ODD)

    rules: dict[str, Callable[[], Any]] = {
        "exact_match": one,
        "must_include": lambda: [one() for _ in range(random.choice((0, 1, 1, 1, 2, 3)))],
        "fuzzy_match": lambda: random.choice(("N/A", [one()], [one(), one()], [])),
        "must_exclude": lambda: [one()],
    }
    chosen = random.sample(list(rules), random.choice((1, 1, 2, 3)))
    return _of({rule: rules[rule]() for rule in chosen}, string_note="It is not sold")


def _malformed(random: Random) -> dict[str, Any]:
    return _of(
        random.choice(
            (
                {"exact_match": ["a"]},
                {"must_include": "a"},
                {"fuzzy_match": "n/a"},
                {"must_include": [3]},
                {"exact_match": None},
            )
        )
    )


def _references(task: dict[str, Any]) -> list[str]:
    values: list[Any] = list(task["eval"]["reference_answers"].values())
    lists: list[list[Any]] = [value if isinstance(value, list) else [value] for value in values]
    flat = [each for one in lists for each in one]
    return [each for each in flat if isinstance(each, str)] or [""]


def _answer(references: list[str], random: Random) -> str:
    """Return an answer that holds all, some or none of the references, more or less disguised."""
    kept = [each for each in references if random.random() < 0.85]
    match random.randrange(8):
        case 0:
            text = random.choice(_ODD)
        case 1 | 2:
            text = _babble(random.choice(references), random)
        case 3:
            text = random.choice(_SENTENCES).format(random.choice(references))
        case _:
            text = random.choice((", ", " ", "\n", " and ", ". ", "")).join(kept)
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        text = _changed(text, random)
    return text


def _babble(reference: str, random: Random) -> str:
    parts: list[str] = []
    for _ in range(random.randint(1, 9)):
        word = random.choice((reference, random.choice(_WORDS.split()), str(random.randint(0, 30))))
        parts += [word, random.choice(_MARKS)]
    return "".join(parts)


def _changed(text: str, random: Random) -> str:
    match random.randrange(9):
        case 0:
            return text.upper()
        case 1:
            return text.swapcase()
        case 2:
            mark = random.choice(_QUOTES)
            return f"{mark}{text}{mark}"
        case 3:
            return f"{random.choice(_SPACES)}{text}{random.choice(_SPACES)}"
        case 4:
            start = random.randint(0, len(text))
            return text[start : random.randint(start, len(text))]
        case 5:
            return f"{text}{random.choice('.!?,;)…')}"
        case 6:
            return random.choice(_SENTENCES).format(text)
        case 7:
            return f"{random.choice(_QUOTES)}{text}"
        case _:
            return " ".join(text.split())
