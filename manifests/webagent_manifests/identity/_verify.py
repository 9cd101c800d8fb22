"""Who signed a request, as far as its signature proves it.

Source: draft-meunier-webbotauth-httpsig-protocol, "Validating Message Signature" and "Verifier
Outcomes". A verified agent is known, not trusted: what it may do is the site's own decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ._agent_url import agent_origin
from ._errors import IdentityError
from ._library import ed25519, signatures, structured_fields
from ._message import SIGNATURE_AGENT, TAG, Fields, HeaderFields, RequestMessage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._directory import Directory

# Each costs a verification, and a request of one agent has one or two.
_MOST_SIGNATURES = 4


class Outcome(StrEnum):
    """What came of looking at a request's signatures; only the first names an agent."""

    VERIFIED = "verified"
    INVALID = "invalid"
    UNVERIFIED = "unverified"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Verified:
    """An agent that holds a key which its own directory publishes.

    `agent` is its https origin, `covered` the components that its signature covers.
    """

    agent: str
    keyid: str
    created: datetime
    expires: datetime
    covered: tuple[str, ...]
    outcome: Outcome = Outcome.VERIFIED


@dataclass(frozen=True, slots=True)
class Unproven:
    """A request whose sender is not known, and why.

    UNSIGNED says nothing about the sender, UNVERIFIED that its keys are not known here, INVALID
    that the signature does not hold.
    """

    outcome: Outcome
    reason: str


Identification: TypeAlias = "Verified | Unproven"


def verify(
    headers: HeaderFields,
    *,
    url: str,
    directories: Mapping[str, Directory],
    method: str = "GET",
    max_lifetime: timedelta | None = timedelta(hours=24),
) -> Identification:
    """Identify the agent that signed a request.

    `url` is the absolute URL that was asked for: its authority must be known to be this site's,
    rather than copied from the request. `directories` has the key directory of each agent that is
    recognised, by its https origin: a key counts for the agent that publishes it, and no other.

    Raises IdentityExtraMissing without the extra `identity`.
    """
    fields = Fields.of(headers)
    if fields.get("signature-input") is None or fields.get("signature") is None:
        return Unproven(Outcome.UNSIGNED, "The request is not signed.")
    try:
        candidates = _candidates(fields)
    except ValueError:
        return Unproven(Outcome.INVALID, "The signature's headers can't be read.")
    message = RequestMessage(method.upper(), url, fields)
    found: Identification = Unproven(
        Outcome.UNSIGNED, f"No signature of the request has the tag {TAG}."
    )
    for candidate in candidates[:_MOST_SIGNATURES]:
        found = _verify_one(message, candidate, directories, max_lifetime)
        if isinstance(found, Verified):
            return found
    return found


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What a signature says of itself; `component` is empty if it covers no Signature-Agent.

    `agent` is None if its keys are found in another way than a directory.
    """

    label: str
    keyid: str
    component: str = ""
    agent: str | None = None


def _candidates(fields: Fields) -> list[_Candidate]:
    """Return the signatures with our tag. Raises ValueError for headers that can't be read."""
    http_sf = structured_fields()
    inputs = http_sf.parse(_value(fields, "signature-input"), tltype="dictionary")
    agent_field = _value(fields, SIGNATURE_AGENT)
    # An earlier draft had a bare string for the one signature, and it is still sent.
    is_bare = agent_field.startswith(b'"')
    parsed = http_sf.parse(agent_field, tltype="item" if is_bare else "dictionary")
    agents: dict[str | None, Any] = {None: parsed} if is_bare else parsed
    return [
        _candidate(label, components, parameters, agents)
        for label, (components, parameters) in inputs.items()
        if isinstance(components, list) and parameters.get("tag") == TAG
    ]


def _candidate(
    label: str, components: Any, parameters: dict[str, Any], agents: dict[str | None, Any]
) -> _Candidate:
    keyid = str(parameters.get("keyid"))
    for name, qualifiers in cast("list[tuple[Any, dict[str, Any]]]", components):
        member = qualifiers.get("key")
        if name != SIGNATURE_AGENT or member not in agents:
            continue
        value, kind = agents[member]
        is_directory = str(kind.get("type", "directory")) == "directory"
        return _Candidate(
            label,
            keyid,
            f'"{SIGNATURE_AGENT}"' + ("" if member is None else f';key="{member}"'),
            str(value) if is_directory else None,
        )
    return _Candidate(label, keyid)


def _value(fields: Fields, name: str) -> bytes:
    return (fields.get(name) or "").encode("latin-1", "replace")


def _verify_one(
    message: RequestMessage,
    candidate: _Candidate,
    directories: Mapping[str, Directory],
    max_lifetime: timedelta | None,
) -> Identification:
    library = signatures()
    if not candidate.component:
        return Unproven(Outcome.INVALID, "The signature does not cover its Signature-Agent.")
    if candidate.agent is None:
        return Unproven(Outcome.UNVERIFIED, "The agent's keys are not in a directory.")
    try:
        agent = agent_origin(candidate.agent)
    except IdentityError as error:
        return Unproven(Outcome.INVALID, str(error))
    directory = directories.get(agent)
    if directory is None:
        return Unproven(Outcome.UNVERIFIED, f"The keys of {agent} are not known here.")
    key = directory.find(candidate.keyid, datetime.now(UTC))
    if key is None:
        return Unproven(Outcome.UNVERIFIED, f"{agent} publishes no such key that is in use.")
    public = ed25519().Ed25519PublicKey.from_public_bytes(key.x)
    verifier = library.HTTPMessageVerifier(
        signature_algorithm=library.algorithms.ED25519,
        key_resolver=library.MappingKeyResolver(
            public_keys={candidate.keyid: public}, private_keys={}
        ),
    )
    try:
        (result,) = verifier.verify(
            message,
            max_age=max_lifetime,
            expect_tag=TAG,
            expect_label=candidate.label,
            require_components=(candidate.component,),
        )
    except library.HTTPMessageSignaturesException as error:
        # The cryptography library says nothing of why a signature is wrong.
        why = str(error) or "it was made for another request or with another key"
        return Unproven(Outcome.INVALID, f"The signature does not hold: {why}.")
    return _checked(result, agent, max_lifetime)


def _checked(result: Any, agent: str, max_lifetime: timedelta | None) -> Identification:
    """Ask of a signature that holds what this profile asks beyond RFC 9421."""
    covered: tuple[str, ...] = tuple(result.covered_components)
    if '"@authority"' not in covered and '"@target-uri"' not in covered:
        return Unproven(Outcome.INVALID, "The signature does not say which site it is meant for.")
    if "expires" not in result.parameters:
        return Unproven(Outcome.INVALID, "The signature never expires.")
    created, expires = (
        datetime.fromtimestamp(int(result.parameters[name]), UTC) for name in ("created", "expires")
    )
    if max_lifetime is not None and expires - created > max_lifetime:
        return Unproven(
            Outcome.INVALID, f"The signature is valid for {expires - created}, which is too long."
        )
    return Verified(agent, str(result.parameters["keyid"]), created, expires, covered[:-1])
