"""The certificate under which the proxy reads what is encrypted, while nothing may change."""

from __future__ import annotations

import ssl
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

_LIFE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """A key that never leaves this process, and what a browser that we start knows it by."""

    context: ssl.SSLContext
    """For the side of a server."""
    fingerprint: str
    """SHA-256 of the key's SubjectPublicKeyInfo in base64, as Chromium's
    `--ignore-certificate-errors-spki-list` takes it."""


@cache
def own_certificate() -> OwnCertificate:
    """Return the certificate of this process, made when it is first asked for.

    It names no site: the browser knows it by its key alone.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "webagent guard")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LIFE)
        .sign(key, hashes.SHA256())
    )
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    # Python's ssl takes keys from files only; this one is gone before anybody knows of it.
    with TemporaryDirectory() as folder:
        file = Path(folder, "pair.pem")
        file.touch(mode=0o600)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(private + certificate.public_bytes(Encoding.PEM))
        context.load_cert_chain(file)
    return OwnCertificate(context, b64encode(sha256(public).digest()).decode())
