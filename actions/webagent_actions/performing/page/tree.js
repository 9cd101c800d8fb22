/** The page as it is drawn: shadow roots in the place of their hosts, slots filled. */

/** More than any page a person would operate. */
const MAX_ELEMENTS = 60000;

/** A property as the browser made it: a form's fields stand in the place of its own. */
const propertyOf = (/** @type {object} */ { prototype }, /** @type {string} */ name) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name);
  return (/** @type {Node} */ node) => get.call(node);
};
const shadowOf = propertyOf(Element, "shadowRoot");
const slotOf = propertyOf(Element, "assignedSlot");
const parentNodeOf = propertyOf(Node, "parentNode");
const childrenOf = propertyOf(Element, "children");

const drawnChildren = (/** @type {Element | Document} */ node) => {
  if (!(node instanceof Element)) return node.children;
  const shadow = shadowOf(node);
  if (shadow) return shadow.children;
  const assigned = node instanceof HTMLSlotElement ? node.assignedElements() : [];
  return assigned.length ? assigned : childrenOf(node);
};

/** All elements below a node as it is drawn, in order. */
function* drawnBelow(/** @type {Element | Document} */ root) {
  const stack = [...drawnChildren(root)].reverse();
  for (let seen = 0; stack.length && seen < MAX_ELEMENTS; seen += 1) {
    const element = stack.pop();
    yield element;
    const children = drawnChildren(element);
    for (let at = children.length - 1; at >= 0; at -= 1) stack.push(children[at]);
  }
}

const drawnParent = (/** @type {Element} */ element) => {
  const slot = slotOf(element);
  if (slot) return slot;
  const parent = parentNodeOf(element);
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
};

const isWithin = (/** @type {Element} */ element, /** @type {Element} */ holder) => {
  for (let at = element; at; at = drawnParent(at)) if (at === holder) return true;
  return false;
};

const isDrawn = (/** @type {Element} */ element) => {
  if (!element.isConnected || !Element.prototype.checkVisibility.call(element, { visibilityProperty: true })) return false;
  const { width, height } = Element.prototype.getBoundingClientRect.call(element);
  return width > 0 && height > 0;
};

const collapsed = (/** @type {string | null | undefined} */ text) => (text ?? "").replace(/\s+/g, " ").trim();

/** The elements that an attribute names by their ids. */
const namedBy = (/** @type {Element} */ element, /** @type {string} */ attribute) => {
  const root = element.getRootNode();
  return (element.getAttribute(attribute) ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .map((id) => root.getElementById?.(id) ?? document.getElementById(id))
    .filter(Boolean);
};

/** The element that has the focus, also inside shadow roots. */
const focused = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
};

/** Waits until what was changed is drawn: the second frame comes after the first one's drawing. */
const drawnAnew = () => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
