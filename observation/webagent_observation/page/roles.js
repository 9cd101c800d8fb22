/** Roles after HTML-AAM 1.0 and WAI-ARIA 1.2. */

/** Implicit roles of HTML elements; text-level ones (`em`, `sub`, …) say nothing of their own. */
const IMPLICIT_ROLES = new Map(Object.entries({
  ADDRESS: "group", ARTICLE: "article", AUDIO: "audio", BLOCKQUOTE: "blockquote", BUTTON: "button",
  CANVAS: "canvas", CAPTION: "caption", CODE: "code", DD: "definition", DETAILS: "group",
  DIALOG: "dialog", DT: "term", FIELDSET: "group", FIGURE: "figure", FORM: "form",
  FRAME: "iframe", H1: "heading", H2: "heading", H3: "heading", H4: "heading", H5: "heading",
  H6: "heading", HGROUP: "group", HR: "separator", IFRAME: "iframe", MAIN: "main",
  MARQUEE: "marquee", MENU: "list", METER: "meter", NAV: "navigation", OL: "list",
  OPTGROUP: "group", OPTION: "option", OUTPUT: "status", PROGRESS: "progressbar",
  SEARCH: "search", TABLE: "table", TEXTAREA: "textbox", UL: "list", VIDEO: "video",
}));

/** Elements whose role depends on more than their tag. */
const DEPENDENT_ROLES = new Map(Object.entries({
  A: (element) => (hasAttributeOf(element, "href") ? "link" : ""),
  AREA: (element) => (hasAttributeOf(element, "href") ? "link" : ""),
  ASIDE: (element) => (element.parentElement?.closest(SECTIONING) && !namesItself(element) ? "" : "complementary"),
  BODY: () => (document.designMode === "on" ? "textbox" : ""),
  FOOTER: (element) => (element.closest(SCOPING) ? "" : "contentinfo"),
  HEADER: (element) => (element.closest(SCOPING) ? "" : "banner"),
  IMG: (element) => (attributeOf(element, "alt") === "" && !(namesItself(element) || isFocusable(element)) ? "" : "img"),
  INPUT: (element) => {
    const type = element.type;
    return SUGGESTIBLE.has(type) && hasAttributeOf(element, "list") && element.list ? "combobox" : (INPUT_ROLES.get(type) ?? "");
  },
  LI: (element) => {
    const parent = element.parentElement;
    return !parent || attributeOf(parent, "role") === null || roleOf(parent) === "list" ? "listitem" : "";
  },
  SECTION: (element) => (namesItself(element) ? "region" : ""),
  SELECT: (element) => (element.multiple || element.size > 1 ? "listbox" : "combobox"),
  SUMMARY: (element) => (isSummary(element) ? "button" : ""),
  TBODY: (element) => TABLE_PARTS.get(tableRoleAround(element))?.group ?? "",
  TD: (element) => TABLE_PARTS.get(tableRoleAround(element))?.cell ?? "",
  TFOOT: (element) => TABLE_PARTS.get(tableRoleAround(element))?.group ?? "",
  TH: (element) => (TABLE_PARTS.has(tableRoleAround(element)) ? headerRole(element) : ""),
  THEAD: (element) => TABLE_PARTS.get(tableRoleAround(element))?.group ?? "",
  TR: (element) => TABLE_PARTS.get(tableRoleAround(element))?.row ?? "",
}));

