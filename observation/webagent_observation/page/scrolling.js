/** Scroll containers: how much of their content is out of view, and how far they can be scrolled. */

/** Less than this out of view is no reason to scroll. */
const MIN_HIDDEN = 5;
/** Above this many items the first one in view is searched by halves. */
const MAX_COMPARED = 200;
const MIN_ITEMS = 3;
/** What has more parts than this is a list, if anything. */
const MAX_SECTIONS = 8;
/** How far into a container its list is looked for: through what it alone is in. */
const MAX_LIST_DEPTH = 8;
/** As many of the items have to look alike, and to make up as much of the content. */
const UNIFORM_SHARE = 0.8;

const OWN_SCROLLING = new Set(["BODY", "HTML", "INPUT", "SELECT", "TEXTAREA"]);
const HEADERS = new Set(["CAPTION", "COLGROUP", "THEAD"]);

const scrolls = (/** @type {string} */ overflow) => overflow === "auto" || overflow === "scroll";

/** @typedef {{before: number, after: number}} Room  px of content that can be scrolled to, on each side */

const NO_ROOM = { before: 0, after: 0 };

/** @returns {Room} */
const room = (/** @type {number} */ before, /** @type {number} */ hidden) => ({
  before: Math.max(before, 0),
  after: Math.max(hidden - before, 0),
});

/**
 * How many px of content a scroll container holds back, before and after what is in view, in the
 * direction of reading: where content starts at the end, positions count down from 0 (CSSOM View).
 */
const roomDown = (/** @type {Element} */ element) => {
  const { scrollTop, scrollHeight, clientHeight } = element;
  const hidden = Math.max(scrollHeight - clientHeight, 0);
  if (!hidden) return NO_ROOM;
  const fromEnd = scrollTop < 0 || (scrollTop === 0 && getComputedStyle(element).flexDirection === "column-reverse");
  return room(fromEnd ? hidden + scrollTop : scrollTop, hidden);
};

/** As `roomDown`, from left to right whatever the direction of reading. */
const roomRight = (/** @type {Element} */ element) => {
  const { scrollLeft, scrollWidth, clientWidth } = element;
  const hidden = Math.max(scrollWidth - clientWidth, 0);
  if (!hidden) return NO_ROOM;
  const fromEnd = scrollLeft < 0 || (scrollLeft === 0 && getComputedStyle(element).direction === "rtl");
  return room(fromEnd ? hidden + scrollLeft : scrollLeft, hidden);
};

const share = (/** @type {number} */ part, /** @type {number} */ whole) => Math.round((part / whole) * 100) / 100;

/** @returns {Element[]} The elements right in an element, as it is drawn. */
const elementsIn = (/** @type {Element} */ holder) =>
  [...childrenOf(holder)].filter((child) => child.nodeType === Node.ELEMENT_NODE && !NEVER_RENDERED.has(child.tagName));

/** Whether something is most of what there is to scroll through. */
const fills = (/** @type {Box} */ { left, top, right, bottom }, /** @type {number} */ whole, /** @type {boolean} */ across) =>
  (across ? right - left : bottom - top) >= whole * UNIFORM_SHARE;

/** The one part in which a list would be: the only one, the one beside a header, or by far the largest. */
const mainPart = (/** @type {Element[]} */ parts, /** @type {number} */ whole, /** @type {boolean} */ across) => {
  if (parts.length === 1) return parts[0];
  if (HEADERS.has(parts[0]?.tagName)) return parts.find((part) => !HEADERS.has(part.tagName));
  return parts.length <= MAX_SECTIONS ? parts.find((part) => fills(rectOf(part), whole, across)) : undefined;
};

/** What tells items of one list from others: they may differ in more, such as every second one. */
const kindOfItem = (/** @type {Element} */ item) =>
  `${tagOf(item)} ${attributeOf(item, "role") ?? (attributeOf(item, "class") ?? "").trim().split(/\s/, 1)[0]}`;

