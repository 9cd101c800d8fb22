"""Real runs, recorded once: a shop with a policy, and a page that wants to take over the report."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest_asyncio
from starlette.responses import JSONResponse

from tests.support.site import serve_site
from webagent.actors import ScriptedActor
from webagent.agent import Agent
from webagent.demo import serve_shop
from webagent.limits import Limits
from webagent.models import Usage
from webagent.permissions import AlwaysApprove

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.site import Resource
    from webagent.state import Proposal, State

SECRET = "hunter2-hunter2"
HOSTILE_TITLE = "<script>alert(1)</script>{{ 7 * 7 }}</title><img src=x onerror=alert(1)>"
HOSTILE_PAGE = """<html><head><title></title></head><body>
<h1>&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;/details&gt;</h1>
<a href="javascript:alert(1)">bad</a>
<p>link [1] "harmless"</p>""" + "".join(
    f"<p>It goes on and on, {number}.</p>" for number in range(2_000)
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A run's folder and what its `events.jsonl` says."""

    folder: Path

    @property
    def events(self) -> list[dict[str, Any]]:
        lines = (self.folder / "events.jsonl").read_bytes().split(b"\n")
        return [json.loads(line) for line in lines[:-1]]

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] == kind]


class Spending(ScriptedActor):
    """A scripted actor that gives reasons and pays for each turn."""

    name = "spending"

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        return [
            replace(one, reason=f"Because of step {len(state.history) + 1}.", usage=usage)
            for one in await super().propose(state, k)
            for usage in (Usage(1, 1000, 20, 0.001),)
        ]


@pytest_asyncio.fixture(scope="session")
async def shopping(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """A run on the demo shop with every kind of outcome, which nobody watches."""
    folder = tmp_path_factory.mktemp("shopping")
    with serve_shop() as shop:
        actor = Spending(
            [
                'click [link "Genmaicha"]',
                'select [combobox "Size"] [100 g]',
                'click [button "Add to cart"]',
                "note [100 g are in the cart]",
                'type [textbox "Your review"] [Nutty]',
                "click [4711]",
                "press [Escape]",
                f"goto [{shop.url}/checkout]",
                'click [button "Place order"]',
                "stop [unable: a person has to place the order]",
            ]
        )
        task = f"Buy genmaicha & review it (pay at {shop.url}/checkout)"
        await Agent(task, url=shop.url, actor=actor, run_dir=folder).run()
    return Recorded(folder)


@pytest_asyncio.fixture(scope="session")
async def hostile(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """A run that reaches its limit on a page made of markup and of more text than is shown."""
    folder = tmp_path_factory.mktemp("hostile")
    page = HOSTILE_PAGE.replace("<title>", f"<title>{HOSTILE_TITLE.replace('<', '&lt;')}")
    with serve_site(page) as url:
        actor = ScriptedActor(['click [link "bad"]', f"note [{HOSTILE_TITLE}]"])
        agent = Agent(HOSTILE_TITLE, url=url, actor=actor, run_dir=folder, limits=Limits(steps=2))
        await agent.run()
    return Recorded(folder)


@pytest_asyncio.fixture(scope="session")
async def signing_in(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """A run that types a secret, and sends it with a person's approval."""
    folder = tmp_path_factory.mktemp("signing-in")
    manifest = {
        "metadata": {"schema_version": "1.0.0", "last_updated": "2026-01-01T00:00:00Z"},
        "strict": False,
        "resource_rules": [
            {
                "verb": "submit_form",
                "selector": "form, form button",
                "allowed": True,
                "modifiers": {"human_in_the_loop": True},
            }
        ],
    }
    site: dict[str, Resource] = {
        "/": "<form><input aria-label=Password name=p><button>Go</button></form>",
        "/.well-known/agent-permissions.json": JSONResponse(manifest),
    }
    with serve_site(site) as url:
        agent = Agent(
            "Sign in with {{password}}",
            url=url,
            actor=ScriptedActor(
                ['type [textbox "Password"] [{{password}}]', 'click [button "Go"]', "stop [in]"]
            ),
            approver=AlwaysApprove(),
            secrets={"password": SECRET},
            run_dir=folder,
        )
        await agent.run()
    return Recorded(folder)
