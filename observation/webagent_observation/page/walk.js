/** One walk over the composed tree: what each element adds to the page. */

/** Below this depth content is kept, but no longer nested; that of controls is twice as far. */
const MAX_NESTING = 100;
const MAX_DEPTH = 1000;

/** What is read as a whole, or has nothing in it to read. */
const LEAVES = new Set(["AUDIO", "CANVAS", "INPUT", "MATH", "METER", "PROGRESS", "SELECT", "TEXTAREA", "VIDEO", "math"]);
/** What they mark is text like any other. */
const PHRASING = new Set(["code", "deletion", "emphasis", "insertion", "mark", "strong", "subscript", "superscript", "time"]);
/** What looks tell of a text, as signs around it. */
const SIGNS = new Map([["DEL", ["~~", "~~"]], ["RT", ["(", ")"]], ["S", ["~~", "~~"]], ["STRIKE", ["~~", "~~"]]]);
const NO_FRAMES = [];

/** Without a class or a style, these are no scroll containers; to ask for their style costs time. */
const SELDOM_SCROLLS = new Set(["A", "B", "BUTTON", "DD", "DT", "H1", "H2", "H3", "H4", "I", "IMG", "LABEL", "LI", "P", "SPAN", "TD", "TH", "TR"]);

/** Whether what is in an element is only there for browsers that can't show it. */
const isInPlaceOf = (/** @type {Element} */ element, /** @type {string} */ tag) =>
  tag === "OBJECT" && element.firstElementChild !== null && !isVisible(element.firstElementChild);

/** Text for screen readers is taken out of the flow, but belongs to the line it stands in. */
const flowsInline = (element, style, display) => {
  if (display.startsWith("inline") || display === "contents" || display.startsWith("ruby")) return true;
  if (!ELEMENT.hasAttributes.call(element) || style.position !== "absolute") return false;
  const { width, height } = element.getBoundingClientRect();
  return width <= 1 && height <= 1;
};

/**
 * What an element hands down to what is in it.
 * @typedef {Object} Surroundings
 * @property {string} cursor
 * @property {boolean} hidden    from accessibility, by `aria-hidden`
 * @property {boolean} visible
 * @property {boolean} readable  whether its own text may be read
 * @property {number} depth
 * @property {boolean} afresh    nothing may be taken over from the last look
 */

class Walk {
  /** Elements seen. */
  count = 0;
  /** @type {number[]} Iframes that are shown and may be read. */
  frames = [];

  /** @param {((element: Element) => boolean) | null} withheld  null where everything may be read */
  constructor(withheld) {
    this.restricted = withheld !== null;
    this.withheld = withheld ?? (() => false);
  }

  /** Adds to `lines` what an element contributes. */
  element(/** @type {Element} */ element, /** @type {Lines} */ lines, /** @type {Surroundings} */ around) {
    const tag = tagOf(element);
    if (NEVER_RENDERED.has(tag) || around.depth > MAX_DEPTH) return;
    const known = around.afresh ? null : recall(element, around.cursor, around.hidden);
    if (known) {
      this.count += known.count;
      for (const frame of known.frames) this.frames.push(frame);
      this.add(known.parts, known.inline, lines);
      return;
    }
    const count = this.count;
    const frames = this.frames.length;
    this.count += 1;
    const style = getComputedStyle(element);
    const display = style.display;
    // An area has no box of its own: it is drawn by the image that uses its map.
    if (display === "none" && tag !== "AREA") {
      remember(element, HIDDEN);
      return;
    }
    if (display === "") {
      suspectHolder(element);
      return;
    }
    suspect(element, tag, style);
    if (tag === "BR") {
      lines.end();
      return;
    }
    const readable = !this.restricted || !this.withheld(element);
    const visible = style.visibility === "visible";
    /** @type {Surroundings} */
    const within = {
      cursor: style.cursor,
      hidden: around.hidden || (ELEMENT.hasAttributes.call(element) && attributeOf(element, "aria-hidden") === "true"),
      visible,
      readable,
      depth: around.depth + 1,
      afresh: around.afresh || stale.has(element),
    };
    if (!readable) {
      if (lines.parts.at(-1)?.node?.role !== "redacted") lines.block([new Piece({ role: "redacted" })]);
      // A child may be shown by a rule of its own.
      this.children(element, style, lines, within);
      return;
    }
    let inline = flowsInline(element, style, display);
    const shown = display === "contents" || tag === "AREA" ? BOXLESS : visible ? SHOWN : HIDDEN;
    let parts = visible ? this.own(element, tag, style, within, around) : null;
    if (!parts && (display === "inline" || display === "contents" || display.startsWith("ruby"))) {
      if (isNamedByAuthor(element)) lines.renamed = true;
      remember(element, shown);
      this.phrase(element, tag, style, lines, within);
      return;
    }
    if (!parts) {
      const below = new Lines();
      this.remarked(element, style, below, within);
      // A name has spaces around a box, where the line may have none.
      if (below.renamed || (inline && below.line.length) || isNamedByAuthor(element)) lines.renamed = true;
      // A box in a line is part of it, unless it has lines of its own.
      if (below.parts.length) inline = false;
      if (!inline) below.end();
      parts = inline ? below.line : below.parts;
    }
    this.add(parts, inline, lines);
    remember(element, {
      parts, inline, shown, cursor: around.cursor, hidden: around.hidden, count: this.count - count,
      frames: this.frames.length > frames ? this.frames.slice(frames) : NO_FRAMES,
    });
  }

