/** The text of elements, as it goes into names (accname 1.2, steps 2A, 2C to 2G). */

const MAX_NAME_DEPTH = 100;

/**
 * How text is gathered.
 * @typedef {Object} Gathering
 * @property {boolean} hidden      also what is hidden: the element that was referred to is
 * @property {boolean} label       in a label: what is entered in fields inside of it counts
 * @property {boolean} referenced  by ids, which are followed once
 * @property {boolean} branches    without what opens from an item or a combobox, and stands in it
 * @property {Element | null} reader  whose name or description this becomes part of
 */

/** @type {Gathering} */
const CONTENT = { hidden: false, label: false, referenced: false, branches: false, reader: null };
/** @type {Gathering} */
const REFERENCED = { ...CONTENT, label: true, referenced: true };
/** @type {Gathering} */
const REFERENCED_HIDDEN = { ...REFERENCED, hidden: true };

/** Fields whose value is not told. */
const SECRET_TYPES = new Set(["hidden", "password"]);

const BRANCH_ROLES = new Set(["dialog", "grid", "group", "list", "listbox", "menu", "tree"]);
const PRESENTATIONAL = new Set(["none", "presentation"]);

/** The `<title>` of a picture, or of what is drawn in one (SVG-AAM, "Name Computation"). */
const titleChild = (/** @type {Element} */ drawn) => {
  for (const child of drawn.children) if (child.localName === "title") return child;
  return null;
};

const titleOf = (/** @type {Element} */ drawn, withheld) => {
  const title = titleChild(drawn);
  return title && !withheld(title) ? title.textContent : "";
};

const selectedLabels = (/** @type {HTMLSelectElement} */ select, withheld) =>
  [...select.selectedOptions].filter((option) => !withheld(option)).map((option) => collapse(option.label)).join(", ");

/** What a control inside a label adds to it: its value (accname 1.2, step 2C). */
const embeddedValue = (/** @type {Element} */ element, /** @type {string} */ tag, withheld) => {
  if (tag === "SELECT") return selectedLabels(element, withheld);
  if (tag === "TEXTAREA") return element.value;
  if (tag === "INPUT") {
    const role = INPUT_ROLES.get(element.type) ?? "";
    return SECRET_TYPES.has(element.type) || role === "checkbox" || role === "radio" || role === "file" ? "" : element.value;
  }
  const role = attributeOf(element, "role");
  if (role === "slider" || role === "spinbutton" || role === "scrollbar") {
    return attributeOf(element, "aria-valuetext") ?? attributeOf(element, "aria-valuenow") ?? "";
  }
  return undefined;
};

/** What stands for an element inside a name, in place of its content; `undefined` if nothing does. */
const substitute = (/** @type {Element} */ element, /** @type {string} */ tag, withheld, /** @type {Gathering} */ how) => {
  if (element === how.reader) return "";
  if (ELEMENT.hasAttributes.call(element)) {
    if (!how.referenced && hasAttributeOf(element, "aria-labelledby")) {
      const text = textOfIds(element, "aria-labelledby", withheld, how.reader);
      if (text) return text;
    }
    if (how.label) {
      const value = embeddedValue(element, tag, withheld);
      if (value !== undefined) return value;
    }
    const label = attributeOf(element, "aria-label");
    if (label?.trim()) return label;
  }
  switch (tag) {
    case "AREA": case "IMG":
      return PRESENTATIONAL.has(attributeOf(element, "role")) ? "" : (attributeOf(element, "alt") ?? attributeOf(element, "title") ?? "");
    case "INPUT": return BUTTON_INPUTS.has(element.type) ? ownLabelOfButton(element) : "";
    case "SELECT": case "TEXTAREA": return how.label ? embeddedValue(element, tag, withheld) : "";
    case "IFRAME": return attributeOf(element, "title") ?? "";
    case "AUDIO": case "CANVAS": case "METER": case "PROGRESS": case "VIDEO": return "";
    case "SVG": return titleOf(element, withheld) || undefined;
    default: return undefined;
  }
};

/** Whether text goes on without a space where such an element begins and ends. */
const flowsOn = (/** @type {string} */ display) => display === "inline" || display === "contents" || display.startsWith("ruby");

const isButtonLike = (/** @type {Element} */ element) => {
  const role = attributeOf(element, "role");
  return role !== null && role !== "link" && WIDGET_ROLES.has(role);
};

