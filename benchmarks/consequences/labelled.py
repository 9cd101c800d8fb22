"""Controls of real pages and libraries, labelled by hand with what a click on them really is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import yaml
from webagent_actions import Reversibility
from webagent_observation import Fingerprint, Form, Node, Observation, Timings, render

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).parent / "controls"
WRITTEN, HELD_OUT = "written", "held out"


@dataclass(frozen=True, slots=True)
class Control:
    """A control on its page, and what a click on it is."""

    source: str
    half: str
    """`written` for those the lexicon was written with, `held out` for those it never saw."""
    node: Node
    observation: Observation
    true: Reversibility
    why: str


def labelled_controls() -> list[Control]:
    """Return all of them, in the order of the files."""
    return [control for path in sorted(_FOLDER.glob("*.yaml")) for control in _of_file(path)]


def _of_file(path: Path) -> Iterator[Control]:
    source = yaml.safe_load(path.read_text(encoding="utf-8"))
    for page in source["pages"]:
        url = urljoin("http://127.0.0.1/", page["path"])
        for facts in page["controls"]:
            node = node_of(facts, url)
            inside = facts.get("in")
            yield Control(
                source["source"],
                source["half"],
                node,
                _observed(node if inside is None else Node(inside, children=(node,)), node, url),
                Reversibility(facts["class"]),
                facts.get("why", ""),
            )


def node_of(facts: dict[str, Any], url: str) -> Node:
    """Return the control as the observation had it, from the facts that were written down."""
    form = None
    if "form" in facts:
        method, _, action = facts["form"].partition(" ")
        form = Form(method, urljoin(url, action), search=facts.get("search", False))
    href = facts.get("href")
    return Node(
        facts["role"],
        facts.get("name", ""),
        ref=1,
        states=facts.get("states", {}),
        tag=facts.get("tag", facts["role"]),
        type=facts.get("type", ""),
        href=None if href is None else _absolute(href, url),
        download=facts.get("download", False),
        submits=form is not None and facts.get("submits", False),
        form=form,
        description=facts.get("description", ""),
    )


def _absolute(href: str, url: str) -> str:
    """Return a whole address; `urljoin` loses an empty fragment, the sign of a script."""
    return urljoin(url, href) + ("#" if href.endswith("#") else "")


def _observed(root: Node, node: Node, url: str) -> Observation:
    return Observation(
        url=url,
        title="",
        text=render((root,)),
        refs={1: node},
        nodes=(root,),
        fingerprint=Fingerprint.of(url, (root,)),
        timings=Timings(0.0, 0.0),
    )
