"""Who an agent is: an honest User-Agent, and requests signed as Web Bot Auth asks.

Keys and signatures need the extra `identity`; the User-Agent and the reading of directories do
not.
"""

from __future__ import annotations

from ._asgi import DirectoryApp, IdentifyAgents
from ._directory import (
    DIRECTORY_PATH,
    DIRECTORY_TYPE,
    Directory,
    PublicKey,
    directory_document,
)
from ._errors import IdentityError, IdentityExtraMissing
from ._fetch import fetch_directory
from ._key import AgentKey
from ._sign import RequestSigner, sign
from ._user_agent import user_agent
from ._verify import Identification, Outcome, Unproven, Verified, verify

__all__ = [
    "DIRECTORY_PATH",
    "DIRECTORY_TYPE",
    "AgentKey",
    "Directory",
    "DirectoryApp",
    "Identification",
    "IdentifyAgents",
    "IdentityError",
    "IdentityExtraMissing",
    "Outcome",
    "PublicKey",
    "RequestSigner",
    "Unproven",
    "Verified",
    "directory_document",
    "fetch_directory",
    "sign",
    "user_agent",
    "verify",
]
