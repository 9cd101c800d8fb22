"""Signed requests, and what a site may conclude from them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.identity import (
    AgentKey,
    Directory,
    IdentityError,
    Outcome,
    PublicKey,
    RequestSigner,
    Unproven,
    Verified,
    sign,
    verify,
)
from webagent_manifests.identity._library import signatures
from webagent_manifests.identity._message import RequestMessage

from tests.manifests.identity.keys import AGENT, RFC_9421_KEYID, RFC_9421_X, directory_of, raw

KEY = AgentKey.generate()
DIRECTORIES = {AGENT: directory_of(KEY)}
SHOP = "https://shop.example/tea?sort=price"


def _signed(method: str = "GET", url: str = SHOP, **options: Any) -> dict[str, str]:
    settings: dict[str, Any] = {"key": KEY, "agent_url": AGENT, **options}
    return sign(method, url, {}, **settings)


def _outcome(headers: Any, url: str = SHOP, **options: Any) -> Outcome:
    settings: dict[str, Any] = {"directories": DIRECTORIES, **options}
    return verify(headers, url=url, **settings).outcome


def test_a_signed_request_names_its_agent() -> None:
    headers = _signed()
    found = verify(headers, url=SHOP, directories=DIRECTORIES)

    assert isinstance(found, Verified)
    assert (found.agent, found.keyid) == (AGENT, KEY.keyid)
    assert found.covered == ('"@authority"', '"signature-agent";key="sig1"')
    assert found.expires - found.created == timedelta(minutes=5)
    assert headers["Signature-Agent"] == f'sig1="{AGENT}"'
    for parameter in ("created=", "expires=", f'keyid="{KEY.keyid}"', 'tag="web-bot-auth"'):
        assert parameter in headers["Signature-Input"]


def _signed_freely(
    fields: dict[str, str], *components: str, lifetime: timedelta | None = timedelta(minutes=1)
) -> dict[str, str]:
    """Sign as RFC 9421 lets everyone, and not as the profile asks."""
    library = signatures()
    message = RequestMessage("GET", SHOP, dict(fields))
    resolver = library.MappingKeyResolver(public_keys={}, private_keys={KEY.keyid: KEY.private})
    library.HTTPMessageSigner(
        signature_algorithm=library.algorithms.ED25519, key_resolver=resolver
    ).sign(
        message,
        key_id=KEY.keyid,
        expires=None if lifetime is None else datetime.now(UTC) + lifetime,
        tag="web-bot-auth",
        label="sig1",
        covered_component_ids=components,
    )
    assert isinstance(message.headers, dict)
    return message.headers


MEMBER = {"Signature-Agent": f'sig1="{AGENT}"'}


@pytest.mark.parametrize(
    ("components", "lifetime", "outcome"),
    [
        (("@authority", '"signature-agent";key="sig1"'), 23, Outcome.VERIFIED),
        (("@authority", '"signature-agent";key="sig1"'), 25, Outcome.INVALID),
        (("@authority", '"signature-agent";key="sig1"'), None, Outcome.INVALID),
        (("@method", '"signature-agent";key="sig1"'), 1, Outcome.INVALID),
        (("@authority", "signature-agent"), 1, Outcome.INVALID),
        (("@authority",), 1, Outcome.INVALID),
    ],
)
def test_the_profile_asks_more_than_a_signature(
    components: tuple[str, ...], lifetime: int | None, outcome: Outcome
) -> None:
    """The draft: authority, agent and expiry are signed, and expiry is within 24 hours."""
    hours = None if lifetime is None else timedelta(hours=lifetime)
    assert _outcome(_signed_freely(MEMBER, *components, lifetime=hours)) is outcome


DRAFT = {
    "Signature-Agent": 'agent2="https://signature-agent.test"',
    "Signature-Input": (
        'sig2=("@authority" "signature-agent";key="agent2");created=1735689600'
        f';keyid="{RFC_9421_KEYID}";alg="ed25519";expires=4889289600'
        ';nonce="n9p433xm+NJ3ph3upfBIGmsuwHw387YV7Q/F+6BSpGCVjYCqQw6rznNA8PVVLySrAWsv0hQtFioQb6E1'
        'YsauiA==";tag="web-bot-auth"'
    ),
    "Signature": (
        "sig2=:RdNFx5Bj6au3YgAMQL/RzmUlZE8QZLIaXGRpw985hWnwPfMxT228NMk6ehRS1PSl4e8PhbNZACSanGdhEwY"
        "CCg==:"
    ),
}
DRAFT_DIRECTORIES = {
    "https://signature-agent.test": Directory({RFC_9421_KEYID: PublicKey(raw(RFC_9421_X))})
}


def test_the_drafts_own_vector_verifies() -> None:
    """draft-meunier-webbotauth-httpsig-protocol, "EdDSA Using Curve edwards25519"."""
    found = verify(
        DRAFT, url="https://example.com/", directories=DRAFT_DIRECTORIES, max_lifetime=None
    )
    assert isinstance(found, Verified)
    assert found.agent == "https://signature-agent.test"


def test_a_signature_for_a_century_is_refused() -> None:
    found = verify(DRAFT, url="https://example.com/", directories=DRAFT_DIRECTORIES)
    assert found.outcome is Outcome.INVALID


def test_a_label_may_change_on_the_way() -> None:
    """RFC 9421, section 7.2.5: labels are not signed; the agent's member is."""
    headers = {
        name: value if name == "Signature-Agent" else value.replace("sig1=", "other=", 1)
        for name, value in _signed().items()
    }
    assert _outcome(headers) is Outcome.VERIFIED


