/** What is told of a part of the page that can only be read. */

const SIZED = new Set(["AUDIO", "CANVAS", "MAP", "VIDEO"]);
const CELLS = new Set(["cell", "columnheader", "gridcell", "rowheader"]);
const STATEFUL = new Set([
  "alertdialog", "columnheader", "dialog", "heading", "meter", "progressbar", "rowheader", "scrollbar",
]);
const RANGES = new Set(["meter", "progressbar", "scrollbar"]);
/** Their content is what they are; only their author can give them another name. */
const UNNAMED = new Set([...CELLS, "listitem", "row", "rowgroup"]);

const isNamedByAuthor = (/** @type {Element} */ element) =>
  ELEMENT.hasAttributes.call(element) && (hasAttributeOf(element, "aria-label") || hasAttributeOf(element, "aria-labelledby"));

/** What a node that can't be acted on tells of itself. */
const describeStructure = (element, tag, role, withheld, content) => {
  /** @type {RawNode} */
  const node = { role };
  const name = UNNAMED.has(role) && !isNamedByAuthor(element) ? "" : nameOf(element, role, withheld, content);
  if (name) node.name = name;
  const states = STATEFUL.has(role) ? statesOf(element, role) : structureStatesOf(element, role);
  if (RANGES.has(role)) node.value = valueOf(element, role, withheld);
  if (role === "list" && tag === "OL") {
    node.tag = "ol";
    if (element.start !== 1) states.start = element.start;
  }
  if (role === "math") node.name ||= collapse(element.getAttribute("alttext") ?? element.textContent);
  if (SIZED.has(tag)) states.size = sizeOf(element);
  if (CELLS.has(role)) {
    if (element.colSpan > 1) states.colspan = element.colSpan;
    if (element.rowSpan > 1) states.rowspan = element.rowSpan;
  }
  for (const _ in states) {
    node.states = states;
    break;
  }
  return node;
};
