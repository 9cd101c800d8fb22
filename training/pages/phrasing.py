"""Instructions in many wordings.

A template holds alternatives, `{open|show}`, which may be nested, and slots: `<name>` as it is,
`<name?>` quoted or not, `<name!>` quoted always and never changed in case.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from training.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from random import Random

    from training.sample import Deed

_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"<(\w+)([?!]?)>")
_QUOTES = ('"{}"', '"{}"', "'{}'", "“{}”", "‘{}’", "«{}»")
_MANNERS = (
    *("{}.",) * 8,
    *("{}",) * 6,
    *("Please {}.", "Please {}", "{} please.", "{}, please", "{}, thanks!", "Now {}."),
    *("I want you to {}.", "I'd like you to {}.", "I need you to {}", "I need to {}."),
    *("I want to {}.", "I would like to {}.", "Your task is to {}.", "Task: {}.", "You should {}."),
    *("Help me {}.", "Hi! {}.", "Try to {}.", "Go ahead and {}.", "i wanna {}", "Kindly {}."),
    *("Let's {}.", "Be so kind as to {}.", "Your job: {}", "The goal is to {}.", "Hey, {}"),
)
_QUESTIONS = (
    *("Can you {}?", "Could you {}?", "Could you {} for me?", "Would you {}, please?"),
    *("can you {}", "Would you mind? {}.", "Will you {}?", "Can you please {}?"),
)
_PLAIN_SHARE = 0.55
_LOWER_SHARE = 0.12


def expand(random: Random, template: str) -> str:
    """Choose among the alternatives of a template; its slots stay."""
    while found := _ALTERNATIVES.search(template):
        choice = random.choice(found[1].split("|"))
        template = template[: found.start()] + choice + template[found.end() :]
    return re.sub(r" {2,}", " ", template).strip()


def quoted(random: Random, text: str) -> str:
    """Return a text in one of the kinds of quotation marks that don't occur in it."""
    fitting = [marks for marks in _QUOTES if not set(marks) & set(text)]
    return random.choice(fitting or _QUOTES[3:4]).format(text)


def fill(random: Random, template: str, slots: dict[str, str], *, lower: bool = False) -> str:
    """Put values into the slots of a template; the same slot is quoted the same way all over."""
    marked = {name: quoted(random, value) for name, value in slots.items()}
    quotes = random.random() < 0.4

    def value(match: re.Match[str]) -> str:
        name, mark = match.groups()
        if mark == "!" or (mark == "?" and quotes):
            return marked[name]
        return slots[name].lower() if lower and mark != "!" else slots[name]

    return _SLOT.sub(value, template)


def say(random: Random, template: str, **slots: str) -> str:
    """Return a phrase that is part of something larger."""
    return fill(random, expand(random, template), slots)


def request(random: Random, templates: Sequence[str], **slots: str) -> str:
    """Return an instruction, polite or terse, from templates that begin with a verb.

    A template that does not is marked by `=` at its start.
    """
    words = expand(random, random.choice(templates))
    whole = words.startswith("=")
    words = words.removeprefix("=")
    lower = random.random() < _LOWER_SHARE
    if lower:
        words = _lowered(words)
    manner = random.choice(("{}", "{}.")) if whole else _manner(random, words)
    if lower:
        manner = manner.lower()
    at_start = manner.startswith("{}") or manner.endswith((": {}.", "! {}.", "? {}."))
    if at_start and not lower:
        words = _capital(words)
    if manner.endswith(".") and words.endswith((".", "?", "!", ">")) and random.random() < 0.5:
        manner = manner[:-1]
    phrase = fill(random, manner.replace("{}", words), slots, lower=lower)
    return phrase.replace("..", ".")


def question(random: Random, templates: Sequence[str], **slots: str) -> str:
    """Return a question, from templates that are written as whole sentences."""
    words = expand(random, random.choice(templates))
    lower = random.random() < _LOWER_SHARE * 2
    words = _lowered(words) if lower else _capital(words)
    if random.random() < 0.12 and words.endswith("?"):
        words = words[:-1] if random.random() < 0.3 else f"{words} Tell me."
    return fill(random, words, slots, lower=lower and random.random() < 0.5)


def as_told(task: str, text: str) -> str:
    """Return a text as the task has it, or as it is where the task does not have it."""
    at = task.lower().find(text.lower())
    return task[at : at + len(text)] if at >= 0 else text


def sample(task: str, pages: Mapping[str, str], deeds: Iterable[Deed]) -> Sample:
    """Return a sample in which that is typed which the task says, in its very letters."""
    told = (
        replace(deed, text=as_told(task, deed.text)) if deed.verb == "type" else deed
        for deed in deeds
    )
    return Sample(task, pages, tuple(told))


def listed(random: Random, names: Sequence[str]) -> str:
    """Return names as one says several of them."""
    if len(names) < 2:
        return "".join(names)
    last = random.choice((" and ", " and ", ", ", " & ", " as well as ", ", and "))
    return ", ".join(names[:-1]) + last + names[-1]


def _manner(random: Random, words: str) -> str:
    if random.random() < _PLAIN_SHARE:
        return random.choice(_MANNERS[:14])
    if any(mark in words for mark in (". ", "? ", ": ")):
        return random.choice([manner for manner in _MANNERS if manner.endswith(("{}", "{}."))])
    return random.choice(_MANNERS + _QUESTIONS)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lowered(words: str) -> str:
    """Lower everything but the slots' names."""
    return "".join(
        part if part.startswith("<") else part.lower() for part in re.split(r"(<[^>]*>)", words)
    )
