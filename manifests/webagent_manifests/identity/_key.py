"""An agent's signing key."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ._errors import IdentityError
from ._jwk import public_jwk, thumbprint
from ._library import ed25519, serialization

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class AgentKey:
    """An Ed25519 key pair (RFC 8032); the private half is never shown.

    Making one raises IdentityExtraMissing without the extra `identity`.
    """

    private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def generate(cls) -> AgentKey:
        """Make a new key from the system's randomness."""
        return cls(ed25519().Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: bytes) -> AgentKey:
        """Read an unencrypted PKCS #8 key. Raises IdentityError for any other text."""
        try:
            private = serialization().load_pem_private_key(pem, password=None)
        except (ValueError, TypeError) as error:
            raise IdentityError(
                "The text is no unencrypted private key in PEM: make one with "
                "`webagent identity new`."
            ) from error
        if not isinstance(private, ed25519().Ed25519PrivateKey):
            raise IdentityError(
                "The key is not an Ed25519 key: make one with `webagent identity new`."
            )
        return cls(private)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> AgentKey:
        """Read a key's file.

        Raises OSError when it can't be read, IdentityError when others may read it too or when
        it holds no Ed25519 key.
        """
        with Path(path).open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise IdentityError(f"{path} can be read by others: run chmod 600 {path}.")
            pem = file.read()
        try:
            return cls.from_pem(pem)
        except IdentityError as error:
            raise IdentityError(f"{path} can't be used. {error}") from error

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the key to a new file that only its owner can read.

        Raises FileExistsError rather than destroy a key that is there.
        """
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(self.pem())

    def pem(self) -> bytes:
        """Return the private key as unencrypted PKCS #8 in PEM."""
        formats = serialization()
        return self.private.private_bytes(
            formats.Encoding.PEM, formats.PrivateFormat.PKCS8, formats.NoEncryption()
        )

    @property
    def public_bytes(self) -> bytes:
        """The public key's 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    @property
    def jwk(self) -> dict[str, str]:
        """The public key as a JSON Web Key for a directory; `kid` is its thumbprint."""
        return {**public_jwk(self.public_bytes), "kid": self.keyid, "use": "sig"}

    @property
    def keyid(self) -> str:
        """The public key's thumbprint, which signatures name it by."""
        return thumbprint(self.public_bytes)
