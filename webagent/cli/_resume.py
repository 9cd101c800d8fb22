"""`webagent resume`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from webagent.cli._options import (
    APPROVE,
    JSON,
    JSONL,
    PRICE,
    SECRET,
    SECRETS_FILE,
    Approve,
    flag,
)


def resume(
    context: typer.Context,
    run: Annotated[Path, typer.Argument(help="The folder of the run.")],
    model: Annotated[
        str | None,
        flag("model", help="Model name, “local”, “baseline” or “auto”. Default: that of the run."),
    ] = None,
    price: Annotated[str | None, PRICE] = None,
    approve: Annotated[Approve, APPROVE] = Approve.ASK,
    secret: Annotated[list[str] | None, SECRET] = None,
    secrets_file: Annotated[Path | None, SECRETS_FILE] = None,
    identity_key: Annotated[
        Path | None, flag("identity-key", help="Private key, if the run's requests were signed.")
    ] = None,
    identity_url: Annotated[
        str | None, flag("identity-url", help="Where the key's directory is published.")
    ] = None,
    as_json: Annotated[bool, JSON] = False,
    as_jsonl: Annotated[bool, JSONL] = False,
) -> None:
    """Go on with a run that was killed or interrupted, with the settings it was started with.

    What can't be undone and may have been done already is not repeated, unless a person allows it.
    The values of secrets are not kept: give them again. Exit codes are those of `run`.
    """
    from webagent.actors import choose_actor
    from webagent.agent import Agent
    from webagent.cli import _settings
    from webagent.cli._carry_out import carry_out
    from webagent.cli._progress import Progress
    from webagent.planning.critics import critic_for
    from webagent.planning.planners import planner_for
    from webagent.resuming import actor_of, planner_of

    _settings.check_output(as_json=as_json, as_jsonl=as_jsonl)
    choice = choose_actor(model or actor_of(run), price=_settings.parse_price(price))
    progress = Progress(jsonl=as_jsonl)
    progress.say(choice.why)
    agent = Agent.resume(
        run,
        actor=choice.actor,
        approver=_settings.approver_for(approve),
        signer=_settings.signer_for(identity_key, identity_url),
        secrets=_settings.read_secrets(_settings.pairs(context, secret), secrets_file),
        planner=planner_for(planner_of(run), choice.model),
        critic=critic_for(choice.model),
        on_event=progress.hear,
    )
    carry_out(agent, progress, as_json=as_json, as_jsonl=as_jsonl)
