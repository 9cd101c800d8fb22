"""`webagent manifest conformance`."""

from __future__ import annotations

import asyncio
import importlib
import json
import shlex
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from webagent.cli._options import flag
from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from webagent_manifests.vectors import Adapter, Outcome, Result, Vector

_IN_BROWSER = 4


def conformance(
    adapter: Annotated[
        str | None,
        flag("adapter", help="Python module of an implementation, with a function decide(vector)."),
    ] = None,
    adapter_command: Annotated[
        str | None,
        flag("adapter-command", help="Program that answers one JSON line for each on its input."),
    ] = None,
    live: Annotated[
        bool, flag("live", help="Ask the agent itself, in the browser and through its gate.")
    ] = False,
    only: Annotated[
        list[str] | None,
        flag("only", help="Case, vector or group, such as 56, 56a, modifiers; may be repeated."),
    ] = None,
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Put the 100 conformance cases of agent-permissions.json to an implementation.

    By default that is this package without a browser. Ends with code 0 if none failed, 1 if some
    did. A case of * is one that the standard leaves open, where this is the stricter reading.
    """
    from webagent_manifests.vectors import Status, run_vectors

    if sum((adapter is not None, adapter_command is not None, live)) > 1:
        raise UsageError("Give one of --adapter, --adapter-command and --live.")
    vectors = _chosen(only)

    async def put() -> Result:
        async with _adapter(adapter, adapter_command, live, browser) as asked:
            return await run_vectors(
                asked, vectors, at_once=_IN_BROWSER if live else 1, on_outcome=_Progress(vectors)
            )

    result = asyncio.run(put())
    if as_json:
        told = {
            "schema_version": "1",
            "passed": result.passed,
            "cases": dict(zip(("passed", "all"), result.cases, strict=True)),
            "vectors": {status.value: result.count(status) for status in Status},
            "outcomes": [outcome.to_json() for outcome in result.outcomes],
        }
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"{printable(line)}\n" for line in _lines(result)))
    if not result.passed:
        raise typer.Exit(1)


class _Progress:
    """Tells somebody at a terminal how far it is."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._left = len(vectors)
        self._shown = sys.stderr.isatty()

    def __call__(self, outcome: Outcome) -> None:
        self._left -= 1
        if self._shown:
            end = "" if self._left else "\r\x1b[K"
            sys.stderr.write(f"\r\x1b[K{self._left} to go: {outcome.vector.id}{end}")
            sys.stderr.flush()


def _chosen(only: Sequence[str] | None) -> Sequence[Vector]:
    from webagent_manifests.vectors import load_vectors

    vectors = load_vectors()
    if not only:
        return vectors
    known = {name for each in vectors for name in (each.id, str(each.case), each.group)}
    for name in only:
        if name not in known:
            raise UsageError(f"“{name}” is no case, vector or group; --json lists all of them.")
    return [each for each in vectors if not {each.id, str(each.case), each.group}.isdisjoint(only)]


@asynccontextmanager
async def _adapter(
    module: str | None, command: str | None, live: bool, browser: str | None
) -> AsyncGenerator[Adapter]:
    from webagent_manifests.vectors import PureAdapter, running_command

    if live:
        from webagent.conformance import open_adapter

        async with open_adapter(browser) as opened:
            yield opened
    elif command is not None:
        try:
            words = shlex.split(command)
        except ValueError as error:
            raise UsageError(f"--adapter-command can't be read: {error}.") from error
        if not words:
            raise UsageError("--adapter-command names no program.")
        async with AsyncExitStack() as stack:
            try:
                started = await stack.enter_async_context(running_command(words))
            except OSError as error:
                raise UsageError(f"“{words[0]}” can't be started: {error.strerror}.") from error
            yield started
    else:
        yield PureAdapter() if module is None else _imported(module)


def _imported(name: str) -> Adapter:
    # As with `python -m`: an implementation lies in the folder one stands in.
    sys.path.insert(0, str(Path.cwd()))
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        raise UsageError(f"The module {name} can't be imported: {error}.") from error
    if not callable(getattr(module, "decide", None)):
        raise UsageError(f"The module {name} has no function decide(vector).")
    return cast("Adapter", module)


def _lines(result: Result) -> list[str]:
    from webagent_manifests.vectors import Status

    head = f"{'group':<14}{'passed':>8}{'failed':>8}{'unsupported':>13}"
    lines = [head, "─" * len(head)]
    for name, group in result.by_group().items():
        failed = group.count(Status.FAILED) + group.count(Status.ERROR)
        lines.append(
            f"{name:<14}{group.count(Status.PASSED):>8}{failed:>8}"
            f"{group.count(Status.UNSUPPORTED):>13}"
        )
    passed, every = result.cases
    lines += ["", f"{passed} of {every} cases passed, with {len(result.outcomes)} vectors in all."]
    for outcome in result.outcomes:
        lines += _told(outcome)
    return lines


def _told(outcome: Outcome) -> list[str]:
    """Return what there is to say of one vector, nothing of one that passed without remark."""
    from webagent_manifests.vectors import Status

    if outcome.status is Status.PASSED and not outcome.differences:
        return []
    vector = outcome.vector
    mark = "*" if vector.ambiguous else ""
    word = "differs" if outcome.status is Status.PASSED else outcome.status.value
    lines = ["", f"{word} {vector.id}{mark}: {vector.title} [{vector.spec_ref}]"]
    if outcome.detail:
        lines.append(f"  {outcome.detail}")
    lines += [
        f"  {each.key}: expected {json.dumps(each.expected)}, got {json.dumps(each.got)}"
        f"{'' if each.binding else ' (does not count)'}"
        for each in outcome.differences
    ]
    return lines
