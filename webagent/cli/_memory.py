"""`webagent memory …`: what is kept over runs, looked at, erased and added to."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from webagent.cli._options import flag
from webagent.terminal import printable

if TYPE_CHECKING:
    from webagent.memory.learning import Lesson
    from webagent.memory.store import Entry

memory_app = typer.Typer(
    help="See, erase and add to what is kept over runs: habits of controls, pages, skills.",
    no_args_is_help=True,
)


class KindOption(StrEnum):
    """What is kept; see `webagent.memory.store.Kind`."""

    HABIT = "habit"
    CHECKPOINT = "checkpoint"
    PAGE = "page"
    SKILL = "skill"


@memory_app.command("list")
def list_(
    origin: Annotated[
        str | None, flag("origin", help="Only this one, such as https://shop.example.")
    ] = None,
    kind: Annotated[KindOption | None, flag("kind", help="Only this kind.")] = None,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """List what is kept, one line each: its name, the origin, and what it is."""
    from webagent.memory.store import Inventory, Kind, open_store

    inventory = Inventory(open_store())
    entries = inventory.all(
        origin=None if origin is None else _origin(origin),
        kind=None if kind is None else Kind(kind.value),
    )
    if as_json:
        _print_json({"entries": [_plain(entry) for entry in entries]})
        return
    for entry in entries:
        sys.stdout.write(f"{printable(f'{entry.id}  {entry.origin}  {_told(entry)}')}\n")
    if not entries:
        sys.stderr.write("Nothing is kept.\n")


@memory_app.command("show")
def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Such as skill-3.")],
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Show one entry with all that is kept of it."""
    from webagent.errors import UsageError
    from webagent.memory.store import Inventory, open_store

    entry = Inventory(open_store()).get(identity)
    if entry is None:
        raise UsageError(f"Nothing is kept as “{identity}”: see webagent memory list.")
    if as_json:
        _print_json(_plain(entry))
        return
    plain = _plain(entry)
    for name, value in plain.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
        sys.stdout.write(f"{name}: {printable(text)}\n")


@memory_app.command("forget")
def forget(
    identities: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Such as skill-3 page-12.")
    ] = None,
    origin: Annotated[
        # No variable of the environment erases anything.
        str | None, typer.Option("--origin", help="Everything about this one.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything.")] = False,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Erase what is named, so that it can't be read from the file any more."""
    from webagent.errors import UsageError
    from webagent.memory.store import Inventory, open_store

    if sum((bool(identities), origin is not None, everything)) != 1:
        raise UsageError("Say what to forget: IDs, or --origin, or --all.")
    inventory = Inventory(open_store())
    if origin is not None:
        erased = inventory.forget_origin(_origin(origin))
    else:
        erased = inventory.forget_all() if everything else inventory.forget(identities or ())
    if as_json:
        _print_json({"forgotten": erased})
        return
    sys.stdout.write(f"{erased} forgotten\n")


@memory_app.command("learn")
def learn(
    run: Annotated[Path, typer.Argument(help="The folder of the run.")],
    task: Annotated[
        str | None, flag("task", help="The same task with another input, to try the skill with.")
    ] = None,
    trust: Annotated[
        bool, flag("trust", help="Take your word that the run ended well, if nothing verified it.")
    ] = False,
    model: Annotated[
        str | None,
        flag("model", help="Who chooses where the changed input needs another choice."),
    ] = None,
    storage_state: Annotated[
        Path | None, flag("storage-state", help="Cookies and storage to start with.")
    ] = None,
    out: Annotated[
        Path | None, flag("out", help="Folder for the trial. Default: in your state folder.")
    ] = None,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Learn a skill from a run: try it with another input, and keep it if that works.

    While it is tried, nothing leaves that may change anything. Exit code 0 if it was admitted,
    1 if not, and why.
    """
    import asyncio
    from dataclasses import replace

    from webagent.actors import choose_actor
    from webagent.cli._progress import Progress
    from webagent.memory.learning import learn as learn_from
    from webagent.memory.store import open_store

    progress = Progress()
    choice = choose_actor(model or os.environ.get("OPENAI_MODEL"))
    lesson = asyncio.run(
        learn_from(
            run,
            open_store(),
            actor=choice.actor,
            task=task,
            trust=trust,
            browser=lambda options: replace(options, storage_state=storage_state),
            out=out,
            on_event=progress.hear,
        )
    )
    if as_json:
        _print_json(_plain_lesson(lesson))
    else:
        name = f"{lesson.admitted.id}  “{lesson.intent}”  " if lesson.admitted is not None else ""
        sys.stdout.write(f"{printable(name + lesson.reason)}\n")
    raise typer.Exit(0 if lesson.admitted is not None else 1)


def _origin(written: str) -> str:
    from webagent_manifests import origin_of

    from webagent.errors import UsageError

    origin = origin_of(written)
    if origin is None:
        raise UsageError(f"“{written}” is no origin: it must be like https://shop.example.")
    return str(origin)


def _told(entry: Entry) -> str:
    told = entry.told
    match entry.kind.value:
        case "habit":
            counts = f"harmless {told['harmless']}, changing {told['changing']}"
            return f"{told['verb']} {told['role']} “{told['template']}”: {counts}"
        case "checkpoint":
            return f"{told['template']}: kept {told['kept']}, lost {told['lost']}"
        case "page":
            return f"{told['template']} “{told['title']}”: seen {told['visits']}"
        case _:
            from webagent.memory.skills import DEMOTED_AFTER

            demoted = ", demoted" if told["failing"] >= DEMOTED_AFTER else ""
            counts = f"succeeded {told['succeeded']}, failed {told['failed']}{demoted}"
            return f"“{told['intent']}”: {counts}"


def _plain(entry: Entry) -> dict[str, Any]:
    told = dict(entry.told)
    if "body" in told:
        told["body"] = json.loads(told["body"])
    return {"id": entry.id, "kind": entry.kind.value, "origin": entry.origin, **told}


def _plain_lesson(lesson: Lesson) -> dict[str, Any]:
    return {
        "admitted": lesson.admitted is not None,
        "id": None if lesson.admitted is None else lesson.admitted.id,
        "intent": lesson.intent,
        "reason": lesson.reason,
        "run_dir": None if lesson.run_dir is None else str(lesson.run_dir),
    }


def _print_json(content: dict[str, Any]) -> None:
    from webagent.result import SCHEMA_VERSION

    whole = {"schema_version": SCHEMA_VERSION, **content}
    sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
