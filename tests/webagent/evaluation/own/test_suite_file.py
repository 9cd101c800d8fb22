"""A suite file as values, and everything that may be wrong with one."""

from __future__ import annotations

import pickle
from pathlib import Path
from textwrap import dedent

import pytest

from webagent.evaluation.own import DEMO_SHOP, SuiteFile, SuiteInvalid, SuiteUnreadable

HEAD = """\
name: mine
url: https://shop.example/
tasks:
  - id: one
    goal: Do it.
"""
YAML = """\
name: mine
url: https://shop.example/
family: all
tags: [a]
limits: {steps: 5, seconds: 60}
tasks:
  - id: one
    goal: Do it.
    paraphrases: [Get it done., "Please, do it."]
    tags: b
    limits: {steps: 7}
    checks:
      - answer: {number: 3}
      - sql: {db: shop.db, query: SELECT 1, rows: [[1, "x"]]}
"""
TOML = """\
name = "mine"
url = "https://shop.example/"
family = "all"
tags = ["a"]
limits = { steps = 5, seconds = 60 }

[[tasks]]
id = "one"
goal = "Do it."
paraphrases = ["Get it done.", "Please, do it."]
tags = "b"
limits = { steps = 7 }

[[tasks.checks]]
answer = { number = 3 }

[[tasks.checks]]
[tasks.checks.sql]
db = "shop.db"
query = "SELECT 1"
rows = [[1, "x"]]
"""


def problems(text: str, *, toml: bool = False, folder: Path = Path()) -> list[str]:
    """Return what is wrong with a text, a line for each problem."""
    with pytest.raises(SuiteInvalid) as caught:
        SuiteFile.parse(dedent(text), folder=folder, toml=toml)
    return [str(problem) for problem in caught.value.problems]


def test_yaml_and_toml_say_the_same() -> None:
    suite = SuiteFile.parse(YAML, folder=Path())
    assert suite.file == SuiteFile.parse(TOML, folder=Path(), toml=True).file
    assert suite.name == "mine"
    assert [task.id for task in suite.tasks] == ["one", "one.p1", "one.p2"]
    assert {(task.family, task.tags) for task in suite.tasks} == {("all", ("a", "b"))}


