"""Random manifests against random actions: does anything that is denied leave a trace?

    python -m benchmarks.enforcement [--actions 10000] [--seed 1] [--json]

Each round serves a new manifest over HTTP, and the gate and the executor of the product take one
random action on a page of controls. The page notes every trusted event it gets, the server every
request. What may leave a trace is worked out apart from the product: the browser's own CSS cascade
says which rule wins on an element (`benchmarks/_cascade_oracle.py`).

A leak is an action that the cascade denies and that left a trace. An overblock is one that it
allows and that was refused. Exit code 1 if there is any of either.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from webagent_actions import (
    Action,
    ActionRefused,
    Check,
    Click,
    Goto,
    Select,
    Type,
    perform,
)
from webagent_observation import Reading

from benchmarks._cascade_oracle import Oracle
from webagent.browser import BrowserOptions, open_session
from webagent.local_server import serve_app
from webagent.permissions import Gate, NeverApprove, SitePolicies
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.async_api import Page
    from starlette.requests import Request
    from webagent_actions import Situation

    from webagent.browser import Session

_PAGE = """<!doctype html><html><head><title>Controls</title></head><body>
<nav class="links area" data-k="nav">
  <a data-k="a1" id="home" class="link" href="/go/1">First</a>
  <a data-k="a2" class="link out" href="/go/2">Second</a>
  <a data-k="a3" class="link" href="/go/3">Third</a></nav>
<main data-k="main" class="area">
  <button data-k="b1" class="plain cta" type="button">One</button>
  <div data-k="card" class="card locked">
    <button data-k="b2" class="plain danger" type="button">Two</button>
    <button data-k="b3" class="plain" type="button">Three</button></div>
  <form data-k="f1" id="order" action="/sent/1" class="pay">
    <input data-k="i1" name="name" aria-label="Name" class="field">
    <input data-k="c1" type="checkbox" name="wrap" aria-label="Wrap" class="field">
    <select data-k="s1" name="size" aria-label="Size" class="field">
      <option>small</option><option>large</option></select>
    <button data-k="g1" class="go">Order</button></form>
  <form data-k="f2" id="find" action="/sent/2">
    <input data-k="i2" name="q" aria-label="Query" class="field"></form>
  <button data-k="g2" class="go outside" form="order">Order from outside</button>
  <textarea data-k="t1" aria-label="Remark" class="field"></textarea>
</main><script>
  window.trace = [];
  for (const type of ["click", "input", "change", "submit"])
    addEventListener(type, (event) => { if (event.isTrusted) window.trace.push(type); }, true);
