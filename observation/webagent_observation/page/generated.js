/**
 * Text that style sheets add before and after elements (CSS Content 3).
 *
 * To ask for the style of two pseudo-elements costs more than all else told of most elements, so the
 * style sheets are searched first for rules that add text at all, and only elements that such a rule
 * may match are asked. Where a sheet can't be read, or a selector can't be turned into one of
 * elements, every element is.
 */

/**
 * What a style sheet adds text to: selectors of elements, of at least all it may match.
 * @typedef {Object} Additions
 * @property {number} length       rules it had, with the first and the last of them: what it was read from
 * @property {CSSRule | undefined} first
 * @property {CSSRule | undefined} last
 * @property {string[]} selectors
 * @property {boolean} toHost      to the host of the shadow root it is in
 * @property {boolean} toSlotted   to children of that host
 * @property {boolean} toParts     to named parts of other shadow roots
 * @property {boolean} unknown     possibly to any element
 */

/** @type {WeakMap<CSSStyleSheet, Additions>} */
const additions = new WeakMap();

/** @type {Additions} */
const NOTHING = { length: -1, first: undefined, last: undefined, selectors: [], toHost: false, toSlotted: false, toParts: false, unknown: false };
/** @type {Additions} */
const UNREADABLE = { ...NOTHING, unknown: true };

const STRING = /"(?:[^"\\]|\\.)*"/g;
/** What is seen of a string: neither white space nor what has no width, and no icons. */
const UNSEEN = /[\s\u200b-\u200d\u2060]+/g;
const PSEUDO = /::(?:before|after)\b/;

const isSeen = (/** @type {string} */ text) => text.replace(INVISIBLE, "").replace(UNSEEN, "") !== "";

/** Whether a declared `content` may come to a text. */
const mayAddText = (/** @type {string} */ content) => {
  if (!content || content === "none" || content === "normal" || content === '""') return false;
  if (/\b(?:attr|env|if|var)\(|\bopen-quote\b|\bclose-quote\b/.test(content.replace(STRING, ""))) return true;
  return (content.match(STRING) ?? []).some((string) => isSeen(string.slice(1, -1)));
};

/** Whether a selector is relative to one around it; attribute values may contain anything. */
const isRelative = (/** @type {string} */ selector) => selector.replace(STRING, "").includes("&");

/** A selector as it is without the rule around it: of all it matches, perhaps more (CSS Nesting 1). */
const flattened = (/** @type {string} */ selector, /** @type {string} */ parent) => {
  if (isRelative(selector)) return selector.replaceAll("&", parent ? `:is(${parent})` : "*");
  return parent ? `:is(${parent}) ${selector}` : selector;
};

/** Notes what a rule adds text to, by its selector without the pseudo-element. */
const noteAddition = (/** @type {Additions} */ into, /** @type {string} */ selector) => {
  if (/::slotted\(/.test(selector)) into.toSlotted = true;
  else if (/::part\(/.test(selector)) into.toParts = true;
  else if (/^:host(?:-context)?(?:\([^()]*\))?::(?:before|after)$/.test(selector)) into.toHost = true;
  else if (/:host\b|:scope\b/.test(selector)) into.unknown = true;
  else into.selectors.push(selector.replace(/(^|[\s,>+~(])::(?:before|after)\b/g, "$1*").replace(/::(?:before|after)\b/g, ""));
};

/**
 * @param {CSSRuleList} rules
 * @param {Additions} into
 * @param {string} parent  selector of the rule they are nested in
 */
const collect = (rules, into, parent) => {
  for (const rule of rules) {
    if (rule instanceof CSSKeyframesRule) continue;
    if (rule instanceof CSSImportRule) {
      if (!rule.styleSheet) continue;
      const imported = additionsOf(rule.styleSheet);
      into.selectors.push(...imported.selectors);
      for (const kind of ["toHost", "toSlotted", "toParts", "unknown"]) into[kind] ||= imported[kind];
      continue;
    }
    // Declarations nested in a condition have no selector but that of the rule around them.
    const selector = rule instanceof CSSStyleRule ? flattened(rule.selectorText, parent) : parent;
    if (rule.style && PSEUDO.test(selector) && mayAddText(rule.style.content)) noteAddition(into, selector);
    if (rule.cssRules?.length) collect(rule.cssRules, into, selector);
  }
};

const rulesOf = (/** @type {CSSStyleSheet} */ sheet) => {
  try {
    return sheet.cssRules;
  } catch {
    // A sheet of another origin.
    return null;
  }
};

/** Read once: whoever changes the rules of a sheet adds some, or replaces all. */
const additionsOf = (/** @type {CSSStyleSheet} */ sheet) => {
  const rules = rulesOf(sheet);
  if (!rules) return UNREADABLE;
  const { length } = rules;
  const [first, last] = [rules[0], rules[length - 1]];
  const known = additions.get(sheet);
  if (known && known.length === length && known.first === first && known.last === last) return known;
  /** @type {Additions} */
  const read = { ...NOTHING, length, first, last, selectors: [] };
  collect(rules, read, "");
  additions.set(sheet, read);
  return read;
};

/** @returns {CSSStyleSheet[]} */
const sheetsOf = (/** @type {Node} */ root) => {
  const own = root instanceof ShadowRoot ? ShadowRoot.prototype : root.nodeType === Node.DOCUMENT_NODE ? DOCUMENT : null;
  // By prototype: an image may be named "styleSheets".
  return own ? ["styleSheets", "adoptedStyleSheets"].flatMap((kind) => [...Reflect.get(own, kind, root)]) : [];
};

/** Which elements may have text added, as far as it was asked for. */
class Reach {
  /** @type {Set<Node>} Documents and shadow roots whose style sheets were read. */
  roots = new Set();
  /** @type {Set<Node>} Those of them where any element may. */
  everywhere = new Set();
  /** @type {Set<Element>} */
  elements = new Set();
  /** Also what is in shadow roots, under the names it has outside. */
  parts = false;
  /** @type {Element | null} Asked for last, mostly for its two pseudo-elements one after the other. */
  last = null;
  lastVerdict = false;

  read(/** @type {Document | ShadowRoot} */ root) {
    this.roots.add(root);
    const sheets = sheetsOf(root).map(additionsOf);
    const selectors = sheets.flatMap((sheet) => sheet.selectors);
    if (root instanceof ShadowRoot) {
      if (sheets.some((sheet) => sheet.toHost)) this.elements.add(root.host);
      if (sheets.some((sheet) => sheet.toSlotted)) for (const child of root.host.children) this.elements.add(child);
    }
    this.parts ||= sheets.some((sheet) => sheet.toParts);
    if (sheets.some((sheet) => sheet.unknown)) this.everywhere.add(root);
    else if (selectors.length) {
      try {
        for (const element of allIn(root, selectors.join(","))) this.elements.add(element);
      } catch {
        this.everywhere.add(root);
      }
    }
  }

  holds(/** @type {Element} */ element) {
    if (element !== this.last) {
      this.last = element;
      this.lastVerdict = this.finds(element);
    }
    return this.lastVerdict;
  }

  finds(/** @type {Element} */ element) {
    const root = NODE.getRootNode.call(element);
    if (!this.roots.has(root)) this.read(root);
    const shadow = shadowOf(element);
    if (shadow && !this.roots.has(shadow)) this.read(shadow);
    if (this.elements.has(element) || (this.parts && hasAttributeOf(element, "part"))) return true;
    return this.everywhere.has(root) && element instanceof HTMLElement;
  }
}

const reach = momentary(() => new Reach());

const TOKEN = /"((?:[^"\\]|\\.)*)"|(open-quote|close-quote)|([-\w]+)\(((?:[^()"]|"(?:[^"\\]|\\.)*"|\([^()]*\))*)\)|(\/)/g;

