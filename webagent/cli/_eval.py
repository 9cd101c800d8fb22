"""`webagent eval`."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from webagent.cli._options import (
    HEADED,
    JSON,
    PARALLEL,
    PLAN,
    PRICE,
    SEARCH,
    SEARCH_NODES,
    SEARCH_SECONDS,
    Plan,
    SearchWhen,
    flag,
)
from webagent.cli._permissions import Robots


class EngineName(StrEnum):
    """Where tasks are played."""

    LOCAL = "local"
    RAY = "ray"


def evaluate(
    suite: Annotated[
        str,
        typer.Argument(
            help="miniwob, webarena, webarena-verified, injection, demo-shop, or the path of a "
            ".yaml or .toml file of your own."
        ),
    ],
    tasks: Annotated[
        str, flag("tasks", help="Which tasks, by their ids or families, such as “click-*”.")
    ] = "*",
    tag: Annotated[
        list[str] | None, flag("tag", help="Only tasks with this tag, such as test. Repeat: all.")
    ] = None,
    limit: Annotated[
        int | None, flag("limit", help="Only the first tasks of those.", min=1)
    ] = None,
    seeds: Annotated[
        int | None, flag("seeds", help="MiniWoB: how many seeds a task (default 5).", min=1)
    ] = None,
    seed_list: Annotated[
        str | None, flag("seed-list", help="MiniWoB: these seeds instead, such as 7,8,9.")
    ] = None,
    pages: Annotated[
        Path | None,
        flag("pages", help="MiniWoB: folder with other pages, in a folder miniwob beside core."),
    ] = None,
    task_file: Annotated[
        Path | None, flag("task-file", help="WebArena: file of the tasks, if not a package's.")
    ] = None,
    judge: Annotated[
        str | None, flag("judge", help="WebArena: model that judges answers by their meaning.")
    ] = None,
    robots: Annotated[
        Robots | None, flag("robots", help="WebArena: what robots.txt means; default enforce.")
    ] = None,
    also_allow: Annotated[
        list[str] | None,
        flag("also-allow", help="WebArena: origin of your network that its sites need. Repeat."),
    ] = None,
    foreign_hosts_score_zero: Annotated[
        bool,
        flag(
            "foreign-hosts-score-zero",
            help="WebArena: a tab left open on a host not of its sites scores 0, as in BrowserGym.",
        ),
    ] = False,
    hard: Annotated[bool, flag("hard", help="WebArena-Verified: only its hard subset.")] = False,
    program: Annotated[
        Path | None,
        flag("program", help="WebArena-Verified: its program, if it is not on the PATH."),
    ] = None,
    model: Annotated[
        str | None,
        flag(
            "model",
            help="Model name at the endpoint, “local[:NAME-or-PATH]”, “baseline”, or “random”. "
            "Default: “auto”, as webagent run has it.",
        ),
    ] = None,
    price: Annotated[str | None, PRICE] = None,
    plan: Annotated[Plan, PLAN] = Plan.DEMAND,
    search: Annotated[SearchWhen, SEARCH] = SearchWhen.AUTO,
    search_nodes: Annotated[int, SEARCH_NODES] = 10,
    search_seconds: Annotated[float, SEARCH_SECONDS] = 120.0,
    parallel: Annotated[int, PARALLEL] = 1,
    max_steps: Annotated[
        int | None, flag("max-steps", help="Steps of a task. Default: the suite's.", min=1)
    ] = None,
    max_seconds: Annotated[
        float | None, flag("max-seconds", help="Seconds of a task. Default: the suite's.", min=0)
    ] = None,
    max_tokens: Annotated[
        int | None, flag("max-tokens", help="Tokens of a task. Default: the suite's.", min=1)
    ] = None,
    max_cost: Annotated[
        float | None, flag("max-cost", help="US dollars of a task. Default: the suite's.", min=0)
    ] = None,
    workers: Annotated[
        int, flag("workers", help="Tasks that are played at the same time.", min=1)
    ] = 1,
    engine: Annotated[
        EngineName, flag("engine", help="ray: on the Ray cluster of RAY_ADDRESS, or one made here.")
    ] = EngineName.LOCAL,
    pictures: Annotated[
        bool, flag("pictures", help="Record a picture of each step; slower.")
    ] = False,
    headed: Annotated[bool, HEADED] = False,
    out: Annotated[
        Path | None, flag("out", help="Folder for the record. Default: in your state folder.")
    ] = None,
    resume: Annotated[
        bool, flag("resume", help="Go on with what is missing in --out, with the same options.")
    ] = False,
    retry_errors: Annotated[
        bool, flag("retry-errors", help="With --resume: play again what ended with an error.")
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Play the tasks of a benchmark and tell how many were done.

    Each task has a record of its own in the folder. What breaks counts as an error, not as failed.
    Exit codes: 0 all tasks have a score or wait for a judge, 2 usage, 5 some ended with an error,
    or browser, key, network or disk can't be used, 130 interrupted, 143 terminated.
    """
    from webagent.cli import _evaluate, _settings
    from webagent.evaluation._suites import SuiteOptions
    from webagent.evaluation.running import ChosenPlayers

    bounds = {
        "steps": max_steps,
        "seconds": max_seconds,
        "tokens": max_tokens,
        "cost_usd": max_cost,
    }
    raise typer.Exit(
        _evaluate.carry_out(
            suite,
            SuiteOptions(
                seeds=seeds,
                seed_list=_evaluate.parse_seeds(seed_list),
                pages=pages,
                task_file=task_file,
                judge=judge,
                robots=None if robots is None else robots.value,
                also_allow=tuple(also_allow or ()),
                foreign_hosts_score_zero=foreign_hosts_score_zero,
                hard=hard,
                program=program,
            ),
            _evaluate.Choice(tasks, tuple(tag or ()), limit),
            ChosenPlayers(
                _evaluate.actor_name(model or os.environ.get("OPENAI_MODEL")),
                _settings.parse_price(price),
                plan.value,
                _settings.search_for(search.value, search_nodes, search_seconds, parallel),
            ),
            bounds={name: bound for name, bound in bounds.items() if bound is not None},
            engine=_evaluate.engine_for(engine.value, workers),
            pictures=pictures,
            headless=not headed,
            out=out,
            resume=resume,
            retry_errors=retry_errors,
            as_json=as_json,
        )
    )