/** Roles an author may give, each with what it is here: "" where it says nothing of its own. */
const ARIA_ROLES = new Map([
  ...[
    "alert", "alertdialog", "application", "article", "banner", "blockquote", "button", "caption",
    "cell", "checkbox", "code", "columnheader", "combobox", "complementary", "contentinfo",
    "definition", "dialog", "document", "feed", "figure", "form", "grid", "gridcell", "group",
    "heading", "img", "link", "list", "listbox", "listitem", "log", "main", "marquee", "math",
    "menu", "menubar", "menuitem", "menuitemcheckbox", "menuitemradio", "meter", "navigation",
    "none", "note", "option", "presentation", "progressbar", "radio", "radiogroup", "region", "row",
    "rowgroup", "rowheader", "scrollbar", "search", "searchbox", "separator", "slider",
    "spinbutton", "status", "switch", "tab", "table", "tablist", "tabpanel", "term", "textbox",
    "timer", "toolbar", "tooltip", "tree", "treegrid", "treeitem",
  ].map((role) => [role, role]),
  ...[
    "deletion", "emphasis", "generic", "insertion", "mark", "paragraph", "strong", "subscript",
    "suggestion", "superscript", "time",
    // DPUB-ARIA 1.1: kinds of sections and of list items.
    "doc-abstract", "doc-biblioentry", "doc-colophon", "doc-credit", "doc-dedication", "doc-endnote",
    "doc-epigraph", "doc-example", "doc-footnote", "doc-pagefooter", "doc-pageheader",
    "doc-pullquote", "doc-qna", "doc-subtitle",
  ].map((role) => [role, ""]),
  ...[
    "acknowledgments", "afterword", "appendix", "bibliography", "chapter", "conclusion", "credits",
    "endnotes", "epilogue", "errata", "foreword", "glossary", "introduction", "part", "preface",
    "prologue",
  ].map((name) => [`doc-${name}`, "region"]),
  ["directory", "list"], ["image", "img"],
  ["doc-backlink", "link"], ["doc-biblioref", "link"], ["doc-glossref", "link"], ["doc-noteref", "link"],
  ["doc-cover", "img"], ["doc-index", "navigation"], ["doc-notice", "note"],
  ["doc-pagebreak", "separator"], ["doc-pagelist", "navigation"], ["doc-tip", "note"],
  ["doc-toc", "navigation"],
  ["graphics-document", "document"], ["graphics-object", "group"], ["graphics-symbol", "img"],
]);

const INPUT_ROLES = new Map(Object.entries({
  button: "button", checkbox: "checkbox", color: "textbox", date: "textbox",
  "datetime-local": "textbox", email: "textbox", file: "file", image: "button",
  month: "textbox", number: "spinbutton", password: "textbox", radio: "radio",
  range: "slider", reset: "button", search: "searchbox", submit: "button", tel: "textbox",
  text: "textbox", time: "textbox", url: "textbox", week: "textbox",
}));

/** Fields that a `list` makes a combobox (HTML-AAM, "input"). */
const SUGGESTIBLE = new Set(["email", "search", "tel", "text", "url"]);

const WIDGET_ROLES = new Set([
  "button", "checkbox", "combobox", "gridcell", "link", "listbox", "menuitem",
  "menuitemcheckbox", "menuitemradio", "option", "radio", "searchbox", "slider", "spinbutton",
  "switch", "tab", "textbox", "treeitem", "file",
]);

/** Without a name they count as if they were not given (WAI-ARIA 1.2, "Handling Author Errors"). */
const NEEDS_NAME = new Set(["form", "region"]);

const SECTIONING = "article, aside, nav, section";
/** Inside of these a header or footer is that of a part, not of the page. */
const SCOPING =
  "article, aside, main, nav, section, [role=article], [role=complementary], [role=main], [role=navigation]";

/** Roles of the parts of a table, by the role of the table; any other role leaves them none. */
const TABLE_PARTS = new Map([
  ["table", { group: "rowgroup", row: "row", cell: "cell" }],
  ["grid", { group: "rowgroup", row: "row", cell: "gridcell" }],
  ["treegrid", { group: "rowgroup", row: "row", cell: "gridcell" }],
]);

/** WAI-ARIA 1.2, "Global States and Properties", without `aria-hidden`: what is presentational is mostly hidden. */
const GLOBAL_ATTRIBUTES = [
  "aria-atomic", "aria-busy", "aria-controls", "aria-current", "aria-describedby", "aria-details",
  "aria-dropeffect", "aria-flowto", "aria-grabbed", "aria-keyshortcuts", "aria-label",
  "aria-labelledby", "aria-live", "aria-owns", "aria-relevant", "aria-roledescription",
];

/** The tag as HTML writes it, also in XHTML and SVG. */
const kindOf = (/** @type {Element} */ element) => tagOf(element).toUpperCase();

