"""The pytest plugin, run by pytest itself on tests as users write them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.openai_server import in_turn, serve_openai

if TYPE_CHECKING:
    from collections.abc import Callable

pytest_plugins = ["pytester"]

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "testing.md"
ASKED = """
import asyncio
from webagent.models import Message

def test_it(recorded_model):
    model = recorded_model()
    for words in {words!r}:
        print(asyncio.run(model.complete([Message("user", words)])).text)
"""


@pytest.fixture
def run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., pytest.RunResult]:
    """Run pytest on what lies in the folder, with this plugin alone."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    def run(*arguments: str) -> pytest.RunResult:
        return pytester.runpytest_inprocess("-p", "webagent.pytest_plugin", *arguments)

    return run


def test_loading_it_loads_nothing_heavy() -> None:
    heavy = {"playwright", "openai", "httpx", "starlette", "uvicorn", "pydantic", "jinja2"}
    code = f"import sys, webagent.pytest_plugin; sys.exit(bool({heavy!r} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_the_example_of_the_documentation_runs(
    pytester: pytest.Pytester,
    run: Callable[..., pytest.RunResult],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENTATION.read_text("utf-8"), re.DOTALL)
    pytester.makepyfile(test_price=example)
    with serve_openai(in_turn("click [1]", "stop [It costs 4.80]")) as server:
        with monkeypatch.context() as set_up:
            set_up.setenv("OPENAI_BASE_URL", server.url)
            set_up.setenv("OPENAI_API_KEY", "sk-never-to-be-written")
            run("--webagent-record", "-k", "real").assert_outcomes(passed=1, deselected=1)
        asked = len(server.requests)
        assert asked == 2
        # At other ports and with other marks, and without any model.
        run().assert_outcomes(passed=2)
        assert len(server.requests) == asked
    recording = pytester.path / "cassettes" / "test_price" / "test_a_real_model_finds_it.json"
    kept = recording.read_text(encoding="utf-8")
    assert "sk-never" not in kept
    assert "127.0.0.1" not in kept


def test_sites_of_every_kind_are_served_and_closed(
    pytester: pytest.Pytester, run: Callable[..., pytest.RunResult]
) -> None:
    folder = pytester.mkdir("site")
    (folder / "index.html").write_text("a folder")
    pytester.makepyfile(
        """
        import functools, socket, urllib.error, urllib.request
        from contextlib import asynccontextmanager
        import pytest
        from flask import Flask
        from starlette.applications import Starlette
        from starlette.responses import PlainTextResponse
        from starlette.routing import Route

        told, addresses = [], []

        def read(url):
            addresses.append(url)
            with urllib.request.urlopen(url, timeout=10) as response:
                return response.read().decode()

        async def bare(scope, receive, send):
            assert scope["type"] == "http"
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"bare"})

        @asynccontextmanager
        async def lifespan(app):
            told.append("up")
            yield
            told.append("down")

        async def home(request):
            return PlainTextResponse(f"asgi {told}")

        def test_sites(webagent_site):
            wsgi = Flask("x")
            wsgi.add_url_rule("/", view_func=lambda: "wsgi")
            pages = {"/": "<p>home", "/tea": "<p>“tea”"}
            assert read(webagent_site(bare)) == "bare"
            asgi = Starlette(routes=[Route("/", home)], lifespan=lifespan)
            assert read(webagent_site(asgi)) == "asgi ['up']"
            assert read(webagent_site(wsgi)) == "wsgi"
            assert read(webagent_site(functools.partial(wsgi.wsgi_app))) == "wsgi"
            assert read(webagent_site("site")) == "a folder"
            assert read(webagent_site(pages) + "/tea") == "<p>“tea”"

        def test_they_are_closed():
            assert told == ["up", "down"]
            assert len(set(addresses)) == 6
            for address in tuple(addresses):
                with pytest.raises(urllib.error.URLError):
                    read(address)

        def test_what_is_no_site(webagent_site):
            with pytest.raises(TypeError, match="No site can be made of 7"):
                webagent_site(7)
            with pytest.raises(FileNotFoundError, match="There is no folder"):
                webagent_site("nowhere")

        def test_an_application_that_does_not_start(webagent_site):
            @asynccontextmanager
            async def broken(app):
                raise OSError("no database")
                yield

            with pytest.raises(RuntimeError, match="failed to start"):
                webagent_site(Starlette(lifespan=broken))
        """
    )
    run().assert_outcomes(passed=4)


