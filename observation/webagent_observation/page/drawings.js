/** What only the whole of a drawing tells of its parts: which are small, whether colours differ, where something can be dropped. */

/** Others are no figures that a person would compare by eye. */
const MAX_FIGURES = 200;
/** Sizes fall into two kinds where each differs by less than this in itself, and by more from the other. */
const APART = 1.4;
/** Icons are smaller, in CSS px: nothing is dropped in them. */
const MIN_CANVAS = 60;
/** As a share of a drawing: what lies nearer to its middle is on no side of it. */
const ASIDE = 0.1;
/** What fills a drawing by more than this share of it, in both directions, is its ground. */
const GROUND = 0.9;

/**
 * @typedef {Object} Drawing
 * @property {number} small      what is smaller than this is small beside the others; 0 where there are no two kinds
 * @property {boolean} coloured  whether its parts differ in colour
 * @property {Box | null} movable  the smallest of what can be taken hold of
 */

/** @type {() => Map<Element, Drawing>} */
const drawings = momentary(() => new Map());

/** The drawing that a part of it stands in; null for what is no figure and no letter. */
const canvasOf = (/** @type {Element} */ part) => {
  let canvas = FIGURES.has(kindOf(part)) || kindOf(part) === "TEXT" ? part.ownerSVGElement : null;
  while (canvas?.ownerSVGElement) canvas = canvas.ownerSVGElement;
  return canvas ?? null;
};

/** How large a part looks: letters of a line are as high as it, whatever they are. */
const extentOf = (/** @type {Element} */ part) => {
  const { left, top, right, bottom } = rectOf(part);
  return kindOf(part) === "TEXT" ? bottom - top : Math.max(right - left, bottom - top);
};

/** What size is between the small and the large; 0 where they aren't just two kinds. */
const boundOf = (/** @type {number[]} */ extents) => {
  const sorted = extents.filter((extent) => extent > MIN_SIDE).sort((one, other) => one - other);
  const at = sorted.findIndex((extent, before) => before > 0 && extent > sorted[before - 1] * APART);
  const isTwo = at > 0 && sorted[at - 1] < sorted[0] * APART && sorted.at(-1) < sorted[at] * APART;
  return isTwo ? sorted[at] : 0;
};

const readDrawing = (/** @type {Element} */ canvas) => {
  const parts = [...allIn(canvas, "circle, ellipse, line, path, polygon, polyline, rect, text")].slice(0, MAX_FIGURES);
  const used = parts.filter((part) => getComputedStyle(part).cursor === "pointer" || hearsPointer(part));
  const movable = used.filter(isTakenHoldOf).map(rectOf);
  return {
    small: boundOf(used.map(extentOf)),
    coloured: new Set(used.map(paintOf)).size > 1,
    movable: movable.sort((one, other) => one.width - other.width)[0] ?? null,
  };
};

/** @returns {Drawing} */
const drawingOf = (/** @type {Element} */ canvas) => {
  let known = drawings().get(canvas);
  if (!known) drawings().set(canvas, (known = readDrawing(canvas)));
  return known;
};

/** Its size beside the others of a drawing, in a word. */
const sizeIn = (/** @type {Drawing} */ drawing, /** @type {Element} */ part) => {
  if (!drawing.small) return "";
  return extentOf(part) < drawing.small ? "small" : "large";
};

/** On which side of the middle something lies, from 0 to `length`. */
const sideOf = (/** @type {number} */ at, /** @type {number} */ length, /** @type {string} */ before, /** @type {string} */ after) =>
  Math.abs(at / length - 0.5) <= ASIDE ? "" : at / length < 0.5 ? before : after;

/** Where in a drawing a part of it lies, as "upper left". */
const whereIn = (/** @type {Element} */ canvas, /** @type {Element} */ part) => {
  const [box, whole] = [rectOf(part), rectOf(canvas)];
  const down = sideOf((box.top + box.bottom) / 2 - whole.top, whole.height, "upper", "lower");
  const across = sideOf((box.left + box.right) / 2 - whole.left, whole.width, "left", "right");
  return `${down} ${across}`.trim();
};

/** What is told of a figure beside the others: where others are dropped, or how large it is. */
const contrastOf = (/** @type {Element} */ figure) => {
  const canvas = canvasOf(figure);
  if (!canvas) return "";
  dependsOn(figure, canvas);
  return isDropPlace(figure) ? whereIn(canvas, figure) : sizeIn(drawingOf(canvas), figure);
};

/** What letters in a drawing look like, where that tells them from its other parts. */
const lettersLooks = (/** @type {Element} */ letters) => {
  const canvas = canvasOf(letters);
  if (!canvas || kindOf(letters) !== "TEXT") return "";
  dependsOn(letters, canvas);
  const drawing = drawingOf(canvas);
  return `${sizeIn(drawing, letters)} ${drawing.coloured ? paintOf(letters) : ""}`.trim();
};

/** Whether something that can be moved in a drawing may be meant to be dropped into this part of it. */
const isDropPlace = (/** @type {Element} */ part) => {
  const canvas = FIGURES.has(kindOf(part)) ? canvasOf(part) : null;
  if (!canvas || rectOf(canvas).width < MIN_CANVAS) return false;
  dependsOn(part, canvas);
  const { movable } = drawingOf(canvas);
  const [box, whole] = [rectOf(part), rectOf(canvas)];
  const isGround = box.width >= whole.width * GROUND && box.height >= whole.height * GROUND;
  return movable !== null && !isGround && box.width > movable.width && box.height > movable.height;
};
