/** States after WAI-ARIA 1.2 and HTML-AAM; what is usual is not said. */

/** What a field takes, where its text has one form only (HTML, "Date and time formats"). */
const FORMATS = new Map(Object.entries({
  color: "#rrggbb", date: "YYYY-MM-DD", "datetime-local": "YYYY-MM-DDTHH:MM", month: "YYYY-MM",
  time: "HH:MM", week: "YYYY-Www",
}));
/** Types of fields that bounds apply to (HTML, "The min and max attributes"). */
const BOUNDED = new Set(["date", "datetime-local", "month", "number", "range", "time", "week"]);
/** Types that `readonly` does not apply to (HTML, "The readonly attribute"). */
const ALWAYS_WRITABLE = new Set(["checkbox", "color", "file", "radio", "range", ...BUTTON_INPUTS]);
const POPUPS = new Set(["dialog", "grid", "listbox", "menu", "tree"]);
const CURRENT = new Set(["date", "location", "page", "step", "time"]);
const SORTED = new Set(["ascending", "descending", "other"]);
const RANGE_ROLES = new Set(["meter", "progressbar", "scrollbar", "separator", "slider", "spinbutton"]);
/** Told with the bounds that are not those of their kind. */
const PROGRESS_ROLES = new Set(["meter", "progressbar"]);
/** They may stand on a level without being in what is on the level above. */
const LEVELLED_ROLES = new Set(["listitem", "row", "treeitem"]);
const GRID_ROLES = new Set(["grid", "table", "treegrid"]);
const DIALOGS = new Set(["alertdialog", "dialog"]);
const DISABLEABLE = new Set(["BUTTON", "FIELDSET", "INPUT", "OPTGROUP", "OPTION", "SELECT", "TEXTAREA"]);

/** What takes an element and all in it out of use. A modal dialog makes the rest inert without any attribute. */
const TAKES_OUT = "[inert], [aria-disabled=true]";

/** @type {() => Map<Node, boolean>} Whether there is any such thing in a document or shadow root, or around it. */
const rootsTakenOut = momentary(() => new Map());

const mayBeTakenOut = (/** @type {Node} */ root) => {
  const known = rootsTakenOut();
  let verdict = known.get(root);
  if (verdict === undefined) {
    verdict = allIn(root, TAKES_OUT).length > 0 || (root instanceof ShadowRoot && mayBeTakenOut(NODE.getRootNode.call(root.host)));
    known.set(root, verdict);
  }
  return verdict;
};

/** @type {() => Map<Element, boolean>} */
const takenOutElements = momentary(() => new Map());

const isInsideTakenOut = (/** @type {Element} */ element) => {
  const known = takenOutElements();
  let verdict = known.get(element);
  if (verdict === undefined) {
    const parent = parentOf(element);
    verdict = ELEMENT.matches.call(element, TAKES_OUT) || (parent !== null && isInsideTakenOut(parent));
    known.set(element, verdict);
  }
  return verdict;
};

const isTakenOut = (/** @type {Element} */ element) => mayBeTakenOut(NODE.getRootNode.call(element)) && isInsideTakenOut(element);

const isDisabled = (/** @type {Element} */ element) => {
  const tag = element.tagName;
  if ((DISABLEABLE.has(tag) || (typeof tag === "string" && tag.includes("-"))) && element.matches(":disabled")) return true;
  return isTakenOut(element);
};

/** Whether what a control opens is open; `undefined` for one that opens nothing. */
const expansionOf = (/** @type {Element} */ element) => {
  const written = attributeOf(element, "aria-expanded");
  if (written === "true" || written === "false") return written === "true";
  const tag = element.tagName;
  if (tag === "SUMMARY") return isSummary(element) ? element.parentElement.open : undefined;
  if (tag !== "BUTTON" && tag !== "INPUT") return undefined;
  const target =
    element.popoverTargetElement ?? (attributeOf(element, "command")?.includes("popover") ? element.commandForElement : null);
  return target && hasAttributeOf(target, "popover") ? ELEMENT.matches.call(target, ":popover-open") : undefined;
};

