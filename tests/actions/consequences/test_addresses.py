"""What an address says of what asking for it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions import command_in


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://a.example/logout", "logout"),
        ("http://a.example/users/sign_out", "sign out"),
        ("http://a.example/items/5/delete", "delete"),
        ("http://a.example/delete-account", "delete"),
        ("http://a.example/deleteAccount.php?id=5", "delete"),
        ("http://a.example/shop?add-to-cart=12", "add to cart"),
        ("http://a.example/wiki?action=unsubscribe", "unsubscribe"),
        ("http://a.example/mail?do=confirm&token=x", "confirm"),
        ("http://a.example/%64elete/5", "delete"),
        ("http://a.example/issues/5/close", "close"),
        ("http://a.example/", None),
        ("http://a.example/orders/1042", None),
        ("http://a.example/how-to-delete-an-account", None),
        ("http://a.example/merge-requests", None),
        ("http://a.example/search?q=how+to+delete", None),
        ("http://a.example/docs/confirm.html", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_commands_are_found_where_commands_stand(url: str, wanted: str | None) -> None:
    assert command_in(url) == wanted


@given(st.text(max_size=80))
def test_any_address_can_be_read(url: str) -> None:
    command_in(url)
