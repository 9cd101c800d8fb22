"""The rules by which clauses are read, the first that fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._acts import ACTS, ACTS_OF_ANY_VERB, click_with_verb
from ._arranging import ARRANGING
from ._asking import ASKING
from ._entering import read_choice, read_entry, read_setting, read_suggestion
from ._formatting import FORMATTING
from ._handling import HANDLING
from ._intents import (
    AnswerDialog,
    Click,
    CloseOtherTabs,
    Dismiss,
    Fill,
    Find,
    Focus,
    GoBack,
    OpenAddress,
    PressKey,
    Search,
    SwitchTab,
    Visit,
)
from ._offers import OFFERS
from ._ordering import CART, ORDERING, ORDERING_WITHOUT_VERB
from ._reading import About, always
from ._repeating import REPEATING
from ._target import read_item, read_target
from ._wanted import read_wanted

if TYPE_CHECKING:
    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Reading, Rule


def read_clause(clause: Phrase) -> tuple[Reading, ...] | None:
    """Return what a clause says; `None` where no rule fits."""
    for pattern, reader in _RULES:
        match = re.fullmatch(pattern, clause.text, re.IGNORECASE)
        found = None if match is None else reader(clause, match)
        if found is not None:
            return found
    return None


def _click(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (Click(read_target(clause.part(match["what"]))),)


def _click_verb(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (click_with_verb(clause.part(match["what"]), match["verb"], clause.part(match["it"])),)


def _focus(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (Focus(read_target(clause.part(match["what"]))),)


def _dismiss(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    by = read_target(clause.part(match["by"])).phrase if match["by"] else ""
    return (Dismiss(read_target(clause.part(match["what"])), by),)


def _find(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    what = clause.part(match["what"])
    item = read_item(what)
    return (Find(item),) if item.superlative else _query(what, item.full)


def _search(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    what = clause.part(match["what"])
    return _query(what, what.plain)


def _query(what: Phrase, query: str) -> tuple[Intent, ...] | None:
    # What goes on with “and … it” is another instruction, which no rule knew.
    return None if _GOES_ON.search(what.text) else (Search(query),)


def _about(clause: Phrase, match: re.Match[str]) -> tuple[Reading, ...]:
    return (About(read_wanted(clause.part(match["what"]))),)


def _visit(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    what = clause.part(match["what"])
    if re.fullmatch(r"https?://\S+", what.plain):
        return (OpenAddress(what.plain),)
    target = read_target(what)
    return (Find(read_item(what)),) if target.superlative else (Visit(target),)


def _use(clause: Phrase, match: re.Match[str]) -> tuple[Reading, ...] | None:
    """Read “use the text box to enter …”: the field stands before the instruction."""
    field = read_target(clause.part(match["what"]))
    found = read_clause(clause.part(match["rest"]))
    return found and tuple(
        Fill(each.text, field) if isinstance(each, Fill) and each.target is None else each
        for each in found
    )


def _log_in(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    button = "log in"
    label = (match["label"] or "username").casefold()
    given = ((label, match["user"]), ("password", match["password"]))
    return (
        *(
            Fill(clause.part(value).plain, read_target(clause.part(name)), way_in=button)
            for name, value in given
        ),
        Click(read_target(clause.part(button))),
    )


def _switch_tab(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    what = clause.part(match["before"] or match["after"]).plain
    # “The second tab” may be a tab of the page.
    return None if read_target(clause.part(what)).ordinal else (SwitchTab(what),)


def _close_tabs(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (CloseOtherTabs(clause.part(match["what"]).plain),)


_KEYS = {
    "enter": "Enter", "return": "Enter", "tab": "Tab", "escape": "Escape", "esc": "Escape",
    "space": "Space", "arrow down": "ArrowDown", "arrow up": "ArrowUp", "page down": "PageDown",
    "page up": "PageUp", "backspace": "Backspace",
}  # fmt: skip


def _press_key(_clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (PressKey(_KEYS[match["key"].casefold()]),)


_GOES_ON = re.compile(r"\band\b.*\b(?:it|its|them|their|that|this|then)\b", re.IGNORECASE)
_SITE = r"(?:the|this|your) (?:site|shop|store|page|web|website)"
_DET = r"(?:(?:the|all|any|my|your|a|an) )*"
_SHOW = (
    r"(?:(?:go|navigate|head|browse|switch|return|proceed)(?: over| back)? to"
    r"|(?:take|get|bring) me to|(?:open|pull|bring)(?: up)?|visit|show(?: me)?|display|view|see"
    r"|browse)"
)

_RULES: tuple[Rule, ...] = (
    # “Find and click X”: the other verb says what to do.
    (r"find|look|search|start|begin", always()),
    (r"use (?P<what>.+?) to (?P<rest>.+)", _use),
    (
        r"(?:go|switch|change|move|turn)(?: over| back)? to the (?:(?P<before>.+) tab"
        r"|tab (?:with|of|for|about|that (?:shows|has)|showing)(?: the| my)? (?P<after>.+))",
        _switch_tab,
    ),
    (
        r"close (?:all|every|the)(?: of)?(?: the)?(?: other)? tabs?"
        r" (?:but|except|other than|apart from)(?: for)?(?: that| the one)?(?: of| with| about)?"
        r"(?: the| my)* (?P<what>.+?)(?: tab| page)?",
        _close_tabs,
    ),
    *ASKING,
    *HANDLING,
    *FORMATTING,
    *OFFERS,
    *REPEATING,
    *ARRANGING,
    *ORDERING,
    *ACTS,
    (
        rf"(?:search|look|query)(?: {_SITE})?(?: for| up) (?P<what>.+?)(?: (?:in|on|from) {_SITE})?"
        r"(?: (?:in|with|using) the search(?: (?:box|bar|field))?)?(?: (?:in|on) {_SITE})?",
        _search,
    ),
    (
        r"use the search(?: (?:box|bar|field))? to (?:find|look for|search for) (?P<what>.+)",
        _search,
    ),
    (rf"{_SHOW} {_DET}(?:search )?results? (?:for|of) (?P<what>.+)", _search),
    (
        rf"(?:{_SHOW}|leave|keep|stay|remain|look)(?: me)?(?: with| on| at| through)? {_DET}"
        r"(?:(?:search )?(?:results?|list)(?: page| list)?(?: open| up| there)*"
        r"|what (?:comes up|you find|there is))"
        r"|(?:leave|keep) (?:it|them|everything|all tabs) (?:open|up|there|as (?:it is|they are))",
        always(),
    ),
    (r"everything else (?:stays |is left )?(?:as it is|the same|unchanged)", always()),
    (
        r"if (?:that|it|this) (?:can['’]?t|cannot|can not|is not possible|isn['’]t possible).*",
        always(),
    ),
    (
        r"(?:i['’]?m|i am|we['’]?re|we are) (?:thinking (?:of|about) (?:trying|buying|getting)"
        r"|interested in|curious about|looking (?:at|for)|considering) (?P<what>.+)",
        _about,
    ),
    (
        r"(?:do|does) (?:they|you|the shop|this shop) (?:have|sell|stock|carry|offer)"
        r" (?:any )?(?P<what>.+)",
        _about,
    ),
    (r"find (?P<what>.+)", _find),
    (r"search (?P<what>.+)", _search),
    (r"(?:accept|confirm) the (?:alert|prompt|confirmation|dialog)", always(AnswerDialog(True))),
    (r"(?:dismiss|cancel|decline) the (?:alert|prompt|confirmation)", always(AnswerDialog(False))),
    (
        r"(?:close|dismiss) (?P<what>.+?)"
        r"(?:,? by (?:clicking|pressing|using)(?: on)? (?P<by>.+))?",
        _dismiss,
    ),
    (
        r"(?:focus|(?:place|put) the (?:cursor|focus))(?: on| into| inside| in)? (?P<what>.+)",
        _focus,
    ),
    (
        r"(?:log|sign) ?[io]n (?:as|with|using)(?: the)?"
        r"(?: (?P<label>user ?name|user|e-?mail(?: address)?))? (?P<user>\S+)"
        r"(?: and| with|,)(?: the)? password (?P<password>\S+)",
        _log_in,
    ),
    (rf"(?:press|hit) (?:the )?(?P<key>{'|'.join(_KEYS)})(?: key)?", _press_key),
    (
        r"(?:enter|type|input|choose|select|pick|write) .+? (?:starts?|begins?|starting|beginning)"
        r" with (?P<prefix>\S+)(?: and (?:ends?|ending) with (?P<suffix>\S+))?(?P<where> .+)?",
        read_suggestion,
    ),
    (
        r"(?:(?:enter|type|write|input|fill in|put|provide|use|set) )?(?P<field>[\w '?-]{2,40}?) ?="
        r" ?(?P<what>[^=]+)",
        read_setting,
    ),
    (
        r"(?P<verb>enter|type|write|input|fill|put|provide)(?: in| out)? (?P<what>.+)",
        read_entry,
    ),
    (r"(?:set|change|update) (?P<field>.+?) to (?P<what>.+)", read_setting),
    (
        r"(?P<verb>select|choose|pick|check|tick|mark|uncheck|untick|deselect) (?P<what>.+)",
        read_choice,
    ),
    (r"(?:go|navigate|return) back(?: to .+)?", always(GoBack())),
    (rf"{_SHOW} {_DET}(?:product |item |details? )?page (?:of|for|about|on) (?P<what>.+)", _visit),
    (rf"{_SHOW} (?P<what>.+?)(?:['’]s)? (?:product|item|details?) page", _visit),
    (rf"{_SHOW} (?P<what>.+)", _visit),
    (
        r"(?:click|press|tap|hit|push|follow|expand|toggle)(?: on| at)? (?P<what>.+)",
        _click,
    ),
    (
        r"(?P<what>(?P<verb>remove|delete|update|submit|save|cancel|send|apply|subscribe|download"
        r"|log ?in|log ?out|sign ?in|sign ?out|sign ?up)\b(?: (?:for|to))?(?P<it>.*?))"
        rf"(?: from {CART})?",
        _click_verb,
    ),
    *ORDERING_WITHOUT_VERB,
    *ACTS_OF_ANY_VERB,
)
"""Those that take anything come after those that would take part of it."""
