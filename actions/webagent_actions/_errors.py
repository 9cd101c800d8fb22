"""Why an action is not carried out.

ActionError
├── ParseError       the text is no action
└── ActionRefused    the action does not fit the page as it is
"""

from __future__ import annotations

from typing import Literal

ParseCode = Literal["no_action", "unknown_verb", "bad_argument", "bad_arity", "too_many"]
RefusalCode = Literal[
    "unknown_ref", "not_interactive", "stale_ref", "changed", "disabled", "not_applicable",
    "option_not_found", "unknown_address", "repeated", "dialog_open",
]  # fmt: skip


class ActionError(Exception):
    """An action was not carried out; `hint` tells the model what to do instead."""

    def __init__(self, code: str, hint: str) -> None:
        super().__init__(hint)
        self.code = code
        self.hint = hint


class ParseError(ActionError):
    """The text holds no action, or one that is not well formed."""

    def __init__(self, code: ParseCode, hint: str) -> None:
        super().__init__(code, hint)


class ActionRefused(ActionError):
    """The action is well formed but can't be done on the page as it is now."""

    def __init__(self, code: RefusalCode, hint: str) -> None:
        super().__init__(code, hint)