def test_the_older_bare_string_is_understood() -> None:
    """The draft's "Legacy Signature-Agent, sf-string", which is still sent."""
    headers = _signed_freely({"Signature-Agent": f'"{AGENT}"'}, "@authority", "signature-agent")
    assert _outcome(headers) is Outcome.VERIFIED


def test_one_signature_holds_for_its_host_alone() -> None:
    headers = _signed()
    assert _outcome(headers, "https://shop.example/basket", method="POST") is Outcome.VERIFIED
    assert _outcome(headers, "https://SHOP.example:443/") is Outcome.VERIFIED
    for other in ("https://shop.example:8443/", "https://evil.example/", "https://example/"):
        assert _outcome(headers, other) is Outcome.INVALID


def test_a_narrow_signature_holds_for_its_request_alone() -> None:
    headers = _signed(cover=("@method", "@target-uri"))
    assert _outcome(headers) is Outcome.VERIFIED
    assert _outcome(headers, method="POST") is Outcome.INVALID
    assert _outcome(headers, "https://shop.example/other") is Outcome.INVALID


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("Signature-Agent", "agent.example", "other.example"),
        ("Signature-Input", "created=", "created=1"),
        ("Signature-Input", "expires=1", "expires=2"),
        ("Signature-Input", '"@authority" ', ""),
        ("Signature-Input", '"@authority"', '"@authority" "@method"'),
        ("Signature-Input", ' "signature-agent";key="sig1"', ""),
        ("Signature", "sig1=:", "sig1=:AAAA"),
        ("Signature-Input", "ed25519", "rsa-pss-sha512"),
    ],
)
def test_what_was_signed_cannot_be_changed(field: str, old: str, new: str) -> None:
    headers = _signed()
    assert old in headers[field]
    headers[field] = headers[field].replace(old, new, 1)
    directories = {**DIRECTORIES, "https://other.example": directory_of(KEY)}
    assert _outcome(headers, directories=directories) is Outcome.INVALID


def test_signatures_expire() -> None:
    now = datetime.now(UTC)
    assert _outcome(_signed(now=now - timedelta(minutes=4))) is Outcome.VERIFIED
    assert _outcome(_signed(now=now - timedelta(minutes=6))) is Outcome.INVALID
    assert _outcome(_signed(now=now + timedelta(minutes=6))) is Outcome.INVALID


def test_a_key_counts_for_the_agent_that_publishes_it() -> None:
    """The draft: key lookup is keyed on the (URL, key) pair, not on the key alone."""
    other = AgentKey.generate()
    directories = {"https://mine.example": directory_of(KEY), AGENT: directory_of(other)}
    assert _outcome(_signed(), directories=directories) is Outcome.UNVERIFIED
    assert _outcome(_signed(), directories={}) is Outcome.UNVERIFIED


def test_a_withdrawn_key_counts_no_more() -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    key = PublicKey(KEY.public_bytes, expires=past)
    directories = {AGENT: Directory({KEY.keyid: key})}
    assert _outcome(_signed(), directories=directories) is Outcome.UNVERIFIED


