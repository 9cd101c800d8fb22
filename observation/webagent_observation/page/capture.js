/**
 * The page script: one instance lives in each document the agent looks at, held by a JSHandle and
 * never attached to `window`. It reads the composed tree (shadow roots, slots) in one walk and
 * remembers each element it numbered, so that an action reaches that very element again.
 *
 * @typedef {{selector: string, rule: number, allowed: boolean, essential: boolean}} VisibilityEntry
 * @typedef {{entries: VisibilityEntry[], defaultAllowed: boolean}} Visibility
 * @typedef {Object} CaptureOptions
 * @property {Visibility[]} content
 * @property {Visibility[]} metadata
 * @property {number} last  the look whose answer arrived last: what was sent then is not sent again
 * @typedef {{method: string, action: string, search: boolean}} RawForm
 * @typedef {{label: string, selected: boolean, disabled: boolean, id?: number, group?: string}} RawOption
 * @typedef {{above: number, below: number, shown?: number, total?: number, across?: true}} RawScroll
 * @typedef {Object} RawNode
 * @property {string} role          ARIA role; "line" for parts that stand in one line, "clickable" for
 *                                  what reacts to clicks without saying so, "scrollable" for a scroll
 *                                  container that says nothing else, "redacted" for withheld content
 * @property {string} [name]
 * @property {string} [text]        the one string that is all its content, of what can't be acted on
 * @property {number} [id]          the element's number in this document; on what can be acted on
 * @property {string} [value]
 * @property {Record<string, string | number | boolean>} [states]
 * @property {string} [description]
 * @property {string} [error]       why its value is refused
 * @property {string} [place]       why it can't simply be reached, see place.js
 * @property {RawScroll} [scroll]
 * @property {string} [tag]
 * @property {string} [type]        `type` of a form control
 * @property {string} [href]        absolute target of a link
 * @property {boolean} [download]
 * @property {boolean} [submits]
 * @property {boolean} [suggests]
 * @property {RawForm} [form]
 * @property {RawOption[]} [options]
 * @property {boolean} [hinted]     nothing names it: the name is a guess
 * @property {number} [children]    how many parts follow that stand in it
 *
 * The browser's protocol hands over deep values not at all and large ones slowly, so `capture`
 * returns JSON, with the tree flat.
 */

/** @type {Visibility[]} What the last look went by; elements are inspected by the same. */
let lastVisibility = [];
/** How many looks there were. */
let looks = 0;

/** What does not fit into one byte. A single one makes the browser handle all of the answer by two. */
const WIDE = /[\u0100-\uffff]/g;
/** Where more than one in as many characters is wide, as of most scripts, escaping them makes it longer than it saves. */
const RARELY = 64;

const hasFewWide = (/** @type {string} */ text) => {
  WIDE.lastIndex = 0;
  for (let left = text.length / RARELY; left > 0; left -= 1) if (!WIDE.test(text)) return true;
  return false;
};

/** JSON that says the same, with its few wide characters escaped. */
const narrowed = (/** @type {string} */ json) =>
  hasFewWide(json) ? json.replace(WIDE, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`) : json;

/** @returns {((element: Element) => boolean) | null} */
const restriction = (/** @type {Visibility[]} */ cascades) =>
  cascades.every(({ entries, defaultAllowed }) => defaultAllowed && entries.every(({ allowed }) => allowed))
    ? null
    : withheldBy(cascades);

/** @param {CaptureOptions} options */
const capture = ({ content, metadata, last }) => {
  const withheld = restriction(content);
  // What is withheld may depend on anything, so nothing is taken over there.
  if (withheld || lastVisibility.length || last !== looks) forget();
  lastVisibility = withheld ? content : [];
  looks += 1;
  const afresh = prepare();
  const walk = new Walk(withheld);
  const lines = new Lines();
  const around = { cursor: "auto", hidden: false, visible: true, readable: true, depth: 0, afresh };
  // By selector: a form or image called "body" or "title" takes the place of that property.
  const body = DOCUMENT.querySelector.call(document, "html > body, html > frameset");
  if (body) walk.element(body, lines, around);
  lines.end();
  finish();
  const first = lastSerial + 1;
  const title = DOCUMENT.querySelector.call(document, "title");
  return narrowed(JSON.stringify({
    look: looks,
    first,
    url: location.href,
    title: title && !withheldBy(metadata)(title) ? collapse(title.textContent) : "",
    parts: listed(flat(lines.parts)),
    frames: listed(walk.frames),
    count: walk.count,
    hosts: hosts.length,
  }));
};

bridge.capture = capture;

/** What an element is now, to compare with what the agent was shown; null once it left the document. */
const inspect = (/** @type {number} */ number) => {
  const element = find(number);
  if (!element) return null;
  const withheld = restriction(lastVisibility);
  if (withheld?.(element)) return { role: "redacted", name: "", id: number };
  // What is read here was not sent: the next look has to find it changed.
  [element, element instanceof HTMLLabelElement ? element.control : null, ...labelsOf(element)].forEach(touch);
  const parent = parentOf(element);
  const lines = new Lines();
  const around = {
    cursor: parent ? getComputedStyle(parent).cursor : "auto", hidden: element.parentElement?.closest("[aria-hidden=true]") != null,
    visible: true, readable: true, depth: 0, afresh: true,
  };
  new Walk(withheld).element(element, lines, around);
  lines.end();
  const [piece] = lines.parts;
  return piece?.node?.id === number ? piece.node : describe(element, roleOf(element) || "clickable", withheld ?? (() => false));
};

/** Where manifest links lead, by the document's own base address. */
const manifestLinks = (/** @type {string} */ place) =>
  [...allIn(document, `${place}link[rel~='agent-permissions' i]`)]
    .filter((link) => link.getAttribute("href")?.trim())
    .map((link) => link.href);

/** What decides how this document may be read, before anything of it is. */
const head = () => ({
  url: location.href,
  links: manifestLinks("head > "),
  ignoredLinks: manifestLinks("body "),
});
