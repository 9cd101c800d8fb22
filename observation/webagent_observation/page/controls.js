/** What can be acted on, and all that is told of it. */

const methodOf = (/** @type {Element} */ sender) => {
  const method = (sender.getAttribute(sender.tagName === "FORM" ? "method" : "formmethod") ?? "").toUpperCase();
  return method === "POST" || method === "DIALOG" ? method : "GET";
};

const isSearch = (/** @type {HTMLFormElement} */ form) =>
  methodOf(form) === "GET" &&
  (form.getAttribute("role") === "search" ||
    form.closest("search, [role=search]") !== null ||
    form.querySelector("input[type=search], [role=searchbox]") !== null);

const formOf = (/** @type {Element} */ element, /** @type {boolean} */ submits) => {
  const form = element.form;
  if (!form || element.tagName === "OUTPUT" || element.tagName === "FIELDSET") return undefined;
  const written = (submits && element.hasAttribute("formaction") && element.formAction) || form.getAttribute("action");
  return {
    method: methodOf(submits && element.hasAttribute("formmethod") ? element : form),
    action: absolute(written || location.href),
    search: isSearch(form),
  };
};

const submitsForm = (/** @type {Element} */ element) =>
  Boolean(element.form) &&
  ((element.tagName === "BUTTON" && element.type === "submit") ||
    (element.tagName === "INPUT" && (element.type === "submit" || element.type === "image")));

/** Fields with the browser's own suggestions switched off mostly have some of their own. */
const offersSuggestions = (/** @type {Element} */ element, /** @type {string} */ role) =>
  (role === "combobox" && element.tagName === "INPUT" && !element.list) ||
  ["list", "both"].includes(element.getAttribute("aria-autocomplete")) ||
  (role === "textbox" && element.type !== "password" && element.getAttribute("autocomplete") === "off");

/** Its author took it out of both the keyboard's and the reader's way: a twin of something else. */
const takenOut = (/** @type {Element} */ element, /** @type {boolean} */ hidden) =>
  hidden && element.hasAttribute("tabindex") && element.tabIndex < 0;

/** Whether a person could act on it, also where accessibility was forgotten. */
const isActionable = (element, role, style, parentCursor) => {
  if (element.tagName === "INPUT") return element.type !== "hidden";
  if (WIDGET_ROLES.has(role) && role !== "listbox") return true;
  if (role === "listbox" && element.tagName === "SELECT") return true;
  if (element.tagName === "BODY" || element.tagName === "HTML") return false;
  if (element.tagName === "LABEL" || element.tagName === "IFRAME") return false;
  if (element.tagName === "A" && !element.hasAttribute("href")) return true;
  if (element.hasAttribute("onclick") || element.onclick) return true;
  if (element.tabIndex >= 0 && element.hasAttribute("tabindex") && role !== "dialog" && role !== "tabpanel") return true;
  return style.cursor === "pointer" && parentCursor !== "pointer";
};

/** @returns {RawNode} */
const describe = (element, role, withheld) => {
  const submits = submitsForm(element);
  /** @type {RawNode} */
  const node = { role, name: nameOf(element, role, withheld), id: numberOf(element), tag: element.tagName.toLowerCase() };
  const value = valueOf(element, role, withheld);
  if (!node.name && value === undefined && !FORM_CONTROLS.has(element.tagName)) {
    node.name = collapse(textOf(element, withheld)).slice(0, MAX_GUESSED_NAME);
  }
  if (!node.name) {
    node.name = hintOf(element);
    node.hinted = true;
  }
  if (value) node.value = value.toWellFormed();
  const states = statesOf(element, role);
  if (Object.keys(states).length) node.states = states;
  if (typeof element.type === "string" && element.tagName !== "A") node.type = element.type;
  const target = targetOf(element);
  if (target) {
    node.href = target;
    if (element.hasAttribute("download")) node.download = true;
  }
  if (submits) node.submits = true;
  if (offersSuggestions(element, role)) node.suggests = true;
  const form = formOf(element, submits);
  if (form) node.form = form;
  const options = optionsOf(element, withheld);
  if (options) node.options = options;
  return node;
};

/** A label whose control is not rendered stands for the control (styled checkboxes and radios). */
const hiddenControlOf = (/** @type {Element} */ element, withheld) => {
  const control = element.tagName === "LABEL" ? element.control : null;
  if (!control || (control.type !== "checkbox" && control.type !== "radio") || withheld(control)) return null;
  return isRendered(control) && getComputedStyle(control).visibility === "visible" ? null : control;
};

const describeLabel = (label, control, withheld) => {
  const node = describe(control, roleOf(control), withheld);
  node.name = collapse(textOf(label, withheld)) || node.name;
  node.id = numberOf(label);
  node.tag = "label";
  node.labelled = true;
  return node;
};
