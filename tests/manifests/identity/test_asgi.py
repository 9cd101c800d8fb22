"""An agent's directory on a server, and a site that looks who asks."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from webagent_manifests.identity import (
    DIRECTORY_PATH,
    DIRECTORY_TYPE,
    AgentKey,
    Directory,
    DirectoryApp,
    IdentifyAgents,
    RequestSigner,
    Verified,
)
from webagent_manifests.identity._library import signatures
from webagent_manifests.identity._message import Fields, RequestMessage, ResponseMessage

from tests.manifests.identity.keys import AGENT, directory_of
from webagent.local_server import serve_app

OLD, NEW = AgentKey.generate(), AgentKey.generate()


@pytest.fixture(scope="module")
def answer() -> httpx.Response:
    with serve_app(DirectoryApp([OLD, NEW], AGENT)) as url:
        return httpx.get(url + DIRECTORY_PATH)


def test_a_directory_is_served(answer: httpx.Response) -> None:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == DIRECTORY_TYPE
    assert set(Directory.parse(answer.content).keys) == {OLD.keyid, NEW.keyid}


def test_a_directory_is_signed_with_each_of_its_keys(answer: httpx.Response) -> None:
    """The draft, "Possession Proof on the Directory Response"."""
    keys = {key.keyid: key.private.public_key() for key in (OLD, NEW)}
    library = signatures()
    verifier = library.HTTPMessageVerifier(
        signature_algorithm=library.algorithms.ED25519,
        key_resolver=library.MappingKeyResolver(public_keys=keys, private_keys={}),
    )
    request = RequestMessage("GET", AGENT + DIRECTORY_PATH, Fields(()))
    results = verifier.verify(
        ResponseMessage(200, dict(answer.headers), request),
        expect_tag="http-message-signatures-directory",
        require_components=('"@authority";req', "content-digest"),
        body=answer.content,
    )
    assert {result.parameters["keyid"] for result in results} == set(keys)
    assert all("expires" in result.parameters for result in results)


def test_a_directory_is_only_read() -> None:
    with serve_app(DirectoryApp([NEW], AGENT)) as url, httpx.Client(base_url=url) as client:
        assert client.post(DIRECTORY_PATH).status_code == 405
        assert client.get("/").status_code == 404
        head = client.head(DIRECTORY_PATH)
        assert (head.status_code, head.content) == (200, b"")
        assert int(head.headers["content-length"]) > 0


def test_a_site_sees_who_asks() -> None:
    seen: list[Any] = []

    async def site(scope: Any, _receive: Any, send: Any) -> None:
        seen.append(scope["agent"])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    app = IdentifyAgents(site, {AGENT: directory_of(NEW)}, authorities=("shop.example",))
    with serve_app(app) as url:
        httpx.get(url, headers=RequestSigner(NEW, AGENT).headers_for(url))
        shop = RequestSigner(NEW, AGENT).headers_for("https://shop.example/")
        httpx.get(f"{url}/tea?a=b", headers={**shop, "Host": "shop.example"})
        httpx.get(url, headers={**shop, "Host": "evil.example"})
        httpx.get(url, headers={"Host": "shop.example"})

    assert [type(each) is Verified for each in seen] == [False, True, False, False]
    assert [each.outcome.value for each in seen] == [
        *("unverified", "verified", "unverified", "unsigned")
    ]
