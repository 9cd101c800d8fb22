/** What the keyboard can do in the mouse's place. */

const BY_ENTER = "a[href], area[href], button, summary, input:is([type=button], [type=submit], [type=reset], [type=image]), "
  + "[role=button], [role=link], [role=menuitem], [role=option], [role=tab], [role=treeitem]";
const BY_SPACE = "input:is([type=checkbox], [type=radio]), [role=checkbox], [role=radio], [role=switch], "
  + "[role=menuitemcheckbox], [role=menuitemradio]";
const BY_FOCUS = "input:not([type=file]), textarea, select, [contenteditable]";

/** The key that does what a click does, "" where the focus alone does; null where nothing does. */
const keyFor = (/** @type {Element} */ element) => {
  if (element.matches(BY_SPACE)) return "Space";
  if (element.matches(BY_ENTER)) return "Enter";
  return element.matches(BY_FOCUS) ? "" : null;
};

/** Moves the focus to an element; says which key does what a click does, null if it can't be done. */
const focusToPress = async (/** @type {HTMLElement} */ element) => {
  const key = keyFor(element);
  if (key === null) return null;
  element.focus();
  // What traps the focus takes it back at once, or when it next gets to it.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return element.getRootNode().activeElement === element ? key : null;
};

/** Whether the keyboard is with an element, or with what is in it. */
const hasFocus = (/** @type {Element} */ element) => {
  const active = focused();
  return active !== null && (isWithin(active, element) || element.control === active);
};
