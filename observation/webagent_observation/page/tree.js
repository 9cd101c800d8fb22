/** The composed tree (shadow roots, slots), and the elements of it that were numbered. */

/** @type {Map<number, WeakRef<Element>>} */
const elements = new Map();
/** @type {WeakMap<Element, number>} */
const numbers = new WeakMap();
/** @type {WeakMap<Element, ShadowRoot>} Closed roots, handed over by the browser's protocol. */
const closedRoots = new WeakMap();

/** What shows nothing: private-use glyphs of icon fonts, soft hyphens, zero-width spaces, marks of direction. */
const INVISIBLE = /[\ue000-\uf8ff]|[\udb80-\udbff][\udc00-\udfff]|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/g;
const IRREGULAR = /[^\S ]| {2}|[\ue000-\uf8ff\udb80-\udbff\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/;

/** Text with each run of white space as one space, and without what shows nothing. */
const squeeze = (/** @type {string} */ text) =>
  IRREGULAR.test(text) ? text.replace(INVISIBLE, "").replace(/\s+/g, " ") : text;

const collapse = (/** @type {string} */ text) => squeeze(text).trim().toWellFormed();

/** @type {(element: Element) => ShadowRoot | null} */
const shadowOf = (element) => shadowRootOf.call(element) ?? closedRoots.get(element) ?? null;

/** An image named "host" takes that place in its document, and would be the parent of all around it. */
const hostOf = (/** @type {Node} */ root) => (root instanceof ShadowRoot ? root.host : null);

/** Parent in the composed tree: through slots and shadow hosts. */
const parentOf = (/** @type {Element} */ element) =>
  slotOf.call(element) ?? parentElementOf.call(element) ?? hostOf(NODE.getRootNode.call(element));

/** A form's fields take the place of its properties: a field named "childNodes" would hide them all. */
const childNodesOf = Object.getOwnPropertyDescriptor(Node.prototype, "childNodes").get;

/** What a slot shows in place of its own content, if it is given something. */
const assignedTo = (/** @type {Element} */ element) => {
  if (element.tagName !== "SLOT") return null;
  const assigned = element.assignedNodes();
  return assigned.length ? assigned : null;
};

/** Children in the composed tree. */
const childrenOf = (/** @type {Element} */ element) =>
  assignedTo(element) ?? childNodesOf.call(shadowOf(element) ?? element);

const numberOf = (/** @type {Element} */ element) => {
  let known = numbers.get(element);
  if (known === undefined) {
    known = elements.size + 1;
    numbers.set(element, known);
    elements.set(known, new WeakRef(element));
  }
  return known;
};

/** Elements whose content is no part of the page's text; those of SVG are written in lower case. */
const NEVER_RENDERED = new Set([
  "SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "HEAD", "META", "LINK", "TITLE", "OPTION",
  "OPTGROUP", "DATALIST", "PARAM", "SOURCE", "TRACK",
  "clipPath", "defs", "desc", "linearGradient", "marker", "mask", "metadata", "pattern",
  "radialGradient", "script", "style", "symbol", "title",
]);

/** The element of a number, unless it left the document. */
const find = (/** @type {number} */ wanted) => {
  const element = elements.get(wanted)?.deref();
  return element?.isConnected ? element : null;
};
