/** The parts of a page as they are laid out: what stands in one line is kept together. */

/** A part of the page: its raw node, and the parts below it. */
class Piece {
  /** Under which number it was sent; 0 while it was not. */
  serial = 0;

  /**
   * @param {RawNode} node
   * @param {(Piece | string)[]} parts
   */
  constructor(node, parts = []) {
    this.node = node;
    this.parts = parts;
  }
}

/** The first line of a preformatted text keeps its indentation. */
const trimmed = (/** @type {string} */ text) =>
  text.includes("\n") ? text.replace(/^\s*\n/, "").trimEnd() : text.trim();

/** The text of a text node, as it is laid out in an element of this style. */
const textIn = (/** @type {string} */ data, /** @type {CSSStyleDeclaration} */ style) => {
  if (!IRREGULAR.test(data)) return data;
  const text = data.replace(INVISIBLE, "");
  return /^(pre|break)/.test(style.whiteSpace) ? text.replaceAll("\u00a0", " ") : text.replace(/\s+/g, " ");
};

/** The parts of one block, while they are collected. */
class Lines {
  /** @type {(Piece | string)[]} */
  parts = [];
  /** @type {(Piece | string)[]} What stands in the line that has not ended yet. */
  line = [];
  /** Some of the text is called otherwise by its author, so that it is not the name of what it is in. */
  renamed = false;

  /** Adds text of the line, as `textIn` returns it. */
  text(/** @type {string} */ data) {
    if (!data) return;
    const last = this.line.length - 1;
    if (typeof this.line[last] === "string") {
      this.line[last] += data.startsWith(" ") && this.line[last].endsWith(" ") ? data.slice(1) : data;
    } else this.line.push(data);
  }

  /** Whether the text of the line ends with a digit. */
  endsWithDigit() {
    const last = this.line.at(-1);
    return typeof last === "string" && /\d$/.test(last);
  }

  /** Adds what stands in the line. */
  inline(/** @type {Piece} */ piece) {
    this.line.push(piece);
  }

  /** Adds what stands on lines of its own. */
  block(/** @type {(Piece | string)[]} */ parts) {
    this.end();
    for (const part of parts) this.parts.push(part);
  }

  /** Ends the line. */
  end() {
    const { line } = this;
    if (!line.length) return;
    this.line = [];
    // Within a line spaces tell what belongs together.
    let kept = 0;
    for (const part of line) if (typeof part !== "string" || part.trim()) line[kept++] = part;
    if (!kept) return;
    if (kept === 1) {
      this.parts.push(typeof line[0] === "string" ? trimmed(line[0]) : line[0]);
      return;
    }
    if (typeof line[0] === "string") line[0] = line[0].trimStart();
    if (typeof line[kept - 1] === "string") line[kept - 1] = line[kept - 1].trimEnd();
    this.parts.push(new Piece({ role: "line" }, line.slice(0, kept)));
  }
}

let lastSerial = 0;

/**
 * Parts in reading order, each node followed by as many parts as it has children; a node that was
 * sent before stands as its serial alone.
 */
const flat = (/** @type {(Piece | string)[]} */ roots) => {
  const parts = [];
  const stack = [...roots].reverse();
  while (stack.length) {
    const part = stack.pop();
    if (typeof part === "string") parts.push(part.toWellFormed());
    else if (part.serial) parts.push(part.serial);
    else {
      part.serial = ++lastSerial;
      if (part.parts.length) part.node.children = part.parts.length;
      parts.push(part.node);
      for (let at = part.parts.length - 1; at >= 0; at -= 1) stack.push(part.parts[at]);
    }
  }
  return parts;
};
