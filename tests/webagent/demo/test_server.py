"""Running the shop: its address, its file, its end, and its manners as a guest in a process."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import httpx
import pytest

from webagent.demo import serve_shop

if TYPE_CHECKING:
    from pathlib import Path


def shop_threads() -> int:
    return sum(thread.name == "leaf-and-kettle" for thread in threading.enumerate())


def test_a_temporary_shop_leaves_nothing_behind(capfd: pytest.CaptureFixture[str]) -> None:
    threads = shop_threads()
    with serve_shop() as shop:
        assert not shop.url.endswith("/")
        # A client that keeps its connection open must not hold the shop up.
        client = httpx.Client(base_url=shop.url, trust_env=False)
        assert client.get("/").status_code == 200
        assert shop.database.is_file()
    with pytest.raises(httpx.TransportError):
        client.get("/")
    client.close()
    assert not shop.database.parent.exists()
    assert shop_threads() == threads
    assert capfd.readouterr() == ("", "")


def test_a_kept_file_keeps_what_happened(tmp_path: Path) -> None:
    database = tmp_path / "shop.sqlite3"
    with serve_shop(database) as shop:
        httpx.post(f"{shop.url}/account/delete", trust_env=False)
    with serve_shop(database) as shop:
        assert not shop.account_exists()
        assert [order.id for order in shop.orders()] == [1002, 1001]
        shop.reset()
        assert shop.account_exists()
    assert database.is_file()


def test_two_shops_know_nothing_of_each_other() -> None:
    with serve_shop() as first, serve_shop() as second:
        assert first.url != second.url
        data = {"variant": "genmaicha-50-g", "quantity": "1"}
        httpx.post(f"{first.url}/product/genmaicha/cart", data=data, trust_env=False)
        assert (len(first.cart_lines()), len(second.cart_lines())) == (1, 0)


def test_a_taken_port_is_an_error_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"), serve_shop(port=port):
            pass


def test_an_error_inside_the_block_still_stops_the_shop() -> None:
    threads = shop_threads()
    with contextlib.suppress(KeyError), serve_shop():
        raise KeyError
    assert shop_threads() == threads


def test_importing_the_shop_needs_neither_browser_nor_model() -> None:
    code = (
        "import sys, webagent.demo;"
        "sys.exit(any(name in sys.modules for name in ('playwright', 'openai')))"
    )
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0
