"""What the objects of a suite file are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeAlias, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    Strict,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema


class Object(BaseModel):
    """A closed object: a key that is not known is an error, not a wish that is passed over."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )


@dataclass(frozen=True, slots=True)
class Short:
    """Lets a plain value stand for an object that has it under this one key."""

    key: str
    kinds: tuple[str, ...]
    """What the plain value may be, as JSON Schema calls it."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._whole, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [*({"type": kind} for kind in self.kinds), handler(schema)]}

    def _whole(self, value: Any) -> Any:
        is_whole = isinstance(value, (dict, BaseModel))
        return cast("Any", value) if is_whole else {self.key: value}


class _Listed:
    """Lets a plain value stand for a list of it alone."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._whole, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}

    @staticmethod
    def _whole(value: Any) -> Any:
        is_whole = isinstance(value, (list, tuple))
        return cast("Any", value) if is_whole else (value,)


LISTED = _Listed()


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"“{text}” is no regular expression: {error}") from error
    return text


def _value(value: object) -> object:
    if value is None or isinstance(value, (str, int, float)):
        return value
    kind = type(value).__name__
    raise ValueError(f"must be a text, a number, true, false or null, not a {kind}: quote it")


Text: TypeAlias = Annotated[str, Field(min_length=1)]
Texts: TypeAlias = Annotated[tuple[Text, ...], Field(min_length=1), LISTED]
Number: TypeAlias = Annotated[float, Strict()]
Whole: TypeAlias = Annotated[int, Strict(), Field(ge=0)]
Positive: TypeAlias = Annotated[int, Strict(), Field(ge=1)]
Flag: TypeAlias = Annotated[bool, Strict()]
Regex: TypeAlias = Annotated[
    str, AfterValidator(_regex), WithJsonSchema({"type": "string", "format": "regex"})
]
Value: TypeAlias = Annotated[
    Any,
    PlainValidator(_value),
    WithJsonSchema({"type": ["string", "number", "boolean", "null"]}),
]


class Amount(Object):
    """How many there have to be."""

    exactly: Whole | None = None
    at_least: Whole | None = None
    at_most: Whole | None = None

    @model_validator(mode="after")
    def _one(self) -> Amount:
        require_one(self, "exactly", "at_least", "at_most", or_more=True)
        return self

    def holds(self, number: int) -> bool:
        """Whether a number is as it has to be."""
        return (
            self.exactly in (None, number)
            and (self.at_least is None or number >= self.at_least)
            and (self.at_most is None or number <= self.at_most)
        )

    def __str__(self) -> str:
        """Return it in words, such as `at least 1 and at most 3`."""
        words = {"": self.exactly, "at least ": self.at_least, "at most ": self.at_most}
        return " and ".join(f"{word}{n}" for word, n in words.items() if n is not None)


AmountOf: TypeAlias = Annotated[Amount, Short("exactly", ("integer",))]


def require_one(one: BaseModel, *keys: str, or_more: bool = False) -> None:
    """Check that an object has one of these keys. Raises `ValueError`."""
    given = sum(getattr(one, key) is not None for key in keys)
    if given == 0 or (given > 1 and not or_more):
        number = "at least" if or_more else "exactly"
        raise ValueError(f"name {number} one of {', '.join(keys)}")


def without_null(schema: Any) -> Any:
    """Return a JSON Schema without what the models need and files lack: null for a missing key."""
    if isinstance(schema, list):
        return [without_null(each) for each in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    members = cast("dict[str, Any]", schema)
    kept = {
        key: {name: without_null(each) for name, each in value.items()}
        if key in ("properties", "$defs")
        else without_null(value)
        for key, value in members.items()
        if key not in ("default", "title")
    }
    choices = [each for each in kept.pop("anyOf", []) if each != {"type": "null"}]
    if len(choices) == 1:
        return {**choices[0], **kept}
    return {**kept, "anyOf": choices} if choices else kept
