/**
 * Which selectors match an element about to be touched, its control if it is a label, what else is
 * within reach of the verb, and their ancestors in the composed tree. Reads only.
 *
 * @param {Element | null} target  null stands for the document as a whole
 * @param {{selectors: string[], reach: "element" | "form" | "submitter" | "document",
 *   pending: string | null}} options  `pending` is text that will stand in the target by the time
 *   the form is sent
 * @returns {{invalid: number[], elements: {own: number[], ancestors: number[][]}[],
 *   fields: Record<string, string | number>}}
 */
(target, { selectors, reach, pending }) => {
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
  const matching = (/** @type {Element} */ candidate) =>
    valid.filter(([, selector]) => candidate.matches(selector)).map(([index]) => index);
  const parentOf = (/** @type {Element} */ child) =>
    child.assignedSlot ?? child.parentElement ?? child.getRootNode().host ?? null;

  /** @type {Record<string, string | number>} */
  const fields = {};
  const note = (/** @type {HTMLInputElement} */ control) => {
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
  const controls = element.form ? [...controlsOf.call(element.form)] : [];
  const submitter = sends(element) ? element : controls.find(sends);

  const touched = new Set(reach === "submitter" ? [] : [element]);
  if (reach !== "submitter" && element.tagName === "LABEL" && element.control) touched.add(element.control);
  if (reach === "submitter" || reach === "form") {
    if (submitter) touched.add(submitter);
  }
  if (reach === "form" && element.form) {
    touched.add(element.form);
    controls.forEach(note);
  }
  if (reach === "document") touched.add(document.documentElement);
  return {
    invalid,
    fields,
    elements: [...touched].map((one) => {
      const ancestors = [];
      for (let up = parentOf(one); up; up = parentOf(up)) {
        const found = matching(up);
        if (found.length) ancestors.push(found);
      }
      return { own: matching(one), ancestors };
    }),
  };
}
