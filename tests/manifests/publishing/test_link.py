"""The link tag in templates, and the Link header."""

# Django carries no types.
# pyright: basic, reportMissingTypeStubs=false

from __future__ import annotations

import jinja2
import pytest
from webagent_manifests.publishing import Publisher, link_header, link_tag

from tests.manifests.publishing.test_document import GOOD

TAG = '<link rel="agent-permissions" href="/.well-known/agent-permissions.json">'


def test_jinja_takes_the_tag_as_markup() -> None:
    template = jinja2.Environment(autoescape=True).from_string("<head>{{ link() }}</head>")
    assert template.render(link=link_tag) == f"<head>{TAG}</head>"


def test_django_takes_the_tag_as_markup() -> None:
    from django.template import Context, Engine

    template = Engine().from_string("<head>{{ link }}</head>")
    assert template.render(Context({"link": link_tag()})) == f"<head>{TAG}</head>"


def test_the_address_cannot_leave_its_attribute() -> None:
    assert link_tag('/a"><script>').count("<") == 1


@pytest.mark.parametrize(
    "link",
    [
        "</a.json>; rel=agent-permissions",
        '</a.json>; REL="Agent-Permissions"',
        '</a.css>; rel=preload, </a.json>; type="application/json"; rel="up agent-permissions"',
    ],
)
def test_links_that_announce_a_manifest(link: str) -> None:
    page = Publisher(GOOD).mark("GET", 200, [("Content-Type", "text/html"), ("Link", link)])
    assert [value for name, value in page.headers if name == "Link"] == [link]


@pytest.mark.parametrize(
    "link",
    [
        "</agent-permissions>; rel=preload",
        "</a>; rel=agent-permissions-docs",
        '</a>; title="agent-permissions"',
    ],
)
def test_links_that_do_not(link: str) -> None:
    page = Publisher(GOOD).mark("GET", 200, [("Content-Type", "text/html"), ("Link", link)])
    assert [value for name, value in page.headers if name == "Link"] == [link, link_header()]


def test_a_mounted_application_links_to_its_own_manifest() -> None:
    page = Publisher(GOOD).mark("GET", 200, [("Content-Type", "text/html")], "/tea für")
    assert dict(page.headers)["Link"].startswith(
        "</tea%20f%C3%BCr/.well-known/agent-permissions.json>;"
    )