const textBelow = (/** @type {Element} */ element, withheld, /** @type {Gathering} */ how, /** @type {number} */ depth, shown = true) => {
  let text = shown ? generatedOf(element, "::before") : "";
  const closed = element.tagName === "DETAILS" && !element.open && !how.hidden;
  for (const child of childrenOf(element)) {
    if (child.nodeType === Node.TEXT_NODE) {
      if (shown && !closed) text += child.data;
    } else if (child.nodeType === Node.ELEMENT_NODE && !(closed && child.tagName !== "SUMMARY")) {
      text += textWithin(child, withheld, how, depth);
    }
  }
  if (shown) text += generatedOf(element, "::after");
  if (!how.referenced && hasAttributeOf(element, "aria-owns")) {
    const once = { ...how, referenced: true };
    for (const owned of referredBy(element, "aria-owns")) if (owned) text += ` ${textWithin(owned, withheld, once, depth)}`;
  }
  return text;
};

/** What a child adds to a text, with the space that sets it off. */
const textWithin = (/** @type {Element} */ element, withheld, /** @type {Gathering} */ how, /** @type {number} */ depth) => {
  const tag = kindOf(element);
  if (tag === "BR") return " ";
  if (depth > MAX_NAME_DEPTH || NEVER_RENDERED.has(element.tagName) || withheld(element)) return "";
  const style = getComputedStyle(element);
  const display = style.display;
  if (!how.hidden && (display === "none" || attributeOf(element, "aria-hidden") === "true")) return "";
  if (how.branches && BRANCH_ROLES.has(attributeOf(element, "role"))) return "";
  const shown = how.hidden || style.visibility === "visible";
  const own = shown ? substitute(element, tag, withheld, how) : undefined;
  if (own !== undefined) return own && ` ${own} `;
  let text = textBelow(element, withheld, how, depth + 1, shown);
  // A tooltip names what has no content, unless it has no role that can be named.
  if (shown && hasAttributeOf(element, "title") && !text.trim() && roleOf(element)) text = attributeOf(element, "title");
  return flowsOn(display) && !isButtonLike(element) ? text : ` ${text} `;
};

/** Text of an element as a name: rendered content, alternatives of images, no withheld part. */
const textOf = (/** @type {Element} */ element, withheld, /** @type {Gathering} */ how = CONTENT) => {
  if (withheld(element)) return "";
  const tag = kindOf(element);
  if (tag === "IMG" || tag === "AREA") return attributeOf(element, "alt") ?? "";
  return (tag === "SVG" && titleOf(element, withheld)) || textBelow(element, withheld, how, 0);
};

/** @type {() => Map<Element, string>} */
const referencedTexts = momentary(() => new Map());

/** What an element says where another refers to it, or is labelled by it. */
const textOfReferred = (/** @type {Element} */ found, withheld, /** @type {Element | null} */ reader) => {
  const holdsReader = reader !== null && NODE.contains.call(found, reader);
  const known = holdsReader ? undefined : referencedTexts().get(found);
  if (known !== undefined) return known;
  const base = isShown(found) ? REFERENCED : REFERENCED_HIDDEN;
  const how = holdsReader && found !== reader ? { ...base, reader } : base;
  const text = collapse(substitute(found, kindOf(found), withheld, how) ?? textOf(found, withheld, how));
  if (!holdsReader) referencedTexts().set(found, text);
  return text;
};

/** The text of all that an attribute refers to, but for what is told otherwise. */
const textOfIds = (
  /** @type {Element} */ element, /** @type {string} */ attribute, withheld,
  /** @type {Element | null} */ reader = element, /** @type {Element[]} */ told = [],
) => {
  const texts = [];
  for (const found of referredBy(element, attribute)) {
    if (!found) continue;
    if (reader) dependsOn(reader, found);
    if (told.includes(found)) continue;
    const text = withheld(found) ? "" : textOfReferred(found, withheld, reader);
    if (text) texts.push(text);
  }
  return texts.join(" ");
};

const ITEM_ROLES = new Set(["menuitem", "menuitemcheckbox", "menuitemradio", "treeitem"]);

/** The content that names an element of this role; an item's is without the items below it. */
const contentOf = (/** @type {Element} */ element, /** @type {string} */ role, withheld) =>
  collapse(textOf(element, withheld, { ...CONTENT, branches: ITEM_ROLES.has(role), reader: element }));
