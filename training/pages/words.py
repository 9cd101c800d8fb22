"""What made pages speak of, and the voices in which their tasks are told."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random


def listed(text: str) -> tuple[str, ...]:
    """Return what stands between semicolons."""
    return tuple(" ".join(part.split()) for part in text.split(";"))


FIRST_NAMES = listed("""
Aaron;Abena;Adriana;Agnes;Ahmed;Aiko;Alba;Alistair;Amina;Anders;Anita;Arjun;Astrid;Beatriz;Bela;
Bernard;Birgit;Callum;Camila;Carlos;Cecilia;Chidi;Claire;Cyril;Dagmar;Damian;Daniela;Deepak;
Dilan;Edith;Eero;Elena;Elias;Emeka;Esther;Fatima;Felix;Fiona;Franz;Gemma;Georg;Greta;Hana;Haruki;
Helga;Hugo;Ibrahim;Ines;Ingrid;Isaac;Ivana;Jakob;Jasmin;Joana;Jonas;Judith;Kaito;Karim;Katrin;
Kofi;Lars;Leila;Leon;Lucia;Magnus;Malik;Marta;Mateo;Mei;Mila;Nadia;Nils;Noor;Olga;Omar;Oscar;
Paola;Pavel;Petra;Quentin;Rahel;Ravi;Renata;Rosa;Ruben;Salma;Samir;Selma;Simon;Sofia;Stefan;
Tamar;Teresa;Tobias;Uma;Ursula;Valentin;Vera;Viktor;Wanda;Yara;Yusuf;Zoe""")
SURNAMES = listed("""
Abbott;Acosta;Adeyemi;Albrecht;Almeida;Andersen;Bakker;Barnes;Becker;Bianchi;Blanc;Bogdanov;
Brandt;Castillo;Chen;Cohen;Costa;Dalgaard;Das;Dubois;Eriksen;Farkas;Ferreira;Fischer;Fontaine;
Fujita;Garcia;Gruber;Haddad;Hansen;Herrera;Hoffmann;Horvat;Ito;Ivanova;Jansen;Kamara;Kaplan;
Keller;Kim;Kovacs;Kumar;Lang;Larsen;Lehtonen;Lindqvist;Lombardi;Maier;Mbeki;Mendez;Moreau;Murphy;
Nakamura;Novak;Nowak;O'Brien;Okafor;Olsen;Ortega;Owusu;Papadakis;Park;Patel;Petrov;Popescu;Quist;
Rahman;Reyes;Ricci;Rosenberg;Rossi;Sato;Schmidt;Silva;Singh;Sokolov;Steiner;Suzuki;Takacs;Tanaka;
Torres;Ueda;Vargas;Vogel;Walsh;Weber;Wong;Yilmaz;Young;Zhang;Zimmermann""")
CITIES = listed("""
Aarhus;Accra;Antwerp;Athens;Auckland;Bergen;Bilbao;Bogota;Bratislava;Brisbane;Cairo;Calgary;
Cardiff;Chennai;Cork;Dakar;Denver;Dublin;Durban;Ghent;Graz;Hanoi;Helsinki;Istanbul;Kampala;Kyoto;
Lagos;Leeds;Lima;Linz;Lisbon;Ljubljana;Lyon;Malmo;Manila;Medellin;Mombasa;Montreal;Mumbai;
Nairobi;Naples;Odense;Oslo;Ottawa;Porto;Prague;Quito;Reykjavik;Riga;Salzburg;San Diego;Santiago;
Seoul;Seville;Sofia;Split;Tallinn;Tbilisi;Toronto;Tunis;Turin;Utrecht;Valencia;Vienna;Vilnius;
Warsaw;Zagreb;Zurich""")
COUNTRIES = listed("""
Argentina;Australia;Austria;Belgium;Brazil;Canada;Chile;Colombia;Croatia;Denmark;Egypt;Estonia;
Finland;France;Germany;Ghana;Greece;Hungary;Iceland;India;Ireland;Italy;Japan;Kenya;Latvia;
Mexico;Morocco;Nepal;Netherlands;New Zealand;Nigeria;Norway;Peru;Poland;Portugal;Romania;Senegal;
Serbia;Slovakia;Slovenia;South Africa;South Korea;Spain;Sweden;Switzerland;Thailand;Turkey;
Uruguay;Vietnam""")
STREETS = listed("""
Alder Street;Birch Lane;Canal Road;Castle Hill;Cedar Avenue;Chapel Row;Church Street;Dock Road;
Elm Grove;Fountain Square;Garden Terrace;Harbour View;High Street;Kiln Lane;Lake Drive;
Linden Alley;Market Place;Meadow Way;Mill Road;North Parade;Orchard Close;Park Avenue;
Quarry Bank;River Walk;Station Road;Stone Bridge;Sunset Boulevard;Tower Street;Vine Court;
West End""")
THINGS = listed("""
accordion;album;anchor;apron;atlas;backpack;basket;battery;bicycle;blanket;bottle;bracelet;
bucket;cable;calendar;camera;candle;carpet;chair;charger;clock;coat;compass;cup;curtain;cushion;
desk;drill;drum;easel;fan;flute;fork;globe;glove;guitar;hammer;hat;heater;helmet;jacket;jar;
kettle;keyboard;kite;knife;ladder;lamp;lantern;lens;mattress;mirror;monitor;mug;napkin;needle;
notebook;oven;paddle;pan;pencil;phone;piano;pillow;plate;pump;puzzle;racket;radio;ribbon;rope;
ruler;saddle;saw;scarf;scissors;shelf;shovel;skates;sofa;speaker;spoon;stapler;stool;stove;
suitcase;sweater;table;tent;thermometer;toaster;torch;tripod;trumpet;umbrella;vase;violin;wallet;
watch;wheel;whistle""")
ADJECTIVES = listed("""
amber;ancient;blue;bold;brave;bright;broad;calm;cheap;clever;coarse;cold;compact;crimson;curved;
deep;double;early;electric;empty;faint;fast;fine;flat;folding;fresh;gentle;golden;green;grey;
heavy;hollow;humid;iron;large;late;leather;light;little;long;loud;low;metal;mild;narrow;new;
northern;oak;old;open;orange;pale;plain;portable;purple;quick;quiet;rapid;red;rough;round;sharp;
short;silent;silver;slim;slow;small;smooth;soft;solid;southern;spare;square;steady;steep;striped;
strong;tall;thick;thin;tiny;violet;warm;white;wide;wild;wooden;woollen;yellow;young""")
COLOURS = listed("""
red;green;blue;yellow;orange;purple;pink;brown;black;white;grey;teal;navy;olive;maroon;cyan;
magenta;lime;gold;silver;coral;salmon;indigo;violet;turquoise;khaki;crimson;beige""")
FOODS = listed("""
almonds;apples;apricots;artichokes;asparagus;aubergine;bananas;barley;basil;beetroot;
blackberries;bread;broccoli;butter;cabbage;carrots;cashews;celery;cheese;cherries;chickpeas;
chives;cinnamon;coconut;coriander;couscous;cream;cucumber;dates;dill;eggs;fennel;figs;flour;
garlic;ginger;grapes;hazelnuts;honey;kale;leeks;lemons;lentils;lettuce;mango;maple syrup;milk;
mint;mushrooms;mustard;noodles;oats;olives;onions;oregano;paprika;parsley;peaches;peanuts;pears;
peas;pepper;plums;potatoes;pumpkin;quinoa;radishes;raisins;raspberries;rice;rosemary;saffron;
sage;salt;sesame;spinach;sugar;thyme;tofu;tomatoes;turmeric;vanilla;vinegar;walnuts;yoghurt;
zucchini""")
SUBJECTS = listed("""
Accounts;Adoption;Alerts;Archive;Astronomy;Attendance;Audit;Backups;Balance;Benefits;Billing;
Biology;Bookings;Branches;Budget;Calendar;Careers;Catalogue;Certificates;Chemistry;Claims;
Classes;Cloud;Community;Complaints;Contacts;Contracts;Courses;Credits;Customers;Dashboard;
Deliveries;Deposits;Devices;Diagnosis;Directory;Display;Domains;Donations;Drafts;Events;Exams;
Expenses;Exports;Feedback;Fees;Finance;Fleet;Forecast;Gallery;Geography;Grades;Grants;Guests;
Guides;Health;History;Holidays;Homework;Hotels;Imports;Inbox;Incidents;Insurance;Integrations;
Inventory;Invoices;Jobs;Keyboard;Languages;Leave;Lessons;Licences;Loans;Locations;Logs;Luggage;
Mathematics;Meetings;Members;Memory;Messages;Music;Network;Newsletter;Notes;Orders;Overtime;
Parking;Partners;Passwords;Patients;Payroll;Payments;Performance;Permissions;Philosophy;Physics;
Policies;Prescriptions;Printing;Privacy;Products;Projects;Proxy;Quality;Queues;Quotes;Receipts;
Recipes;Recovery;Refunds;Regions;Reports;Research;Reservations;Results;Returns;Reviews;Roles;
Rooms;Routes;Safety;Salaries;Savings;Schedules;Security;Servers;Sessions;Shifts;Sound;Sports;
Staff;Statements;Statistics;Stock;Storage;Students;Subscriptions;Suppliers;Support;Surveys;
Tariffs;Taxes;Teachers;Teams;Tenants;Themes;Tickets;Timetable;Tours;Training;Transfers;
Translations;Transport;Travel;Updates;Uploads;Users;Vaccinations;Vehicles;Venues;Visas;Visitors;
Volunteers;Wages;Warehouse;Warranties;Weather;Webhooks;Workshops""")
DEEDS = listed("""
Accept;Add;Apply;Approve;Archive;Assign;Attach;Block;Book;Bookmark;Call;Cancel;Check out;Clear;
Close;Compare;Compose;Confirm;Connect;Continue;Copy;Create;Decline;Delete;Deploy;Disable;
Download;Duplicate;Edit;Enable;Enrol;Expand;Export;Extend;Filter;Finish;Flag;Follow;Forward;
Generate;Hide;Import;Install;Invite;Join;Leave;Like;Load;Lock;Log out;Mark as read;Merge;Move;
Mute;Open;Pause;Pay;Pin;Play;Post;Preview;Print;Publish;Redo;Refresh;Reject;Reload;Remind me;
Remove;Rename;Renew;Reopen;Reply;Report;Request;Reset;Restart;Restore;Resume;Retry;Return;Review;
Revoke;Rotate;Run;Save;Schedule;Send;Share;Show;Sign;Skip;Sort;Start;Stop;Subscribe;Suspend;Sync;
Tag;Test;Track;Transfer;Translate;Trash;Unfollow;Unlock;Unpin;Update;Upgrade;Upload;Verify;View;
Vote;Withdraw;Zoom in""")
SIDE_LINKS = listed("""
About us;Accessibility;All categories;API;Blog;Brand;Careers at our place;Contact;Cookie notice;
Documentation;FAQ;For partners;Forum rules;Glossary;Help centre;Home;Imprint;Investors;Legal;
My profile;News;Newsroom;Our story;Our team;Press;Privacy policy;Release notes;RSS;Sitemap;
Status page;Sustainability;Terms of use;What's new;Work with us""")
SIDE_DEEDS = listed("""
Bigger text;Change theme;Chat with us;Copy address of this page;Dark mode;Give feedback;
Need help?;Print this page;Rate us;Report a problem;Show shortcuts;Switch language;
Take the tour""")
TOPICS = listed("""
Northbank Savings;Harbour Clinic;Lindenhof School;Quill Library;Pixel Forge Forum;Fernway Travel;
CityFleet Admin;Hazel Kitchen;Orbit Files;Peak Sports Club;Tallgrass HR;Meridian Insurance;
Cobalt Cloud Console;Willow Dental;Starling Airlines;Museum of Clocks;Town Council;Game Night;
Beacon Energy;Kestrel Mail;Ridge Hotels;Green Post;Lumen Studio;Atlas Rentals;Crown Cinema;
Paws Shelter;Juniper Gardens;Nimbus Weather;Vector Labs;Old Mill Theatre""")
MONTHS = listed(
    "January;February;March;April;May;June;July;August;September;October;November;December"
)
ORDINALS = listed("first;second;third;fourth;fifth;sixth;seventh;eighth;ninth;tenth")
SENTENCES = listed("""
Everything here is saved as you go.;Opening hours may differ on public holidays.;
Members of the board meet twice a year.;We answer within two working days.;
The figures are provisional until the end of the quarter.;
Fields may be left out unless said otherwise.;Your data stays in this country.;
The lift is out of order this week.;Prices include all taxes.;
This page was last changed by an editor.;Sessions end after half an hour without a sign of life.;
Bring a valid document to the front desk.;The archive goes back to the year 1987.;
Some parts are only seen by administrators.;Nothing is charged before the trial ends.;
A copy goes to the person in charge.;Read the small print before you go on.;
The north entrance is closed until further notice.;Results are shown newest first.;
You can change this later in the settings.;Two of the rooms have a view of the river.;
Our volunteers look after the garden.;Late returns cost a small fee.;
The choir rehearses on Mondays.;Backups run every night.;Ask at reception if you are unsure.;
This service is free for students.;The recipe serves four.;
Ratings are given by guests after their stay.;Maintenance begins at midnight.""")
_VERBS = listed(
    "carries;covers;follows;holds;joins;keeps;leads;meets;moves;needs;shows;takes;turns"
)
_SYLLABLES = listed("""
ba;bel;bro;cal;cor;da;del;dro;el;fa;fen;gal;gri;hal;il;jo;ka;kel;la;lin;lor;ma;mir;mo;na;nol;or;
pa;per;qua;ra;rin;sa;sel;sto;ta;tor;tra;u;va;vel;wi;xan;yo;zan;zel""")
_MAILS = listed("example.com;example.org;mail.test;post.example;inbox.test;uni.example;corp.test")


