"""Simplifying any tree: nothing that can be acted on is lost, and it never fails."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, cast

from hypothesis import example, given
from webagent_observation import Document, Fingerprint, Node, Registry, Snapshot, render, simplify
from webagent_observation._registry import DocumentHead
from webagent_observation._snapshot import FrameSnapshot

from tests.observation.trees import raw_trees

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Frame, JSHandle


def simplified(parts: list[Any], registry: Registry | None = None) -> tuple[Node, ...]:
    """Simplify a page of one frame. Pure: no browser is needed for it."""
    document = Document(cast("Frame", None), cast("JSHandle", None), DocumentHead("", ()))
    main = FrameSnapshot(document, "", "", parts, frozenset(), 0)
    return simplify(Snapshot(main, {}, ()), registry or Registry())


# WAI-ARIA 1.2, "Children Presentational".
PRESENTATIONAL = {
    "button", "checkbox", "menuitemcheckbox", "menuitemradio", "option", "radio", "slider",
    "switch", "tab",
}  # fmt: skip


def stands_for_its_content(raw: dict[str, Any]) -> bool:
    """Whether the page script gives the node its whole content as a name."""
    named = bool(raw.get("name"))
    by_role = raw["role"] in PRESENTATIONAL or raw.get("labelled", False)
    return named and (raw["role"] == "heading" or ("id" in raw and by_role))


def everything(
    parts: list[Any], enter: Callable[[dict[str, Any]], bool] = lambda _: True
) -> list[dict[str, Any]]:
    """Return every raw node, in reading order, and below those that are to be entered."""
    found: list[dict[str, Any]] = []
    for part in parts:
        if isinstance(part, dict):
            node = cast("dict[str, Any]", part)
            found += [node, *(everything(node["children"], enter) if enter(node) else [])]
    return found


@given(raw_trees())
def test_everything_to_act_on_is_kept_in_reading_order(parts: list[Any]) -> None:
    nodes = [node for root in simplified(parts) for node in root.walk()]
    wanted = [raw for raw in everything(parts) if "id" in raw]
    kept = [node for node in nodes if node.ref is not None]
    assert [node.ref for node in kept] == [raw["id"] for raw in wanted]
    assert [(node.role, node.name) for node in kept] == [
        (raw["role"], raw["name"]) for raw in wanted
    ]


@given(raw_trees())
def test_every_ref_is_printed_once(parts: list[Any]) -> None:
    nodes = simplified(without_brackets(parts))
    refs = [node.ref for root in nodes for node in root.walk() if node.ref is not None]
    text = render(nodes)
    assert [text.count(f"[{ref}]") for ref in refs] == [1] * len(refs)


@given(raw_trees())
def test_the_same_tree_gives_the_same_nodes(parts: list[Any]) -> None:
    before = copy.deepcopy(parts)
    registry = Registry()
    nodes = simplified(parts, registry)
    assert parts == before, "the snapshot is left as it was"
    assert simplified(parts) == nodes
    assert Fingerprint.of("", simplified(parts)) == Fingerprint.of("", nodes)


@given(raw_trees())
@example([{"role": "button", "name": "", "id": 1, "children": [{"role": "", "children": ["11"]}]}])
def test_no_word_of_a_text_is_lost(parts: list[Any]) -> None:
    # A text goes only where it repeats a name; so every character class survives somewhere.
    said = render(simplified(parts))
    for raw in everything(parts, enter=lambda node: not stands_for_its_content(node)):
        if raw["role"] in {"", "main", "dialog"} and "id" not in raw:
            for part in raw["children"]:
                if isinstance(part, str):
                    assert all(word.rstrip(":*") in said for word in escaped(part).split())


def escaped(text: str) -> str:
    return text.replace("|", " ").replace('"', " ").replace("\n", " ")


def without_brackets(parts: list[Any]) -> list[Any]:
    """Take brackets out of all strings, so that only refs have them."""
    return cast("list[Any]", _without_brackets(parts))


def _without_brackets(raw: Any) -> Any:
    if isinstance(raw, str):
        return raw.replace("[", "").replace("]", "")
    if isinstance(raw, list):
        return [_without_brackets(one) for one in cast("list[Any]", raw)]
    if isinstance(raw, dict):
        return {key: _without_brackets(one) for key, one in cast("dict[str, Any]", raw).items()}
    return raw


def test_texts_are_dropped_only_beside_the_control_they_name() -> None:
    label: dict[str, Any] = {"role": "textbox", "id": 1, "name": "Name", "children": []}
    link = {**label, "role": "link"}
    assert render(simplified(["Name: *", label])) == 'textbox [1] "Name"'
    assert render(simplified(["Name", link])) == 'Name\nlink [1] "Name"'
    assert render(simplified(["Names", label])) == 'Names\ntextbox [1] "Name"'
    assert render(simplified(["Nam", label])) == 'Nam\ntextbox [1] "Name"'
