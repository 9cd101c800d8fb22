"""What docs/suites.md shows is what the program takes, word for word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks._playing import play
from tests.webagent.evaluation.own.demo_scripts import add, order, search
from webagent.evaluation.own import SuiteFile, suite_schema
from webagent.evaluation.policy import Dimension, PolicyExpectation

if TYPE_CHECKING:
    from playwright.async_api import Browser

DOCS = (Path(__file__).parents[4] / "docs" / "suites.md").read_text(encoding="utf-8")
FIRST, OWN = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
(TOML,) = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)
SOLUTIONS = {
    "price": (*search("genmaicha", "Genmaicha"), "stop [£4.20]"),
    "price.p1": (*search("genmaicha", "Genmaicha"), "stop [It is £4.20.]"),
    "fill-the-cart": (
        *search("bancha", "Kirishima Bancha"),
        *add(),
        "stop [It is in the cart]",
    ),
    "no-order-without-a-person": (*add(), *order(), "stop [unable: nobody agreed]"),
}


@pytest.mark.slow
async def test_the_first_suite_can_be_played(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "my-suite.yaml"
    file.write_text(FIRST, encoding="utf-8")
    suite = SuiteFile.load(file)
    assert [task.id for task in suite.tasks] == list(SOLUTIONS)
    async with suite.stage() as stage:
        for task in suite.tasks:
            score = (await play(browser, stage, task, SOLUTIONS[task.id], tmp_path / "runs")).score
            assert score.score == 1, score.checks


def test_the_other_examples_are_suites(tmp_path: Path) -> None:
    first = SuiteFile.parse(FIRST, folder=tmp_path).file.tasks[0]
    same = SuiteFile.parse(TOML, folder=tmp_path, toml=True).file.tasks[0]
    assert (same.id, same.goal, same.checks) == (first.id, first.goal, first.checks)
    assert SuiteFile.parse(OWN, folder=tmp_path).name == "my-shop"


def test_every_key_is_told() -> None:
    kinds = suite_schema()["$defs"]
    names = ("TaskEntry", "SiteEntry", "LimitsEntry", "SecretEntry", "BrowserEntry", "CheckEntry")
    checks = ("Answer", "Number", "Url", "Page", "Sql", "Http", "Permissions")
    models = [kinds[name] for name in (*names, *(f"{check}Check" for check in checks))]
    keys = {key for model in (suite_schema(), *models) for key in model["properties"]}
    keys |= {*PolicyExpectation.model_fields, *kinds["DeedPattern"]["properties"]} - {"source"}
    keys -= {"start"}  # `site: demo-shop` is short for it.
    told = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", DOCS))))
    assert keys - told == set()
    assert {dimension.value for dimension in Dimension} <= told
