"""`webagent policy …`: the user's own policy, checked and in plain words."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from webagent.cli._options import flag
from webagent.terminal import printable

if TYPE_CHECKING:
    from webagent_manifests.user_policy import UserPolicy

policy_app = typer.Typer(
    help="Check and explain your own policy: a TOML file of what an agent may do.",
    no_args_is_help=True,
)


@policy_app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="The policy, a TOML file.")],
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Check a policy: exit code 0 if it is valid, 1 if not."""
    policy = _load(file, as_json=as_json)
    from webagent_manifests.user_policy import review

    warnings = review(policy)
    document = policy.document
    if as_json:
        _print_json({"file": str(file), "valid": True, "problems": [], "warnings": list(warnings)})
        return
    for warning in warnings:
        sys.stderr.write(f"warning: {printable(warning)}\n")
    sys.stdout.write(
        f"{printable(str(file))}: valid, {_counted(len(document.rules), 'rule')}, "
        f"{_counted(len(document.temporal), 'temporal rule')}\n"
    )


@policy_app.command("explain")
def explain(
    file: Annotated[Path, typer.Argument(help="The policy, a TOML file.")],
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Say in plain words what a policy does, one line a rule."""
    policy = _load(file, as_json=as_json)
    from webagent_manifests.user_policy import explain as in_words

    default, *lines = in_words(policy)
    if as_json:
        document = policy.document
        rules = (*document.rules, *document.temporal)
        _print_json(
            {
                "file": str(file),
                "valid": True,
                "default": {"effect": document.default, "text": default},
                "rules": [
                    {"id": rule.id, "text": line} for rule, line in zip(rules, lines, strict=True)
                ],
            }
        )
        return
    for line in (default, *lines):
        sys.stdout.write(f"{printable(line)}\n")


def _load(file: Path, *, as_json: bool) -> UserPolicy:
    """Return the policy; one that is not valid is told what to mend, and ends the command."""
    from webagent_manifests.user_policy import PolicyError, PolicyUnreadable, load_policy

    from webagent.errors import UsageError

    try:
        return load_policy(file)
    except PolicyUnreadable as error:
        raise UsageError(f"{error}.") from error
    except PolicyError as error:
        problems = error.problems
    if as_json:
        told = [
            {"path": problem.path, "line": problem.line, "message": problem.message}
            for problem in problems
        ]
        _print_json({"file": str(file), "valid": False, "problems": told, "warnings": []})
    else:
        for problem in problems:
            sys.stdout.write(f"{printable(str(file))}: {printable(str(problem))}\n")
    raise typer.Exit(1)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print_json(content: dict[str, Any]) -> None:
    from webagent.result import SCHEMA_VERSION

    whole = {"schema_version": SCHEMA_VERSION, **content}
    sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
