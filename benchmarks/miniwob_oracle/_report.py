"""The results as Markdown: a line a task, then the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ._runner import Played
    from ._tasks import Task

_NOTE = 110


def table(played: Sequence[Played], tasks: Mapping[str, Task]) -> str:
    """Return a row for each task that was played, in the order of the episodes."""
    rows = [
        "| task | solved | raw = 1 | actions | verbs | picture | note |",
        "|---|---|---|---|---|---|---|",
    ]
    names = dict.fromkeys(one.task for one in played)
    rows.extend(
        _row(name, [one for one in played if one.task == name], tasks[name]) for name in names
    )
    return "\n".join(rows)


def sums(played: Sequence[Played], tasks: Mapping[str, Task]) -> str:
    """Return how many tasks were solved on every seed, and on how many the picture was needed."""
    names = list(dict.fromkeys(one.task for one in played))
    solved = solved_tasks(played)
    looked = sum(tasks[name].looks for name in solved)
    episodes = sum(one.solved for one in played)
    without = sum(tasks[name].solution is None for name in names)
    return (
        f"Tasks solved on every seed: {len(solved)} of {len(names)}; "
        f"{len(solved) - looked} by the page text alone, {looked} with a look at the picture. "
        f"Episodes solved: {episodes} of {len(played)}. Tasks without a solution: {without}."
    )


def solved_tasks(played: Sequence[Played]) -> list[str]:
    """Return the tasks all of whose episodes were solved."""
    failed = {one.task for one in played if not one.solved}
    return [name for name in dict.fromkeys(one.task for one in played) if name not in failed]


def _row(name: str, played: Sequence[Played], task: Task) -> str:
    solved = [str(one.seed) for one in played if one.solved]
    full = sum(one.solved and one.reward == 1 for one in played)
    counts = sorted({len(one.actions) for one in played})
    actions = "–".join(str(count) for count in dict.fromkeys((counts[0], counts[-1])))
    verbs = dict.fromkeys(verb for one in played for verb in one.verbs)
    cells = [
        name,
        f"{len(solved)}/{len(played)}",
        str(full),
        actions if counts != [0] else "",
        ", ".join(verbs),
        "yes" if task.looks else "",
        _note(played, task),
    ]
    return f"| {' | '.join(cells)} |"


def _note(played: Sequence[Played], task: Task) -> str:
    if all(one.solved for one in played):
        # Only what is true of a success: a game begun again.
        return task.note if task.attempts > 1 else ""
    parts = [task.note] if task.note else []
    if unoffered := sorted({verb for one in played for verb in one.unoffered}):
        parts.append(f"done with `{', '.join(unoffered)}`, which is not offered there")
    if task.solution is not None:
        parts.extend(f"seed {one.seed}: {one.problem[:_NOTE]}" for one in played if one.problem)
    return "; ".join(parts).replace("|", "\\|")
