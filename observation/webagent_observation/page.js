/**
 * The page script: one instance lives in each document the agent looks at, held by a JSHandle and
 * never attached to `window`. It reads the composed tree (open shadow roots, slots) in one walk and
 * remembers each element it numbered, so that an action reaches that very element again.
 *
 * Names follow accname 1.2 and roles HTML-AAM, in their common parts.
 *
 * @typedef {{selector: string, rule: number, allowed: boolean, essential: boolean}} VisibilityEntry
 * @typedef {{entries: VisibilityEntry[], defaultAllowed: boolean}} Visibility
 * @typedef {{content: Visibility | null, metadata: Visibility | null}} CaptureOptions
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
() => {
  /** @type {Map<number, WeakRef<Element>>} */
  const elements = new Map();
  /** @type {WeakMap<Element, number>} */
  const numbers = new WeakMap();
  /** @type {Visibility | null} What the last capture went by; elements are inspected by the same. */
  let lastVisibility = null;

  const IMPLICIT_ROLES = {
    ADDRESS: "group", ARTICLE: "article", ASIDE: "complementary", BLOCKQUOTE: "blockquote",
    BUTTON: "button", CANVAS: "canvas", CAPTION: "caption", CODE: "code", DD: "definition",
    DETAILS: "group", DIALOG: "dialog", DT: "term", FIELDSET: "group", FIGURE: "figure",
    FOOTER: "contentinfo", FORM: "form", H1: "heading", H2: "heading", H3: "heading",
    H4: "heading", H5: "heading", H6: "heading", HEADER: "banner", HR: "separator",
    IFRAME: "iframe", IMG: "img", LI: "listitem", MAIN: "main", MATH: "math", MENU: "list",
    METER: "meter", NAV: "navigation", OL: "list", OUTPUT: "status", PROGRESS: "progressbar",
    SEARCH: "search", SUMMARY: "button", TABLE: "table", TBODY: "rowgroup", TD: "cell",
    TEXTAREA: "textbox", TFOOT: "rowgroup", TH: "columnheader", THEAD: "rowgroup", TR: "row",
    UL: "list", VIDEO: "video", AUDIO: "audio",
  };
  /** Roles an author may give (WAI-ARIA 1.2); any other word is no role. */
  const ARIA_ROLES = new Set([
    "alert", "alertdialog", "application", "article", "banner", "blockquote", "button", "caption",
    "cell", "checkbox", "code", "columnheader", "combobox", "complementary", "contentinfo",
    "definition", "dialog", "document", "feed", "figure", "form", "grid", "gridcell", "group",
    "heading", "img", "link", "list", "listbox", "listitem", "log", "main", "marquee", "math",
    "menu", "menubar", "menuitem", "menuitemcheckbox", "menuitemradio", "meter", "navigation",
    "none", "note", "option", "presentation", "progressbar", "radio", "radiogroup", "region", "row",
    "rowgroup", "rowheader", "scrollbar", "search", "searchbox", "separator", "slider",
    "spinbutton", "status", "switch", "tab", "table", "tablist", "tabpanel", "term", "textbox",
    "timer", "toolbar", "tooltip", "tree", "treegrid", "treeitem",
  ]);
  const INPUT_ROLES = {
    button: "button", checkbox: "checkbox", color: "textbox", date: "textbox",
    "datetime-local": "textbox", email: "textbox", file: "file", image: "button",
    month: "textbox", number: "spinbutton", password: "textbox", radio: "radio",
    range: "slider", reset: "button", search: "searchbox", submit: "button", tel: "textbox",
    text: "textbox", time: "textbox", url: "textbox", week: "textbox",
  };
  const WIDGET_ROLES = new Set([
    "button", "checkbox", "combobox", "gridcell", "link", "listbox", "menuitem",
    "menuitemcheckbox", "menuitemradio", "option", "radio", "searchbox", "slider", "spinbutton",
    "switch", "tab", "textbox", "treeitem", "file",
  ]);
  const NAMED_FROM_CONTENT = new Set([
    "button", "checkbox", "heading", "link", "menuitem", "menuitemcheckbox", "menuitemradio",
    "option", "radio", "switch", "tab", "treeitem", "tooltip",
  ]);
  const SECTIONING = "article, aside, main, nav, section";
  const NEVER_RENDERED = new Set([
    "SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "HEAD", "META", "LINK", "TITLE", "OPTION",
    "OPTGROUP", "DATALIST", "PARAM", "SOURCE", "TRACK", "AREA",
  ]);
  const FORM_CONTROLS = new Set(["INPUT", "SELECT", "TEXTAREA"]);
  const BUTTON_INPUTS = new Set(["button", "submit", "reset", "image"]);
  const UNSEEN_CONTENT = new Set(["AUDIO", "CANVAS", "VIDEO"]);
  const MAX_OPTIONS = 5000;
  const MAX_GUESSED_NAME = 120;
  /** Below this depth content is kept, but no longer nested; that of controls is twice as far. */
  const MAX_NESTING = 100;
  const MAX_DEPTH = 1000;
  const OVERHANG = 4;

  const collapse = (/** @type {string} */ text) => text.replace(/[\s\u00a0]+/g, " ").trim().toWellFormed();

  /** Parent in the composed tree: through slots and shadow hosts. */
  const parentOf = (/** @type {Element} */ element) =>
    element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;

  /** Children in the composed tree. */
  const childrenOf = (/** @type {Element} */ element) => {
    if (element.shadowRoot) return element.shadowRoot.childNodes;
    if (element.tagName === "SLOT") {
      const assigned = element.assignedNodes();
      return assigned.length ? assigned : element.childNodes;
    }
    return element.childNodes;
  };

  const numberOf = (/** @type {Element} */ element) => {
    let number = numbers.get(element);
    if (number === undefined) {
      number = elements.size + 1;
      numbers.set(element, number);
      elements.set(number, new WeakRef(element));
    }
    return number;
  };

  /**
   * Which elements a visibility cascade withholds: an element's own winning entry decides, else a
   * withheld ancestor, else the default. An entry the browser cannot evaluate is dropped, unless it
   * restricts: then everything is withheld.
   * @param {Visibility | null} visibility
   * @returns {(element: Element) => boolean}
   */
  const withheldBy = (visibility) => {
    if (!visibility || (visibility.defaultAllowed && visibility.entries.length === 0)) {
      return () => false;
    }
    const probe = document.createDocumentFragment();
    const broken = new Set();
    for (const { selector, rule, essential } of visibility.entries) {
      try {
        probe.querySelector(selector);
      } catch {
        if (essential) return () => true;
        broken.add(rule);
      }
    }
    const entries = visibility.entries.filter((entry) => !broken.has(entry.rule));
    /** @type {Map<Element, {own: boolean, inherited: boolean}>} */
    const memo = new Map();
    const judge = (/** @type {Element} */ element) => {
      const known = memo.get(element);
      if (known) return known;
      const parent = parentOf(element);
      const inherited = parent ? judge(parent).inherited : false;
      const winner = entries.find((entry) => element.matches(entry.selector));
      const own = winner ? !winner.allowed : inherited || !visibility.defaultAllowed;
      const verdict = { own, inherited: inherited || (winner !== undefined && !winner.allowed) };
      memo.set(element, verdict);
      return verdict;
    };
    return (element) => judge(element).own;
  };

  const roleOf = (/** @type {Element} */ element) => {
    const given = (element.getAttribute("role") ?? "").toLowerCase().split(/\s+/);
    const explicit = given.find((word) => ARIA_ROLES.has(word)) ?? "";
    if (explicit && explicit !== "none" && explicit !== "presentation") return explicit;
    const tag = element.tagName.toUpperCase();
    // In SVG any word can be a tag, also those of HTML.
    if (!(element instanceof HTMLElement) && !["A", "MATH", "SVG"].includes(tag)) return "";
    if (tag === "INPUT") return element.list ? "combobox" : (INPUT_ROLES[element.type] ?? "textbox");
    if (tag === "A") return element.hasAttribute("href") ? "link" : "";
    if (tag === "SELECT") return element.multiple || element.size > 1 ? "listbox" : "combobox";
    if (element.isContentEditable && !element.parentElement?.isContentEditable) return "textbox";
    // What can be focused keeps its role (WAI-ARIA 1.2, "Presentational Roles Conflict Resolution").
    if (explicit && element.tabIndex < 0) return "";
    if ((tag === "HEADER" || tag === "FOOTER") && element.closest(SECTIONING)) return "";
    if (tag === "SECTION") {
      return element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") ? "region" : "";
    }
    if (tag === "SUMMARY" && element.parentElement?.tagName !== "DETAILS") return "";
    if (tag === "IMG" && element.getAttribute("alt") === "") return "";
    if (tag === "SVG") return element.querySelector(":scope > title") ? "img" : "";
    if (tag === "TH" && element.scope === "row") return "rowheader";
    return IMPLICIT_ROLES[tag] ?? "";
  };

  const isRendered = (/** @type {Element} */ element) => element.checkVisibility?.() ?? true;

  const titleOf = (/** @type {SVGElement} */ image, withheld) => {
    const title = image.querySelector(":scope > title");
    return title && !withheld(title) ? title.textContent : "";
  };

  /** Text of an element as a name: rendered descendants, alternatives of images, no withheld part. */
  const textOf = (element, withheld, depth = 0) => {
    if (depth > 40 || withheld(element)) return "";
    const label = element.getAttribute("aria-label");
    if (depth > 0 && label?.trim()) return label;
    if (element.tagName === "IMG") return element.alt;
    if (element.tagName.toUpperCase() === "SVG") return titleOf(element, withheld);
    if (depth > 0 && (element.tagName === "SELECT" || element.tagName === "TEXTAREA")) return "";
    if (depth > 0 && element.tagName === "INPUT") return BUTTON_INPUTS.has(element.type) ? element.value : "";
    let text = "";
    for (const child of childrenOf(element)) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      else if (child.nodeName === "BR") text += " ";
      else if (child.nodeType === Node.ELEMENT_NODE && !NEVER_RENDERED.has(child.tagName)) {
        const style = getComputedStyle(child);
        if (style.display === "none" || style.visibility === "hidden") continue;
        if (child.getAttribute("aria-hidden") === "true") continue;
        const inline = style.display.startsWith("inline") || style.display === "contents";
        const part = textOf(child, withheld, depth + 1);
        text += inline ? part : ` ${part} `;
      }
    }
    return text;
  };

  /** @type {Map<Node, Map<Element, HTMLLabelElement[]>>} Per root; valid while nothing else runs. */
  let labels = new Map();

  /** The labels of a control, in order; its own `labels` would walk the whole tree for each. */
  const labelsOf = (/** @type {Element} */ element) => {
    const root = element.getRootNode();
    let known = labels.get(root);
    if (!known) {
      known = new Map();
      for (const label of root.querySelectorAll("label")) {
        if (label.control) known.set(label.control, [...(known.get(label.control) ?? []), label]);
      }
      labels.set(root, known);
    }
    return known.get(element) ?? [];
  };

  const textOfIds = (element, attribute, withheld) => {
    const root = element.getRootNode();
    return (element.getAttribute(attribute) ?? "")
      .split(/\s+/)
      .map((id) => (id && root.getElementById ? root.getElementById(id) : null))
      .filter((found) => found !== null && !withheld(found))
      .map((found) => collapse(found.getAttribute("aria-label") ?? textOf(found, withheld)))
      .join(" ")
      .trim();
  };

  /** Accessible name, by accname 1.2 steps 2B (labelledby), 2C (label), 2D (native), 2F (content), 2I (tooltip). */
  const nameOf = (element, role, withheld) => {
    const labelledBy = textOfIds(element, "aria-labelledby", withheld);
    if (labelledBy) return labelledBy;
    const label = collapse(element.getAttribute("aria-label") ?? "");
    if (label) return label;
    const tag = element.tagName.toUpperCase();
    let native = "";
    if (tag === "INPUT" && BUTTON_INPUTS.has(element.type)) {
      native = element.value || element.alt || { submit: "Submit", reset: "Reset" }[element.type] || "";
    } else if (labelsOf(element).length) {
      native = labelsOf(element).map((found) => collapse(textOf(found, withheld))).join(" ");
    } else if (tag === "IMG") native = element.alt;
    else if (tag === "SVG") native = titleOf(element, withheld);
    else if (tag === "FIELDSET") native = childText(element, "LEGEND", withheld);
    else if (tag === "TABLE") native = childText(element, "CAPTION", withheld);
    else if (tag === "FIGURE") native = childText(element, "FIGCAPTION", withheld);
    native = collapse(native);
    if (native) return native;
    if (NAMED_FROM_CONTENT.has(role)) {
      const content = collapse(textOf(element, withheld));
      if (content) return content;
    }
    // By attribute: a form's properties may be its fields, as `form.title` is the field "title".
    const fallback = ["title", "placeholder", "aria-placeholder"].map((name) => collapse(element.getAttribute(name) ?? ""));
    return fallback.find(Boolean) ?? "";
  };

  const childText = (element, tag, withheld) => {
    const child = [...element.children].find((candidate) => candidate.tagName === tag);
    return child ? textOf(child, withheld) : "";
  };

  const absolute = (/** @type {string} */ address) =>
    URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : "";

  /** Where a link of HTML or SVG leads. */
  const targetOf = (/** @type {Element} */ element) => {
    if (element.localName !== "a") return "";
    return typeof element.href === "string" ? element.href : element.href.baseVal && absolute(element.href.baseVal);
  };

  /** What a nameless control may be called: the end of its address, else how its author named it. */
  const hintOf = (/** @type {Element} */ element) => {
    const path = targetOf(element).split(/[?#]/)[0].split("/").pop();
    const given = ["name", "id", "class"].map((name) => element.getAttribute(name));
    return collapse(path || given.find(Boolean) || "").slice(0, 40);
  };

  const statesOf = (/** @type {Element} */ element, /** @type {string} */ role) => {
    /** @type {Record<string, string | number | boolean>} */
    const states = {};
    const aria = (/** @type {string} */ name) => element.getAttribute(`aria-${name}`);
    if (element.indeterminate || aria("checked") === "mixed") states.checked = "mixed";
    else if (role === "checkbox" || role === "radio" || role === "switch" || role.startsWith("menuitem")) {
      const checked = element.tagName === "INPUT" ? element.checked : aria("checked") === "true";
      if (checked || role === "checkbox" || role === "switch") states.checked = checked;
    }
    if (aria("selected") === "true") states.selected = true;
    if (aria("expanded")) states.expanded = aria("expanded") === "true";
    else if (element.tagName === "SUMMARY") states.expanded = element.parentElement.open;
    if (element.matches(":disabled") || aria("disabled") === "true" || element.closest("[inert]")) states.disabled = true;
    if (element.required || aria("required") === "true") states.required = true;
    if (aria("invalid") && aria("invalid") !== "false") states.invalid = true;
    if (element.readOnly || aria("readonly") === "true") states.readonly = true;
    if (aria("pressed")) states.pressed = aria("pressed") === "true";
    if (aria("current") && aria("current") !== "false") states.current = true;
    if (aria("busy") === "true") states.busy = true;
    if (aria("haspopup") && aria("haspopup") !== "false") states.haspopup = aria("haspopup");
    if (element.multiple) states.multiple = true;
    if (role === "heading") states.level = Number(aria("level") ?? element.tagName[1]) || 2;
    if (role === "dialog" && element.matches(":modal, [aria-modal=true]")) states.modal = true;
    for (const bound of ["min", "max", "step"]) {
      const value = element.tagName === "INPUT" ? element[bound] : aria(`value${bound}`);
      if (value) states[bound] = value;
    }
    if (element === deepActive()) states.focused = true;
    return states;
  };

  const deepActive = () => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.tagName === "BODY" ? null : active;
  };

  const valueOf = (/** @type {Element} */ element, /** @type {string} */ role, withheld) => {
    const tag = element.tagName;
    if (tag === "INPUT") {
      if (BUTTON_INPUTS.has(element.type) || role === "checkbox" || role === "radio") return undefined;
      if (element.type === "password") return "•".repeat(Math.min(element.value.length, 8));
      if (element.type === "file") return [...element.files].map((file) => file.name).join(", ");
      return element.value;
    }
    if (tag === "TEXTAREA") return element.value;
    if (tag === "SELECT") {
      const chosen = [...element.selectedOptions].filter((option) => !withheld(option));
      return chosen.map((option) => collapse(option.label)).join(", ");
    }
    if (tag === "PROGRESS" || tag === "METER") return String(element.value);
    if (element.isContentEditable && role === "textbox") {
      const partly = [...element.querySelectorAll("*")].some(withheld);
      return partly ? collapse(textOf(element, withheld)) : element.innerText.trim();
    }
    return element.getAttribute("aria-valuetext") ?? element.getAttribute("aria-valuenow") ?? undefined;
  };

  /** Some old libraries give every array a `toJSON` that quotes it twice. */
  const listed = (/** @type {unknown[]} */ list) => Object.defineProperty(list, "toJSON", { value: undefined });

  /** A withheld option keeps its place, without its label: options are chosen by their index. */
  const optionsOf = (/** @type {Element} */ element, withheld) => {
    const source = element.tagName === "SELECT" ? element.options : element.list?.options;
    if (!source) return undefined;
    const known = [...source].slice(0, MAX_OPTIONS).map((option) => ({
      label: withheld(option) ? "" : collapse(option.label || option.value),
      selected: element.tagName === "SELECT" && option.selected,
      disabled: withheld(option) || option.disabled || Boolean(option.closest("optgroup:disabled")),
    }));
    return listed(known);
  };

  const methodOf = (/** @type {Element} */ sender) => {
    const method = (sender.getAttribute(sender.tagName === "FORM" ? "method" : "formmethod") ?? "").toUpperCase();
    return method === "POST" || method === "DIALOG" ? method : "GET";
  };

  const isSearch = (/** @type {HTMLFormElement} */ form) =>
    methodOf(form) === "GET" &&
    (form.getAttribute("role") === "search" ||
      form.closest("search, [role=search]") !== null ||
      form.querySelector("input[type=search], [role=searchbox]") !== null);

  const formOf = (/** @type {Element} */ element, /** @type {boolean} */ submits) => {
    const form = element.form;
    if (!form || element.tagName === "OUTPUT" || element.tagName === "FIELDSET") return undefined;
    const written = (submits && element.hasAttribute("formaction") && element.formAction) || form.getAttribute("action");
    return {
      method: methodOf(submits && element.hasAttribute("formmethod") ? element : form),
      action: absolute(written || location.href),
      search: isSearch(form),
    };
  };

  const submitsForm = (/** @type {Element} */ element) =>
    Boolean(element.form) &&
    ((element.tagName === "BUTTON" && element.type === "submit") ||
      (element.tagName === "INPUT" && (element.type === "submit" || element.type === "image")));

  /** Fields with the browser's own suggestions switched off mostly have some of their own. */
  const offersSuggestions = (/** @type {Element} */ element, /** @type {string} */ role) =>
    (role === "combobox" && element.tagName === "INPUT" && !element.list) ||
    ["list", "both"].includes(element.getAttribute("aria-autocomplete")) ||
    (role === "textbox" && element.type !== "password" && element.getAttribute("autocomplete") === "off");

  /** Its author took it out of both the keyboard's and the reader's way: a twin of something else. */
  const takenOut = (/** @type {Element} */ element, /** @type {boolean} */ hidden) =>
    hidden && element.hasAttribute("tabindex") && element.tabIndex < 0;

  /** Whether a person could act on it, also where accessibility was forgotten. */
  const isActionable = (element, role, style, parentCursor) => {
    if (element.tagName === "INPUT") return element.type !== "hidden";
    if (WIDGET_ROLES.has(role) && role !== "listbox") return true;
    if (role === "listbox" && element.tagName === "SELECT") return true;
    if (element.tagName === "BODY" || element.tagName === "HTML") return false;
    if (element.tagName === "LABEL" || element.tagName === "IFRAME") return false;
    if (element.tagName === "A" && !element.hasAttribute("href")) return true;
    if (element.hasAttribute("onclick") || element.onclick) return true;
    if (element.tabIndex >= 0 && element.hasAttribute("tabindex") && role !== "dialog" && role !== "tabpanel") return true;
    return style.cursor === "pointer" && parentCursor !== "pointer";
  };

  /** @returns {RawNode} */
  const describe = (element, role, withheld) => {
    const submits = submitsForm(element);
    /** @type {RawNode} */
    const node = { role, name: nameOf(element, role, withheld), id: numberOf(element), tag: element.tagName.toLowerCase() };
    const value = valueOf(element, role, withheld);
    if (!node.name && value === undefined && !FORM_CONTROLS.has(element.tagName)) {
      node.name = collapse(textOf(element, withheld)).slice(0, MAX_GUESSED_NAME);
    }
    if (!node.name) {
      node.name = hintOf(element);
      node.hinted = true;
    }
    if (value) node.value = value.toWellFormed();
    const states = statesOf(element, role);
    if (Object.keys(states).length) node.states = states;
    if (typeof element.type === "string" && element.tagName !== "A") node.type = element.type;
    const target = targetOf(element);
    if (target) {
      node.href = target;
      if (element.hasAttribute("download")) node.download = true;
    }
    if (submits) node.submits = true;
    if (offersSuggestions(element, role)) node.suggests = true;
    const form = formOf(element, submits);
    if (form) node.form = form;
    const options = optionsOf(element, withheld);
    if (options) node.options = options;
    return node;
  };

  /** A label whose control is not rendered stands for the control (styled checkboxes and radios). */
  const hiddenControlOf = (/** @type {Element} */ element, withheld) => {
    const control = element.tagName === "LABEL" ? element.control : null;
    if (!control || (control.type !== "checkbox" && control.type !== "radio") || withheld(control)) return null;
    return isRendered(control) && getComputedStyle(control).visibility === "visible" ? null : control;
  };

  const describeLabel = (label, control, withheld) => {
    const node = describe(control, roleOf(control), withheld);
    node.name = collapse(textOf(label, withheld)) || node.name;
    node.id = numberOf(label);
    node.tag = "label";
    node.labelled = true;
    return node;
  };

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
    const element = elements.get(number)?.deref();
    if (!element?.isConnected) return null;
    const withheld = withheldBy(lastVisibility);
    labels = new Map();
    if (withheld(element)) return { role: "redacted", name: "", id: number };
    const control = hiddenControlOf(element, withheld);
    if (control) return describeLabel(element, control, withheld);
    return describe(element, roleOf(element) || "clickable", withheld);
  };

  /** What decides how this document may be read, before anything of it is. */
  const head = () => ({
    url: location.href,
    links: [...document.querySelectorAll("head > link[rel~='agent-permissions' i]")].map((link) => link.getAttribute("href") ?? ""),
  });

  const boxOfText = (/** @type {Text} */ text) => {
    const range = document.createRange();
    range.selectNode(text);
    return range.getBoundingClientRect();
  };

  const inViewport = (/** @type {DOMRect} */ box) =>
    box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;

  /** Letters may reach some pixels over their line without being readable there. */
  const holds = (/** @type {DOMRect} */ outer, /** @type {DOMRect} */ inner) =>
    outer.left <= inner.left + OVERHANG && outer.top <= inner.top + OVERHANG &&
    outer.right >= inner.right - OVERHANG && outer.bottom >= inner.bottom - OVERHANG;

  /** What an element paints may stick out of it: then the first element around it that holds it all. */
  const holderOf = (/** @type {Element} */ element, /** @type {DOMRect} */ painted) => {
    for (let holder = element; holder; holder = parentOf(holder)) {
      if (holds(holder.getBoundingClientRect(), painted)) return holder;
    }
    throw new Error("no element holds what has to be masked");
  };

  /**
   * What a picture of this document must not show: withheld elements, and those that show a secret.
   * @param {{content: Visibility | null, secrets: string[]}} options
   * @returns {Element[]}
   */
  const masked = ({ content, secrets }) => {
    const withheld = withheldBy(content);
    /** @type {Set<Element>} */
    const found = new Set();
    const shows = (/** @type {string} */ text) => secrets.some((secret) => text.includes(secret));
    const hides = (/** @type {Element} */ element) => {
      const chosen = element.tagName === "SELECT" ? element.selectedOptions[0] : null;
      const value = chosen?.label ?? element.value;
      return withheld(element) || (chosen && withheld(chosen)) || (typeof value === "string" && shows(value));
    };
    const visit = (/** @type {Element} */ element, /** @type {DOMRect | null} */ cover) => {
      const texts = [...childrenOf(element)].filter((child) => child.nodeType === Node.TEXT_NODE);
      if (hides(element) || shows(texts.map((text) => text.data).join(""))) {
        for (const box of [element.getBoundingClientRect(), ...texts.map(boxOfText)]) {
          if (!inViewport(box) || (cover && holds(cover, box))) continue;
          const holder = holderOf(element, box);
          cover = holder.getBoundingClientRect();
          found.add(holder);
        }
      }
      for (const child of childrenOf(element)) if (child.nodeType === Node.ELEMENT_NODE) visit(child, cover);
    };
    visit(document.documentElement, null);
    return [...found];
  };

  return {
    head,
    capture,
    masked,
    inspect,
    element: (/** @type {number} */ number) => {
      const element = elements.get(number)?.deref();
      return element?.isConnected ? element : null;
    },
    number: numberOf,
  };
}