/** Whether its author gives it a name that is not its content. */
const namesItself = (/** @type {Element} */ element) =>
  ELEMENT.hasAttributes.call(element) &&
  (Boolean(attributeOf(element, "aria-label")?.trim()) ||
    Boolean(attributeOf(element, "title")?.trim()) ||
    (hasAttributeOf(element, "aria-labelledby") && referredBy(element, "aria-labelledby").some(Boolean)));

const isFocusable = (/** @type {Element} */ element) => element.tabIndex >= 0 && !ELEMENT.matches.call(element, ":disabled");

const isSummary = (/** @type {Element} */ element) => {
  const parent = element.parentElement;
  if (parent?.tagName !== "DETAILS") return false;
  for (const child of parent.children) if (child.tagName === "SUMMARY") return child === element;
  return false;
};

/** @type {() => Map<Element, string>} By parent: all cells of a row are in the same table. */
const tableRoles = momentary(() => new Map());

const tableRoleAround = (/** @type {Element} */ part) => {
  const parent = part.parentElement;
  if (!parent) return "";
  const known = tableRoles();
  let role = known.get(parent);
  if (role === undefined) {
    const table = parent.closest("table");
    role = table ? roleOf(table) : "";
    known.set(parent, role);
  }
  return role;
};

const isDataCell = (/** @type {Element | null} */ cell) => cell?.tagName === "TD" && cell.textContent.trim() !== "";

const headerRole = (/** @type {Element} */ header) => {
  const scope = header.scope;
  if (scope === "row" || scope === "rowgroup") return "rowheader";
  if (scope === "col" || scope === "colgroup" || header.parentElement.parentElement?.tagName === "THEAD") return "columnheader";
  return isDataCell(header.previousElementSibling) || isDataCell(header.nextElementSibling) ? "rowheader" : "columnheader";
};

/** The role its author gives; `undefined` if none counts, "none" if it shall have none. */
const writtenRole = (/** @type {Element} */ element, /** @type {string} */ written) => {
  for (const word of written.toLowerCase().split(/\s+/)) {
    const role = ARIA_ROLES.get(word);
    if (role === "presentation") return "none";
    if (role !== undefined && !(NEEDS_NAME.has(role) && !namesItself(element))) return role;
  }
  return undefined;
};

/**
 * Whether an element keeps its own role though its author takes it away: what can be focused, and
 * what says something as it is (WAI-ARIA 1.2, "Presentational Roles Conflict Resolution").
 */
const resists = (/** @type {Element} */ element, /** @type {"" | "none"} */ given) =>
  (given === "none" && GLOBAL_ATTRIBUTES.some((name) => hasAttributeOf(element, name))) ||
  (typeof element.tabIndex === "number" && isFocusable(element));

/** A form's field may be called like this property. */
const isEditable = (/** @type {Element | null} */ element) => element?.isContentEditable === true;

/** Whether it can be edited, and what is around it can't. */
const beginsEditing = (/** @type {Element} */ element) => isEditable(element) && !isEditable(parentElementOf.call(element));

const isEditingHost = (/** @type {Element} */ element) => {
  const written = attributeOf(element, "contenteditable");
  return written !== null && written !== "false" && beginsEditing(element);
};

const roleOfForeign = (/** @type {Element} */ element, /** @type {string} */ tag) => {
  if (tag === "A") return hasAttributeOf(element, "href") || hasAttributeOf(element, "xlink:href") ? "link" : "";
  if (tag === "MATH") return "math";
  if (tag === "SVG" || tag === "IMAGE") return titleChild(element) || namesItself(element) ? "img" : "";
  return "";
};

/** The role of an element, "" if it says nothing of its own. */
const roleOf = (/** @type {Element} */ element) => {
  const attributed = ELEMENT.hasAttributes.call(element);
  const written = attributed ? attributeOf(element, "role") : null;
  if (written !== null) {
    const given = writtenRole(element, written);
    if (given && given !== "none") return given;
    if (given !== undefined && !resists(element, given)) return "";
  }
  const tag = kindOf(element);
  // In SVG any word can be a tag, also those of HTML.
  if (!(element instanceof HTMLElement)) return roleOfForeign(element, tag);
  if (attributed && hasAttributeOf(element, "contenteditable") && isEditingHost(element)) return "textbox";
  return IMPLICIT_ROLES.get(tag) ?? DEPENDENT_ROLES.get(tag)?.(element) ?? "";
};
