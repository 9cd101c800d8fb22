/** Where something is, told apart by whether a person could get at it. */

/** Where an element is asked for at one, as shares of its box; most are hit at the first. */
const POINTS = [[0.5, 0.5], [0.25, 0.25], [0.75, 0.75], [0.75, 0.25], [0.25, 0.75]];
const CORNERS = [[0.5, 0.5], [0.04, 0.04], [0.96, 0.04], [0.04, 0.96], [0.96, 0.96]];
/** Of the points above: as many are behind a cover that is everywhere. */
const MOST_CORNERS = 3;
/** As a share of the viewport, on each side: what leaves less than this out covers it all. */
const COVER_MARGIN = 0.02;

const TRANSPARENT = { opacityProperty: true };
/** Drawn by something else, they lie over it, transparent. */
const LAID_OVER = new Set(["INPUT", "SELECT", "TEXTAREA"]);

const isTransparent = (/** @type {Element} */ element) => {
  if (isVisible(element, TRANSPARENT) || !isVisible(element)) return false;
  if (!LAID_OVER.has(element.tagName)) return true;
  const parent = parentOf(element);
  return parent !== null && !isVisible(parent, TRANSPARENT);
};

/**
 * What lies over an element wherever it is looked for in a box.
 * @returns {Element | null | undefined} null if it is on top, undefined if there was no time to find out
 */
const coverOf = (/** @type {Element} */ element, /** @type {Box} */ box) => {
  const { left, top, right, bottom } = box;
  const root = NODE.getRootNode.call(element);
  /** @type {Element | null} */
  let cover = null;
  /** Null where the element is on top, undefined where there was no time to ask. */
  const coverAt = (/** @type {number} */ x, /** @type {number} */ y) => {
    const hit = hitAt(root, x, y);
    if (hit && hitsElement(element, hit)) return null;
    cover ??= hit ?? null;
    return hit === undefined ? undefined : element;
  };
  for (const [across, down] of POINTS) {
    const at = coverAt(left + (right - left) * across, top + (bottom - top) * down);
    if (at !== element) return at;
  }
  // Of what runs over several lines, the middle may belong to none of them.
  for (const line of ELEMENT.getClientRects.call(element)) {
    const seen = intersection(line, box);
    const at = seen ? coverAt((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2) : element;
    if (at !== element) return at;
  }
  return cover ?? element;
};

/** What stays where it is when the page is scrolled, from an element upwards. */
const stayingHolder = (/** @type {Element} */ element, /** @type {(style: CSSStyleDeclaration, element: Element) => boolean} */ wanted) => {
  for (let at = element; at; at = parentOf(at)) if (wanted(getComputedStyle(at), at)) return at;
  return null;
};

const coversAll = (/** @type {CSSStyleDeclaration} */ style, /** @type {Element} */ element) => {
  if (style.position !== "fixed") return false;
  if (ELEMENT.matches.call(element, ":modal")) return true;
  const { right, bottom } = viewports().still.box;
  const box = rectOf(element);
  const [across, down] = [right * COVER_MARGIN, bottom * COVER_MARGIN];
  return box.left <= across && box.top <= down && box.right >= right - across && box.bottom >= bottom - down;
};

/** What lies over all of the viewport wherever the page is scrolled to, as far as can be told. */
const everywhere = momentary(() => {
  const { right, bottom } = viewports().still.box;
  const covers = CORNERS.map(([across, down]) => {
    const hit = hitAt(document, right * across, bottom * down);
    return hit ? stayingHolder(hit, coversAll) : null;
  });
  const cover = covers.find((one) => one && covers.filter((other) => other === one).length >= MOST_CORNERS);
  return { cover: cover ?? null };
});

const CUT_AWAY = /^(inset\((50|100)%|rect\(((0|1)(px)?,? ?){4}\)$)/;

/** Cut down to nothing, as what only screen readers are to read. */
const isCutAway = (/** @type {CSSStyleDeclaration} */ style) =>
  CUT_AWAY.test(style.clipPath) || (style.position === "absolute" && CUT_AWAY.test(style.clip));

/** Whether scrolling moves an element out from under something that stays. */
const comesOut = (/** @type {Box} */ box, /** @type {View} */ view, /** @type {Element} */ element, /** @type {Element} */ hit) => {
  const cover = stayingHolder(hit, ({ position }) => position === "fixed" || position === "sticky");
  if (!cover || isWithin(element, cover) || coversAll(getComputedStyle(cover), cover)) return false;
  let [before, after] = [0, 0];
  for (let at = view; at; at = at.outer) {
    before += at.down.before;
    after += at.down.after;
  }
  const over = rectOf(cover);
  const middle = (box.top + box.bottom) / 2;
  return Math.max(middle - after, 0) < over.top || Math.min(middle + before, viewports().still.box.bottom) > over.bottom;
};

/** @type {() => Map<Element, string>} */
const places = momentary(() => new Map());
/** @type {WeakMap<Element, string>} What was found of those in view, for looks that have no time for them. */
const foundInView = new WeakMap();

/**
 * Why something can't simply be used: "covered", "clipped", "transparent", "zero-size" or
 * "off-page"; "" if it can, also if it has to be scrolled to first.
 */
const placeOf = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration | undefined} */ style) => {
  let known = places().get(element);
  if (known === undefined) {
    style ??= getComputedStyle(element);
    known = findPlace(element, style);
    if (known === "covered" && isMeantToMiss(element, style)) known = "";
    places().set(element, known);
  }
  return known;
};

/** Whether clicks pass through something because it is disabled, which is told already, or because only drops are meant for it. */
const isMeantToMiss = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration} */ style) =>
  ((style.pointerEvents === "none" || ELEMENT.closest.call(element, "[inert]") !== null) && isDisabled(element)) || isDropPlace(element);

const findPlace = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration} */ style) => {
  if (isTransparent(element)) return "transparent";
  const box = boxOf(element);
  if (!box || isEmpty(box)) return "zero-size";
  if (isCutAway(style)) return "clipped";
  const drawn = element.tagName === "AREA" ? imageOf(element) : element;
  const position = drawn === element ? style.position : getComputedStyle(drawn).position;
  const view = viewOf(drawn, position);
  /** @type {Box} */
  let seen = box;
  /** @type {View | null} */
  let away = null;
  for (let at = view; at; at = at.outer) {
    const shown = intersection(seen, at.box);
    if (!shown && !canBeSeen(seen, at)) return at.outer ? "clipped" : "off-page";
    if (!shown) away = at;
    seen = shown ?? at.box;
  }
  if (away && !away.outer) {
    const { cover } = everywhere();
    return (cover && !isWithin(element, cover)) || style.pointerEvents === "none" ? "covered" : "";
  }
  if (away) return coverOf(away.element, seen) ? "covered" : "";
  const cover = coverOf(element, seen);
  if (cover === undefined) return foundInView.get(element) ?? "";
  const place = cover === null || comesOut(box, view, element, cover) ? "" : "covered";
  foundInView.set(element, place);
  return place;
};

/** What geometry says of something that can be acted on: it changes without the document changing. */
const liveOf = (/** @type {Element} */ element, style = getComputedStyle(element)) => {
  let live = placeOf(element, style);
  if (element instanceof HTMLLabelElement && element.control) live += `|${placeOf(element.control)}`;
  const hidden = outOfView(element, style);
  return hidden ? `${live}|${hidden.above}|${hidden.below}|${hidden.across}` : live;
};
