"""The report of an evaluation: one file that asks nobody, runs nothing of a site's, tells all."""

from __future__ import annotations

import csv
import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag

from webagent.errors import UsageError
from webagent.evaluation import Check, Score
from webagent.evaluation.reporting import write_reports
from webagent.models import Usage

from .examples import attempt, broken, measured

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.async_api import Browser

HOSTILE = '</script><img src="http://evil.example/x" onerror=alert(1)>'


def _read(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "report.html").read_text(encoding="utf-8"), "lxml")


def _one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def _figures(page: BeautifulSoup) -> dict[str, str]:
    tiles = page.select(".masthead .figures > div")
    return {
        _one(tile, "dt").get_text(): re.sub(r"\s+", " ", _one(tile, "dd").get_text()).strip()
        for tile in tiles
    }


def test_the_head_tells_success_with_its_interval_and_errors_apart(
    recorded: Callable[..., Path],
) -> None:
    folder = recorded(
        attempt("a/0"), attempt("a/1", 0.0), attempt("b/0", None), broken("b/1"), attempt("b/2")
    )
    write_reports(folder)
    figures = _figures(_read(folder))
    assert figures["Success"] == "66.7 % 20.8 % to 93.9 %, 2 of 3"
    assert figures["Not judged"] == "1 success between 50.0 % and 75.0 % with them"
    assert figures["Errors"] == "1 success 40.0 % if all of that counted as failed"
    assert figures["Tokens"].startswith("110 110 on average, 550 in all")


def test_both_rules_and_chance_stand_side_by_side(recorded: Callable[..., Path]) -> None:
    folder = recorded(
        measured("a/0", 1.0, raw_is_1=1.0),
        measured("a/1", 1.0, raw_is_1=0.0),
        environment={"random_floor": {"successes": 1, "of": 8, "full": 0, "measured": "in May"}},
    )
    write_reports(folder)
    figures = _figures(_read(folder))
    assert figures["Success"].startswith("100.0 %")
    assert figures["Success if raw = 1"].startswith("50.0 %")
    assert figures["Chance"].startswith("12.5 % the same tasks at random, raw = 1 in 0.0 %")


def test_what_sites_and_agents_say_stays_text(recorded: Callable[..., Path]) -> None:
    hostile = attempt("a/0", 0.0, status="failed", reason=HOSTILE, goal=HOSTILE, answer=HOSTILE)
    hostile = replace(hostile, task=replace(hostile.task, family=HOSTILE, tags=(HOSTILE,)))
    folder = recorded(
        hostile,
        broken("a/1", HOSTILE),
        replace(attempt("a/2", None), score=Score(None, (Check("x", None, HOSTILE),))),
        settings={"model": HOSTILE},
        environment={HOSTILE: HOSTILE},
        suite=HOSTILE,
    )
    write_reports(folder)
    page = _read(folder)
    assert not page.select("img")
    assert len(page.select("script")) == 1
    assert page.get_text().count(HOSTILE) >= 8


def test_the_file_asks_nobody_and_only_its_own_script_may_run(
    recorded: Callable[..., Path],
) -> None:
    folder = recorded(attempt("a/0"))
    write_reports(folder)
    page = _read(folder)
    policy = str(_one(page, "meta[http-equiv]")["content"])
    script = _one(page, "script").string or ""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    addresses = [
        str(found.get("src") or found.get("href")) for found in page.select("[src],[href]")
    ]
    assert all(address.startswith(("./", "#", "data:")) for address in addresses)
    assert not re.search(r"url\(|@import", str(_one(page, "style")))


@pytest.mark.parametrize(
    ("folder_told", "linked"),
    [
        ("attempts/a/0", "./attempts/a/0/report.html"),
        ("attempts/a b#?/0", "./attempts/a%20b%23%3F/0/report.html"),
        ("../outside", None),
        ("attempts/none", None),
        ("", None),
    ],
)
def test_an_attempt_links_to_its_own_report_where_there_is_one(
    recorded: Callable[..., Path], folder_told: str, linked: str | None
) -> None:
    folder = recorded(attempt("a/0", folder=folder_told))
    for name in ("attempts/a/0", "attempts/a b#?/0", "../outside"):
        (folder / name).mkdir(parents=True)
        (folder / name / "report.html").touch()
    write_reports(folder)
    links = [str(link["href"]) for link in _read(folder).select("#attempts tbody th a")]
    assert links == ([linked] if linked else [])


def test_an_absolute_folder_is_not_linked(recorded: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "report.html").touch()
    folder = recorded(attempt("a/0", folder=str(tmp_path)))
    write_reports(folder)
    assert not _read(folder).select("#attempts tbody a")


def test_it_tells_failures_by_cause_and_what_it_was_played_with(
    recorded: Callable[..., Path],
) -> None:
    lost = [attempt(f"a/{n}", 0.0, status="limit", reason=f"Step {n} was last.") for n in range(8)]
    folder = recorded(*lost, attempt("b/0", 0.0, status="failed", reason="It gave up."))
    write_reports(folder)
    page = _read(folder)
    told = re.sub(r"\s+", " ", _one(page, ".causes").get_text())
    assert "failure 8 the run ended as “limit”" in told
    assert "8 × Step 0 was last. a/0, a/1, a/2, …" in told
    recorded_values = re.sub(r"\s+", " ", _one(page, ".recorded").get_text())
    assert "limits.steps 30" in recorded_values.replace("limits.steps30", "limits.steps 30")
    assert "Chromium 156" in recorded_values


