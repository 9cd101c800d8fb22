/**
 * The page script: one instance lives in each document the agent looks at, held by a JSHandle and
 * never attached to `window`. It reads the composed tree (open shadow roots, slots) in one walk and
 * remembers each element it numbered, so that an action reaches that very element again.
 *
 * Names follow accname 1.2 and roles HTML-AAM, in their common parts.
 *
 * @typedef {{selector: string, rule: number, allowed: boolean, essential: boolean}} VisibilityEntry
 * @typedef {{entries: VisibilityEntry[], defaultAllowed: boolean}} Visibility
 * @typedef {{content: Visibility[], metadata: Visibility[]}} CaptureOptions
 * @typedef {{method: string, action: string, search: boolean}} RawForm
 * @typedef {{label: string, selected: boolean, disabled: boolean}} RawOption
 * @typedef {Object} RawNode
 * @property {string} role        ARIA role, "" for a plain block, "redacted" for withheld content,
 *                                 "break" for the end of a line
 * @property {string} [name]
 * @property {number} [id]        the element's number in this document; only on what can be acted on
 * @property {string} [value]
 * @property {Record<string, string | number | boolean>} [states]
 * @property {string} [tag]
 * @property {string} [type]      `type` of a form control
 * @property {string} [href]      absolute target of a link
 * @property {boolean} [download]
 * @property {boolean} [submits]
 * @property {boolean} [suggests]
 * @property {RawForm} [form]
 * @property {RawOption[]} [options]
 * @property {boolean} [inline]   it stands in a line of text
 * @property {boolean} [labelled] its name is its whole content, so text below it repeats the name
 * @property {boolean} [hinted]   nothing names it: the name is a guess from its address or its author's identifiers
 * @property {(RawNode | string)[]} [children]
 *
 * The browser's protocol hands over deep values not at all and large ones slowly, so `capture`
 * returns JSON, with the tree flat: its parts in reading order, each node with the number of its
 * children in place of them.
 */

const UNSEEN_CONTENT = new Set(["AUDIO", "CANVAS", "VIDEO"]);

/** Below this depth content is kept, but no longer nested; that of controls is twice as far. */
const MAX_NESTING = 100;
const MAX_DEPTH = 1000;

/** @type {Visibility[]} What the last capture went by; elements are inspected by the same. */
let lastVisibility = [];

const flat = (/** @type {(RawNode | string)[]} */ roots) => {
  const parts = [];
  const stack = roots.reverse();
  while (stack.length) {
    const part = stack.pop();
    if (typeof part === "string") parts.push(part.toWellFormed());
    else {
      const { children = [], ...own } = part;
      parts.push({ ...own, children: children.length });
      while (children.length) stack.push(children.pop());
    }
  }
  return parts;
};