/** @returns {boolean | "mixed" | undefined} */
const checkednessOf = (/** @type {Element} */ element, /** @type {string} */ role) => {
  if (element.tagName === "INPUT" && (element.type === "checkbox" || element.type === "radio")) {
    return element.indeterminate && element.type === "checkbox" ? "mixed" : element.checked;
  }
  const written = attributeOf(element, "aria-checked");
  if (written === "mixed") return role === "radio" || role === "switch" || role === "menuitemradio" ? false : "mixed";
  return written === null ? undefined : written === "true";
};

const activeElementOf = Object.getOwnPropertyDescriptor(DOCUMENT, "activeElement").get;

/** What has the focus, also inside of shadow roots; an image named "activeElement" is not it. */
const deepActive = () => {
  let active = activeElementOf.call(document);
  for (let inner = active; inner; inner = shadowOf(active)?.activeElement) active = inner;
  return active?.tagName === "BODY" ? null : active;
};

const writtenLevel = (/** @type {Element} */ element) => {
  const written = Number(attributeOf(element, "aria-level"));
  return Number.isInteger(written) && written > 0 ? written : undefined;
};

const levelOf = (/** @type {Element} */ heading) =>
  writtenLevel(heading) ?? Number(/^H([1-6])$/i.exec(heading.tagName)?.[1] ?? 2);

/** The states that ARIA attributes tell, whatever the element. */
const addAriaStates = (/** @type {Element} */ element, /** @type {string} */ role, /** @type {Record<string, string | number | boolean>} */ states) => {
  const aria = (/** @type {string} */ name) => attributeOf(element, `aria-${name}`);
  if (aria("selected") === "true") states.selected = true;
  if (aria("required") === "true") states.required = true;
  if (aria("readonly") === "true") states.readonly = true;
  if (aria("multiselectable") === "true") states.multiple = true;
  if (aria("busy") === "true") states.busy = true;
  const pressed = aria("pressed");
  // That something can be pressed and is not tells it from what only does something.
  if (pressed === "true" || pressed === "false") states.pressed = pressed === "true";
  else if (pressed === "mixed") states.pressed = pressed;
  if (claimsInvalid(element)) {
    const invalid = aria("invalid");
    states.invalid = invalid === "grammar" || invalid === "spelling" ? invalid : true;
  }
  const current = aria("current");
  if (current && current !== "false") states.current = CURRENT.has(current) ? current : true;
  const popup = aria("haspopup");
  if (popup === "true") states.haspopup = "menu";
  else if (POPUPS.has(popup)) states.haspopup = popup;
  const sort = aria("sort");
  if (SORTED.has(sort)) states.sort = sort;
  if (LEVELLED_ROLES.has(role)) {
    const level = writtenLevel(element);
    if (level) states.level = level;
  } else if (GRID_ROLES.has(role)) {
    // Of a large table only some rows may be in the page.
    const count = Number(aria("rowcount"));
    if (count > allIn(element, "tr, [role=row]").length) states.rowcount = count;
  }
};

/** The states that fields of HTML have of their own. */
const addFieldStates = (/** @type {Element} */ element, /** @type {Record<string, string | number | boolean>} */ states) => {
  const type = element.tagName === "INPUT" ? element.type : "";
  if (element.required) states.required = true;
  if (element.readOnly && !ALWAYS_WRITABLE.has(type)) states.readonly = true;
  if (element.multiple) states.multiple = true;
  if (isRefused(element)) states.invalid ??= true;
  if (FORMATS.has(type)) states.format = FORMATS.get(type);
  if (type === "password") states.password = true;
  if (BOUNDED.has(type)) {
    if (element.min || type === "range") states.min = element.min || "0";
    if (element.max || type === "range") states.max = element.max || "100";
    if (element.step) states.step = element.step;
  }
};

