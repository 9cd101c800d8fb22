/** Whether the mouse gets to an element, where it does, and what is in its way. */

const ELEMENT = Element.prototype;
/** How long is waited for what may go by itself, in ms. */
const WAITS = { covered: 2500, held: 900, disabled: 900, hidden: 400, behind: 400, inert: 400, moving: 1200 };
/** How often scrolling is tried again while waiting, in ms. */
const SCROLL_AGAIN = 400;
const SCROLLS = ["center", "end", "start"];
/** As shares of the box: its middle first, then where what covers a part may leave it free. */
const SHARES = [0.5, 0.25, 0.75, 0.08, 0.92];
const MAX_LINES = 8;
/** As a share of the viewport: what leaves less than that free on each side covers it all. */
const WALL_MARGIN = 0.03;
/** In ms: no press is on its way for longer, even if nobody could say `stop`. */
const GUARDED_FOR = 5000;
const GUARDED = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "auxclick"];

const RIVALS = "a[href], area[href], button, input, select, textarea, summary, label, audio[controls], video[controls], "
  + "[role=button], [role=link], [role=checkbox], [role=radio], [role=switch], [role=menuitem], [role=tab], [role=slider]";
const MADE_OF_PARTS = new Set(["combobox", "searchbox", "spinbutton", "textbox"]);
const MODAL = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";
const PAINT = /background|border|color|fill|filter|outline|shadow|stroke/;

const matches = (/** @type {Element} */ element, /** @type {string} */ selector) => ELEMENT.matches.call(element, selector);
const boxOf = (/** @type {Element} */ element) => ELEMENT.getBoundingClientRect.call(element);

/** @returns {Element | null} */
const firstAround = (/** @type {Element} */ element, /** @type {(at: Element) => boolean} */ wanted) => {
  for (let at = element; at; at = drawnParent(at)) if (wanted(at)) return at;
  return null;
};

/** The topmost element at a point, as seen from the tree that `root` is the root of. */
const hitAt = (/** @type {Document | ShadowRoot} */ root, /** @type {number} */ x, /** @type {number} */ y) => {
  const hit = root.elementFromPoint(x, y);
  // Text in a slot is hit as the host it is written in; among elements alone is what shows it.
  return hit && shadowOf(hit) && hit.getRootNode() !== root ? root.elementsFromPoint(x, y)[0] : hit;
};

/** Whether a click on something in `element` would operate another control that is in it. */
const hasRival = (/** @type {Element} */ element, /** @type {Element} */ hit) => {
  if (MADE_OF_PARTS.has(ELEMENT.getAttribute.call(element, "role") ?? "")) return false;
  for (let at = hit; at && at !== element; at = drawnParent(at)) {
    if (matches(at, RIVALS) && at !== element.control && at.control !== element) return true;
  }
  return false;
};

/** Whether a click on an ancestor does nothing but what one on `element` in it would do as well. */
const standsFor = (/** @type {Element} */ ancestor, /** @type {Element} */ element) =>
  !firstAround(ancestor, (at) => matches(at, RIVALS)) && !matches(element, "[aria-disabled=true]");

/**
 * What a click that hits `hit` is to `element`: "own", "rival" for one on another control in it,
 * "around" for one on what it is in, which it passes on to; "" for a click on something else.
 */
const relation = (/** @type {Element} */ element, /** @type {Element | null} */ hit) => {
  if (!hit) return "";
  if (isWithin(hit, element)) return hasRival(element, hit) ? "rival" : "own";
  const label = firstAround(hit, (at) => at instanceof HTMLLabelElement && at.control === element);
  if (label) return hasRival(label, hit) ? "" : "own";
  if (isWithin(element, hit)) return standsFor(hit, element) ? "around" : "";
  return "";
};

