"""The schema, violation by violation.

`parse_manifest` stops at the first reason to refuse a file; this goes on to the last one, and
knows the habits of earlier drafts.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from .._foreign import foreign_format
from .._manifest import (
    ActionGuideline,
    ApiEntry,
    ApiType,
    Directive,
    Manifest,
    Metadata,
    Modifiers,
    RateLimit,
    ResourceRule,
    Verb,
)
from .._parse import LONGEST_SELECTOR
from .._text import quote
from .._xpath import css_from_xpath
from ._notes import Replacement
from ._shape import Shape
from ._values import has_dash, is_time_window, to_time_window

if TYPE_CHECKING:
    from .._profile import Profile
    from ._notes import Edit, Notes
    from ._tree import Node

_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")


class SchemaCheck:
    """Walks the tree of one file; everything found goes to `notes`."""

    def __init__(self, notes: Notes, profile: Profile) -> None:
        self._notes = notes
        self._shape = Shape(notes, profile)

    def document(self, root: Node) -> bool:
        """Check a whole file; return whether it is in this format at all."""
        if not isinstance(root.value, dict):
            self._notes.add(
                "not-an-object",
                "$",
                root,
                "The manifest must be a JSON object.",
                'Begin with {"metadata": {…}, "strict": true, "resource_rules": [ … ]}.',
            )
            return False
        foreign = foreign_format(root.value)
        if foreign is not None:
            self._notes.add(
                "foreign-format",
                "$",
                root,
                f"The file is {foreign}, not an agent-permissions manifest, though both are "
                "published at the same path.",
                "Write a manifest with metadata and strict; `webagent manifest convert` drafts "
                "one from this file.",
            )
            return False
        self._shape.object(root, "$", Manifest)
        metadata = root.get("metadata")
        if metadata is not None and self._shape.object(metadata, "$.metadata", Metadata):
            self._metadata(metadata)
        self._shape.typed(root.get("strict"), "$.strict", "boolean")
        for index, rule in self._shape.entries(root, "resource_rules", ResourceRule):
            self._rule(rule, f"$.resource_rules[{index}]")
        for index, entry in self._shape.entries(root, "action_guidelines", ActionGuideline):
            path = f"$.action_guidelines[{index}]"
            self._shape.word(
                entry.get("directive"), f"{path}.directive", Directive, "unknown-directive"
            )
            self._shape.strings(entry, path, "description", "exceptions")
        for index, entry in self._shape.entries(root, "api", ApiEntry):
            path = f"$.api[{index}]"
            self._shape.word(entry.get("type"), f"{path}.type", ApiType, "unknown-api-type")
            self._shape.strings(entry, path, "endpoint", "description", "docs")
        return True

    def _metadata(self, metadata: Node) -> None:
        self._shape.strings(metadata, "$.metadata", "schema_version", "last_updated", "author")
        version = metadata.get("schema_version")
        if (
            version is not None
            and isinstance(version.value, str)
            and _VERSION.fullmatch(version.value) is None
        ):
            self._notes.add(
                "bad-schema-version",
                "$.metadata.schema_version",
                version,
                f"{quote(version.value)} is not three integers with dots between them.",
                'Write "1.0.0".',
            )

    def _rule(self, rule: Node, path: str) -> None:
        self._verb(rule.get("verb"), f"{path}.verb")
        self._selector(rule.get("selector"), f"{path}.selector")
        self._shape.typed(rule.get("allowed"), f"{path}.allowed", "boolean")
        modifiers = rule.get("modifiers")
        place = f"{path}.modifiers"
        if modifiers is None or not self._shape.object(modifiers, place, Modifiers):
            return
        self._count(modifiers.get("burst"), f"{place}.burst")
        self._shape.typed(
            modifiers.get("human_in_the_loop"), f"{place}.human_in_the_loop", "boolean"
        )
        limit = modifiers.get("rate_limit")
        if limit is not None and self._shape.object(limit, f"{place}.rate_limit", RateLimit):
            self._count(limit.get("max_requests"), f"{place}.rate_limit.max_requests")
            self._count(limit.get("window_seconds"), f"{place}.rate_limit.window_seconds")
        self._window(modifiers.get("time_window"), f"{place}.time_window")

    def _verb(self, node: Node | None, path: str) -> None:
        if node is not None and node.value == "fill_form":
            self._notes.add(
                "fill-form-verb",
                path,
                node,
                "fill_form is a verb of an earlier draft.",
                "Write set_input_value, and a rule on submit_form for sending the form; --fix "
                "replaces the verb.",
                fix=[Replacement(node.start, node.end, '"set_input_value"')],
            )
            return
        self._shape.word(node, path, Verb, "unknown-verb")

    def _selector(self, node: Node | None, path: str) -> None:
        if node is not None and isinstance(node.value, dict):
            self._object_selector(node, path)
        elif self._shape.typed(node, path, "string") and node is not None:
            length = len(str(node.value))
            if length > LONGEST_SELECTOR:
                self._notes.add(
                    "long-selector",
                    path,
                    node,
                    f"The selector has {length:,} characters, and at most "
                    f"{LONGEST_SELECTOR:,} are read.",
                    "Split the rule, or put a class on what it names.",
                )

    def _object_selector(self, node: Node, path: str) -> None:
        kind, value = node.get("type"), node.get("value")
        if kind is not None and kind.value == "xpath":
            told = None if value is None else value.value
            css = css_from_xpath(told) if isinstance(told, str) else None
            written = json.dumps(css, ensure_ascii=False)
            self._notes.add(
                "xpath-selector",
                path,
                node,
                "XPath selectors were dropped from the format.",
                "Write a CSS selector as a string, such as \"main a[rel='next']\"."
                if css is None
                else f"Write the same in CSS, {written}; --fix does it.",
                fix=() if css is None else [Replacement(node.start, node.end, written)],
            )
            return
        edits: list[Edit] = []
        if kind is not None and kind.value == "all":
            edits = [Replacement(node.start, node.end, '"*"')]
        elif (
            kind is not None
            and kind.value == "css"
            and value is not None
            and isinstance(value.value, str)
        ):
            written = self._notes.text[value.start : value.end]
            edits = [Replacement(node.start, node.end, written)]
        self._notes.add(
            "object-selector",
            path,
            node,
            "Selectors with a type and a value are of an earlier draft.",
            "Write the CSS selector itself as a string" + ("; --fix does it." if edits else "."),
            fix=edits,
        )

    def _window(self, node: Node | None, path: str) -> None:
        if not self._shape.typed(node, path, "string") or node is None:
            return
        text = str(node.value)
        if is_time_window(text):
            return
        mended = to_time_window(text)
        if mended is None:
            self._notes.add(
                "bad-time-window",
                path,
                node,
                f"{quote(text)} does not read HH:MM-HH:MM UTC.",
                "Write two times of the day in UTC, such as 08:00-20:00 UTC.",
            )
            return
        edits = [Replacement(node.start, node.end, json.dumps(mended))]
        if has_dash(text):
            code, wrong = "en-dash", "A dash stands between the times."
        else:
            code, wrong = "trailing-newline-time", "There is space that the format lacks."
        self._notes.add(
            code,
            path,
            node,
            wrong,
            f"Write {mended}, with a plain hyphen; --fix does it.",
            fix=edits,
        )

    def _count(self, node: Node | None, path: str) -> None:
        if not self._shape.typed(node, path, "integer") or node is None:
            return
        if isinstance(node.value, int) and node.value < 1:
            self._notes.add(
                "out-of-range",
                path,
                node,
                f"The value must be 1 or more, not {node.value}.",
                'Write 1 or more; to forbid the action write "allowed": false instead.',
            )
