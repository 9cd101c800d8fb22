/** What the parts of an element say together. */

/** Only what can be acted on or can't be read here, from anywhere below. */
const withoutText = (/** @type {(Piece | string)[]} */ parts) =>
  parts.flatMap((part) => {
    if (typeof part === "string") return [];
    return part.node.id !== undefined || part.node.role === "redacted" ? [part] : withoutText(part.parts);
  });

/** The text, where there is nothing but text, and images and headings that are nothing else. */
const plainText = (/** @type {(Piece | string)[]} */ parts) => {
  const texts = [];
  for (const part of parts) {
    const text = typeof part === "string" ? part : part.node.role === "line" ? plainText(part.parts) : plainName(part);
    if (text === null) return null;
    texts.push(text);
  }
  return texts.length === 1 ? collapse(texts[0]) : collapse(texts.join(" "));
};

const plainName = (/** @type {Piece} */ { node, parts }) =>
  node.id === undefined && (node.role === "img" || node.role === "heading") && !parts.length ? (node.name ?? node.text ?? "") : null;

/** The level of the heading that is all of a link's content. */
const levelIn = (/** @type {(Piece | string)[]} */ parts) =>
  parts.length === 1 && parts[0].node?.role === "heading" ? parts[0].node.states?.level : undefined;

/** Of a picture that nothing names, only its author's identifiers tell anything. */
const saysSomething = (/** @type {Piece | string} */ part) =>
  typeof part === "string" || part.node.role !== "img" || Boolean(part.node.name) || part.node.id !== undefined;
