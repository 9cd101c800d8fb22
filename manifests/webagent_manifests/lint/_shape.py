"""Types and keys: the part of a schema that is the same for every object."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from .._json import child_path
from .._profile import Profile
from .._text import quote
from ._notes import Removal, Replacement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from pydantic import BaseModel

    from ._notes import Notes
    from ._tree import Member, Node

_MOST_ENTRIES = 2_000
_MOST_KEYS = 50
_FORMS = {
    "metadata": 'Write "metadata": {"schema_version": "1.0.0", "last_updated": '
    '"2026-01-31T12:00:00Z"}.',
    "schema_version": 'Write "schema_version": "1.0.0".',
    "last_updated": 'Write "last_updated": "2026-01-31T12:00:00Z".',
    "verb": 'Write "verb": "click_element", or another of the 16 verbs.',
    "selector": 'Write "selector": "#checkout button", or another CSS selector.',
    "allowed": 'Write "allowed": true or "allowed": false.',
    "directive": 'Write "directive": "MUST", "MUST NOT", "SHOULD" or "SHOULD NOT".',
    "description": 'Write "description": "…", a sentence in plain language.',
    "type": 'Write "type": "openapi", "mcp" or "a2a".',
    "endpoint": 'Write "endpoint": "https://…", the address of the interface.',
}
_STRICT = (
    'Write "strict": true to forbid, or "strict": false to allow, what no rule names; --fix adds '
    "true, as drafts without the key had it."
)
_RETYPE = {
    "boolean": "Write true or false, without quotes.",
    "integer": "Write a whole number, without quotes.",
    "string": "Write text in double quotes.",
    "array": "Write a list in square brackets.",
    "object": "Write an object in braces.",
}


class Shape:
    """Checks values against the models of the format; everything found goes to `notes`."""

    def __init__(self, notes: Notes, profile: Profile) -> None:
        self._notes = notes
        self._profile = profile

    def word(self, node: Node | None, path: str, words: type[StrEnum], code: str) -> None:
        if not self.typed(node, path, "string") or node is None:
            return
        text = str(node.value)
        known = [word.value for word in words]
        if text not in known:
            near = get_close_matches(text[:80].lower(), [word.lower() for word in known], n=1)
            meant = next((word for word in known if near and word.lower() == near[0]), None)
            self._notes.add(
                code,
                path,
                node,
                f"{quote(text)} is not a word of the format.",
                f"Write {meant}." if meant else f"Write one of {', '.join(known)}.",
            )

    def strings(self, node: Node, path: str, *keys: str) -> None:
        """Note values of these keys that are no strings."""
        for key in keys:
            self.typed(node.get(key), f"{path}.{key}", "string")

    def entries(self, root: Node, key: str, model: type[BaseModel]) -> Iterable[tuple[int, Node]]:
        """Yield the entries of a list that are objects."""
        path = f"$.{key}"
        array = root.get(key)
        if array is None or not self.typed(array, path, "array"):
            return
        if len(array.elements) > _MOST_ENTRIES:
            self._notes.add(
                "too-many-entries",
                path,
                array,
                f"There are {len(array.elements):,} entries, and at most {_MOST_ENTRIES:,} are "
                "read.",
                "Shorten the list: one selector list can stand for many rules.",
            )
        for index, element in enumerate(array.elements[:_MOST_ENTRIES]):
            if self.object(element, child_path(path, index), model):
                yield index, element

    def typed(self, node: Node | None, path: str, kind: str) -> bool:
        """Whether a value is there and of the type; one that is not is noted."""
        if node is None:
            return False
        found = _kind(node)
        if found == kind:
            return True
        if node.value is None:
            self._notes.add(
                "null-value",
                path,
                node,
                "null is not a value here.",
                f"Write {_article(kind)}, or leave the key out.",
            )
        else:
            self._notes.add(
                "wrong-type",
                path,
                node,
                f"The value must be {_article(kind)}, not {_article(found)}.",
                _RETYPE.get(kind, f"Write {_article(kind)}."),
            )
        return False

    def object(self, node: Node, path: str, model: type[BaseModel]) -> bool:
        """Check the type and the keys of an object; return whether it is one."""
        if not self.typed(node, path, "object"):
            return False
        if len(node.members) > _MOST_KEYS:
            self._notes.add(
                "too-many-keys",
                path,
                node,
                f"The object has {len(node.members):,} keys.",
                f"Keep {', '.join(model.model_fields)}.",
            )
        for index, member in enumerate(node.members[:_MOST_KEYS]):
            if member.key not in model.model_fields:
                self._unknown(node, index, member, path, model)
        if node.complete:
            for key, field in model.model_fields.items():
                if field.is_required() and node.member(key) is None:
                    self._missing(node, key, path)
        return True

    def _missing(self, node: Node, key: str, path: str) -> None:
        if (path, key) != ("$", "strict"):
            self._notes.add(
                "missing-key", path, node, f"The key {key} is required and missing.", _FORMS[key]
            )
        elif self._profile is Profile.HEAD:
            self._notes.add(
                "missing-strict",
                path,
                node,
                "The key strict is required and missing.",
                _STRICT,
                fix=[self._with_strict(node)],
            )

    def _with_strict(self, root: Node) -> Replacement:
        """Return the edit that adds `strict` behind `metadata`, or else at the beginning."""
        if not root.members:
            return Replacement(root.start + 1, root.start + 1, '"strict": true')
        space = self._notes.text[root.start + 1 : root.members[0].start]
        written = '"strict": true' if space else '"strict":true'
        metadata = root.member("metadata")
        if metadata is not None:
            return Replacement(metadata.node.end, metadata.node.end, f",{space}{written}")
        first = root.members[0].start
        return Replacement(first, first, f"{written},{space}")

    def _unknown(
        self, node: Node, index: int, member: Member, path: str, model: type[BaseModel]
    ) -> None:
        place = child_path(path, member.key)
        if path == "$" and member.key == "custom_verbs":
            self._notes.add(
                "custom-verbs",
                place,
                member.start,
                "The format no longer has verbs of a site's own.",
                "Say it with the 16 verbs, or as a guideline; --fix removes the key.",
                fix=[Removal(node, index)],
            )
            return
        known = list(model.model_fields)
        near = get_close_matches(member.key[:80].lower(), known, n=1, cutoff=0.5)
        removable = path == "$" and not near and not _holds_rules(member.node)
        if near:
            hint = f"Write {near[0]}, if that is meant, or remove the key."
        else:
            hint = f"Remove it; allowed here: {', '.join(known)}."
        self._notes.add(
            "unknown-key",
            place,
            member.start,
            f"{quote(member.key)} is not a key of the format.",
            f"{hint[:-1]}; --fix removes it." if removable else hint,
            fix=[Removal(node, index)] if removable else (),
        )


def _kind(node: Node) -> str:
    match node.value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case dict():
            return "object"
        case _:
            return "array"


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aio" else f"a {kind}"


def _holds_rules(node: Node) -> bool:
    """Whether a value looks like rules under a wrong name, which must not get lost."""
    return any(
        element.get("selector") is not None or element.get("verb") is not None
        for element in (node, *node.elements)
    )
