"""How what is on or off is written."""

from __future__ import annotations

FLAGS = {"accept": ("accept", "dismiss"), "enter": ("enter", "no enter"), "on": ("on", "off")}
"""How the flags are written, by the name of the argument: true, then false."""

_MEANINGS = {
    "on": True, "1": True, "true": True, "yes": True, "accept": True, "enter": True,
    "enter=1": True, "enter=on": True, "off": False, "0": False, "false": False, "no": False,
    "dismiss": False, "enter=0": False, "enter=off": False, "no enter": False,
}  # fmt: skip


def flag_of(text: str) -> bool | None:
    """Return what a written flag means, in any case; `None` where it is none."""
    return _MEANINGS.get(text.strip().strip("\"'").lower())
