"""Fetching a model: gone on with, checked, and never half there."""

from __future__ import annotations

import hashlib
import socket
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.model_server import serve_file
from webagent.models.local import DownloadFailed, KnownModel, Progress, download

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = bytes(range(256)) * 12_000
"""About 3 MB: several of the pieces that are written at once."""


def _model(content: bytes = CONTENT) -> KnownModel:
    sha256 = hashlib.sha256(content).hexdigest()
    url = "http://hub.invalid/model.gguf"
    return KnownModel("tiny", "Tiny", url, len(content), sha256, "Apache-2.0", 1)


def test_a_whole_file_gets_its_name_once_its_hash_is_right(tmp_path: Path) -> None:
    told: list[Progress] = []
    with serve_file(CONTENT) as server:
        assert download(_model(), tmp_path / "new", url=server.url, tell=told.append)

    assert (tmp_path / "new" / "tiny.gguf").read_bytes() == CONTENT
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["tiny.gguf"]
    assert server.ranges == [None]
    assert [each.bytes for each in told] == sorted(each.bytes for each in told)
    assert told[-1] == Progress(len(CONTENT), len(CONTENT), checking=True)


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(CONTENT)

    with serve_file(CONTENT) as server:
        assert not download(_model(), tmp_path, url=server.url)

    assert server.ranges == []


def test_another_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(b"mine")

    with serve_file(CONTENT) as server, pytest.raises(DownloadFailed, match="remove it"):
        download(_model(), tmp_path, url=server.url)

    assert (tmp_path / "tiny.gguf").read_bytes() == b"mine"


def test_a_connection_that_breaks_is_opened_again_where_it_was(tmp_path: Path) -> None:
    with serve_file(CONTENT, cuts=(1_000_000, 500_000)) as server:
        assert download(_model(), tmp_path, url=server.url)

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=1000000-", "bytes=1500000-"]


def test_a_later_call_goes_on_with_what_one_before_left(tmp_path: Path) -> None:
    part = tmp_path / "tiny.gguf.part"
    with (
        serve_file(CONTENT, cuts=(2_000_000, 0, 0, 0)) as server,
        pytest.raises(DownloadFailed, match=r"broke at 2 MB of 3 MB.*pull again"),
    ):
        download(_model(), tmp_path, url=server.url)
    assert part.stat().st_size == 2_000_000

    with serve_file(CONTENT) as server:
        assert download(_model(), tmp_path, url=server.url)

    assert server.ranges == ["bytes=2000000-"]
    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT
    assert not part.exists()


def test_a_server_without_ranges_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf.part").write_bytes(b"of something else")

    with serve_file(CONTENT, ranges=False) as server:
        assert download(_model(), tmp_path, url=server.url)

    assert server.ranges == ["bytes=17-"]
    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


def test_a_whole_part_is_only_checked(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf.part").write_bytes(CONTENT)

    with serve_file(CONTENT) as server:
        assert download(_model(), tmp_path, url=server.url)

    assert server.ranges == []
    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


def test_a_server_that_does_not_say_how_long_the_file_is(tmp_path: Path) -> None:
    with serve_file(CONTENT, length=False) as server:
        assert download(_model(), tmp_path, url=server.url)


def test_it_follows_where_the_hub_sends_it(tmp_path: Path) -> None:
    with serve_file(CONTENT, moved=True, cuts=(1_000_000,)) as server:
        assert download(_model(), tmp_path, url=server.url)

    assert server.ranges == [None, "bytes=1000000-"]


def test_a_wrong_hash_keeps_nothing(tmp_path: Path) -> None:
    changed = CONTENT[:-1] + b"!"

    with serve_file(changed) as server, pytest.raises(DownloadFailed, match="hash is not"):
        download(_model(), tmp_path, url=server.url)

    assert not (tmp_path / "tiny.gguf").exists()
    assert (tmp_path / "tiny.gguf.part").stat().st_size == 0


@pytest.mark.parametrize("length", [True, False])
def test_a_file_of_another_length_is_refused(tmp_path: Path, length: bool) -> None:
    longer = CONTENT + b"more"

    with (
        serve_file(longer, length=length) as server,
        pytest.raises(DownloadFailed, match="is not Tiny"),
    ):
        download(_model(), tmp_path, url=server.url)

    assert not (tmp_path / "tiny.gguf").exists()


def test_what_the_server_refuses_is_told(tmp_path: Path) -> None:
    with serve_file(CONTENT, status=403) as server, pytest.raises(DownloadFailed, match="HTTP 403"):
        download(_model(), tmp_path, url=server.url)


def test_no_network_is_told_with_what_to_check(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    with pytest.raises(DownloadFailed, match="check the network and the proxy"):
        download(_model(), tmp_path, url=f"http://127.0.0.1:{port}/model.gguf")


@pytest.mark.parametrize("url", ["ftp://x/y", "nonsense", "http://["])
def test_what_is_no_address_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(DownloadFailed, match=r"can't be (fetched|reached)"):
        download(_model(), tmp_path, url=url)


def test_the_proxy_of_the_environment_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    # Asked for the whole address, the server answers by its path: so it is one.
    with serve_file(CONTENT) as server:
        monkeypatch.setenv("http_proxy", server.url.removesuffix("/model.gguf"))
        assert download(_model(), tmp_path)

    assert server.ranges == [None]


class _Disk(NamedTuple):
    total: int
    used: int
    free: int


def test_a_disk_without_room_is_told_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> _Disk:
        return _Disk(1, 1, 1_000_000)

    monkeypatch.setattr("shutil.disk_usage", full)

    with serve_file(CONTENT) as server, pytest.raises(DownloadFailed, match="make room"):
        download(_model(), tmp_path, url=server.url)

    assert server.ranges == []


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    with pytest.raises(DownloadFailed, match="WEBAGENT_MODELS_DIR"):
        download(_model(), file)


def test_two_do_not_fetch_the_same_at_once(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (tmp_path / "tiny.gguf.part").open("ab") as other, serve_file(CONTENT) as server:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(DownloadFailed, match="Another process"):
            download(_model(), tmp_path, url=server.url)
