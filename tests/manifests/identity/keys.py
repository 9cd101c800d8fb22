"""The example keys of the RFCs."""

from __future__ import annotations

import base64

from webagent_manifests.identity import AgentKey, Directory, PublicKey

RFC_9421_PEM = b"""-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----
"""
"""RFC 9421, appendix B.1.4."""

RFC_9421_KEYID = "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U"
RFC_9421_X = "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"

RFC_8037_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
"""RFC 8037, appendix A.2."""

RFC_8037_KEYID = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
"""RFC 8037, appendix A.3."""

AGENT = "https://agent.example"


def raw(x: str) -> bytes:
    """Return a key's bytes."""
    return base64.urlsafe_b64decode(x + "=")


def directory_of(*keys: AgentKey) -> Directory:
    """Return the directory that publishes these keys."""
    return Directory({key.keyid: PublicKey(key.public_bytes) for key in keys})