const unescaped = (/** @type {string} */ string) =>
  string.replace(/\\(?:([\da-f]{1,6}) ?|(.))/gi, (_, code, character) => (code ? String.fromCodePoint(parseInt(code, 16)) : character));

/** The quotation marks of a style: a pair where they are written out, else those of English. */
const quoteOf = (/** @type {CSSStyleDeclaration} */ style, /** @type {string} */ which) => {
  const written = [...style.quotes.matchAll(STRING)].map(([mark]) => unescaped(mark.slice(1, -1)));
  const [open = "“", close = "”"] = style.quotes === "none" ? ["", ""] : written;
  return which === "open-quote" ? open : close;
};

/** What a computed `content` says, and whether that is its alternative text. */
const textOfContent = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration} */ style) => {
  let text = "";
  let counted = false;
  let alternative = false;
  for (const [, string, quote, name, argument, slash] of style.content.matchAll(TOKEN)) {
    if (slash) {
      text = "";
      counted = false;
      alternative = true;
    } else if (string !== undefined) text += unescaped(string);
    else if (quote) text += quoteOf(style, quote);
    else if (name === "attr") text += attributeOf(element, argument.split(/[\s,]/)[0]) ?? "";
    else if (name.startsWith("counter")) counted = true;
  }
  // Only the browser knows what was counted, and without it the rest says nothing.
  return { text: counted || !isSeen(text) ? "" : text, alternative };
};

/** Whether style sheets may add text to an element. */
const isAddedTo = (/** @type {Element} */ element) => reach().holds(element) || element.tagName === "Q";

/** The text that style sheets add to an element, before or after what is in it. */
const generatedOf = (/** @type {Element} */ element, /** @type {"::before" | "::after"} */ pseudo) => {
  if (!isAddedTo(element)) return "";
  const style = getComputedStyle(element, pseudo);
  const content = style.content;
  if (content === "none" || content === "normal" || content === '""') return "";
  if (style.display === "none" || style.visibility !== "visible") return "";
  const { text, alternative } = textOfContent(element, style);
  if (!text || (style.display === "inline" && !alternative)) return text;
  return pseudo === "::before" ? `${text} ` : ` ${text}`;
};
