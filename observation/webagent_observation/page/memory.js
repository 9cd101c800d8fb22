/**
 * What the last look saw of each element, and which of it has to be read again.
 *
 * A look costs little where little changed: a block is taken over as it was, with all below it,
 * unless something says that it may be another now. Three things do:
 * - mutations: what changed, and everything above it, is visited again; below an element whose
 *   attributes changed nothing is taken over, since any style there may depend on them;
 * - visibility: an element that is shown or hidden now and was not then, by whatever rule;
 * - liveness: values, states and places of controls, which change without a mutation.
 */

/**
 * One block as it was seen.
 * @typedef {Object} Seen
 * @property {(Piece | string)[]} parts  what it added to its parent
 * @property {boolean} inline
 * @property {number} shown              HIDDEN, SHOWN or BOXLESS
 * @property {string} cursor             of its parent, with `hidden` all that it inherited
 * @property {boolean} hidden
 * @property {number} count              elements in it, itself included
 * @property {number[]} frames           numbers of the iframes in it
 */

const HIDDEN = 0;
const SHOWN = 1;
/** No box of its own: whether it is shown says nothing. */
const BOXLESS = 2;

/** @type {WeakMap<Element, Seen | number>} What is no block is only remembered as shown or not. */
let seen = new WeakMap();
/** @type {Map<number, {role: string, state: string, place: string, box: DOMRect}>} */
let controls = new Map();
/** @type {WeakMap<Element, Set<Element>>} Whose name or description an element takes part in. */
let dependents = new WeakMap();
/** @type {Map<Element, Map<string, (Element | null)[]>>} What the ids in an element's attributes led to. */
let references = new Map();
/** @type {Map<Element, HTMLLabelElement[]>} The labels of each control. */
let labelled = new Map();
/** @type {WeakSet<Node>} To be visited again, though what is below may be taken over. */
let touched = new WeakSet();
/** @type {WeakSet<Node>} To be read again with all below. */
let stale = new WeakSet();
/** @type {Element | null} */
let lastActive = null;
let lastStyles = "";
let everything = true;

/** Marks an element, and all above it, to be visited again. */
const touch = (/** @type {Element | null} */ element) => {
  for (let at = element; at && !touched.has(at); at = parentOf(at)) {
    touched.add(at);
    dependents.get(at)?.forEach(touch);
  }
};

/** Notes that something told of `element` is read from `source`, which may stand anywhere. */
const dependsOn = (/** @type {Element} */ element, /** @type {Element} */ source) => {
  const known = dependents.get(source);
  if (known) known.add(element);
  else dependents.set(source, new Set([element]));
};

/** Notes what the ids in an attribute led to; they may lead elsewhere later. */
const refersTo = (/** @type {Element} */ element, /** @type {string} */ attribute, /** @type {(Element | null)[]} */ found) => {
  const known = references.get(element);
  if (known) known.set(attribute, found);
  else references.set(element, new Map([[attribute, found]]));
};

/** Notes which labels a control has. */
const isLabelledBy = (/** @type {Element} */ control, /** @type {HTMLLabelElement[]} */ found) => labelled.set(control, found);

const elementOf = (/** @type {Node} */ node) =>
  node.nodeType === Node.ELEMENT_NODE ? node : (node.parentElement ?? node.host ?? null);

/** What is the only part of something may be a control on its behalf, so it is asked again if it is not alone. */
const touchOnlyParts = (/** @type {Element} */ element) => {
  if (element.childElementCount > FEW_PARTS) return;
  for (const child of childrenOf(element)) {
    let part = child.nodeType === Node.ELEMENT_NODE ? child : null;
    for (let depth = 0; part && depth < MAX_ONLY_DEPTH; depth += 1) {
      touch(part);
      part = onlyPartOf(part);
    }
  }
};

/** With more parts than that none was alone. */
const FEW_PARTS = 3;
const STYLE_SOURCES = new Set(["HEAD", "LINK", "STYLE"]);

const note = (/** @type {MutationRecord[]} */ records) => {
  for (const { type, target, addedNodes } of records) {
    const element = elementOf(target);
    if (!element || STYLE_SOURCES.has(element.tagName)) everything = true;
    else {
      if (type === "attributes") stale.add(element);
      // What was moved may be something else where it is now.
      for (const added of addedNodes) {
        stale.add(added);
        touch(elementOf(added));
      }
      touch(element);
      if (type !== "attributes") touchOnlyParts(element);
    }
  }
};

const observer = new MutationObserver(note);
/** @type {WeakSet<Node>} */
const watched = new WeakSet();

/** Takes notice of what changes in a document or shadow root from now on. */
const watch = (/** @type {Document | ShadowRoot} */ root) => {
  if (watched.has(root)) return;
  watched.add(root);
  observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
};

