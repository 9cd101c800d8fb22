"""Telling names that a build tool made from names that a person gave."""

from __future__ import annotations

import re

_GENERATED = re.compile(
    r"""
      css-(?=[a-z]*[0-9])[a-z0-9]{5,}(?:-.*)?            # Emotion, MUI
    | sc-(?=[a-z]*[A-Z0-9])[a-zA-Z0-9]{5,}(?:-[0-9]+)?   # styled-components
    | svelte-[a-z0-9]{5,}
    | (?:jss|ember|ext-gen|yui_|gwt-uid-)[0-9].*
    | ng-tns-c[0-9].*
    | _ng(?:content|host)-.*
    | (?:.*-)?:r[0-9a-z]+:.*                             # React's useId
    | radix-.*[0-9].*
    | .+(?:__|--)(?=[a-z]*(?:[0-9][0-9]*[A-Za-z]|[A-Z]))[A-Za-z0-9]{5,6}  # CSS Modules
    | _[A-Za-z][A-Za-z0-9-]*_(?=[a-z]*[0-9])[a-z0-9]{4,6}_[0-9]+          # the same by Vite
    | .*-(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{8,}
    | (?:.*-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}
    """,
    re.VERBOSE,
)
_LAST_PART = re.compile(r"(?:.*[-_])?([A-Za-z0-9]{5,12})")
_RUNS = re.compile(r"[0-9]+|[A-Z]+|[a-z]+")


def looks_generated(name: str) -> bool:
    """Whether a class or id looks like one that changes with the next build."""
    short = name[:200]
    if _GENERATED.fullmatch(short) is not None:
        return True
    match = _LAST_PART.fullmatch(short)
    return match is not None and _is_hash(match[1])


def _is_hash(part: str) -> bool:
    """Whether letters and digits alternate as in no word of a language."""
    runs = _RUNS.findall(part)
    return len(runs) >= 4 and sum(run[0].isdigit() for run in runs) >= 2
