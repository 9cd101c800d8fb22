"""A secret is typed where it belongs, and nowhere else, however the page tries to get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, RedirectResponse

from tests.webagent.runs import files_with, folder_of, outcomes_of
from webagent.secrets import Secret, Secrets

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.webagent.conftest import Play, Serve

SECRET = "hunter2-hunter2"
SAFE = "https://shop.example"
FORM = "<form action=/taken><label>Password <input name=p></label><button>Go</button></form>"
TYPE = 'type [textbox "Password"] [{{password}}]'


class Taker:
    """A site that keeps what it is sent."""

    def __init__(self, serve: Serve) -> None:
        self.taken: list[str] = []
        self.url = serve({"/": FORM, "/taken": self._take})

    def _take(self, request: Request) -> HTMLResponse:
        self.taken.append(request.query_params["p"])
        return HTMLResponse("<p>Thank you</p>")


async def test_it_is_typed_at_the_origin_where_the_run_began(play: Play, serve: Serve) -> None:
    site = Taker(serve)
    result = await play(
        site.url, [TYPE, 'click [button "Go"]', "stop [in]"], secrets={"password": SECRET}
    )
    assert result.success, result
    assert site.taken == [SECRET]


@pytest.mark.slow
async def test_it_is_not_typed_on_another_site(play: Play, serve: Serve) -> None:
    thief = Taker(serve)
    home = serve(f"<a href={thief.url}>Log in here</a>")
    script = ['click [link "Log in here"]', TYPE, "stop [unable: refused]"]
    result = await play(home, script, secrets={"password": SECRET})
    assert outcomes_of(result)[1] == (
        f"not done: The secret password is for {home}, and this field belongs to {thief.url}: "
        "it is not typed there."
    )
    assert thief.taken == []
    assert files_with(folder_of(result), SECRET) == []


async def test_it_is_not_typed_where_a_redirect_leads(play: Play, serve: Serve) -> None:
    thief = Taker(serve)
    home = serve({"/": RedirectResponse(thief.url)})
    result = await play(home, [TYPE, "stop [unable: refused]"], secrets={"password": SECRET})
    assert "belongs to" in outcomes_of(result)[0]
    assert result.steps[0].failed


async def test_it_is_not_typed_into_a_frame_of_another_site(play: Play, serve: Serve) -> None:
    thief = Taker(serve)
    home = serve(f"<h1>Home</h1><iframe src={thief.url}></iframe>")
    script = [TYPE, 'click [button "Go"]', "stop [unable: refused]"]
    result = await play(home, script, secrets={"password": SECRET})
    assert "belongs to" in outcomes_of(result)[0]
    assert SECRET not in thief.taken


async def test_a_frame_without_an_address_belongs_to_its_page(play: Play, serve: Serve) -> None:
    inner = "<label>Password <input oninput='parent.document.title = value.length'></label>"
    home = serve(f'<h1>Home</h1><iframe srcdoc="{inner}"></iframe>')
    result = await play(home, [TYPE, "stop [typed]"], secrets={"password": SECRET})
    assert not result.steps[0].failed, result


async def test_a_document_made_of_data_belongs_to_nobody(play: Play, serve: Serve) -> None:
    home = serve("<h1>Home</h1><iframe src='data:text/html,<input aria-label=Password>'></iframe>")
    result = await play(home, [TYPE, "stop [unable: refused]"], secrets={"password": SECRET})
    assert "an address that is not of the web" in outcomes_of(result)[0]


async def test_it_is_typed_where_it_was_given_for(play: Play, serve: Serve) -> None:
    login = Taker(serve)
    home = serve(f"<a href={login.url}>Log in</a>{FORM}")
    script = [TYPE, 'click [link "Log in"]', TYPE, 'click [button "Go"]', "stop [in]"]
    result = await play(home, script, secrets={"password": Secret(SECRET, (login.url,))})
    assert result.steps[0].failed, "given for another site, it is not for this one"
    assert login.taken == [SECRET]


async def test_a_form_is_no_way_around(play: Play, serve: Serve) -> None:
    thief = Taker(serve)
    home = serve(f"<a href={thief.url}>On</a>")
    script = ['click [link "On"]', "fill_form [2: {{password}}]", "stop [unable: refused]"]
    result = await play(home, script, secrets={"password": SECRET})
    assert "is not typed there" in outcomes_of(result)[1], result
    assert result.steps[1].failed


async def test_a_field_that_would_cut_it_gets_none_of_it(play: Play, serve: Serve) -> None:
    home = serve("<label>Password <input maxlength=6></label>")
    result = await play(home, [TYPE, "stop [unable: too short]"], secrets={"password": SECRET})
    assert "no room for the whole secret" in outcomes_of(result)[0]
    assert files_with(folder_of(result), SECRET[:6]) == []


@pytest.mark.parametrize(
    ("bound", "url", "password", "allowed"),
    [
        (SAFE, f"{SAFE}/login?x=1", True, True),
        (SAFE, "https://SHOP.example:443/", True, True),
        (SAFE, "https://login.shop.example/", True, False),
        (SAFE, "https://shop.example.evil.test/", False, False),
        (SAFE, "https://shop.example:8443/", True, False),
        (SAFE, "http://shop.example/", False, False),
        ("http://shop.example", "https://shop.example/", True, True),
        ("http://shop.example", "https://shop.example:8443/", True, False),
        ("http://shop.example", "http://shop.example/", False, True),
        ("http://shop.example", "http://shop.example/", True, False),
        ("http://127.0.0.1:80", "http://127.0.0.1/", True, True),
        ("http://localhost:9", "http://localhost:9/", True, True),
        ("http://[::1]:9", "http://[::1]:9/", True, True),
        (SAFE, "about:blank", False, False),
        (SAFE, "data:text/html,x", False, False),
        (SAFE, "file:///etc/passwd", False, False),
        (SAFE, "", False, False),
    ],
)
def test_origins_are_compared_whole(bound: str, url: str, password: bool, allowed: bool) -> None:
    """RFC 6454, section 5: scheme, host and port; http may become https, and nothing else."""
    secrets = Secrets({"password": Secret(SECRET, (bound,))})
    refusal = secrets.refusal("{{password}}", url, password=password)
    assert (refusal is None) is allowed
    assert secrets.refusal("no secret", url, password=password) is None


def test_without_a_home_or_an_origin_it_belongs_nowhere() -> None:
    assert Secrets({"a": SECRET}).refusal("{{a}}", SAFE, password=False) is not None
    at_home = Secrets({"a": SECRET}, home=f"{SAFE}/start")
    assert at_home.origins("a") == (SAFE,)
    assert at_home.refusal("{{a}}", f"{SAFE}/", password=True) is None
