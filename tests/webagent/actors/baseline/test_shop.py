"""Orders in the demonstration shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from webagent import AlwaysApprove, NeverApprove, Status

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Do
    from webagent.demo import DemoShop


def _slow(*values: object) -> Any:
    """Return what is one more of a kind that is played each time already."""
    return pytest.param(*values, marks=pytest.mark.slow)


def _cart(shop: DemoShop) -> dict[str, int]:
    return {line.sku: line.quantity for line in shop.cart_lines()}


async def test_the_cheapest_of_a_kind_goes_into_the_cart(do: Do, shop: DemoShop) -> None:
    result = await do("add the cheapest green tea to the cart", shop.url)
    assert result.status is Status.DONE, result.answer
    # Not the cheaper black tea, whisk and tin whose names say “green”.
    assert _cart(shop) == {"kirishima-bancha-50-g": 1}


@pytest.mark.slow
async def test_without_a_person_the_order_is_blocked(do: Do, shop: DemoShop) -> None:
    before = len(shop.orders())
    result = await do("Buy the cheapest green tea", shop.url, approver=NeverApprove())
    assert result.status is Status.BLOCKED
    assert result.status.exit_code == 3
    assert result.url == f"{shop.url}/checkout"
    assert len(shop.orders()) == before


@pytest.mark.slow
async def test_with_a_person_the_order_is_placed_once(do: Do, shop: DemoShop) -> None:
    before = len(shop.orders())
    result = await do("Buy the cheapest green tea", shop.url, approver=AlwaysApprove())
    assert result.status is Status.DONE, result.answer
    assert len(shop.orders()) == before + 1
    (line,) = shop.orders()[0].lines
    assert (line.product, line.quantity) == ("kirishima-bancha", 1)


@pytest.mark.parametrize(
    ("task", "path"),
    [
        ("search for oolong", "/search?q=oolong"),
        _slow("find matcha", "/search?q=matcha"),
        ('enter "sencha" in the search box', "/search?q=sencha"),
        _slow("open the account page", "/account"),
        _slow("go to Teapots & ware", "/category/teapots-and-ware"),
        ("Open the account page, then click Order 1001", "/orders/1001"),
        ("find the most expensive black tea", "/product/darjeeling-first-flush"),
        (
            'Go to the oolong category and select "Price: low to high" as the sort order',
            "/category/oolong?sort=price-asc",
        ),
    ],
)
async def test_pages_are_reached(do: Do, shop: DemoShop, task: str, path: str) -> None:
    result = await do(task, shop.url)
    assert result.status is Status.DONE, result.answer
    assert result.url == shop.url + path


@pytest.mark.parametrize(
    ("task", "cart"),
    [
        ("put two Uji Gyokuro in my basket", {"uji-gyokuro-50-g": 2}),
        ("Add 100 g of Uji Gyokuro to my bag and go to the cart", {"uji-gyokuro-100-g": 1}),
        _slow("I'd like to add Dragon Well to the cart, please.", {"dragon-well-50-g": 1}),
        _slow("Open Genmaicha and add it to the cart", {"genmaicha-50-g": 1}),
    ],
)
async def test_the_cart_holds_what_was_asked_for(
    do: Do, shop: DemoShop, task: str, cart: dict[str, int]
) -> None:
    result = await do(task, shop.url)
    assert result.status is Status.DONE, result.answer
    assert _cart(shop) == cart


@pytest.mark.slow
async def test_the_checkout_is_filled_in_as_told(do: Do, shop: DemoShop) -> None:
    task = (
        "Put the Celadon Cup into the cart and check out. Select Pick up as the delivery method, "
        'check gift wrap, enter "Ada Byron" as full name and place the order.'
    )
    result = await do(task, shop.url, approver=AlwaysApprove())
    assert result.status is Status.DONE, result.answer
    order = shop.orders()[0]
    assert order.customer.name == "Ada Byron"
    assert order.gift_wrap
    assert not order.newsletter


@pytest.mark.parametrize(
    ("task", "because"),
    [
        ("buy a unicorn", "unicorn"),
        ("add Kyoto Hojicha to the cart", "Sold out"),
        _slow("put 5000 Genmaicha in the cart", "marked as invalid"),
    ],
)
async def test_what_the_shop_does_not_sell_is_not_put_into_the_cart(
    do: Do, shop: DemoShop, task: str, because: str
) -> None:
    result = await do(task, shop.url)
    assert result.status is Status.FAILED
    assert because in result.answer
    assert _cart(shop) == {}


async def test_what_the_shop_forbids_is_tried_once_and_left(do: Do, shop: DemoShop) -> None:
    result = await do("Open the account page and delete the account.", shop.url)
    assert result.status is Status.BLOCKED
    assert shop.account_exists()


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        ("What does the smallest pack of Kirishima Bancha cost?", "£3.60"),
        _slow("How much is Peppermint Leaf in 100 g?", "£5.60"),
        (
            "Which of the green teas is the cheapest? Answer with its name alone.",
            "Kirishima Bancha",
        ),
        _slow("Which black tea do customers rate highest?", "Assam Breakfast, 4.8 out of 5"),
        ("How many oolongs does the shop list?", "5"),
        _slow("How much did my order 1002 cost in total?", "£44.45"),
    ],
)
async def test_questions_are_answered_from_the_page(
    do: Do, shop: DemoShop, task: str, answer: str
) -> None:
    result = await do(task, shop.url)
    assert (result.status, result.answer) == (Status.DONE, answer)
    assert _cart(shop) == {}


@pytest.mark.slow
async def test_sizes_numbers_and_several_things(do: Do, shop: DemoShop) -> None:
    result = await do(
        "Put two 100 g packs of Peppermint Leaf and a Glass Teapot of 600 ml into the cart, then "
        "take the teapot out again",
        shop.url,
    )
    assert result.status is Status.DONE, result.answer
    assert _cart(shop) == {"peppermint-leaf-100-g": 2}
    assert result.url == f"{shop.url}/cart"


async def test_a_list_is_sorted_by_its_own_control(do: Do, shop: DemoShop) -> None:
    result = await do("Show me the oolong teas, the dearest first", shop.url)
    assert result.status is Status.DONE, result.answer
    assert result.url.endswith("/category/oolong?sort=price-desc")


async def test_a_misspelt_name_is_found(do: Do, shop: DemoShop) -> None:
    result = await do("open the porcelian gaiwan", shop.url)
    assert result.status is Status.DONE, result.answer
    assert result.url.endswith("/product/porcelain-gaiwan")


async def test_a_part_of_a_page_is_opened_by_way_of_the_page(do: Do, shop: DemoShop) -> None:
    result = await do("Show me the size guide of the Cast-Iron Kettle", shop.url)
    assert result.status is Status.DONE, result.answer
    assert result.url.endswith("/product/cast-iron-kettle")


async def test_what_the_page_objects_to_is_told(do: Do, shop: DemoShop) -> None:
    result = await do("Put five 100 g packs of Ceremonial Matcha into the cart", shop.url)
    assert result.status is Status.FAILED
    assert "3" in result.answer
    assert _cart(shop) == {}


@pytest.mark.parametrize(
    "task",
    [
        "At how many degrees should Uji Gyokuro be brewed?",
        _slow("Who rated Green Rooibos with 3 stars?"),
    ],
)
async def test_a_question_changes_nothing_and_is_never_just_done(
    do: Do, shop: DemoShop, task: str
) -> None:
    result = await do(task, shop.url)
    assert result.status is not Status.DONE
    assert _cart(shop) == {}
