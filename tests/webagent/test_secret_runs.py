"""A secret reaches the page, and nothing else: no file of the run, no request, no event."""

from __future__ import annotations

import html
import json
from base64 import b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pytest
from starlette.responses import HTMLResponse, Response

from tests.support.openai_server import in_turn, serve_openai
from tests.webagent.runs import assert_complete, events_of, files_with, folder_of
from webagent import ModelActor, OpenAIModel, Status

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from tests.webagent.conftest import Play, Serve
    from webagent.recording import Event

SECRET = "corréct horse&battery"
WRITTEN = (SECRET, quote(SECRET), quote(SECRET, safe=""), quote_plus(SECRET), "horse")

FORM = """<form action="/welcome">
  <label>Name <input name="name"></label>
  <label>Password <input name="password" type="text"></label>
  <button>Enter</button></form>"""


def _welcome(request: Request) -> HTMLResponse:
    """Echo the password wherever a page could: text, title, attributes, values, the address."""
    word = request.query_params["password"]
    return HTMLResponse(
        f"""<html><head><title>Welcome {word}</title></head><body>
        <h1>Your password is {word}</h1>
        <a href="/again?password={quote(word)}">Again {word}</a>
        <label>Known <input value="{word.replace("&", "&amp;")}"></label>
        <img alt="{word.replace("&", "&amp;")}" src="/none.png">
        <button onclick="alert('It is {word}')">Tell</button>
        </body></html>"""
    )


def _replies(*actions: str) -> list[str]:
    return [json.dumps({"reason": "as asked", "actions": [action]}) for action in actions]


async def test_a_secret_that_a_page_echoes_is_nowhere_to_be_found(
    play: Play, serve: Serve, tmp_path: Path
) -> None:
    received: list[str] = []

    def welcome(request: Request) -> HTMLResponse:
        received.append(request.query_params["password"])
        return _welcome(request)

    heard: list[dict[str, Any]] = []

    def hear(event: Event) -> None:
        heard.append(event.to_json())

    replies = _replies(
        "type [2] [{{password}}]",
        "click [3]",
        "click [6]",
        "dialog [on]",
        "note [the page says {{password}}]",
        "stop [the password is {{password}}]",
    )
    with serve_openai(in_turn(*replies)) as server:
        model = OpenAIModel("test-model", base_url=server.url)
        result = await play(
            serve({"/": FORM, "/welcome": welcome}),
            actor=ModelActor(model),
            task=f"log in with the password {SECRET}",
            secrets={"password": SECRET},
            on_event=hear,
        )
        await model.aclose()
        requests = json.dumps(server.requests, ensure_ascii=False)
    assert received == [SECRET], "the page itself has to get it"
    assert result.status is Status.DONE
    assert len(result.steps) == 6, result
    for written in WRITTEN:
        assert written not in requests
        assert written not in json.dumps(heard, ensure_ascii=False)
        assert written not in json.dumps(result.to_json(), ensure_ascii=False)
    assert files_with(folder_of(result), *WRITTEN) == []
    shown = events_of(result, "observed")[2]
    assert shown["title"] == "Welcome {{password}}"
    assert "Your password is {{password}}" in shown["text"]
    assert "password={{password}}" in shown["url"]
    assert_complete(result)


def _echo(request: Request) -> HTMLResponse:
    """Give a word back in every form and place that the record of a run could take up.

    Not on a canvas: what is drawn there is no text to anybody, and a picture of it would show it.
    """
    word = request.query_params["password"]
    encoded = [word.encode().hex(), word.encode().hex().upper(), quote(quote(word))]
    encoded += [b64encode(b"x" * n + word.encode() + b"y" * n).decode() for n in range(4)]
    encoded += [urlsafe_b64encode(word.encode()).decode(), json.dumps(word)]
    encoded += ["".join(f"&#{ord(c)};" for c in word), "".join(f"\\u{ord(c):04x}" for c in word)]
    texts = "".join(f"<p>It is {each}.</p>" for each in encoded)
    safe, style = html.escape(word), json.dumps(word, ensure_ascii=False)
    return HTMLResponse(f"""<html><head><title>{safe}</title>
        <style>#after::after {{ content: {style} }}</style></head><body>
        {texts}<h1 id=after>{safe}</h1><img alt="{safe}" src="/missing/{quote(word)}.png">
        <input aria-label="{safe}" placeholder="{safe}" title="{safe}">
        <select aria-label=Choice><option>{safe}</option></select>
        <svg role=img aria-label="{safe}"><text y=20>{safe}</text></svg>
        <iframe title="{safe}" src="/frame?{quote(word)}"></iframe>
        <table><caption>{safe}</caption><tr><td>{safe}</td></tr></table>
        <p role=status>{safe}</p><button onclick="tell()">Tell</button>
        <a href="/file/{quote(word)}" download="{safe}.txt">File</a>
        <a href="/broken/{quote(word)}">Broken</a>
        <script>
          const word = {json.dumps(word)};
          console.log(word); console.error(word);
          document.cookie = "known=" + encodeURIComponent(word);
          localStorage.setItem(word, word); localStorage.setItem("encoded", btoa(word));
          history.replaceState(null, "", location.href + "#" + encodeURIComponent(word));
          function tell() {{
            fetch("/log/" + encodeURIComponent(word), {{ method: "POST", body: word }});
            if (confirm("It is " + word)) prompt("Again:", word);
          }}
        </script></body></html>""")


