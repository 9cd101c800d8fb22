"""Duties about values that can be read off: a suffix or a prefix in quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ._characters import folded, visible
from ._deeds import deed_of_wish, plain_words
from ._stems import stems
from ._vocabulary import Deed

_QUOTED = re.compile(r"[“\"'‘«„`]([^“”\"'‘’«»„`]{1,20})[”\"'’»“`]")
_SUFFIX = re.compile(
    r"\b(?:suffix\w*|postfix|append\w*|end(?:s|ing)?|endung|enden|anhang\w*|termin\w+|finir|"
    r"sufijo)\b"
)
_PREFIX = re.compile(
    r"\b(?:prefix\w*|prepend\w*|start\w*|beg[iu]n\w*|prafix|vorangestellt|commenc\w+|prefijo|"
    r"empez\w+|comenz\w+)\b"
)
_ADD = re.compile(r"\b(?:add|include|contain|carry|have|get|hinzufugen|ajouter|anadir|agregar)\b")
_COMPOUND = re.compile(r"\b(\w+) (names?)\b")
# Words of the wish that are about the affix and not about the field.
_NO_FIELD = frozenset(
    stems(
        "suffix prefix add append end start begin every each all their its text string bot agent "
        "account create register value include user new carry marker mark"
    )
)


@dataclass(frozen=True, slots=True)
class Affix:
    """What the value of a field has to end with, or to begin with."""

    text: str
    ends: bool
    fields: frozenset[str]
    """Stems of the words that the field is called by."""
    on_registering: bool

    def concerns(self, field: str) -> bool:
        """Whether a field of this name is meant."""
        return not self.fields.isdisjoint(_field_words(field))

    def kept_by(self, value: str) -> bool:
        """Whether a value has it."""
        found, wanted = value.strip().casefold(), self.text.casefold()
        return found.endswith(wanted) if self.ends else found.startswith(wanted)


def affix_of(description: str) -> Affix | None:
    """Return the affix that a guideline asks for; None if it asks for none, or not plainly."""
    text = " ".join(visible(description[:500]).split())
    quoted = _QUOTED.search(text)
    if quoted is None or not quoted[1].strip():
        return None
    token = quoted[1].strip()
    about = f"{text[: quoted.start()]} {text[quoted.end() :]}"
    words = folded(about)
    if _SUFFIX.search(words):
        ends = True
    elif _PREFIX.search(words):
        ends = False
    elif _ADD.search(words) and token[0] in "_-.":
        ends = True
    else:
        return None
    fields = _field_words(about) - _NO_FIELD
    told = deed_of_wish(plain_words(about))
    return Affix(token, ends, fields, told is not None and told.deed is Deed.REGISTER)


def _field_words(text: str) -> frozenset[str]:
    # “user name” and “username” are one; a first name is not a display name.
    return frozenset(stems(_COMPOUND.sub(r"\1\2", plain_words(text))))
