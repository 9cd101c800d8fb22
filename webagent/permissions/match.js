/**
 * Which selectors match an element about to be touched, its control if it is a label, its form if
 * that is touched too, and their ancestors in the composed tree. Reads only.
 *
 * @param {Element | null} target  null stands for the document as a whole
 * @param {{selectors: string[], withForm: boolean}} options
 * @returns {{invalid: number[], elements: {own: number[], ancestors: number[][]}[]}}
 */
(target, { selectors, withForm }) => {
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

  const touched = [element];
  if (element.tagName === "LABEL" && element.control) touched.push(element.control);
  if (withForm && element.form) touched.push(element.form);
  return {
    invalid,
    elements: touched.map((one) => {
      const ancestors = [];
      for (let up = parentOf(one); up; up = parentOf(up)) {
        const found = matching(up);
        if (found.length) ancestors.push(found);
      }
      return { own: matching(one), ancestors };
    }),
  };
}
