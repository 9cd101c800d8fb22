/** Where something is grabbed, and how it lies to what it is dragged to. */

const INNER = "a[href], button, input, select, textarea, [contenteditable=true]";
/** What calls itself one, also where the whole looks as if it could be grabbed. */
const HANDLES = "[class*=drag-handle i], [class*=draghandle i], [class~=handle i], [class*=grip i], [data-drag-handle]";
const GRIPS = new Set(["grab", "move", "-webkit-grab", "ns-resize", "row-resize"]);

/** Brings both into view, if the window has room for both. */
const showBoth = (/** @type {Element} */ source, /** @type {Element} */ target) => {
  const fits = () => [source, target].every((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
  });
  if (fits()) return true;
  target.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  source.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  if (fits()) return true;
  const [a, b] = [source.getBoundingClientRect(), target.getBoundingClientRect()];
  const middle = (Math.min(a.top, b.top) + Math.max(a.bottom, b.bottom)) / 2;
  scrollBy({ top: middle - innerHeight / 2, behavior: "instant" });
  return fits();
};

/** Where to take hold of it, in px from its corner: at its handle, else where nothing else hears the mouse. */
const gripOf = (/** @type {Element} */ source) => {
  const box = source.getBoundingClientRect();
  const inBox = (/** @type {DOMRect} */ { left, top, width, height }) => ({ x: left + width / 2 - box.left, y: top + height / 2 - box.top });
  for (const part of drawnBelow(source)) if (part.matches(HANDLES) && isDrawn(part)) return inBox(part.getBoundingClientRect());
  if (!GRIPS.has(getComputedStyle(source).cursor) && !source.draggable) {
    for (const part of drawnBelow(source)) if (isDrawn(part) && GRIPS.has(getComputedStyle(part).cursor)) return inBox(part.getBoundingClientRect());
  }
  const spots = [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5], [0.5, 0.2], [0.5, 0.8]].map(([x, y]) => ({ x: box.width * x, y: box.height * y }));
  const root = source.getRootNode();
  const free = spots.find(({ x, y }) => {
    const inner = root.elementFromPoint(box.left + x, box.top + y)?.closest(INNER);
    return !inner || inner === source || !source.contains(inner);
  });
  return free ?? spots[0];
};

/** How the two lie in a list: whether it runs across, and how many places lie between them. */
const layOf = (/** @type {Element} */ source, /** @type {Element} */ target) => {
  const siblings = [...(target.parentElement?.children ?? [])].filter(isDrawn);
  const at = siblings.indexOf(target);
  const beside = siblings[at + 1] ?? siblings[at - 1] ?? source;
  const [a, b] = [target.getBoundingClientRect(), beside.getBoundingClientRect()];
  const across = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
  const from = siblings.indexOf(source);
  return { across, away: from < 0 || at < 0 ? null : at - from };
};

/** Whether it says how the keyboard moves it (as accessible sortable lists do). */
const movesByKeys = (/** @type {Element} */ source) => {
  const told = [source.getAttribute("aria-roledescription"), ...namedBy(source, "aria-describedby").map((hint) => hint.textContent)];
  return source.hasAttribute("aria-grabbed") || told.some((text) => /sort|drag|space|lift/i.test(text ?? ""));
};

/** Whether an element is the next that is drawn in the same list. */
const isFollowedBy = (/** @type {Element} */ first, /** @type {Element} */ last) => {
  let next = first.nextElementSibling;
  while (next && next !== last && !isDrawn(next)) next = next.nextElementSibling;
  return next === last;
};

/** Where its corner is in the document, in CSS px. */
const spotOf = (/** @type {Element} */ element) => {
  const { left, top } = element.getBoundingClientRect();
  return { x: left + scrollX, y: top + scrollY };
};

/** Whether the middle of one lies in the other. */
const liesIn = (/** @type {Element} */ element, /** @type {Element} */ holder) => {
  const [box, around] = [element.getBoundingClientRect(), holder.getBoundingClientRect()];
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return x >= around.left && x <= around.right && y >= around.top && y <= around.bottom;
};
