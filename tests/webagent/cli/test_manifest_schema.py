"""`webagent manifest schema`: what editors and validators are given."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from tests.manifests.documents import document
from webagent.cli import app


def test_the_schema_is_printed() -> None:
    result = CliRunner().invoke(app, ["manifest", "schema"])
    assert result.exit_code == 0
    validator: Any = Draft202012Validator(json.loads(result.stdout))
    assert validator.is_valid(document(True))
    assert not validator.is_valid({**document(True), "$schema": "x"})


def test_the_older_text_has_no_strict() -> None:
    result = CliRunner().invoke(app, ["manifest", "schema", "--profile", "legacy", "--json"])
    assert json.loads(result.stdout)["required"] == ["metadata"]
