"""Whether two looks at a page saw the same state."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._node import Node


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of a page's address, structure, text and form values; equal means the same state."""

    url: str
    structure: str
    """Roles and names of everything that can be acted on."""
    text: str
    form: str
    """Values and states of the controls."""

    @classmethod
    def of(cls, url: str, nodes: Sequence[Node]) -> Fingerprint:
        """Return the fingerprint of a page at `url` showing `nodes`."""
        texts: list[str] = []
        controls: list[Node] = []
        # From the last to the first, which any order will do for and costs no reversing.
        stack = list(nodes)
        while stack:
            node = stack.pop()
            if node.ref is None:
                texts.append(node.name)
            else:
                controls.append(node)
            if node.children:
                stack += node.children
        return cls(
            url=_digest([urldefrag(url).url]),
            structure=_digest([f"{node.role}\t{node.name}" for node in controls]),
            text=_digest(texts),
            form=_digest([f"{node.value}\t{_stable(node.states)}" for node in controls]),
        )


def _stable(states: Mapping[str, object]) -> str:
    # Most have none, and this is asked of everything that can be acted on.
    if not states:
        return ""
    return " ".join([f"{k}={v}" for k, v in sorted(states.items()) if k != "focused"])


def _digest(parts: Iterable[str]) -> str:
    return blake2b("\n".join(parts).encode(errors="replace"), digest_size=8).hexdigest()
