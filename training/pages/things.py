"""People, places, products and texts that the pages are filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    "Ana Tom Kate Omar Lena Marek Yuki Priya Diego Fatima Noah Ingrid Paul Chloe Samir Greta Ivan "
    "Rosa Henry Wei Amara Jonas Elif Bruno Nadia Felix Maya Oscar Tessa Victor Hana Liam Zofia "
    "Ahmed Carla Dmitri Esther Gareth Helga Isaac Joyce Kofi Leila Mateo Nina Olaf Petra Quentin "
    "Ruth Stefan Thea Umar Vera Walter Xenia Yves Zelda Abby Ben Clara"
)
LAST_NAMES = _words(
    "Keller Novak Okafor Tanaka Moreau Silva Haddad Lindqvist Becker Rossi Kowalski Nguyen Ortega "
    "Park Schmidt Petrov Walsh Yilmaz Andersen Bianchi Chen Dubois Eriksen Fischer Garcia Hughes "
    "Ito Jensen Khan Larsen Mbeki Nielsen Owusu Patel Quinn Reyes Sato Torres Ueda Varga Weber "
    "Young Zhang Abbott Brennan Castro Doyle Engel Farkas Gomez Horvat"
)
CITIES = _words(
    "Lisbon Oslo Vienna Prague Dublin Madrid Athens Warsaw Zurich Hamburg Lyon Porto Seville Turin "
    "Geneva Krakow Bergen Ghent Leeds Cardiff Denver Austin Boston Chicago Seattle "
    "Toronto Montreal "
    "Lima Bogota Santiago Cairo Tunis Nairobi Accra Mumbai Delhi Bangkok Hanoi Manila Osaka Seoul "
    "Sydney Perth Auckland"
)
STREETS = (
    "Mill Lane",
    "High Street",
    "Elm Road",
    "Station Road",
    "Park Avenue",
    "Church Street",
    "Bridge Street",
    "Garden Way",
    "Harbour Road",
    "Oak Drive",
    "Linden Street",
    "Market Square",
)
MONTHS = _words(
    "January February March April May June July August September October November December"
)
COMPANIES = _words(
    "Altona Brightwell Corvex Dunmore Elmgate Fairway Grindel Hollis Inkwell Jupiter Kinross "
    "Lumen Marlow Nordic Oakley Pinnacle Quarry Redfern Solway Tideline"
)
TOPICS = _words(
    "budget lease roof garden trip invoice printer workshop contract server newsletter interview "
    "warehouse survey holiday parking training website delivery audit kitchen insurance museum "
    "concert exam library heating canteen festival choir"
)
_ABOUT = (
    "{} update",
    "Question about the {}",
    "{} plan",
    "{} – next steps",
    "The new {}",
    "Re: {}",
    "{} schedule",
    "Problem with the {}",
    "Notes on the {}",
    "{} checklist",
    "Your {}",
    "Urgent: {}",
    "{} reminder",
    "Final {} draft",
    "{} for spring",
)
SENTENCES = (
    "The meeting has been moved to the small room on the second floor.",
    "Could you have a look at it before the weekend?",
    "I have attached the figures you asked for.",
    "We still need two volunteers for Saturday.",
    "Nobody answered the phone when I called this morning.",
    "The new version works much better on my phone.",
    "Please bring your own cup and something to write.",
    "I finally found time to read the whole thing.",
    "It rained all day, but the walk was worth it.",
    "The supplier promised to deliver by the end of the month.",
    "There is a small mistake on page four.",
    "My neighbour has kindly offered to help with the move.",
    "Thanks again for the lovely evening!",
    "The door to the cellar does not close properly.",
    "Does anybody know a good dentist in town?",
    "We have decided to wait until prices come down.",
    "The bus was late again, so I took the bicycle.",
    "All the tickets were gone within an hour.",
    "This recipe turned out far better than I expected.",
    "They are looking for someone with experience in sales.",
    "I will be out of the office until next Tuesday.",
    "The results are better than last year.",
    "Let me know what you think of the second photo.",
    "Our old contract ends in June.",
)
REPLIES = (
    "Sounds good",
    "Thanks, I'll take care of it",
    "That's fine with me",
    "See you on Monday",
    "Sorry, I can't make it",
    "Let's talk tomorrow",
    "Great news, congratulations!",
    "Not yet",
    "Could you send me the details?",
    "I agree",
    "Yes, please go ahead",
    "I'll call you later",
    "Well done everyone",
    "Count me in",
    "Please wait until Friday",
    "No problem at all",
    "What time works for you?",
    "I have no objections",
    "Done",
    "ok, noted",
    "Lovely picture",
    "We have received your request",
    "Interesting point",
    "Please close this one",
    "+1",
    "Happy to help",
    "Which room is it?",
    "The answer is 42.",
    "Maybe next week, I'm busy",
)
FILE_WORDS = _words(
    "report summary photo scan letter notes budget draft slides minutes map plan logo backup "
    "recording thesis poster menu manual"
)
EXTENSIONS = ("pdf", "docx", "xlsx", "png", "jpg", "txt", "csv", "zip", "mp3", "pptx")
NOUNS = _words(
    "Harbour Lantern Orchard Compass Winter River Mountain Velvet Silent Copper Paper Island "
    "Northern Hidden Broken Golden Distant Crystal Midnight Autumn"
)
_ENDS = _words(
    "Road Letters Garden Song Keeper Stories Bridge House Journey Dream Atlas Season Stones "
    "Voices Light Shadow"
)
DISHES = (
    "Lentil soup",
    "Mushroom risotto",
    "Grilled trout",
    "Chicken curry",
    "Beef stew",
    "Ramen",
    "Vegetable lasagne",
    "Caesar salad",
    "Onion tart",
    "Pumpkin gnocchi",
    "Fish tacos",
    "Falafel",
    "Potato pancakes",
    "Apple strudel",
    "Cheesecake",
    "Pea soup",
    "Pad thai",
    "Spinach quiche",
    "Tomato bruschetta",
    "Lamb kebab",
    "Chocolate mousse",
    "Rice pudding",
    "Greek salad",
    "Bean chili",
    "Walnut bread",
    "Plum cake",
    "Stuffed peppers",
    "Carrot cake",
)
COUNTRIES = _words(
    "Portugal Norway Austria Ireland Spain Greece Poland Switzerland Germany France Italy Belgium "
    "Canada Peru Colombia Chile Egypt Tunisia Kenya Ghana India Thailand Vietnam Japan Korea "
    "Australia"
)


@dataclass(frozen=True, slots=True)
class Range:
    """What a shop has of one category."""

    category: str
    noun: str
    """One of them, as it is called in names and instructions."""
    options: tuple[str, tuple[str, ...]] | None = None
    """What has to be chosen, and from what."""
    cents: tuple[int, int] = (500, 9000)


_SIZES = ("XS", "S", "M", "L", "XL")
_SHOES = ("37", "38", "39", "40", "41", "42", "43", "44")
_COLOURS = ("Black", "White", "Red", "Navy", "Green", "Grey", "Yellow", "Beige", "Purple")
RANGES = (
    Range("Headphones", "headphones", ("Colour", _COLOURS[:6]), (2500, 29900)),
    Range("Laptops", "laptop", ("Memory", ("8 GB", "16 GB", "32 GB")), (45000, 219900)),
    Range("Phones", "phone", ("Storage", ("64 GB", "128 GB", "256 GB")), (12900, 99900)),
    Range("Cameras", "camera", None, (19900, 149900)),
    Range("Keyboards", "keyboard", ("Layout", ("US", "UK", "German", "French")), (1900, 15900)),
    Range("T-shirts", "T-shirt", ("Size", _SIZES), (900, 3900)),
    Range("Jackets", "jacket", ("Size", _SIZES), (4900, 29900)),
    Range("Shoes", "shoes", ("Size", _SHOES), (3900, 17900)),
    Range("Hats", "hat", ("Colour", _COLOURS), (1200, 5900)),
    Range("Sofas", "sofa", ("Colour", _COLOURS[3:]), (29900, 189900)),
    Range("Desks", "desk", None, (9900, 79900)),
    Range("Lamps", "lamp", ("Colour", _COLOURS[:5]), (1500, 24900)),
    Range("Chairs", "chair", ("Colour", _COLOURS[1:7]), (2900, 39900)),
    Range("Novels", "novel", ("Format", ("Hardcover", "Paperback", "E-book")), (700, 2900)),
    Range("Cookbooks", "cookbook", ("Format", ("Hardcover", "Paperback")), (1500, 4900)),
    Range("Board games", "board game", ("Language", ("English", "German", "Dutch")), (1500, 7900)),
    Range("Cheese", "cheese", ("Weight", ("200 g", "500 g", "1 kg")), (300, 2500)),
    Range("Bread", "bread", None, (200, 900)),
    Range("Fruit", "fruit box", ("Weight", ("2 kg", "5 kg")), (800, 3500)),
    Range("Bicycles", "bicycle", ("Frame", ("48 cm", "52 cm", "56 cm")), (39900, 249900)),
    Range("Tents", "tent", None, (7900, 59900)),
    Range("Backpacks", "backpack", ("Colour", _COLOURS[:7]), (2900, 19900)),
    Range("Garden tools", "spade", None, (900, 5900)),
    Range("Toys", "puzzle", ("Pieces", ("100", "500", "1000")), (600, 3900)),
    Range("Watches", "watch", ("Strap", ("Leather", "Steel", "Rubber")), (4900, 89900)),
    Range("Printers", "printer", None, (6900, 49900)),
)


@dataclass(frozen=True, slots=True)
class Product:
    """Something on sale."""

    name: str
    cents: int
    rating: float
    range: Range


def person(random: Random) -> str:
    """Return a full name."""
    return f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"


def people(random: Random, count: int) -> list[str]:
    """Return full names, no first or last name of which occurs twice."""
    firsts = random.sample(FIRST_NAMES, count)
    return [f"{a} {b}" for a, b in zip(firsts, random.sample(LAST_NAMES, count), strict=True)]


def subject(random: Random) -> str:
    """Return what a message could be about."""
    words = random.choice(_ABOUT).format(random.choice(TOPICS))
    return words[:1].upper() + words[1:]


def work(random: Random) -> str:
    """Return the title of a book, a song or a film."""
    form = random.choice(("{} {}", "The {} {}", "{} and {}"))
    return form.format(random.choice(NOUNS), random.choice(_ENDS))


def file_name(random: Random) -> str:
    """Return the name of a file."""
    word = random.choice(FILE_WORDS)
    middle = random.choice((str(random.randint(1, 99)), random.choice(TOPICS), "final", "v2"))
    return f"{word}{random.choice('_- ')}{middle}.{random.choice(EXTENSIONS)}"


def sentence(random: Random) -> str:
    """Return a sentence as it stands in a message."""
    return random.choice(SENTENCES)


def paragraph(random: Random, count: int = 3) -> str:
    """Return some sentences."""
    return " ".join(random.sample(SENTENCES, count))


def date_form(random: Random) -> str:
    """Return a way to write dates, for `date`."""
    return random.choice(
        (
            "{m} {d}",
            "{d} {m}",
            "{m3} {d}",
            "{y}-{n:02}-{d:02}",
            "{d}.{n}.{y}",
            "{n:02}/{d:02}/{y}",
            "{m} {d}, {y}",
        )
    )


def date(form: str, day: int) -> str:
    """Write a day, counted from the first of January as if all months had 28 days."""
    month, rest = divmod(day, 28)
    month %= 12
    name = MONTHS[month]
    return form.format(m=name, m3=name[:3], d=rest + 1, n=month + 1, y=2025)


def phone(random: Random) -> str:
    """Return a phone number."""
    form = random.choice(("555-{a}-{b}", "(0{a}) {b}", "+44 {a} {b}", "0{a}/{b}", "{a} {b}"))
    return form.format(a=random.randint(100, 999), b=random.randint(1000, 99999))


def mail(name: str, random: Random) -> str:
    """Return the address of a person."""
    first, last = name.lower().split(" ", 1)
    form = random.choice(("{f}.{l}", "{f}", "{i}{l}", "{f}_{l}"))
    local = form.format(f=first, l=last, i=first[0])
    ending = random.choice(("com", "org", "net", "example"))
    return f"{local}@{random.choice(COMPANIES).lower()}.{ending}"


def address(random: Random) -> str:
    """Return a street with a number."""
    return f"{random.randint(1, 199)} {random.choice(STREETS)}"


def price_form(random: Random) -> str:
    """Return a way to write prices, for `price`."""
    return random.choice(("${}", "${}", "€{}", "{} €", "£{}", "{} USD", "CHF {}"))


def price(form: str, cents: int) -> str:
    """Write a price."""
    return form.format(f"{cents / 100:,.2f}")


def products(random: Random, range_: Range, count: int) -> list[Product]:
    """Return products of one range that differ in name, price and rating."""
    low, high = range_.cents
    names = random.sample([*COMPANIES, *NOUNS], count)
    prices = random.sample(range(low, high, 10 if high - low > 2000 else 1), count)
    ratings = random.sample([number / 10 for number in range(21, 50)], count)
    models = [
        random.choice(("", "", f" {random.randint(2, 900)}", " Pro", " Mini", " Classic"))
        for _ in names
    ]
    return [
        Product(f"{name}{model} {range_.noun}", cents - cents % 5 + 4, rating, range_)
        for name, model, cents, rating in zip(names, models, prices, ratings, strict=True)
    ]
