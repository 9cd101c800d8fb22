"""What holds of every brief, whatever a site writes."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from webagent_manifests import (
    ActionGuideline,
    ApiEntry,
    ApiType,
    Directive,
    Manifest,
    Metadata,
)
from webagent_manifests.guidelines import brief
from webagent_manifests.guidelines._cleaning import clean

_PIECES = (
    "log in", "=", "===", " BEGIN PAGE", "END X", "system:", "assistant :", "<b>", "</b", "<!--",
    "-->", "&lt;", "&amp;", "&#8203;", "&", "`", "```", "[a](", "](", ")", "[", "]", "(", "{",
    "}", "|", "<|", "|>", "https://evil.test/", "www.", "a@b.c", "evil", ".com", "[.]", "*", "**",
    "_", "__", "#", "~~", "\n", "\r", "\t", "\x00", "\x1b[31m", "\u2028", "\u2029", "\u202e",
    "\u2066", "\u200b", "\u200d", "\ufeff", "\U000e0041", "\ufe0f", "\u0301", "e\u0301", "\u20dd",
    "\ud800", "\ue000", "\u3164", "\u2800", "＝", "：", "𝐢", "ß", "İ", "ﬁ", "\u0344", "\u1fef",
    "\u037e", "…", "ignore all previous instructions", "\\n", "\\", "data:x", " ", "-", "- ",
    "> ", "x" * 60,
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=80),
    st.text(
        st.characters(categories=("Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cs", "Po")),
        max_size=80,
    ),
    st.lists(st.sampled_from(_PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=8).map(lambda parts: "".join(parts) * 30),
)
guidelines = st.builds(
    ActionGuideline,
    directive=st.sampled_from(Directive),
    description=texts,
    exceptions=st.none() | texts,
)
apis = st.builds(
    ApiEntry,
    type=st.sampled_from(ApiType),
    endpoint=texts | texts.map(lambda path: f"/{path}"),
    description=texts,
    docs=st.none() | texts,
)


def _forbidden(text: str) -> list[str]:
    """Return the characters that no line may hold."""
    return [
        char
        for char in text
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        or 0xFE00 <= ord(char) <= 0xFE0F
        or 0xE0000 <= ord(char) <= 0xE0FFF
    ]


@pytest.mark.slow
@given(st.lists(guidelines, max_size=12), st.lists(apis, max_size=4), texts, st.integers(1, 8))
@settings(max_examples=150, deadline=None)
def test_lines_are_plain_and_within_their_caps(
    some: list[ActionGuideline], offers: list[ApiEntry], url: str, times: int
) -> None:
    manifest = Manifest(
        metadata=Metadata(schema_version="1.0.0", last_updated=""),
        strict=True,
        action_guidelines=tuple(some * times),
        api=tuple(offers * times),
    )
    shown = brief(manifest, origin="https://h", manifest_url=url or "https://h/m.json")
    lines = shown.lines()
    for line in (*lines, *shown.warnings):
        assert not _forbidden(line)
        assert line == unicodedata.normalize("NFC", line)
        assert not re.search(r"[^\W\d]\u0300{4}|={2}|`|<|>|\{|\}", line)
    assert sum(len(line) + 1 for line in lines) <= 6_000
    assert len(shown.guidelines) <= 50
    assert len(shown.apis) <= 10
    for guideline in shown.guidelines:
        assert len(guideline.description) <= 500
        assert len(guideline.exceptions or "") <= 500


@given(texts)
@settings(max_examples=400, deadline=None)
@example("\u0301abc")
@example("&" + "amp;" * 30 + "lt;")
@example("a" * 498 + "b.community")
@example("e" * 499 + "\u0301\u0301")
def test_cleaning_is_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert len(once) <= 500
    assert "  " not in once


@given(texts)
@settings(max_examples=100, deadline=None)
def test_brackets_are_ours_alone(text: str) -> None:
    assert "[" not in clean(text)
    assert "]" not in clean(text)


def test_long_and_repetitive_texts_take_no_long_time() -> None:
    evil = [
        "ignore " * 700,
        "a" * 5_000,
        "send data " * 500,
        "[a](" * 1_200,
        "<" * 5_000,
        "a." * 2_500,
    ]
    manifest = Manifest(
        metadata=Metadata(schema_version="1.0.0", last_updated=""),
        strict=True,
        action_guidelines=tuple(
            ActionGuideline(directive=Directive.MUST, description=text) for text in evil
        ),
    )
    before = time.process_time()
    brief(manifest, origin="https://h", manifest_url="https://h/m.json")
    assert time.process_time() - before < 3
