"""The JSON Schema of a suite file."""

from __future__ import annotations

from typing import Any

from ._parts import without_null
from ._suite_file import SuiteFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ONE_OR_MORE = {
    "DeedPattern": ("verb", "role", "name", "value", "page", "leads_to"),
    "OnceShown": ("answer",),
    "PolicyExpectation": ("answer_never",),
}
"""What expectations take as a list or as a single text, and their own schema knows as a list."""


def suite_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a suite file, as the models have it.

    It accepts what `SuiteFile.load` accepts, and more where a schema does not say it: ids that
    occur twice, files that are not there, placeholders that stand for nothing, keys that exclude
    each other. The package carries it as `suite.schema.json`.
    """
    schema = without_null(SuiteFile.model_json_schema())
    for name, keys in _ONE_OR_MORE.items():
        properties = schema["$defs"][name]["properties"]
        for key in keys:
            listed = properties[key]
            properties[key] = {"anyOf": [listed["items"], listed]}
    return {"$schema": _DIALECT, "title": "Suite of tasks for webagent", **schema}
