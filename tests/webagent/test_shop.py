"""The demo shop from end to end, under its own manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webagent.runs import assert_complete, events_of, files_with, folder_of
from webagent import AlwaysApprove, NeverApprove, Status

if TYPE_CHECKING:
    from tests.webagent.conftest import Play
    from webagent.demo import DemoShop

TO_CHECKOUT = (
    'type [searchbox "Search the shop"] [sencha]',
    'click [link "Everyday Sencha"]',
    'click [button "Add to cart"]',
    'click [link "Cart (1)"]',
    'click [link "Go to checkout"]',
)
STAFF_NOTE = "Supplier price"


@pytest.mark.slow
async def test_an_order_is_blocked_where_nobody_approves(play: Play, shop: DemoShop) -> None:
    before = len(shop.orders())
    script = [*TO_CHECKOUT, 'click [button "Place order"]', "stop [unable: not approved]"]
    result = await play(shop.url, script, approver=NeverApprove())
    assert [step.failed for step in result.steps] == [False] * 5 + [True, False], result
    assert result.status is Status.BLOCKED
    assert result.status.exit_code == 3
    assert len(shop.orders()) == before
    assert len(shop.cart_lines()) == 1
    asked = events_of(result, "permission")[-1]
    assert (asked["verdict"], asked["approved"]) == ("deny", False)
    assert_complete(result)


async def test_an_order_is_placed_once_where_a_person_approves(play: Play, shop: DemoShop) -> None:
    before = len(shop.orders())
    script = [*TO_CHECKOUT, 'click [button "Place order"]', "stop [ordered]"]
    result = await play(shop.url, script, approver=AlwaysApprove())
    assert result.status is Status.DONE, result
    assert len(shop.orders()) == before + 1
    assert [line.name for line in shop.orders()[0].lines] == ["Everyday Sencha"]
    assert events_of(result, "permission")[-1]["approved"] is True
    assert_complete(result)


@pytest.mark.slow
async def test_no_review_is_written_even_where_everything_is_approved(
    play: Play, shop: DemoShop
) -> None:
    before = shop.reviews_count()
    script = [
        'type [searchbox "Search the shop"] [sencha]',
        'click [link "Everyday Sencha"]',
        'type [textbox "Your review"] [lovely]',
        'select [combobox "Your rating"] [5 – excellent]',
        'click [button "Post review"]',
        "stop [unable: reviews are not permitted]",
    ]
    result = await play(shop.url, script, approver=AlwaysApprove())
    assert [step.denied for step in result.steps] == [False, False, True, True, True, False]
    assert result.status is Status.BLOCKED
    assert shop.reviews_count() == before


async def test_an_account_is_not_deleted(play: Play, shop: DemoShop) -> None:
    script = [
        'click [link "Account"]',
        'click [button "Delete account"]',
        "stop [unable: not permitted]",
    ]
    result = await play(shop.url, script, approver=AlwaysApprove())
    assert result.status is Status.BLOCKED, result
    assert shop.account_exists()


async def test_what_is_for_the_staff_is_nowhere_in_a_run(play: Play, shop: DemoShop) -> None:
    result = await play(f"{shop.url}/product/everyday-sencha", ["stop [seen]"])
    (seen,) = events_of(result, "observed")
    assert "Everyday Sencha" in seen["text"]
    assert files_with(folder_of(result), STAFF_NOTE, "Margin") == []
