"""Fixtures of pytest for tests of your own tasks: a site, a model by script, a model recorded.

    def test_it_finds_the_price(webagent_site, scripted_model):
        url = webagent_site({"/": "<h1>Tea</h1><p>4.80"})
        actor = ModelActor(scripted_model("stop [4.80]"))
        assert Agent("What is the price?", url=url, actor=actor).run_sync().answer == "4.80"

Pytest loads this wherever the package is installed, so nothing heavy is imported before a fixture
is asked for.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from ._model_fixtures import RecordModel, ScriptModel, add_options, recorded_model, scripted_model
from ._site import ServeSite, serve

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = [
    "RecordModel",
    "ScriptModel",
    "ServeSite",
    "recorded_model",
    "scripted_model",
    "webagent_site",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the plugin's options."""
    add_options(parser)


@pytest.fixture
def webagent_site() -> Generator[ServeSite]:
    """Serve an application, a folder or pages at 127.0.0.1: `webagent_site(app)` is the address."""
    with ExitStack() as stack:

        def serve_site(site: object, /) -> str:
            return stack.enter_context(serve(site))

        yield serve_site
