/** Sliders and number fields: what they are set to, and where their handles are. */

const numberOr = (/** @type {string | null | undefined} */ text, /** @type {number | null} */ otherwise) => {
  const number = text === null || text === undefined || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(number) ? number : otherwise;
};

/** A number as people write it: the first one in a text. */
const writtenIn = (/** @type {string | null} */ text) => {
  const found = (text ?? "").replace(/\s/g, "").match(/-?\d+(?:[.,]\d+)?/);
  return found ? Number(found[0].replace(",", ".")) : null;
};

/**
 * `kind` is "range" and "number" for inputs of these types, "text" for other fields that one types
 * into, "aria" for what says its value, and "" for all else.
 */
const sliderOf = (/** @type {Element} */ element) => {
  if (element instanceof HTMLInputElement && (element.type === "range" || element.type === "number")) {
    const isRange = element.type === "range";
    const low = numberOr(element.min, isRange ? 0 : null);
    const step = element.step === "any" ? null : numberOr(element.step, 1);
    return {
      kind: element.type, value: numberOr(element.value, null), low,
      high: numberOr(element.max, isRange ? Math.max(100, low ?? 0) : null),
      step, base: low ?? numberOr(element.getAttribute("value"), 0),
    };
  }
  const low = numberOr(element.getAttribute("aria-valuemin"), null);
  const high = numberOr(element.getAttribute("aria-valuemax"), null);
  const told = numberOr(element.getAttribute("aria-valuenow"), null);
  const rest = { low, high, step: null, base: low ?? 0 };
  if (element instanceof HTMLInputElement) return { kind: "text", value: writtenIn(element.value), ...rest };
  if (told === null && !element.matches("[role=slider], [role=spinbutton]")) return { kind: "", value: null, ...rest };
  return { kind: "aria", value: told ?? writtenIn(element.getAttribute("aria-valuetext")), ...rest };
};

const problemOf = (/** @type {Element} */ element) => element.validationMessage ?? "";

/** The line along which a handle moves: of the boxes around it the first that is clearly longer than it. */
const trackOf = (/** @type {Element} */ handle) => {
  const { width, height } = handle.getBoundingClientRect();
  const told = handle.getAttribute("aria-orientation");
  for (let at = drawnParent(handle), depth = 0; at && depth < 6; at = drawnParent(at), depth += 1) {
    const box = at.getBoundingClientRect();
    const upright = told ? told === "vertical" : box.height > box.width;
    if (upright ? box.height > 3 * height : box.width > 3 * width) {
      const reversed = !upright && getComputedStyle(at).direction === "rtl";
      const { left, top } = handle.getBoundingClientRect();
      return { upright, reversed, length: upright ? box.height : box.width, left: box.left - left, top: box.top - top };
    }
  }
  return null;
};
