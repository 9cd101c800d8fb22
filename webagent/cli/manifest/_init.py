"""`webagent manifest init`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from webagent.cli._options import flag
from webagent.cli.manifest._documents import write_text
from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from webagent_manifests.owner import Answers

_NAME = "agent-permissions.json"
_Value = TypeVar("_Value")


def _switch(name: str, opposite: str, text: str) -> Any:
    """Declare `--name/--opposite`, which stays None where neither is given."""
    variable = "WEBAGENT_" + name.upper().replace("-", "_")
    return typer.Option(f"--{name}/--{opposite}", help=text, envvar=variable, show_default=False)


def init(
    reading: Annotated[
        bool | None, _switch("allow-reading", "no-reading", "May agents read the pages?")
    ] = None,
    links: Annotated[
        bool | None, _switch("allow-links", "no-links", "May agents follow links?")
    ] = None,
    forms: Annotated[
        bool | None,
        _switch("allow-forms", "no-forms", "May agents fill in and send forms, and press buttons?"),
    ] = None,
    human_for: Annotated[
        list[str] | None,
        flag("human-for", help="CSS selector of what needs a person's yes. Repeatable."),
    ] = None,
    deny: Annotated[
        list[str] | None,
        flag("deny", help="CSS selector of what agents must never touch. Repeatable."),
    ] = None,
    rate: Annotated[
        str | None, flag("rate", help="ACTIONS/SECONDS for each kind of action, like 60/3600.")
    ] = None,
    hours: Annotated[
        str | None, flag("hours", help="When agents may act, like 08:00-20:00 (UTC).")
    ] = None,
    author: Annotated[str | None, flag("author", help="Who publishes it, and a contact.")] = None,
    strict: Annotated[
        bool | None, _switch("strict", "no-strict", "Forbid what has not been asked about?")
    ] = None,
    out: Annotated[Path, flag("out", help="The file to write.")] = Path(_NAME),
    force: Annotated[bool, flag("force", help="Write over a file that is there.")] = False,
    as_json: Annotated[bool, flag("json", help="Print one JSON object; asks nothing.")] = False,
) -> None:
    """Write a first manifest: asks a few questions on a terminal, or takes the flags' word."""
    from webagent_manifests.owner import Answers, first_manifest

    from webagent.result import SCHEMA_VERSION

    if out.is_dir():
        raise UsageError(f"{out} is a folder: name the file to write in it.")
    if out.exists() and not force:
        raise UsageError(f"{out} is there already: choose another name, or pass --force.")
    defaults = Answers()
    given = (reading, links, forms, human_for, deny, rate, hours, author, strict)
    try:
        answers = Answers(
            reading=_or(reading, defaults.reading),
            links=_or(links, defaults.links),
            forms=_or(forms, defaults.forms),
            human_for=tuple(human_for or ()),
            deny=tuple(deny or ()),
            hours=hours,
            rate=None if rate is None else _rate(rate),
            author=author,
            strict=_or(strict, defaults.strict),
        )
        if sys.stdin.isatty() and not as_json and not any(each is not None for each in given):
            answers = _ask(answers)
        document = first_manifest(answers)
    except ValueError as error:
        raise UsageError(str(error)) from error
    write_text(out, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    if as_json:
        report = {"schema_version": SCHEMA_VERSION, "file": str(out), "manifest": document}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"{printable(str(out))}\n")
    sys.stderr.write(
        f"Written. Next:\n"
        f"  webagent manifest explain {out}                read it in plain language\n"
        f"  webagent manifest check {out} --page URL       check it on a page of yours\n"
        f"  webagent manifest export {out} PUBLIC_FOLDER   publish it\n"
    )


def _ask(answers: Answers) -> Answers:
    sys.stderr.write("Press Enter for the answer in brackets.\n")
    answers = replace(
        answers,
        reading=_confirm("May agents read your pages?", answers.reading),
        links=_confirm("May agents follow links?", answers.links),
        forms=_confirm("May agents fill in and send forms, and press buttons?", answers.forms),
    )
    answers = replace(
        answers,
        human_for=_selectors("Which forms or buttons need a person's yes?", "#checkout, .pay"),
        deny=_selectors("What must agents never touch?", "#delete-account"),
        rate=_optional("How often may they act?", "60/3600: actions/seconds; no limit", _rate),
        hours=_optional("At which hours (UTC)?", "08:00-20:00; always", _hours),
        author=_optional("Who publishes this, and how are you reached?", "nobody", str),
    )
    return replace(
        answers, strict=_confirm("Forbid whatever has not been asked about?", answers.strict)
    )


def _confirm(question: str, default: bool) -> bool:
    while True:
        match _answer(f"{question} [{'Y/n' if default else 'y/N'}]").lower():
            case "":
                return default
            case "y" | "yes":
                return True
            case "n" | "no":
                return False
            case _:
                sys.stderr.write("Answer y or n.\n")


def _answer(question: str) -> str:
    # Click's own prompts put spaces into the standard output, which is for the result.
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise typer.Abort
    return line.strip()


def _selectors(question: str, example: str) -> tuple[str, ...]:
    from webagent_manifests.owner import parse_selector

    answer = _optional(question, f"CSS selectors, such as {example}; none", parse_selector)
    return () if answer is None else (answer,)


def _optional(question: str, hint: str, parse: Callable[[str], _Value]) -> _Value | None:
    while True:
        text = _answer(f"{question} [{hint}]")
        if not text:
            return None
        try:
            return parse(text)
        except ValueError as error:
            sys.stderr.write(f"{error}\n")


def _rate(text: str) -> tuple[int, int]:
    from webagent_manifests.owner import parse_rate

    return parse_rate(text)


def _hours(text: str) -> str:
    from webagent_manifests.owner import parse_hours

    return parse_hours(text)


def _or(value: _Value | None, default: _Value) -> _Value:
    return default if value is None else value
