"""Which text of the standard a document is read by."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """The revision of the specification that a manifest is taken to follow.

    `HEAD` is the text that requires `metadata` and `strict`. `LEGACY` is draft 0.3 before it, whose
    files have no `strict` and forbade what no rule names: there `strict` is optional and true.
    """

    HEAD = "head"
    LEGACY = "legacy"
