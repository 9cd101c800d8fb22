"""Values of any origin to an action: checked, converted, and refused with what to write instead."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from .._errors import ParseError
from ..verbs import FLAGS, FieldValue, flag_of

if TYPE_CHECKING:
    from .._errors import ParseCode
    from ..verbs import Action, Parameter

_SHOWN = 80
_NUMBER = re.compile(r"(\[)?\s*(?:ref\s*[=:]?\s*)?(?P<digits>\d{1,9})\s*(?(1)\])")
_COMMENTS = frozenset({"reason", "thought", "explanation"})
"""What models like to add to an object, and what says nothing about what is to be done."""


def build(verb: type[Action], given: Mapping[str, object]) -> Action:
    """Return the action with these arguments, by the names of its parameters.

    Raises:
        ParseError: `bad_argument` where a value does not fit or there is no such argument,
            `bad_arity` where one is missing.
    """
    parameters = verb.parameters()
    names = [parameter.name for parameter in parameters]
    unknown = [name for name in given if name not in names and name not in _COMMENTS]
    if unknown:
        takes = f"takes {', '.join(names)}" if names else "takes no argument"
        raise _refused("bad_argument", f"{verb.verb} {takes}, not “{unknown[0][:_SHOWN]}”.", verb)
    values: dict[str, object] = {}
    for parameter in parameters:
        value = given.get(parameter.name)
        if value is not None:
            values[parameter.name] = _converted(verb, parameter, value)
        elif parameter.required:
            raise _refused("bad_arity", f"{verb.verb} lacks its {parameter.name}.", verb)
    return verb(**values)


def _converted(verb: type[Action], parameter: Parameter, value: object) -> object:
    name, kind = parameter.name, parameter.kind
    if kind is int:
        converted, wanted = _whole_number(value), "a number"
    elif kind is float:
        converted, wanted = _number(value), "a number such as 40 or 0.5"
    elif parameter.is_flag:
        converted, wanted = _flag(value), " or ".join(FLAGS[name])
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        converted, wanted = _member(kind, value), " or ".join(kind)
    elif parameter.is_text:
        converted, wanted = _text(value), "a text"
    else:
        converted, wanted = _fields(verb, value), "fields, each with its number and its value"
    if converted is None:
        raise _refused(
            "bad_argument", f"{name} must be {wanted}, not “{str(value)[:_SHOWN]}”.", verb
        )
    return converted


def _whole_number(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    digits = _NUMBER.fullmatch(str(value).strip("\"' "))
    return int(digits["digits"]) if digits else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value.strip(" %\"'") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else flag_of(str(value))


def _member(kind: type[StrEnum], value: object) -> StrEnum | None:
    written = str(value).strip(" \"'").lower()
    return next((one for one in kind if written in {one.value, one.name.lower()}), None)


def _text(value: object) -> str | None:
    if isinstance(value, str):
        # JSON can spell a lone surrogate, which nothing downstream could write out again.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return None if isinstance(value, (bool, list, dict)) else str(value)


def _fields(verb: type[Action], value: object) -> tuple[FieldValue, ...] | None:
    """Read `[{"ref": 5, "value": "a"}]` and `{"5": "a"}`."""
    if isinstance(value, Mapping):
        pairs = list(cast("Mapping[object, object]", value).items())
    elif isinstance(value, list):
        parts = cast("list[object]", value)
        pairs = [_pair(part) for part in parts]
    else:
        return None
    fields: list[FieldValue] = []
    for ref, text in pairs:
        number = _whole_number(ref)
        written = ("on" if text else "off") if isinstance(text, bool) else _text(text)
        if number is None or text is None or written is None:
            return None
        fields.append(FieldValue(number, written))
    return tuple(fields) or None


def _pair(part: object) -> tuple[object, object]:
    """Return the number and the value of one field, `None` for what is missing."""
    if not isinstance(part, Mapping):
        return None, None
    named = cast("Mapping[str, object]", part)
    return named.get("ref"), named.get("value")


def _refused(code: ParseCode, what: str, verb: type[Action]) -> ParseError:
    example = f", such as: {verb.examples[0]}" if verb.examples else ""
    return ParseError(code, f"{what} Write it as: {verb.signature()}{example}")
