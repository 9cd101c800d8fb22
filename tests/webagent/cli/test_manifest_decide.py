"""`webagent manifest decide`: what a manifest says of one action on one element."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from tests.support.site import serve_site
from tests.webagent.cli.calling import call
from tests.webagent.runs import manifest, rule
from webagent.cli import app
from webagent.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html><title>Shop</title>
<form id="f" action="/f"><input name="q"><button class="go"><span>Go</span></button></form>
<button id="buy">Buy</button><button id="other">Other</button>
<div class="paid"><p>Text</p></div> <a class="out" href="https://out.example/">Out</a>
<div id="host"></div><script>
const made = document.createElement("button"); made.id = "made"; document.body.append(made);
document.getElementById("host").attachShadow({mode: "open"}).innerHTML =
  "<button class=in>In</button>";
</script>"""
RULES = [
    rule("submit_form", "form#f", False),
    rule("all", "button", True),
    rule("click_element", "#buy", True, rate_limit={"max_requests": 2, "window_seconds": 60}),
    rule("click_element", "#other", True, time_window="08:00-20:00 UTC"),
    rule("read_content", ".paid", True, human_in_the_loop=True),
    rule("follow_link", "a.out", False),
    rule("click_element", "#host", False),
]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "m.json").write_text(json.dumps(manifest(*RULES)), encoding="utf-8")
    return tmp_path


def _arguments(files: Path, *more: str, name: str = "m.json") -> list[str]:
    page = str(files / "page.html")
    return ["manifest", "decide", "--manifest", str(files / name), "--page", page, *more]


def _static(files: Path, *more: str, name: str = "m.json") -> Any:
    """Ask without a browser, in this process."""
    return CliRunner().invoke(app, _arguments(files, *more, "--engine", "static", name=name))


def _told(files: Path, *more: str, name: str = "m.json") -> dict[str, Any]:
    result = _static(files, *more, "--json", name=name)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_browser_is_asked_about_what_scripts_made(files: Path) -> None:
    done = call(*_arguments(files, "--target", "#made", "--action", "click", "--json"))
    assert (done.code, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["schema_version"] == "1"
    assert (told["decision"], told["rule"], told["reason_code"]) == ("allow", 1, "rule")
    assert told["engine"] == "browser"
    assert told["verbs"] == [
        {
            "verb": "click_element",
            "element": "button#made",
            "decision": "allow",
            "rule": 1,
            "reason_code": "rule",
            "reason": told["reason"],
            "source": "site",
            "until": None,
        }
    ]


@pytest.mark.slow
def test_a_rule_on_a_shadow_host_denies_what_is_in_it(files: Path) -> None:
    # Case 88.
    done = call(*_arguments(files, "--target", ".in", "--action", "click", "--json"))
    told = json.loads(done.stdout)
    assert (told["decision"], told["rule"]) == ("allow", 1)  # `button` itself is matched
    (files / "m.json").write_text(json.dumps(manifest(rule("click_element", "#host", False))))
    done = call(*_arguments(files, "--target", ".in", "--action", "click", "--json"))
    told = json.loads(done.stdout)
    assert (told["decision"], told["reason_code"]) == ("deny", "inherited_deny")
    assert told["verbs"][0]["element"] == "div#host >>> button"
    # What is printed can be asked about.
    done = call(*_arguments(files, "--target", "div#host >>> button", "--action", "click"))
    assert done.stdout.startswith("deny: click_element: rule 0 ")


def test_an_element_that_is_not_there_yet_is_waited_for(files: Path) -> None:
    (files / "page.html").write_text("""<!doctype html><title>T</title><p id="p">P</p><script>
        setTimeout(() => { document.getElementById("p").id = "late"; }, 900)</script>""")
    done = call(*_arguments(files, "--target", "#late", "--action", "click", "--json"))
    assert json.loads(done.stdout)["decision"] == "allow"


def test_a_page_on_the_web(files: Path) -> None:
    with serve_site(PAGE) as url:
        arguments = _arguments(files, "--target", "span", "--action", "click")
        arguments[arguments.index("--page") + 1] = url
        done = call(*arguments)
    assert done.code == 0
    assert done.stdout.startswith("deny: submit_form: rule 0 ")


def test_people_get_the_decision_and_each_verb_with_its_rule(files: Path) -> None:
    result = _static(files, "--target", "span", "--action", "click", "--trace")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "deny: submit_form: rule 0 (submit_form on “form#f”) forbids it."
    assert lines[1].startswith('  click_element on form#f > button: allow, rule 1 {"verb":"all"')
    assert lines[2] == (
        '  submit_form on form#f: deny, rule 0 {"verb":"submit_form","selector":"form#f",'
        '"allowed":false}'
    )
    assert "comes before one for all" in lines[3]
    assert "a browser may differ" in result.stderr


@pytest.mark.parametrize(
    ("asked", "decision", "rule_index", "code"),
    [
        (["--target", "input", "--action", "press-enter"], "deny", 0, "inherited_deny"),
        (["--target", "form", "--verb", "submit_form"], "deny", 0, "rule"),
        (["--target", "input", "--action", "type", "--value", "x"], "allow", None, "default_open"),
        (["--target", "a", "--action", "click"], "deny", 5, "rule"),
        (["--target", "a", "--action", "goto"], "deny", 5, "rule"),
        (["--action", "goto", "--value", "https://out.example/#x"], "deny", 5, "rule"),
        (["--action", "goto", "--value", "https://else.example/"], "allow", None, None),
        (["--action", "scroll"], "allow", None, "default_open"),
        (["--target", ".paid", "--action", "read"], "needs_human", 4, "human_required"),
        (["--target", ".paid p", "--action", "read"], "needs_human", 4, "human_required"),
        (["--target", "a", "--action", "hover"], "allow", None, None),
        (["--target", "a", "--verb", "click_element"], "deny", 5, "rule"),
        (["--target", "form", "--action", "submit"], "deny", 0, "rule"),
        (["--target", "a", "--verb", "hover_element"], "deny", None, "unknown_verb"),
        (["--target", "a", "--verb", "click"], "deny", None, "unknown_verb"),
        (["--target", "a", "--verb", "all"], "deny", None, "unknown_verb"),
    ],
)
def test_decisions(
    files: Path, asked: list[str], decision: str, rule_index: int | None, code: str | None
) -> None:
    told = _told(files, *asked)
    assert (told["decision"], told["rule"], told["reason_code"]) == (decision, rule_index, code)


@pytest.mark.parametrize(
    ("at", "decision", "until"),
    [
        ("2026-11-01T07:59:59Z", "wait", "2026-11-01T08:00:00Z"),
        ("2026-11-01T08:00:00Z", "allow", None),
        ("2026-11-01T08:30:00+05:30", "wait", "2026-11-01T08:00:00Z"),
        ("2026-11-01T19:59:59+00:00", "allow", None),
        ("2026-11-01T20:00:00", "wait", "2026-11-02T08:00:00Z"),
    ],
)
def test_time_windows_are_of_utc(files: Path, at: str, decision: str, until: str | None) -> None:
    # Cases 56 and 60.
    told = _told(files, "--target", "#other", "--action", "click", "--at", at)
    assert (told["decision"], told["verbs"][0]["until"]) == (decision, until)


def test_earlier_uses_count_against_a_limit(files: Path) -> None:
    for history, decision in ((0, "allow"), (1, "allow"), (2, "wait"), (9, "wait")):
        told = _told(files, "--target", "#buy", "--action", "click", "--history", str(history))
        assert told["decision"] == decision


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", "invalid"),
        ('{"strict": true, "strict": false}', "invalid"),
        (json.dumps({"metadata": manifest()["metadata"]}), "invalid"),
        ('{"strict": false}', "invalid"),
        ('{"policy_version": "1", "allowed_uses": []}', "foreign"),
    ],
)  # fmt: skip
def test_a_manifest_that_cannot_be_used_leaves_reading(files: Path, body: str, status: str) -> None:
    # Cases 16, 18, 20, 21 and 90.
    (files / "bad.json").write_text(body, encoding="utf-8")
    told = _told(files, "--target", "#buy", "--action", "click", name="bad.json")
    assert (told["decision"], told["manifest"], told["rule"]) == ("needs_human", status, None)
    told = _told(files, "--target", "p", "--action", "read", name="bad.json")
    assert told["decision"] == "allow"


