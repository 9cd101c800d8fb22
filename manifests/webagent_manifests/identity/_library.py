"""The packages of the extra `identity`, loaded where they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ._errors import IdentityExtraMissing


def signatures() -> Any:
    """Return http_message_signatures, whose classes take messages of any type.

    Raises IdentityExtraMissing, as its neighbours do.
    """
    return _load("http_message_signatures")


def structured_fields() -> Any:
    """Return http_sf, a parser of RFC 9651."""
    return _load("http_sf")


def ed25519() -> Any:
    """Return cryptography's module of Ed25519 keys."""
    return _load("cryptography.hazmat.primitives.asymmetric.ed25519")


def serialization() -> Any:
    """Return cryptography's module that reads and writes keys."""
    return _load("cryptography.hazmat.primitives.serialization")


def _load(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise IdentityExtraMissing from error