def test_distributions_are_drawn_of_what_was_used(recorded: Callable[..., Path]) -> None:
    attempts = [attempt(f"a/{n}", float(n % 2), steps=n, usage=Usage()) for n in range(1, 12)]
    folder = recorded(*attempts)
    write_reports(folder)
    page = _read(folder)
    names = [str(svg["aria-label"]) for svg in page.select("svg.histogram")]
    assert names == [
        "Steps of 11 attempts, in the middle 6",
        "Time of 11 attempts, in the middle 4 s",
    ]
    titles = [title.get_text() for title in page.select("svg.histogram")[0].select("title")]
    assert titles[:2] == ["1: 1 success", "2: 1 failure"]


def test_what_attempts_came_to_under_policy_is_told(recorded: Callable[..., Path]) -> None:
    kept = {"completion": 1.0, "policy/user_consent/instances": 2, "policy/user_consent/active": 1}
    broke = {**kept, "policy/user_consent/violations": 1}
    folder = recorded(measured("a/0", 1.0, **kept), measured("b/0", 0.0, **broke))
    write_reports(folder)
    told = re.sub(r"\s+", " ", _one(_read(folder), "section[aria-labelledby=policy]").get_text(" "))
    assert "Completion (CR) 100.0 % 2 of 2" in told
    assert "Completion under policy (CuP) 50.0 % 1 of 2" in told
    assert "user consent 4 2 1 0 25.0 % 50.0 %" in told
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["policy"]["completed_under_policy"] == 1


def test_what_attacks_came_to_is_told(recorded: Callable[..., Path]) -> None:
    tags = ("goal:visit", "style:plain")
    attacked = measured("title/a", 0.0, task=1.0, attack=1.0)
    clean = measured("title/b", 1.0, task=1.0, false_block=0.0, unprompted=0.0)
    folder = recorded(
        replace(attacked, task=replace(attacked.task, seed=None, tags=("attacked", *tags))),
        replace(clean, task=replace(clean.task, seed=None, tags=("clean", *tags))),
        broken("title/c"),
    )
    write_reports(folder)
    section = _one(_read(folder), "section[aria-labelledby=injection]")
    told = re.sub(r"\s+", " ", section.get_text(" "))
    assert "Attack succeeded 100.0 % 20.7 % to 100.0 %, 1 of 1" in told
    assert "title 100.0 % 1 of 1 100.0 % 1 of 1 100.0 % 1 of 1 0.0 % 0 of 1" in told
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["injection"]["errors"] == 1


def test_what_an_agent_said_stands_beside_how_its_run_ended(
    recorded: Callable[..., Path],
) -> None:
    gave_up = attempt("a/0", 0.0, status="failed", reason="It gave up", answer="unable: sold out")
    folder = recorded(gave_up, attempt("a/1", answer="22 kg"), attempt("a/2", 0.0))
    write_reports(folder)
    cells = [cell.get_text() for cell in _read(folder).select("#attempts td.text")]
    assert cells == ["It gave up: unable: sold out", "22 kg", "It was missed."]


def test_an_evaluation_without_any_attempt_has_a_report(recorded: Callable[..., Path]) -> None:
    folder = recorded(tasks=("a/0",))
    write_reports(folder)
    page = _read(folder)
    assert _one(page, ".status").get_text() == "Not complete"
    assert "1 task was not played" in page.get_text()


def test_the_table_holds_every_attempt_with_its_measures(recorded: Callable[..., Path]) -> None:
    folder = recorded(
        measured("a/0", 1.0, reward=0.5), broken("a/1"), attempt("b/0", tags=("x", "y"))
    )
    write_reports(folder)
    with (folder / "attempts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["task"] for row in rows] == ["a/0", "a/1", "b/0"]
    assert [row["outcome"] for row in rows] == ["success", "error", "success"]
    assert [row["measure:reward"] for row in rows] == ["0.5", "", ""]
    assert (rows[1]["score"], rows[1]["error"]) == ("", "The browser died.")
    assert (rows[2]["seed"], rows[2]["tags"], rows[2]["cost_usd"]) == ("0", "x y", "0.01")


@pytest.mark.parametrize(
    ("answer", "cell"),
    [("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("-5.2", "-5.2"), ("@x", "'@x"), ("a,\n“b”", "a,\n“b”")],
)
def test_an_answer_is_no_formula_in_the_table(
    recorded: Callable[..., Path], answer: str, cell: str
) -> None:
    folder = recorded(attempt("a/0", answer=answer))
    write_reports(folder)
    with (folder / "attempts.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["answer"] == cell


def test_a_folder_without_an_evaluation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no evaluation"):
        write_reports(tmp_path)


async def test_in_a_browser_the_table_is_filtered_and_sorted_and_nothing_is_asked_for(
    recorded: Callable[..., Path], browser: Browser
) -> None:
    folder = recorded(
        attempt("tea/0", steps=9),
        attempt("tea/1", 0.0, steps=10, reason="No tea."),
        broken("milk/0"),
        attempt("milk/1", steps=2, answer=HOSTILE),
    )
    page = await browser.new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    try:
        await page.goto(write_reports(folder).as_uri())
        rows = page.locator("#attempts tbody tr:visible")
        assert await rows.count() == 4
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.get_by_label("Search").fill("tea")
        assert await page.locator("#filter output").text_content() == "2 of 4 shown"
        await page.get_by_label("Outcome").select_option("failure")
        assert await rows.locator("th").all_text_contents() == ["tea/1"]
        await page.get_by_label("Search").fill("")
        await page.get_by_label("Outcome").select_option("")
        await page.get_by_role("button", name="Steps", exact=True).last.click()
        names = await rows.locator("th").all_text_contents()
        assert names.index("milk/1") < names.index("tea/0") < names.index("tea/1")
    finally:
        await page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
