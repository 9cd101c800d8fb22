/** Values and options of controls. */

const MAX_OPTIONS = 5000;
const MAX_NUMBERED_OPTIONS = 200;
const MAX_MASK = 8;

const valueOfInput = (/** @type {HTMLInputElement} */ input, /** @type {string} */ role) => {
  const type = input.type;
  if (BUTTON_INPUTS.has(type) || type === "checkbox" || type === "radio" || role === "checkbox" || role === "radio") return undefined;
  if (type === "password") return "•".repeat(Math.min(input.value.length, MAX_MASK));
  if (type === "file") return [...input.files].map((file) => file.name).join(", ");
  return input.value;
};

/** Of a combobox with a field in it that is typed into, the field has the value. */
const TYPED_INTO = "input:not([type=hidden]), textarea, [contenteditable]:not([contenteditable=false])";

/** What a combobox shows is what is chosen (WAI-ARIA 1.2, "combobox"). */
const shownIn = (/** @type {Element} */ combobox, withheld) =>
  ELEMENT.querySelector.call(combobox, TYPED_INTO)
    ? undefined
    : collapse(textOf(combobox, withheld, { ...CONTENT, branches: true, reader: combobox }));

/** What is entered, chosen or reached, as text; `undefined` for what has no value. */
const valueOf = (/** @type {Element} */ element, /** @type {string} */ role, withheld) => {
  const tag = element.tagName;
  if (tag === "INPUT") return valueOfInput(element, role);
  if (tag === "TEXTAREA") return element.value;
  if (tag === "SELECT") return selectedLabels(element, withheld);
  if (tag === "METER" || (tag === "PROGRESS" && element.position >= 0)) return String(element.value);
  if (role === "textbox" && element.isContentEditable) {
    const partly = [...allIn(element, "*")].some(withheld);
    return partly ? collapse(textOf(element, withheld)) : element.innerText.trim();
  }
  if (role === "combobox") return shownIn(element, withheld);
  if (!RANGE_ROLES.has(role)) return undefined;
  return attributeOf(element, "aria-valuetext") ?? attributeOf(element, "aria-valuenow") ?? undefined;
};

/** Some old libraries give every array a `toJSON` that quotes it twice. */
const listed = (/** @type {unknown[]} */ list) => Object.defineProperty(list, "toJSON", { value: undefined });

/** @returns {HTMLOptGroupElement | null} */
const groupOf = (/** @type {HTMLOptionElement} */ option) => (option.parentElement?.tagName === "OPTGROUP" ? option.parentElement : null);

/** Whether an option, or the group it is in, is disabled; that all are goes without saying in a disabled select. */
const isBarred = (/** @type {HTMLOptionElement} */ option) => option.disabled || groupOf(option)?.disabled === true;

/**
 * What a select or a field with suggestions offers. A withheld option keeps its place, without its
 * label: options are chosen by their index.
 * @returns {RawOption[] | undefined}
 */
const optionsOf = (/** @type {Element} */ element, withheld) => {
  const isSelect = element.tagName === "SELECT";
  const source = isSelect ? element.options : element.tagName === "INPUT" ? element.list?.options : null;
  if (!source) return undefined;
  /** @type {RawOption[]} */
  const known = [];
  for (const option of source) {
    if (known.length === MAX_OPTIONS) break;
    const selected = isSelect && option.selected;
    if (withheld(option)) {
      known.push({ label: "", selected, disabled: true });
      continue;
    }
    const told = { label: collapse(option.label || option.value), selected, disabled: isBarred(option) };
    const group = groupOf(option);
    if (group && !withheld(group)) told.group = collapse(attributeOf(group, "label") ?? "");
    if (isSelect && known.length < MAX_NUMBERED_OPTIONS) told.id = numberOf(option);
    known.push(told);
  }
  return listed(known);
};