@pytest.mark.slow
async def test_no_file_of_a_run_holds_it_in_any_form(play: Play, serve: Serve) -> None:
    def broken(request: Request) -> Response:
        raise RuntimeError(str(request.url))

    def file(request: Request) -> Response:
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(SECRET)}.txt"}
        return Response("harmless", headers=headers)

    def frame(request: Request) -> Response:
        return HTMLResponse(f"<p>{request.url}</p>")

    script = [
        'type [textbox "Password"] [{{password}}]',
        'click [button "Enter"]',
        'click [button "Tell"]',
        "dialog [accept]",
        "dialog [accept] [{{password}}]",
        'click [link "File"]',
        'click [link "Broken"]',
        "find [{{password}}]",
        "stop [it is {{password}}]",
    ]
    pages: dict[str, Any] = {
        "/": FORM,
        "/welcome": _echo,
        "/file/{name}": file,
        "/frame": frame,
        "/broken/{name}": broken,
        "/log/{name}": Response("logged"),
    }
    result = await play(serve(pages), script, secrets={"password": SECRET})
    assert result.status is Status.DONE, result
    folder = folder_of(result)
    spare = b64encode(SECRET.encode()).decode().rstrip("=")
    written = [*WRITTEN, SECRET.encode().hex(), SECRET.encode().hex().upper(), spare[:-1]]
    written += [b64encode(b"x" * n + SECRET.encode()).decode()[4:-4] for n in (1, 2)]
    written += [html.escape(SECRET), json.dumps(SECRET)[1:-1], quote(quote(SECRET))]
    assert files_with(folder, *written) == []
    assert [path.name for path in folder.rglob("*") if "horse" in path.name] == []
    assert "It is {{password}}." in events_of(result, "observed")[2]["text"]
    assert_complete(result)


async def test_a_number_is_taken_out_however_it_is_grouped(play: Play, serve: Serve) -> None:
    page = "<p>4111 1111 1111 1234</p><p>4111-1111-1111-1234</p><p>4111111111111234</p>"
    result = await play(serve(page), ["stop [x]"], secrets={"card": "4111111111111234"})
    assert events_of(result, "observed")[0]["text"].split() == ["{{card}}", "×3"]


async def test_only_typing_fills_a_placeholder_in(play: Play, serve: Serve) -> None:
    """A model that a page talked into it can't send a secret to an address of the page's choice."""
    visited: list[str] = []

    def seen(request: Request) -> HTMLResponse:
        visited.append(str(request.url))
        return HTMLResponse("<p>thanks</p>")

    url = serve({"/": "<a href='/log?to={{password}}'>Log in</a>", "/log": seen})
    script = [f"goto [{url}/log?to={{{{password}}}}]", "stop [{{password}}]"]
    result = await play(url, script, secrets={"password": SECRET})
    assert len(visited) == 1
    assert "horse" not in visited[0]
    assert result.answer == "{{password}}"


async def test_a_secret_in_the_start_address_is_not_told(play: Play, serve: Serve) -> None:
    url = serve({"/": "<p>page</p>"})
    with serve_openai(in_turn(*_replies("stop [seen]"))) as server:
        model = OpenAIModel("test-model", base_url=server.url)
        address = f"{url}/?token={quote(SECRET)}"
        result = await play(address, actor=ModelActor(model), secrets={"token": SECRET})
        await model.aclose()
        assert "horse" not in json.dumps(server.requests)
    assert result.url == f"{url}/?token={{{{token}}}}"
    assert files_with(folder_of(result), *WRITTEN) == []


async def test_a_failure_to_open_the_start_address_does_not_tell_it(play: Play) -> None:
    result = await play(f"http://127.0.0.1:9/?token={SECRET}", secrets={"token": SECRET})
    assert result.status is Status.ERROR
    assert "horse" not in result.reason
    assert "{{token}}" in result.reason


async def test_the_folder_of_a_run_is_not_named_by_a_secret(
    play: Play, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    result = await play(
        serve("<p>page</p>"),
        ["stop [x]"],
        task="enter hunter2222 there",
        secrets={"password": "hunter2222"},
        run_dir=None,
    )
    assert folder_of(result).name.endswith("-enter-password-there")


async def test_a_word_of_the_format_can_be_a_secret(play: Play, serve: Serve) -> None:
    """Taking “true” or “text” out must leave the record well formed."""
    secrets = {"a": "true", "b": "text", "c": "schema_version", "d": "null"}
    result = await play(serve("<p>a true text</p>"), ["stop [x]"], secrets=secrets)
    assert events_of(result, "observed")[0]["text"] == "a {{a}} {{b}}"
    assert_complete(result)
