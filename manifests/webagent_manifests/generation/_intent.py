"""What a control is for, by the words that are on it.

A word list never knows a site: it decides where a draft is careful, and the owner decides what
becomes of the draft. The words are in `intents.toml`, for seven languages.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Intent(StrEnum):
    """What a form or a control does, as far as its words tell."""

    ACCOUNT_DELETION = "account deletion"
    CART = "cart"
    PURCHASE = "purchase"
    CANCELLATION = "cancellation"
    DELETION = "deletion"
    UNSUBSCRIPTION = "unsubscription"
    LOGOUT = "logout"
    REGISTRATION = "registration"
    LOGIN = "login"
    PUBLICATION = "publication"
    MESSAGE = "message"
    PREFERENCE = "preference"
    SEARCH = "search"


class _Vocabulary(NamedTuple):
    intent: Intent
    words: re.Pattern[str]
    labels: re.Pattern[str] | None


_SMALL_WORDS = (
    "my|your|this|the|whole|user|customer|mein|dein|ihr|das|die|den|dieses|diesen|mon|ma|votre|ton|"
    "ta|le|la|les|l|cet|cette|mi|tu|su|el|esta|este|il|mio|tuo|lo|mijn|je|uw|het|de|minha|sua|a|o"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def words_of(text: str) -> str:
    """Return a text or an identifier as plain words: no case, no accents, single spaces."""
    folded = unicodedata.normalize("NFKD", _HUMP.sub(" ", text).casefold())
    return _NO_WORD.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).strip()


def intent_of(*names: str, label: str = "") -> Intent | None:
    """Return what a control is for, None if none of its words tells.

    `names` are identifiers and addresses, `label` is what a person reads on it. The first intent
    in the order of `Intent` that any of them speaks of wins.
    """
    read = words_of(label)
    spoken = [words for words in (read, *map(words_of, names)) if words]
    for intent, words, labels in _vocabularies():
        if any(words.search(each) for each in spoken):
            return intent
        if labels is not None and labels.fullmatch(read):
            return intent
    return None


@cache
def _vocabularies() -> tuple[_Vocabulary, ...]:
    text = files("webagent_manifests.generation").joinpath("intents.toml").read_text("utf-8")
    return tuple(
        _Vocabulary(
            Intent(entry["name"]),
            re.compile(rf"\b(?:{'|'.join(_phrases(entry))})\b"),
            re.compile("|".join(entry["labels"])) if "labels" in entry else None,
        )
        for entry in tomllib.loads(text)["intent"]
    )


def _phrases(entry: Mapping[str, Any]) -> Iterator[str]:
    languages = [value for key, value in entry.items() if key not in {"name", "labels"}]
    for language in languages:
        yield from language.get("words", ())
        if "verbs" in language:
            verbs, nouns = _any(language["verbs"]), _any(language["nouns"])
            between = f" (?:(?:{_SMALL_WORDS}) )*"
            yield f"{verbs}{between}{nouns}"
            yield f"{nouns}{between}{verbs}"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"
