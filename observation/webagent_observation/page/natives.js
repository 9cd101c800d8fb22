/**
 * Methods as the browser made them. A form's fields stand in the place of its own properties and
 * methods, named images and forms in that of the document's: `form.matches` may be an `<input>`.
 */

const ELEMENT = Element.prototype;
const NODE = Node.prototype;
const DOCUMENT = Document.prototype;

/** Getters; the parent of a form with a field named "parentElement" would be that field. */
const parentElementOf = Object.getOwnPropertyDescriptor(NODE, "parentElement").get;
const shadowRootOf = Object.getOwnPropertyDescriptor(ELEMENT, "shadowRoot").get;
const firstChildOf = Object.getOwnPropertyDescriptor(NODE, "firstChild").get;
const nextSiblingOf = Object.getOwnPropertyDescriptor(NODE, "nextSibling").get;
const slotOf = Object.getOwnPropertyDescriptor(ELEMENT, "assignedSlot").get;

const hasAttributeOf = (/** @type {Element} */ element, /** @type {string} */ name) =>
  ELEMENT.hasAttribute.call(element, name);

const attributeOf = (/** @type {Element} */ element, /** @type {string} */ name) =>
  ELEMENT.getAttribute.call(element, name);

const isVisible = (/** @type {Element} */ element, /** @type {CheckVisibilityOptions} */ options) =>
  ELEMENT.checkVisibility.call(element, options);

/** Whether an element is drawn, and not only takes room. */
const isShown = (/** @type {Element} */ element) => isVisible(element, { visibilityProperty: true });

/** All elements of a document or shadow root, or below an element, that match. */
const allIn = (/** @type {Node} */ root, /** @type {string} */ selector) => {
  const { querySelectorAll } =
    root.nodeType === Node.DOCUMENT_NODE ? DOCUMENT : root.nodeType === Node.ELEMENT_NODE ? ELEMENT : DocumentFragment.prototype;
  return querySelectorAll.call(root, selector);
};

/** The tag, also of a form with a field named "tagName". */
const tagOf = (/** @type {Element} */ element) => (typeof element.tagName === "string" ? element.tagName : "FORM");
