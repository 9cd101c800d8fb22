"""Language models behind one small protocol, served by any OpenAI-compatible endpoint."""

from __future__ import annotations

from webagent.models._cassette import CassetteMiss, CassetteModel
from webagent.models._errors import ContextOverflow, ModelError
from webagent.models._openai import OpenAIModel
from webagent.models._prices import Price
from webagent.models._scripted import ScriptedModel
from webagent.models._types import (
    Message,
    Model,
    Reply,
    ReplyMode,
    ReplySchema,
    Usage,
    object_schema,
)

__all__ = [
    "CassetteMiss",
    "CassetteModel",
    "ContextOverflow",
    "Message",
    "Model",
    "ModelError",
    "OpenAIModel",
    "Price",
    "Reply",
    "ReplyMode",
    "ReplySchema",
    "ScriptedModel",
    "Usage",
    "object_schema",
]
