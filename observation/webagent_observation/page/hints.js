/** What something that nothing names may be called: a guess from what its author left in the page. */

const MAX_HINT = 40;
/** How much of what is in a control is looked at. */
const MAX_PARTS = 12;
/** How many other links to the same address are looked at. */
const MAX_NAMESAKES = 3;

/** Where libraries find the tooltips they draw themselves. */
const TOOLTIPS = [
  "data-tooltip", "data-title", "data-original-title", "data-bs-original-title", "data-tippy-content", "data-tip", "title",
];

/** Words by which the class of an icon is known, wherever they stand in it. */
const ICON = new Set(["glyphicon", "icn", "ico", "icon", "icons"]);
/** Those that it begins with, each of an icon font. */
const ICON_FONT = new Set([
  "anticon", "bi", "bx", "bxs", "codicon", "dashicons", "fa", "fab", "fad", "fal", "far", "fas", "feather", "fi", "ion",
  "la", "lucide", "mdi", "octicon", "ph", "pi", "ri", "symbol", "tabler", "ti", "uil",
]);
/** What is said of the looks of icons and pictures, and of elements that hold them. */
const LOOKS = new Set([
  "bold", "brands", "btn", "button", "container", "css", "default", "duotone", "fill", "filled", "fixed", "fw", "img", "inner",
  "inverse", "large", "lg", "light", "md", "medium", "mui", "outline", "outlined", "pixel", "placeholder", "regular", "root",
  "round", "rounded", "sharp", "size", "sm", "small", "solid", "spacer", "spin", "svg", "thin", "thumb", "thumbnail",
  "transparent", "wrap", "wrapper", "xl", "xs",
]);

/** The words of an identifier that may say something; what has digits in it was mostly generated. */
const wordsOf = (/** @type {string} */ identifier) =>
  identifier
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && !/\d/.test(word) && !LOOKS.has(word));

/** What the name of an icon says: "trash" for `fa-trash`, `icon-trash` or `TrashIcon`. */
const saidByIcon = (/** @type {string} */ identifier) => {
  const words = wordsOf(identifier);
  const told = words.filter((word, at) => !ICON.has(word) && !(at === 0 && ICON_FONT.has(word)));
  return told.length < words.length ? told.join(" ") : "";
};

const withoutIcon = (/** @type {string} */ identifier) => saidByIcon(`icon ${identifier}`);

/** The last part of an address; a page may write it in any encoding. */
const lastPart = (/** @type {string} */ address) => {
  const part = address.split(/[?#]/)[0].split("/").pop();
  try {
    return collapse(decodeURIComponent(part));
  } catch {
    return collapse(part);
  }
};

/** What the icon that an element is, or may be, is called. */
const iconHint = (/** @type {Element} */ part) => {
  for (const token of (attributeOf(part, "class") ?? "").split(/\s+/)) {
    const said = saidByIcon(token);
    if (said) return said;
  }
  const tag = kindOf(part);
  if (tag === "USE") {
    const [file, fragment] = (attributeOf(part, "href") ?? attributeOf(part, "xlink:href") ?? "").split("#");
    return withoutIcon(fragment || lastPart(file).replace(/\.\w+$/, ""));
  }
  const own = tag.includes("-") ? (attributeOf(part, "icon") ?? attributeOf(part, "name")) : null;
  return withoutIcon(attributeOf(part, "data-icon") ?? own ?? "") || saidByIcon(attributeOf(part, "data-testid") ?? "");
};

/** What the file of a picture is called. */
const pictureHint = (/** @type {Element} */ part) => {
  const source = kindOf(part) === "IMG" ? (attributeOf(part, "src") ?? "") : "";
  return source.startsWith("data:") ? "" : withoutIcon(lastPart(source).replace(/\.\w+$/, ""));
};

const tooltipHint = (/** @type {Element} */ part) => {
  for (const attribute of TOOLTIPS) {
    const text = collapse(attributeOf(part, attribute) ?? "");
    if (text) return text;
  }
  return "";
};

/** What another link to the same address is called. */
const namesakeHint = (/** @type {Element} */ link, withheld) => {
  const others = linksBeside(link);
  // Also where there is none: it may come later.
  refersTo(link, "href", others);
  for (const other of others.slice(0, MAX_NAMESAKES)) {
    dependsOn(link, other);
    const name = withheld(other) || !isShown(other) ? "" : nameOf(other, "link", withheld);
    if (name) return name;
  }
  return "";
};

/** Whether a link leads out of the page. */
const leadsElsewhere = (/** @type {string} */ target) =>
  target !== "" && !target.startsWith("javascript:") && target.split("#")[0] !== location.href.split("#")[0];

/** The end of an address, else whose site it is. */
const addressHint = (/** @type {string} */ target) => {
  const part = lastPart(target);
  if (part || !URL.canParse(target)) return part;
  const { hostname } = new URL(target);
  return hostname === location.hostname ? "" : hostname;
};

/** The first of the elements in a control that may be read, and the control itself. */
const partsOf = (/** @type {Element} */ element, withheld) => {
  const parts = [];
  const walker = DOCUMENT.createTreeWalker.call(document, element, NodeFilter.SHOW_ELEMENT);
  for (let part = element; part && parts.length < MAX_PARTS; part = walker.nextNode()) if (!withheld(part)) parts.push(part);
  return parts;
};

const firstOf = (/** @type {Element[]} */ parts, /** @type {(part: Element) => string} */ hint) => {
  for (const part of parts) {
    const said = hint(part);
    if (said) return said;
  }
  return "";
};

/** Its classes, but for those that only say what its state or its role says. */
const classesOf = (/** @type {Element} */ element) => {
  const classes = attributeOf(element, "class") ?? "";
  return SLIDER_HANDLE.test(classes) ? "" : classes.split(/\s+/).filter((token) => !CHOSEN.test(token)).join(" ");
};

const identifierOf = (/** @type {Element} */ element) =>
  collapse(attributeOf(element, "name") ?? "") ||
  collapse(attributeOf(element, "id") ?? "") ||
  collapse(classesOf(element));

/** What it looks like, and how it is identified; fields look alike, whatever they are for. */
const looksAndIdentifier = (/** @type {Element} */ element, /** @type {Element[]} */ parts) => {
  const isField = FORM_CONTROLS.has(element.tagName) || element.isContentEditable;
  const looks = isField ? "" : looksOf(parts);
  const identifier = identifierOf(element);
  if (!looks) return identifier;
  // Letters with digits were mostly generated; without, they are a number or a place, such as "(2,-1)".
  const says = identifier && !(/\d/.test(identifier) && LETTER.test(identifier));
  return says && looks.length + identifier.length < MAX_HINT ? `${looks} ${identifier}` : looks;
};

/** What a nameless control may be called: what its author says of it or draws in it, else its looks and how it is identified. */
const hintOf = (/** @type {Element} */ element, withheld) => {
  const parts = partsOf(element, withheld);
  const target = targetOf(element);
  const elsewhere = leadsElsewhere(target);
  const address = elsewhere ? addressHint(target) : "";
  const hint =
    firstOf(parts, tooltipHint) ||
    (elsewhere && namesakeHint(element, withheld)) ||
    firstOf(parts, iconHint) ||
    (LETTER.test(address) && address) ||
    firstOf(parts, pictureHint) ||
    address ||
    looksAndIdentifier(element, parts);
  return hint.slice(0, MAX_HINT);
};