/** The bounds of a range, as they are written. */
const addBounds = (/** @type {Element} */ element, /** @type {string} */ role, /** @type {Record<string, string | number | boolean>} */ states) => {
  const native = element.tagName === "METER" || element.tagName === "PROGRESS";
  const usual = { min: 0, max: native ? 1 : 100 };
  for (const bound of ["min", "max"]) {
    const written = attributeOf(element, native ? bound : `aria-value${bound}`);
    if (written && !(PROGRESS_ROLES.has(role) && Number(written) === usual[bound])) states[bound] = written;
  }
};

/** To ask for each attribute by its name costs more than to see whether there is any. */
const speaksAria = (/** @type {Element} */ element) => {
  for (const name of ELEMENT.getAttributeNames.call(element)) if (name.startsWith("aria-")) return true;
  return false;
};

/** How authors mark what was chosen where they give it no role that has such a state. */
const CHOSEN = /^(?:is-)?(?:checked|selected)$/;

const isMarkedChosen = (/** @type {Element} */ element) =>
  (attributeOf(element, "class") ?? "").split(/\s+/).some((token) => CHOSEN.test(token));

/** What is told of an element besides name and value, in WAI-ARIA's words where it has one. */
const statesOf = (/** @type {Element} */ element, /** @type {string} */ role) => {
  /** @type {Record<string, string | number | boolean>} */
  const states = {};
  const tag = element.tagName;
  const written = speaksAria(element);
  const checked = checkednessOf(element, role);
  if (role === "button" && checked !== undefined) states.pressed = checked;
  else if (checked || role === "checkbox" || role === "switch") states.checked = checked ?? false;
  const expanded = expansionOf(element);
  if (expanded !== undefined) states.expanded = expanded;
  if (tag === "OPTION" && element.selected) states.selected = true;
  if (role === "clickable" && isMarkedChosen(element)) states.selected = true;
  if (isDisabled(element)) states.disabled = true;
  if (written) addAriaStates(element, role, states);
  if (FORM_CONTROLS.has(tag)) addFieldStates(element, states);
  else if (RANGE_ROLES.has(role)) addBounds(element, role, states);
  if (role === "heading") states.level = levelOf(element);
  if (DIALOGS.has(role) && ELEMENT.matches.call(element, ":modal, [aria-modal=true]")) states.modal = true;
  if (element === deepActive()) states.focused = true;
  return states;
};

/** What its author says of something that can't be acted on; whether it can be used concerns what is in it. */
const structureStatesOf = (/** @type {Element} */ element, /** @type {string} */ role) => {
  /** @type {Record<string, string | number | boolean>} */
  const states = {};
  if (!ELEMENT.hasAttributes.call(element) || !speaksAria(element)) return states;
  const expanded = attributeOf(element, "aria-expanded");
  if (expanded === "true" || expanded === "false") states.expanded = expanded === "true";
  if (attributeOf(element, "aria-disabled") === "true") states.disabled = true;
  addAriaStates(element, role, states);
  return states;
};

/** What is entered or chosen, as far as it is told. */
const liveValueOf = (/** @type {Element} */ element, /** @type {string} */ tag) => {
  if (tag === "SELECT") {
    if (!element.multiple) return element.selectedIndex;
    let chosen = "";
    for (const option of element.selectedOptions) chosen += ` ${option.index}`;
    return chosen;
  }
  if (element.type === "password") return Math.min(element.value.length, MAX_MASK);
  return element.type === "file" ? `${element.files.length} ${element.value}` : element.value;
};

/**
 * All that changes without a mutation of the document, or by one elsewhere: value, checkedness,
 * validity, whether it can be used and whether what it opens is open.
 */
const liveStateOf = (/** @type {Element} */ element, /** @type {string} */ role) => {
  const tag = element.tagName;
  let live = isDisabled(element) ? "d" : "";
  if (FORM_CONTROLS.has(tag)) {
    const refused = isRefused(element) ? element.validationMessage : "";
    live += `${checkednessOf(element, role) ?? ""}\t${refused}\t${liveValueOf(element, tag)}`;
  }
  return tag === "BUTTON" || tag === "INPUT" || tag === "SUMMARY" ? `${live}\t${expansionOf(element) ?? ""}` : live;
};
