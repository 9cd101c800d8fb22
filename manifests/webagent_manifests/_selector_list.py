"""A selector list as its complex selectors."""

from __future__ import annotations

import re

from ._tokens import split_at_commas, tokenize

_NEWLINES = re.compile(r"\r\n|\r|\f")


def split_selector_list(text: str) -> tuple[str, ...]:
    """Return the distinct branches of a selector list, as written, in order.

    A branch that is empty (`""`, `"a,"`) is kept: the browser rejects it, and with it the list.
    Source: Selectors Level 4, section 4.1; CSS Syntax Level 3, section 3.3 for the newlines.
    """
    # The tokenizer counts lines after this substitution, and so must the offsets into the text.
    css = _NEWLINES.sub("\n", text.replace("\0", "\ufffd"))
    starts = [0]
    starts.extend(match.end() for match in re.finditer("\n", css))
    branches: dict[str, None] = {}
    nodes = tokenize(css)
    if not nodes:
        return (css.strip(),)
    cursor = 0
    commas = [node for node in nodes if node.type == "literal" and node.value == ","]
    ends = [starts[node.source_line - 1] + node.source_column - 1 for node in commas]
    for branch, end in zip(split_at_commas(nodes), [*ends, len(css)], strict=True):
        # Cutting at the whitespace tokens, not at the characters, keeps the space that belongs
        # to an escape such as `\31 `.
        if branch and branch[-1].type == "whitespace":
            last = branch[-1]
            stop = starts[last.source_line - 1] + last.source_column - 1
        else:
            stop = end
        branches[css[cursor:stop].lstrip(" \n\t")] = None
        cursor = end + 1
    return tuple(branches)
