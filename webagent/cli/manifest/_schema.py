"""`webagent manifest schema`."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

from webagent.cli._options import flag


class SchemaProfile(StrEnum):
    """The texts of the standard, named here so that help need not load the models."""

    HEAD = "head"
    LEGACY = "legacy"


def schema(
    profile: Annotated[
        SchemaProfile, flag("profile", help="Text of the standard; legacy files have no `strict`.")
    ] = SchemaProfile.HEAD,
    as_json: Annotated[
        bool, flag("json", help="Print one JSON object, which a schema always is.")
    ] = False,
) -> None:
    """Print the format's JSON Schema (draft 2020-12), for editors and validators."""
    from webagent_manifests import Profile
    from webagent_manifests.publishing import json_schema

    sys.stdout.write(json.dumps(json_schema(Profile(profile)), indent=2) + "\n")
