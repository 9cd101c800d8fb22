"""Which texts are kept over runs: short names of controls, and nothing private or imperative.

The rule errs towards forgetting: a name that is set aside costs a skill, one that is kept could
tell a later run what to do. A lexicon does not know every language or trick, which is why nothing
but names that were acted on gets as far as this rule, and why they are short.
"""

from __future__ import annotations

import re

from webagent_observation import REDACTED

_LONGEST = 60
_MOST_WORDS = 8
_INSTRUCTS = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override)\b.{0,40}
        \b(?:instructions?|previous|prior|above|rules?|everything|all)\b
    | \bremember\s+(?:that|to|this|these|the)\b
    | \b(?:always|never|must|should|from\s+now\s+on|whenever|next\s+time)\b
    | ^\s*(?:skill|system|assistant|user|memory|note|instruction|task|workflow|rule)s?\s*[:：]
    | \b(?:a\.?i\.?|llms?|agents?|assistants?|chatbots?|language\s+models?|prompts?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PRIVATE = re.compile(
    r"""
    \S@\S+\.\S                                 # a mail address
    | (?:https?://|www\.)                      # an address that may name its reader
    | \d(?:[\s().\-/]?\d){5,}                  # phone, card, account, date of birth
    | \S{25,}                                  # no word, but a key
    | (?=\S*\d)(?=\S*[^\W\d_])[\w\-+/=]{12,}   # letters and digits mixed
    | \{\{                                     # where a secret stood
    """,
    re.VERBOSE,
)


def objection(name: str) -> str:
    """Return why the name of a control is not kept, as the end of a sentence; empty if it may be.

    Kept are at most 8 words and 60 characters on one line, that don't read like an instruction and
    don't look like personal data or a key.
    """
    if REDACTED in name:
        return "is withheld by the site"
    if len(name) > _LONGEST or len(name.split()) > _MOST_WORDS:
        return "is too long for a name"
    if not name.isprintable() or "{" in name or "}" in name:
        return "holds characters that no name has"
    if _INSTRUCTS.search(name):
        return "reads like an instruction"
    return "looks like personal data or a secret" if private(name) else ""


def private(text: str) -> bool:
    """Whether a text looks as if it held personal data, or a secret or its placeholder."""
    return _PRIVATE.search(text) is not None
