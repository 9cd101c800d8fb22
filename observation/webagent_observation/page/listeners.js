/**
 * Which elements react to the pointer. The browser tells that to its developer tools alone, so
 * their `getEventListeners` is handed over from outside (`_listeners.py`); it knows the listeners of
 * this document's own scripts, those set as `onclick` included.
 */

/**
 * What takes things from outside, by the browser's protocol, and is asked by it.
 * @typedef {Object} Bridge
 * @property {number} key      which page script it belongs to
 * @property {boolean} asking  whether this one wanted something when it was last taken
 * @property {((target: EventTarget) => Record<string, unknown[]>) | null} listeners
 * @property {() => boolean} [asks]
 * @property {() => Element[]} [takeHosts]
 * @property {(host: Element, root: ShadowRoot) => void} [receive]
 * @property {(options: CaptureOptions) => string} [capture]
 */

/** @type {Bridge} */
const bridge = { key: loan?.key ?? 0, asking: false, listeners: null };

/** Puts the bridge for a moment where the browser's protocol finds it. */
const lend = (/** @type {string} */ name) => {
  Object.defineProperty(globalThis, name, { value: bridge, configurable: true });
};

const POINTER_EVENTS = new Set([
  "auxclick", "click", "contextmenu", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup",
  "touchend", "touchstart",
]);
const HANDLERS = ["onclick", "ondblclick", "onmousedown", "onmouseup", "onpointerdown", "onpointerup"];
/** By these something is taken hold of, to be dragged. */
const HOLD_EVENTS = ["mousedown", "pointerdown", "touchstart"];
/** A root where a framework listens to everything on behalf of what is in it hears more than this. */
const MAX_HEARD = 24;

/** Frameworks that listen at the root of the document keep the handlers on the element itself. */
const isListenedFor = (/** @type {Element} */ element) =>
  typeof element.__click === "function" || typeof element.$$click === "function";

/** @type {WeakSet<Element>} Those that were touched for what they hear. */
const heardSince = new WeakSet();

/** Whether an element that was no control has come to hear the pointer: no mutation tells of it. */
const comesToHear = (/** @type {Element} */ element) => {
  if (numbers.has(element) || heardSince.has(element) || !hearsPointer(element)) return false;
  heardSince.add(element);
  return true;
};

/** Whether an element has a handler of its own for clicks, presses or taps. */
const hearsPointer = (/** @type {Element} */ element) => {
  if (!bridge.listeners) return HANDLERS.some((name) => typeof element[name] === "function") || isListenedFor(element);
  let heard = 0;
  let pointer = false;
  for (const type in bridge.listeners(element)) {
    heard += 1;
    pointer ||= POINTER_EVENTS.has(type);
  }
  return pointer ? heard <= MAX_HEARD : isListenedFor(element);
};

/** Whether an element hears that it is pressed, and not that it is clicked: then it is there to be moved. */
const isTakenHoldOf = (/** @type {Element} */ element) => {
  if (!bridge.listeners) return HOLD_EVENTS.some((type) => typeof element[`on${type}`] === "function");
  const heard = bridge.listeners(element);
  return !("click" in heard) && HOLD_EVENTS.some((type) => type in heard);
};
