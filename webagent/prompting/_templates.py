"""The templates of prompts, and the fence that page text stands in."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

from ._history import done_in
from ._line import on_a_line

if TYPE_CHECKING:
    from jinja2 import Environment


def new_fence() -> str:
    """Return a random mark that no page can know, and so none can close the fence.

    It is drawn once for all prompts of one kind, so that their beginning stays the same.
    """
    return secrets.token_hex(6)


@cache
def templates(package: str) -> Environment:
    """Return the templates in the folder `prompts` of a package, and those that all share.

    The latter are called `shared/…`, so that no template of a package takes the place of one.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

    environment = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader(package, "prompts"),
                PrefixLoader({"shared": PackageLoader("webagent.prompting", "templates")}),
            ]
        ),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.filters["shorten"] = on_a_line
    environment.filters["told"] = done_in
    return environment
