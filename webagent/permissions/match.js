/**
 * Which selectors match what an action touches: an element, its control if it is a label, what else
 * is within each reach, and their ancestors in the composed tree. Reads only.
 *
 * @typedef {"element" | "field" | "form" | "link" | "sender" | "submitter" | "document"} Reach
 * @typedef {{own: number[], ancestors: number[][]}} Match
 * @typedef {Object} Found
 * @property {Match[]} elements
 * @property {Record<string, string | number>} fields  of the form that is reached for
 * @property {string | null} destination               of the link that is reached for
 *
 * @param {Element | null} target  null stands for the document as a whole
 * @param {{selectors: string[], reaches: Reach[], pending: string | null}} options  `pending` is
 *   text that will stand in the target by the time the form is sent
 * @returns {{invalid: number[], found: Found[]}}  one for each reach
 */
(target, { selectors, reaches, pending }) => {
  const MOST_FIELDS = 100;
  const LONGEST_VALUE = 500;
  const element = target ?? document.documentElement;
  const probe = document.createDocumentFragment();
  /** @type {number[]} */
  const invalid = [];
  /** @type {[number, string][]} */
  const valid = [];
  selectors.forEach((selector, index) => {
    try {
      probe.querySelector(selector);
      valid.push([index, selector]);
    } catch {
      invalid.push(index);
    }
  });
  // Accessors are taken from the prototypes: a form hands out its fields by name, and one with a
  // field called `parentElement` has no other property of that name.
  const getter = (/** @type {object} */ prototype, /** @type {string} */ name) => {
    const { get } = Object.getOwnPropertyDescriptor(prototype, name);
    return (/** @type {Node} */ node) => get.call(node);
  };
  const slotOf = getter(Element.prototype, "assignedSlot");
  const parentElementOf = getter(Node.prototype, "parentElement");
  const matches = (/** @type {Element} */ candidate, /** @type {string} */ selector) =>
    Element.prototype.matches.call(candidate, selector);
  /** @type {Map<Element, number[]>} */
  const known = new Map();
  const matching = (/** @type {Element} */ candidate) => {
    let found = known.get(candidate);
    if (!found) {
      found = valid.filter(([, selector]) => matches(candidate, selector)).map(([index]) => index);
      known.set(candidate, found);
    }
    return found;
  };
  const parentOf = (/** @type {Element} */ child) =>
    slotOf(child) ?? parentElementOf(child) ?? Node.prototype.getRootNode.call(child).host ?? null;

  const describe = (/** @type {Element} */ one) => {
    const ancestors = [];
    for (let up = parentOf(one); up; up = parentOf(up)) {
      const found = matching(up);
      if (found.length) ancestors.push(found);
    }
    return { own: matching(one), ancestors };
  };

  const note = (/** @type {Record<string, string | number>} */ fields, /** @type {HTMLInputElement} */ control) => {
    if (!control.name || Object.keys(fields).length === MOST_FIELDS) return;
    if (["password", "file"].includes(control.type)) return;
    if (["checkbox", "radio"].includes(control.type) && !control.checked) return;
    const value = control === element && pending !== null ? pending : control.value;
    if (typeof value !== "string") return;
    const numeric = ["number", "range"].includes(control.type) && value.trim() !== "";
    fields[control.name] = numeric && !Number.isNaN(Number(value)) ? Number(value) : value.slice(0, LONGEST_VALUE);
  };

  const sends = (/** @type {Element} */ control) =>
    (control.tagName === "BUTTON" && control.type === "submit") ||
    (control.tagName === "INPUT" && ["submit", "image"].includes(control.type));
  // Not `form.elements`: a field of that name would take its place.
  const controlsOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements").get;
  // A form has no form, whatever field of that name it hands out.
  const form = matches(element, "form") ? null : element.form;
  const controls = form ? [...controlsOf.call(form)] : [];
  const submitter = sends(element) ? element : controls.find(sends);

  const CONTROLS = "a, area, button, input, label, option, select, summary, textarea";
  const SET_BY_CLICK =
    "input[type=checkbox i], input[type=radio i], input[type=range i], option, " +
    "select[multiple], select[size]:not([size='0'], [size='1'])";
  const isLink = (/** @type {Element} */ one) => matches(one, "a, area") && one.href !== undefined &&
    (one.hasAttribute("href") || one.hasAttributeNS("http://www.w3.org/1999/xlink", "href"));
  const nearest = (/** @type {(one: Element) => boolean} */ fits) => {
    for (let one = element; one; one = parentOf(one)) if (fits(one)) return one;
    return null;
  };
  const around = nearest((one) => matches(one, CONTROLS) && (!matches(one, "a, area") || isLink(one)));
  const clicked = around?.localName === "label" && around.control ? around.control : around;

  const within = (/** @type {Reach} */ reach) => {
    /** @type {Record<string, string | number>} */
    const fields = {};
    /** @type {string | null} */
    let destination = null;
    const touched = new Set(["element", "form", "document"].includes(reach) ? [element] : []);
    if (touched.has(element) && element.tagName === "LABEL" && element.control) touched.add(element.control);
    if (reach === "field" && clicked && matches(clicked, SET_BY_CLICK)) {
      touched.add(clicked);
      if (clicked.localName === "option") touched.add(nearest((one) => one.localName === "select") ?? clicked);
    }
    if (reach === "sender" && clicked && sends(clicked) && clicked.form) {
      touched.add(clicked).add(clicked.form);
      for (const control of controlsOf.call(clicked.form)) note(fields, control);
    }
    if (reach === "link") {
      const keeps = clicked !== null &&
        (matches(clicked, `summary, ${SET_BY_CLICK}`) || (sends(clicked) && clicked.form !== null) ||
          (clicked !== around && !isLink(clicked)));
      const link = keeps ? null : nearest(isLink);
      if (link) {
        touched.add(link);
        destination = typeof link.href === "string" ? link.href : new URL(link.href.baseVal, document.baseURI).href;
      }
    }
    if ((reach === "submitter" || reach === "form") && submitter) touched.add(submitter);
    if (reach === "form" && form) {
      touched.add(form);
      for (const control of controls) note(fields, control);
    }
    if (reach === "document") touched.add(document.documentElement);
    return { elements: [...touched].map(describe), fields, destination };
  };
  return { invalid, found: reaches.map(within) };
}
