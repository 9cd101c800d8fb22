/** All that is told of something that can be acted on. */

const methodOf = (/** @type {Element} */ sender) => {
  const method = (attributeOf(sender, sender instanceof HTMLFormElement ? "method" : "formmethod") ?? "").toUpperCase();
  return method === "POST" || method === "DIALOG" ? method : "GET";
};

const isSearch = (/** @type {HTMLFormElement} */ form) =>
  methodOf(form) === "GET" &&
  (ELEMENT.closest.call(form, "search, [role=search]") !== null ||
    ELEMENT.querySelector.call(form, "input[type=search], [role=searchbox]") !== null);

/** @type {() => Map<HTMLFormElement, RawForm>} */
const forms = momentary(() => new Map());

/** What a form says of itself. */
const toldOfForm = (/** @type {HTMLFormElement} */ form) => {
  let known = forms().get(form);
  if (!known) {
    const action = absolute(attributeOf(form, "action") || location.href);
    forms().set(form, (known = { method: methodOf(form), action, search: isSearch(form) }));
  }
  return known;
};

const TYPED = new Set(["BUTTON", "INPUT", "SELECT", "TEXTAREA"]);

/** @returns {RawForm} The form a control belongs to, as it is sent by this control. */
const formOf = (/** @type {Element} */ element, /** @type {boolean} */ submits) => {
  const told = toldOfForm(element.form);
  if (!submits) return told;
  const action = attributeOf(element, "formaction");
  const method = hasAttributeOf(element, "formmethod") ? methodOf(element) : told.method;
  return action || method !== told.method ? { ...told, method, action: action ? absolute(action) : told.action } : told;
};

const submitsForm = (/** @type {Element} */ element, /** @type {string} */ tag) =>
  element.type === "submit" || (tag === "INPUT" && element.type === "image");

const OFFERING = new Set(["both", "list"]);

/** Fields with the browser's own suggestions switched off mostly have some of their own. */
const offersSuggestions = (/** @type {Element} */ element, /** @type {string} */ tag, /** @type {string} */ role) =>
  (tag === "INPUT" && role === "combobox" && !element.list) ||
  OFFERING.has(attributeOf(element, "aria-autocomplete")) ||
  (role === "textbox" && element.type !== "password" && attributeOf(element, "autocomplete") === "off");

/** How libraries mark the handle of a slider that says nothing of itself. */
const SLIDER_HANDLE = /slider[-_]?(?:handle|knob|thumb)|(?:handle|knob|thumb)[-_]?slider/i;

/** What it is that can be acted on and has no role. */
const guessedRole = (/** @type {Element} */ element) =>
  SLIDER_HANDLE.test(attributeOf(element, "class") ?? "") ? "slider" : "clickable";

/** @returns {RawNode} */
const describe = (element, role, withheld, content, style) => {
  const tag = tagOf(element);
  /** @type {RawNode} */
  const node = { role, name: nameOf(element, role, withheld, content), id: numberOf(element), tag: tag.toLowerCase() };
  const value = valueOf(element, role, withheld);
  if (!node.name && value === undefined && !FORM_CONTROLS.has(tag)) {
    node.name = (content ? content() : collapse(textOf(element, withheld))).slice(0, MAX_GUESSED_NAME);
  }
  if (!node.name) {
    node.name = hintOf(element, withheld);
    node.hinted = true;
  }
  if (value) node.value = value.toWellFormed();
  const description = descriptionOf(element, node.name, withheld);
  if (description) node.description = description;
  const error = errorOf(element, withheld);
  if (error) node.error = error;
  const place = placeOf(element, style);
  if (place) node.place = place;
  const states = statesOf(element, role);
  if (SIZED.has(tag)) states.size = sizeOf(element);
  for (const _ in states) {
    node.states = states;
    break;
  }
  const target = targetOf(element);
  if (target) {
    node.href = target;
    if (hasAttributeOf(element, "download")) node.download = true;
  }
  if (offersSuggestions(element, tag, role)) node.suggests = true;
  if (!TYPED.has(tag)) return node;
  node.type = element.type;
  if (element.form) {
    const submits = submitsForm(element, tag);
    if (submits) node.submits = true;
    node.form = formOf(element, submits);
  }
  const options = optionsOf(element, withheld);
  if (options) node.options = options;
  return node;
};

/** A label that stands for its hidden control, see `hiddenControlOf`. */
const describeLabel = (label, control, withheld) => {
  const node = describe(control, roleOf(control), withheld);
  node.name = collapse(textOf(label, withheld)) || node.name;
  node.id = numberOf(label);
  node.tag = "label";
  // It stands for the control only where it can be reached itself.
  delete node.place;
  return node;
};
