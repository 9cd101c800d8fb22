"""Secrets: placeholders to the model, values only at the moment of typing, written nowhere."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

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
        forms = [
            (form, f"{{{{{name}}}}}")
            for name, value in self._values.items()
            for form in _forms(value)
        ]
        # Longest first: a secret may contain another.
        self._placeholders = dict(sorted(forms, key=lambda pair: -len(pair[0])))
        self._pattern = re.compile("|".join(map(re.escape, self._placeholders)))

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
        return self._pattern.sub(lambda match: self._placeholders[match[0]], text)

    def fill(self, text: str) -> str:
        """Return the text with each placeholder replaced by its secret."""
        for name, value in self._values.items():
            text = text.replace(f"{{{{{name}}}}}", value)
        return text


def _forms(value: str) -> set[str]:
    escaped = json.dumps(value)[1:-1]
    return {
        value,
        quote(value),
        quote(value, safe=""),
        quote_plus(value),
        html.escape(value),
        escaped,
        json.dumps(value, ensure_ascii=False)[1:-1],
    }
