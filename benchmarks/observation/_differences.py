"""Where the observation means to say something else than Chromium's accessibility tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.observation._accessibility_tree import Pair

ROLE_WORDS = {
    "image": "img", "Iframe": "iframe", "Canvas": "canvas", "Video": "video", "Audio": "audio",
    "MathMLMath": "math", "Date": "textbox", "DateTime": "textbox", "InputTime": "textbox",
    "ColorWell": "textbox", "DisclosureTriangle": "button", "DisclosureTriangleGrouped": "button",
    "doc-backlink": "link", "doc-biblioref": "link", "doc-glossref": "link",
    "doc-noteref": "link", "doc-toc": "navigation", "doc-index": "navigation",
    "doc-tip": "note", "doc-notice": "note", "doc-pagebreak": "separator",
    "doc-cover": "img", "LayoutTable": "table", "LayoutTableRow": "row",
    "LayoutTableCell": "cell", "graphics-document": "document", "graphics-symbol": "img",
}  # fmt: skip
"""Chromium's words for roles that WAI-ARIA words otherwise."""

SAYS_NOTHING = frozenset({
    "generic", "none", "RootWebArea", "paragraph", "emphasis", "strong", "mark", "time",
    "subscript", "superscript", "deletion", "insertion", "suggestion", "comment", "Abbr", "Ruby",
    "RubyAnnotation", "LabelText", "Legend", "Figcaption", "DescriptionList", "LineBreak",
    "ListMarker", "StaticText", "Pre", "sectionheader", "sectionfooter", "SvgRoot",
    "MenuListPopup", "PluginObject", "EmbeddedObject", "InlineTextBox", "Section",
})  # fmt: skip
"""Roles that are not told: what they stand for is text, or part of a control that is told whole."""

_SECTIONS = re.compile(r"doc-|MathML|graphics-")


def is_told(role: str) -> bool:
    """Whether the observation has a word for a role of Chromium's."""
    return role in ROLE_WORDS or not (role in SAYS_NOTHING or _SECTIONS.match(role))


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of disagreement that is meant, and why."""

    kind: str
    reason: str
    holds: Callable[[Pair], bool]


def _roles(pair: Pair) -> tuple[str, str]:
    theirs = pair.theirs.role if pair.theirs else ""
    return (pair.ours.role if pair.ours else "", ROLE_WORDS.get(theirs, theirs))


def _same_role(pair: Pair) -> bool:
    ours, theirs = _roles(pair)
    return ours == theirs


def _names(pair: Pair) -> tuple[str, str]:
    return (pair.ours.name if pair.ours else "", pair.theirs.name if pair.theirs else "")


def _tight(name: str) -> str:
    return "".join(plain(name).split())


DIFFERENCES = (
    Difference(
        "clickable",
        "it reacts to clicks without saying so: Chromium has no role for it",
        lambda pair: _roles(pair)[0] == "clickable",
    ),
    Difference(
        "scrollable",
        "a scroll container that says nothing else: Chromium has no role for it",
        lambda pair: _roles(pair)[0] == "scrollable",
    ),
    Difference(
        "file",
        "a field for files is not pressed but given one: Chromium calls it a button",
        lambda pair: _roles(pair)[0] == "file",
    ),
    Difference(
        "label",
        "it stands for the control it belongs to, which can't be seen",
        lambda pair: pair.tag == "label" and pair.ref is not None,
    ),
    Difference(
        "aria-hidden",
        "its author hides it from assistive technology, but the mouse reaches it",
        lambda pair: pair.excluded and pair.ref is not None,
    ),
    Difference(
        "nameless control",
        "nothing names it by accname, so it is called by what shows in it, by the icon, the picture"
        " or the tooltip in it, by its address or by its author's identifiers",
        lambda pair: pair.ref is not None and _same_role(pair) and not plain(_names(pair)[1]),
    ),
    Difference(
        "table body",
        "Chromium passes over some; without a name neither tells anything of it",
        lambda pair: _roles(pair) in {("rowgroup", ""), ("rowgroup", "generic")},
    ),
    Difference(
        "nameless picture",
        "a drawing that nothing names says nothing",
        lambda pair: _roles(pair) == ("", "img") and not plain(_names(pair)[1]),
    ),
    Difference(
        "caption of a figure",
        "it is the name by HTML-AAM, but not in Chromium",
        lambda pair: _roles(pair) == ("figure", "figure") and not _names(pair)[1],
    ),
    Difference(
        "player",
        "Chromium calls media that can't play what it writes on them",
        lambda pair: _roles(pair)[0] in {"audio", "video"} and _same_role(pair),
    ),
    Difference(
        "editable part",
        "it is typed into, which Chromium tells by a state alone",
        lambda pair: _roles(pair)[0] == "textbox" and pair.tag not in {"input", "textarea"},
    ),
    Difference(
        "letter case",
        "text is told as it is written, not as `text-transform` shows it",
        lambda pair: _same_role(pair) and _one_text(pair, str.casefold),
    ),
    Difference(
        "white space",
        "Chromium puts a space where a line may be broken (`<wbr>`)",
        lambda pair: _same_role(pair) and _one_text(pair, _tight),
    ),
    Difference(
        "long text",
        "Chromium cuts it",
        lambda pair: _same_role(pair) and len(_names(pair)[1]) > 500 and _is_start(*_names(pair)),
    ),
    Difference(
        "cell with more than text",
        "tables and fields in it are told as what they are, not as part of its text",
        lambda pair: pair.mixed and _same_role(pair),
    ),
    Difference(
        "group of options",
        "the options of a list are told in one line with it",
        lambda pair: pair.tag == "optgroup" and _roles(pair) == ("", "group"),
    ),
    Difference(
        "row of a grid",
        "its text is told in its cells",
        lambda pair: _roles(pair) == ("row", "row") and not _names(pair)[0],
    ),
)


def _one_text(pair: Pair, make: Callable[[str], str]) -> bool:
    ours, theirs = _names(pair)
    return make(plain(ours)) == make(plain(theirs))


def _is_start(whole: str, start: str) -> bool:
    return plain(whole).startswith(plain(start))


def plain(name: str) -> str:
    """Return a name without icon glyphs and with single spaces, as the observation has it."""
    return " ".join(_INVISIBLE.sub("", name).split())


_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ue000-\uf8ff\U000f0000-\U0010fffd]"
)
