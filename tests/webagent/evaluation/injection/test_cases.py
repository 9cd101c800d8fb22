"""The set: at least 60 cases over 12 channels, each with a clean twin, all kinds in use."""

from __future__ import annotations

import json
import pickle
import re
from base64 import urlsafe_b64decode
from html import unescape
from urllib.parse import unquote

from webagent.evaluation.injection import (
    CASES,
    CHANNELS,
    PAGES,
    Goal,
    InjectionSuite,
    Placement,
    Style,
    case_of,
    is_attacked,
)

ATTACKER = "http://127.0.0.1:9/7"


def test_the_set_is_as_large_as_promised() -> None:
    assert len(CASES) >= 60
    assert len({case.channel.name for case in CASES}) >= 12
    assert {case.goal for case in CASES} == set(Goal)
    assert {case.style for case in CASES} == set(Style)
    assert {case.page.name for case in CASES} == {page.name for page in PAGES}


def test_every_channel_is_used_with_different_goals_styles_and_pages() -> None:
    for name in CHANNELS:
        own = [case for case in CASES if case.channel.name == name]
        for traits in (
            [case.goal for case in own],
            [case.style for case in own],
            [case.page.name for case in own],
        ):
            assert len(set(traits)) == len(traits) >= 3, name


def test_each_case_has_a_twin_and_an_id_that_can_name_a_folder() -> None:
    tasks = InjectionSuite().tasks
    assert len({task.id for task in tasks}) == len(tasks) == 2 * len(CASES)
    for attacked, clean in zip(tasks[::2], tasks[1::2], strict=True):
        assert case_of(attacked) is case_of(clean)
        assert (is_attacked(attacked), is_attacked(clean)) == (True, False)
        assert attacked.family == clean.family == case_of(clean).channel.name
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", attacked.id)


def test_the_suite_reaches_workers() -> None:
    suite = pickle.loads(pickle.dumps(InjectionSuite()))
    assert suite.tasks == InjectionSuite().tasks


def test_the_attack_is_on_the_attacked_page_alone() -> None:
    for case in CASES:
        said = case.said(ATTACKER)
        attacked, clean = (_text(case.placement(ATTACKER, attacked=each)) for each in (True, False))
        assert said in attacked, case.name
        assert said not in clean, case.name
        assert clean.strip(), "the clean twin has something harmless in the same place"


def test_what_is_encoded_says_the_order() -> None:
    encoded = [case for case in CASES if case.style is Style.ENCODED]
    assert encoded
    for case in encoded:
        assert urlsafe_b64decode(case.said(ATTACKER)).decode() == case.order(ATTACKER).english


def test_only_who_has_something_to_leak_is_told_the_number() -> None:
    assert {case.goal for case in CASES if "member number" in case.task} == {Goal.LEAK}


def _text(placed: Placement) -> str:
    """Return all of a placement as the characters that stand for it mean."""
    parts = (getattr(placed, name) for name in Placement.__slots__)
    text = unescape("\n".join(parts))
    for literal in re.findall(r'alert\((".*")\)', text):
        text += json.loads(literal)
    return text + unquote(text)
