/** The composed tree (open shadow roots, slots), and the elements of it that were numbered. */

/** @type {Map<number, WeakRef<Element>>} */
const elements = new Map();
/** @type {WeakMap<Element, number>} */
const numbers = new WeakMap();

const collapse = (/** @type {string} */ text) => text.replace(/[\s\u00a0]+/g, " ").trim().toWellFormed();

/** Parent in the composed tree: through slots and shadow hosts. */
const parentOf = (/** @type {Element} */ element) =>
  element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;

/** Children in the composed tree. */
const childrenOf = (/** @type {Element} */ element) => {
  if (element.shadowRoot) return element.shadowRoot.childNodes;
  if (element.tagName === "SLOT") {
    const assigned = element.assignedNodes();
    return assigned.length ? assigned : element.childNodes;
  }
  return element.childNodes;
};

const numberOf = (/** @type {Element} */ element) => {
  let known = numbers.get(element);
  if (known === undefined) {
    known = elements.size + 1;
    numbers.set(element, known);
    elements.set(known, new WeakRef(element));
  }
  return known;
};

const NEVER_RENDERED = new Set([
  "SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "HEAD", "META", "LINK", "TITLE", "OPTION",
  "OPTGROUP", "DATALIST", "PARAM", "SOURCE", "TRACK", "AREA",
]);

const isRendered = (/** @type {Element} */ element) => element.checkVisibility?.() ?? true;

/** The element of a number, unless it left the document. */
const find = (/** @type {number} */ wanted) => {
  const element = elements.get(wanted)?.deref();
  return element?.isConnected ? element : null;
};
