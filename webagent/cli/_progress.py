"""What a person watching a run is told, on stderr; and the event lines for programs, on stdout."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent.recording import Event
    from webagent.result import RunResult

_COLOURS = {"done": "green", "failed": "yellow", "blocked": "magenta", "limit": "yellow"}
_LINE = 160
_PART_WORDS = {
    "open": "to do",
    "done": "done",
    "failed": "could not be done",
    "pruned": "given up",
    "redundant": "not needed",
}


class Progress:
    """Tells each step as it happens."""

    def __init__(self, *, jsonl: bool = False) -> None:
        self._jsonl = jsonl
        self._parts: dict[int, str] = {}
        """What was told last of each part of the plan."""
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, sentence: str) -> None:
        """Print a sentence for people."""
        self._console.print(Text(printable(sentence), style="dim"))

    def hear(self, event: Event) -> None:
        """Print an event, for whom it is meant."""
        if self._jsonl:
            sys.stdout.write(json.dumps(event.to_json(), ensure_ascii=False) + "\n")
            sys.stdout.flush()
        tell = getattr(self, f"_{event.type}", None)
        if tell is not None:
            tell(event.step, event.data)

    def end(self, result: RunResult) -> None:
        """Print how the run ended and where its record is."""
        colour = _COLOURS.get(result.status.value, "red")
        head = Text(f"{result.status.value}", style=f"bold {colour}")
        head.append(f"  {printable(result.reason)}", style="default")
        self._console.print(head)
        for denial in result.denials:
            if denial in result.reason:
                continue
            self._console.print(Text(f"  denied  {printable(denial)}", style="magenta"))
        self._console.print(Text(f"  {_cost(result)}", style="dim"))
        if result.run_dir is not None:
            self._console.print(Text(f"  report  {result.run_dir / 'report.html'}", style="dim"))

    def _resumed(self, _step: int | None, data: Mapping[str, Any]) -> None:
        self.say(f"resumed at {data['address']}")

    def _policy(self, _step: int | None, data: Mapping[str, Any]) -> None:
        self.say(f"policy  {data['status']}: {data['detail']}")
        for warning in data["warnings"]:
            self._console.print(Text(f"        {printable(warning)}", style="yellow"))

    def _wishes(self, _step: int | None, data: Mapping[str, Any]) -> None:
        self.say(f"wishes  {data['origin']} states {len(data['lines'])} about how agents behave")
        for warning in data["warnings"]:
            self._console.print(Text(f"        {printable(warning)}", style="yellow"))

    def _violation(self, step: int | None, data: Mapping[str, Any]) -> None:
        line = f"{step:>3}  {data['level']}: {data['why']}"
        self._console.print(Text(printable(line), style="yellow"))

    def _start_permission(self, _step: int | None, data: Mapping[str, Any]) -> None:
        self._permission(0, data)

    def _permission(self, step: int | None, data: Mapping[str, Any]) -> None:
        verdict = data["verdict"].replace("_", " ")
        if data["verdict"] == "allow" and data["approved"] is None:
            verbs = [f"{r['verb']} ({_source(r)})" for r in data["rulings"]]
            if verbs:
                self.say(f"{step:>3}  {verdict}: {', '.join(verbs)}")
            return
        said = {True: ", approved", False: ", not approved", None: ""}[data["approved"]]
        line = f"{step:>3}  {verdict}{said}: {data['reason']}"
        self._console.print(Text(printable(line), style="magenta"))

    def _planned(self, step: int | None, data: Mapping[str, Any]) -> None:
        if data["reason"]:
            self.say(f"{step:>3}  plan: {data['reason']}")
        # The root is the task, which nobody needs to be told.
        for part in data["plan"]["subtasks"][1:]:
            number, word = part["id"], _PART_WORDS[part["status"]]
            if self._parts.get(number) != word:
                self._parts[number] = word
                self.say(f"{step:>3}  plan [{number}] {word}: {_short(part['intent'])}")

    def _tried_permission(self, step: int | None, data: Mapping[str, Any]) -> None:
        if data["granted"]:
            self.say(f"{step:>3}  tries {_short(data['action'])}")
        else:
            self._permission(step, data)

    def _search(self, step: int | None, data: Mapping[str, Any]) -> None:
        tree = data["tree"]
        self.say(
            f"{step:>3}  searched, since {tree['why']}: {tree['reason']}; {tree['opened']} tried, "
            f"{len(tree['prefix'])} to be done"
        )

    def _stepped(self, step: int | None, data: Mapping[str, Any]) -> None:
        line = Text(f"{step:>3}  ")
        # Notes are for the agent itself; they are in the report.
        acts = [act for act in data["actions"] if not act.startswith("note ")]
        done = printable("; ".join(acts or data["actions"]))
        line.append(done or "(no valid action)", style="bold")
        if data["target"]:
            line.append(f" {printable(data['target'])}", style="cyan")
        outcome = printable(_short(data["outcome"]))
        line.append(f"  →  {outcome}", style="red" if data["failed"] else "dim")
        self._console.print(line)


def _source(ruling: Mapping[str, Any]) -> str:
    rule, source = ruling["rule"], ruling["source"]
    why = ruling["reason_code"].replace("_", " ") if rule is None else f"rule {rule}"
    return why if source in {"site", why} else f"{source}: {why}"


def _short(text: str) -> str:
    return text if len(text) <= _LINE else text[:_LINE] + "…"


def _cost(result: RunResult) -> str:
    parts = [f"{len(result.steps)} steps", f"{result.seconds:.1f} s"]
    usage = result.usage
    if usage.calls:
        cost = "cost unknown" if usage.cost_usd is None else f"${usage.cost_usd:.4f}"
        parts.append(f"{usage.calls} calls, {usage.input_tokens}+{usage.output_tokens} tokens")
        parts.append(cost)
    return " · ".join(parts)
