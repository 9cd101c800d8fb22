/** Marking a part of the text in a field. */

const SPACE = /\s/;
const MISSING = "does not stand";
const NOTHING = "is missing: there is none";
/** Where a text is written on in another line. */
const LINES = "div, h1, h2, h3, h4, h5, h6, li, p, pre, td, th, tr";

/** @typedef {{node: Text, at: number}} Place */

/**
 * The text of an editor with its white space squeezed, and where each character of it stands.
 * @returns {{text: string, places: Place[]}}
 */
const writtenIn = (/** @type {Element} */ editor) => {
  let text = "";
  /** @type {Place[]} */
  const places = [];
  let block = null;
  let broken = false;
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      broken ||= node.tagName === "BR";
      continue;
    }
    const within = node.parentElement.closest(LINES);
    broken ||= block !== null && within !== block;
    block = within;
    for (let at = 0; at < node.data.length; at += 1) {
      const spaced = SPACE.test(node.data[at]);
      if ((broken || spaced) && text && !text.endsWith(" ")) {
        text += " ";
        places.push({ node, at });
      }
      broken = false;
      if (spaced) continue;
      text += node.data[at];
      places.push({ node, at });
    }
  }
  return { text, places };
};

const markInEditor = (/** @type {HTMLElement} */ editor, /** @type {string | null} */ wanted) => {
  const { text, places } = writtenIn(editor);
  const sought = wanted === null ? text.trim() : collapsed(wanted);
  if (!sought) return NOTHING;
  const start = text.indexOf(sought);
  if (start < 0) return MISSING;
  const [first, last] = [places[start], places[start + sought.length - 1]];
  const range = document.createRange();
  range.setStart(first.node, first.at);
  range.setEnd(last.node, last.at + 1);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return "";
};

const markInField = (/** @type {HTMLInputElement} */ field, /** @type {string | null} */ wanted) => {
  if (!field.value) return NOTHING;
  const start = wanted === null ? 0 : field.value.indexOf(wanted);
  if (start < 0) return MISSING;
  if (wanted === null || wanted === field.value) field.select();
  else field.setSelectionRange(start, start + wanted.length);
  return "";
};

/**
 * Marks a text where it stands first in a field, all of it if that is null.
 * @returns {string}  what is the matter with it, if it can't be marked
 */
const markText = (/** @type {Element} */ element, /** @type {string | null} */ wanted) => {
  const field = fieldOf(element);
  field.focus({ preventScroll: true });
  return "value" in field ? markInField(field, wanted) : markInEditor(field, wanted);
};

/** Whether any text is marked in a field. */
const isMarked = (/** @type {Element} */ element) => {
  const field = fieldOf(element);
  if ("value" in field) return field.selectionStart === null || field.selectionStart !== field.selectionEnd;
  const selection = document.getSelection();
  return !selection.isCollapsed && selection.containsNode(field, true);
};
