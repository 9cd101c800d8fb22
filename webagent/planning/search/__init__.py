"""Monte Carlo tree search over a world of states, without ever doing what can't be undone."""

from __future__ import annotations

from ._backup import back_up, lose
from ._budget import Budget, Spent
from ._candidate import Candidate
from ._drawing import render_tree
from ._evaluation import Evaluation
from ._expansion import expand
from ._found import Found, Stopped, best_path
from ._json import tree_json
from ._node import Node, Status
from ._search import Search
from ._selection import Leaf, puct, select
from ._tree import Past, Tree
from ._world import Blocked, Explorer, Reached, Refused, Step, World

__all__ = [
    "Blocked",
    "Budget",
    "Candidate",
    "Evaluation",
    "Explorer",
    "Found",
    "Leaf",
    "Node",
    "Past",
    "Reached",
    "Refused",
    "Search",
    "Spent",
    "Status",
    "Step",
    "Stopped",
    "Tree",
    "World",
    "back_up",
    "best_path",
    "expand",
    "lose",
    "puct",
    "render_tree",
    "select",
    "tree_json",
]
