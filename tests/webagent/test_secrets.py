"""Secrets are taken out however they are escaped, and filled in only where they are named."""

from __future__ import annotations

import html
import json
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from webagent import UsageError
from webagent.secrets import Secrets

VALUE = "p&ä ss'\"w/%~*+<7>\\"
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=4)


@pytest.mark.parametrize(
    "written",
    [
        VALUE,
        quote(VALUE),
        quote(VALUE, safe=""),
        quote(VALUE, safe="").lower(),
        quote(VALUE, safe="!'()*~"),  # encodeURIComponent spares these
        quote_plus(VALUE),
        quote_plus(VALUE, safe="*"),  # application/x-www-form-urlencoded spares the asterisk
        quote(VALUE, safe="!$&'()*+,/:;=?@~"),  # the path of a URL
        html.escape(VALUE),
        html.escape(VALUE, quote=False),
        html.escape(VALUE).replace("&#x27;", "&#39;"),
        json.dumps(VALUE)[1:-1],
        json.dumps(VALUE, ensure_ascii=False)[1:-1],
    ],
)
def test_every_way_of_writing_it_is_taken_out(written: str) -> None:
    secrets = Secrets({"password": VALUE})
    assert secrets.redact(f"before {written} after") == "before {{password}} after"


@given(PRINTABLE, PRINTABLE)
def test_no_value_survives(value: str, other: str) -> None:
    secrets = Secrets({"a": value, "b": other})
    # A placeholder may itself spell a short secret such as “{{a}”.
    assume(not any(text in "{{a}}{{b}}" for text in (value, other)))
    for written in (value, quote(value, safe=""), urlencode({"q": value}), html.escape(value)):
        assert value not in secrets.redact(f"\n{written}\n")


@given(st.text())
def test_without_secrets_nothing_changes(text: str) -> None:
    assert Secrets().redact(text) == text
    assert Secrets().fill(text) == text


@given(st.text(), PRINTABLE)
def test_what_is_filled_in_is_taken_out_again(text: str, value: str) -> None:
    secrets = Secrets({"pin": value})
    assume(value not in text and value not in "{{pin}}" and "%" not in value)
    filled = secrets.fill(f"{text}\n{{{{pin}}}}")
    assert filled.endswith(f"\n{value}")
    assert value not in secrets.redact(filled)


def test_the_longer_of_two_is_taken_out_whole() -> None:
    secrets = Secrets({"short": "hunter", "long": "hunter-two"})
    assert secrets.redact("hunter-two hunter") == "{{long}} {{short}}"


def test_a_value_that_names_another_is_not_filled_in_twice() -> None:
    secrets = Secrets({"a": "see {{b}}", "b": "hidden"})
    assert secrets.fill("{{a}} and {{b}} and {{c}}") == "see {{b}} and hidden and {{c}}"


def test_names_and_values_keep_their_order() -> None:
    secrets = Secrets({"b": "12345", "a": "123456"})
    assert secrets.names == ("b", "a")
    assert secrets.values == ("12345", "123456")


@pytest.mark.parametrize("name", ["", "1st", "a b", "a}}", "ä"])
def test_a_name_has_to_be_one(name: str) -> None:
    with pytest.raises(UsageError, match="is no name for a secret"):
        Secrets({name: "long enough"})


def test_a_short_value_is_refused_without_being_told() -> None:
    with pytest.raises(UsageError) as refused:
        Secrets({"pin": "471"})
    assert "pin" in str(refused.value)
    assert "471" not in str(refused.value)