/** Whether a remembered element is shown now, as it was said of it then. */
const stillAs = (/** @type {Element} */ element, /** @type {number} */ shown) =>
  shown === BOXLESS || isShown(element) === (shown === SHOWN);

/** Touches what is shown or hidden now and was not then, and collects the labels of each control. */
const compareElements = (/** @type {Document | ShadowRoot} */ root, /** @type {Map<Element, HTMLLabelElement[]>} */ found) => {
  for (const element of allIn(root, "*")) {
    const known = seen.get(element);
    if (known !== undefined && (!stillAs(element, known.shown ?? known) || comesToHear(element))) {
      stale.add(element);
      touch(element);
    }
    if (element instanceof HTMLLabelElement && element.control) {
      const { control } = element;
      found.set(control, [...(found.get(control) ?? []), element]);
    }
    const shadow = shadowOf(element);
    if (!shadow) continue;
    if (!watched.has(shadow)) touch(element);
    compareElements(shadow, found);
  }
};

const isSameList = (/** @type {unknown[]} */ one, /** @type {unknown[]} */ other) =>
  one.length === other.length && one.every((item, at) => item === other[at]);

/** Touches controls that have other labels now, and the labels, which may stand for one. */
const compareLabels = (/** @type {Map<Element, HTMLLabelElement[]>} */ now) => {
  for (const control of new Set([...labelled.keys(), ...now.keys()])) {
    const [before, after] = [labelled.get(control) ?? [], now.get(control) ?? []];
    if (!isSameList(before, after)) [control, ...before, ...after].forEach(touch);
  }
  labelled = now;
};

const compareReferences = () => {
  for (const [element, attributes] of references) {
    for (const [attribute, found] of attributes) {
      if (!isSameList(resolved(element, attribute), found)) touch(element);
    }
  }
};

/** Whether a box lies out of view, where nothing can come to lie over it. */
const isAway = (/** @type {DOMRect} */ { left, top, right, bottom }) =>
  bottom < 0 || right < 0 || top > innerHeight || left > innerWidth;

const isSameBox = (/** @type {DOMRect} */ one, /** @type {DOMRect} */ other) =>
  one.top === other.top && one.left === other.left && one.bottom === other.bottom && one.right === other.right;

/** Touches controls that have other values, states or places now. */
const compareControls = () => {
  for (const [number, known] of controls) {
    const element = find(number);
    if (!element) continue;
    const control = (element instanceof HTMLLabelElement && element.control) || element;
    const state = liveStateOf(control, known.role);
    const box = rectOf(element);
    const place = isAway(box) && isSameBox(box, known.box) ? known.place : liveOf(element);
    if (state !== known.state || place !== known.place) {
      [element, control, ...labelsOf(control)].forEach(touch);
    }
    Object.assign(known, { state, place, box });
  }
  const active = deepActive();
  if (active !== lastActive) [active, lastActive].forEach(touch);
};

const remember = (/** @type {Element} */ element, /** @type {Seen | number} */ what) => seen.set(element, what);

/** Remembers a control or scroll container; a label stands for its hidden control. */
const rememberControl = (/** @type {Element} */ element, /** @type {Element} */ control, /** @type {string} */ role, /** @type {string} */ place) =>
  controls.set(numberOf(element), { role, state: liveStateOf(control, role), place, box: rectOf(element) });

/** Makes the next look a full one. */
const forget = () => {
  everything = true;
};

/** What styles depend on that is no part of the tree: whether a style sheet came, or the window changed. */
const stylesNow = () => [document.styleSheets.length, document.adoptedStyleSheets.length, innerWidth, innerHeight].join();

/** Finds out what has to be read again; says whether that is everything. */
const prepare = () => {
  note(observer.takeRecords());
  const styles = stylesNow();
  if (styles !== lastStyles) everything = true;
  lastStyles = styles;
  const afresh = everything;
  if (afresh) {
    seen = new WeakMap();
    controls = new Map();
    dependents = new WeakMap();
    references = new Map();
    labelled = new Map();
    everything = false;
  } else {
    /** @type {Map<Element, HTMLLabelElement[]>} */
    const labels = new Map();
    compareElements(document, labels);
    compareLabels(labels);
    compareReferences();
    compareControls();
    compareDefinitions();
  }
  lastActive = deepActive();
  watch(document);
  return afresh;
};

/** From here on only what changes after this look counts. */
const finish = () => {
  touched = new WeakSet();
  stale = new WeakSet();
};

/** What was seen of a block, if it can be taken over as it was. */
const recall = (/** @type {Element} */ element, /** @type {string} */ cursor, /** @type {boolean} */ hidden) => {
  const known = seen.get(element);
  if (typeof known !== "object" || touched.has(element)) return null;
  return known.cursor === cursor && known.hidden === hidden ? known : null;
};