def test_a_missing_recording_says_how_to_make_it(
    pytester: pytest.Pytester, run: Callable[..., pytest.RunResult]
) -> None:
    pytester.makepyfile(test_talk=ASKED.format(words=["one"]))
    result = run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["There is no recording *test_it.json: run `pytest --webagent-record test_talk.py::*"]
    )


def test_a_prompt_that_was_not_recorded_fails_the_test_that_hides_it(
    pytester: pytest.Pytester,
    run: Callable[..., pytest.RunResult],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytester.makepyfile(test_talk=ASKED.format(words=["one"]))
    with serve_openai(in_turn("fine")) as server, monkeypatch.context() as set_up:
        set_up.setenv("OPENAI_BASE_URL", server.url)
        set_up.setenv("WEBAGENT_RECORD", "1")
        run().assert_outcomes(passed=1)
    hidden = ASKED.format(words=["two"]).replace(
        "    for", "    import contextlib\n    with contextlib.suppress(Exception):\n     for"
    )
    pytester.makepyfile(test_talk=hidden.replace("        print", "      print"))
    result = run()
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        ["*has no reply to prompt number 1*", "-one", "+two", "*to record it again."]
    )


def test_each_test_has_a_file_of_its_own_and_confidential_values_are_in_none(
    pytester: pytest.Pytester,
    run: Callable[..., pytest.RunResult],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "correct horse battery")
    pytester.makepyfile(
        test_talk="""
        import asyncio
        import pytest
        from webagent.models import Message, ScriptedModel

        async def say(model, words):
            return (await model.complete([Message("user", words)])).text

        @pytest.mark.parametrize("words", ["a/b", "a b"])
        class TestTalk:
            def test_it(self, recorded_model, words):
                first = recorded_model(ScriptedModel([f"1 {words}"]))
                second = recorded_model(ScriptedModel([f"2 {words} correct%20horse%20battery"]))
                assert asyncio.run(say(first, "correct horse battery")) == f"1 {words}"
                assert asyncio.run(say(second, words)).startswith(f"2 {words}")
        """
    )
    run("--webagent-record").assert_outcomes(passed=2)
    files = sorted((pytester.path / "cassettes" / "test_talk").iterdir())
    assert len(files) == 4
    for file in files:
        kept = file.read_text(encoding="utf-8")
        assert "horse" not in kept
        assert json.loads(kept)["model"] == "scripted"
    run().assert_outcomes(passed=2)


def test_a_model_to_record_has_to_be_set_up(
    pytester: pytest.Pytester, run: Callable[..., pytest.RunResult]
) -> None:
    pytester.makepyfile(test_talk=ASKED.format(words=["one"]))
    result = run("--webagent-record")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["There is no model to record: set OPENAI_API_KEY or*"])


def test_a_script_answers_in_order(
    pytester: pytest.Pytester, run: Callable[..., pytest.RunResult]
) -> None:
    pytester.makepyfile(
        """
        import asyncio
        from webagent.models import Message

        def test_it(scripted_model):
            model = scripted_model("click [1]", {"actions": []})
            said = [asyncio.run(model.complete([Message("user", w)])) for w in ("a", "b")]
            assert [reply.text for reply in said] == ["click [1]", '{"actions": []}']
            assert [prompt[-1].content for prompt in model.prompts] == ["a", "b"]
        """
    )
    run().assert_outcomes(passed=1)