def test_the_older_draft_forbids_what_no_rule_names(files: Path) -> None:
    # Case 17.
    old: dict[str, Any] = {"metadata": manifest()["metadata"], "resource_rules": []}
    (files / "old.json").write_text(json.dumps(old), encoding="utf-8")
    asked = ("--target", "#buy", "--action", "click", "--profile", "legacy")
    assert _told(files, *asked, name="old.json")["decision"] == "deny"


def test_a_users_policy_has_a_say_too(files: Path) -> None:
    (files / "policy.toml").write_text(
        'default = "allow"\n[[rules]]\nid = "no"\neffect = "deny"\nverbs = ["click_element"]\n'
    )
    asked = ("--target", "#buy", "--action", "click", "--policy", str(files / "policy.toml"))
    told = _told(files, *asked)
    assert (told["decision"], told["source"], told["rule"]) == ("deny", "user", None)
    assert "by user" in _static(files, *asked).stdout


def test_of_several_elements_the_first_counts(files: Path) -> None:
    result = _static(files, "--target", "button", "--action", "click", "--json")
    assert json.loads(result.stdout)["verbs"][0]["element"] == "form#f > button"
    assert "3 elements match" in result.stderr


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (["--target", "#buy"], "either --verb or --action"),
        (["--target", "#buy", "--verb", "read_content", "--action", "read"], "either"),
        (["--target", "#buy", "--action", "dance"], "no action"),
        (["--target", "#none", "--action", "click"], "frames are not looked into"),
        (["--target", "a:::b", "--action", "click"], "no selector"),
        (["--target", "", "--action", "click"], "no selector"),
        (["--action", "click"], "--target"),
        (["--action", "goto"], "--value"),
        (["--target", "#buy", "--action", "goto"], "address"),
        (["--target", "#buy", "--action", "click", "--at", "noon"], "no time"),
        (["--target", "#buy", "--action", "click", "--profile", "tail"], "no profile"),
        (["--target", "#buy", "--action", "click", "--policy", "none.toml"], "none.toml"),
    ],
)
def test_usage(files: Path, asked: list[str], complaint: str) -> None:
    result = _static(files, *asked)
    assert isinstance(result.exception, UsageError)
    assert complaint in str(result.exception)


def test_a_page_may_be_named_by_its_address(files: Path) -> None:
    arguments = _arguments(files, "--target", "#buy", "--action", "click", "--engine", "static")
    arguments[arguments.index("--page") + 1] = (files / "page.html").as_uri()
    assert CliRunner().invoke(app, arguments).stdout.startswith("allow: ")


def test_files_that_are_not_there_are_usage(files: Path) -> None:
    asked = ("--target", "#buy", "--action", "click")
    done = call(*_arguments(files, *asked, name="none.json"))
    assert (done.code, done.stdout) == (2, "")
    (files / "page.html").unlink()
    done = call(*_arguments(files, *asked))
    assert (done.code, done.stdout) == (2, "")
    assert "page.html" in done.stderr