def made_up(random: Random) -> str:
    """Return a word that no vocabulary has."""
    return "".join(random.choices(_SYLLABLES, k=random.choice((2, 2, 3)))).capitalize()


def person(random: Random) -> str:
    """Return a first name and a surname."""
    return f"{random.choice(FIRST_NAMES)} {random.choice(SURNAMES)}"


def thing(random: Random) -> str:
    """Return something that can be owned, like “Striped kettle”."""
    name = random.choice(THINGS)
    return (f"{random.choice(ADJECTIVES)} {name}" if random.random() < 0.6 else name).capitalize()


def subject(random: Random) -> str:
    """Return what a part of a site may be called."""
    return random.choice(
        (
            lambda: random.choice(SUBJECTS),
            lambda: random.choice(SUBJECTS),
            lambda: f"{random.choice(ADJECTIVES).capitalize()} {random.choice(SUBJECTS).lower()}",
            lambda: (
                f"{random.choice(SUBJECTS)} {random.choice(('2023', '2024', '2025', 'A', 'B'))}"
            ),
            lambda: made_up(random),
            lambda: random.choice(CITIES),
            lambda: thing(random),
        )
    )()


def deed(random: Random) -> str:
    """Return what a button may say."""
    name = random.choice(DEEDS)
    roll = random.random()
    if roll < 0.45 or " " in name:
        return name
    if roll < 0.8:
        return f"{name} {random.choice(SUBJECTS).lower()}"
    return made_up(random) if roll < 0.88 else f"{name} {random.choice(THINGS)}"