const pointsOf = (/** @type {Element} */ element) => {
  const box = boxOf(element);
  const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
  const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
  if (right <= left || bottom <= top) return [];
  const points = [];
  for (const down of SHARES) for (const across of SHARES) points.push([left + (right - left) * across, top + (bottom - top) * down]);
  const lines = [...ELEMENT.getClientRects.call(element)];
  // Of what runs over several lines, the middle may belong to none of them.
  if (lines.length > 1) {
    const middles = lines.slice(0, MAX_LINES).map((line) => [(line.left + line.right) / 2, (line.top + line.bottom) / 2]);
    points.unshift(...middles.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight));
  }
  return points;
};

/** The best place to click an element as it lies now, with what covers it if there is none. */
const spotOf = (/** @type {Element} */ element) => {
  const root = element.getRootNode();
  /** @type {Record<string, {x: number, y: number, by: string}>} */
  const found = {};
  let cover = null;
  for (const [x, y] of pointsOf(element)) {
    const hit = hitAt(root, x, y);
    const by = relation(element, hit);
    if (by === "own") return { spot: { x, y, by }, cover: null };
    if (by) found[by] ??= { x, y, by };
    else cover ??= hit;
  }
  // Where clicks pass through it, what it is in takes them; where it does not, something covers it.
  const passes = getComputedStyle(element).pointerEvents === "none";
  return { spot: found.rival ?? (passes || !cover ? found.around : null) ?? null, cover };
};

/** Scrolls, if it has to, until the mouse gets to an element. */
const spotByScrolling = (/** @type {Element} */ element, /** @type {boolean} */ scrolls) => {
  let found = spotOf(element);
  if (found.spot || !scrolls) return found;
  const first = found;
  for (const block of SCROLLS) {
    ELEMENT.scrollIntoView.call(element, { block, inline: "center", behavior: "instant" });
    found = spotOf(element);
    if (found.spot) return found;
  }
  ELEMENT.scrollIntoView.call(element, { block: "center", inline: "center", behavior: "instant" });
  return { spot: null, cover: spotOf(element).cover ?? first.cover };
};

/** The dialog that keeps a person from everything that is not in it. */
const modalOver = (/** @type {Element} */ element) => {
  const modals = [...document.querySelectorAll(":modal")];
  return modals.some((modal) => isWithin(element, modal)) ? null : (modals.at(-1) ?? null);
};

const coversWindow = (/** @type {Element} */ element) => {
  if (!/fixed|absolute|sticky/.test(getComputedStyle(element).position)) return false;
  const { left, top, right, bottom } = boxOf(element);
  const [across, down] = [innerWidth * WALL_MARGIN, innerHeight * WALL_MARGIN];
  return left <= across && top <= down && right >= innerWidth - across && bottom >= innerHeight - down;
};

/** Whether what covers an element keeps a person from it altogether, and not only in this place. */
const isWall = (/** @type {Element} */ cover, /** @type {Element} */ element) => {
  for (let at = cover; at && !isWithin(element, at); at = drawnParent(at)) {
    if (matches(at, MODAL) || coversWindow(at)) return true;
  }
  return false;
};

/** What goes by itself has nothing to operate: a spinner, a toast, a veil. */
const waitsForPerson = (/** @type {Element} */ cover, /** @type {Element} */ element) => {
  let layer = cover;
  for (let at = cover; at && !isWithin(element, at); at = drawnParent(at)) layer = at;
  return matches(layer, RIVALS) || ELEMENT.querySelector.call(layer, RIVALS) !== null;
};

/** What never ends has no moment worth waiting for. */
const isMoving = (/** @type {Animation} */ animation) =>
  animation.playState === "running" && !PAINT.test(animation.transitionProperty) && animation.effect?.getComputedTiming().endTime !== Infinity;

/** Whether something says that it moves an element. */
const moves = (/** @type {Element} */ element) =>
  firstAround(element, (at) => ELEMENT.getAnimations.call(at).some(isMoving)) !== null;

const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(resolve);
    // The frames of a tab that is not shown never come.
    setTimeout(resolve, 60);
  });

