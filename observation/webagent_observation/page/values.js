/** States, values and options of controls. */

const MAX_OPTIONS = 5000;
/** What a field takes, where its text has one form only (HTML, "Date and time formats"). */
const FORMATS = {
  color: "#rrggbb", date: "YYYY-MM-DD", "datetime-local": "YYYY-MM-DDTHH:MM", month: "YYYY-MM",
  time: "HH:MM", week: "YYYY-Www",
};

const statesOf = (/** @type {Element} */ element, /** @type {string} */ role) => {
  /** @type {Record<string, string | number | boolean>} */
  const states = {};
  const aria = (/** @type {string} */ name) => element.getAttribute(`aria-${name}`);
  if (element.indeterminate || aria("checked") === "mixed") states.checked = "mixed";
  else if (role === "checkbox" || role === "radio" || role === "switch" || role.startsWith("menuitem")) {
    const checked = element.tagName === "INPUT" ? element.checked : aria("checked") === "true";
    if (checked || role === "checkbox" || role === "switch") states.checked = checked;
  }
  if (aria("selected") === "true") states.selected = true;
  if (aria("expanded")) states.expanded = aria("expanded") === "true";
  else if (element.tagName === "SUMMARY") states.expanded = element.parentElement.open;
  if (element.matches(":disabled") || aria("disabled") === "true" || element.closest("[inert]")) states.disabled = true;
  if (element.required || aria("required") === "true") states.required = true;
  if (aria("invalid") && aria("invalid") !== "false") states.invalid = true;
  if (element.readOnly || aria("readonly") === "true") states.readonly = true;
  if (aria("pressed")) states.pressed = aria("pressed") === "true";
  if (aria("current") && aria("current") !== "false") states.current = true;
  if (aria("busy") === "true") states.busy = true;
  if (aria("haspopup") && aria("haspopup") !== "false") states.haspopup = aria("haspopup");
  if (element.multiple) states.multiple = true;
  if (role === "heading") states.level = Number(aria("level") ?? element.tagName[1]) || 2;
  if (role === "dialog" && element.matches(":modal, [aria-modal=true]")) states.modal = true;
  if (element.tagName === "INPUT" && FORMATS[element.type]) states.format = FORMATS[element.type];
  if (element.tagName === "INPUT" && element.type === "password") states.password = true;
  for (const bound of ["min", "max", "step"]) {
    const value = element.tagName === "INPUT" ? element[bound] : aria(`value${bound}`);
    if (value) states[bound] = value;
  }
  if (element === deepActive()) states.focused = true;
  return states;
};

const deepActive = () => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.tagName === "BODY" ? null : active;
};

const valueOf = (/** @type {Element} */ element, /** @type {string} */ role, withheld) => {
  const tag = element.tagName;
  if (tag === "INPUT") {
    if (BUTTON_INPUTS.has(element.type) || role === "checkbox" || role === "radio") return undefined;
    if (element.type === "password") return "•".repeat(Math.min(element.value.length, 8));
    if (element.type === "file") return [...element.files].map((file) => file.name).join(", ");
    return element.value;
  }
  if (tag === "TEXTAREA") return element.value;
  if (tag === "SELECT") {
    const chosen = [...element.selectedOptions].filter((option) => !withheld(option));
    return chosen.map((option) => collapse(option.label)).join(", ");
  }
  if (tag === "PROGRESS" || tag === "METER") return String(element.value);
  if (element.isContentEditable && role === "textbox") {
    const partly = [...element.querySelectorAll("*")].some(withheld);
    return partly ? collapse(textOf(element, withheld)) : element.innerText.trim();
  }
  return element.getAttribute("aria-valuetext") ?? element.getAttribute("aria-valuenow") ?? undefined;
};

/** Some old libraries give every array a `toJSON` that quotes it twice. */
const listed = (/** @type {unknown[]} */ list) => Object.defineProperty(list, "toJSON", { value: undefined });

/** A withheld option keeps its place, without its label: options are chosen by their index. */
const optionsOf = (/** @type {Element} */ element, withheld) => {
  const source = element.tagName === "SELECT" ? element.options : element.list?.options;
  if (!source) return undefined;
  const known = [...source].slice(0, MAX_OPTIONS).map((option) => ({
    label: withheld(option) ? "" : collapse(option.label || option.value),
    selected: element.tagName === "SELECT" && option.selected,
    disabled: withheld(option) || option.disabled || Boolean(option.closest("optgroup:disabled")),
  }));
  return listed(known);
};