  /** Adds what stands in an element that is text like what is around it. */
  phrase(element, tag, style, lines, within) {
    const sign = SIGNS.get(tag);
    const raised = (tag === "SUP" || tag === "SUB") && lines.endsWithDigit() && /^\s*\d/.test(element.textContent);
    if (sign || raised) lines.renamed = true;
    // Digits set higher are not those of the number before them.
    if (raised) lines.text(tag === "SUP" ? "^" : "_");
    if (sign) lines.text(sign[0]);
    this.remarked(element, style, lines, within);
    if (sign) lines.text(sign[1]);
  }

  /** Adds what stands in an element, with what explains it; none of that is part of a name. */
  remarked(element, style, lines, within, remark = remarkOf(element)) {
    if (!remark || !within.visible || within.hidden) {
      this.children(element, style, lines, within);
      return;
    }
    lines.renamed = true;
    const text = lines.line.at(-1);
    const count = lines.line.length + lines.parts.length;
    this.children(element, style, lines, within);
    const nothing = count === lines.line.length + lines.parts.length && text === lines.line.at(-1);
    if (!nothing) lines.text(` (${remark})`);
    else if (boxOf(element)) lines.inline(new Piece({ role: "img", name: remark }));
  }

  add(/** @type {(Piece | string)[]} */ parts, /** @type {boolean} */ inline, /** @type {Lines} */ lines) {
    if (!inline) lines.block(parts);
    else for (const part of parts) typeof part === "string" ? lines.text(part) : lines.inline(part);
  }

  /** Adds what stands in an element to the line it is part of. */
  children(/** @type {Element} */ element, /** @type {CSSStyleDeclaration} */ style, /** @type {Lines} */ lines, /** @type {Surroundings} */ within) {
    const speaks = within.visible && within.readable && !within.hidden;
    const closed = element.tagName === "DETAILS" && !element.open;
    const added = speaks && isAddedTo(element);
    if (added) lines.text(generatedOf(element, "::before"));
    const shadow = shadowOf(element);
    if (shadow) watch(shadow);
    const assigned = assignedTo(element);
    let child = assigned ? assigned[0] : firstChildOf.call(shadow ?? element);
    for (let at = 1; child; child = assigned ? assigned[at++] : nextSiblingOf.call(child)) {
      const type = child.nodeType;
      if (type === Node.TEXT_NODE) {
        if (speaks && !closed) lines.text(textIn(child.data, style));
      } else if (type === Node.ELEMENT_NODE || typeof type !== "number") {
        // A form's field named "nodeType" is no number.
        if (!closed || child.tagName === "SUMMARY") this.element(child, lines, within);
      }
    }
    if (added) lines.text(generatedOf(element, "::after"));
  }

  /**
   * What stands for an element itself, with all below it; null if it says nothing of its own.
   * @returns {(Piece | string)[] | null}
   */
  own(element, tag, style, within, around) {
    if (tag === "IFRAME" || tag === "FRAME") {
      const number = numberOf(element);
      this.frames.push(number);
      return [new Piece({ role: "iframe", name: nameOf(element, "iframe", this.withheld), id: number, tag: "iframe" })];
    }
    const role = roleOf(element);
    const control = tag === "LABEL" ? hiddenControlOf(element, this.withheld) : null;
    const acts = control || (!takenOut(element, within.hidden) && isActionable(element, role, style, around.cursor, within.cursor));
    // Its label stands for it already.
    if (!acts && tag === "INPUT" && labelFor(element)) return [];
    const scroll = SELDOM_SCROLLS.has(tag) && !ELEMENT.hasAttributes.call(element) ? undefined : scrollOf(element, style);
    if (!acts && !scroll && (!role || within.hidden || (PHRASING.has(role) && !isNamedByAuthor(element)))) return null;
    const flatten = around.depth >= MAX_NESTING * (acts ? 2 : 1);
    if (flatten && !acts) return null;

    const leaf = LEAVES.has(tag) || (role === "textbox" && element.isContentEditable) || isInPlaceOf(element, tag);
    const lines = new Lines();
    if (!leaf) {
      if (!acts && UNNAMED.has(role)) this.remarked(element, style, lines, within, explanationOf(element));
      else this.children(element, style, lines, within);
    }
    lines.end();
    const named = NAMED_FROM_CONTENT.has(role);
    const content = () => {
      // What is hidden from accessibility is not among the lines, but is what a control in it is called.
      const plain = lines.renamed || within.hidden ? null : plainText(lines.parts);
      return plain ?? (named ? collapse(textOf(element, this.withheld)) : "");
    };
    /** @type {RawNode} */
    let node;
    if (control) node = describeLabel(element, control, this.withheld);
    else if (acts) node = describe(element, role || guessedRole(element), this.withheld, content, style);
    else node = describeStructure(element, tag, within.hidden ? "" : role, this.withheld, content);
    if (scroll) {
      node.role ||= "scrollable";
      node.id = numberOf(element);
      node.scroll = scroll;
    }
    const repeats = (named || acts) && node.name !== "" && node.name === (control ? collapse(textOf(element, this.withheld)) : content());
    const isValue = role === "combobox" && Boolean(node.value) && node.value === collapse(textOf(element, this.withheld));
    const parts = repeats || isValue ? withoutText(lines.parts) : lines.parts;
    if (repeats && levelIn(lines.parts)) node.states = { ...node.states, level: levelIn(lines.parts) };
    // What is in it says more than a guess from its author's identifiers.
    if (node.hinted && parts.some(saysSomething)) node.name = "";
    if (acts || scroll) rememberControl(element, control ?? element, role, control || scroll ? liveOf(element, style) : (node.place ?? ""));
    if (node.id === undefined && parts.length === 1 && typeof parts[0] === "string") node.text = parts.pop();
    return flatten ? [new Piece(node), ...parts] : [new Piece(node, parts)];
  }
}
