/** What a picture of the document must not show. */

const OVERHANG = 4;

const boxOfText = (/** @type {Text} */ text) => {
  const range = document.createRange();
  range.selectNode(text);
  return range.getBoundingClientRect();
};

const inViewport = (/** @type {DOMRect} */ box) =>
  box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;

/** Letters may reach some pixels over their line without being readable there. */
const holds = (/** @type {DOMRect} */ outer, /** @type {DOMRect} */ inner) =>
  outer.left <= inner.left + OVERHANG && outer.top <= inner.top + OVERHANG &&
  outer.right >= inner.right - OVERHANG && outer.bottom >= inner.bottom - OVERHANG;

/** What an element paints may stick out of it: then the first element around it that holds it all. */
const holderOf = (/** @type {Element} */ element, /** @type {DOMRect} */ painted) => {
  for (let holder = element; holder; holder = parentOf(holder)) {
    if (holds(holder.getBoundingClientRect(), painted)) return holder;
  }
  throw new Error("no element holds what has to be masked");
};

/**
 * What a picture of this document must not show: withheld elements, and those that show a secret.
 * @param {{content: Visibility[], secrets: string[]}} options
 * @returns {Element[]}
 */
const masked = ({ content, secrets }) => {
  const withheld = withheldBy(content);
  /** @type {Set<Element>} */
  const found = new Set();
  const shows = (/** @type {string} */ text) => secrets.some((secret) => text.includes(secret));
  const hides = (/** @type {Element} */ element) => {
    const chosen = element.tagName === "SELECT" ? element.selectedOptions[0] : null;
    const value = chosen?.label ?? element.value;
    return withheld(element) || (chosen && withheld(chosen)) || (typeof value === "string" && shows(value));
  };
  const visit = (/** @type {Element} */ element, /** @type {DOMRect | null} */ cover) => {
    const texts = [...childrenOf(element)].filter((child) => child.nodeType === Node.TEXT_NODE);
    if (hides(element) || shows(texts.map((text) => text.data).join(""))) {
      for (const box of [element.getBoundingClientRect(), ...texts.map(boxOfText)]) {
        if (!inViewport(box) || (cover && holds(cover, box))) continue;
        const holder = holderOf(element, box);
        cover = holder.getBoundingClientRect();
        found.add(holder);
      }
    }
    for (const child of childrenOf(element)) if (child.nodeType === Node.ELEMENT_NODE) visit(child, cover);
  };
  visit(document.documentElement, null);
  return [...found];
};
