"""What tasks are read as."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webagent.actors.baseline._instruction import NotUnderstood, read_plan
from webagent.actors.baseline._intents import Click, Complete, Dismiss, Fill, Find, Search

PLANS = {
    "Click the Ok button.": ["click “Ok button”"],
    "Click One, then click Two": ["click “One”", "click “Two”"],
    "Please open the account page, now": ["open “account page”"],
    "open https://shop.example/a.b?c=d": ["open https://shop.example/a.b?c=d"],
    "go back": ["go back"],
    "press Enter": ["press Enter"],
    "press Submit": ["click “Submit”"],
    "Focus on the second text field": ["put the cursor into “second text field”"],
    "search for oolong": ["search for “oolong”"],
    "search the shop for oolong with the search box": ["search for “oolong”"],
    "find oolong": ["search for “oolong”"],
    "find the best rated oolong": ["find “best rated oolong”"],
    'Find and click "Oolong"': ["click “Oolong”"],
    "select nothing and click Go": ["click “Go”"],
    "Select salt and pepper from the list and click Go": ["choose “salt and pepper”", "click “Go”"],
    "uncheck the newsletter box": ["unselect “newsletter”", "send what was entered"],
    "select the 2nd option": ["click “2nd option”"],
    "open result 2": ["open “result 2”"],
    "Would you mind? Open the first link.": ["open “first link”"],
    "Your task: click Ok": ["click “Ok”"],
    "1. Click Ok\n2. click Go": ["click “Ok”", "click “Go”"],
    "Step 1: i wanna click Ok. Step 2: be so kind as to click Go": ["click “Ok”", "click “Go”"],
    "Use Name = Ada Byron; City = Bath": [
        "enter “Ada Byron” into “Name”",
        "enter “Bath” into “City”",
        "send what was entered",
    ],
    "make sure the cup is no longer in the basket": ["open the cart", "click “cup”"],
    "check out": ["go to the checkout"],
    "place my order": ["go to the checkout", "place the order"],
    "accept the alert": ["accept the dialog"],
    "add it to the basket": ["add it to the cart"],
    "put two packs of Earl Grey in my basket": ["find “Earl Grey”", "add 2 to the cart"],
    "order 100 g of Uji": [
        "find “Uji”",
        "choose “100 g”",
        "add it to the cart",
        "go to the checkout",
        "place the order",
    ],
    "buy the cup with the lowest price": [
        "find “cup with the lowest price”",
        "add it to the cart",
        "go to the checkout",
        "place the order",
    ],
    "set the quantity to 3; press Update": ["enter “3” into “quantity”", "click “Update”"],
    "Fill in the name with Ada": ["enter “Ada” into “name”", "send what was entered"],
    'type "a" as name and "b" as city': [
        "enter “a” into “name”",
        "enter “b” into “city”",
        "send what was entered",
    ],
    'enter the name "Ada" into the "Billing" field and click Go': [
        "enter “Ada” into “Billing field”",
        "click “Go”",
    ],
    'enter the text "x" into the 2nd field and click Go': [
        "enter “x” into “2nd field”",
        "click “Go”",
    ],
    'enter the city "Bath" into the form and click Go': ["enter “Bath” into “city”", "click “Go”"],
    'enter the username "u" and the password "p" into the fields and press login': [
        "enter “u” into “username”",
        "enter “p” into “password”",
        "click “login”",
    ],
    "Which green tea is cheapest? Put that one in my basket, please.": [
        "find “green tea with the lowest price”",
        "add it to the cart",
    ],
    "I need 200 g of Uji in packs of 100 g. Add them to my cart.": [
        "find “Uji”",
        "choose “100 g”",
        "add 2 to the cart",
    ],
    "Order the set of four of the cup as a gift: wrapped, and by express.": [
        "find “cup”",
        "choose “set of four”",
        "add it to the cart",
        "go to the checkout",
        "choose “gift wrap”",
        "choose “express”",
        "place the order",
    ],
    "Put the cup into the cart. Then take the pot out again and make it three cups.": [
        "find “cup”",
        "add it to the cart",
        "open the cart",
        "click “pot”",
        "open the cart",
        "enter “3” into “quantity of cups”",
        "click “cups”",
    ],
    "Show me the cart after adding a Bowl to it": [
        "find “Bowl”",
        "add it to the cart",
        "open the cart",
    ],
    "What does the smallest pack of Uji cost?": ["find “Uji”", "tell the price of “smallest”"],
    "Which of the green teas is the cheapest? Answer with its name alone.": [
        "tell the name of “green teas with the lowest price”"
    ],
    "How many different oolongs does the shop list?": ["tell how many “oolongs” there are"],
    "How much did my order 7 cost in total, delivery included?": [
        "find “order 7”",
        "tell the total",
    ],
    "Do they have any rooibos? Search for it and leave the results up.": ["search for “rooibos”"],
    "serach for rooibos and keep the results open": ["search for “rooibos”"],
    "show me the oolongs, the cheapest first": ["sort “oolongs” by price, ascending"],
    "Sort the posts by likes, high to low": ["sort the list by likes, descending"],
    "put the tickets in order of comments going up": ["sort the list by comments, ascending"],
    "Go to the oolongs and put the cheapest ones first.": [
        "open “oolongs”",
        "sort the list by price, ascending",
    ],
    "Display the Gaiwan's product page": ["open “Gaiwan”"],
    "go to the tab with the news": ["go to the tab with “news”"],
    "Close all tabs but that of my account.": ["close all tabs but “account”"],
    "log in as {{user}} with password {{key}}": [
        "enter “{{user}}” into “username”",
        "enter “{{key}}” into “password”",
        "click “log in”",
    ],
}


@pytest.mark.parametrize(("task", "plan"), PLANS.items())
def test_a_plain_instruction_is_read_clause_by_clause(task: str, plan: list[str]) -> None:
    assert [str(intent) for intent in read_plan(task)] == plan


@pytest.mark.parametrize(
    "task",
    [
        "Who grows the matcha?",
        "scroll down",
        "enter the sum of both numbers into the field",
        "enter the username anna",
        'type a,"q"',
        "Click Ok. Make sure that it worked.",
        "Buy the cup, but don't order it",
        "Tell me what the cup costs and buy it",
        "",
        "...",
    ],
)
def test_what_is_no_plain_instruction_is_refused_whole(task: str) -> None:
    with pytest.raises(NotUnderstood):
        read_plan(task)


def test_quoted_verbs_and_full_stops_do_not_split() -> None:
    (click,) = read_plan('click "Save. Then click Send, and go"')
    assert isinstance(click, Click)
    assert click.target.phrase == "Save. Then click Send, and go"


def test_the_control_that_closes_may_be_named() -> None:
    (dismiss,) = read_plan('Close the popup by clicking "Not now"')
    assert isinstance(dismiss, Dismiss)
    assert dismiss.by == "Not now"


def test_every_field_is_filled_where_the_task_says_both_or_all() -> None:
    (fill, _) = read_plan('enter the password "p" into both text fields')
    assert isinstance(fill, Fill)
    assert fill.every


def test_a_field_named_before_the_instruction_is_its_target() -> None:
    (fill, _) = read_plan('use the comment box to enter "hello"')
    assert isinstance(fill, Fill)
    assert fill.target is not None
    assert fill.target.phrase == "comment"


def test_a_suggestion_is_told_by_its_ends() -> None:
    complete, *_ = read_plan('Enter a word that starts with "Ab" and ends with "cd"')
    assert complete == Complete("Ab", "cd", None)


def test_a_verb_that_is_no_click_has_to_be_in_the_name() -> None:
    (click,) = read_plan("remove the tea from the cart")
    assert isinstance(click, Click)
    assert (click.verb, click.target.full) == ("remove", "remove the tea")


def test_a_place_among_the_lowest_is_kept() -> None:
    find, *_ = read_plan("buy the second cheapest tea")
    assert isinstance(find, Find)
    assert find.item.phrase == "tea"
    assert find.item.superlative is not None
    assert find.item.superlative.place == 2


@given(st.text(st.characters(exclude_characters='"'), min_size=1))
@example("\U000f0000")
def test_a_quoted_value_is_typed_to_the_letter(value: str) -> None:
    fill, *_ = read_plan(f'Enter "{value}" into the comment field')
    assert isinstance(fill, Fill)
    assert fill.text == value


@given(st.text())
def test_any_text_is_a_plan_or_refused(task: str) -> None:
    with suppress(NotUnderstood):
        assert read_plan(task)


@given(st.lists(st.sampled_from(["search for tea", "click Ok", "go back"]), min_size=1))
def test_clauses_joined_by_then_keep_their_order(clauses: list[str]) -> None:
    joined = read_plan(", then ".join(clauses))
    assert joined == tuple(intent for clause in clauses for intent in read_plan(clause))


def test_a_search_keeps_quotation_marks_out_of_the_query() -> None:
    assert read_plan('search for "green tea"') == (Search("green tea"),)
