"""Options become values, or a usage error that says what they have to be like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent import UsageError
from webagent.cli._settings import (  # pyright: ignore[reportPrivateUsage]
    parse_price,
    parse_viewport,
    read_secrets,
)
from webagent.models import Price
from webagent.secrets import Secret

if TYPE_CHECKING:
    from pathlib import Path


def test_secrets_come_from_the_file_and_then_from_the_pairs(tmp_path: Path) -> None:
    file = tmp_path / "secrets.env"
    file.write_text("# of the shop\nuser=bo\nexport pin='47 11'\nboth=file\nempty\n")
    found = read_secrets(["both=pair", "sum=1=1"], file)
    values = {"user": "bo", "pin": "47 11", "both": "pair", "sum": "1=1"}
    assert found == {name: Secret(value) for name, value in values.items()}


def test_a_secret_may_be_given_for_other_origins(tmp_path: Path) -> None:
    file = tmp_path / "secrets.env"
    file.write_text(
        "pin@https://bank.example=4711\nmail@https://a.example,https://b.example=me@x\n"
    )
    pair = "password@https://login.example:8443=a=b@c"
    assert read_secrets([pair, "plain=x@https://y.example=z"], file) == {
        "pin": Secret("4711", ("https://bank.example",)),
        "mail": Secret("me@x", ("https://a.example", "https://b.example")),
        "password": Secret("a=b@c", ("https://login.example:8443",)),
        "plain": Secret("x@https://y.example=z"),
    }


def test_a_dollar_sign_in_a_password_names_no_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME_TOWN", "Graz")
    file = tmp_path / "secrets.env"
    file.write_text("password=a${HOME_TOWN}b\n")
    assert read_secrets([], file) == {"password": Secret("a${HOME_TOWN}b")}


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secrets.env"
    file.write_bytes(b"\xff\xfe\x00=1")
    for path in (file, tmp_path, tmp_path / "none"):
        with pytest.raises(UsageError, match="can't be read"):
            read_secrets([], path)


def test_a_pair_without_a_sign_is_refused_without_being_told() -> None:
    with pytest.raises(UsageError) as refused:
        read_secrets(["hunter2"], None)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("text", ["1280x800", "1280×800", " 1280x800 "])
def test_a_viewport_is_two_numbers(text: str) -> None:
    assert parse_viewport(text) == (1280, 800)


@pytest.mark.parametrize("text", ["", "1280", "x800", "-1x2", "1280x800x2", "1e3x2", "123456x1"])
def test_what_is_no_viewport_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="must be like 1280x800"):
        parse_viewport(text)


def test_a_price_is_two_amounts() -> None:
    assert parse_price("0.25/2") == Price(0.25, 2.0)
    assert parse_price(None) is None


@pytest.mark.parametrize("text", ["", "1", "1/", "/1", "-1/2", "1/2/3", "nan/1", "1,5/2"])
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"must be like 0\.25/2\.00"):
        parse_price(text)
