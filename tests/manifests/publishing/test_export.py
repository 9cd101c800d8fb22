"""A manifest among the files of a static site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_manifests.publishing import NotPublishable, export

from tests.manifests.publishing.test_document import BETTER, GOOD

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    path.write_bytes(GOOD)
    return path


def test_the_files_are_where_servers_look(manifest: Path, tmp_path: Path) -> None:
    site = tmp_path / "public"
    exported = export(manifest, site)

    assert (site / ".well-known/agent-permissions.json").read_bytes() == GOOD
    assert {path.relative_to(site).as_posix() for path in exported.files} == {
        ".well-known/agent-permissions.json",
        "_headers",
        "agent-permissions.nginx.conf",
        "agent-permissions.apache.conf",
    }
    assert exported.link_tag.startswith("<link ")


def test_each_server_is_told_the_same(manifest: Path, tmp_path: Path) -> None:
    for path in export(manifest, tmp_path, max_age=60).files[1:]:
        text = path.read_text(encoding="utf-8")
        for words in (
            "application/json",
            "public, max-age=60",
            "Access-Control-Allow-Origin",
            "nosniff",
            '</.well-known/agent-permissions.json>; rel="agent-permissions"',
        ):
            assert words in text, path
        assert text.count("{") == text.count("}")
        assert "{{" not in text


def test_headers_that_are_there_stay(manifest: Path, tmp_path: Path) -> None:
    headers = tmp_path / "_headers"
    headers.write_text("/*\n  X-Frame-Options: DENY", encoding="utf-8")

    export(manifest, tmp_path)
    first = headers.read_text(encoding="utf-8")
    export(manifest, tmp_path)

    assert first.startswith("/*\n  X-Frame-Options: DENY\n# agent-permissions")
    assert headers.read_text(encoding="utf-8") == first


def test_a_new_version_replaces_the_old(manifest: Path, tmp_path: Path) -> None:
    export(manifest, tmp_path)
    manifest.write_bytes(BETTER)
    export(manifest, tmp_path)
    assert (tmp_path / ".well-known/agent-permissions.json").read_bytes() == BETTER


def test_nothing_is_written_for_a_broken_manifest(manifest: Path, tmp_path: Path) -> None:
    manifest.write_text("{}", encoding="utf-8")
    site = tmp_path / "public"
    with pytest.raises(NotPublishable):
        export(manifest, site)
    assert not site.exists()
