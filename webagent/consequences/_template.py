"""What the names of controls of one kind have in common."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")


def template_of(name: str) -> str:
    """Return a name without what differs from one control of its kind to the next.

    Numbers become `#` and what is quoted `…`: “Order 1042” and “Order 7” are `order #`.
    """
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return _NUMBER.sub("#", _QUOTED.sub("…", folded))[:_LONGEST]
