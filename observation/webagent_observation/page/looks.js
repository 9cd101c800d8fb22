/** What something that nothing names looks like: "red circle". Swatches, figures and marks say no more to a person either. */

/** Colours as people call them; another is called as the nearest of these. */
const COLOURS = Object.entries({
  beige: "f5f5dc", black: "000000", blue: "0000ff 4169e1 1e90ff", brown: "a52a2a 8b4513", cyan: "00ffff",
  "dark gray": "505050", "dark green": "006400", "dark red": "8b0000 943838 b31a1a", gold: "ffd700", gray: "808080 a0a0a0", green: "008000 2e9e3f",
  indigo: "4b0082", lavender: "d8d8fa", "light blue": "add8e6 87ceeb", "light gray": "c8c8c8 dcdcdc", "light green": "90ee90 d5f0d5",
  "light yellow": "ffffa0", "lime green": "00ff00 7cfc00", magenta: "ff00ff", maroon: "800000", "navy blue": "000080",
  "olive green": "808000", orange: "ffa500 ff8c00", pink: "ffc0cb ff69b4", purple: "800080 9932cc", red: "ff0000 cc0000 dc143c e53935",
  salmon: "fa8072", tan: "d2b48c", teal: "008080", turquoise: "40e0d0", violet: "ee82ee", white: "ffffff f6f6f6",
  yellow: "ffff00",
});

const PAINT = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/;
/** What lets more through than that is no colour of its own. */
const MIN_ALPHA = 0.5;
/** What browsers paint a button with that its author does not. */
const UNPAINTED = "rgb(239, 239, 239)";
/** Sides may differ by so much, as a share, in what is called a square or a circle. */
const EVEN = 0.1;
/** What pictures show is not known. */
const PICTURES = new Set(["CANVAS", "IMAGE", "IMG", "OBJECT", "PICTURE", "USE", "VIDEO"]);
const FIGURES = new Set(["CIRCLE", "ELLIPSE", "LINE", "PATH", "POLYGON", "POLYLINE", "RECT"]);
const POLYGONS = new Map([[3, "triangle"], [5, "pentagon"], [6, "hexagon"], [7, "heptagon"], [8, "octagon"]]);

/** A colour in Oklab, where what lies near looks alike (Ottosson 2020). */
const toOklab = (/** @type {number[]} */ rgb) => {
  const [red, green, blue] = rgb.map((value) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, a, b, chroma: Math.hypot(a, b) };
};

/** Of less chroma than this a colour is called as a gray is, of more never. */
const MIN_CHROMA = 0.025;
/** How much a difference counts: people who name a colour go by its hue first, by how strong it is last. */
const [LIGHTNESS, CHROMA, HUE] = [1, 0.5, 6];

/** @typedef {{l: number, a: number, b: number, chroma: number}} Oklab */

/** @type {{name: string, at: Oklab}[]} */
let palette = [];

const madePalette = () =>
  COLOURS.flatMap(([name, codes]) =>
    codes.split(" ").map((code) => ({ name, at: toOklab([0, 2, 4].map((from) => parseInt(code.slice(from, from + 2), 16))) })),
  );

const differenceOf = (/** @type {Oklab} */ one, /** @type {Oklab} */ other) => {
  if (one.chroma < MIN_CHROMA !== other.chroma < MIN_CHROMA) return Infinity;
  const chroma = (one.chroma - other.chroma) ** 2;
  const hue = (one.a - other.a) ** 2 + (one.b - other.b) ** 2 - chroma;
  return LIGHTNESS * (one.l - other.l) ** 2 + CHROMA * chroma + HUE * hue;
};

/** What a computed colour is called; "" for what is not painted, or not by one colour. */
const colourOf = (/** @type {string} */ paint) => {
  const found = PAINT.exec(paint);
  if (!found || Number(found[4] ?? 1) < MIN_ALPHA) return "";
  if (!palette.length) palette = madePalette();
  const colour = toOklab(found.slice(1, 4).map(Number));
  let name = "";
  let nearest = Infinity;
  for (const known of palette) {
    const distance = differenceOf(colour, known.at);
    if (distance < nearest) [nearest, name] = [distance, known.name];
  }
  return name;
};

const isEven = (/** @type {Element} */ element) => {
  const { left, top, right, bottom } = rectOf(element);
  return Math.abs(right - left - (bottom - top)) <= EVEN * Math.max(right - left, bottom - top);
};

const isRound = (/** @type {Element} */ element, /** @type {string} */ radius) => {
  const { left, right } = rectOf(element);
  return isEven(element) && parseFloat(radius) >= (radius.endsWith("%") ? 50 : (right - left) / 2);
};

/** What a figure of SVG is called; "" where that takes more than its tag. */
const figureName = (/** @type {Element} */ figure, /** @type {string} */ kind) => {
  if (kind === "RECT") return isEven(figure) ? "square" : "rectangle";
  if (kind !== "POLYGON") return kind === "PATH" || kind === "POLYLINE" ? "" : kind.toLowerCase();
  return POLYGONS.get(figure.points?.length) ?? "";
};

/** The colour behind an element. */
const groundOf = (/** @type {Element} */ element) => {
  for (let holder = parentOf(element); holder; holder = parentOf(holder)) {
    const colour = colourOf(getComputedStyle(holder).backgroundColor);
    if (colour) return colour;
  }
  return "white";
};

/** The colour that a part of a drawing has. */
const paintOf = (/** @type {Element} */ part) => {
  const style = getComputedStyle(part);
  return colourOf(style.fill) || colourOf(style.stroke);
};

const figureLooks = (/** @type {Element} */ figure, /** @type {string} */ kind) =>
  [contrastOf(figure), paintOf(figure), figureName(figure, kind)].filter(Boolean).join(" ");

const boxLooks = (/** @type {Element} */ element) => {
  const style = getComputedStyle(element);
  if (style.backgroundImage !== "none" || style.backgroundColor === UNPAINTED) return "";
  const colour = colourOf(style.backgroundColor);
  if (!colour || colour === groundOf(element)) return "";
  return isRound(element, style.borderTopLeftRadius) ? `${colour} circle` : colour;
};

/**
 * What is seen of a control without text, if it is one figure or one coloured box.
 * @param {Element[]} parts  the control and what is in it
 */
const looksOf = (parts) => {
  const drawn = parts[0] instanceof SVGElement;
  let looks = "";
  for (const part of parts) {
    const kind = kindOf(part);
    // What a button of HTML holds of SVG is an icon: its colour says nothing.
    if (PICTURES.has(kind) || (!drawn && part instanceof SVGElement)) return "";
    const found = FIGURES.has(kind) ? figureLooks(part, kind) : drawn ? "" : boxLooks(part);
    if (found && looks && found !== looks) return "";
    looks ||= found;
  }
  return looks;
};
