"""Command-line options: each flag has an environment variable of its own."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import typer


def flag(name: str, *more: str, help: str, **settings: Any) -> Any:  # noqa: A002 - typer's own word
    """Declare the option `--name`, which `WEBAGENT_NAME` sets too."""
    variable = "WEBAGENT_" + name.upper().replace("-", "_")
    return typer.Option(f"--{name}", *more, help=help, envvar=variable, **settings)


class Detail(StrEnum):
    """How much is said of what can be acted on."""

    COMPACT = "compact"
    RICH = "rich"


ALLOW_ORIGIN = flag(
    "allow-origin",
    help="Origin that may be reached wherever it lies, such as http://localhost:3000. Repeat.",
)
DENY_ORIGIN = flag(
    "deny-origin",
    help="Origin that is never reached, such as https://*.ads.example, or * for all that no "
    "--allow-origin names. Repeat.",
)
VIEW = flag("view", help="rich: with tags, types, addresses and forms.")


class Memory(StrEnum):
    """Whether a run uses what was learned, and adds to it."""

    ON = "on"
    OFF = "off"


MEMORY = flag("memory", help="off: use no skill that was learned here before, and note no page.")


MODEL = flag(
    "model",
    help="Model name at the endpoint, “local” or “local:NAME-or-PATH” for one on this machine, "
    "“baseline”, or “auto”: the endpoint's if one is set, else local, else baseline.",
    show_default="auto",
)


class Plan(StrEnum):
    """Who divides a task into parts."""

    DEMAND = "demand"
    """The actor, where it finds that it helps."""
    MODEL = "model"
    """A model, before the task begins; then the actor too."""


PLAN = flag(
    "plan",
    help="model: have the model divide the task into parts first. Else it may do so as it goes.",
)


class SearchWhen(StrEnum):
    """Whether to try out ahead what can be undone."""

    OFF = "off"
    AUTO = "auto"
    MCTS = "mcts"


SEARCH = flag(
    "search",
    help="auto: where the model names alternatives and is unsure, stuck, or off the track, try out "
    "what can be undone before going on (tree search); mcts: always; off: never.",
)


SEARCH_NODES = flag("search-nodes", help="Actions that one search may try.", min=1)
SEARCH_SECONDS = flag("search-seconds", help="How long one search may take.", min=1)
PARALLEL = flag(
    "parallel",
    help="States that a search tries at once, each in a browser context of its own.",
    min=1,
    max=8,
)
PRICE = flag("price", help="Dollars per million tokens, in/out, such as 0.25/2.00.")
HEADED = flag("headed", help="Show the browser windows.")


class Approve(StrEnum):
    """Who answers where a person is required."""

    ASK = "ask"
    NEVER = "never"
    ALWAYS = "always"


APPROVE = flag(
    "approve",
    help="Where a person has to decide: ask on the terminal, never allow, "
    "or always allow (know what you do).",
)
SECRET = flag(
    "secret",
    help="name=value, typed only at the origin of --url, or name@https://login.example.com=value; "
    "written {{name}} in the task. Repeat for more; in the variable, one a line.",
)
SECRETS_FILE = flag("secrets-file", help="File of lines like those of --secret.")
JSON = flag("json", help="Print the result as one JSON object.")
JSONL = flag("jsonl", help="Print each event as a JSON line.")
