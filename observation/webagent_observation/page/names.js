/** Names after accname 1.2 and HTML-AAM, "Accessible Name and Description Computation". */

const FORM_CONTROLS = new Set(["INPUT", "SELECT", "TEXTAREA"]);
const LABELABLE = new Set(["BUTTON", "INPUT", "METER", "OUTPUT", "PROGRESS", "SELECT", "TEXTAREA"]);

const BUTTON_INPUTS = new Set(["button", "submit", "reset", "image"]);

/** What browsers write on a button that nothing is written on. */
const BUTTON_DEFAULTS = new Map([["image", "Submit"], ["reset", "Reset"], ["submit", "Submit"]]);
/** Types that `placeholder` applies to (HTML, "The placeholder attribute"). */
const HINTED_TYPES = new Set(["email", "number", "password", "search", "tel", "text", "textarea", "url"]);

const NAMED_FROM_CONTENT = new Set([
  "button", "checkbox", "heading", "link", "menuitem", "menuitemcheckbox", "menuitemradio",
  "option", "radio", "switch", "tab", "treeitem", "tooltip",
]);

const MAX_GUESSED_NAME = 120;

/** What a button of one tag says of itself, without its labels. */
const ownLabelOfButton = (/** @type {HTMLInputElement} */ button) => {
  const alternative = button.type === "image" ? attributeOf(button, "alt") : "";
  return alternative || button.value || (button.type === "image" && attributeOf(button, "title")) || BUTTON_DEFAULTS.get(button.type) || "";
};

const childText = (/** @type {Element} */ element, /** @type {string} */ tag, withheld) => {
  for (const child of element.children) {
    if (child.tagName === tag) return withheld(child) ? "" : textOf(child, withheld, { ...CONTENT, label: true });
  }
  return "";
};

const labelText = (/** @type {Element} */ element, withheld) => {
  const labels = labelsOf(element);
  if (!labels.length) return "";
  const texts = [];
  for (const label of labels) {
    dependsOn(element, label);
    const text = withheld(label) ? "" : textOfReferred(label, withheld, element);
    if (text) texts.push(text);
  }
  return texts.join(" ");
};

/** The name that the host language gives (accname 1.2, step 2D). */
const nativeName = (/** @type {Element} */ element, withheld) => {
  const tag = kindOf(element);
  if (LABELABLE.has(tag) || tag.includes("-")) {
    const label = labelText(element, withheld);
    if (label || tag !== "INPUT" || !BUTTON_INPUTS.has(element.type)) return label;
    return ownLabelOfButton(element);
  }
  switch (tag) {
    case "AREA": case "IMG": return attributeOf(element, "alt") ?? "";
    case "FIELDSET": return childText(element, "LEGEND", withheld);
    case "FIGURE": return childText(element, "FIGCAPTION", withheld);
    case "OPTGROUP": return attributeOf(element, "label") ?? "";
    // What SVG has by that name has no label.
    case "OPTION": return element.label ?? "";
    case "TABLE": return childText(element, "CAPTION", withheld);
    default: return element instanceof SVGElement ? titleOf(element, withheld) : "";
  }
};

const givenName = (/** @type {Element} */ element, withheld) => {
  const referred = hasAttributeOf(element, "aria-labelledby") ? textOfIds(element, "aria-labelledby", withheld) : "";
  return referred || collapse(attributeOf(element, "aria-label") ?? "");
};

/** What shows in a field as long as it is empty. */
const placeholderOf = (/** @type {Element} */ element) =>
  (FORM_CONTROLS.has(element.tagName) && HINTED_TYPES.has(element.type) && attributeOf(element, "placeholder")) ||
  (attributeOf(element, "aria-placeholder") ?? "");

/** The tooltip (accname 1.2, step 2I), or what HTML-AAM takes after it. By attribute: `form.title` may be a field. */
const tooltipOf = (/** @type {Element} */ element) =>
  collapse(attributeOf(element, "title") ?? "") ||
  collapse(placeholderOf(element)) ||
  (element.tagName === "TABLE" ? collapse(attributeOf(element, "summary") ?? "") : "");

/** Tooltips of what is in a control that says nothing else, as of an icon. */
const innerTooltip = (/** @type {Element} */ element, withheld) => {
  for (const inner of allIn(element, "[title]")) {
    const text = withheld(inner) ? "" : collapse(attributeOf(inner, "title"));
    if (text && isVisible(inner)) return text;
  }
  return "";
};

/**
 * The accessible name of an element.
 * @param {Element} element
 * @param {string} role
 * @param {(element: Element) => boolean} withheld
 * @param {() => string} [content]  its content as a name, if that is known already
 */
const nameOf = (element, role, withheld, content) => {
  const named = ELEMENT.hasAttributes.call(element);
  const given = named ? givenName(element, withheld) : "";
  if (given) return given;
  const native = collapse(nativeName(element, withheld));
  if (native) return native;
  const fromContent = NAMED_FROM_CONTENT.has(role);
  if (fromContent) {
    const text = content && !ITEM_ROLES.has(role) ? collapse(content()) : contentOf(element, role, withheld);
    if (text) return text;
  }
  return (named ? tooltipOf(element) : "") || (fromContent ? innerTooltip(element, withheld) : "");
};

/** An address as the document means it; "" for what is none. */
const absolute = (/** @type {string} */ address) => URL.parse(address, document.baseURI)?.href ?? "";

/** Where a link of HTML or SVG leads. */
const targetOf = (/** @type {Element} */ element) => {
  if (element.localName !== "a" && element.localName !== "area") return "";
  if (typeof element.href === "string") return element.href;
  const written = element.href?.baseVal;
  return written ? absolute(written) : "";
};
