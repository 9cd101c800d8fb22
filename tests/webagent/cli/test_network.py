"""`--allow-origin` and `--deny-origin`."""

from __future__ import annotations

import json

import pytest

from tests.support.site import serve_site
from tests.webagent.cli.calling import call


@pytest.mark.slow
def test_a_neighbour_is_out_of_reach_unless_it_is_allowed() -> None:
    with serve_site("<p>inner words") as inner, serve_site(f"<iframe src={inner}>") as url:
        strict = call("observe", url, "--json")
        allowed = call("observe", url, "--json", "--allow-origin", inner)
    (event,) = json.loads(strict.stdout)["events"]
    assert event.startswith(f"{inner} was not let through: ")
    assert "inner words" not in strict.stdout
    assert json.loads(allowed.stdout)["events"] == []
    assert "inner words" in allowed.stdout


@pytest.mark.slow
def test_several_may_be_set_by_the_environment() -> None:
    with serve_site("x") as url:
        environment = {"WEBAGENT_DENY_ORIGIN": f"https://a.example {url}"}
        done = call("observe", url, environment=environment)
    assert done.code == 5
    assert "--deny-origin" in done.stderr


@pytest.mark.slow
def test_what_is_no_origin_is_told() -> None:
    done = call("observe", "https://a.example", "--allow-origin", "no origin")
    assert done.code == 2
    assert "“no origin” names no origin" in done.stderr