def distinct(random: Random, draw: Callable[[Random], str], count: int) -> list[str]:
    """Draw so many that differ, also where case is ignored; made up where there are too few."""
    found: dict[str, str] = {}
    for tries in itertools.count():
        if len(found) == count:
            break
        one = draw(random) if tries < 20 * count else made_up(random)
        found.setdefault(one.casefold(), one)
    return list(found.values())


def sentence(random: Random) -> str:
    """Return a sentence that matters to no task."""
    if random.random() < 0.7:
        return random.choice(SENTENCES)
    one, other = random.sample(THINGS, 2)
    return f"The {random.choice(ADJECTIVES)} {one} {random.choice(_VERBS)} the {other}."


def phrase(random: Random) -> str:
    """Return some words one after the other."""
    words = random.choices(THINGS + ADJECTIVES + FOODS, k=random.randint(2, 5))
    return " ".join(words).capitalize() if random.random() < 0.5 else " ".join(words)


def email(random: Random) -> str:
    """Return an address for mail."""
    first, last = random.choice(FIRST_NAMES), random.choice(SURNAMES)
    last = last.replace("'", "")
    name = random.choice((f"{first}.{last}", f"{first[0]}{last}", f"{last}{random.randint(1, 99)}"))
    return f"{name.lower()}@{random.choice(_MAILS)}"


