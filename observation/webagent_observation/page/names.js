/** Names after accname 1.2, in its common parts. */

const FORM_CONTROLS = new Set(["INPUT", "SELECT", "TEXTAREA"]);

const BUTTON_INPUTS = new Set(["button", "submit", "reset", "image"]);

const MAX_GUESSED_NAME = 120;

const titleOf = (/** @type {SVGElement} */ image, withheld) => {
  const title = image.querySelector(":scope > title");
  return title && !withheld(title) ? title.textContent : "";
};

/** Text of an element as a name: rendered descendants, alternatives of images, no withheld part. */
const textOf = (element, withheld, depth = 0) => {
  if (depth > 40 || withheld(element)) return "";
  const label = element.getAttribute("aria-label");
  if (depth > 0 && label?.trim()) return label;
  if (element.tagName === "IMG") return element.alt;
  if (element.tagName.toUpperCase() === "SVG") return titleOf(element, withheld);
  if (depth > 0 && (element.tagName === "SELECT" || element.tagName === "TEXTAREA")) return "";
  if (depth > 0 && element.tagName === "INPUT") return BUTTON_INPUTS.has(element.type) ? element.value : "";
  let text = "";
  for (const child of childrenOf(element)) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.nodeName === "BR") text += " ";
    else if (child.nodeType === Node.ELEMENT_NODE && !NEVER_RENDERED.has(child.tagName)) {
      const style = getComputedStyle(child);
      if (style.display === "none" || style.visibility === "hidden") continue;
      if (child.getAttribute("aria-hidden") === "true") continue;
      const inline = style.display.startsWith("inline") || style.display === "contents";
      const part = textOf(child, withheld, depth + 1);
      text += inline ? part : ` ${part} `;
    }
  }
  return text;
};

/** @type {Map<Node, Map<Element, HTMLLabelElement[]>>} Per root; valid while nothing else runs. */
let labels = new Map();

/** The labels of a control, in order; its own `labels` would walk the whole tree for each. */
const labelsOf = (/** @type {Element} */ element) => {
  const root = element.getRootNode();
  let known = labels.get(root);
  if (!known) {
    known = new Map();
    for (const label of root.querySelectorAll("label")) {
      if (label.control) known.set(label.control, [...(known.get(label.control) ?? []), label]);
    }
    labels.set(root, known);
  }
  return known.get(element) ?? [];
};

const textOfIds = (element, attribute, withheld) => {
  const root = element.getRootNode();
  return (element.getAttribute(attribute) ?? "")
    .split(/\s+/)
    .map((id) => (id && root.getElementById ? root.getElementById(id) : null))
    .filter((found) => found !== null && !withheld(found))
    .map((found) => collapse(found.getAttribute("aria-label") ?? textOf(found, withheld)))
    .join(" ")
    .trim();
};

/** Accessible name, by accname 1.2 steps 2B (labelledby), 2C (label), 2D (native), 2F (content), 2I (tooltip). */
const nameOf = (element, role, withheld) => {
  const labelledBy = textOfIds(element, "aria-labelledby", withheld);
  if (labelledBy) return labelledBy;
  const label = collapse(element.getAttribute("aria-label") ?? "");
  if (label) return label;
  const tag = element.tagName.toUpperCase();
  let native = "";
  if (tag === "INPUT" && BUTTON_INPUTS.has(element.type)) {
    native = element.value || element.alt || { submit: "Submit", reset: "Reset" }[element.type] || "";
  } else if (labelsOf(element).length) {
    native = labelsOf(element).map((found) => collapse(textOf(found, withheld))).join(" ");
  } else if (tag === "IMG") native = element.alt;
  else if (tag === "SVG") native = titleOf(element, withheld);
  else if (tag === "FIELDSET") native = childText(element, "LEGEND", withheld);
  else if (tag === "TABLE") native = childText(element, "CAPTION", withheld);
  else if (tag === "FIGURE") native = childText(element, "FIGCAPTION", withheld);
  native = collapse(native);
  if (native) return native;
  if (NAMED_FROM_CONTENT.has(role)) {
    const content = collapse(textOf(element, withheld));
    if (content) return content;
  }
  // By attribute: a form's properties may be its fields, as `form.title` is the field "title".
  const fallback = ["title", "placeholder", "aria-placeholder"].map((name) => collapse(element.getAttribute(name) ?? ""));
  return fallback.find(Boolean) ?? "";
};

const childText = (element, tag, withheld) => {
  const child = [...element.children].find((candidate) => candidate.tagName === tag);
  return child ? textOf(child, withheld) : "";
};

const absolute = (/** @type {string} */ address) =>
  URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : "";

/** Where a link of HTML or SVG leads. */
const targetOf = (/** @type {Element} */ element) => {
  if (element.localName !== "a") return "";
  return typeof element.href === "string" ? element.href : element.href.baseVal && absolute(element.href.baseVal);
};

/** What a nameless control may be called: the end of its address, else how its author named it. */
const hintOf = (/** @type {Element} */ element) => {
  const path = targetOf(element).split(/[?#]/)[0].split("/").pop();
  const given = ["name", "id", "class"].map((name) => element.getAttribute(name));
  return collapse(path || given.find(Boolean) || "").slice(0, 40);
};
