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


VIEW = flag("view", help="rich: with tags, types, addresses and forms.")
