/** What elements refer to: by ids, by labels, and by the address that another link has as well. */

/**
 * The elements an attribute names, in the order it is written; `null` for each that isn't there.
 * @returns {(Element | null)[]}
 */
const referredBy = (/** @type {Element} */ element, /** @type {string} */ attribute) => {
  const found = resolved(element, attribute);
  if (found.length) refersTo(element, attribute, found);
  return found;
};

const resolved = (/** @type {Element} */ element, /** @type {string} */ attribute) => {
  if (attribute === "href") return linksBeside(element);
  const written = attributeOf(element, attribute);
  if (written === null) return [];
  const ids = /[\t\n\f\r ]/.test(written) ? written.split(/[\t\n\f\r ]+/).filter(Boolean) : written ? [written] : [];
  if (ids.length) {
    const root = NODE.getRootNode.call(element);
    return ids.map((id) => elementWithId(root, id));
  }
  // A script may set elements in place of ids, which leaves the attribute empty (ARIA, "ARIAMixin").
  return element[REFLECTED[attribute]] ?? [];
};

const REFLECTED = {
  "aria-describedby": "ariaDescribedByElements", "aria-errormessage": "ariaErrorMessageElements",
  "aria-labelledby": "ariaLabelledByElements", "aria-owns": "ariaOwnsElements",
};

const elementWithId = (/** @type {Node} */ root, /** @type {string} */ id) => {
  if (root.nodeType === Node.DOCUMENT_NODE) return DOCUMENT.getElementById.call(root, id);
  // An element that left its document has another as its root.
  return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? DocumentFragment.prototype.getElementById.call(root, id) : null;
};

/** @type {() => Map<Node, Map<Element, HTMLLabelElement[]>>} */
const labelsByRoot = momentary(() => new Map());

/** @type {HTMLLabelElement[]} */
const NO_LABELS = [];

/** The labels of a control, in order; its own `labels` would walk the whole tree for each. */
const labelsOf = (/** @type {Element} */ element) => {
  const root = NODE.getRootNode.call(element);
  let known = labelsByRoot().get(root);
  if (!known) {
    known = new Map();
    for (const label of allIn(root, "label")) {
      const control = label.control;
      if (!control) continue;
      const others = known.get(control);
      if (others) others.push(label);
      else known.set(control, [label]);
    }
    labelsByRoot().set(root, known);
    known.forEach((found, control) => isLabelledBy(control, found));
  }
  return known.get(element) ?? NO_LABELS;
};

/** @type {() => Map<Node, Map<string, Element[]>>} */
const linksByRoot = momentary(() => new Map());

/** The other links to where a link leads, as it is written. */
const linksBeside = (/** @type {Element} */ link) => {
  const root = NODE.getRootNode.call(link);
  let known = linksByRoot().get(root);
  if (!known) {
    known = new Map();
    for (const one of allIn(root, "a[href]")) {
      const address = attributeOf(one, "href");
      const others = known.get(address);
      if (others) others.push(one);
      else known.set(address, [one]);
    }
    linksByRoot().set(root, known);
  }
  return (known.get(attributeOf(link, "href")) ?? []).filter((one) => one !== link);
};
