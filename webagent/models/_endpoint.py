"""Where a model is served and with which key."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from webagent.models._errors import ModelError

_OPENAI_URL = "https://api.openai.com/v1"
_PRIVATE_SUFFIXES = (".home.arpa", ".internal", ".lan", ".local")
_NOT_CONFIGURED = """\
No model endpoint is configured; set one of these, and name a model it serves with --model:
  export OPENAI_API_KEY=sk-...                        (api.openai.com)
  export OPENAI_BASE_URL=http://127.0.0.1:11434/v1    (any OpenAI-compatible server)"""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible base URL and its key, None for a server that asks for none."""

    base_url: str
    api_key: str | None = field(repr=False)

    @classmethod
    def resolve(cls, base_url: str | None, api_key: str | None) -> Endpoint:
        """Fill what is missing from OPENAI_BASE_URL and OPENAI_API_KEY.

        Raises ModelError when neither is set anywhere, or when one cannot be used in a request.
        """
        url = (base_url or os.environ.get("OPENAI_BASE_URL") or "").strip()
        key = (api_key or os.environ.get("OPENAI_API_KEY") or "").strip()
        if not url and not key:
            raise ModelError(_NOT_CONFIGURED)
        if not (key.isascii() and key.isprintable()):
            raise ModelError(
                "The API key holds characters that cannot travel in an HTTP header:"
                " copy it again into OPENAI_API_KEY."
            )
        if url and _host(url) is None:
            raise ModelError(
                "The endpoint's address is not an http(s) URL: set OPENAI_BASE_URL to one"
                " such as http://127.0.0.1:11434/v1."
            )
        return cls(url or _OPENAI_URL, key or None)

    @property
    def label(self) -> str:
        """The address without credentials and query, fit for a message."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")

    @property
    def on_loopback(self) -> bool:
        """Whether the server runs on this machine."""
        host = _host(self.base_url) or ""
        if host == "localhost" or host.endswith(".localhost"):
            return True
        address = _address(host)
        return address is not None and (address.is_loopback or address.is_unspecified)

    @property
    def on_private_network(self) -> bool:
        """Whether the host is private by its address (RFC 1918, RFC 4193) or by its name."""
        host = _host(self.base_url) or ""
        address = _address(host)
        if address is not None:
            return address.is_private
        return "." not in host or host.endswith(_PRIVATE_SUFFIXES)


def _host(url: str) -> str | None:
    """Return the lower-case host of an http(s) URL, None for anything else."""
    try:
        parts = urlsplit(url)
        # Reading the port is what makes urlsplit check it.
        usable = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        return None
    return parts.hostname.rstrip(".") if usable and parts.hostname else None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
