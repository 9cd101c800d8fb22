/**
 * Where to click what has no box of its own, which other tools find no place of: an area of an
 * image map, a link around a floating picture, whatever has `display: contents`.
 */

/** @returns {Element | null} What has the box in which such an element is clicked; null for all others. */
const carrierOf = (/** @type {Element} */ element) => {
  if (element.tagName === "AREA") return imageOf(element);
  if (!isEmpty(rectOf(element))) return null;
  const part = partWithBox(element);
  if (part?.nodeType !== Node.TEXT_NODE) return part;
  let around = parentOf(element);
  while (around && isEmpty(rectOf(around))) around = parentOf(around);
  return around;
};

const carrier = (/** @type {number} */ number) => {
  const element = find(number);
  return element && carrierOf(element);
};

const MAX_MARK = 60;

/** The tag of an element as it is written, with what its author calls it. */
const markOf = (/** @type {Element} */ element) => {
  const names = ["id", "class", "role"].map((name) => [name, attributeOf(element, name) ?? ""]);
  const written = names.filter(([, value]) => value && value.length <= MAX_MARK).map(([name, value]) => ` ${name}="${value}"`);
  return `<${element.localName}${written.join("")}>`;
};

/**
 * Where to click an element that `carrier` knows one for.
 * @returns {{x: number, y: number, cover: string} | null}  in px from inside the border of the
 *   carrier, with what a click there hits instead, if it does; null if it can't be hit any more
 */
const aim = (/** @type {number} */ number) => {
  const element = find(number);
  const around = element && carrierOf(element);
  const box = around && boxOf(element);
  if (!box) return null;
  const root = NODE.getRootNode.call(element);
  const { left, top } = rectOf(around);
  const style = getComputedStyle(around);
  const spots = POINTS.map(([across, down]) => {
    const x = box.left + (box.right - box.left) * across;
    const y = box.top + (box.bottom - box.top) * down;
    return { x, y, hit: hitAt(root, x, y) };
  });
  const { x, y, hit } = spots.find(({ hit }) => hit && hitsElement(element, hit)) ?? spots[0];
  return {
    x: x - left - parseFloat(style.borderLeftWidth),
    y: y - top - parseFloat(style.borderTopWidth),
    cover: hit && !hitsElement(element, hit) ? markOf(hit) : "",
  };
};
