"""Page to small text a model reads well, with a ref on everything it can act on."""

from __future__ import annotations

from ._fingerprint import Fingerprint
from ._node import Form, Node, Option
from ._observation import Observation, Timings, observe
from ._registry import Document, DocumentHead, Registry, StaleRef
from ._render import REDACTED, render, render_node
from ._screenshot import register_mask, screenshot
from ._settle import settle
from ._simplify import ANNOUNCED, simplify
from ._snapshot import PageUnreadable, Reading, ReadingPolicy, Snapshot, capture

__all__ = [
    "ANNOUNCED",
    "REDACTED",
    "Document",
    "DocumentHead",
    "Fingerprint",
    "Form",
    "Node",
    "Observation",
    "Option",
    "PageUnreadable",
    "Reading",
    "ReadingPolicy",
    "Registry",
    "Snapshot",
    "StaleRef",
    "Timings",
    "capture",
    "observe",
    "register_mask",
    "render",
    "render_node",
    "screenshot",
    "settle",
    "simplify",
]