/** How an element can be got at now, or why it can't. */
const tryReach = (/** @type {Element} */ element, /** @type {boolean} */ scrolls) => {
  if (!element.isConnected) return { state: "gone" };
  if (matches(element, ":disabled")) return { state: "disabled" };
  const modal = modalOver(element);
  if (modal) return { state: "behind", cover: modal };
  if (firstAround(element, (at) => matches(at, "[inert]"))) return { state: "inert" };
  let [blocked, hidden] = [null, "hidden"];
  for (const target of [element, ...(element.labels ?? [])]) {
    const { width, height } = boxOf(target);
    const boxless = getComputedStyle(target).display === "contents";
    if (!boxless && !ELEMENT.checkVisibility.call(target, { visibilityProperty: true })) continue;
    if (boxless || width <= 0 || height <= 0) {
      if (target === element) hidden = "empty";
      continue;
    }
    const { spot, cover } = spotByScrolling(target, scrolls);
    if (spot) return { state: "clear", target, spot };
    blocked ??= { state: cover ? "covered" : "outside", cover };
  }
  return blocked ?? { state: hidden };
};

const patienceFor = (/** @type {{state: string, cover?: Element}} */ { state, cover }, /** @type {Element} */ element) => {
  if (state === "covered") return waitsForPerson(cover, element) ? WAITS.held : WAITS.covered;
  if (state === "clear") return WAITS.moving;
  return WAITS[state] ?? 0;
};

const sameBox = (/** @type {DOMRect | null} */ one, /** @type {DOMRect} */ other) =>
  one !== null && one.left === other.left && one.top === other.top && one.width === other.width && one.height === other.height;

/** Waits until an element can be got at and stands still, as long as there is hope. */
const reached = async (/** @type {Element} */ element, /** @type {number} */ patience) => {
  const start = performance.now();
  let scrolled = -Infinity;
  let last = null;
  for (;;) {
    const now = performance.now();
    const scrolls = now - scrolled > SCROLL_AGAIN;
    if (scrolls) scrolled = now;
    const found = tryReach(element, scrolls);
    const waited = now - start;
    if (found.state === "clear") {
      const box = boxOf(found.target);
      if (sameBox(last, box) || waited >= WAITS.moving || !moves(found.target)) return found;
      last = box;
    } else if (waited >= Math.min(patienceFor(found, element), patience)) return found;
    await nextFrame();
  }
};

/**
 * Lets the mouse press nothing but what is meant: whatever came to lie over it meanwhile hears
 * nothing. `stop` says "hit", "missed", or "none" where no press was heard of.
 */
const guardOver = (/** @type {Element} */ target, /** @type {string} */ by) => {
  const root = target.getRootNode();
  const end = performance.now() + GUARDED_FOR;
  let verdict = "none";
  const check = (/** @type {PointerEvent} */ event) => {
    if (!event.isTrusted || performance.now() > end) return;
    if (verdict === "none" && event.type.endsWith("down")) {
      const now = relation(target, hitAt(root, event.clientX, event.clientY));
      verdict = now === by || now === "own" ? "hit" : "missed";
    }
    if (verdict !== "missed") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of GUARDED) addEventListener(type, check, { capture: true, passive: false });
  return () => {
    for (const type of GUARDED) removeEventListener(type, check, { capture: true });
    return verdict;
  };
};

/**
 * Gets the mouse to an element, guarded if `guarded`.
 * @returns {Promise<{told: {state: string, x: number, y: number, by: string, labelled: boolean,
 *   walled: boolean}, target: Element, cover: Element | null, stop: () => string}>}  `x` and `y` in px from inside
 *   the border of `target`
 */
const aim = async (/** @type {Element} */ element, { patience, guarded }) => {
  const { state, target = element, spot, cover = null } = await reached(element, patience);
  const labelled = target !== element;
  const told = { state, x: 0, y: 0, by: spot?.by ?? "", labelled, walled: cover !== null && isWall(cover, element) };
  if (!spot) return { told, target, cover, stop: () => "none" };
  const { left, top } = boxOf(target);
  const style = getComputedStyle(target);
  told.x = spot.x - left - parseFloat(style.borderLeftWidth);
  told.y = spot.y - top - parseFloat(style.borderTopWidth);
  return { told, target, cover, stop: guarded ? guardOver(target, spot.by) : () => "none" };
};
