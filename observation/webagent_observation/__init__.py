"""Page to small text a model reads well, with a ref on everything it can act on."""

from __future__ import annotations

from ._budget import View, fit
from ._diff import Diff, diff
from ._elision import Elision
from ._find import Found, FoundLine, find
from ._fingerprint import Fingerprint
from ._node import Form, Node, Option, Scroll, walk
from ._observation import Observation, Timings, observe
from ._pivotal import pivotal
from ._registry import Document, DocumentHead, Registry, StaleRef
from ._render import REDACTED, render, render_node
from ._screenshot import register_mask, screenshot
from ._settle import settle
from ._simplify import ANNOUNCED, simplify
from ._snapshot import PageUnreadable, Reading, ReadingPolicy, Snapshot, capture
from ._tokens import estimate_tokens
from .rendering import Mode

__all__ = [
    "ANNOUNCED",
    "REDACTED",
    "Diff",
    "Document",
    "DocumentHead",
    "Elision",
    "Fingerprint",
    "Form",
    "Found",
    "FoundLine",
    "Mode",
    "Node",
    "Observation",
    "Option",
    "PageUnreadable",
    "Reading",
    "ReadingPolicy",
    "Registry",
    "Scroll",
    "Snapshot",
    "StaleRef",
    "Timings",
    "View",
    "capture",
    "diff",
    "estimate_tokens",
    "find",
    "fit",
    "observe",
    "pivotal",
    "register_mask",
    "render",
    "render_node",
    "screenshot",
    "settle",
    "simplify",
    "walk",
]
