/** Scrolling containers, and the page itself. */

const LITTLE = 2;

const scrollsOver = (/** @type {string} */ overflow) => overflow === "auto" || overflow === "scroll" || overflow === "overlay";

/** @returns {boolean | null} Whether it scrolls across, null if it does not scroll. */
const direction = (/** @type {Element} */ element) => {
  const isPage = element === document.scrollingElement;
  const { overflowX, overflowY } = getComputedStyle(element);
  if (element.scrollHeight - element.clientHeight > LITTLE && (isPage ? overflowY !== "hidden" : scrollsOver(overflowY))) return false;
  if (element.scrollWidth - element.clientWidth > LITTLE && (isPage ? overflowX !== "hidden" : scrollsOver(overflowX))) return true;
  return null;
};

/** What scrolls when an element is to: it, what is in it, what it is in, the page. */
const scrollerFor = (/** @type {Element} */ element) => {
  const page = document.scrollingElement;
  if (element === document.body || element === document.documentElement) return page;
  if (direction(element) !== null) return element;
  for (const inner of drawnBelow(element)) if (isDrawn(inner) && direction(inner) !== null) return inner;
  for (let at = drawnParent(element); at && at !== document.body && at !== page; at = drawnParent(at)) {
    if (direction(at) !== null) return at;
  }
  return page && direction(page) !== null ? page : null;
};

/** Lengths in the direction of reading, whichever way the positions count (CSSOM View). */
const measured = (/** @type {Element} */ scroller, /** @type {boolean} */ across) => {
  const [at, whole, view] = across
    ? [scroller.scrollLeft, scroller.scrollWidth, scroller.clientWidth]
    : [scroller.scrollTop, scroller.scrollHeight, scroller.clientHeight];
  const style = getComputedStyle(scroller);
  const fromEnd = at < 0 || (across ? style.direction === "rtl" : style.flexDirection === "column-reverse");
  const hidden = Math.max(whole - view, 0);
  // Right to left, the start of reading is where positions are 0; in a reversed column it is their end.
  const before = !fromEnd ? at : across ? -at : hidden + at;
  return { before, hidden, whole, view, sign: fromEnd && across ? -1 : 1 };
};

const moveBy = async (/** @type {Element} */ scroller, /** @type {boolean} */ across, /** @type {number} */ length) => {
  const { sign } = measured(scroller, across);
  scroller.scrollBy({ [across ? "left" : "top"]: length * sign, behavior: "instant" });
  await drawnAnew();
};

/** Waits until there is more in a scroller than there was; says whether there is. */
const grows = async (/** @type {Element} */ scroller, /** @type {boolean} */ across, /** @type {number} */ was, /** @type {number} */ until) => {
  while (performance.now() < until) {
    if (measured(scroller, across).whole > was + LITTLE) return true;
    await drawnAnew();
  }
  return false;
};

const scrollOn = async (/** @type {Element} */ element, { to, arrival, limit }) => {
  const scroller = scrollerFor(element);
  if (!scroller) return { found: false, moved: 0, before: 0, after: 0, grew: 0, growing: false };
  const across = direction(scroller) ?? false;
  const start = measured(scroller, across);
  const end = performance.now() + limit;
  let [grew, growing] = [0, false];
  if (to === "start") await moveBy(scroller, across, -start.whole);
  if (to === "prev") await moveBy(scroller, across, -start.view * 0.9);
  if (to === "next" || to === "end") {
    for (;;) {
      const { whole, view, before, hidden } = measured(scroller, across);
      await moveBy(scroller, across, to === "end" ? whole : view * 0.9);
      const left = hidden - before;
      if (to === "next" && left > view * 0.9) break;
      if (!(await grows(scroller, across, whole, Math.min(performance.now() + arrival, end)))) {
        growing = grew > 0 && performance.now() >= end;
        break;
      }
      grew += 1;
      if (to === "next") {
        // What came goes on where the view ended, so that nothing is passed over.
        if (left <= LITTLE) await moveBy(scroller, across, view * 0.9);
        break;
      }
    }
  }
  const now = measured(scroller, across);
  return {
    found: true, moved: Math.round(now.before - start.before), before: now.before / now.whole,
    after: Math.max(now.hidden - now.before, 0) / now.whole, grew, growing,
  };
};
