"""Secrets: placeholders to the model, values only at the moment of typing, written nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING

from webagent_manifests import Origin, origin_of

from webagent._written import written
from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

MINIMUM_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Secret:
    """A value, and the only places where it may be typed."""

    value: str = field(repr=False)
    origins: tuple[str, ...] = ()
    """Such as `https://login.example.com`; if there is none, that of where the run starts."""


class Secrets:
    """Named values that stand as `{{name}}` wherever anyone but the page could see them."""

    def __init__(
        self, values: Mapping[str, str | Secret] | None = None, *, home: str | None = None
    ) -> None:
        """Take the values by name; `home` is the address where those without origins belong.

        Raises:
            UsageError: a name is no identifier, an origin is none, or a value is shorter than 4
                characters: taking every “7” out of a page would leave nothing to read.
        """
        given = {
            name: Secret(value) if isinstance(value, str) else value
            for name, value in (values or {}).items()
        }
        for name, secret in given.items():
            _check(name, secret)
        self._values = {name: secret.value for name, secret in given.items()}
        self._origins = {name: _origins(secret, home) for name, secret in given.items()}
        # Longest first: a secret may contain another.
        self._longest_first = sorted(self._values, key=lambda name: -len(self._values[name]))
        self._pattern = re.compile(
            "|".join(f"({written(self._values[name])})" for name in self._longest_first)
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

    def origins(self, name: str) -> tuple[str, ...]:
        """Return where a secret may be typed."""
        return tuple(map(str, self._origins[name]))

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the names whose placeholders stand in a text, each once."""
        if not self._values:
            return ()
        return tuple(dict.fromkeys(match[1] for match in self._placeholder.finditer(text)))

    def redact(self, text: str) -> str:
        """Return the text with each secret, also escaped or encoded, as its placeholder."""
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

    def refusal(self, text: str, url: str, *, password: bool) -> str | None:
        """Return why a text may not be typed in the document at this address; `None` if it may.

        A secret given for http may be typed at the same host over https. One that goes into a
        `password` field must not travel in clear text, but to this very machine.
        """
        names = self.named_in(text)
        here = origin_of(url)
        for name in names:
            origins = self._origins[name]
            if here is None or not any(_covers(origin, here) for origin in origins):
                where = ", ".join(map(str, origins)) or "no address"
                at = "an address that is not of the web" if here is None else str(here)
                return (
                    f"the secret {name} is for {where}, and this field belongs to {at}: "
                    "it is not typed there"
                )
            if password and here.scheme == "http" and not _is_loopback(here.host):
                return (
                    f"{here} is not encrypted: anyone on the way could read the secret {name}, "
                    "so it is not typed into a password field there"
                )
        return None


def _check(name: str, secret: Secret) -> None:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", name):
        raise UsageError(f"“{name}” is no name for a secret: use letters, digits, _ and -.")
    if len(secret.value) < MINIMUM_LENGTH:
        raise UsageError(
            f"The secret {name} is shorter than {MINIMUM_LENGTH} characters, "
            "too short to be kept out of what is read and written."
        )
    for origin in secret.origins:
        if origin_of(origin) is None:
            raise UsageError(
                f"“{origin}” is no origin for the secret {name}: it must be like "
                "https://login.example.com."
            )


def _origins(secret: Secret, home: str | None) -> tuple[Origin, ...]:
    addresses = secret.origins or ((home,) if home is not None else ())
    return tuple(filter(None, map(origin_of, addresses)))


def _covers(origin: Origin, here: Origin) -> bool:
    if (origin.port, here.port) == (80, 443):
        return origin.upgrades_to(here)
    return origin == here


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
