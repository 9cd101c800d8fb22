"""Preconditions that no client should have sent."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from webagent_manifests.publishing import Publisher

from tests.manifests.publishing.test_document import GOOD

PUBLISHER = Publisher(GOOD)
HEADER_TEXT = st.text(st.characters(max_codepoint=255))


@given(name=st.sampled_from(["if-none-match", "if-modified-since"]), value=HEADER_TEXT)
@example(name="if-modified-since", value="Sun, 06 Nov 1994 08:49:37 -9999")
@example(name="if-modified-since", value="Sun, 00 Nov 0000 99:99:99 GMT")
@example(name="if-none-match", value='"' * 1000)
def test_whatever_is_asked_the_manifest_is_answered(name: str, value: str) -> None:
    answer = PUBLISHER.answer(
        "GET", "/.well-known/agent-permissions.json", lambda each: value if each == name else None
    )
    assert answer is not None
    assert (answer.status, answer.body) in ((200, GOOD), (304, b""))
