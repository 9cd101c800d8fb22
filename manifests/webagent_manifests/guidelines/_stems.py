"""Words made comparable: without their commonest endings, synonyms as one."""

from __future__ import annotations

import re
from functools import cache

_STOPS = (
    "a|an|the|of|to|for|from|on|in|at|by|with|via|as|and|or|is|are|be|it|its|this|that|these|"
    "those|any|all|other|others|another|your|my|our|their|his|her|user|member|customer|people|"
    "person|anyone|somebody|someone|everybody|some|new|own|just|only|behalf|automatically|"
    "automatic|automated|automation|unsolicited|direct|content|contents|thing|item|data|site|"
    "website|web|page|pages|without|through|use|means|do|does|der|die|das|den|dem|des|ein|eine|"
    "einen|und|oder|fur|von|zu|im|auf|mit|le|la|les|un|une|de|du|d|l|au|aux|en|et|ou|pour|sur|"
    "el|los|las|una|unos|unas|del|al|y|o|para|por|con|se|not|don't|never|no|nicht|ne|pas|must|"
    "should|shall|may|can|agents|agent|bots|bot|nutzer|nutzern|benutzer|kunden|kundinnen|namen|"
    "utilisateur|utilisateurs|clients|usuario|usuarios|cliente|clientes|otros|autres|anderer"
)
_SYNONYMS = {
    "advertisement": "ad",
    "advert": "ad",
    "sponsored": "ad",
    "banner": "ad",
    "anzeige": "ad",
    "picture": "image",
    "photo": "image",
    "goods": "product",
    "produit": "product",
    "producto": "product",
    "produkt": "product",
    "kommentar": "comment",
    "commentaire": "comment",
    "comentario": "comment",
    "bewertung": "review",
    "rezension": "review",
    "rating": "review",
    "testimonial": "review",
    "avis": "review",
    "resena": "review",
    "opinion": "review",
    "pwd": "password",
    "profile": "account",
    "konto": "account",
    "compte": "account",
    "cuenta": "account",
    "handle": "username",
    "nickname": "username",
    "login": "username",
}
# German writes compounds as one word; what it is about comes last.
_COMPOUND = {
    "konto": "konto",
    "konten": "konto",
    "kommentar": "kommentar",
    "kommentare": "kommentar",
}
_SHORTEST = 3


def stem(word: str) -> str:
    """Return a word without plural or gerund ending, and its synonyms as one."""
    bare = _bare(word)
    return _meanings().get(bare, bare)


@cache
def _meanings() -> dict[str, str]:
    return {_bare(word): _bare(meant) for word, meant in _SYNONYMS.items()}


def _bare(word: str) -> str:
    bare = word.removesuffix("'s").strip("'")
    bare = next((head for tail, head in _COMPOUND.items() if bare.endswith(tail)), bare)
    # The plural first: “files” and “file” both end up without their e.
    for endings in (("ies", "s"), ("ing", "en", "e")):
        ending = next((each for each in endings if bare.endswith(each)), "")
        if ending and not bare.endswith("ss") and len(bare) - len(ending) >= _SHORTEST:
            bare = bare.removesuffix(ending) + ("y" if ending == "ies" else "")
    return bare


def stems(words: str) -> frozenset[str]:
    """Return the stems of the words that say something."""
    says_nothing = _stop().fullmatch
    return frozenset(
        stem(word)
        for word in words.split()
        if not says_nothing(word) and not says_nothing(stem(word))
    )


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(_STOPS)
