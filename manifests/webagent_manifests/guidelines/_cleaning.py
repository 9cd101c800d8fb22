"""Prose of a site made fit to stand among data: one line, no markup, nowhere to go."""

from __future__ import annotations

import html
import re
from functools import cache

from ._characters import visible

LONGEST_TEXT = 500
"""A cleaned text has at most this many characters."""
REMOVED = "(address removed)"
"""What stands where an address stood."""

# Nothing beyond this is looked at: what is kept is far shorter, whatever markup is taken out.
LONGEST_READ = 4_000
_MOST_PASSES = 12

_TOP_LEVEL = (
    "com|net|org|info|biz|edu|gov|int|io|co|ai|app|dev|xyz|site|online|website|top|club|shop|"
    "store|live|link|page|cloud|zip|mov|tech|space|fun|icu|click|pro|gg|ly|me|cc|tv|tk|ml|ga|"
    "eu|us|uk|ca|au|de|at|ch|fr|be|nl|es|mx|ar|br|pt|it|pl|cz|se|no|dk|fi|ru|ua|su|cn|hk|tw|jp|kr|"
    "onion|test|example|invalid|localhost"
)
_ADDRESS = (
    r"\b(?:[a-z][a-z0-9+.\-]{1,20}://|www\.|(?:mailto|javascript|vbscript|data|tel|sms|file|blob):"
    r"(?=\S))[^\s,;\"“”()<>]*"
    r"|[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,8}"
    rf"|\b(?:[\w\-]{{1,63}}[.。｡]){{1,8}}(?:{_TOP_LEVEL}|xn--\w{{1,59}})\b(?:[/:?#][^\s,;()]*)?"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b(?:[/:][^\s,;()]*)?"
)
_ROLES = (
    "system prompt|system|assistant|developer|user|human|ai|tool|function|model|agent|admin|"
    "instructions?|prompt|anweisung(?:en)?|benutzer|nutzer|systeme|système|utilisateur|consignes?|"
    "sistema|asistente|usuario|instrucci[oó]n(?:es)?"
)

# In order. Each either shortens the text or puts in its place what no other step touches.
_STEPS = (
    (r"<!--.*?(?:-->|\Z)", " "),
    # the control tokens of chat templates
    (r"<\|[^|<>]{0,40}\|>|\[/?INST\]|<</?SYS>>", " "),
    # block markup, which means something only where a line begins
    (r"(?m)^[ \t]*(?:>+|#{1,6}|[-+*•])[ \t]+", " "),
    (r"(?m)^[ \t]*(?:`{3,}|~{3,})[ \t]*\w*[ \t]*$", " "),
    (r"\\[nrt]|\\", " "),
    (r"\s?[\[(](?:\.|dot)[\])]\s?", "."),
    (r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1"),
    (r"!?\[([^\[\]]*)\]\[[^\[\]]*\]", r"\1"),
    (_ADDRESS, f" {REMOVED} "),
    (r"</?[a-z!?][^<>]*>", " "),
    (r"`([^`]+)`", r"“\1”"),
    (r"`+", " "),
    # fences, ours as well as any other's
    (r"[=═꞊゠⹀᐀≡]{2,}", " "),
    (r"([^\w\s])\1{2,}", r"\1"),
    (r"_{2,}|~{2,}|#{2,}", " "),
    (r"\*+(?=\S)|(?<=\S)\*+", ""),
    (rf"\b({_ROLES})\s*[:∶꞉ː]", r"\1 –"),
    # calls, and what data formats write them with
    (r"(\w)\(", r"\1 ("),
    (r"[\[{]", "("),
    (r"[\]}]", ")"),
    (r"<", "‹"),
    (r">", "›"),
    (r"\|+", "/"),
)
_FENCE_WORD = re.compile(r"\b(?:BEGIN|END)(?=\s+[A-Z])")


def clean(text: str) -> str:
    """Return the words of `text` on one line of at most 500 characters; cleaning it again changes
    nothing.

    HTML and Markdown lose their marks and keep their words. Addresses are replaced, and role
    labels, call syntax, fences and control tokens of prompts lose what makes them such. A text
    that never comes to rest under this is nested to get past it, and nothing of it is kept.
    """
    text = text[:LONGEST_READ]
    for _ in range(_MOST_PASSES):
        cleaner = _pass(text)
        if cleaner == text:
            return text
        text = cleaner
    return ""


def _pass(text: str) -> str:
    # Lines still matter to the steps: only what is visible of each is taken here.
    text = "\n".join(visible(line) for line in html.unescape(text).splitlines())
    for pattern, replacement in _steps():
        text = pattern.sub(replacement, text)
    text = _FENCE_WORD.sub(lambda found: found[0].lower(), text)
    text = " ".join(visible(text).split())
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1].rstrip(' …')}…"


@cache
def _steps() -> tuple[tuple[re.Pattern[str], str], ...]:
    # Compiled when first needed: an agent that meets no guideline does not pay for them.
    return tuple(
        (re.compile(pattern, re.IGNORECASE | re.DOTALL), replacement)
        for pattern, replacement in _STEPS
    )
