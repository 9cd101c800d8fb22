"""The command line. Heavy imports wait inside the commands, so that help is there at once."""

from __future__ import annotations

import io
import logging
import sys

import typer

from webagent.cli import (
    _compare,
    _demo,
    _doctor,
    _eval,
    _eval_report,
    _observe,
    _resume,
    _run,
    _tree,
)
from webagent.cli._identity import identity_app
from webagent.cli._memory import memory_app
from webagent.cli._model import model_app
from webagent.cli._policy import policy_app
from webagent.cli._suite import suite_app
from webagent.cli.manifest import manifest_app
from webagent.errors import EnvironmentFailure, NotPermitted, UsageError

app = typer.Typer(
    name="webagent",
    help="Does web tasks in a real browser, under each site's own agent-permissions.json.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(_run.run)
app.command("resume")(_resume.resume)
app.command("observe")(_observe.observe)
app.command("tree")(_tree.tree)
app.command("eval")(_eval.evaluate)
app.command("compare")(_compare.compare)
app.command("report")(_eval_report.report)
app.command("doctor")(_doctor.doctor)
app.command("demo")(_demo.demo)
app.add_typer(manifest_app, name="manifest")
app.add_typer(policy_app, name="policy")
app.add_typer(memory_app, name="memory")
app.add_typer(model_app, name="model")
app.add_typer(identity_app, name="identity")
app.add_typer(suite_app, name="suite")


def main() -> None:
    """Run the command line and exit with the code of its outcome."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A page may hold characters that the terminal's encoding lacks.
            stream.reconfigure(errors="replace")
    # What asyncio says of a driver that an interrupt took away helps nobody.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    try:
        app()
    except UsageError as error:
        sys.exit(_complain(error, 2))
    except NotPermitted as error:
        sys.exit(_complain(error, 3))
    except EnvironmentFailure as error:
        sys.exit(_complain(error, 5))
    except KeyboardInterrupt:
        sys.exit(130)


def _complain(error: Exception, code: int) -> int:
    sys.stderr.write(f"webagent: {error}\n")
    return code
