/**
 * Closed shadow roots: a page keeps them from scripts, so what may have one is collected here, and
 * the browser's protocol hands over those there are (`_closed_roots.py`).
 */

/** Elements that a shadow root can be attached to (DOM, "attachShadow"), besides custom ones. */
const PLAIN_HOSTS = new Set([
  "ARTICLE", "ASIDE", "BLOCKQUOTE", "BODY", "DIV", "FOOTER", "H1", "H2", "H3", "H4", "H5", "H6",
  "HEADER", "MAIN", "NAV", "P", "SECTION", "SPAN",
]);

/** @type {Element[]} Those to be asked about. */
let hosts = [];
/** @type {WeakMap<Element, string>} How large each was when it was asked about: a root that came later shows. */
const asked = new WeakMap();
/** @type {Map<string, boolean>} Whether custom elements of a name that was asked about have closed roots. */
const closedNames = new Map();

/** @type {WeakRef<Element>[]} Custom elements whose definition had not come when they were looked at. */
let undefinedOnes = [];

const ask = (/** @type {Element} */ element) => {
  if (shadowOf(element)) return;
  const size = sizeOf(element);
  if (asked.get(element) === size) return;
  asked.set(element, size);
  hosts.push(element);
};

const NO_CONTENT = new Set(["none", "normal"]);

const hasGenerated = (/** @type {Element} */ element) =>
  ["::before", "::after"].some((pseudo) => !NO_CONTENT.has(getComputedStyle(element, pseudo).content));

const pixels = (/** @type {string[]} */ ...lengths) => lengths.reduce((sum, length) => sum + (parseFloat(length) || 0), 0);

/** Whether the style of an element or of what it is in makes it as high as it is. */
const isMadeHigh = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration} */ style) => {
  if (style.position === "absolute" || style.position === "fixed") return true;
  if (/flex|grid/.test(getComputedStyle(parentOf(element)).display)) return true;
  // Computed styles give the height that is used; this is the one that was asked for.
  const asked = element.computedStyleMap?.();
  return !asked || ["height", "aspect-ratio"].some((name) => `${asked.get(name)}` !== "auto");
};

/** Whether an element without content takes room as if it had some. */
const isFilled = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration} */ style) => {
  if (style.display === "inline") {
    const around = pixels(style.paddingLeft, style.paddingRight, style.borderLeftWidth, style.borderRightWidth);
    return element.offsetWidth > around && !hasGenerated(element);
  }
  const least = pixels(style.paddingTop, style.paddingBottom, style.minHeight);
  return element.clientHeight > least && !isMadeHigh(element, style) && !hasGenerated(element);
};

/** Notes an element that may have a closed shadow root. */
const suspect = (/** @type {Element} */ element, /** @type {string} */ tag, /** @type {CSSStyleDeclaration} */ style) => {
  if (tag.includes("-")) {
    if (!ELEMENT.matches.call(element, ":defined")) undefinedOnes.push(new WeakRef(element));
    // Elements of one name are made alike.
    else if (closedNames.get(tag) !== false) ask(element);
  } else if (PLAIN_HOSTS.has(tag) && !element.firstChild && isFilled(element, style)) ask(element);
};

/** Touches custom elements that were defined since: that changes them, but is no mutation. */
const compareDefinitions = () => {
  undefinedOnes = undefinedOnes.filter((reference) => {
    const element = reference.deref();
    if (!element?.isConnected) return false;
    if (!ELEMENT.matches.call(element, ":defined")) return true;
    stale.add(element);
    touch(element);
    return false;
  });
};

/** Notes the parent of an element that is not drawn, since no slot of its parent's root takes it. */
const suspectHolder = (/** @type {Element} */ unslotted) => {
  if (unslotted.parentElement) ask(unslotted.parentElement);
};

bridge.asks = () => hosts.length > 0;

/** The elements to be asked about, none twice. */
bridge.takeHosts = () => {
  const taken = hosts;
  hosts = [];
  for (const { tagName } of taken) if (!closedNames.has(tagName)) closedNames.set(tagName, false);
  return taken;
};

bridge.receive = (/** @type {Element} */ host, /** @type {ShadowRoot} */ root) => {
  closedNames.set(host.tagName, true);
  closedRoots.set(host, root);
  stale.add(host);
  touch(host);
};
