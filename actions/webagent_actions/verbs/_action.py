"""What every verb of the action space has in common."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar, cast, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Action:
    """What the agent may say. Subclasses are the verbs."""

    verb: ClassVar[str]
    touches_page: ClassVar[bool] = True
    """Whether it needs the page, and the permission of those who have a say on it."""

    def __str__(self) -> str:
        """Return the action as the grammar writes it, such as `type [5] [green tea]`."""
        arguments = [(field.name, getattr(self, field.name)) for field in fields(self)]
        written = [
            f"[{text}]"
            for name, value in arguments
            if value is not None
            for text in _written(name, value)
        ]
        return " ".join([self.verb, *written])

    @classmethod
    def signature(cls) -> str:
        """Return the form of the action, such as `type [ref] [text] [enter]`."""
        return " ".join([cls.verb, *(f"[{field.name}]" for field in fields(cls))])

    @classmethod
    def documentation(cls) -> str:
        """Return what the model is shown: the form, then the docstring on one line."""
        text = " ".join(inspect.cleandoc(cls.__doc__ or "").split())
        return f"{cls.signature()} — {text}"

    @classmethod
    def parameters(cls) -> dict[str, type]:
        """Return the names of the arguments, in order, with their types."""
        hints = get_type_hints(cls)
        return {field.name: hints[field.name] for field in fields(cls)}


FLAGS = {"accept": ("accept", "dismiss"), "enter": ("enter", "no enter"), "on": ("on", "off")}
"""How the flags are written, by the name of the argument: true, then false."""


def _written(name: str, value: object) -> Iterator[str]:
    """Yield what stands in the brackets of one argument."""
    if isinstance(value, bool):
        true, false = FLAGS[name]
        yield true if value else false
    elif isinstance(value, float) and value.is_integer():
        yield str(int(value))
    elif isinstance(value, tuple):
        yield from map(str, cast("tuple[object, ...]", value))
    else:
        yield str(value)
