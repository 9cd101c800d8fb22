"""Which verbs the words of other formats stand for.

A word grants only what it plainly names; it denies whatever it could touch. That is why there are
two tables.
"""

from __future__ import annotations

from typing import NamedTuple

from .._manifest import Verb
from ._claims import phrase


class Target(NamedTuple):
    """A verb on what a selector selects."""

    verb: Verb
    selector: str = "*"


_READING = (Target(Verb.READ_CONTENT), Target(Verb.READ_METADATA), Target(Verb.SCROLL_PAGE))
_FOLLOWING = (Target(Verb.FOLLOW_LINK),)
_FILLING = (Target(Verb.SET_INPUT_VALUE),)
# Sending a form in a browser is pressing its button.
_SUBMITTING = (
    *_FILLING,
    Target(Verb.SUBMIT_FORM),
    Target(
        Verb.CLICK_ELEMENT,
        "form button:not([type=button], [type=reset]), input[type=submit], input[type=image]",
    ),
)

_GRANTS: dict[str, tuple[Target, ...]] = {
    **{phrase(verb.value): (Target(verb),) for verb in Verb if verb is not Verb.ALL},
    **dict.fromkeys(
        ("read", "read content", "read page", "fetch", "retrieve", "scrape", "scraping", "view",
         "view content", "content", "access content"),
        _READING,
    ),
    **dict.fromkeys(("browse", "crawl", "crawler", "crawling"), (*_READING, *_FOLLOWING)),
    **dict.fromkeys(("follow link", "navigate", "navigation"), _FOLLOWING),
    **dict.fromkeys(("fill form", "fill in form", "fill", "type", "input"), _FILLING),
    **dict.fromkeys(("submit form", "form submission", "submit", "form"), _SUBMITTING),
    **dict.fromkeys(("click", "click button"), (Target(Verb.CLICK_ELEMENT),)),
    **dict.fromkeys(("download",), (Target(Verb.DOWNLOAD_FILE),)),
    **dict.fromkeys(("upload",), (Target(Verb.UPLOAD_FILE),)),
}  # fmt: skip

# `sms:` and `tel:` links are how a page sends and calls (RFC 5724, RFC 3966, RFC 6068).
_SCHEMES = {
    "call": "tel",
    "email": "mailto",
    "mail": "mailto",
    "phone": "tel",
    "sms": "sms",
    "text": "sms",
}

_EFFECTS = (
    Target(Verb.CLICK_ELEMENT),
    Target(Verb.SUBMIT_FORM),
    Target(Verb.EXECUTE_SCRIPT),
    Target(Verb.UPLOAD_FILE),
)
_TOUCHED: dict[str, tuple[Target, ...]] = {
    **dict.fromkeys(
        ("access", "browse", "crawl", "crawler", "crawling", "fetch", "read", "reading", "retrieve",
         "scrape", "scraping", "view"),
        (Target(Verb.READ_CONTENT), Target(Verb.READ_METADATA)),
    ),
    **dict.fromkeys(("follow", "navigate", "navigation", "link"), _FOLLOWING),
    **dict.fromkeys(("fill", "type", "input", "enter"), _FILLING),
    **dict.fromkeys(("form", "submit", "submission", "post", "contact"), (_SUBMITTING[1],)),
    **dict.fromkeys(("click", "press", "tap"), (Target(Verb.CLICK_ELEMENT),)),
    **dict.fromkeys(("upload",), (Target(Verb.UPLOAD_FILE),)),
    **dict.fromkeys(("download",), (Target(Verb.DOWNLOAD_FILE),)),
    **dict.fromkeys(("script", "javascript", "dom"), (Target(Verb.EXECUTE_SCRIPT),)),
    **dict.fromkeys(
        ("write", "edit", "execute", "update", "create", "delete"), (*_EFFECTS, *_FILLING)
    ),
    **dict.fromkeys(("clipboard", "copy"), (Target(Verb.COPY_TO_CLIPBOARD),)),
    **dict.fromkeys(
        ("media", "play"),
        tuple(Target(verb) for verb in (Verb.PLAY_MEDIA, Verb.PAUSE_MEDIA, Verb.MUTE_MEDIA,
                                        Verb.UNMUTE_MEDIA)),
    ),
    **{verb.value: (Target(verb),) for verb in Verb if verb is not Verb.ALL},
}  # fmt: skip
# What is done with a text once it has been read is no action on a page.
_USES = frozenset(
    ("answer", "attribution", "cite", "citation", "citing", "commercial", "embed", "index",
     "indexing", "inference", "quote", "redistribute", "redistribution", "reference", "republish",
     "resale", "search", "snippet", "storing", "summarise", "summarize", "summary", "train",
     "training")
)  # fmt: skip
_EVERYTHING = frozenset(("all", "any", "anything", "everything"))
_ARTICLES = frozenset(("a", "all", "any", "can", "in", "may", "public", "the", "your"))


def granted(word: str) -> tuple[Target, ...]:
    """Return what permitting `word` plainly permits, nothing if it is not plain."""
    words = [each for each in phrase(word).split() if each not in _ARTICLES]
    exact = _GRANTS.get(phrase(word)) or _GRANTS.get(" ".join(words))
    if exact is not None:
        return exact
    if words:
        words[-1] = words[-1].removesuffix("s")
    return _GRANTS.get(" ".join(words)) or _by_scheme(words)


def touched(word: str) -> tuple[Target, ...]:
    """Return every action that forbidding `word` could be about.

    A word about the use of texts touches no action; one that is not known, see `is_known`, touches
    every action that has effects.
    """
    known = _known(word)
    return known or (() if is_use(word) else _EFFECTS)


def is_known(word: str) -> bool:
    """Whether a word names actions, which rules can then forbid by name."""
    return bool(_known(word))


def is_enforceable(word: str) -> bool:
    """Whether rules on what a word touches forbid all of it: a message needs no link."""
    return any(target.selector == "*" for target in _known(word))


def _known(word: str) -> tuple[Target, ...]:
    words = phrase(word).split()
    if phrase(word) in _EVERYTHING:
        return tuple(Target(verb) for verb in Verb if verb is not Verb.ALL)
    found = dict.fromkeys(
        target
        for each in (phrase(word).replace(" ", "_"), *words, *(w.removesuffix("s") for w in words))
        for target in _TOUCHED.get(each, ())
    )
    schemes = _by_scheme([each.removesuffix("s") for each in words])
    return (*found, *schemes) or granted(word)


def is_use(word: str) -> bool:
    """Whether a word is about what becomes of a text, which AIPREF's vocabulary is for."""
    return not _USES.isdisjoint(phrase(word).split()) and not is_known(word)


def _by_scheme(words: list[str]) -> tuple[Target, ...]:
    return tuple(
        Target(Verb.FOLLOW_LINK, f'a[href^="{_SCHEMES[word]}:" i]')
        for word in words
        if word in _SCHEMES
    )
