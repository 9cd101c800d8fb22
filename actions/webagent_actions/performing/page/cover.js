/** What lies over an element, as it can be spoken of. */

const ELEMENT = Element.prototype;
const CONTROLS = "a[href], button, input, select, textarea, summary, [role=button], [role=link]";
const LAYERS = "dialog, [role=dialog], [role=alertdialog], [role=alert], [role=status], [role=banner], [role=listbox], [role=menu]";
const MAX_CONTROLS = 12;
const MAX_MARK = 60;

/** What is to be dealt with: the control that is hit, else the dialog, else the layer it is in. */
const layerOf = (/** @type {Element} */ cover, /** @type {Element} */ element) => {
  let [layer, named] = [cover, null];
  for (let at = cover; at && !isWithin(element, at); at = drawnParent(at)) {
    if (ELEMENT.matches.call(at, CONTROLS)) return at;
    if (ELEMENT.matches.call(at, LAYERS)) named ??= at;
    if (/fixed|sticky|absolute/.test(getComputedStyle(at).position)) layer = at;
  }
  return named ?? layer;
};

/** The tag of an element as it is written, with what its author calls it. */
const markOf = (/** @type {Element} */ element) => {
  const names = ["id", "class", "role"].map((name) => [name, ELEMENT.getAttribute.call(element, name) ?? ""]);
  const written = names.filter(([, value]) => value && value.length <= MAX_MARK).map(([name, value]) => ` ${name}="${value}"`);
  return `<${element.localName}${written.join("")}>`;
};

/** A layer and the first controls in it. */
const partsOf = (/** @type {Element} */ layer) => {
  const parts = [layer];
  for (const part of drawnBelow(layer)) {
    if (parts.length > MAX_CONTROLS) break;
    if (ELEMENT.matches.call(part, CONTROLS) && isDrawn(part)) parts.push(part);
  }
  return parts;
};
