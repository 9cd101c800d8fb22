"""Every seeded defect is found in its place, and mended where there is one remedy."""

from __future__ import annotations

import pytest
from webagent_manifests import ManifestError, parse_manifest
from webagent_manifests.lint import SEVERITIES, Severity, fix, lint

from tests.manifests.documents import METADATA, document, rule
from tests.manifests.lint.seeds import NOW, SEEDS, URL, Seed, lines


def _text(body: bytes | str) -> str:
    return body if isinstance(body, str) else body.decode("utf-8", "replace")


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_is_found_at_its_line(seed: Seed) -> None:
    report = lint(seed.body, profile=seed.profile, now=NOW, url=URL)

    found = [
        finding
        for finding in report.findings
        if (finding.code, finding.path) == (seed.code, seed.path)
    ]
    assert found, [(each.code, each.path) for each in report.findings]
    finding = found[0]
    assert finding.severity is SEVERITIES[seed.code]
    assert finding.message.endswith(".")
    assert finding.hint
    if seed.line is None:
        assert finding.line is None
    else:
        assert finding.line is not None
        written = _text(seed.body).split("\n")[finding.line - 1]
        assert seed.line in written.replace("\0", "")


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_an_error_is_reported_wherever_the_file_is_refused(seed: Seed) -> None:
    report = lint(seed.body, profile=seed.profile, now=NOW, url=URL)

    try:
        manifest = parse_manifest(seed.body, profile=seed.profile)
    except ManifestError:
        manifest = None
        assert any(each.severity is Severity.ERROR for each in report.findings)
    assert report.valid is (manifest is not None)
    assert report.manifest == manifest
    assert "schema-violation" not in {each.code for each in report.findings}


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if seed.fixable], ids=str)
def test_is_mended(seed: Seed) -> None:
    fixed = fix(seed.body)

    assert (seed.code, seed.path) in {(each.code, each.path) for each in fixed.applied}
    report = lint(fixed.body, now=NOW, url=URL)
    assert seed.code not in {each.code for each in report.findings}
    assert report.valid
    assert fix(fixed.body) == type(fixed)(fixed.body, ())


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if not seed.fixable], ids=str)
def test_is_left_to_the_author(seed: Seed) -> None:
    fixed = fix(seed.body)

    assert (seed.code, seed.path) not in {(each.code, each.path) for each in fixed.applied}


def test_a_file_without_defects_has_no_findings() -> None:
    written = document(
        True,
        rule("read_content", "*", True),
        rule("follow_link", "a[href]", True),
        rule("set_input_value", "form#search input", True),
        rule("submit_form", "form#search", True),
        rule("click_element", "#pay", True, {"human_in_the_loop": True}),
        action_guidelines=[{"directive": "SHOULD", "description": "Prefer quiet hours."}],
        api=[{"type": "mcp", "endpoint": "https://shop.example/mcp", "description": "Shop"}],
    )

    report = lint(lines(written), now=NOW, url=URL)

    assert report.findings == ()
    assert report.sound


def test_equally_specific_rules_on_two_places_are_not_tied() -> None:
    written = document(
        False,
        rule("click_element", "#cart button", True),
        rule("click_element", "#account button", False),
    )

    assert lint(lines(written), now=NOW).findings == ()


def test_all_problems_are_told_not_only_the_first() -> None:
    written = {
        "metadata": {"schema_version": "1"},
        "resource_rules": [rule("hover", "a[[[", True), {"verb": 1, "extra": None}],
        "api": "none",
        "other": 1,
    }

    codes = [each.code for each in lint(lines(written)).findings]

    assert codes.count("missing-key") == 3
    assert {"bad-schema-version", "missing-strict", "unknown-verb", "unknown-key"} <= set(codes)
    assert codes.count("wrong-type") == 2


def test_what_is_cut_off_is_linted_as_far_as_it_goes() -> None:
    whole = lines(document(True, rule("hover", "a", True), rule("click_element", "", True)))
    body = whole[: whole.index('"allowed"', whole.index("click_element"))]

    report = lint(body)

    assert {each.code for each in report.findings} == {
        "not-json",
        "unknown-verb",
    }, "nothing is called missing that may have stood in the rest"


def test_the_second_of_two_keys_is_pointed_at() -> None:
    report = lint('{"strict": true,\n "metadata": {},\n\n "strict": false}')

    (finding,) = [each for each in report.findings if each.code == "duplicate-key"]
    assert finding.line == 4
    assert "line 1" in finding.message


def test_strict_is_optional_in_a_file_of_the_draft_before_it() -> None:
    from webagent_manifests import Profile

    body = lines({"metadata": METADATA, "resource_rules": [rule("read_content", "*", True)]})

    assert lint(body, profile=Profile.LEGACY, now=NOW).findings == ()
    assert not lint(body, now=NOW).valid


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone-aware"):
        lint("{}", now=NOW.replace(tzinfo=None))
