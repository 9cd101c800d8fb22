/** Image maps: an area has no box of its own, it is a part of the image that uses its map. */

/** @type {() => Map<Node, Map<string, Element>>} Per root, the first image that uses each map. */
const mappedImages = momentary(() => new Map());

/** @returns {Element | null} The image that an area is a part of. */
const imageOf = (/** @type {Element} */ area) => {
  const name = attributeOf(area.closest("map") ?? area, "name");
  if (!name) return null;
  const root = NODE.getRootNode.call(area);
  let images = mappedImages().get(root);
  if (!images) {
    images = new Map();
    for (const image of allIn(root, "img[usemap]")) {
      const used = attributeOf(image, "usemap").replace(/^[^#]*#/, "");
      if (!images.has(used)) images.set(used, image);
    }
    mappedImages().set(root, images);
  }
  return images.get(name) ?? null;
};

/** Where the content of an image starts: coordinates of areas count from there (HTML, "Image maps"). */
const contentBox = (/** @type {Element} */ image) => {
  const box = rectOf(image);
  const style = getComputedStyle(image);
  const left = box.left + image.clientLeft + (parseFloat(style.paddingLeft) || 0);
  const top = box.top + image.clientTop + (parseFloat(style.paddingTop) || 0);
  return { left, top, right: box.right, bottom: box.bottom };
};

/** @returns {Box | null} The box around an area, as far as its image shows it. */
const areaBox = (/** @type {Element} */ area) => {
  const image = imageOf(area);
  if (!image) return null;
  const whole = contentBox(image);
  const shape = (attributeOf(area, "shape") ?? "").trim().toLowerCase();
  const numbers = (attributeOf(area, "coords") ?? "").split(/[^\d.+-]+/).filter(Boolean).map(Number);
  if (shape === "default") return whole;
  let [left, top, right, bottom] = numbers;
  if (shape.startsWith("circ")) [left, top, right, bottom] = [left - right, top - right, left + right, top + right];
  else if (shape.startsWith("poly")) {
    const across = numbers.filter((_, index) => index % 2 === 0);
    const down = numbers.filter((_, index) => index % 2);
    [left, top, right, bottom] = [Math.min(...across), Math.min(...down), Math.max(...across), Math.max(...down)];
  } else [left, top, right, bottom] = [Math.min(left, right), Math.min(top, bottom), Math.max(left, right), Math.max(top, bottom)];
  const box = { left: whole.left + left, top: whole.top + top, right: whole.left + right, bottom: whole.top + bottom };
  return intersection(box, whole);
};
