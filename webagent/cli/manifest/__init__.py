"""`webagent manifest …`: what a site owner needs, from the first draft to the check in their CI."""

from __future__ import annotations

import typer

from webagent.cli.manifest import (
    _check,
    _conformance,
    _convert,
    _decide,
    _diff,
    _discover,
    _explain,
    _export,
    _generate,
    _init,
    _schema,
    _serve,
    _test,
)

manifest_app = typer.Typer(
    help="Find, check, explain, write and publish agent-permissions.json.",
    no_args_is_help=True,
)
manifest_app.command("init")(_init.init)
manifest_app.command("generate")(_generate.generate)
manifest_app.command("convert")(_convert.convert)
manifest_app.command("check")(_check.check)
manifest_app.command("explain")(_explain.explain)
manifest_app.command("decide")(_decide.decide)
manifest_app.command("test")(_test.test)
manifest_app.command("diff")(_diff.diff)
manifest_app.command("serve")(_serve.serve)
manifest_app.command("export")(_export.export)
manifest_app.command("schema")(_schema.schema)
manifest_app.command("discover")(_discover.discover)
manifest_app.command("conformance")(_conformance.conformance)
