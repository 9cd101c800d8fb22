"""What a published manifest and the pages around it look like on the wire, on every server."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from webagent_manifests.publishing import WELL_KNOWN_PATH, link_tag

from tests.manifests.documents import document, rule
from tests.manifests.publishing.sites import PAGE, SERVERS, SITE

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

BODY = json.dumps(document(False, rule("click_element", "#buy", True)), indent=2).encode()
LINK = '</.well-known/agent-permissions.json>; rel="agent-permissions"'
TAG = link_tag().encode()
MARKED = PAGE.replace(b"<head>", b"<head>" + TAG)


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "agent-permissions.json"
    path.write_bytes(BODY)
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    os.utime(path, (hour_ago.timestamp(), hour_ago.timestamp()))
    return path


@pytest.fixture(scope="module", params=SERVERS)
def client(request: pytest.FixtureRequest, manifest: Path) -> Generator[httpx.Client]:
    """A client of the site, where the manifest is published with the defaults."""
    with SERVERS[request.param](manifest) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture(scope="module", params=SERVERS)
def injected(request: pytest.FixtureRequest, manifest: Path) -> Generator[httpx.Client]:
    """A client of the site, where pages carry the link tag too."""
    serve = SERVERS[request.param](manifest, inject_link=True, alias=True, max_age=60)
    with serve as url, httpx.Client(base_url=url) as client:
        yield client


def test_the_manifest_is_served_as_it_is(client: httpx.Client, manifest: Path) -> None:
    answer = client.get(WELL_KNOWN_PATH)

    assert answer.status_code == 200
    assert answer.content == BODY
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-length"] == str(len(BODY))
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["etag"].startswith('"')
    modified = parsedate_to_datetime(answer.headers["last-modified"])
    assert modified.timestamp() == int(manifest.stat().st_mtime)


def test_head_says_what_get_would(client: httpx.Client) -> None:
    """RFC 9110, section 9.3.2."""
    get, head = client.get(WELL_KNOWN_PATH), client.head(WELL_KNOWN_PATH)

    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "last-modified", "cache-control"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("tags", ["{etag}", "W/{etag}", '"old", W/{etag}, "new"', "*"])
def test_a_copy_that_is_current_is_not_sent_again(client: httpx.Client, tags: str) -> None:
    """RFC 9110, section 13.1.2: weak comparison, lists, and any."""
    etag = client.get(WELL_KNOWN_PATH).headers["etag"]
    headers = {"If-None-Match": tags.format(etag=etag)}

    for answer in (
        client.get(WELL_KNOWN_PATH, headers=headers),
        client.head(WELL_KNOWN_PATH, headers=headers),
    ):
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == etag
        assert answer.headers["cache-control"] == "public, max-age=3600"
        assert "content-type" not in answer.headers


def test_a_copy_that_is_old_is_replaced(client: httpx.Client) -> None:
    answer = client.get(WELL_KNOWN_PATH, headers={"If-None-Match": '"old"'})
    assert (answer.status_code, answer.content) == (200, BODY)


def test_the_time_of_change_is_a_validator_too(client: httpx.Client) -> None:
    """RFC 9110, section 13.1.3."""
    modified = client.get(WELL_KNOWN_PATH).headers["last-modified"]
    before = format_datetime(parsedate_to_datetime(modified) - timedelta(seconds=1), usegmt=True)

    def status(since: str, **more: str) -> int:
        headers = {"If-Modified-Since": since, **more}
        return client.get(WELL_KNOWN_PATH, headers=headers).status_code

    assert status(modified) == 304
    assert status(before) == 200
    assert status("yesterday") == 200
    assert status(modified, **{"If-None-Match": '"old"'}) == 200


def test_nothing_can_be_written(client: httpx.Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, WELL_KNOWN_PATH)
        assert (answer.status_code, answer.content) == (405, b"")
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_browser_may_read_it_from_anywhere(client: httpx.Client) -> None:
    """Fetch, CORS preflight: a conditional request is not a simple one."""
    answer = client.options(
        WELL_KNOWN_PATH,
        headers={
            "Origin": "https://lint.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_the_alias_is_there_if_wanted(injected: httpx.Client) -> None:
    assert injected.get("/agent-permissions.json").content == BODY
    assert injected.get(WELL_KNOWN_PATH).headers["cache-control"] == "public, max-age=60"


def test_pages_say_where_the_manifest_is(client: httpx.Client) -> None:
    for path in ("/page", "/stream", "/fragment"):
        answer = client.get(path)
        assert answer.headers["link"] == LINK
        assert answer.content == SITE[path].body
    assert client.get("/page").headers["etag"] == '"p1"'


def test_what_is_no_page_is_left_alone(client: httpx.Client) -> None:
    assert "link" not in client.get("/text").headers


def test_links_that_are_there_stay(client: httpx.Client) -> None:
    """RFC 8288, section 3: a Link header is a list."""
    answer = client.get("/preloads")
    assert answer.headers.get_list("link", split_commas=True) == [
        "</tea.css>; rel=preload; as=style",
        LINK,
    ]


def test_a_page_with_a_manifest_of_its_own_keeps_it(injected: httpx.Client) -> None:
    answer = injected.get("/own")
    assert answer.headers["link"] == '</mine.json>; rel="agent-permissions"'
    assert answer.content == PAGE


def test_the_tag_stands_first_in_the_head(injected: httpx.Client) -> None:
    for path in ("/page", "/preloads"):
        answer = injected.get(path)
        assert answer.content == MARKED
        assert answer.headers["content-length"] == str(len(MARKED))
    assert injected.get("/stream").content == MARKED


def test_the_entity_tag_of_a_changed_page_is_weak(injected: httpx.Client) -> None:
    """RFC 9110, section 8.8.1: the same strong validator means the same bytes."""
    assert injected.get("/page").headers["etag"] == 'W/"p1"'
    assert injected.head("/page").headers["etag"] == 'W/"p1"'


def test_head_promises_no_length_that_get_does_not_keep(injected: httpx.Client) -> None:
    answer = injected.head("/page")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers.get("content-length", str(len(MARKED))) in ("0", str(len(MARKED)))


@pytest.mark.parametrize("path", ["/fragment", "/has-one", "/text", "/empty"])
def test_bodies_without_a_place_for_the_tag_stay(injected: httpx.Client, path: str) -> None:
    answer = injected.get(path)
    assert answer.content == SITE[path].body


def test_compressed_bodies_stay(injected: httpx.Client) -> None:
    answer = injected.get("/compressed")
    assert answer.content == PAGE
    assert answer.headers["content-length"] == str(len(gzip.compress(PAGE, mtime=0)))


@pytest.mark.parametrize("server", SERVERS)
def test_a_broken_manifest_is_never_served(server: str, tmp_path: Path) -> None:
    broken = tmp_path / "agent-permissions.json"
    broken.write_text('{"metadata": {}}', encoding="utf-8")

    serve = SERVERS[server](broken)
    with pytest.raises(Exception, match=r"agent-permissions\.json is not published") as caught:
        serve.__enter__()
    assert type(caught.value).__name__ in ("NotPublishable", "ImproperlyConfigured")
