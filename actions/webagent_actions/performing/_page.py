"""Functions that run in the page, kept as JavaScript files beside this one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def page_function(file: str, name: str) -> str:
    """Return a function of one of the files under `page/`, with what all of them share.

    It takes what it is evaluated on and one argument.
    """
    folder = files(__package__ or "") / "page"
    parts = [folder.joinpath(f"{part}.js").read_text(encoding="utf-8") for part in ("tree", file)]
    return "\n".join(
        ["(subject, argument) => {", *parts, f"return {name}(subject, argument);", "}"]
    )
