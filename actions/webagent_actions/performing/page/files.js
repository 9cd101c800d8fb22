/** File fields, and what takes files that are dropped on it. */

const FILE = "input[type=file]";

/** The file field that an element is, stands for or holds. */
const fieldOf = (/** @type {Element} */ element) => {
  if (element.matches(FILE)) return element;
  if (element instanceof HTMLLabelElement && element.control?.matches(FILE)) return element.control;
  for (const inner of drawnBelow(element)) if (inner.matches(FILE)) return inner;
  const held = element.querySelector(FILE);
  if (held) return held;
  const label = element.closest("label");
  return label?.control?.matches(FILE) ? label.control : null;
};

/** Whether a file name is of a kind that a field asks for (HTML, "accept"); types only by their names' ends. */
const accepts = (/** @type {string} */ accept, /** @type {string} */ name, /** @type {string} */ type) =>
  accept.split(",").map((kind) => kind.trim().toLowerCase()).filter(Boolean).some((kind) =>
    kind.startsWith(".") ? name.toLowerCase().endsWith(kind)
      // Of a file whose type its name does not tell, the page has to decide.
      : !type || kind === "*/*" || (kind.endsWith("/*") ? type.startsWith(kind.slice(0, -1)) : type === kind));

const askedFor = (/** @type {HTMLInputElement} */ field, { name, type }) => ({
  accept: field.accept,
  fits: !field.accept.trim() || accepts(field.accept, name, type),
  directory: field.webkitdirectory,
  held: [...field.files].map((file) => file.name),
});

/** What of an element, or around it, says by its listeners that files can be dropped there. */
const takesDrops = (/** @type {Element} */ element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const data = new DataTransfer();
  data.items.add(new File([""], "file"));
  const event = (/** @type {string} */ type) =>
    new DragEvent(type, {
      bubbles: true, cancelable: true, composed: true, dataTransfer: data,
      clientX: left + width / 2, clientY: top + height / 2,
    });
  element.dispatchEvent(event("dragenter"));
  // A page lets something be dropped by not leaving "dragover" to the browser (HTML, "dragover").
  const taken = !element.dispatchEvent(event("dragover"));
  element.dispatchEvent(event("dragleave"));
  return taken;
};

const bringIntoView = (/** @type {Element} */ element) => {
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
};
