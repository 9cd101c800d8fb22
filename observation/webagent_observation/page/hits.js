/** What is on top at a point of the viewport. */

/** For how long a look may ask, in ms: on pages of thousands of layers each question takes some. */
const MAX_ASKED = 40;
const STEPS = 4;

/** @type {() => {asked: number, roots: Map<Node, Map<number, Element | null>>}} */
const hits = momentary(() => ({ asked: 0, roots: new Map() }));

/**
 * The topmost element at a point, as seen from a document or shadow root; null where nothing is, and
 * undefined where there was no time to ask.
 * @returns {Element | null | undefined}
 */
const hitAt = (/** @type {Document | ShadowRoot} */ root, /** @type {number} */ x, /** @type {number} */ y) => {
  const all = hits();
  let known = all.roots.get(root);
  if (!known) all.roots.set(root, (known = new Map()));
  const key = Math.round(x * STEPS) * 0x100000 + Math.round(y * STEPS);
  let hit = known.get(key);
  if (hit !== undefined || all.asked > MAX_ASKED) return hit;
  const { elementFromPoint, elementsFromPoint } = root.nodeType === Node.DOCUMENT_NODE ? DOCUMENT : ShadowRoot.prototype;
  const start = performance.now();
  hit = elementFromPoint.call(root, x, y);
  // Text in a slot is hit as the host around it that it is written in; among elements alone is what shows it.
  if (hit && shadowOf(hit) && NODE.getRootNode.call(hit) !== root) [hit] = elementsFromPoint.call(root, x, y);
  all.asked += performance.now() - start;
  known.set(key, hit);
  return hit;
};

const isWithin = (/** @type {Element} */ element, /** @type {Element} */ holder) => {
  for (let at = element; at; at = parentOf(at)) if (at === holder) return true;
  return false;
};

/** Whether a click on `hit` is one on `element`: it is in it, or labels it. */
const hitsElement = (/** @type {Element} */ element, /** @type {Element} */ hit) => {
  if (NODE.contains.call(element, hit)) return true;
  for (let at = hit; at; at = parentOf(at)) {
    if (at === element || (at instanceof HTMLLabelElement && at.control === element)) return true;
  }
  return false;
};
