"""`webagent run`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from webagent.cli import _permissions
from webagent.cli._options import (
    ALLOW_ORIGIN,
    APPROVE,
    DENY_ORIGIN,
    HEADED,
    JSON,
    JSONL,
    MEMORY,
    MODEL,
    PARALLEL,
    PLAN,
    PRICE,
    SEARCH,
    SEARCH_NODES,
    SEARCH_SECONDS,
    SECRET,
    SECRETS_FILE,
    VIEW,
    Approve,
    Detail,
    Memory,
    Plan,
    SearchWhen,
    flag,
)
from webagent.cli._permissions import Profile, Robots


def run(
    context: typer.Context,
    task: Annotated[str, typer.Argument(help="What to do, in plain words.")],
    url: Annotated[str, flag("url", help="Where to start.")],
    model: Annotated[str | None, MODEL] = None,
    approve: Annotated[Approve, APPROVE] = Approve.ASK,
    policy: Annotated[Path | None, _permissions.POLICY] = None,
    org_policy: Annotated[Path | None, _permissions.ORGANISATION] = None,
    robots: Annotated[Robots, _permissions.ROBOTS] = Robots.ENFORCE,
    profile: Annotated[Profile, _permissions.PROFILE] = Profile.HEAD,
    agent_id: Annotated[
        str,
        flag("agent-id", help="Whose limits are counted together, over runs and processes."),
    ] = "default",
    max_steps: Annotated[int, flag("max-steps", help="Stop after this many steps.", min=1)] = 30,
    max_seconds: Annotated[
        float | None, flag("max-seconds", help="Stop after this many seconds.", min=0)
    ] = 600.0,
    max_tokens: Annotated[
        int | None, flag("max-tokens", help="Stop after this many tokens.", min=1)
    ] = None,
    max_cost: Annotated[
        float | None, flag("max-cost", help="Stop after this many US dollars.", min=0)
    ] = None,
    price: Annotated[str | None, PRICE] = None,
    secret: Annotated[list[str] | None, SECRET] = None,
    secrets_file: Annotated[Path | None, SECRETS_FILE] = None,
    file: Annotated[
        list[Path] | None,
        flag("file", help="A file the agent may upload, by its name. Repeat for more."),
    ] = None,
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    headed: Annotated[bool, HEADED] = False,
    viewport: Annotated[str, flag("viewport", help="Width x height in pixels.")] = "1280x800",
    budget: Annotated[
        int,
        flag(
            "budget", min=1, help="Tokens that a page may take in a prompt; the rest is announced."
        ),
    ] = 12_000,
    view: Annotated[Detail, VIEW] = Detail.COMPACT,
    plan: Annotated[Plan, PLAN] = Plan.DEMAND,
    memory: Annotated[Memory, MEMORY] = Memory.ON,
    search: Annotated[SearchWhen, SEARCH] = SearchWhen.AUTO,
    search_nodes: Annotated[int, SEARCH_NODES] = 10,
    search_seconds: Annotated[float, SEARCH_SECONDS] = 120.0,
    parallel: Annotated[int, PARALLEL] = 1,
    locale: Annotated[str | None, flag("locale", help="Language tag, such as de-AT.")] = None,
    identity_key: Annotated[
        Path | None,
        flag("identity-key", help="Private key that signs requests for pages (Web Bot Auth)."),
    ] = None,
    identity_url: Annotated[
        str | None, flag("identity-url", help="Where the key's directory is published.")
    ] = None,
    contact: Annotated[
        str | None,
        flag("contact", help="Your page or mailto: address, told to sites in the User-Agent."),
    ] = None,
    allow_origin: Annotated[list[str] | None, ALLOW_ORIGIN] = None,
    deny_origin: Annotated[list[str] | None, DENY_ORIGIN] = None,
    storage_state: Annotated[
        Path | None, flag("storage-state", help="Cookies and storage to start with.")
    ] = None,
    save_storage_state: Annotated[
        Path | None, flag("save-storage-state", help="Where to keep them at the end.")
    ] = None,
    trace: Annotated[Path | None, flag("trace", help="Write a Playwright trace (zip).")] = None,
    out: Annotated[
        Path | None, flag("out", help="Folder for the run. Default: in your state folder.")
    ] = None,
    as_json: Annotated[bool, JSON] = False,
    as_jsonl: Annotated[bool, JSONL] = False,
) -> None:
    """Do a task in a browser.

    Exit codes: 0 done, 1 failed or gave up, 2 usage, 3 blocked by a permission,
    4 a limit was reached, 5 browser, key, network or disk, 130 interrupted, 143 terminated.
    """
    from webagent.actors import choose_actor
    from webagent.agent import Agent
    from webagent.browser import BrowserOptions
    from webagent.cli import _settings
    from webagent.cli._carry_out import carry_out
    from webagent.cli._progress import Progress
    from webagent.guard import NetworkPolicy
    from webagent.limits import Limits
    from webagent.planning.planners import planner_for
    from webagent.view import ViewOptions

    _settings.check_output(as_json=as_json, as_jsonl=as_jsonl)
    choice = choose_actor(
        model or os.environ.get("OPENAI_MODEL"), price=_settings.parse_price(price)
    )
    progress = Progress(jsonl=as_jsonl)
    progress.say(choice.why)
    agent = Agent(
        task,
        url=url,
        actor=choice.actor,
        approver=_settings.approver_for(approve),
        limits=Limits(max_steps, max_seconds, max_tokens, max_cost),
        browser=BrowserOptions(
            executable=browser,
            headless=not headed,
            viewport=_settings.parse_viewport(viewport),
            locale=locale,
            storage_state=storage_state,
            save_storage_state=save_storage_state,
            files=tuple(file or ()),
            network=NetworkPolicy(tuple(allow_origin or ()), tuple(deny_origin or ())),
            trace=trace,
            contact=contact,
            signer=_settings.signer_for(identity_key, identity_url),
        ),
        secrets=_settings.read_secrets(_settings.pairs(context, secret), secrets_file),
        permissions=_permissions.options(
            policy, org_policy, robots, profile, agent=agent_id, contact=contact
        ),
        view=ViewOptions(budget, view.value),
        memory=memory is Memory.ON,
        planner=planner_for(plan.value, choice.model),
        search=_settings.search_for(
            search.value, search_nodes, search_seconds, parallel, choice.model
        ),
        run_dir=out,
        on_event=progress.hear,
    )
    carry_out(agent, progress, as_json=as_json, as_jsonl=as_jsonl)
