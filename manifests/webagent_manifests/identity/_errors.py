"""What can go wrong with an agent's identity."""

from __future__ import annotations


class IdentityError(ValueError):
    """A key, an address or a directory is not what it must be."""


class IdentityExtraMissing(ImportError):
    """Signatures need packages that are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Signing and verifying requests needs more packages: run "
            "pip install 'polite-webagent[identity]'."
        )
