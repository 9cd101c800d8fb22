"""The catalogue, its documentation, and the tests speak of the same codes."""

from __future__ import annotations

import re
from pathlib import Path

from webagent_manifests.lint import FIXABLE, SEVERITIES

from tests.manifests.lint.seeds import SEEDS

ROOT = Path(__file__).parents[3]
LINT = ROOT / "manifests" / "webagent_manifests" / "lint"
_ROW = re.compile(
    r"^\| `([a-z0-9-]+)` \| (error|warning|info) \| (.+) \| (.+) \| (yes|no) \|$", re.M
)
# Findings that are not in a file: those on a page and a server have tests of their own.
ELSEWHERE = {
    "broken-link",
    "cache-headers",
    "content-type",
    "cross-origin-link",
    "link-in-body",
    "matches-nothing",
    "not-published",
    "robots-contradiction",
    "several-links",
}
UNREACHED = {"schema-violation"}
"""For a reason to refuse a file that no check knows; a fuzz test shows that there is none."""


def test_the_documentation_has_every_code_as_it_is() -> None:
    rows = _ROW.findall((ROOT / "docs" / "lint.md").read_text(encoding="utf-8"))

    written = {code: (severity, fixed == "yes") for code, severity, _, _, fixed in rows}
    assert len(written) == len(rows)
    assert written == {
        code: (severity.value, code in FIXABLE) for code, severity in SEVERITIES.items()
    }


def test_every_code_of_a_file_is_seeded() -> None:
    seeded = {seed.code for seed in SEEDS}

    assert seeded | ELSEWHERE | UNREACHED == set(SEVERITIES)
    assert seeded.isdisjoint(ELSEWHERE)


def test_every_fixable_code_is_seeded_as_fixable() -> None:
    assert {seed.code for seed in SEEDS if seed.fixable} == FIXABLE


def test_every_code_is_used() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in LINT.glob("*.py")
        if path.name != "_catalogue.py"
    )

    assert not [code for code in SEVERITIES if f'"{code}"' not in source]
