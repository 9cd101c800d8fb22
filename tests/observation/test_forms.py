"""The form of a control: how and where it is sent (HTML, "Form submission")."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import Form

from tests.observation.looking import look_at_body, named, only_node

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

SENT = {
    "<form action='/a'><button>x</button></form>": ("GET", "/a"),
    "<form method=post><button>x</button></form>": ("POST", "/"),
    "<form method=PoSt action='b?q=1'><button>x</button></form>": ("POST", "/b?q=1"),
    "<form method=unheard-of><button>x</button></form>": ("GET", "/"),
    "<form method=dialog><button>x</button></form>": ("DIALOG", "/"),
    "<form><button formmethod=post formaction='/b'>x</button></form>": ("POST", "/b"),
    "<form id=f method=post></form><button form=f>x</button>": ("POST", "/"),
    # The field belongs to the form, which the button's own way of sending does not change.
    "<form method=post><input formmethod=get></form>": ("POST", "/"),
}


@pytest.mark.parametrize(("html", "sent"), SENT.items())
async def test_how_a_form_is_sent(
    page: Page, registry: Registry, html: str, sent: tuple[str, str]
) -> None:
    form = (await only_node(page, registry, html)).form
    assert form is not None
    assert (form.method, form.action) == (sent[0], page.url.rstrip("/") + sent[1])


async def test_an_address_that_is_none(page: Page, registry: Registry) -> None:
    node = await only_node(page, registry, "<form action='http://['><button>x</button></form>")
    assert node.form == Form("GET", "")


async def test_without_a_form(page: Page, registry: Registry) -> None:
    node = await only_node(page, registry, "<button>x</button>")
    assert node.form is None
    assert not node.submits


SUBMITS = {
    "<button>x</button>": True,
    "<button type=submit>x</button>": True,
    "<button type=button>x</button>": False,
    "<button type=reset>x</button>": False,
    "<input type=submit>": True,
    "<input type=image>": True,
    "<input type=button value=x>": False,
    "<input>": False,
}


@pytest.mark.parametrize(("html", "submits"), SUBMITS.items())
async def test_what_submits(page: Page, registry: Registry, html: str, submits: bool) -> None:
    assert (await only_node(page, registry, f"<form>{html}</form>")).submits is submits


SEARCHES = {
    "<form><input type=search></form>": True,
    "<form role=search><input></form>": True,
    "<search><form><input></form></search>": True,
    "<div role=search><form><input></form></div>": True,
    "<form><input></form>": False,
    "<form method=post role=search><input type=search></form>": False,
}


@pytest.mark.parametrize(("html", "search"), SEARCHES.items())
async def test_what_only_asks(page: Page, registry: Registry, html: str, search: bool) -> None:
    form = (await only_node(page, registry, html)).form
    assert form is not None
    assert form.search is search


async def test_links(page: Page, registry: Registry) -> None:
    html = (
        "<base href='/deep/'><a href='x?y#z'>Plain</a><a href='/f.pdf' download>File</a>"
        "<svg><a href='s'><text y=9>Drawn</text></a></svg>"
    )
    observation = await look_at_body(page, registry, html)
    base = page.url.rstrip("/")
    assert named(observation, "Plain").href == f"{base}/deep/x?y#z"
    assert not named(observation, "Plain").download
    assert named(observation, "File").download
    assert named(observation, "Drawn").href == f"{base}/deep/s"
