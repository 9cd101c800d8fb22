"""Specificity against the engine that matters: Chromium's own cascade is the oracle."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from webagent_manifests._specificity import specificity

if TYPE_CHECKING:
    from playwright.async_api import Page

DOCUMENT = """
<main id="main" class="m n"><section class="s" data-k="1"><p>before</p>
<button id="t" class="a b 1x" data-x="y" title="u, v" lang="en"><i class="in">go</i></button>
</section></main>
"""

# Every piece is true of the button, so that any selector put together from them matches it.
SIMPLE = (
    "#t", ".a", ".b", r".\31 x", r".\61 ", "[data-x]", "[data-x=y]", '[title="u, v"]', "[lang|=en]",
    "[DATA-X=Y i]", ":enabled", ":last-child", ":nth-child(2)", ":nth-child(even)", ":lang(en)",
    ":NTH-CHILD(2n+1 of button, #nope)", ":nth-child(1 of .a)", ":nth-last-child(1 of #t.b)",
    ":nth-last-child(-n+1 of :is(button, #nope))", ":nth-of-type(1)", ":only-of-type",
    ":is(button)", ":is(#nope, button)", ":is(.a.b, main #t)", ":is(::before, .a)",
    ":is(.a, :before)",
    ":is(.a,, .b)", ":where(#t)", ":where(.a, #nope)", ":not(#nope)", ":not(.nope, em > i)",
    ":not(:is(#n .n, n))", ":has(i)", ":has(> .in)", ":has(#nope, i)", ":is(:not(:has(#nope.x)))",
    ":is(:where(#t):not(.q))", ":not(:hover)", ":defined",
    ":not(:nth-child(3 of #nope))", ":is(:lang(fr), .b)", ":-webkit-any(#nope, button)",
)  # fmt: skip
TYPES = ("button", "*", "", "*|button", "*|*", "BUTTON", "", "button/**/", r"\62utton")
CONTEXTS = (
    "", "", "main ", "section > ", "p + ", "p ~ ", "#main ", ".m.n > .s > ", "main#main > *\n",
    ":is(main, #nope) ", "[data-k] ", "body:not(.x) ", ":root ", "html > body ", "*|main ",
)  # fmt: skip

CASCADE = """([html, pairs]) => {
  document.body.innerHTML = html;
  const target = document.getElementById("t");
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  return pairs.map(([first, second]) => {
    if (!target.matches(first) || !target.matches(second)) return "no match";
    sheet.replaceSync(`${first} { --winner: first } ${second} { --winner: second }`);
    return getComputedStyle(target).getPropertyValue("--winner").trim();
  });
}"""


def generated(chance: random.Random) -> str:
    """Return a complex selector that matches the button."""
    compound = chance.choice(TYPES) + "".join(chance.sample(SIMPLE, chance.randint(0, 3)))
    return chance.choice(CONTEXTS) + (compound or "*")


def of_specificity(ids: int, classes: int, types: int) -> str:
    """Return the plainest selector of a specificity that matches the button."""
    return "#t" * ids + ".a" * classes + ":is(button)" * types or "*"


async def winners(page: Page, pairs: list[tuple[str, str]]) -> list[str]:
    return await page.evaluate(CASCADE, [DOCUMENT, pairs])


async def test_pairs_win_as_the_browser_says(blank_page: Page) -> None:
    """CSS Cascading Level 4, section 6.1: specificity first, then order of appearance."""
    chance = random.Random(20_260_101)
    pairs = [(generated(chance), generated(chance)) for _ in range(600)]

    actual = await winners(blank_page, pairs)

    expected = [
        "first" if specificity(first) > specificity(second) else "second" for first, second in pairs
    ]
    wrong = [
        (pair, [specificity(selector) for selector in pair], browser)
        for pair, ours, browser in zip(pairs, expected, actual, strict=True)
        if ours != browser
    ]
    assert wrong == []
    assert {"first", "second"} == set(actual)


async def test_values_are_exact(blank_page: Page) -> None:
    """A selector ties with the plain selector of the specificity computed for it."""
    chance = random.Random(7)
    selectors = [*SIMPLE, *(generated(chance) for _ in range(400))]
    plain = [of_specificity(*specificity(selector)) for selector in selectors]

    ours_last = await winners(blank_page, list(zip(plain, selectors, strict=True)))
    plain_last = await winners(blank_page, list(zip(selectors, plain, strict=True)))

    uneven = [
        (selector, equal, last, first)
        for selector, equal, last, first in zip(
            selectors, plain, ours_last, plain_last, strict=True
        )
        if (last, first) != ("second", "second")
    ]
    assert uneven == []


@pytest.mark.parametrize(
    "selector",
    [":host", ":host(.h)", ":host(#host.h)", ":host(:not(#x, .y))", ":host(:is(div, #z))"],
)
async def test_shadow_hosts_are_exact(blank_page: Page, selector: str) -> None:
    """CSS Scoping Level 1, section 3.3: the specificity of a pseudo-class plus its argument."""
    ids, classes, types = specificity(selector)
    # In a shadow tree's sheet only :host() can match the host, and :host itself is one class.
    plain = ":host(" + ("#host" * ids + ".h" * (classes - 1) + ":is(div)" * types or "*") + ")"

    tied = await blank_page.evaluate(
        """([selector, plain]) => {
          document.body.innerHTML = '<div id="host" class="h"></div>';
          const host = document.getElementById("host");
          const sheet = new CSSStyleSheet();
          host.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
          return [[selector, plain], [plain, selector]].map(([first, second]) => {
            sheet.replaceSync(`${first} { --winner: first } ${second} { --winner: second }`);
            return getComputedStyle(host).getPropertyValue("--winner").trim();
          });
        }""",
        [selector, plain],
    )

    assert tied == ["second", "second"]
