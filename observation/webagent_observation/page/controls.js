/**
 * What can be acted on: everything a person could use, also where accessibility was forgotten.
 *
 * The same click is listed once. What claims to be a control by a weak sign (a handler, a cursor)
 * gives way to the only thing in it, or to what it is the only part of, if that claims more.
 */

const NO_CLAIM = 0;
/** The cursor says that something can be clicked. */
const POINTED = 1;
/** It hears clicks, can be dragged, or is an anchor without a target. */
const REACTS = 2;
/** The keyboard reaches it. */
const FOCUSABLE = 3;
/** It is a control by its tag or role. */
const CONTROL = 4;

/** How far the only part of an only part is looked for. */
const MAX_ONLY_DEPTH = 8;
/** What holds more controls than this listens on their behalf. */
const MAX_HELD = 3;
const HELD =
  "a[href], button, input:not([type=hidden]), select, summary, textarea, [onclick], [tabindex='0'], " +
  "[role=button], [role=checkbox], [role=combobox], [role=link], [role=menuitem], [role=option], [role=radio], " +
  "[role=switch], [role=tab]";

/** Holding the focus for what is in them, or only to be read by keyboard. */
const FOCUS_HOLDERS = new Set(["alertdialog", "dialog", "document", "main", "tabpanel"]);
/** They listen, if they do, on behalf of what is in them. */
const LISTENING_FOR_OTHERS = new Set([
  ...FOCUS_HOLDERS, "banner", "complementary", "contentinfo", "form", "grid", "list", "listbox", "menu",
  "menubar", "navigation", "radiogroup", "region", "rowgroup", "search", "table", "tablist", "toolbar",
  "tree", "treegrid",
]);
const LISTS = new Set(["DL", "MENU", "OL", "TABLE", "TBODY", "TFOOT", "THEAD", "UL"]);
const ITEMS = new Set(["DD", "DT", "LI", "TR"]);

/** Its author took it out of both the keyboard's and the reader's way: a twin of something else. */
const takenOut = (/** @type {Element} */ element, /** @type {boolean} */ hidden) =>
  hidden && hasAttributeOf(element, "tabindex") && element.tabIndex < 0;

/** Whether what an element hears is meant for what is in it (event delegation). */
const listensForOthers = (/** @type {Element} */ element, /** @type {string} */ role, style) => {
  if (LISTENING_FOR_OTHERS.has(role) || style.display === "contents") return true;
  const held = allIn(element, HELD).length;
  if (held === 0 || held > MAX_HELD) return held > 0;
  const { left, top, right, bottom } = rectOf(element);
  return (right - left) * (bottom - top) > (innerWidth * innerHeight) / 2;
};

/** Whether a list hears clicks for this item of it: one without controls that could hear them. */
const isListenedForByList = (/** @type {Element} */ item) => {
  const list = parentOf(item);
  if (!list || !LISTS.has(list.tagName)) return false;
  const heard = hearsPointer(list) || (list.tagName === "TBODY" && list.parentElement && hearsPointer(list.parentElement));
  return heard && !allIn(item, HELD).length;
};

/** A cell of a grid that opens something; what only stands in a grid is there to be read. */
const OPENING = "[aria-expanded], [aria-haspopup]:not([aria-haspopup=false])";

/** Whether a cell waits for its turn to be focused (WAI-ARIA APG, "Grid": roving tabindex), as in calendars. */
const isRoving = (/** @type {Element} */ cell) => {
  const row = parentOf(cell);
  const alone = !row || !(hasAttributeOf(row, "tabindex") || hasAttributeOf(row, "onclick") || hearsPointer(row));
  return alone && hasAttributeOf(cell, "tabindex") && !allIn(cell, HELD).length;
};

/** An anchor without a target that something can be seen of is one that scripts act on. */
const isScripted = (/** @type {Element} */ anchor) => anchor.childElementCount > 0 || anchor.textContent.trim() !== "";

/** How strongly an element claims to be a control, all on its own. */
const claimOf = (element, tag, role, style, cursor, parentCursor) => {
  switch (tag) {
    case "INPUT":
      return element.type === "hidden" || labelFor(element) ? NO_CLAIM : CONTROL;
    // Also those whose author says that they are something else.
    case "BUTTON":
    case "SELECT":
    case "TEXTAREA":
      return CONTROL;
    case "A":
    case "a":
      if (hasAttributeOf(element, "href") || hasAttributeOf(element, "xlink:href")) return CONTROL;
      break;
    case "SUMMARY":
      if (isSummary(element)) return CONTROL;
      break;
    case "LABEL":
      if (element.control) return labelFor(element.control) === element ? CONTROL : NO_CLAIM;
      break;
    case "IFRAME":
    case "FRAME":
      return NO_CLAIM;
    case "AREA":
      return hasAttributeOf(element, "href") && areaBox(element) ? CONTROL : NO_CLAIM;
    case "AUDIO":
    case "VIDEO":
      if (hasAttributeOf(element, "controls")) return CONTROL;
      break;
    case "circle":
    case "ellipse":
    case "path":
    case "polygon":
    case "rect":
      if (isDropPlace(element)) return REACTS;
      break;
    case "DETAILS":
      // The browser's own summary is no element.
      if (!ELEMENT.querySelector.call(element, ":scope > summary")) return CONTROL;
  }
  if (WIDGET_ROLES.has(role) && role !== "gridcell" && role !== "listbox") return CONTROL;
  if (beginsEditing(element)) return CONTROL;
  if (tag === "BODY" || tag === "HTML") return NO_CLAIM;
  if (ELEMENT.hasAttributes.call(element)) {
    if (role === "gridcell" && (ELEMENT.matches.call(element, OPENING) || isRoving(element))) return FOCUSABLE;
    if (element.tabIndex >= 0 && hasAttributeOf(element, "tabindex") && !FOCUS_HOLDERS.has(role)) return FOCUSABLE;
    if (hasAttributeOf(element, "onclick")) return REACTS;
    if (element.draggable && attributeOf(element, "draggable") === "true") return REACTS;
  }
  if (tag === "A" && isScripted(element)) return REACTS;
  const pointed = cursor === "pointer" && !LISTS.has(tag);
  if (hearsPointer(element) && (pointed || !listensForOthers(element, role, style))) return REACTS;
  if (ITEMS.has(tag)) {
    if (pointed && LISTS.has(parentOf(element)?.tagName)) return POINTED;
    if (isListenedForByList(element)) return REACTS;
  }
  return pointed && parentCursor !== "pointer" ? POINTED : NO_CLAIM;
};

