"""The JSON Schema of a suite file."""

from __future__ import annotations

from typing import Any

from ._parts import without_null
from ._suite_file import SuiteFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def suite_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a suite file, as the models have it.

    It accepts what `SuiteFile.load` accepts, but for what a schema does not say: ids that occur
    twice, files that are not there, placeholders that stand for nothing, and that an object has
    exactly one of some keys.
    """
    schema = without_null(SuiteFile.model_json_schema())
    return {"$schema": _DIALECT, "title": "Suite of tasks for webagent", **schema}
