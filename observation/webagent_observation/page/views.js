/** What an element is seen through: the boxes around it that clip it, the viewport the last of them. */

/**
 * @typedef {Object} View
 * @property {Element | null} element   what clips, or the element that scrolls the page
 * @property {View | null} outer        null for the viewport
 * @property {Box} box
 * @property {Room} down
 * @property {Room} right
 */

const scrollingElementOf = Object.getOwnPropertyDescriptor(DOCUMENT, "scrollingElement").get;
const documentElementOf = Object.getOwnPropertyDescriptor(DOCUMENT, "documentElement").get;

const clips = (/** @type {string} */ overflow) => overflow === "hidden" || overflow === "clip";

/** @returns {{page: View, still: View}} The viewport, for what scrolls with the page and what does not. */
const viewports = momentary(() => {
  const root = documentElementOf.call(document);
  const scroller = scrollingElementOf.call(document) ?? root;
  const box = { left: 0, top: 0, right: scroller.clientWidth, bottom: scroller.clientHeight };
  const style = getComputedStyle(root);
  // What the body says of overflow counts for the viewport, if the root says nothing (CSS Overflow 3, 3.3).
  const body = style.overflowY === "visible" ? ELEMENT.querySelector.call(root, ":scope > body") : null;
  const { overflowX, overflowY } = body ? getComputedStyle(body) : style;
  const down = clips(overflowY) ? NO_ROOM : roomDown(scroller);
  const right = clips(overflowX) ? NO_ROOM : roomRight(scroller);
  return {
    page: { element: scroller, outer: null, box, down, right },
    still: { element: null, outer: null, box, down: NO_ROOM, right: NO_ROOM },
    body,
  };
});

/** @type {() => Map<Element, View>} Of each element, what its content in flow is seen through. */
const flowViews = momentary(() => new Map());

/** Whether what is positioned in an element is positioned by it (CSS Positioned Layout 3, 2.1). */
const holdsPositioned = (/** @type {CSSStyleDeclaration} */ style, /** @type {boolean} */ fixed) =>
  (!fixed && style.position !== "static") || style.transform !== "none" || style.filter !== "none" ||
  style.translate !== "none" || style.scale !== "none" || style.rotate !== "none" || style.perspective !== "none" ||
  /paint|layout|strict|content/.test(style.contain) || /transform|filter|perspective/.test(style.willChange);

/** What an element of this position is itself seen through. */
const viewOf = (/** @type {Element} */ element, /** @type {string} */ position) => {
  const parent = parentOf(element);
  const outside = position === "fixed" ? viewports().still : viewports().page;
  if (position !== "absolute" && position !== "fixed") return parent ? viewIn(parent) : outside;
  let holder = parent;
  while (holder && !holdsPositioned(getComputedStyle(holder), position === "fixed")) holder = parentOf(holder);
  return holder ? viewIn(holder) : outside;
};

/** What the content in flow of an element is seen through. */
const viewIn = (/** @type {Element} */ element) => {
  const known = flowViews();
  const unknown = [];
  for (let at = element; at && !known.has(at); at = parentOf(at)) unknown.push(at);
  while (unknown.length) {
    const at = unknown.pop();
    known.set(at, viewThrough(at));
  }
  return known.get(element);
};

const viewThrough = (/** @type {Element} */ element) => {
  const style = getComputedStyle(element);
  const outer = viewOf(element, style.position);
  const { overflowY } = style;
  // Then the other direction is visible too, or at most clipped (CSS Overflow 3, 3.1).
  if (overflowY === "visible") return outer;
  const { overflowX, display } = style;
  if (display === "inline" || display === "contents" || element === viewports().body || outer.element === element) return outer;
  return {
    element,
    outer,
    box: rectOf(element),
    down: scrolls(overflowY) ? roomDown(element) : NO_ROOM,
    right: scrolls(overflowX) ? roomRight(element) : NO_ROOM,
  };
};

/** Whether content at these edges can be scrolled to where it is seen between these ends. */
const comesBetween = (start, end, from, to, { before, after }) => start - after < to && end + before > from;

const canBeSeen = (/** @type {Box} */ box, /** @type {View} */ view) =>
  comesBetween(box.left, box.right, view.box.left, view.box.right, view.right) &&
  comesBetween(box.top, box.bottom, view.box.top, view.box.bottom, view.down);
