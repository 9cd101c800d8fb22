/** Fields for dates: what is said of them, and what they are made of. */

const NATIVE = new Set(["date", "datetime-local", "month", "time", "week"]);

/** Texts that may say in which form a date is wanted, the most telling first. */
const hintsOf = (/** @type {Element} */ control) => {
  const field = control.matches("input, textarea") ? control : [...drawnBelow(control)].find((part) => part.matches("input:not([type=hidden])")) ?? null;
  const of = field ?? control;
  const said = ["placeholder", "data-date-format", "data-format", "data-dateformat", "aria-placeholder", "aria-description", "title", "pattern"];
  const ids = (/** @type {string} */ name) => namedBy(of, name).map((element) => collapsed(element.textContent));
  return {
    type: field && NATIVE.has(field.type) ? field.type : "",
    texts: [
      ...said.map((name) => of.getAttribute(name) ?? ""), ...ids("aria-describedby"), ...ids("aria-labelledby"),
      of.getAttribute("aria-label") ?? "", ...[...(of.labels ?? [])].map((label) => collapsed(label.textContent)),
      field?.value ?? "",
    ],
    language: control.closest("[lang]")?.lang || document.documentElement.lang || "",
    isField: field !== null,
    writable: field !== null && !field.readOnly && !field.disabled,
    segments: field ? 0 : segmentsOf(control).length,
    shown: field ? field.value : collapsed(control.innerText),
  };
};

/** The field in which a date is written. */
const fieldOf = (/** @type {Element} */ control) =>
  control.matches("input, textarea") ? control : ([...drawnBelow(control)].find((part) => part.matches("input:not([type=hidden])")) ?? null);

const heldBy = (/** @type {HTMLInputElement} */ field) => ({
  value: field.value,
  problem: field.validationMessage || (field.getAttribute("aria-invalid") === "true" ? "it is not valid" : ""),
});

/** The parts of a field that is made of one spinbutton for the day, one for the month and so on. */
const segmentsOf = (/** @type {Element} */ control) => {
  const group = control.getAttribute("role") === "spinbutton" ? control.closest("[role=group]") ?? control : control;
  return [...drawnBelow(group)].filter((part) => part.matches("[role=spinbutton]") && isDrawn(part));
};

const KINDS = { 12: "month", 23: "hour", 24: "hour", 28: "day", 29: "day", 30: "day", 31: "day", 59: "minute", 60: "minute" };
const NAMED = /^(year|month|day|hour|minute|second)/i;

/** Which part of a date each of them is: as they are called, else by how far they count. */
const segmentKinds = (/** @type {Element} */ control) => {
  const kinds = [];
  for (const part of segmentsOf(control)) {
    const named = (part.dataset.type ?? part.getAttribute("aria-label") ?? "").match(NAMED)?.[1].toLowerCase();
    const most = Number(part.getAttribute("aria-valuemax"));
    const counted = most > 999 ? "year" : KINDS[most] ?? "";
    const kind = named ?? (counted === "minute" && kinds.some(({ kind }) => kind === "minute") ? "second" : counted);
    kinds.push({ kind, now: part.getAttribute("aria-valuenow"), width: most > 999 ? 4 : 2 });
  }
  return kinds;
};

const segmentAt = (/** @type {Element} */ control, /** @type {number} */ at) => segmentsOf(control)[at];