def test_a_suite_reaches_another_process_whole(tmp_path: Path) -> None:
    suite = SuiteFile.load(DEMO_SHOP)
    assert pickle.loads(pickle.dumps(suite)) == suite
    with pytest.raises(SuiteInvalid) as caught:
        SuiteFile.parse("name: x", folder=tmp_path)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.problems) == (str(caught.value), caught.value.problems)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("chekcs: []", "line 6: tasks[0].chekcs: there is no such key; do you mean “checks”?"),
        ("checks: []", "line 6: tasks[0].checks: must not be empty"),
        ("- checks", "line 6: not YAML: expected <block end>, but found '-'"),
        (
            "checks: [{answer: {number: 1}, status: done}]",
            "line 6: tasks[0].checks[0]: name exactly one of answer, url, page, sql, http, status, "
            "permissions",
        ),
        (
            "checks: [{answer: {includes: 3.60}}]",
            "line 6: tasks[0].checks[0].answer.includes[0]: must be a text; quote it if it looks "
            "like a number, a date or yes and no",
        ),
        (
            "checks: [{answer: {number: {value: 1, only: 'yes'}}}]",
            "line 6: tasks[0].checks[0].answer.number.only: must be true or false",
        ),
        (
            "checks: [{answer: {regex: '('}}]",
            "line 6: tasks[0].checks[0].answer.regex: “(” is no regular expression: missing ), "
            "unterminated subpattern at position 0",
        ),
        (
            "checks: [{url: {glob: /x}}]",
            "line 6: tasks[0].checks[0].url.glob: there is no such key; there are exact, matches, "
            "regex, tab, tabs",
        ),
        (
            "checks: [{page: {name: Buy}}]",
            "line 6: tasks[0].checks[0].page: name goes with role: say the role too",
        ),
        (
            "checks: [{page: {text: Buy, checked: true}}]",
            "line 6: tasks[0].checks[0].page: value and checked are of an element: name its role "
            "or selector",
        ),
        (
            "checks: [{sql: {db: x, query: q, value: 2026-11-01}}]",
            "line 6: tasks[0].checks[0].sql.value: must be a text, a number, true, false or null, "
            "not a date: quote it",
        ),
        (
            "checks: [{sql: {db: site, query: q, value: 1}}]",
            "line 6: tasks[0].checks[0].sql.db: no site with a database is started; name a file",
        ),
        (
            "checks: [{http: {url: '{{site}}/x'}}]",
            "line 6: tasks[0].checks[0].http.url: {{site}} stands for nothing; known here: none",
        ),
        (
            "checks: [{http: {url: /x, json: {total: 3}}}]",
            "line 6: tasks[0].checks[0].http: “total” is no JSON Pointer: it must begin with /",
        ),
        (
            "checks: [{status: blokced}]",
            "line 6: tasks[0].checks[0].status[0]: must be 'done', 'failed', 'blocked', 'limit' or "
            "'error'",
        ),
        (
            "checks: [{permissions: {verb: click, denied: 1}}]",
            "line 6: tasks[0].checks[0].permissions.verb[0]: “click” is no verb; allowed: "
            "read_content, ",
        ),
        (
            "checks: [{status: done}]\n    limits: {step: 3}",
            "line 7: tasks[0].limits.step: there is no such key; do you mean “steps”?",
        ),
        (
            "checks: [{status: done}]\n    id: two",
            "line 7: not YAML: the key “id” occurs twice",
        ),
        (
            "checks: [{status: done}]\n    secrets: {password: {evn: X}}",
            "line 7: tasks[0].secrets.password.env: this key is missing; it is required",
        ),
        (
            "checks: [{status: done}]\n    secrets: {site: X}",
            "line 7: tasks[0].secrets.site: {{site}} stands for the site; choose another name",
        ),
        (
            "checks: [{status: done}]\n    policies: [{name: a, dimension: user_consent}]",
            "line 7: tasks[0].policies[0]: name exactly one of never, required, ",
        ),
        (
            "checks: [{status: done}]\n    policies: [{nmae: a}]",
            "line 7: tasks[0].policies[0].nmae: there is no such key; do you mean “name”?",
        ),
        (
            "checks: [{status: done}]\n    policy: mine.toml",
            "line 7: tasks[0].policy: mine.toml: the file can't be read (no such file or "
            "directory); check its name",
        ),
        (
            "checks: [{status: done}]\n    browser: {storage_state: me.json}",
            "line 7: tasks[0].browser: there is no file me.json",
        ),
        (
            "checks: [{status: done}]\n    paraphrases: 'Type {{pasword}}.'",
            "line 7: tasks[0].paraphrases[0]: {{pasword}} stands for nothing; known here: none",
        ),
        (
            "checks: [{status: done}]\n  - {id: one, goal: x, checks: [{status: done}]}",
            "line 7: tasks[1].id: “one” is that of tasks[0] already",
        ),
        (
            "checks: [{status: done}]\n  - {id: one/more, goal: x, checks: [{status: done}]}",
            "line 7: tasks[1].id: “one/more” lies in “one”, which is a task itself; rename one",
        ),
        (
            "checks: [{status: done}]\nsite: {folder: nowhere}",
            "line 7: site.folder: there is no folder nowhere",
        ),
        ("checks: [{status: done}]\nsite: demo-shpo", "line 7: site.start: must be 'demo-shop'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_to_do(said: str, complaint: str) -> None:
    told = problems(f"{HEAD}    {said}\n")
    assert any(line.startswith(complaint) for line in told), told


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "must be a mapping of keys to values"),
        ("[1]", "must be a mapping of keys to values"),
        ("a: &a [*a]", "there is no such key"),
        ("a: !!python/object/apply:os.getcwd []", "not YAML: could not determine a constructor"),
        ("name: [", "not YAML"),
        ("[" * 5_000, "nests too deeply; flatten it"),
        (
            "name: x\ntasks:\n - {id: a, goal: b, checks: [{status: done}]}",
            "there is no address to start at; give the task or the suite a url",
        ),
        (
            "name: x\nurl: /a\ntasks:\n - {id: a, goal: b, checks: [{status: done}]}",
            "“/a” is no address; it must begin with http:// or https://",
        ),
    ],
)
def test_a_text_that_is_no_suite_at_all(text: str, complaint: str) -> None:
    assert any(complaint in line for line in problems(text))


def test_a_problem_in_toml_has_its_line() -> None:
    lines = "\n".join(problems(TOML.replace("query =", "qeury ="), toml=True))
    assert "line 20: tasks[0].checks[1].sql.qeury: there is no such key" in lines
    assert problems("name = 1\n=", toml=True) == [
        "not TOML: Invalid statement (at line 2, column 1)"
    ]


def test_follow_on_problems_are_not_told() -> None:
    told = problems(f"{HEAD}    checks: [{{status: blokced}}]\n")
    assert len(told) == 1


def test_a_file_that_can_not_be_read(tmp_path: Path) -> None:
    for name in ("gone.yaml", "suite.json"):
        with pytest.raises(SuiteUnreadable, match=name):
            SuiteFile.load(tmp_path / name)
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"name: \xe9")
    with pytest.raises(SuiteInvalid, match="not UTF-8: byte 6"):
        SuiteFile.load(latin)


def test_many_problems_are_told_in_part() -> None:
    text = HEAD + "    checks: [{status: done}]\n" + "".join(f"    x{n}: 1\n" for n in range(12))
    with pytest.raises(SuiteInvalid) as caught:
        SuiteFile.parse(text, folder=Path())
    assert len(caught.value.problems) == 12
    assert str(caught.value).splitlines()[-1] == "… and 2 more."
