"""Checking what an SQLite file holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from math import isclose
from typing import TYPE_CHECKING, Any

from webagent.errors import EnvironmentFailure

from ._found import Found

if TYPE_CHECKING:
    from pathlib import Path

    from .._checks import SqlCheck

_SHOWN = 5


def check_sql(expected: SqlCheck, path: Path, query: str) -> Found:
    """Return whether a query finds what is expected.

    Raises:
        EnvironmentFailure: the file can't be asked this.
    """
    rows = _asked(path, query)
    there = f"{len(rows)} rows, {_shown(rows)}" if rows else "no rows"
    if expected.wants_value:
        single = len(rows) == 1 and len(rows[0]) == 1
        passed = single and _equal(rows[0][0], expected.value)
        told = f"the value {expected.value!r}"
        there = repr(rows[0][0]) if single else there
    elif expected.count is not None:
        passed, told = expected.count.holds(len(rows)), f"so many rows: {expected.count}"
    else:
        wanted = list(expected.rows or ())
        passed, told = _same(wanted, rows, ordered=expected.ordered), f"the rows {_shown(wanted)}"
    return Found(passed, f"{' '.join(query.split())} finds {told}", there)


def _asked(path: Path, query: str) -> list[tuple[Any, ...]]:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        with closing(connection):
            return connection.execute(query).fetchall()
    except sqlite3.Error as error:
        raise EnvironmentFailure(f"{path} can't be asked “{query}”: {error}.") from error


def _same(wanted: list[tuple[Any, ...]], rows: list[tuple[Any, ...]], *, ordered: bool) -> bool:
    if len(wanted) != len(rows):
        return False
    if ordered:
        return all(map(_alike, wanted, rows))
    left = list(rows)
    for row in wanted:
        found = next((each for each in left if _alike(row, each)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _alike(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) == len(other) and all(map(_equal, one, other))


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return isclose(one, other, rel_tol=1e-9)
    return type(one) is type(other) and one == other


def _shown(rows: list[tuple[Any, ...]]) -> str:
    more = " …" if len(rows) > _SHOWN else ""
    return ", ".join(str(row) for row in rows[:_SHOWN]) + more if rows else "(none)"
