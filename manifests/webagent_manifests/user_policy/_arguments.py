"""What an action's arguments must be like, as JSON Schema."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from .._decision import ReasonCode
from .._text import quote
from ._certainty import MATCH, Certainty, Match, conjunction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .._json import Json

# Every text is matched against patterns that somebody wrote without thinking of long ones.
_LONGEST_TEXT = 4_096
_DEEPEST = 20
_DECIDING = ("type", "const", "enum")
_ONE_SCHEMA = frozenset(
    {
        "additionalProperties",
        "contains",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
_SCHEMAS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_NAMED_SCHEMAS = frozenset({"dependentSchemas", "patternProperties", "properties"})
_PLAIN = frozenset(
    {
        "const",
        "dependentRequired",
        "description",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxContains",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minContains",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "pattern",
        "required",
        "title",
        "type",
        "uniqueItems",
    }
)


def check_schema(schema: Mapping[str, object]) -> None:
    """Refuse a schema that would silently ask for less than it says.

    Raises ValueError for what is no JSON Schema (Draft 2020-12), and for a keyword, a format or a
    reference that would go unchecked, or a number that JSON lacks. `type`, `const` or `enum` is
    required: to a text, `maximum` alone says nothing.
    """
    from jsonschema.exceptions import SchemaError

    for keyword in _keywords(schema, 0):
        if keyword not in _PLAIN | _ONE_SCHEMA | _SCHEMAS | _NAMED_SCHEMAS:
            raise ValueError(
                f"{quote(keyword)} is no keyword that is understood here; allowed: "
                f"{', '.join(sorted(_PLAIN | _ONE_SCHEMA | _SCHEMAS | _NAMED_SCHEMAS))}"
            )
    if not any(keyword in schema for keyword in _DECIDING):
        raise ValueError('must say the `type`, such as type = "string", or give `const` or `enum`')
    try:
        json.dumps(schema, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ValueError("must hold JSON values alone: no dates, inf or nan") from error
    validator = _validator_class()
    known = sorted(validator.FORMAT_CHECKER.checkers)
    for name in _formats(schema):
        if name not in known:
            raise ValueError(f"{quote(name)} is not a format; allowed: {', '.join(known)}")
    try:
        validator.check_schema(schema)
    except SchemaError as error:
        where = "".join(f"[{part!r}]" for part in error.absolute_path)
        raise ValueError(f"is no JSON Schema: {where} {error.message}") from error


class Arguments:
    """Constraints on arguments by name; `pattern` has to match the whole text.

    An argument that is missing, of a type the schema does not speak of, or too long to be judged
    is unknown: that is not enough for a permission, and enough for a prohibition.
    """

    __slots__ = ("_schemas", "_types", "_validators")

    def __init__(self, schemas: Mapping[str, Mapping[str, object]]) -> None:
        self._schemas = schemas
        self._types = {name: _types(schema) for name, schema in schemas.items()}
        self._validators: dict[str, Any] = {}

    def match(self, args: Mapping[str, Json]) -> Match:
        """Return whether the arguments are as they must be."""
        if not self._schemas:
            return MATCH
        return conjunction(self._match(name, args) for name in self._schemas)

    def _match(self, name: str, args: Mapping[str, Json]) -> Match:
        if name not in args:
            return _unknown(name, "is not given")
        value = plain(args[name])
        if not judgeable(value):
            return _unknown(name, "can't be judged")
        types = self._types[name]
        if types and not any(self._validator(name).is_type(value, kind) for kind in types):
            return _unknown(name, f"is no {' or '.join(types)}")
        if self._validator(name).is_valid(value):
            return MATCH
        return Match(
            Certainty.NO,
            ReasonCode.ARGUMENT,
            f"the argument {quote(name)} is not as the rule has it",
        )

    def _validator(self, name: str) -> Any:
        validator = self._validators.get(name)
        if validator is None:
            import referencing

            kind = _validator_class()
            # An empty registry, so that no schema is ever fetched.
            validator = self._validators[name] = kind(
                self._schemas[name],
                registry=cast("Any", referencing).Registry(),
                format_checker=kind.FORMAT_CHECKER,
            )
        return validator


def plain(value: Json | Mapping[str, Any]) -> Any:
    """Return a value with its arrays as lists, as `jsonschema` wants them."""
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in cast("Iterable[Json]", value)]
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Json]", value)
        return {key: plain(each) for key, each in members.items()}
    return value


def judgeable(value: object) -> bool:
    """Whether comparisons with a value mean something: NaN is under no maximum, and over none."""
    if isinstance(value, str):
        return len(value) <= _LONGEST_TEXT
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list):
        return all(map(judgeable, cast("list[object]", value)))
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        return all(map(judgeable, members)) and all(map(judgeable, members.values()))
    return True


def _unknown(name: str, what: str) -> Match:
    return Match(Certainty.UNKNOWN, ReasonCode.ARGUMENT, f"the argument {quote(name)} {what}")


def _types(schema: Mapping[str, object]) -> tuple[str, ...]:
    written = schema.get("type", ())
    return (written,) if isinstance(written, str) else tuple(cast("Iterable[str]", written))


def _subschemas(schema: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    for keyword, value in schema.items():
        if keyword in _ONE_SCHEMA:
            yield from _mappings([value])
        elif keyword in _SCHEMAS and isinstance(value, (list, tuple)):
            yield from _mappings(cast("Iterable[object]", value))
        elif keyword in _NAMED_SCHEMAS and isinstance(value, Mapping):
            yield from _mappings(cast("Mapping[str, object]", value).values())


def _mappings(values: Iterable[object]) -> Iterator[Mapping[str, object]]:
    for value in values:
        if isinstance(value, Mapping):
            yield cast("Mapping[str, object]", value)


def _keywords(schema: Mapping[str, object], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ValueError(f"nests deeper than {_DEEPEST} levels")
    yield from schema
    for inner in _subschemas(schema):
        yield from _keywords(inner, depth + 1)


def _formats(schema: Mapping[str, object]) -> Iterator[str]:
    written = schema.get("format")
    if isinstance(written, str):
        yield written
    for inner in _subschemas(schema):
        yield from _formats(inner)


@cache
def _validator_class() -> Any:
    from jsonschema import Draft202012Validator, validators
    from jsonschema.exceptions import ValidationError

    def whole(
        validator: Any, pattern: str, instance: object, schema: object
    ) -> Iterator[ValidationError]:
        # JSON Schema itself would be content with a part of the text.
        if isinstance(instance, str) and re.fullmatch(pattern, instance) is None:
            yield ValidationError(f"{instance!r} does not match {pattern!r} as a whole")

    return cast("Any", validators).extend(Draft202012Validator, {"pattern": whole})
