"""The same manifest in other words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .._errors import ManifestError
from .._parse import parse_manifest
from .._profile import Profile
from ..lint import fix

if TYPE_CHECKING:
    from pydantic import JsonValue

    from ._vector import Vector


def rewritten(vector: Vector) -> Vector | None:
    """Return a vector that asks the same of an equal manifest; None if it has no valid one.

    The linter mends what it can, and the file is put together anew, with the keys of each object
    the other way round.
    """
    if vector.question != "decide" or not isinstance(vector.manifest, dict):
        return None
    text = json.dumps(vector.manifest)
    try:
        parse_manifest(text, profile=Profile(vector.profile))
    except ManifestError:
        return None
    if vector.profile == Profile.HEAD:
        text = fix(text).body.decode()
    return vector.model_copy(update={"manifest": json.dumps(_reversed(json.loads(text)), indent=3)})


def _reversed(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {key: _reversed(value[key]) for key in reversed(value)}
    return [_reversed(each) for each in value] if isinstance(value, list) else value