def test_unsigned_requests_say_nothing() -> None:
    assert _outcome({}) is Outcome.UNSIGNED
    assert _outcome({"Signature": "a=:AAAA:"}) is Outcome.UNSIGNED
    other = {name: value.replace("web-bot-auth", "other") for name, value in _signed().items()}
    assert _outcome(other) is Outcome.UNSIGNED


def test_each_signature_is_looked_at_for_itself() -> None:
    """The draft, "Multiple Signatures": an unknown signer does not hide a known one."""
    stranger = _signed(key=AgentKey.generate(), agent_url="https://x.example", label="x")
    both = [(n, v) for headers in (stranger, _signed()) for n, v in headers.items()]
    found = verify(both, url=SHOP, directories=DIRECTORIES)
    assert isinstance(found, Verified)
    assert found.agent == AGENT


def test_other_kinds_of_discovery_are_not_guessed() -> None:
    headers = _signed()
    headers["Signature-Agent"] += ";type=jwks_uri"
    assert _outcome(headers) is Outcome.UNVERIFIED


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"agent_url": "http://agent.example"}, "https origin"),
        ({"agent_url": "https://agent.example/keys"}, "https origin"),
        ({"agent_url": 'https://a.example"; x'}, "https origin"),
        ({"lifetime": timedelta(hours=25)}, "24 hours"),
        ({"lifetime": timedelta(0)}, "24 hours"),
        ({"cover": ("@method",)}, "@authority or @target-uri"),
        ({"cover": ("@authority", "x-absent")}, "x-absent"),
        ({"label": "Sig One"}, "can't be signed"),
        ({"url": "/tea"}, "can't be signed"),
    ],
)
def test_what_cannot_be_signed_is_told(options: dict[str, Any], words: str) -> None:
    with pytest.raises(IdentityError, match=words):
        _signed(**options)


def test_a_signer_signs_once_for_each_host() -> None:
    signer = RequestSigner(KEY, AGENT)
    first = signer.headers_for(SHOP)
    assert _outcome(first) is Outcome.VERIFIED
    assert signer.headers_for("https://shop.example/basket#top") == first

    other = signer.headers_for("https://shop.example:8443/")
    assert other != first
    assert _outcome(other, "https://shop.example:8443/") is Outcome.VERIFIED


def test_a_signer_signs_anew_before_expiry() -> None:
    times = [datetime.now(UTC) + timedelta(seconds=passed) for passed in (0, 240, 285)]
    clock = iter(times)
    signer = RequestSigner(KEY, AGENT, clock=lambda: next(clock))
    first, again, renewed = (signer.headers_for(SHOP) for _ in times)
    assert first == again
    assert f"created={int(times[2].timestamp())}" in renewed["Signature-Input"]


def test_a_signer_writes_nothing_where_others_can_read() -> None:
    """The draft, "Use of TLS": what is seen on plain http could be replayed to the https site."""
    signer = RequestSigner(KEY, AGENT)
    for url in ("http://shop.example/", "about:blank", "data:text/html,x", "file:///tmp/x", ""):
        assert signer.headers_for(url) == {}
    local = signer.headers_for("http://127.0.0.1:8000/")
    assert _outcome(local, "http://127.0.0.1:8000/") is Outcome.VERIFIED


@given(
    st.dictionaries(
        st.sampled_from(["Signature", "Signature-Input", "Signature-Agent"]),
        st.text(st.characters(max_codepoint=255), max_size=40)
        | st.sampled_from(
            [
                'a=("@authority");tag="web-bot-auth"',
                'a=("@authority" "signature-agent";key="a");tag="web-bot-auth";keyid="x"',
                'a=("signature-agent";key=1 "signature-agent";key=("b"));tag="web-bot-auth"',
                'a;tag="web-bot-auth"',
                'a=("signature-agent");tag="web-bot-auth"',
                f'a="{AGENT}"',
                f'"{AGENT}"',
                "a=:AAAA:",
                "a=()",
            ]
        ),
    )
)
def test_whatever_is_sent_it_proves_nothing(headers: dict[str, str]) -> None:
    assert isinstance(verify(headers, url=SHOP, directories=DIRECTORIES), Unproven)


def test_without_the_extra_the_way_to_it_is_told() -> None:
    script = """
import sys
sys.modules["cryptography"] = sys.modules["http_message_signatures"] = None
from webagent_manifests.identity import AgentKey, user_agent
print(user_agent(version="1"))
AgentKey.generate()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.stdout == "polite-webagent/1\n"
    assert "pip install 'polite-webagent[identity]'" in done.stderr
