"""The names of pseudo-classes and pseudo-elements.

Source: Selectors Level 4; CSS Pseudo-Elements Level 4; HTML, section 4.16 (Pseudo-classes).
"""

from __future__ import annotations

PLAIN = frozenset(
    {
        "active", "any-link", "autofill", "checked", "default", "defined", "disabled", "empty",
        "enabled", "first-child", "first-of-type", "focus", "focus-visible", "focus-within",
        "fullscreen", "hover", "in-range", "indeterminate", "invalid", "last-child",
        "last-of-type", "link", "modal", "only-child", "only-of-type", "open", "optional",
        "out-of-range", "placeholder-shown", "popover-open", "read-only", "read-write", "required",
        "root", "scope", "target", "user-invalid", "user-valid", "valid", "visited", "host",
        "picture-in-picture",
    }
)  # fmt: skip
"""Pseudo-classes without an argument that today's browsers know."""

FORGIVING = frozenset({"is", "where"})
"""Functions that drop the branches they cannot read."""

NTH = frozenset({"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"})

NTH_OF = frozenset({"nth-child", "nth-last-child"})

OF_OTHER_TOOLS = frozenset(
    {
        "contains", "eq", "even", "first", "gt", "has-text", "header", "hidden", "image", "input",
        "last", "lt", "nth-match", "odd", "parent", "password", "radio", "reset", "selected",
        "submit", "text", "text-is", "text-matches", "file", "button", "checkbox", "visible",
        "animated", "contains-own", "icontains", "matches", "-soup-contains", "-soup-contains-own",
    }
)  # fmt: skip
"""Pseudo-classes of jQuery, Playwright and other tools, which no browser knows."""

LEGACY_ELEMENTS = frozenset({"before", "after", "first-line", "first-letter"})
"""Pseudo-elements that may be written with one colon."""

ELEMENTS = LEGACY_ELEMENTS | frozenset(
    {
        "backdrop", "cue", "file-selector-button", "marker", "part", "placeholder", "selection",
        "slotted",
    }
)  # fmt: skip
"""Pseudo-elements that today's browsers know."""

NEVER_TRUE = frozenset({"visited", "host"})
"""Pseudo-classes that `Element.matches` never confirms on a document's own elements."""