def address(random: Random) -> str:
    """Return a street with a number."""
    return random.choice(
        (f"{random.randint(1, 199)} {{}}", f"{{}} {random.randint(1, 99)}")
    ).format(random.choice(STREETS))


def digits(random: Random, count: int) -> str:
    """Return so many digits."""
    return "".join(random.choices("0123456789", k=count))


def code(random: Random) -> str:
    """Return what could be a reference, a voucher or a file number."""
    letters = "".join(random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=random.randint(2, 4)))
    mark = random.choice(("-", "", "/", " "))
    return f"{letters}{mark}{digits(random, random.randint(2, 6))}"


def password(random: Random) -> str:
    """Return a password."""
    marks = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    extra = random.choice(("", "!", "#", "%", "?", "_"))
    return "".join(random.choices(marks, k=random.randint(4, 10))) + extra


def username(random: Random) -> str:
    """Return a name to sign in with."""
    name = random.choice((random.choice(FIRST_NAMES), random.choice(THINGS), made_up(random)))
    return name.lower() + random.choice(("", "", f"_{digits(random, 2)}", digits(random, 3)))


def phone(random: Random) -> str:
    """Return a telephone number."""
    return f"{random.choice(('+44 ', '0', '+1-', '(0) '))}{digits(random, 3)} {digits(random, 5)}"


