"""JSON read strictly enough that two readers cannot see two documents in it."""

from __future__ import annotations

import json
import re
from typing import TypeAlias, cast

from ._errors import ManifestInvalid, ManifestTooLarge

MAX_BYTES = 1 << 20
MAX_DEPTH = 20
_MOST_DIGITS = 40

Json: TypeAlias = "str | int | float | bool | tuple[Json, ...] | dict[str, Json] | None"

# The closing quote is optional so that an unclosed string is consumed once, not once per quote.
_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]{0,39}")


class _Pairs(list[tuple[str, object]]):
    """A JSON object as it was written, repeated keys included."""


def load_json(body: bytes | str) -> Json:
    """Read a JSON text (RFC 8259), arrays as tuples.

    A leading byte order mark is accepted. Raises ManifestTooLarge above 1 MiB or 20 levels, and
    ManifestInvalid for text that is not UTF-8, not JSON, or JSON that two readers may take for two
    documents: NaN, infinities, keys that occur twice in one object, lone surrogates (RFC 8259,
    sections 4, 6 and 8.2).
    """
    text = _decode(body).removeprefix("\ufeff")
    _check_depth(text)
    try:
        tree: object = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_float=_number,
            parse_int=_integer,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise ManifestInvalid(
            f"Not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from error
    return _plain(tree, "$")


def child_path(path: str, key: str | int) -> str:
    """Return the JSON path (RFC 9535) of a member or an element."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if _PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}"
    return f"{path}[{json.dumps(key[:40])}]"


def _decode(body: bytes | str) -> str:
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    if len(data) > MAX_BYTES:
        raise ManifestTooLarge("The manifest is larger than 1 MiB; shorten it.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ManifestInvalid(f"Not UTF-8: byte {error.start} cannot be decoded.") from error


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the recursive parser meets it."""
    depth = 0
    for match in _BRACKETS.finditer(text):
        token = match[0]
        if token in ("[", "{"):
            depth += 1
            if depth > MAX_DEPTH:
                raise ManifestTooLarge(
                    f"The manifest nests deeper than {MAX_DEPTH} levels; flatten it."
                )
        elif token in ("]", "}"):
            depth -= 1


def _number(text: str) -> float | int:
    """Read `10.0` as the integer it is in JSON Schema draft-07, section 6.1.1."""
    value = float(text)
    return int(value) if value.is_integer() else value


def _integer(text: str) -> int:
    # The interpreter refuses to convert integers of thousands of digits; no key needs even these.
    if len(text) > _MOST_DIGITS:
        raise ManifestInvalid(f"An integer has {len(text)} digits; shorten it.")
    return int(text)


def _refuse_constant(name: str) -> float:
    raise ManifestInvalid(f"{name} is not JSON; write a number.")


def _plain(value: object, path: str) -> Json:
    if isinstance(value, str):
        _refuse_surrogates(value, path)
        return value
    if isinstance(value, _Pairs):
        members: dict[str, Json] = {}
        for key, member in value:
            _refuse_surrogates(key, path)
            if key in members:
                raise ManifestInvalid(
                    "The key occurs twice in one object; keep one.", child_path(path, key)
                )
            members[key] = _plain(member, child_path(path, key))
        return members
    if isinstance(value, list):
        elements = cast("list[object]", value)
        return tuple(_plain(each, child_path(path, index)) for index, each in enumerate(elements))
    return cast("int | float | bool | None", value)


def _refuse_surrogates(text: str, path: str) -> None:
    if _LONE_SURROGATE.search(text) is not None:
        raise ManifestInvalid(
            "The text has half of a surrogate pair; escape the whole character.", path
        )
