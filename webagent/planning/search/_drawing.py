"""A search drawn as text, for a terminal."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree as Branches

from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

LABEL = 60
"""Characters of a text of the page."""


def render_tree(tree: Mapping[str, Any], *, width: int = 100) -> str:
    """Draw what `tree_json` returned, in lines of at most `width` characters.

    A node shows its number, action and element; how much is known of it (M, visits, class, prior
    of what was not tried), and why it was given up. `★` marks the best path, `◆` the commit.
    """
    nodes = {node["id"]: node for node in tree["nodes"]}
    branches: dict[int, Branches] = {}
    for number, node in nodes.items():
        line = _line(node, tree)
        above = branches.get(node["parent"])
        branches[number] = Branches(line) if above is None else above.add(line)
    console = Console(file=StringIO(), width=width, color_system=None, highlight=False)
    for text in (_head(tree), *(_past(each) for each in tree["history"])):
        console.print(Text(printable(text)))
    console.print(branches[tree["root"]])
    console.print(Text(_advice(tree)))
    file = console.file
    assert isinstance(file, StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _head(tree: Mapping[str, Any]) -> str:
    spent = tree["spent"]
    return (
        f"{tree['stopped']}: {tree['reason']}; {tree['opened']} opened, "
        f"{spent['calls']} model calls, {spent['tokens']} tokens, {spent['requests']} requests"
    )


def _past(past: Mapping[str, Any]) -> str:
    done = "performed for good" if past["commit"] else "performed"
    return f"{done}: #{past['id']} {past['action']} {past['target']}".rstrip()


def _line(node: Mapping[str, Any], tree: Mapping[str, Any]) -> Text:
    on_path = node["id"] in tree["path"]
    mark = "◆ " if node["id"] == tree["commit"] else "★ " if on_path else ""
    what = f"{node['action']} {_short(node['target'])}".strip() or f"start {_short(node['label'])}"
    return Text(printable(f"{mark}#{node['id']} {what} · {' · '.join(_facts(node))}"))


def _facts(node: Mapping[str, Any]) -> list[str]:
    facts = [] if node["class"] is None else [str(node["class"])]
    match node["status"]:
        case "reached":
            facts += [f"value {node['best']:.1f}", _visits(node)]
        case "commit":
            facts += [f"value {node['best']:.1f}, predicted", _visits(node)]
        case "alias":
            facts += [f"value {node['best']:.1f}"]
        case "unopened":
            facts += [f"not tried, prior {node['prior']:.2f}"]
        case status:
            facts += [status]
    return [*facts, node["why"]] if node["why"] else facts


def _visits(node: Mapping[str, Any]) -> str:
    return f"{node['visits']} visit{'' if node['visits'] == 1 else 's'}"


def _advice(tree: Mapping[str, Any]) -> str:
    if not tree["path"]:
        return "Nothing is worth performing."
    steps = ", ".join(f"#{number}" for number in tree["prefix"]) or "nothing"
    commit = "" if tree["commit"] is None else f"; to decide on: #{tree['commit']}"
    return f"To perform: {steps}{commit}."


def _short(text: str) -> str:
    return text if len(text) <= LABEL else text[:LABEL] + "…"