/** @param {CaptureOptions} options */
const capture = ({ content, metadata }) => {
  const withheld = withheldBy(content);
  lastVisibility = content;
  labels = new Map();
  /** @type {number[]} */
  const frames = [];
  let count = 0;

  /**
   * Appends what `element` contributes to `into`.
   * @param {Element} element
   * @param {(RawNode | string)[]} into
   */
  const walk = (element, into, parentCursor, hidden, depth) => {
    if (NEVER_RENDERED.has(element.tagName) || depth > MAX_DEPTH) return;
    count += 1;
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    if (element.tagName === "BR") {
      into.push({ role: "break" });
      return;
    }
    if (withheld(element)) {
      if (into.at(-1)?.role !== "redacted") into.push({ role: "redacted" });
      // A child may be shown by a rule of its own.
      walkChildren(element, into, style.cursor, hidden, depth);
      return;
    }
    const invisible = style.visibility !== "visible";
    const ariaHidden = hidden || element.getAttribute("aria-hidden") === "true";
    const role = roleOf(element);
    const control = hiddenControlOf(element, withheld);
    if (element.tagName === "IFRAME" || element.tagName === "FRAME") {
      if (invisible) return;
      const number = numberOf(element);
      frames.push(number);
      into.push({ role: "iframe", name: nameOf(element, role, withheld), id: number, tag: "iframe" });
      return;
    }
    /** @type {RawNode} */
    let node;
    if (control && !invisible) node = describeLabel(element, control, withheld);
    else if (!invisible && !takenOut(element, ariaHidden) && isActionable(element, role, style, parentCursor)) {
      node = describe(element, role || "clickable", withheld);
      const elsewhere = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
      if (NAMED_FROM_CONTENT.has(role) && !elsewhere) node.labelled = true;
      if (style.display.startsWith("inline")) node.inline = true;
    } else {
      const name = role && !invisible && !ariaHidden ? nameOf(element, role, withheld) : "";
      if (!role && flowsInline(element, style)) {
        walkChildren(element, into, style.cursor, ariaHidden, depth, invisible);
        return;
      }
      node = { role: ariaHidden ? "" : role };
      if (style.display.startsWith("inline")) node.inline = true;
      if (name) node.name = name;
      if (role === "heading" || role === "dialog") node.states = statesOf(element, role);
      if (role === "heading") node.labelled = true;
      if (role === "progressbar" || role === "meter") node.value = valueOf(element, role, withheld);
      if (element.tagName === "CANVAS" || element.tagName === "VIDEO") {
        const box = element.getBoundingClientRect();
        node.states = { size: `${Math.round(box.width)}×${Math.round(box.height)}` };
      }
    }
    const leaf =
      FORM_CONTROLS.has(element.tagName) || UNSEEN_CONTENT.has(element.tagName) || (node.role === "textbox" && element.isContentEditable);
    if (!leaf && depth >= (node.id === undefined ? 1 : 2) * MAX_NESTING) {
      into.push(node.name ? node : { role: "break" });
      walkChildren(element, into, style.cursor, ariaHidden, depth, invisible);
      into.push({ role: "break" });
      return;
    }
    if (!leaf) {
      /** @type {(RawNode | string)[]} */
      const children = [];
      walkChildren(element, children, style.cursor, ariaHidden, depth, invisible);
      if (children.length) node.children = children;
    }
    if (node.role || node.children) into.push(node);
  };

  const walkChildren = (element, into, cursor, hidden, depth, invisible = false) => {
    const closed = element.tagName === "DETAILS" && !element.open;
    for (const child of childrenOf(element)) {
      if (child.nodeType === Node.ELEMENT_NODE) {
        if (closed && child.tagName !== "SUMMARY") continue;
        walk(child, into, cursor, hidden, depth + 1);
      } else if (child.nodeType === Node.TEXT_NODE && !closed && !hidden && !invisible && child.data) {
        if (withheld(element)) continue;
        const text = child.data.replace(/[\s\u00a0]+/g, " ");
        const last = into.at(-1);
        if (typeof last === "string") into[into.length - 1] = last + (last.endsWith(" ") ? text.trimStart() : text);
        else if (text !== " " || into.length) into.push(text);
      }
    }
  };

  /** Text for screen readers is taken out of the flow, but belongs to the line it stands in. */
  const flowsInline = (element, style) => {
    if (style.display.startsWith("inline") || style.display === "contents") return true;
    if (style.position !== "absolute") return false;
    const box = element.getBoundingClientRect();
    return box.width <= 1 && box.height <= 1;
  };

  /** @type {(RawNode | string)[]} */
  const children = [];
  // By selector: a form or image called "body" or "title" takes the place of that property.
  const body = document.querySelector("html > body, html > frameset");
  if (body) walk(body, children, "auto", false, 0);
  const title = document.querySelector("title");
  return JSON.stringify({
    url: location.href,
    title: title && !withheldBy(metadata)(title) ? collapse(title.textContent) : "",
    parts: listed(flat(children)),
    frames: listed(frames),
    count,
  });
};

/** What an element is now, to compare with what the agent was shown; null once it left the document. */
const inspect = (/** @type {number} */ number) => {
  const element = find(number);
  if (!element) return null;
  const withheld = withheldBy(lastVisibility);
  labels = new Map();
  if (withheld(element)) return { role: "redacted", name: "", id: number };
  const control = hiddenControlOf(element, withheld);
  if (control) return describeLabel(element, control, withheld);
  return describe(element, roleOf(element) || "clickable", withheld);
};

/** Where manifest links lead, by the document's own base address. */
const manifestLinks = (/** @type {string} */ place) =>
  [...document.querySelectorAll(`${place}link[rel~='agent-permissions' i]`)]
    .filter((link) => link.getAttribute("href")?.trim())
    .map((link) => link.href);

/** What decides how this document may be read, before anything of it is. */
const head = () => ({
  url: location.href,
  links: manifestLinks("head > "),
  ignoredLinks: manifestLinks("body "),
});
