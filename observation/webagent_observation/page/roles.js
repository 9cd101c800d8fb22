/** Roles after HTML-AAM and WAI-ARIA 1.2, in their common parts. */

const IMPLICIT_ROLES = {
  ADDRESS: "group", ARTICLE: "article", ASIDE: "complementary", BLOCKQUOTE: "blockquote",
  BUTTON: "button", CANVAS: "canvas", CAPTION: "caption", CODE: "code", DD: "definition",
  DETAILS: "group", DIALOG: "dialog", DT: "term", FIELDSET: "group", FIGURE: "figure",
  FOOTER: "contentinfo", FORM: "form", H1: "heading", H2: "heading", H3: "heading",
  H4: "heading", H5: "heading", H6: "heading", HEADER: "banner", HR: "separator",
  IFRAME: "iframe", IMG: "img", LI: "listitem", MAIN: "main", MATH: "math", MENU: "list",
  METER: "meter", NAV: "navigation", OL: "list", OUTPUT: "status", PROGRESS: "progressbar",
  SEARCH: "search", SUMMARY: "button", TABLE: "table", TBODY: "rowgroup", TD: "cell",
  TEXTAREA: "textbox", TFOOT: "rowgroup", TH: "columnheader", THEAD: "rowgroup", TR: "row",
  UL: "list", VIDEO: "video", AUDIO: "audio",
};

/** Roles an author may give (WAI-ARIA 1.2); any other word is no role. */
const ARIA_ROLES = new Set([
  "alert", "alertdialog", "application", "article", "banner", "blockquote", "button", "caption",
  "cell", "checkbox", "code", "columnheader", "combobox", "complementary", "contentinfo",
  "definition", "dialog", "document", "feed", "figure", "form", "grid", "gridcell", "group",
  "heading", "img", "link", "list", "listbox", "listitem", "log", "main", "marquee", "math",
  "menu", "menubar", "menuitem", "menuitemcheckbox", "menuitemradio", "meter", "navigation",
  "none", "note", "option", "presentation", "progressbar", "radio", "radiogroup", "region", "row",
  "rowgroup", "rowheader", "scrollbar", "search", "searchbox", "separator", "slider",
  "spinbutton", "status", "switch", "tab", "table", "tablist", "tabpanel", "term", "textbox",
  "timer", "toolbar", "tooltip", "tree", "treegrid", "treeitem",
]);

const INPUT_ROLES = {
  button: "button", checkbox: "checkbox", color: "textbox", date: "textbox",
  "datetime-local": "textbox", email: "textbox", file: "file", image: "button",
  month: "textbox", number: "spinbutton", password: "textbox", radio: "radio",
  range: "slider", reset: "button", search: "searchbox", submit: "button", tel: "textbox",
  text: "textbox", time: "textbox", url: "textbox", week: "textbox",
};

const WIDGET_ROLES = new Set([
  "button", "checkbox", "combobox", "gridcell", "link", "listbox", "menuitem",
  "menuitemcheckbox", "menuitemradio", "option", "radio", "searchbox", "slider", "spinbutton",
  "switch", "tab", "textbox", "treeitem", "file",
]);

const NAMED_FROM_CONTENT = new Set([
  "button", "checkbox", "heading", "link", "menuitem", "menuitemcheckbox", "menuitemradio",
  "option", "radio", "switch", "tab", "treeitem", "tooltip",
]);

const SECTIONING = "article, aside, main, nav, section";

const roleOf = (/** @type {Element} */ element) => {
  const given = (element.getAttribute("role") ?? "").toLowerCase().split(/\s+/);
  const explicit = given.find((word) => ARIA_ROLES.has(word)) ?? "";
  if (explicit && explicit !== "none" && explicit !== "presentation") return explicit;
  const tag = element.tagName.toUpperCase();
  // In SVG any word can be a tag, also those of HTML.
  if (!(element instanceof HTMLElement) && !["A", "MATH", "SVG"].includes(tag)) return "";
  if (tag === "INPUT") return element.list ? "combobox" : (INPUT_ROLES[element.type] ?? "textbox");
  if (tag === "A") return element.hasAttribute("href") ? "link" : "";
  if (tag === "SELECT") return element.multiple || element.size > 1 ? "listbox" : "combobox";
  if (element.isContentEditable && !element.parentElement?.isContentEditable) return "textbox";
  // What can be focused keeps its role (WAI-ARIA 1.2, "Presentational Roles Conflict Resolution").
  if (explicit && element.tabIndex < 0) return "";
  if ((tag === "HEADER" || tag === "FOOTER") && element.closest(SECTIONING)) return "";
  if (tag === "SECTION") {
    return element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") ? "region" : "";
  }
  if (tag === "SUMMARY" && element.parentElement?.tagName !== "DETAILS") return "";
  if (tag === "IMG" && element.getAttribute("alt") === "") return "";
  if (tag === "SVG") return element.querySelector(":scope > title") ? "img" : "";
  if (tag === "TH" && element.scope === "row") return "rowheader";
  return IMPLICIT_ROLES[tag] ?? "";
};
