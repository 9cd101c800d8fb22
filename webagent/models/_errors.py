"""The errors a caller of a model has to expect."""

from __future__ import annotations

from webagent.errors import EnvironmentFailure


class ModelError(EnvironmentFailure):
    """The endpoint cannot be used; the message says why and what to change."""


class ContextOverflow(ModelError):
    """The conversation does not fit the model's context window."""
