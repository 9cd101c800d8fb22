"""Which rule wins, against the engine whose rules the standard borrows: Chromium's own cascade.

A rule set for one verb is written as a style sheet in the same order, each rule setting one custom
property to its number. What the browser computes for an element is the winner.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from webagent_manifests import ElementMatch, MemoryLedger, Request, RuleSet

from tests.manifests.documents import manifest, rule

if TYPE_CHECKING:
    from playwright.async_api import Page

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SHEETS = 120
RULES = 8

DOCUMENT = """
<main id="m" class="a b" data-k="x y"><h1 class="c">T</h1>
  <section class="b c" lang="en"><p id="p" class="a">1<em>2</em></p><p class="b">3</p>
    <ul class="d"><li class="a">4</li><li id="li" class="b c">5</li><li data-k="x">6</li></ul>
  </section>
  <form id="f" class="d"><input class="a" checked type="checkbox"><button id="go" class="c d">7
    <span class="a">8</span></button><button disabled class="d">9</button></form>
  <a href="#m" class="a c" data-k="y"><b class="d">10</b></a>
</main>
"""

SIMPLE = (
    "#m", "#p", "#li", "#f", "#go", "#nope", ".a", ".b", ".c", ".d", "[data-k]", "[data-k~=x]",
    "[class*=c]", "[lang|=en]", "[data-k=Y i]", ":first-child", ":last-child", ":only-child",
    ":nth-child(2)", ":nth-child(odd)", ":nth-child(1 of .a)", ":nth-last-child(1 of .b, #nope)",
    ":nth-of-type(2n+1)", ":empty", ":enabled", ":disabled", ":checked", ":any-link",
    ":is(.a, #nope)", ":is(p, li.b)", ":is(.a.c, :not(.b))", ":where(#m, #p, .d)",
    ":where(.a .a, li)", ":not(.a)", ":not(#nope, .b)", ":not(:is(ul, #li))", ":has(.a)",
    ":has(> em)", ":has(+ p, ~ #nope)", ":is(:where(#go), button)", ":lang(en)",
)  # fmt: skip
TYPES = ("", "", "", "*", "main", "p", "li", "button", "a", "section", "em", "span", "input")
COMBINATORS = (" ", " > ", " + ", " ~ ")

ORACLE = """([html, sheets]) => {
  document.body.innerHTML = html;
  const elements = [...document.querySelectorAll("main, main *")];
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  return sheets.map((selectors) => {
    sheet.replaceSync("* { --rule: none; } " +
      selectors.map((selector, index) => `${selector} { --rule: ${index} }`).join(" "));
    const branches = [...new Set(selectors.flatMap((selector) => selector.split(" , ")))];
    return elements.map((element) => ({
      winner: getComputedStyle(element).getPropertyValue("--rule").trim(),
      own: branches.filter((branch) => element.matches(branch)),
    }));
  });
}"""


def compound(chance: random.Random) -> str:
    """Return a compound selector, such as `p.a:first-child`."""
    tag = chance.choice(TYPES)
    parts = chance.sample(SIMPLE, chance.choice((0, 1, 1, 2)))
    return tag + "".join(parts) or "*"


def written(chance: random.Random) -> str:
    """Return a selector list of one to three complex selectors, set apart by ` , `."""
    branches: list[str] = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        selector = compound(chance)
        for _ in range(chance.choice((0, 0, 1, 2))):
            selector = compound(chance) + chance.choice(COMBINATORS) + selector
        branches.append(selector)
    return " , ".join(branches)


async def test_the_browser_and_the_rules_name_the_same_winner(blank_page: Page) -> None:
    """CSS Cascading Level 4, section 6.1, and Selectors Level 4, section 17."""
    chance = random.Random(20_260_304)
    sheets = [[written(chance) for _ in range(RULES)] for _ in range(SHEETS)]

    found: list[list[dict[str, Any]]] = await blank_page.evaluate(ORACLE, [DOCUMENT, sheets])

    wrong: list[tuple[list[str], str, int | None]] = []
    cases = contested = 0
    for selectors, elements in zip(sheets, found, strict=True):
        rules = RuleSet(
            manifest(True, [rule("click_element", selector, True) for selector in selectors])
        )
        for element in elements:
            own = frozenset(element["own"])
            assert own <= set(rules.selectors)
            decision = rules.decide(
                Request("click_element", (ElementMatch(own),)), now=NOW, ledger=MemoryLedger()
            )
            # A custom property is inherited unless a rule sets it, so every element has its own.
            winner = None if element["winner"] == "none" else int(element["winner"])
            cases += 1
            contested += len(own) > 1
            if decision.rule != winner:
                wrong.append((selectors, element["winner"], decision.rule))
    assert wrong == []
    assert cases >= 2_000
    assert contested >= cases / 4