def file_name(random: Random) -> str:
    """Return the name of a file."""
    stem = random.choice((random.choice(THINGS), made_up(random).lower(), random.choice(SUBJECTS)))
    part = random.choice(("", "-final", "_v2", "-2024", f"_{digits(random, 2)}", " copy"))
    return stem + part + random.choice((".pdf", ".txt", ".csv", ".png", ".docx", ".md", ".zip"))


_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
_QUOTES = (*[("“", "”")] * 2, *[('"', '"')] * 5, *[("'", "'")] * 2, ("«", "»"), ("`", "`"))
_ASKING = (
    *["{}."] * 3,
    *["{}"] * 2,
    *["{-}"] * 2,
    "Task: {}.",
    "{}.",
    *["{}"] * 2,
    *["Please {-}."] * 2,
    "please {-}",
    "Could you {-}?",
    "can you {-}",
    "I want to {-}.",
    "I'd like to {-}.",
    "i need to {-}",
    "I need you to {-}.",
    "Your task: {-}",
    "Task: {}.",
    "You have to {-}.",
    "Go ahead and {-}",
    "{}!",
    "{}, please.",
    "Would you mind helping me {-}?",
    "We need to {-}.",
    "Help me {-}.",
    "The goal is to {-}.",
    "On this page, {-}.",
    "Try to {-}",
)
_IMPERATIVE = re.compile(r"(?!(?:the|a|an|for|as|in|on|from|your|what|first|here) )[a-z]")
_JOINTS = (
    *[("", ", then ", ", and then ")] * 2,
    *[("", ", ", " and ")] * 2,
    ("", " and ", " and "),
    ("", ". Then ", ". Then "),
    ("first ", ", then ", ", and finally "),
    ("", "; after that ", "; after that "),
    ("", ". After that, ", ". Finally, "),
    ("", " and then ", " and then "),
    ("", ". ", ". "),
    ("", ", next ", ", and lastly "),
)


