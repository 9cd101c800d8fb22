"""RFC 8288: the `Link` header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.discovery import HeaderLink, header_links, manifest_links

URL = "https://site.example/page?q=1#top"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('</m.json>; rel="agent-permissions"', ["/m.json"]),
        ("</m.json>;rel=agent-permissions", ["/m.json"]),
        ('</m.json> ; REL = "next Agent-Permissions"', ["/m.json"]),
        ('<a>; rel=next, </m.json>; rel="agent-permissions"; type="application/json"', ["/m.json"]),
        ('</a>; rel="agent-permissions",</b>; rel="agent-permissions"', ["/a", "/b"]),
        ('</a,b;c>; rel="agent-permissions"', ["/a,b;c"]),
        ('</a>; title="x, <b>; rel=agent-permissions"; rel=next', []),
        (r'</a>; title="\"; rel=next"; rel="agent-permissions"', ["/a"]),
        ('</a>; rel=next; rel="agent-permissions"', []),
        ('</a>; rel="agent-permissions"; anchor="/other"', []),
        ('</a>; rel="agent-permissions"; anchor="#part"', ["/a"]),
        ("</a>; rel*=agent-permissions", []),
        ("</a>; rel", []),
        ("</a>", []),
        ("/a; rel=agent-permissions", []),
        ("<a", []),
        ("", []),
        (", ,</a>; ;rel=agent-permissions;,", ["/a"]),
    ],
)
def test_manifest_links(value: str, expected: list[str]) -> None:
    assert list(manifest_links(value, URL)) == expected


def test_section_3_3_the_first_of_a_parameter_counts() -> None:
    (link,) = header_links('<x>; Rel="a B"; rel=c; hreflang=de; flag')

    assert link == HeaderLink("x", {"rel": "a B", "hreflang": "de", "flag": ""})
    assert link.relations == {"a", "b"}


@given(st.text(max_size=60) | st.text(alphabet='<>;,="\\ rel/a\t', max_size=60))
def test_any_header_is_read(value: str) -> None:
    for link in header_links(value):
        assert ">" not in link.target


@given(st.text(st.characters(exclude_characters=">\n\r"), max_size=20), st.text("ab ", max_size=9))
def test_what_is_written_is_read(target: str, relations: str) -> None:
    (link,) = header_links(f'<{target}>; rel="{relations}"')

    assert (link.target, link.relations) == (target, frozenset(relations.split()))
