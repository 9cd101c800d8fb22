"""Secrets: placeholders to the model, values only at the moment of typing, written nowhere."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

MINIMUM_LENGTH = 4


class Secrets:
    """Named values that stand as `{{name}}` wherever anyone but the page could see them."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        """Take the values by name.

        Raises:
            UsageError: a name is no identifier, or a value is shorter than 4 characters: taking
                every “7” out of a page would leave nothing to read.
        """
        self._values = dict(values or {})
        for name, value in self._values.items():
            if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", name):
                raise UsageError(f"“{name}” is no name for a secret: use letters, digits, _ and -.")
            if len(value) < MINIMUM_LENGTH:
                raise UsageError(
                    f"The secret {name} is shorter than {MINIMUM_LENGTH} characters, "
                    "too short to be kept out of what is read and written."
                )
        # Longest first: a secret may contain another.
        self._longest_first = sorted(self._values, key=lambda name: -len(self._values[name]))
        self._pattern = re.compile(
            "|".join(f"({_written(self._values[name])})" for name in self._longest_first)
        )
        self._placeholder = re.compile(
            r"\{\{(" + "|".join(map(re.escape, self._longest_first)) + r")\}\}"
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names, for the model to know what it may use."""
        return tuple(self._values)

    @property
    def values(self) -> tuple[str, ...]:
        """The values themselves."""
        return tuple(self._values.values())

    def redact(self, text: str) -> str:
        """Return the text with each secret, also escaped for URL, HTML or JSON, as placeholder."""
        if not self._values:
            return text
        return self._pattern.sub(
            lambda match: f"{{{{{self._longest_first[(match.lastindex or 1) - 1]}}}}}", text
        )

    def fill(self, text: str) -> str:
        """Return the text with each placeholder replaced by its secret."""
        if not self._values:
            return text
        return self._placeholder.sub(lambda match: self._values[match[1]], text)


def _written(value: str) -> str:
    """Return a pattern of a value as anyone may write it: each character as it is or escaped.

    URL encoders differ in which characters they spare, and in the case of their hex digits.
    """
    return "".join(map(_character, value))


def _character(character: str) -> str:
    forms = {
        character,
        html.escape(character),
        json.dumps(character)[1:-1],
        json.dumps(character, ensure_ascii=False)[1:-1],
    }
    if character == " ":
        forms.add("+")
    if character == "'":
        forms.add("&#39;")
    # Longest first: an escape begins with a character that may itself be part of the secret.
    literal = [re.escape(form) for form in sorted(forms, key=len, reverse=True)]
    octets = character.encode(errors="surrogatepass")
    percent = "".join(f"%(?i:{octet:02x})" for octet in octets)
    return f"(?:{'|'.join([percent, *literal])})"