def vary(random: Random, template: str, **values: str) -> str:
    """Choose one of each `{a|b}`, from the inside, and put the values in for `$name`."""
    while (found := _ALTERNATIVES.search(template)) is not None:
        chosen = random.choice(found[1].split("|"))
        template = template[: found.start()] + chosen + template[found.end() :]
    text = re.sub(r"\$([a-z_]+)", lambda name: values.get(name[1], name[0]), template)
    return " ".join(text.split()) if "\n" not in text else text


def upper_first(text: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]


class Voice:
    """How one task is told: its quotation marks, its manners, and how its parts are joined."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._quotes = random.choice(_QUOTES) if random.random() < 0.72 else ("", "")

    def quoted(self, text: str) -> str:
        """Return a value or a name as this task writes it."""
        return f"{self._quotes[0]}{text}{self._quotes[1]}"

    def say(self, *templates: str, **values: str) -> str:
        """Return one of these imperatives, filled in; what stands for `$name` is quoted, what for
        `$name_` is not.
        """
        said = {
            key: text if key.endswith("_") else self.quoted(text) for key, text in values.items()
        }
        return vary(self.random, self.random.choice(templates), **said)

    def names(self, items: Iterable[str], last: str = " and ") -> str:
        """Return several names one after the other."""
        told = [self.quoted(item) for item in items]
        if self.random.random() < 0.25 or len(told) == 1:
            return ", ".join(told)
        return ", ".join(told[:-1]) + last + told[-1]

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> str:
        """Return which field gets which value."""
        shape = self.random.choice(
            (
                "$n: $v",
                "$n = $v",
                "$v as $n",
                "$v for $n",
                "$n $v",
                "$n is $v",
                "$v in $n",
                "$n to $v",
            )
        )
        bare = self.random.random() < 0.5 and shape not in {"$n $v"}
        told = [
            vary(self.random, shape, n=name if bare else self.quoted(name), v=self.quoted(value))
            for name, value in pairs
        ]
        mark = self.random.choice((", ", "; ", " and ", "\n")) if len(told) > 1 else ", "
        return ("\n" if mark == "\n" else "") + mark.join(told)

    def ask(self, *clauses: str) -> str:
        """Return the whole task: its imperatives, in order, each beginning with a small letter."""
        random = self.random
        if len(clauses) > 1 and random.random() < 0.12:
            mark = random.choice(("{}. ", "{}) ", "Step {}: ", "- "))
            lines = [mark.format(n) + upper_first(text) for n, text in enumerate(clauses, 1)]
            return "\n".join(lines)
        opening, between, last = random.choice(_JOINTS)
        text = ""
        for number, clause in enumerate(clauses, 1):
            if number == 1:
                joint = opening if len(clauses) > 1 else ""
            else:
                joint = last if number == len(clauses) else between
            text += joint + (upper_first(clause) if joint.endswith(". ") else clause)
        shape = random.choice(_ASKING if _IMPERATIVE.match(text) else _ASKING[:8])
        if "\n" in text or text.endswith("."):
            shape = shape.removesuffix(".")
        return shape.replace("{-}", text).replace("{}", upper_first(text))
