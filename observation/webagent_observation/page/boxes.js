/** Boxes on the screen, in CSS px from the top left of the viewport. */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/** What is not wider or not higher than this can't be aimed at; screen readers are told by such. */
const MIN_SIDE = 1;
/** How far is searched for the boxes of what has none itself. */
const MAX_BOX_DEPTH = 3;
const MAX_BOX_CHILDREN = 8;

const isEmpty = (/** @type {Box} */ { left, top, right, bottom }) => right - left <= MIN_SIDE || bottom - top <= MIN_SIDE;

/** @returns {Box | null} What two boxes share, if they share anything. */
const intersection = (/** @type {Box} */ one, /** @type {Box} */ other) => {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  const right = Math.min(one.right, other.right);
  const bottom = Math.min(one.bottom, other.bottom);
  return right > left && bottom > top ? { left, top, right, bottom } : null;
};

const holdsPoint = (/** @type {Box} */ box, /** @type {number} */ x, /** @type {number} */ y) =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

/** @type {() => Map<Element, Box>} */
const rects = momentary(() => new Map());

/** @returns {Box} */
const rectOf = (/** @type {Element} */ element) => {
  const known = rects();
  let rect = known.get(element);
  if (!rect) known.set(element, (rect = ELEMENT.getBoundingClientRect.call(element)));
  return rect;
};

/**
 * The first thing in an element that has a box, for one that has none: a link around a floating
 * picture collapses, and `display: contents` makes no box at all.
 * @returns {Element | Text | null}
 */
const partWithBox = (/** @type {Element} */ element, depth = 0) => {
  if (depth === MAX_BOX_DEPTH) return null;
  const style = getComputedStyle(element);
  const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
  if (clips && style.display !== "contents") return null;
  let left = MAX_BOX_CHILDREN;
  for (const child of childrenOf(element)) {
    if (left-- === 0) return null;
    let part = null;
    if (child.nodeType === Node.ELEMENT_NODE) part = isEmpty(rectOf(child)) ? partWithBox(child, depth + 1) : child;
    else if (child.nodeType === Node.TEXT_NODE && child.data.trim() && !isEmpty(boxOfText(child))) part = child;
    if (part) return part;
  }
  return null;
};

/** @returns {Box | null} The box of an element, or of what stands for it where it has none. */
const boxOf = (/** @type {Element} */ element) => {
  if (element.tagName === "AREA") return areaBox(element);
  const own = rectOf(element);
  if (!isEmpty(own)) return own;
  const part = partWithBox(element);
  return part && (part.nodeType === Node.TEXT_NODE ? boxOfText(part) : rectOf(part));
};

/** How large an element is drawn: "640×400". */
const sizeOf = (/** @type {Element} */ element) => {
  const { left, top, right, bottom } = rectOf(element);
  return `${Math.round(right - left)}×${Math.round(bottom - top)}`;
};
