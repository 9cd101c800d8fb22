"""Functions that run in the page, kept as JavaScript files beside this one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_USED = {"marking": ("fields",)}
"""What a file takes from others than `tree`, which all share."""


@cache
def page_function(file: str, name: str) -> str:
    """Return a function of one of the files under `page/`, with what it takes from others.

    It takes what it is evaluated on and one argument.
    """
    folder = files(__package__ or "") / "page"
    names = dict.fromkeys(("tree", *_USED.get(file, ()), file))
    parts = [folder.joinpath(f"{each}.js").read_text(encoding="utf-8") for each in names]
    return "\n".join(
        ["(subject, argument) => {", *parts, f"return {name}(subject, argument);", "}"]
    )
