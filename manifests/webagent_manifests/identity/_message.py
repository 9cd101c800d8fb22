"""Requests and responses in the shape that the signature library reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

HeaderFields: TypeAlias = "Mapping[str, str] | Iterable[tuple[str, str]]"

TAG = "web-bot-auth"
SIGNATURE_AGENT = "signature-agent"


@dataclass(frozen=True, slots=True)
class Fields:
    """Header fields for reading, each line as it came."""

    lines: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, headers: HeaderFields) -> Fields:
        """Take header fields from a mapping or from pairs."""
        if isinstance(headers, Mapping):
            return cls(tuple(cast("Mapping[str, str]", headers).items()))
        return cls(tuple(headers))

    def items(self) -> Iterable[tuple[str, str]]:
        """Return the lines."""
        return self.lines

    def get(self, name: str) -> str | None:
        """Return the value of a field, its lines joined (RFC 9110, 5.3); `name` is lower-case."""
        values = [value.strip() for each, value in self.lines if each.lower() == name]
        return ", ".join(values) if values else None


@dataclass(frozen=True, slots=True)
class RequestMessage:
    """A request: its method, absolute URL and header fields."""

    method: str
    url: str
    headers: Fields | dict[str, str]


@dataclass(frozen=True, slots=True)
class ResponseMessage:
    """A response, and the request that it answers."""

    status_code: int
    headers: dict[str, str]
    request: RequestMessage
