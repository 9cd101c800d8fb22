"""What a manifest comes to on an element, as the browser's own cascade has it.

Nothing of the product is used: rules become style rules that set a custom property, `all` in a
layer below the verb's own, and the browser says which of them won (CSS Cascading Level 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.async_api import Page

_WINNERS = """([rules, verbs]) => {
  const found = {};
  const broken = rules.map(({ selector }) => {
    try { document.createDocumentFragment().querySelector(selector); return false; }
    catch { return true; }
  });
  for (const verb of verbs) {
    const speaks = (wanted) => (rule, index) => rule.verb === wanted && !broken[index];
    const lines = (wanted) => rules
      .map((rule, index) => speaks(wanted)(rule, index) ? `${rule.selector} { --w: ${index} }` : "")
      .join("\\n");
    const style = document.createElement("style");
    style.textContent = `@property --w { syntax: "*"; inherits: false }
      @layer under { ${lines("all")} }
      ${lines(verb)}`;
    document.head.append(style);
    found[verb] = {};
    for (const element of document.querySelectorAll("[data-k]")) {
      const chain = [];
      for (let up = element; up; up = up.parentElement) {
        const winner = getComputedStyle(up).getPropertyValue("--w").trim();
        chain.push(winner === "" ? null : Number(winner));
      }
      found[verb][element.dataset.k] = chain;
    }
    style.remove();
  }
  return { found, broken };
}"""


@dataclass(frozen=True, slots=True)
class Oracle:
    """The winners of one manifest on one page."""

    strict: bool
    rules: Sequence[Mapping[str, Any]]
    broken: Sequence[bool]
    chains: Mapping[str, Mapping[str, Sequence[int | None]]]

    @classmethod
    async def ask(cls, page: Page, manifest: Mapping[str, Any], verbs: Sequence[str]) -> Oracle:
        """Let the browser cascade the rules on every element that has a `data-k`."""
        rules = manifest["resource_rules"]
        answer = await page.evaluate(_WINNERS, [rules, list(verbs)])
        return cls(manifest["strict"], rules, answer["broken"], answer["found"])

    def says(self, verb: str, *keys: str) -> bool | None:
        """Return whether a verb is allowed on these elements now, None if no rule speaks of them.

        Without a person, and outside of a time window, a conditional permission is none.
        """
        for index, rule in enumerate(self.rules):
            conditional = not rule["allowed"] or "modifiers" in rule
            if self.broken[index] and conditional and rule["verb"] in (verb, "all"):
                return False
        answers = [answer for key in keys if (answer := self._on(verb, key)) is not None]
        return None if not answers else all(answers)

    def allows(self, verb: str, *keys: str) -> bool:
        """Return what it comes to with the default."""
        said = self.says(verb, *keys)
        return not self.strict if said is None else said

    def _on(self, verb: str, key: str) -> bool | None:
        own, *ancestors = self.chains[verb][key]
        if own is not None:
            return self.rules[own]["allowed"] and "modifiers" not in self.rules[own]
        denied = any(rule is not None and not self.rules[rule]["allowed"] for rule in ancestors)
        return False if denied else None
