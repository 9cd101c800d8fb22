"""Ed25519 public keys as JSON Web Keys (RFC 8037)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import Any

KEY_BYTES = 32


def encode(data: bytes) -> str:
    """Return base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes | None:
    """Read base64url without padding; None for what is none."""
    if not text.isascii() or "=" in text or "+" in text or "/" in text:
        return None
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        return None


def public_jwk(x: bytes) -> dict[str, str]:
    """Return the members that define a public key of 32 bytes."""
    return {"kty": "OKP", "crv": "Ed25519", "x": encode(x)}


def thumbprint(x: bytes) -> str:
    """Return the SHA-256 thumbprint of a public key (RFC 7638; RFC 8037, appendix A.3)."""
    canonical = json.dumps(public_jwk(x), sort_keys=True, separators=(",", ":"))
    return encode(hashlib.sha256(canonical.encode("ascii")).digest())


def read_public_jwk(jwk: dict[str, Any]) -> bytes | None:
    """Return the 32 bytes of an Ed25519 public key, or None for any other key."""
    if (jwk.get("kty"), jwk.get("crv")) != ("OKP", "Ed25519") or not isinstance(jwk.get("x"), str):
        return None
    x = decode(jwk["x"])
    return x if x is not None and len(x) == KEY_BYTES else None
