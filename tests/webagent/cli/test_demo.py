"""`webagent demo`: the shop, served or used."""

from __future__ import annotations

import os
import signal
import socket
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.webagent.cli.calling import call, finish, interrupt, start
from webagent.demo import DemoShop

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_a_task_is_done_in_a_shop_of_its_own(tmp_path: Path) -> None:
    database = tmp_path / "shop.sqlite3"
    done = call(
        *("demo", "--task", "Add the cheapest green tea to the cart", "--database", str(database))
    )

    assert done.code == 0, done.stderr
    (line,) = DemoShop("", database).cart_lines()
    assert (line.sku, line.quantity) == ("kirishima-bancha-50-g", 1)
    assert done.stdout.count("\n") == 1


def test_a_port_in_use_is_code_5() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = call("demo", "--port", str(port))

    assert done.code == 5
    assert f"127.0.0.1:{port} can't be listened on" in done.stderr
    assert "choose another --host or --port" in done.stderr
    assert done.stdout == ""


def test_a_database_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, this is no database. " * 100, encoding="utf-8")
    done = call("demo", "--port", "0", "--database", str(path))

    assert done.code == 2
    assert f"{path} can't be the shop's database" in done.stderr


@pytest.mark.parametrize("by", ["interrupt", "terminate"])
def test_the_shop_is_open_until_it_is_closed(by: str) -> None:
    process = start("demo", "--port", "0")
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert "Leaf" in answer.read().decode()
    if by == "interrupt":
        interrupt(process)
    else:
        os.kill(process.pid, signal.SIGTERM)
    done = finish(process)

    assert done.code == 0
    assert "The demo shop is open. Ctrl-C closes it." in done.stderr
