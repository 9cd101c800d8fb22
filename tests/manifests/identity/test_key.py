"""Keys: in files, and as their public halves."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from webagent_manifests.identity import AgentKey, Directory, IdentityError

from tests.manifests.identity.keys import RFC_9421_KEYID, RFC_9421_PEM, RFC_9421_X

if TYPE_CHECKING:
    from pathlib import Path


def test_the_id_is_the_thumbprint() -> None:
    """RFC 9421, appendix B.1.4, whose key the Web Bot Auth draft's vectors are signed with."""
    key = AgentKey.from_pem(RFC_9421_PEM)
    assert key.keyid == RFC_9421_KEYID
    assert key.jwk == {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": RFC_9421_X,
        "kid": RFC_9421_KEYID,
        "use": "sig",
    }


def test_a_key_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    key = AgentKey.generate()
    key.save(path)

    assert AgentKey.load(path).keyid == key.keyid
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert AgentKey.generate().keyid != key.keyid


def test_a_key_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        AgentKey.generate().save(path)
    assert path.read_bytes() == b"precious"


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    AgentKey.generate().save(path)
    path.chmod(0o640)
    with pytest.raises(IdentityError, match=r"chmod 600"):
        AgentKey.load(path)


def test_other_keys_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
    )
    path.chmod(0o600)
    with pytest.raises(IdentityError, match=r"key\.pem can't be used\. The key is not an Ed25519"):
        AgentKey.load(path)


@pytest.mark.parametrize("pem", [b"", b"-----BEGIN PRIVATE KEY-----\n", b"\xff" * 99])
def test_other_texts_are_refused(pem: bytes) -> None:
    with pytest.raises(IdentityError, match="webagent identity new"):
        AgentKey.from_pem(pem)


def test_the_private_half_is_not_shown() -> None:
    key = AgentKey.from_pem(RFC_9421_PEM)
    assert repr(key) == "AgentKey()"
    assert not Directory.parse(b'{"keys": []}').keys