</script></body></html>"""
_SELECTORS = (
    "*", "a", "button", "input", ".link", ".out", "#home", "nav a", ".area", ".card", ".locked",
    ".danger", ".plain", "main .plain", "button:not(.danger)", ":is(.cta, #home)",
    ":where(#order) .go", "form", "#order", "#order *", ".pay .field", ".go", "form#order button",
    "button[form=order]", "[name=q]", "a[href$='2'], .cta", "textarea, select", "a[[[",
    ".go, a[[[", "button::before", "main > *",
)  # fmt: skip
_VERBS = ("all", "click_element", "follow_link", "set_input_value", "submit_form")
_MODIFIERS: tuple[dict[str, Any], ...] = (
    {"human_in_the_loop": True},
    {"time_window": "08:00-08:00 UTC"},
)
_FORM_OF = {"i1": "f1", "c1": "f1", "s1": "f1", "g1": "f1", "g2": "f1", "i2": "f2"}
_LINKS = {"a1": "/go/1", "a2": "/go/2", "a3": "/go/3"}
_REPORT_EVERY_S = 15.0


@dataclass
class Site:
    """The page, the manifest of this round, and what was asked for."""

    manifest: dict[str, Any] = field(default_factory=dict[str, Any])
    requests: list[str] = field(default_factory=list[str])

    def app(self) -> Starlette:
        """Return the site as an application."""

        def page(_: Request) -> Response:
            return HTMLResponse(_PAGE)

        def manifest(_: Request) -> Response:
            return JSONResponse(self.manifest)

        def other(request: Request) -> Response:
            if request.url.path not in {"/favicon.ico", "/robots.txt"}:
                self.requests.append(request.url.path)
            return HTMLResponse("<title>Elsewhere</title>")

        return Starlette(
            routes=[
                Route("/", page),
                Route("/.well-known/agent-permissions.json", manifest),
                Route("/{rest:path}", other, methods=["GET", "POST"]),
            ]
        )


def random_manifest(chance: random.Random) -> dict[str, Any]:
    """Return a valid manifest of up to six rules, some of them conditional or not evaluable."""
    rules: list[dict[str, Any]] = []
    for _ in range(chance.randrange(7)):
        rule: dict[str, Any] = {
            "verb": chance.choice(_VERBS),
            "selector": chance.choice(_SELECTORS),
            "allowed": chance.random() < 0.4,
        }
        if chance.random() < 0.1:
            rule["modifiers"] = chance.choice(_MODIFIERS)
        rules.append(rule)
    metadata = {"schema_version": "1.0.0", "last_updated": "2026-01-01T00:00:00Z"}
    return {"metadata": metadata, "strict": chance.random() < 0.6, "resource_rules": rules}


def random_action(chance: random.Random, refs: dict[str, int], url: str) -> tuple[str, Action]:
    """Return an action, and the key of the element it is for."""
    key = chance.choice([key for key in refs if key not in {"f1", "f2"}])
    ref = refs[key]
    match key[0]:
        case "a" if chance.random() < 0.3:
            return key, Goto(url + _LINKS[key])
        case "i":
            return key, Type(ref, "text", enter=chance.random() < 0.5)
        case "t":
            return key, Type(ref, "text")
        case "c":
            return key, Check(ref) if chance.random() < 0.5 else Click(ref)
        case "s":
            return key, Select(ref, "large")
        case _:
            return key, Click(ref)


def may(oracle: Oracle, key: str, action: Action) -> bool:
    """Return whether an action is allowed, by the standard's verbs and the browser's cascade."""
    form = _FORM_OF.get(key)
    match action:
        case Goto():
            return oracle.allows("follow_link", key)
        case Click() if key in _LINKS:
            clicked = oracle.says("click_element", key) is not False
            return clicked and oracle.allows("follow_link", key)
        case Click() if key.startswith("g") and form is not None:
            clicked = oracle.allows("click_element", key)
            return clicked and oracle.allows("submit_form", key, form)
        case Click() if key.startswith("c"):
            clicked = oracle.allows("click_element", key)
            return clicked and oracle.allows("set_input_value", key)
        case Click():
            return oracle.allows("click_element", key)
        case Type(enter=True) if form == "f1":
            typed = oracle.allows("set_input_value", key)
            sent = oracle.allows("submit_form", key, "g1", form)
            return typed and sent and oracle.allows("click_element", "g1")
        case Type(enter=True) if form is not None:
            typed = oracle.allows("set_input_value", key)
            return typed and oracle.allows("submit_form", key, form)
        case _:
            return oracle.allows("set_input_value", key)


class Round:
    """One browser session in which actions are taken under one manifest after another."""

    def __init__(self, session: Session, site: Site, url: str, oracle_page: Page) -> None:
        self._session = session
        self._site = site
        self._url = url
        self._oracle_page = oracle_page
        self._situation: Situation | None = None
        self._refs: dict[str, int] = {}

    async def play(self, chance: random.Random) -> tuple[str, dict[str, Any] | None]:
        """Take one action and return what it came to, with the particulars if that is wrong."""
        situation = self._situation or await self._open()
        self._site.manifest = manifest = random_manifest(chance)
        self._site.requests.clear()
        key, action = random_action(chance, self._refs, self._url)
        oracle = await Oracle.ask(self._oracle_page, manifest, _VERBS[1:])
        allowed = may(oracle, key, action)
        gate = Gate(SitePolicies(), NeverApprove())
        session = self._session
        try:
            permission = await gate.admit(
                action, situation.observation, session.registry, session.page.main_frame
            )
        except ActionRefused:
            self._situation = None
            return "refused by the page", None
        if permission.granted:
            self._situation = None
            await perform(action, situation, session)
            gate.settle(permission)
            left = True
        else:
            left = bool(self._site.requests) or bool(await session.page.evaluate("trace.length"))
        outcome = {
            (True, True): "allowed, done",
            (False, False): "denied, no trace",
            (False, True): "leak",
            (True, False): "overblock",
        }[allowed, left]
        wrong = outcome in {"leak", "overblock"}
        told = {"key": key, "action": str(action), "manifest": manifest, "why": permission.reason}
        return outcome, told if wrong else None

    async def _open(self) -> Situation:
        self._site.manifest = {}
        situation = self._situation = await self._session.start(self._url)
        self._refs = {}
        for ref in situation.observation.refs:
            element = await self._session.registry.element(ref)
            key = await element.get_attribute("data-k")
            if key is not None:
                self._refs[key] = ref
        return situation


async def measure(actions: int, seed: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Return how many actions came to what, and the wrong ones."""
    chance, site = random.Random(seed), Site()
    counts: Counter[str] = Counter()
    wrong: list[dict[str, Any]] = []
    started = told = monotonic()
    with serve_app(site.app()) as url:
        async with open_session(BrowserOptions(), _everything, Secrets()) as session:
            await session.start(url)
            browser = session.page.context.browser
            assert browser is not None  # the context was made by one
            # In a context of its own: in the session's it would be a tab of the agent's.
            oracle_page = await browser.new_page()
            await oracle_page.set_content(_PAGE)
            round_ = Round(session, site, url, oracle_page)
            for number in range(actions):
                outcome, particulars = await round_.play(chance)
                counts[outcome] += 1
                if particulars is not None:
                    wrong.append(particulars)
                if monotonic() - told > _REPORT_EVERY_S:
                    told = monotonic()
                    tell(f"{number + 1:,} of {actions:,}: {dict(counts)}")
    return {
        "actions": actions,
        "seed": seed,
        "outcomes": dict(sorted(counts.items())),
        "wrong": wrong[:20],
        "seconds": round(monotonic() - started, 1),
    }


async def _everything(_document: object) -> Reading:
    return Reading()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print what came out; 1 if anything leaked or was blocked without reason."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    settings = parser.parse_args(arguments)
    found = asyncio.run(measure(settings.actions, settings.seed, _tell))
    if settings.json:
        print(json.dumps(found))
    else:
        print(f"{found['actions']:,} random manifests × actions in {found['seconds']} s")
        for outcome, count in found["outcomes"].items():
            print(f"  {outcome:<20} {count:>7,}")
        for each in found["wrong"]:
            print(json.dumps(each))
    return 1 if found["wrong"] else 0


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
