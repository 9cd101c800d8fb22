"""What two selectors have in common, and which elements a selector can mean, without a page."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from .._manifest import Verb

if TYPE_CHECKING:
    from ._selector import Branch

_MEDIA = frozenset({"audio", "video"})
_LINKS = frozenset({"a", "area"})

# The types of element that can be the direct target of a verb; the other verbs take any.
_TARGETS: dict[Verb, frozenset[str]] = {
    Verb.FOLLOW_LINK: _LINKS,
    Verb.SET_INPUT_VALUE: frozenset({"input", "textarea", "select", "option"}),
    Verb.SUBMIT_FORM: frozenset({"form", "button", "input"}),
    Verb.PLAY_MEDIA: _MEDIA,
    Verb.PAUSE_MEDIA: _MEDIA,
    Verb.MUTE_MEDIA: _MEDIA,
    Verb.UNMUTE_MEDIA: _MEDIA,
    Verb.UPLOAD_FILE: frozenset({"input", "button", "label"}),
    Verb.DOWNLOAD_FILE: frozenset({"a", "area", "button", "input"}),
    Verb.EXECUTE_SCRIPT: frozenset({"html"}),
}
# What turns an element of any type into a control of some kind.
_MAKES_CONTROL = frozenset({"role", "contenteditable", "tabindex", "onclick"})
_NOT_VALUES = frozenset({"submit", "button", "reset", "image"})
_SUBMITS = frozenset({"submit", "image"})


def target_types(verb: Verb) -> str:
    """Return the types of element a verb is meant for, as a phrase."""
    types = sorted(_TARGETS[verb])
    return types[0] if len(types) == 1 else f"{', '.join(types[:-1])} or {types[-1]}"


def can_target(branch: Branch, verb: Verb) -> bool:
    """Whether an element that a branch matches may be the direct target of a verb.

    True unless the branch names a type, or an input type, that rules it out.
    """
    types = _TARGETS.get(verb)
    tag = branch.tag
    attributes = dict(branch.attributes)
    if types is None or tag is None or "-" in tag or not _MAKES_CONTROL.isdisjoint(attributes):
        return True
    if tag not in types:
        return False
    kind = attributes.get("type")
    if tag != "input" or kind is None:
        return True
    kind = kind.lower()
    if verb is Verb.SET_INPUT_VALUE:
        return kind not in _NOT_VALUES
    if verb is Verb.UPLOAD_FILE:
        return kind in ("file", "button", "submit", "image")
    return kind in _SUBMITS if verb is Verb.SUBMIT_FORM else True


def reaches_root(branch: Branch) -> bool:
    """Whether a branch may match the document's root element, where scripts are judged."""
    return branch.tag in (None, "html") and not branch.ids and not branch.classes


def is_universal(branch: Branch) -> bool:
    """Whether a branch matches every element."""
    return branch.tag is None and not branch.simple and not branch.relative


def covers(broad: Branch, narrow: Branch) -> bool:
    """Whether every element that `narrow` matches is sure to match `broad`."""
    if broad.text == narrow.text:
        return True
    return (
        not broad.relative
        and not broad.pseudo_element
        and broad.tag in (None, narrow.tag)
        and broad.simple <= narrow.simple
    )


def may_meet(one: Branch, other: Branch) -> bool:
    """Whether some element may match both: False where type, id or an attribute rules it out."""
    if None not in (one.tag, other.tag) and one.tag != other.tag:
        return False
    if one.pseudo_element or other.pseudo_element:
        return False
    if one.ids and other.ids and set(one.ids) != set(other.ids):
        return False
    return not any(
        name == same and None not in (value, wanted) and value != wanted
        for (name, value), (same, wanted) in product(one.attributes, other.attributes)
    )
