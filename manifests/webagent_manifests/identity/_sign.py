"""Requests signed as Web Bot Auth asks (RFC 9421 with the tag `web-bot-auth`).

Source: draft-meunier-webbotauth-httpsig-protocol, "Generating HTTP Message Signature".
"""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from .._origin import Origin, origin_of
from ._agent_url import agent_origin
from ._errors import IdentityError
from ._library import signatures
from ._message import SIGNATURE_AGENT, TAG, Fields, HeaderFields, RequestMessage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._key import AgentKey

LONGEST_LIFETIME = timedelta(hours=24)
# A signature must still hold when a slow request arrives.
_IN_TRANSIT = timedelta(seconds=30)
_MOST_AUTHORITIES = 256


def sign(
    method: str,
    url: str,
    headers: HeaderFields,
    *,
    key: AgentKey,
    agent_url: str,
    lifetime: timedelta = timedelta(minutes=5),
    cover: Sequence[str] = ("@authority",),
    nonce: str | None = None,
    label: str = "sig1",
    now: datetime | None = None,
) -> dict[str, str]:
    """Return the headers that sign a request: Signature-Agent, Signature-Input and Signature.

    `cover` lists components of RFC 9421, section 2, besides the agent's own address: with
    `@authority` alone the signature holds for every request to that host until it expires;
    `@method` and `@target-uri` narrow it to one. `headers` are the request's own, for those that
    `cover` names.

    Raises IdentityError when the request can't be signed so, IdentityExtraMissing without the
    extra `identity`.
    """
    library = signatures()
    if not timedelta(0) < lifetime <= LONGEST_LIFETIME:
        raise IdentityError(f"A signature can't be valid for {lifetime}: at most 24 hours.")
    if not {"@authority", "@target-uri"} & set(cover):
        raise IdentityError("A signature must cover @authority or @target-uri.")
    created = _now() if now is None else now
    fields = dict(Fields.of(headers).items())
    fields["Signature-Agent"] = f'{label}="{agent_origin(agent_url)}"'
    message = RequestMessage(method.upper(), url, fields)
    keys = {key.keyid: key.private}
    signer = library.HTTPMessageSigner(
        signature_algorithm=library.algorithms.ED25519,
        key_resolver=library.MappingKeyResolver(public_keys={}, private_keys=keys),
    )
    try:
        signer.sign(
            message,
            key_id=key.keyid,
            created=created,
            expires=created + lifetime,
            nonce=nonce,
            label=label,
            tag=TAG,
            # RFC 9421, section 2.1.2: the one member of the dictionary that this signature names.
            covered_component_ids=(*cover, f'"{SIGNATURE_AGENT}";key="{label}"'),
        )
    except library.HTTPMessageSignaturesException as error:
        raise IdentityError(f"The request to {url} can't be signed: {error}.") from error
    return {name: fields[name] for name in ("Signature-Agent", "Signature-Input", "Signature")}


def _now() -> datetime:
    return datetime.now(UTC)


class RequestSigner:
    """Signs an agent's requests, one signature for each authority until it is nearly expired.

    A signature that covers `@authority` can be replayed to that host by whoever sees it, until it
    expires: its `lifetime` is short, and nothing is signed over plain http, except to this machine.
    """

    def __init__(
        self,
        key: AgentKey,
        agent_url: str,
        *,
        lifetime: timedelta = timedelta(minutes=5),
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """Raise IdentityError for an agent's address that is no https origin."""
        self._key = key
        self._agent_url = agent_origin(agent_url)
        self._lifetime = lifetime
        self._clock = clock
        self._signed: dict[Origin, tuple[datetime, dict[str, str]]] = {}

    def headers_for(self, url: str) -> dict[str, str]:
        """Return the headers for a request to this URL; none where it must not be signed."""
        origin = origin_of(url)
        if origin is None or not (origin.scheme == "https" or _is_this_machine(origin.host)):
            return {}
        now = self._clock()
        known = self._signed.get(origin)
        if known is not None and now < known[0]:
            return dict(known[1])
        headers = sign(
            "GET",
            f"{origin}/",
            {},
            key=self._key,
            agent_url=self._agent_url,
            lifetime=self._lifetime,
            now=now,
        )
        if len(self._signed) >= _MOST_AUTHORITIES:
            self._signed.clear()
        self._signed[origin] = (now + max(self._lifetime - _IN_TRANSIT, timedelta(0)), headers)
        return dict(headers)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