/** The items of the list in a container, or nothing where what is in it is no list. */
const itemsIn = (/** @type {Element} */ container, /** @type {number} */ whole, /** @type {boolean} */ across) => {
  let items = elementsIn(container);
  for (let depth = 0; depth < MAX_LIST_DEPTH; depth += 1) {
    const part = mainPart(items, whole, across);
    if (!part) break;
    items = elementsIn(part);
  }
  if (items.length < MIN_ITEMS) return [];
  const sample = items.slice(0, MAX_COMPARED);
  const typical = sample[sample.length >> 1];
  const kind = kindOfItem(typical);
  if (kind.endsWith(" ") && !ITEMS.has(typical.tagName)) return [];
  const alike = sample.filter((item) => kindOfItem(item) === kind);
  return alike.length >= sample.length * UNIFORM_SHARE ? items : [];
};

/** How many of the items are seen in a box, most of each. */
const countShown = (/** @type {Element[]} */ items, /** @type {Box} */ view) => {
  const isShown = (/** @type {Element} */ item) => {
    const { left, top, right, bottom } = rectOf(item);
    return holdsPoint(view, (left + right) / 2, (top + bottom) / 2) && (bottom > top || right > left);
  };
  if (items.length <= MAX_COMPARED) return items.filter(isShown).length;
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { top, bottom } = rectOf(items[middle]);
    if ((top + bottom) / 2 < view.top) low = middle + 1;
    else high = middle;
  }
  let shown = 0;
  while (low + shown < items.length && isShown(items[low + shown])) shown += 1;
  return shown;
};

/** How many items a list says it has: the set that its first item is of, or the grid that its rows are of. */
const toldTotal = (/** @type {Element} */ container, /** @type {Element | undefined} */ first) => {
  const size = first ? attributeOf(first, "aria-setsize") : null;
  const grid = first && !size && roleOf(first) === "row" ? ELEMENT.closest.call(first, "[aria-rowcount]") : container;
  const told = Number(size ?? (grid && attributeOf(grid, "aria-rowcount")));
  return told > 0 ? told : undefined;
};

/** @returns {Box} Around all items; of a virtual list, only some are there. */
const boxAround = (/** @type {Element[]} */ items) => {
  const [first, last] = [rectOf(items[0]), rectOf(items.at(-1))];
  return {
    left: Math.min(first.left, last.left), top: Math.min(first.top, last.top),
    right: Math.max(first.right, last.right), bottom: Math.max(first.bottom, last.bottom),
  };
};

/**
 * How much of its content a scroll container holds out of view; null for what is none.
 * @returns {{above: number, below: number, whole: number, across: boolean} | null}
 */
const outOfView = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration} */ style) => {
  const down = style.overflowY;
  // Then the other direction doesn't scroll either (CSS Overflow 3, 3.1).
  if (down === "visible" || down === "clip" || OWN_SCROLLING.has(element.tagName)) return null;
  const { clientHeight, clientWidth } = element;
  if (!(clientHeight > MIN_HIDDEN && clientWidth > MIN_HIDDEN)) return null;
  if (scrolls(down) && element.scrollHeight - clientHeight > MIN_HIDDEN) {
    const { before, after } = roomDown(element);
    const whole = element.scrollHeight;
    return { above: share(before, whole), below: share(after, whole), whole, across: false };
  }
  if (!scrolls(style.overflowX) || !(element.scrollWidth - clientWidth > MIN_HIDDEN)) return null;
  const { before, after } = roomRight(element);
  const whole = element.scrollWidth;
  const [above, below] = style.direction === "rtl" ? [after, before] : [before, after];
  return { above: share(above, whole), below: share(below, whole), whole, across: true };
};

/** @returns {RawScroll | undefined} What a scroll container holds out of view; undefined for what is none. */
const scrollOf = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration} */ style) => {
  const hidden = outOfView(element, style);
  if (!hidden) return undefined;
  const { above, below, whole, across } = hidden;
  /** @type {RawScroll} */
  const scroll = { above, below };
  if (across) scroll.across = true;
  const items = itemsIn(element, whole, across);
  if (items.length) scroll.shown = countShown(items, rectOf(element));
  const isWhole = items.length > 0 && fills(boxAround(items), whole, across);
  const total = toldTotal(element, items[0]) ?? (isWhole ? items.length : undefined);
  if (total !== undefined) scroll.total = total;
  return scroll;
};
