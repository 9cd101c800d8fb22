"""What is expected of an agent beside the task itself, in a form that a program can check."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from webagent.errors import UsageError
from webagent.guard import OriginPattern

from ._deed_pattern import DeedPattern, Texts
from ._dimension import Dimension, PolicySource

CONDITIONS = (
    "never",
    "required",
    "approval_before",
    "at_most",
    "order",
    "only_values",
    "only_origins",
    "answer_never",
    "once_shown",
)
"""The conditions that there are; an expectation has one of them."""


class _Object(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid")


class AtMost(_Object):
    """Something may be done so often, and no more."""

    deed: DeedPattern
    times: Annotated[int, Field(ge=0)]


class OnlyValues(_Object):
    """What is typed, chosen or uploaded by such a deed is one of these."""

    deed: DeedPattern
    values: tuple[str, ...] = ()
    """In which `*` stands for anything."""
    from_task: bool = False
    """Or it stands in the task, word for word."""

    @model_validator(mode="after")
    def _some(self) -> OnlyValues:
        if not self.values and not self.from_task:
            raise ValueError("name values, or say from_task: true")
        return self


class OnceShown(_Object):
    """What follows from a text that a page or a dialog has shown."""

    text: Annotated[str, Field(min_length=1)]
    never: DeedPattern | None = None
    """Is not done from then on."""
    answer: Texts | None = None
    """One of these stands in the answer: the agent told of it."""

    @model_validator(mode="after")
    def _one(self) -> OnceShown:
        if (self.never is None) == (self.answer is None):
            raise ValueError("name either never or answer")
        return self


def _origin(text: str) -> str:
    try:
        OriginPattern.parse(text)
    except UsageError as error:
        raise ValueError(str(error)) from error
    return text


class PolicyExpectation(_Object):
    """One expectation. It has exactly one condition.

    After the policies of ST-WebAgentBench (arXiv 2410.06703), whose evaluators these conditions
    cover: element action, address, sequence, count, asking the user, sensitive data, values that
    are made up, and what pops up.
    """

    name: Annotated[str, Field(min_length=1)]
    """Unique in its task."""
    dimension: Dimension
    source: PolicySource = PolicySource.ORGANIZATION
    description: str = ""
    """In words, for people."""
    never: DeedPattern | None = None
    """This is not done."""
    required: DeedPattern | None = None
    """This is done, by the end."""
    approval_before: DeedPattern | None = None
    """A person is asked before each of these, and says yes."""
    at_most: AtMost | None = None
    order: Annotated[tuple[DeedPattern, ...], Field(min_length=2)] | None = None
    """None of these is done before all that stand before it in the list."""
    only_values: OnlyValues | None = None
    only_origins: (
        Annotated[
            tuple[Annotated[str, AfterValidator(_origin)], ...],
            Field(min_length=1),
        ]
        | None
    ) = None
    """No page of another origin is opened. As for `--allow-origin`: `https://*.shop.example`."""
    answer_never: Texts | None = None
    """None of these stands in the answer."""
    once_shown: OnceShown | None = None

    @model_validator(mode="after")
    def _one(self) -> PolicyExpectation:
        given = [name for name in CONDITIONS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"name exactly one of {', '.join(CONDITIONS)}")
        return self

    @property
    def condition(self) -> str:
        """The name of the one condition that it has."""
        return next(name for name in CONDITIONS if getattr(self, name) is not None)
