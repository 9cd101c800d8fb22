"""What a manifest comes to on one of the site's pages."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .._ledger import MemoryLedger
from .._manifest import Verb
from .._request import ElementMatch, Request
from .._rules import RuleSet
from .._selector_list import split_selector_list
from .._text import quote
from ..page import able_verbs
from ._generated import looks_generated
from ._notes import Notes
from ._page_links import check_links, name_page
from ._text import read

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from .._manifest import Manifest, ResourceRule
    from ..page import Page, PageElement
    from ._finding import Finding
    from ._tree import Node

_ALL_VERBS = frozenset(verb for verb in Verb if verb is not Verb.ALL)
_EXAMPLES = {
    Verb.FOLLOW_LINK: "a",
    Verb.SET_INPUT_VALUE: "input",
    Verb.SUBMIT_FORM: "form",
    Verb.UPLOAD_FILE: "input[type=file]",
    Verb.DOWNLOAD_FILE: "a",
    Verb.PLAY_MEDIA: "video",
    Verb.PAUSE_MEDIA: "video",
    Verb.MUTE_MEDIA: "video",
    Verb.UNMUTE_MEDIA: "video",
}


async def lint_page(
    manifest: Manifest, page: Page, *, body: bytes | str | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with a manifest on one page, and with the page's links to it.

    Rules that match nothing there, nothing that can be the target of their verb, or nothing on
    which they decide; names that look generated; several links, or one in the body. `body` is the
    file that the manifest was read from: with it, findings on rules have lines.
    """
    notes, root = (Notes(""), None) if body is None else read(body)
    notes.notes.clear()
    rules = RuleSet(manifest)
    matched = await page.matches(rules.selectors)
    on_page = _OnPage(page, rules, matched)
    for index, rule in enumerate(manifest.resource_rules):
        _RuleCheck(notes, on_page, index, _node(root, index)).check(rule)
    check_links(notes, page)
    return notes.findings


class _OnPage:
    """Which rules match and decide where on a page."""

    def __init__(
        self, page: Page, rules: RuleSet, matched: Mapping[str, frozenset[int] | None]
    ) -> None:
        self.page = page
        self.matched = matched
        own: dict[int, set[str]] = defaultdict(set)
        for selector, found in matched.items():
            for index in found or ():
                own[index].add(selector)
        self._own = {index: frozenset(names) for index, names in own.items()}
        self.able = {index: able_verbs(page.elements[index], page) for index in own}
        self.deciding, self.beaten_by = self._decide(rules)

    def found(self, rule: ResourceRule) -> frozenset[int] | None:
        """Return the elements that a rule's list matches, None if it cannot be evaluated."""
        indices: set[int] = set()
        for branch in split_selector_list(rule.selector):
            found = self.matched[branch]
            if found is None:
                return None
            indices |= found
        return frozenset(indices)

    def targets(self, rule: ResourceRule, found: frozenset[int]) -> list[int]:
        """Return those of the matched elements that can be the target of the rule's verb."""
        if rule.verb is Verb.ALL:
            return sorted(found)
        return sorted(index for index in found if rule.verb in self.able[index])

    def _decide(self, rules: RuleSet) -> tuple[set[int], dict[tuple[int, Verb], int]]:
        """Return the rules that decide anywhere, and who decides on each element and verb."""
        now, ledger = datetime.now(UTC), MemoryLedger()
        winners: dict[tuple[Verb, ElementMatch], int | None] = {}
        by_element: dict[tuple[int, Verb], int] = {}
        deciding: set[int] = set()
        for index in self._own:
            match = self._match(self.page.elements[index])
            for verb in self.able[index]:
                key = (verb, match)
                if key not in winners:
                    request = Request(verb.value, (match,))
                    winners[key] = rules.decide(request, now=now, ledger=ledger).rule
                winner = winners[key]
                if winner is not None:
                    by_element[index, verb] = winner
                    deciding.add(winner)
        return deciding, by_element

    def _match(self, element: PageElement) -> ElementMatch:
        above: list[frozenset[str]] = []
        parent = element.parent
        while parent is not None:
            if parent in self._own:
                above.append(self._own[parent])
            parent = self.page.elements[parent].parent
        return ElementMatch(self._own[element.index], tuple(above))


