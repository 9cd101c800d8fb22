"""Sheets of facts about something, and how one asks for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import things

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random


@dataclass(frozen=True, slots=True)
class Fact:
    """A key with its value."""

    key: str
    value: str
    told: str
    """A sentence with the place `<v>`, and maybe `<t>` for what the sheet is about."""
    asks: tuple[str, ...] = ()
    """Questions of its own, without the key."""


_ASKS = (
    *("what is the <k>?", "what's the <k> of <t>?", "tell me the <k>.", "which <k> is given?"),
    *("what is the <k> of <t>?", "<k> of <t>?", "{find|look up|get} the <k> of <t>."),
    *("please give me the <k> of <t>", "I need the <k> of <t>.", "can you tell me the <k> of <t>?"),
    *(
        "what does the page say about the <k>?",
        "read out the <k> of <t>",
        "could you look up the <k>?",
    ),
)


def asked_for(random: Random, fact: Fact) -> tuple[str, ...]:
    """Return questions for a fact."""
    return fact.asks if random.random() < 0.55 else _ASKS


def _person(random: Random) -> tuple[str, list[Fact]]:
    name = things.person(random)
    form = things.date_form(random)
    return name, [
        Fact(
            "Phone",
            things.phone(random),
            "You can call <t> on <v>.",
            (
                "what number do I {call|dial} to reach <t>?",
                "what is <t>'s phone number?",
                "how can I {phone|call} <t>?",
            ),
        ),
        Fact(
            "Email",
            things.mail(name, random),
            "Letters reach <t> at <v>.",
            (
                "what is <t>'s {email|mail} address?",
                "where do I send mail to <t>?",
                "at which address can I {mail|email} <t>?",
            ),
        ),
        Fact(
            "City",
            random.choice(things.CITIES),
            "<t> lives in <v>.",
            (
                "where does <t> live?",
                "in which city {does <t> live|is <t>'s home}?",
                "what city is <t> from?",
            ),
        ),
        Fact(
            "Birthday",
            things.date(form, random.randrange(336)),
            "The birthday of <t> is <v>.",
            (
                "when was <t> born?",
                "when is <t>'s birthday?",
                "on which day is the birthday of <t>?",
            ),
        ),
        Fact(
            "Employer",
            random.choice(things.COMPANIES),
            "<t> works for <v>.",
            ("who does <t> work for?", "where does <t> work?", "at which company does <t> work?"),
        ),
        Fact(
            "Manager",
            things.person(random),
            "The manager of <t> is <v>.",
            ("who is <t>'s {manager|boss}?", "to whom does <t> report?", "who manages <t>?"),
        ),
        Fact(
            "Room",
            str(random.randint(100, 480)),
            "<t> sits in room <v>.",
            ("in which room is <t>?", "which room do I find <t> in?"),
        ),
    ]


def _event(random: Random) -> tuple[str, list[Fact]]:
    name = things.subject(random)
    day = things.date(things.date_form(random), random.randrange(336))
    fee = things.price(things.price_form(random), random.randrange(500, 9900, 50))
    return name, [
        Fact(
            "Date",
            day,
            "It takes place on <v>.",
            (
                "when {is it|does it take place|does it happen}?",
                "on which day is <t>?",
                "what day does <t> take place?",
            ),
        ),
        Fact(
            "Place",
            random.choice(things.CITIES),
            "We meet in <v>.",
            (
                "where {is it|does it take place}?",
                "in which city is <t>?",
                "where does <t> take place?",
            ),
        ),
        Fact(
            "Fee",
            fee,
            "Taking part costs <v>.",
            (
                "how much {is it|does it cost}?",
                "what does it cost to take part?",
                "what do I pay for <t>?",
            ),
        ),
        Fact(
            "Host",
            things.person(random),
            "It is organised by <v>.",
            (
                "who {hosts|organises|runs} <t>?",
                "who is {behind|in charge of} it?",
                "who is the organiser?",
            ),
        ),
        Fact(
            "Start",
            f"{random.randint(7, 20)}:{random.choice(('00', '15', '30'))}",
            "Doors open at <v>.",
            (
                "{what time|when} does it {start|begin}?",
                "at what time do I have to be there?",
                "how late does it start?",
            ),
        ),
        Fact(
            "Seats",
            str(random.randint(12, 900)),
            "There are <v> seats.",
            ("how many {seats are there|people can come}?", "how many seats does it have?"),
        ),
        Fact(
            "Duration",
            f"{random.randint(2, 9)} hours",
            "It lasts <v>.",
            ("how long {is it|does it last|does it take}?", "for how long does <t> go on?"),
        ),
    ]


def _thing(random: Random) -> tuple[str, list[Fact]]:
    [item] = things.products(random, random.choice(things.RANGES), 1)
    return item.name, [
        Fact(
            "Price",
            things.price(things.price_form(random), item.cents),
            "The <t> sells for <v>.",
            (
                "how much {is|does} the <t>{| cost}?",
                "what does it cost?",
                "what is {asked|charged} for the <t>?",
            ),
        ),
        Fact(
            "Weight",
            f"{random.randint(1, 90) / 4} kg",
            "It weighs <v>.",
            ("how heavy is it?", "how much does the <t> weigh?", "what does it weigh?"),
        ),
        Fact(
            "Maker",
            random.choice(things.COMPANIES),
            "It is made by <v>.",
            ("who {makes|made|manufactures} it?", "by {whom|which company} is the <t> made?"),
        ),
        Fact(
            "Origin",
            random.choice(things.COUNTRIES),
            "It comes from <v>.",
            ("where {is it made|does it come from}?", "which country does the <t> come from?"),
        ),
        Fact(
            "Rating",
            str(item.rating),
            "Buyers gave it a rating of <v>.",
            ("how {is it rated|do buyers rate it}?", "how {good|well rated} is the <t>?"),
        ),
        Fact(
            "Warranty",
            f"{random.randint(1, 10)} years",
            "The warranty runs for <v>.",
            ("how long is {it under warranty|the warranty}?", "for how long is it guaranteed?"),
        ),
        Fact(
            "Delivery",
            f"{random.randint(2, 30)} days",
            "Delivery takes <v>.",
            ("how long does {delivery|shipping} take?", "when would it arrive, in how many days?"),
        ),
    ]


def _place(random: Random) -> tuple[str, list[Fact]]:
    kind = random.choice(
        ("Library", "Clinic", "Museum", "Bank", "School", "Hotel", "Pool", "Bakery")
    )
    name = f"{random.choice(things.NOUNS)} {kind}"
    return name, [
        Fact(
            "Address",
            things.address(random),
            "You find us at <v>.",
            ("where is {it|the <t>}?", "what's the address?", "where do I find the <t>?"),
        ),
        Fact(
            "Phone",
            things.phone(random),
            "Our number is <v>.",
            (
                "what number do I call?",
                "how do I reach the <t> by phone?",
                "what is the phone number?",
            ),
        ),
        Fact(
            "Opening hours",
            f"{random.randint(6, 11)}:00–{random.randint(16, 22)}:00",
            "We are open <v>.",
            (
                "when is {it|the <t>} open?",
                "what are the opening hours?",
                "when can I {visit|go there}?",
            ),
        ),
        Fact(
            "Director",
            things.person(random),
            "The house is led by <v>.",
            (
                "who {leads|runs|heads} the <t>?",
                "who is in charge?",
                "what is the director's name?",
            ),
        ),
        Fact(
            "Founded",
            str(random.randint(1790, 2020)),
            "It was founded in <v>.",
            (
                "when was {it|the <t>} founded?",
                "in which year was it founded?",
                "how old, since which year?",
            ),
        ),
        Fact(
            "Closed on",
            random.choice(("Monday", "Tuesday", "Sunday", "Friday")),
            "We are closed on <v>.",
            ("on which day is it closed?", "when is the <t> closed?"),
        ),
    ]


def _account(random: Random) -> tuple[str, list[Fact]]:
    form = things.price_form(random)
    name = random.choice(
        (
            "Savings account",
            "Current account",
            "Electricity contract",
            "Car insurance",
            "Mobile plan",
            "Home loan",
        )
    )
    return name, [
        Fact(
            "Balance",
            things.price(form, random.randrange(1000, 999900)),
            "There is <v> in it.",
            (
                "how much {money is there|is in it}?",
                "what is my balance?",
                "how much do I have left?",
            ),
        ),
        Fact(
            "Account number",
            str(random.randint(10**7, 10**9)),
            "The account number is <v>.",
            ("what's {my|the} account number?", "under which number does it run?"),
        ),
        Fact(
            "Holder",
            things.person(random),
            "It belongs to <v>.",
            ("{whose is it|who does it belong to}?", "who is the holder?", "in whose name is it?"),
        ),
        Fact(
            "Interest",
            f"{random.randint(1, 60) / 10} %",
            "The interest is <v>.",
            ("what interest {is paid|do I get}?", "how high is the interest rate?"),
        ),
        Fact(
            "Monthly fee",
            things.price(form, random.randrange(100, 9000)),
            "A month costs <v>.",
            ("what do I pay {a month|each month|monthly}?", "how much is it per month?"),
        ),
        Fact(
            "Ends",
            things.date(things.date_form(random), random.randrange(336)),
            "It runs until <v>.",
            ("when does it {end|run out|expire}?", "until when does the contract run?"),
        ),
    ]


SHEETS: Mapping[str, Callable[[Random], tuple[str, list[Fact]]]] = {
    "person": _person,
    "event": _event,
    "thing": _thing,
    "place": _place,
    "account": _account,
}


def sheet(random: Random, group: str = "", *, told: bool = False) -> tuple[str, list[Fact]]:
    """Return what a sheet is about and its facts; those that are told in sentences are fewer."""
    title, facts = SHEETS[group or random.choice(sorted(SHEETS))](random)
    chosen = random.sample(facts, random.randint(2, 4 if told else len(facts)))
    return title, chosen
