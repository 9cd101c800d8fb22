/** Lists to choose from: those that are open, those that open, and what is in them. */

const OPTIONS = "[role=option], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=treeitem]";
/** What is chosen from where nobody said that it is a list. */
const ITEMS = "li, a[href], button, [tabindex], [onclick], [role=button], [role=gridcell]";
const LISTS = "[role=listbox], [role=menu], [role=tree], [role=grid]";
const MAX_ITEMS = 1500;

/** Everything that could be chosen somewhere on the page now. */
const allShown = (/** @type {string} */ selector) => {
  const shown = [];
  for (const element of drawnBelow(document)) if (element.matches(selector) && isDrawn(element)) shown.push(element);
  return shown;
};

/** What is shown before a list opens: whatever else is there afterwards may belong to the list. */
const shownNow = () => new Set([...allShown(OPTIONS), ...allShown(ITEMS)]);

/** Of a list that is open already nothing is known to be there before it. */
const nothing = () => new Set();

/** The elements that make up a control: it, the combobox it is in, and the field in it. */
const partsOf = (/** @type {Element} */ control) => {
  const around = control.closest("[role=combobox]");
  const inside = [...drawnBelow(control)].filter((part) => part.matches("input, [role=combobox], [aria-haspopup]"));
  return [control, ...(around && around !== control ? [around] : []), ...inside.slice(0, 3)];
};

/** The lists that a control says are its own. */
const listsOf = (/** @type {Element} */ control) => {
  const lists = [];
  for (const part of partsOf(control)) {
    lists.push(...namedBy(part, "aria-controls"), ...namedBy(part, "aria-owns"));
    for (const active of namedBy(part, "aria-activedescendant")) {
      const list = active.closest(LISTS);
      if (list) lists.push(list);
    }
  }
  return [control, ...lists];
};

const outermost = (/** @type {Element[]} */ elements) => {
  const all = new Set(elements);
  return elements.filter((element) => {
    for (let at = drawnParent(element); at; at = drawnParent(at)) if (all.has(at)) return false;
    return true;
  });
};

/** The innermost ones: of an item and the link in it, the link; they are what is clicked. */
const innermost = (/** @type {Element[]} */ elements) => {
  const holders = new Set();
  const all = new Set(elements);
  for (const element of elements) {
    for (let at = drawnParent(element); at; at = drawnParent(at)) if (all.has(at)) holders.add(at);
  }
  return elements.filter((element) => !holders.has(element));
};

/** What can be chosen from a control's list now, in order; nothing while it is closed. */
const itemsOf = (/** @type {Element} */ control, /** @type {Set<Element>} */ before) => {
  const within = [];
  for (const list of outermost(listsOf(control))) {
    for (const element of drawnBelow(list)) if (element.matches(OPTIONS) && isDrawn(element)) within.push(element);
  }
  if (within.length) return within.slice(0, MAX_ITEMS);
  const fresh = allShown(OPTIONS).filter((element) => !before.has(element));
  if (fresh.length) return fresh.slice(0, MAX_ITEMS);
  const items = allShown(ITEMS).filter((element) => !before.has(element) && collapsed(element.innerText));
  return innermost(items).slice(0, MAX_ITEMS);
};

/** The list an item is in, also across the border of a shadow root. */
const listOf = (/** @type {Element} */ item) => {
  let at = drawnParent(item);
  while (at && !at.matches(LISTS)) at = drawnParent(at);
  return at;
};

const firstLine = (/** @type {Element} */ item) => collapsed((item.innerText ?? "").trim().split("\n")[0]);

const isOn = (/** @type {Element} */ item, /** @type {string} */ name) => item.getAttribute(name) === "true";

const isChosen = (/** @type {Element} */ item) =>
  isOn(item, "aria-selected") || isOn(item, "aria-checked") || item.matches("[data-state=checked]");

/**
 * The items of a control's list with their names, as the observation would call them.
 * @param {any} script  the page script of the observation
 */
const readList = (script, { control, before }) => {
  const items = itemsOf(control, before).map((item) => {
    const number = script.numberOf(item);
    const { role, name, tag, states } = script.inspect(number);
    const list = listOf(item);
    return {
      number, role, tag: tag ?? item.localName, name,
      line: role === "redacted" ? "" : firstLine(item),
      chosen: isChosen(item),
      disabled: states?.disabled === true || isOn(item, "aria-disabled"),
      several: list !== null && isOn(list, "aria-multiselectable"),
      said: item.matches(OPTIONS),
    };
  });
  return items.filter(({ role }) => role !== "redacted");
};

/** What a control says of itself: whether it is open, what it shows, whether it has a list at all. */
const stateOf = (/** @type {Element} */ control) => {
  const parts = partsOf(control);
  const field = parts.find((part) => part.matches("input:not([type=hidden]), textarea"));
  const told = parts.map((part) => part.getAttribute("aria-expanded")).find((value) => value !== null);
  return {
    expanded: told === "true" ? true : told === "false" ? false : null,
    shown: field ? field.value : collapsed(control.innerText ?? control.textContent),
    editable: field !== undefined && !field.readOnly && !field.disabled,
    menu: parts.some((part) => ["menu", "true"].includes(part.getAttribute("aria-haspopup"))),
    focused: parts.includes(focused()),
  };
};

/** How a chosen item stands now; null when it is gone or no longer drawn. */
const itemNow = (/** @type {any} */ script, /** @type {number} */ number) => {
  const item = script.find(number);
  return item && { chosen: isChosen(item), drawn: isDrawn(item) };
};

/** The element with a scrollbar that the items of a list are in. */
const scrollerOf = (/** @type {Element} */ item) => {
  for (let at = drawnParent(item); at && at !== document.body && at !== document.documentElement; at = drawnParent(at)) {
    const { overflowY } = getComputedStyle(at);
    if (at.scrollHeight - at.clientHeight > 2 && (overflowY === "auto" || overflowY === "scroll")) return at;
  }
  return null;
};

/**
 * Scrolls through a list from its start until something in it is called as wanted, and returns the
 * names that came by. What is not in view may not be in the page (virtual lists).
 */
const scrollThrough = async (/** @type {any} */ script, { number, control, before, wanted, limit }) => {
  const item = script.find(number);
  const scroller = item && scrollerOf(item);
  if (!scroller) return [];
  const names = new Set();
  const end = performance.now() + limit;
  scroller.scrollTo({ top: 0, behavior: "instant" });
  for (let last = -Infinity; performance.now() < end && Math.abs(scroller.scrollTop - last) > 1; ) {
    await drawnAnew();
    const lines = itemsOf(control, before).map((shown) => [collapsed(shown.innerText), firstLine(shown)]);
    for (const [name] of lines) names.add(name);
    if (lines.some((texts) => texts.some((text) => text.toLowerCase() === wanted.toLowerCase()))) break;
    last = scroller.scrollTop;
    scroller.scrollTo({ top: last + scroller.clientHeight * 0.9, behavior: "instant" });
  }
  return [...names];
};

const FIELD = "input:not([type=hidden], [type=checkbox], [type=radio], [type=button]), textarea, [contenteditable=true]";

/** Whether a field other than the control has the focus: the search field of its list. */
const searches = (/** @type {Element} */ control) => {
  const field = focused();
  return field !== null && field.matches(FIELD) && !field.readOnly && !partsOf(control).includes(field);
};

/** Puts the focus into the field of a combobox. */
const focusField = (/** @type {Element} */ control) => {
  const field = partsOf(control).find((part) => part.matches("input:not([type=hidden]), textarea"));
  if (field && focused() !== field) field.focus();
  return field !== undefined && focused() === field;
};
