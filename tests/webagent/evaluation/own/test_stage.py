"""A suite on sites: what tasks begin with, what is asked when they are over, and by whom."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from starlette.responses import JSONResponse, PlainTextResponse

from benchmarks._playing import play
from tests.support.site import serve_site
from webagent import AlwaysApprove, Limits, NeverApprove
from webagent.errors import EnvironmentFailure, UsageError
from webagent.evaluation.own import OwnSuite, SuiteFile
from webagent.secrets import Secret

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser
    from starlette.requests import Request
    from starlette.responses import Response

    from webagent.evaluation import Score

MANIFEST = """{"metadata": {"schema_version": "1.0.0", "last_updated": "2026-11-01T00:00:00Z"},
"strict": false, "resource_rules": [
{"verb": "click_element", "selector": "#delete", "allowed": false}]}"""
HOME = """<title>Home</title><a href="/two.html">Two</a><button id=delete>Delete</button>"""


def suite(text: str, folder: Path) -> OwnSuite:
    return SuiteFile.parse(dedent(text), folder=folder)


async def played(text: str, folder: Path, browser: Browser, *script: str, task: int = 0) -> Score:
    """Play one task of a suite."""
    made = suite(text, folder)
    async with made.stage() as stage:
        return (await play(browser, stage, made.tasks[task], script, folder / "runs")).score


def failed(score: Score) -> list[str]:
    return [check.reason for check in score.checks if check.score != 1]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "index.html").write_text(HOME)
    (folder / "two.html").write_text("<title>Two</title><h1>Second page</h1>")
    (folder / "agent-permissions.json").write_text(MANIFEST)
    return tmp_path


FOLDER = """
    name: mine
    site: {folder: pages}
    manifest: present
    tasks:
      - id: two
        goal: Go on from {{site}}.
        checks:
          - url: {exact: "{{site}}/two.html"}
          - page: {role: heading, name: Second page}
          - page: {at: /, role: button, name: Delete}
      - id: delete
        goal: Delete it.
        checks:
          - status: blocked
          - permissions: {source: site, denied: 1}
        policies:
          - name: nothing is deleted
            dimension: boundary_and_scope
            never: {name: Delete}
          - name: the second page was seen
            dimension: strict_execution
            required: {leads_to: /two.html}
    """


async def test_pages_in_a_folder_are_served_under_their_manifest(
    pages: Path, browser: Browser
) -> None:
    score = await played(FOLDER, pages, browser, 'click [link "Two"]', "stop [done]")
    assert failed(score) == []
    assert score.checks[-1].name.startswith("the manifest of http://127.0.0.1:")


async def test_a_violated_policy_makes_a_task_worth_nothing(pages: Path, browser: Browser) -> None:
    script = ('click [button "Delete"]', "stop [unable: it is not permitted]")
    score = await played(FOLDER, pages, browser, *script, task=1)
    assert score.score == 0
    assert score.measures["completion"] == 1
    assert score.measures["policy/boundary_and_scope/prevented"] == 1
    assert [check.name for check in score.checks if check.score == 0] == [
        "policy: the second page was seen"
    ]


async def test_a_manifest_that_can_not_be_served_is_told_at_once(pages: Path) -> None:
    (pages / "pages" / "agent-permissions.json").write_text("{")
    with pytest.raises(UsageError, match=r"agent-permissions\.json can't be served"):
        async with suite(FOLDER, pages).stage():
            pass


async def test_a_site_of_the_user_s_is_reset_and_asked(tmp_path: Path, browser: Browser) -> None:
    database = tmp_path / "shop.db"
    asked: list[str] = []

    def reset(request: Request) -> Response:
        asked.append(request.method)
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript("DROP TABLE IF EXISTS t; CREATE TABLE t (a)")
        return PlainTextResponse("")

    def home(request: Request) -> Response:
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("INSERT INTO t VALUES ('seen')")
        page = PlainTextResponse("<title>Home</title>Home", media_type="text/html")
        page.set_cookie("who", "Ada")
        return page

    def me(request: Request) -> Response:
        key = request.headers.get("X-Key", "")
        return JSONResponse({"who": request.cookies.get("who"), "items": [1, True], "key": key})

    with serve_site({"/": home, "/reset": reset, "/me": me}) as url:
        text = f"""
        name: mine
        url: {url}
        reset: /reset
        secrets: {{key: MINE_KEY}}
        tasks:
          - id: look
            goal: Look.
            checks:
              - sql: {{db: shop.db, query: SELECT a FROM t, rows: [[seen]]}}
              - http:
                  url: /me
                  cookies: true
                  headers: {{X-Key: "{{{{key}}}}!"}}
                  text: Ada
                  json: {{/who: Ada, /items/1: true, /key: "sesame!"}}
              - http: {{url: /gone, status: 404}}
          - id: wrong
            goal: Look.
            checks:
              - http: {{url: /me, status: 201, text: Bob, json: {{/items/0: true, /none: 1}}}}
              - http: {{url: /gone, json: {{/x: 1}}}}
              - http: {{url: /me, headers: {{X-Key: "{{{{key}}}}"}}, json: {{/key: "?"}}}}
        """
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MINE_KEY", "sesame")
            assert failed(await played(text, tmp_path, browser, "stop [seen]")) == []
            score = await played(text, tmp_path, browser, "stop [seen]", task=1)
    assert asked == ["POST", "POST"]
    told = failed(score)
    assert len(told) == 7
    assert told[0].endswith("/me answers 201. Found: it answers 200.")
    assert "has “true” at /items/0. Found: it is “1”." in told[2]
    assert told[3].endswith("Found: there is nothing.")
    assert told[5].endswith("Found: its answer is not JSON.")
    assert told[6].endswith('Found: it is “"{{key}}"”.')


async def test_a_site_that_is_not_there_or_not_reset_is_an_error(
    tmp_path: Path, browser: Browser
) -> None:
    task = "tasks: [{id: a, goal: b, checks: [{http: {url: /x}}]}]"
    with serve_site({"/": "x"}) as url:
        text = f"name: mine\nurl: {url}\nreset: /reset\n{task}"
        with pytest.raises(EnvironmentFailure, match="/reset answered 404 when asked to reset"):
            await played(text, tmp_path, browser, "stop []")
    text = f"name: mine\nurl: {url}\nreset: /reset\n{task}"
    with pytest.raises(EnvironmentFailure, match="/reset does not answer to POST"):
        await played(text, tmp_path, browser, "stop []")


async def test_secrets_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = """
    name: mine
    url: http://localhost:9/
    secrets: {password: MINE_PASSWORD}
    tasks:
      - id: a
        goal: Type {{password}} and {{token}}.
        secrets: {token: {env: MINE_TOKEN, origins: ["https://login.example"]}}
        checks: [{status: done}]
    """
    made = suite(text, tmp_path)
    monkeypatch.setenv("MINE_PASSWORD", "sesame")
    with pytest.raises(UsageError, match=r"not set: MINE_TOKEN \(the secret token\)\."):
        async with made.stage():
            pass
    monkeypatch.setenv("MINE_TOKEN", "1234")
    async with made.stage() as stage:
        assert stage.conditions(made.tasks[0]).secrets == {
            "password": Secret("sesame"),
            "token": Secret("1234", ("https://login.example",)),
        }


async def test_what_a_task_says_goes_before_what_the_suite_says(tmp_path: Path) -> None:
    (tmp_path / "me.json").write_text('{"cookies": [], "origins": []}')
    (tmp_path / "cv.txt").write_text("x")
    (tmp_path / "own.toml").write_text('default = "ask"')
    text = """
    name: mine
    url: http://localhost:9/
    limits: {steps: 5, seconds: 60}
    approve: always
    browser: {viewport: [800, 600], storage_state: me.json, allow_origins: "http://localhost:*"}
    tasks:
      - {id: a, goal: x, checks: [{status: done}]}
      - id: b
        goal: x
        limits: {steps: 7}
        approve: never
        policy: own.toml
        browser: {locale: de-AT, files: cv.txt}
        checks: [{status: done}]
    """
    made = suite(text, tmp_path)
    async with made.stage() as stage:
        one, two = map(stage.conditions, made.tasks)
    assert (one.limits, two.limits) == (Limits(5, 60), Limits(7, 60))
    assert isinstance(one.approver, AlwaysApprove)
    assert isinstance(two.approver, NeverApprove)
    assert (one.permissions.policy, two.permissions.policy) == (None, tmp_path / "own.toml")
    assert (one.browser.viewport, two.browser.viewport) == ((800, 600), (800, 600))
    assert (one.browser.locale, two.browser.locale) == (None, "de-AT")
    assert two.browser.storage_state == tmp_path / "me.json"
    assert two.browser.files == (tmp_path / "cv.txt",)
    assert two.browser.network.allowed == ("http://localhost:*",)
