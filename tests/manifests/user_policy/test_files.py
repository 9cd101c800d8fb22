"""Policies as files: what is wrong in one, where, and what is allowed there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import Source, Verdict
from webagent_manifests.user_policy import (
    Effect,
    PolicyError,
    PolicyUnreadable,
    PolicyWidened,
    explain,
    load_policy,
    narrow,
    parse_policy,
    review,
)

from tests.manifests.user_policy.asking import SHOP, Agent, request

PAGE = Path(__file__).parents[3] / "docs" / "policy.md"
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def problems(text: str) -> list[tuple[str, int | None, str]]:
    with pytest.raises(PolicyError) as caught:
        parse_policy(text)
    return [(each.path, each.line, each.message) for each in caught.value.problems]


RULE = '[[rules]]\nid = "a"\neffect = "deny"\nverbs = ["all"]\n'


@pytest.mark.parametrize(
    ("text", "path", "line", "message"),
    [
        ("defualt = 'ask'", "defualt", 1, "allowed here: default, rules, temporal"),
        ("default = 'no'", "default", 1, "'allow', 'ask' or 'deny'"),
        (RULE + "effekt = 'ask'", "rules[0].effekt", 5, "effect"),
        (RULE + RULE.replace('"a"', "7"), "rules[1].id", 6, "valid string"),
        (RULE + "\n" + RULE, "", None, "“a” occurs twice"),
        (RULE + "verbs = ['all']", "", None, "not TOML"),
        ("[[rules]]\nid = 'a'\nverbs = ['all']", "rules[0].effect", 1, "missing"),
        (RULE.replace('["all"]', "'all'"), "rules[0].verbs", 4, "must be a list"),
        (RULE.replace('["all"]', "[]"), "rules[0].verbs", 4, "must not be empty"),
        (RULE.replace("all", "clik"), "rules[0].verbs[0]", 4, "click_element"),
        (RULE + "selector = 'a,'", "rules[0].selector", 5, "empty selector"),
        (RULE + "limits = {per_day = 1}", "rules[0]", 1, "`limits` can't be used with deny"),
        (RULE.replace("deny", "ask") + "limits = {}", "rules[0].limits", 5, "per_session"),
        (
            RULE.replace("deny", "ask") + "[rules.limits]\nper_day = 0",
            "rules[0].limits.per_day",
            6,
            "greater than or equal to 1",
        ),
        (RULE.replace("all", "goto") + "selector = 'a'", "rules[0]", 1, "touches no element"),
        ("rules = 3", "rules", 1, "must be a list"),
        ("rules = [3]", "rules[0]", None, "must be a table"),
        ("[[temporal]]\nid = 'a'", "temporal[0]", 1, "require_before, forbid_after"),
        ("[[temporal]]\nid = 'a'\nkind = 'x'", "temporal[0]", 1, "must be one of"),
        (
            "[[temporal]]\nid = 'a'\nkind = 'cool_down'\nseconds = 0\naction = {verbs=['all']}",
            "temporal[0].seconds",
            4,
            "greater than or equal to 1",
        ),
        (
            "[[temporal]]\nid = 'a'\nkind = 'at_most'\ntimes = 1\nscope = 'origin'\n"
            "action = {verbs=['all']}",
            "temporal[0]",
            1,
            "`within_s`",
        ),
        (
            "[[temporal]]\nid = 'a'\nkind = 'forbid_after'\neffect = 'allow'\n"
            "action = {verbs=['all']}\nearlier = {verbs=['all']}",
            "temporal[0].effect",
            4,
            "'ask' or 'deny'",
        ),
        (
            "[[temporal]]\nid = 'a'\nkind = 'forbid_after'\n"
            "action = {verbs=['all']}\nearlier = {verbs=['all'], slector='a'}",
            "temporal[0].earlier.slector",
            5,
            "verbs, origins, paths, selector, args",
        ),
        ("x = " + "[" * 5000, "", None, "flatten it"),
        ("x = " + "9" * 5000, "", None, "not TOML"),
    ],
)
def test_what_is_wrong_is_told(text: str, path: str, line: int | None, message: str) -> None:
    first = problems(text)[0]
    assert first[:2] == (path, line)
    assert message in first[2]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = problems(RULE + "x = 1\ny = 2")
    assert [path for path, _, _ in found] == ["rules[0].x", "rules[0].y"]


def test_no_line_is_better_than_a_wrong_one() -> None:
    text = 'default = "x"\n' + RULE + "note = '''\n[[rules]]'''"
    assert problems(text) == [("default", None, "must be 'allow', 'ask' or 'deny'")]


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_bytes(b"\xef\xbb\xbfdefault = 'ask'")
    policy = load_policy(file, source=Source.ORGANISATION)
    assert (policy.document.default, policy.source) == (Effect.ASK, Source.ORGANISATION)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PolicyUnreadable, match=r"nowhere\.toml: the file can't be read"):
        load_policy(tmp_path / "nowhere.toml")
    with pytest.raises(PolicyUnreadable):
        load_policy(tmp_path)
    file = tmp_path / "policy.toml"
    file.write_bytes(b"default = '\xff'")
    with pytest.raises(PolicyError, match=r"policy\.toml: not UTF-8"):
        load_policy(file)
    file.write_bytes(b"#" * (1 << 20) + b"\n")
    with pytest.raises(PolicyError, match="larger than 1 MiB"):
        load_policy(file)
    file.write_text("defualt = 1")
    with pytest.raises(PolicyError, match=r"policy\.toml: line 1: defualt"):
        load_policy(file)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_every_text_is_a_policy_or_a_policy_error(text: str) -> None:
    try:
        parse_policy(text)
    except PolicyError as error:
        assert error.problems


TOML_VALUES = st.sampled_from(["1", "'a'", "[]", "['all']", "{}", "{verbs=['all']}", "true", "nan"])
TOML_KEYS = st.sampled_from(
    [
        "id",
        "effect",
        "verbs",
        "origins",
        "paths",
        "selector",
        "args",
        "limits",
        "kind",
        "action",
        "earlier",
        "times",
        "seconds",
        "scope",
        "within_s",
        "argument",
        "effect.x",
        "limits.per_day",
    ]
)


@settings(deadline=None)
@given(
    st.sampled_from(["rules", "temporal"]),
    st.dictionaries(TOML_KEYS, TOML_VALUES, max_size=6),
    st.sampled_from(["", "kind = 'at_most'", "kind = 'same_arg'", "effect = 'ask'"]),
)
def test_every_table_is_a_policy_or_a_policy_error(
    table: str, keys: dict[str, str], extra: str
) -> None:
    lines = "\n".join(f"{key} = {value}" for key, value in keys.items())
    try:
        parse_policy(f"[[{table}]]\n{extra}\n{lines}")
    except PolicyError as error:
        assert error.problems


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_guide_are_policies(example: str) -> None:
    policy = parse_policy(example)
    assert len(explain(policy)) == 1 + len(policy.document.rules) + len(policy.document.temporal)


def test_the_first_policy_of_the_guide_does_what_it_says() -> None:
    agent = Agent(parse_policy(EXAMPLES[0]))
    look = request("goto", destination="https://www.shop.example/teas")
    assert agent.verdict(look) is Verdict.ALLOW
    assert agent.verdict(request("submit_form", ".cart")) is Verdict.ALLOW
    assert agent.verdict(request("submit_form", "form#checkout")) is Verdict.NEEDS_HUMAN
    assert agent.verdict(request("submit_form", url="https://bank.example/")) is Verdict.DENY
    assert agent.verdict(request("upload_file")) is Verdict.DENY


def test_the_arguments_of_the_guide_do_what_it_says() -> None:
    agent = Agent(parse_policy(EXAMPLES[1]))
    bank = {"url": "https://bank.example/"}
    assert agent.verdict(request("submit_form", args={"amount": 100}, **bank)) is None
    assert agent.verdict(request("submit_form", args={"amount": 101}, **bank)) is Verdict.DENY
    assert agent.verdict(request("submit_form", **bank)) is Verdict.DENY
    upload = {"file_name": "setup.exe"}
    assert agent.verdict(request("upload_file", args=upload)) is Verdict.DENY
    assert agent.verdict(request("upload_file", args={"file_name": "a.pdf"})) is None


def test_a_policy_in_words() -> None:
    assert explain(parse_policy("".join(EXAMPLES))) == (
        "What no rule allows is denied.",
        "look-around: allow read_content or read_metadata or scroll_page or follow_link or goto "
        "on https://shop.example or https://*.shop.example.",
        "fill-the-cart: allow click_element or set_input_value or submit_form on "
        "https://shop.example.",
        "ask-before-buying: ask a person about submit_form of “form#checkout” (money).",
        'small-amounts: never submit_form on https://bank.example with amount as in {"type": '
        '"number", "exclusiveMinimum": 100}.',
        'no-programs: never upload_file with file_name as in {"type": "string", "pattern": '
        '".*\\\\.(exe|msi|sh)"}.',
        "newsletter: allow submit_form of “form.newsletter”, at most 1 times per session and "
        "3 times in 24 hours and every 60 seconds.",
        "log-in-first: never submit_form of “form#transfer”, unless there was (submit_form of "
        "“form#login”) on the same site in the last 3600 seconds.",
        "read-only-after-mail: never submit_form or upload_file, after (goto or follow_link on "
        "https://mail.example) in the same session.",
        "same-recipient: never submit_form of “form#refund”, unless its “account” equals "
        "“account” of the latest (submit_form of “form#order”) in the same session.",
        "three-orders-a-day: at most 3 times in any 86400 seconds on any site: submit_form of "
        "“form#order”.",
        "not-in-a-hurry: wait 10 seconds on any site before another: submit_form.",
    )


def test_what_is_valid_and_may_not_be_meant() -> None:
    assert review(parse_policy("".join(EXAMPLES))) == ()
    (idle,) = review(parse_policy(RULE.replace("deny", "allow")))
    assert "has an effect only with the default ask or deny" in idle
    (closed,) = review(parse_policy("default = 'ask'"))
    assert "read_content, scroll_page, goto" in closed
    every = RULE.replace("deny", "allow").replace('all"', 'goto", "read_content", "scroll_page"')
    asks = RULE.replace("deny", "ask").replace('"a"', '"b"').replace("all", "submit_form")
    (hopeless,) = review(parse_policy(f"default = 'deny'\n{every}{asks}"))
    assert hopeless.startswith("b asks about what no rule allows")


def test_a_model_can_only_narrow() -> None:
    policy = parse_policy(EXAMPLES[0])
    deny = {"id": "task", "effect": "deny", "verbs": ["submit_form"]}
    narrowed = narrow(policy, [deny], temporal=[])
    assert Agent(narrowed).verdict(request("submit_form", ".cart")) is Verdict.DENY
    assert Agent(policy).verdict(request("submit_form", ".cart")) is Verdict.ALLOW
    assert narrowed.document.default is Effect.DENY
    with pytest.raises(PolicyWidened, match=r"rules\[0\]\.effect: must be ask or deny"):
        narrow(policy, [{**deny, "effect": "allow"}])
    with pytest.raises(PolicyError, match="occurs twice"):
        narrow(policy, [{**deny, "id": "look-around"}])
    with pytest.raises(PolicyError, match="there is no such key"):
        narrow(policy, [{**deny, "default": "allow"}])
    with pytest.raises(PolicyWidened, match="more than 200"):
        narrow(policy, [{**deny, "id": f"r{number}"} for number in range(201)])
    assert SHOP in str(narrowed.document)


def test_narrowing_keeps_what_was_counted() -> None:
    limited = RULE.replace("deny", "allow") + "[rules.limits]\nper_day = 1"
    agent = Agent(parse_policy(limited))
    agent.do(request("click_element"))
    agent.policy = narrow(agent.policy, [{"id": "b", "effect": "ask", "verbs": ["goto"]}])
    assert agent.verdict(request("click_element")) is Verdict.WAIT
