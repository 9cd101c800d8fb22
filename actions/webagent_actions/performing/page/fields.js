/** Fields to write into, and what is in them. */

const HOST = "[contenteditable]:not([contenteditable=false])";
const NATIVE = "input:not([type=hidden]), textarea";
const MAX_PARTS = 200;
/** In ms. */
const HEARD_FOR = 6000;

/** The field that a control is, or the only one in it. */
const fieldOf = (/** @type {Element} */ element) => {
  if (element.matches(NATIVE) || element.isContentEditable) return element;
  if (element instanceof HTMLLabelElement && element.control?.matches(NATIVE)) return element.control;
  const found = [];
  let seen = 0;
  for (const part of drawnBelow(element)) {
    if (part.matches(`${NATIVE}, ${HOST}`)) found.push(part);
    if ((seen += 1) > MAX_PARTS || found.length > 1) break;
  }
  return found.length === 1 ? found[0] : element;
};

const kindOf = (/** @type {Element} */ field) => {
  if (field.matches(NATIVE)) return "native";
  return field.isContentEditable ? "editor" : "keys";
};

const textOf = (/** @type {Element} */ field) => {
  if (field.matches(NATIVE)) return field.value;
  return (field.innerText ?? field.textContent ?? "").replace(/\u200b|\ufeff/g, "").replaceAll("\u00a0", " ").replace(/\n$/, "");
};

/** What a field holds, and whether the focus is still in it. */
const readField = (/** @type {Element} */ element) => {
  const field = fieldOf(element);
  const active = focused();
  return {
    text: textOf(field),
    focused: active !== null && (isWithin(active, field) || isWithin(field, active)),
    limit: field.maxLength > 0 ? field.maxLength : null,
    invalid: field.validity?.badInput === true,
  };
};

/**
 * Puts the focus into a field, with all that is in it selected where that is the browser's to do.
 * @returns {{told: {kind: string, refused: string, focused: boolean}, taken: () => boolean}}  `taken`
 *   says whether any key has come to be text, whatever the page did with it then
 */
const beginWriting = (/** @type {Element} */ element) => {
  const field = fieldOf(element);
  const told = { kind: kindOf(field), refused: "", focused: false };
  let taken = false;
  if (!field.isConnected) told.refused = "gone";
  else if (field.matches(":disabled")) told.refused = "disabled";
  else if (field.readOnly === true) told.refused = "readonly";
  else {
    field.focus({ preventScroll: true });
    // A page may put the focus into another field, which it shows in this one's place.
    told.focused = readField(element).focused;
    if (told.focused && told.kind === "native") field.select();
    const hear = (/** @type {InputEvent} */ event) => {
      taken ||= event.isTrusted && event.data !== null;
    };
    addEventListener("input", hear, { capture: true });
    setTimeout(() => removeEventListener("input", hear, { capture: true }), HEARD_FOR);
  }
  return { told, taken: () => taken };
};
