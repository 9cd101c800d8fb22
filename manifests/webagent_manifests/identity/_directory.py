"""The public keys of an agent, as it publishes them and as a site reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from ._errors import IdentityError
from ._jwk import read_public_jwk, thumbprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._key import AgentKey

DIRECTORY_PATH = "/.well-known/http-message-signatures-directory"
DIRECTORY_TYPE = "application/http-message-signatures-directory+json"
MAX_DIRECTORY_BYTES = 64 * 1024

_MOST_KEYS = 100
# RFC 9421, appendix B.1.4, and RFC 8037, appendix A.1: their private halves are in the RFCs.
_EXAMPLE_KEYS = frozenset(
    {
        "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U",
        "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
    }
)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 public key of 32 bytes, and the time in which it may be used."""

    x: bytes
    not_before: datetime | None = None
    expires: datetime | None = None

    def is_usable(self, now: datetime) -> bool:
        """Whether the key is in use at a time."""
        started = self.not_before is None or self.not_before <= now
        return started and (self.expires is None or now < self.expires)


@dataclass(frozen=True, slots=True)
class Directory:
    """An agent's keys by their thumbprints."""

    keys: Mapping[str, PublicKey]

    @classmethod
    def parse(cls, body: bytes) -> Directory:
        """Read a JSON Web Key Set (RFC 7517, section 5).

        Keys of other kinds are left out, as are keys whose `kid` is not their thumbprint and the
        example keys of the RFCs, which everyone can sign with.

        Raises IdentityError for a body that is no key set, or larger than 64 KiB or 100 keys.
        """
        if len(body) > MAX_DIRECTORY_BYTES:
            raise IdentityError("The key directory is larger than 64 KiB.")
        try:
            document = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise IdentityError("The key directory is not JSON.") from error
        listed = cast("dict[str, Any]", document).get("keys") if _is_object(document) else None
        if not isinstance(listed, list):
            raise IdentityError("The key directory is no JSON Web Key Set: it has no `keys`.")
        entries = cast("list[Any]", listed)
        if len(entries) > _MOST_KEYS:
            raise IdentityError(f"The key directory has more than {_MOST_KEYS} keys.")
        found = (_read(cast("dict[str, Any]", each)) for each in entries if _is_object(each))
        return cls({keyid: key for keyid, key in filter(None, found) if keyid not in _EXAMPLE_KEYS})

    def find(self, keyid: str, now: datetime) -> PublicKey | None:
        """Return the key with this thumbprint if it is in use."""
        key = self.keys.get(keyid)
        return key if key is not None and key.is_usable(now) else None


def directory_document(keys: Iterable[AgentKey]) -> bytes:
    """Return the key directory of an agent: during a rotation it holds the old and the new key."""
    return json.dumps({"keys": [key.jwk for key in keys]}, indent=2).encode() + b"\n"


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _read(jwk: dict[str, Any]) -> tuple[str, PublicKey] | None:
    x = read_public_jwk(jwk)
    if x is None or jwk.get("use", "sig") != "sig":
        return None
    keyid = thumbprint(x)
    if jwk.get("kid", keyid) != keyid:
        return None
    try:
        return keyid, PublicKey(x, _time(jwk.get("nbf")), _time(jwk.get("exp")))
    except (ValueError, OverflowError, OSError):
        return None


def _time(seconds: object) -> datetime | None:
    """Read a NumericDate (RFC 7519, section 2). Raises ValueError for anything else."""
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ValueError(seconds)
    return datetime.fromtimestamp(seconds, UTC)
