"""What every verb of the action space has in common."""

from __future__ import annotations

import inspect
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import ClassVar, get_type_hints

from ._writing import write


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a verb."""

    name: str
    kind: object
    """Its type, such as `int`, `str | None` or an enumeration."""
    required: bool

    @property
    def is_text(self) -> bool:
        """Whether it takes any text."""
        return self.kind is str or self.kind == str | None

    @property
    def is_flag(self) -> bool:
        """Whether it is on or off."""
        return self.kind is bool or self.kind == bool | None


@dataclass(frozen=True, slots=True)
class Action:
    """What the agent may say. Subclasses are the verbs."""

    verb: ClassVar[str]
    examples: ClassVar[tuple[str, ...]] = ()
    """As a model may write it; shown to it, and read by the parser's tests."""
    touches_page: ClassVar[bool] = True
    """Whether it needs the page, and the permission of those who have a say on it."""

    def __str__(self) -> str:
        """Return the action as the grammar writes it, such as `type [5] [green tea]`."""
        return write(self)

    @classmethod
    def signature(cls) -> str:
        """Return the form of the action, such as `type [ref] [text] [enter]`."""
        return " ".join([cls.verb, *(f"[{field.name}]" for field in fields(cls))])

    @classmethod
    def explanation(cls) -> str:
        """Return what the action does: the docstring on one line."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").split())

    @classmethod
    def documentation(cls) -> str:
        """Return what the model is shown: the form, what it does, and examples."""
        shown = " Example: " if len(cls.examples) == 1 else " Examples: "
        return f"{cls.signature()} — {cls.explanation()}{shown}{' or '.join(cls.examples)}"

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """Return the arguments, in order."""
        return _parameters(cls)


@cache
def _parameters(verb: type[Action]) -> tuple[Parameter, ...]:
    # Resolving the types of a class takes long beside all else that is done with them.
    hints = get_type_hints(verb)
    return tuple(
        Parameter(field.name, hints[field.name], field.default is MISSING) for field in fields(verb)
    )