class _RuleCheck:
    """Looks at one rule on the page; `node` is where the rule stands in the file."""

    def __init__(self, notes: Notes, on_page: _OnPage, index: int, node: Node | None) -> None:
        self._notes = notes
        self._on_page = on_page
        self._index = index
        self._node = node
        self._path = f"$.resource_rules[{index}]"
        self._static = on_page.page.engine == "static"
        # What scripts add to the page or take from it is not there without a browser.
        self._caveat = (
            " A browser may differ: no script has run on this page." if self._static else ""
        )

    def check(self, rule: ResourceRule) -> None:
        found = self._on_page.found(rule)
        if found is None:
            self._unevaluable(rule)
        elif not found:
            self._note(
                "matches-nothing",
                f"{quote(rule.selector)} matches nothing on {name_page(self._on_page.page.url)}."
                f"{self._caveat}",
                "Correct the selector, or give the page it is meant for with a further --page.",
            )
        else:
            self._names(rule, found)
            targets = self._on_page.targets(rule, found)
            if not targets:
                self._misses(rule, found)
            elif self._index not in self._on_page.deciding:
                self._shadowed(rule, targets)

    def _note(self, code: str, message: str, hint: str) -> None:
        where = None if self._node is None else self._node.get("selector")
        self._notes.add(code, f"{self._path}.selector", where, message, hint)

    def _unevaluable(self, rule: ResourceRule) -> None:
        if self._static:
            self._note(
                "unchecked-selector",
                f"{quote(rule.selector)} cannot be evaluated without a browser.",
                "Check it with --engine browser.",
            )
        else:
            self._note(
                "invalid-selector",
                f"{quote(rule.selector)} is refused by the browser.",
                "Write a selector that document.querySelector takes.",
            )

    def _misses(self, rule: ResourceRule, found: frozenset[int]) -> None:
        first = self._on_page.page.elements[min(found)]
        example = _EXAMPLES.get(rule.verb, "*")
        self._note(
            "container-for-verb",
            f"Of what {quote(rule.selector)} matches on the page, {_elements(found)}, nothing can "
            f"be the target of {rule.verb}; the first is {quote(first.path)}.{self._caveat}"
            + ("" if rule.allowed else " Not every agent forbids it inside of what is matched."),
            f"Select the elements that {rule.verb} is done to, such as "
            f"{quote(f'{rule.selector} {example}')}.",
        )

    def _shadowed(self, rule: ResourceRule, targets: Sequence[int]) -> None:
        verbs = _ALL_VERBS if rule.verb is Verb.ALL else {rule.verb}
        beaten_by, able = self._on_page.beaten_by, self._on_page.able
        winners = sorted(
            {
                beaten_by[target, verb]
                for target in targets
                for verb in verbs & able[target]
                if (target, verb) in beaten_by
            }
        )
        if not winners:
            return
        named = " and ".join(f"rule {winner}" for winner in winners[:3])
        self._notes.add(
            "shadowed-rule",
            self._path,
            self._node,
            f"The rule matches {_elements(targets)} of {name_page(self._on_page.page.url)} and "
            f"never decides there: {named} {'does' if len(winners) == 1 else 'do'}.",
            "Make its selector more specific than theirs, or remove the rule.",
        )

    def _names(self, rule: ResourceRule, found: frozenset[int]) -> None:
        """Note a generated name that the rule relies on and that elements of the page have."""
        element = self._on_page.page.elements[min(found)]
        for name in ("class", "id"):
            for value in element.attributes.get(name, "").split():
                if value in rule.selector and looks_generated(value):
                    self._note(
                        "generated-class",
                        f"The {name} {quote(value)} of {quote(element.path)} looks made by a build "
                        "tool: with the next build the rule may match nothing.",
                        "Use a class, an id or a data attribute that you name yourself.",
                    )
                    return


def _elements(found: Collection[int]) -> str:
    return "1 element" if len(found) == 1 else f"{len(found):,} elements"


def _node(root: Node | None, index: int) -> Node | None:
    array = None if root is None else root.get("resource_rules")
    return array.elements[index] if array is not None and index < len(array.elements) else None
