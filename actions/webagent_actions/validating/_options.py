"""Which option of a native list a label means."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ._elements import enabled

if TYPE_CHECKING:
    from webagent_observation import Node, Option

_NEAR = 5
_LISTED = 20
_SHOWN = 80


def find_option(node: Node, label: str) -> Option:
    """Return the option of a native select that a label means: exactly, else ignoring case, else
    as the only one that contains it, else by the number the option has on the page.

    Raises:
        ActionRefused: `not_applicable` when it is no native select, `option_not_found`, `disabled`.
    """
    if node.tag != "select":
        raise ActionRefused(
            "not_applicable",
            f"[{node.ref}] is a {node.role}, no native list. Click it and choose from what opens.",
        )
    enabled(node)
    wanted = " ".join(label.split())
    folded = wanted.casefold()
    for matches in (
        [option for option in node.options if option.label == wanted],
        [option for option in node.options if option.label.casefold() == folded],
        [option for option in node.options if folded and folded in option.label.casefold()],
        [option for option in node.options if option.ref == _number(wanted)],
    ):
        if len(matches) == 1 or (matches and matches[0].label.casefold() == folded):
            if matches[0].disabled:
                raise ActionRefused("disabled", f"The option “{matches[0].label}” is disabled.")
            return matches[0]
    labels = [option.label for option in node.options]
    near = get_close_matches(wanted, labels, n=_NEAR, cutoff=0.3) or labels[:_LISTED]
    raise ActionRefused(
        "option_not_found",
        f"[{node.ref}] has no option “{wanted[:_SHOWN]}”. "
        f"It has: {', '.join(f'“{x}”' for x in near)}.",
    )


def _number(text: str) -> int:
    digits = re.fullmatch(r"\[?(\d{1,9})\]?", text)
    return int(digits[1]) if digits else -1
