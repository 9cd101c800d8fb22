/** What of the document may be read. */

/**
 * Which elements any of the cascades withholds.
 * @param {Visibility[]} cascades
 * @returns {(element: Element) => boolean}
 */
const withheldBy = (cascades) => {
  const judges = cascades.map(withheldByOne);
  return (element) => judges.some((withheld) => withheld(element));
};

/**
 * Which elements a visibility cascade withholds: an element's own winning entry decides, else a
 * withheld ancestor, else the default. An entry the browser cannot evaluate is dropped, unless it
 * restricts: then everything is withheld.
 * @param {Visibility} visibility
 * @returns {(element: Element) => boolean}
 */
const withheldByOne = (visibility) => {
  const probe = document.createDocumentFragment();
  const broken = new Set();
  for (const { selector, rule, essential } of visibility.entries) {
    try {
      probe.querySelector(selector);
    } catch {
      if (essential) return () => true;
      broken.add(rule);
    }
  }
  const entries = visibility.entries.filter((entry) => !broken.has(entry.rule));
  /** @type {Map<Element, {own: boolean, inherited: boolean}>} */
  const memo = new Map();
  const judge = (/** @type {Element} */ element) => {
    const known = memo.get(element);
    if (known) return known;
    const parent = parentOf(element);
    const inherited = parent ? judge(parent).inherited : false;
    const winner = entries.find((entry) => element.matches(entry.selector));
    const own = winner ? !winner.allowed : inherited || !visibility.defaultAllowed;
    const verdict = { own, inherited: inherited || (winner !== undefined && !winner.allowed) };
    memo.set(element, verdict);
    return verdict;
  };
  return (element) => judge(element).own;
};
