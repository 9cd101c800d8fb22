"""Key directories as sites read them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.identity import AgentKey, Directory, IdentityError, directory_document
from webagent_manifests.identity._jwk import thumbprint

from tests.manifests.identity.keys import RFC_8037_KEYID, RFC_8037_X, RFC_9421_X, raw

KEY = AgentKey.generate()
NOW = datetime.now(UTC)


def _parse(*keys: Any) -> Directory:
    return Directory.parse(json.dumps({"keys": keys}).encode())


def test_what_is_published_is_read() -> None:
    other = AgentKey.generate()
    directory = Directory.parse(directory_document([KEY, other]))
    assert set(directory.keys) == {KEY.keyid, other.keyid}
    found = directory.find(KEY.keyid, NOW)
    assert found is not None
    assert found.x == KEY.public_bytes


def test_the_thumbprint_of_the_rfc() -> None:
    """RFC 8037, appendix A.3."""
    assert thumbprint(raw(RFC_8037_X)) == RFC_8037_KEYID


def test_a_directory_holds_no_private_key() -> None:
    document = json.loads(directory_document([KEY]))
    assert set(document["keys"][0]) == {"kty", "crv", "x", "kid", "use"}


@pytest.mark.parametrize(
    "jwk",
    [
        {**KEY.jwk, "kid": "another"},
        {**KEY.jwk, "use": "enc"},
        {**KEY.jwk, "crv": "Ed448"},
        {**KEY.jwk, "kty": "oct"},
        {**KEY.jwk, "x": KEY.jwk["x"] + "AA"},
        {**KEY.jwk, "x": "!" * 43},
        {**KEY.jwk, "exp": "tomorrow"},
        {**KEY.jwk, "nbf": 1e300},
        {"kty": "OKP", "crv": "Ed25519", "x": RFC_8037_X},
        {"kty": "OKP", "crv": "Ed25519", "x": RFC_9421_X},
        "no key",
    ],
)
def test_keys_that_are_left_out(jwk: Any) -> None:
    assert _parse(jwk).keys == {}
    assert set(_parse(jwk, KEY.jwk).keys) == {KEY.keyid}


def test_keys_hold_for_their_time() -> None:
    hour = timedelta(hours=1)
    directory = _parse(
        {
            **KEY.jwk,
            "nbf": int((NOW - hour).timestamp()),
            "exp": int((NOW + hour).timestamp()),
        }
    )
    assert directory.find(KEY.keyid, NOW) is not None
    assert directory.find(KEY.keyid, NOW - 2 * hour) is None
    assert directory.find(KEY.keyid, NOW + 2 * hour) is None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 60_000, "not JSON"),
        (b"[]", "no JSON Web Key Set"),
        (b'{"keys": {}}', "no JSON Web Key Set"),
        (b'{"keys": [' + b"{}," * 100 + b"{}]}", "more than 100"),
        (b" " * 70_000, "64 KiB"),
    ],
)
def test_bodies_that_are_no_directories(body: bytes, words: str) -> None:
    with pytest.raises(IdentityError, match=words):
        Directory.parse(body)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["keys", "kty", "x", "crv", "nbf", "exp", "kid"]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )
)
def test_whatever_stands_there_no_key_comes_of_it(document: Any) -> None:
    try:
        directory = Directory.parse(json.dumps(document).encode())
    except IdentityError:
        return
    assert directory.keys == {}