/** The one thing in an element, if there is nothing else in it. */
const onlyPartOf = (/** @type {Element} */ element) => {
  let only = null;
  for (const child of childrenOf(element)) {
    if (child.nodeType === Node.TEXT_NODE ? child.data.trim() : only && child.nodeType === Node.ELEMENT_NODE) return null;
    if (child.nodeType === Node.ELEMENT_NODE) only = child;
  }
  return only;
};

/** Whether a click on one lands on the other. */
const isHitWith = (/** @type {Element} */ holder, /** @type {Element} */ part) => {
  const [around, box] = [boxOf(holder), boxOf(part)];
  return box !== null && (around === null || holdsPoint(box, (around.left + around.right) / 2, (around.top + around.bottom) / 2));
};

const standsInItsPart = (element, claim, cursor) => {
  let part = onlyPartOf(element);
  for (let depth = 0; part && depth < MAX_ONLY_DEPTH; depth += 1) {
    if (!isVisible(part)) return false;
    const style = getComputedStyle(part);
    if (claimOf(part, tagOf(part), roleOf(part), style, style.cursor, cursor) >= claim) return isHitWith(element, part);
    cursor = style.cursor;
    part = onlyPartOf(part);
  }
  return false;
};

const standsInItsHolder = (element, claim) => {
  let part = element;
  let holder = parentOf(element);
  for (let depth = 0; holder && depth < MAX_ONLY_DEPTH && onlyPartOf(holder) === part; depth += 1) {
    // One item of a list is as much an item as one of many.
    if (isListenedForByList(part)) return false;
    // Its cursor says no more than that of its part.
    if (claimOf(holder, tagOf(holder), roleOf(holder), getComputedStyle(holder), "auto", "auto") > claim) return true;
    part = holder;
    holder = parentOf(holder);
  }
  return false;
};

/** Whether a click in the middle of an element is one on a control in it. */
const isFilledByControl = (/** @type {Element} */ element) => {
  const held = allIn(element, HELD);
  return held.length > 0 && held.length <= MAX_HELD && [...held].some((control) => isHitWith(element, control));
};

const CLICKED_ANYWHERE = "a[href], button, label, summary";

/** Whether a person could act on it, and by nothing else that is listed. */
const isActionable = (element, role, style, parentCursor, cursor = style.cursor) => {
  const tag = tagOf(element);
  const claim = claimOf(element, tag, role, style, cursor, parentCursor);
  if (claim === NO_CLAIM) return false;
  // What a label stands for is up to `hiddenControlOf`.
  if (claim === CONTROL) return tag !== "LABEL" || !element.control;
  if (claim === POINTED && (parentOf(element)?.closest(CLICKED_ANYWHERE) || isFilledByControl(element))) return false;
  return !standsInItsPart(element, claim, cursor) && !standsInItsHolder(element, claim);
};

/** Controls that are drawn by something else, and hidden themselves. */
const RESTYLED = new Set(["checkbox", "file", "radio"]);

/** @type {() => Map<Element, Element | null>} */
const standIns = momentary(() => new Map());

/** @returns {Element | null} The label that stands for a control which a person can't reach itself. */
const labelFor = (/** @type {Element} */ control) => {
  if (control.tagName !== "INPUT" || !RESTYLED.has(control.type)) return null;
  let label = standIns().get(control);
  if (label === undefined) standIns().set(control, (label = isReachable(control) ? null : reachableLabel(control)));
  return label;
};

const reachableLabel = (/** @type {Element} */ control) => {
  const reachable = labelsOf(control).filter(isReachable);
  return reachable.find((label) => label.textContent.trim()) ?? reachable[0] ?? null;
};

const isReachable = (/** @type {Element} */ element) =>
  isShown(element) && placeOf(element) === "";

/** The control that a label stands for: of a styled checkbox, radio or file field, only the label is drawn. */
const hiddenControlOf = (/** @type {Element} */ element, withheld) => {
  const control = element.tagName === "LABEL" ? element.control : null;
  return control && labelFor(control) === element && !withheld(control) ? control : null;
};
