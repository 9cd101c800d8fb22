/** Calendars: a month of days, what month it is, and the buttons to the months around it. */

const CLICKABLE = "button, a, [role=button], [role=gridcell], [onclick], td, [tabindex]";
const STEPS = "button, a, [role=button], [onclick], [tabindex], [class*=next i], [class*=prev i]";
const FORWARDS = /next|nächst|weiter|vor\b|suivant|siguiente|próxim|successiv|prossim|volgend|następ|nästa|neste|næste|další|sonraki|след|наступ|下|次|다음|التالي|अगल|^\s*[>›»→❯]+\s*$|(chevron|arrow|caret)[-_]?right|right/i;
const BACKWARDS = /prev|zurück|vorig|vorherig|précédent|anterior|precedent|vorige|poprzed|föregående|forrige|předchozí|önceki|пред|попер|上|前|이전|السابق|पिछल|^\s*[<‹«←❮]+\s*$|(chevron|arrow|caret)[-_]?left|left/i;
const YEARLY = /year|jahr|année|año|anno|ano|jaar|rok|år|yıl|год|рік|年|»|«/i;
/** A month has at least so many days. */
const SHORTEST = 28;
const MAX_LEVELS = 6;

const dayOf = (/** @type {Element} */ element) => {
  const text = collapsed(element.textContent);
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 31 ? Number(text) : 0;
};

/** The months that are drawn: the cells of each, from the 1st on. */
const monthsIn = (/** @type {Element | Document} */ root) => {
  const months = [];
  let run = [];
  for (const element of drawnBelow(root)) {
    const day = dayOf(element);
    if (!day || element.matches("option, select, input") || [...drawnChildren(element)].some((child) => dayOf(child) === day)) continue;
    if (!isDrawn(element)) continue;
    if (day === 1) run = [];
    if (day !== run.length + 1) continue;
    run.push(element);
    if (day === SHORTEST) months.push(run);
  }
  return months;
};

const monthsNow = () => new Set(monthsIn(document).map(([first]) => first));

/** The months of a control: in it, in what it controls, or in what came up. */
const monthsOf = (/** @type {Element} */ control, /** @type {Set<Element>} */ before) => {
  for (const holder of [control, ...namedBy(control, "aria-controls"), ...namedBy(control, "aria-owns")]) {
    const held = monthsIn(holder);
    if (held.length) return held;
  }
  return monthsIn(document).filter(([first]) => !before.has(first));
};

const monthsWithin = (/** @type {Element} */ control) => monthsIn(control).length;

const commonHolder = (/** @type {Element} */ first, /** @type {Element} */ last) => {
  let at = drawnParent(first);
  while (at && !isWithin(last, at)) at = drawnParent(at);
  return at;
};

const namesOfMonths = () => {
  const names = new Map();
  const languages = [document.documentElement.lang, navigator.language, "en"].filter(Boolean);
  for (const language of languages) {
    for (const options of [{ month: "long" }, { month: "long", day: "numeric" }, { month: "short" }]) {
      for (let month = 0; month < 12; month += 1) {
        let written = "";
        try {
          const parts = new Intl.DateTimeFormat(language, options).formatToParts(new Date(2026, month, 15));
          written = parts.find(({ type }) => type === "month")?.value ?? "";
        } catch {
          continue;
        }
        const name = written.toLowerCase().replace(/\.$/, "");
        if (name.length > 1 && /\p{L}/u.test(name) && !names.has(name)) names.set(name, month + 1);
      }
    }
  }
  return [...names].sort(([a], [b]) => b.length - a.length);
};

/** The month that a text names, with its year. */
const monthNamedIn = (/** @type {string} */ text, names) => {
  const year = text.match(/(?<!\d)(1[89]|2[01])\d\d(?!\d)/)?.[0];
  if (!year) return null;
  const folded = text.toLowerCase();
  // Of two months side by side, the first is asked for.
  let [named, earliest] = [null, Infinity];
  for (const [name, month] of names) {
    const at = folded.search(new RegExp(`(?<!\\p{L})${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\p{L})`, "u"));
    if (at >= 0 && at < earliest) [named, earliest] = [month, at];
  }
  if (named) return { year: Number(year), month: named };
  const counted = folded.match(/(?<!\d)(\d{1,2})\s*[月월]/) ?? folded.replace(year, " ").match(/(?<!\d)(0?[1-9]|1[0-2])(?!\d)/);
  return counted ? { year: Number(year), month: Number(counted[1]) } : null;
};

/** What stands around the days, without them. */
const textAround = (/** @type {Element} */ holder, /** @type {Element} */ days) => {
  const texts = [holder.getAttribute("aria-label") ?? "", ...namedBy(holder, "aria-labelledby").map((label) => label.textContent)];
  for (const element of drawnBelow(holder)) {
    if (element === days || isWithin(element, days) || !isDrawn(element)) continue;
    if (element instanceof HTMLSelectElement) texts.push(element.selectedOptions[0]?.textContent ?? "");
    else if (element instanceof HTMLInputElement) texts.push(element.value);
    else if (!element.closest("select")) {
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
    }
  }
  return collapsed(texts.join(" "));
};

const WRITTEN = ["data-date", "datetime", "data-day", "data-value", "data-iso"];

/** Which month a run of days is. */
const monthOf = (/** @type {Element[]} */ run) => {
  const middle = run[14];
  const names = namesOfMonths();
  for (let at = middle, level = 0; at && level < 3; at = drawnParent(at), level += 1) {
    for (const name of WRITTEN) {
      const iso = at.getAttribute(name)?.match(/(\d{4})-(\d{1,2})-(\d{1,2})/);
      if (iso && Number(iso[3]) === 15) return { year: Number(iso[1]), month: Number(iso[2]) };
    }
    const told = monthNamedIn(at.getAttribute("aria-label") ?? "", names);
    if (told && names.some(([name]) => at.getAttribute("aria-label").toLowerCase().includes(name))) return told;
  }
  const days = commonHolder(run[0], run.at(-1));
  for (let at = days, level = 0; at && at !== document.body && level < MAX_LEVELS; at = drawnParent(at), level += 1) {
    const found = monthNamedIn(textAround(at, days), names);
    if (found) return found;
  }
  return null;
};

/** @returns The months that are shown, in order; null while there is no calendar. */
const calendarState = (/** @type {Element} */ control, /** @type {Set<Element>} */ before) => {
  const [first, ...rest] = monthsOf(control, before);
  if (!first) return null;
  const month = monthOf(first);
  return month && { ...month, count: rest.length + 1 };
};

const nameOfStep = (/** @type {Element} */ element) =>
  [element.getAttribute("aria-label"), element.title, collapsed(element.textContent), typeof element.className === "string" ? element.className : "", element.dataset?.action];

/** The button that leads to the months after or before. */
const stepOf = (/** @type {Element} */ control, { before, forwards }) => {
  const [run] = monthsOf(control, before);
  if (!run) return null;
  const days = commonHolder(run[0], run.at(-1));
  const wanted = forwards ? FORWARDS : BACKWARDS;
  for (let at = days, level = 0; at && at !== document.body && level < MAX_LEVELS; at = drawnParent(at), level += 1) {
    const steps = [...drawnBelow(at)].filter((element) => element.matches(STEPS) && isDrawn(element) && !isWithin(element, days) && !element.matches(":disabled, [aria-disabled=true]"));
    const fitting = steps.filter((element) => nameOfStep(element).some((name) => name && wanted.test(name)));
    const monthly = fitting.filter((element) => !nameOfStep(element).some((name) => name && YEARLY.test(name)));
    // Of a step and the picture in it, the step.
    const found = (monthly.length ? monthly : fitting)[0];
    if (found) return found;
  }
  return null;
};

/** The lists in which a calendar's year or month is chosen at once. */
const listFor = (/** @type {Element} */ control, { before, year, month }) => {
  const [run] = monthsOf(control, before);
  const days = run && commonHolder(run[0], run.at(-1));
  for (let at = days, level = 0; at && at !== document.body && level < MAX_LEVELS; at = drawnParent(at), level += 1) {
    const lists = [...drawnBelow(at)].filter((element) => element instanceof HTMLSelectElement && isDrawn(element));
    if (!lists.length) continue;
    return year
      ? lists.find((list) => [...list.options].some((option) => collapsed(option.text) === String(year))) ?? null
      : lists.find((list) => list.options.length === 12 && month) ?? null;
  }
  return null;
};

/** Waits until a calendar shows another month than it did. */
const movedOn = async (/** @type {Element} */ control, { before, year, month, limit }) => {
  const end = performance.now() + limit;
  for (;;) {
    const now = calendarState(control, before);
    if (now && (now.year !== year || now.month !== month)) return now;
    if (performance.now() > end) return now;
    await drawnAnew();
  }
};

/** What is clicked for a day of the month that many months after the first one shown. */
const cellOf = (/** @type {Element} */ control, { before, day, offset }) => {
  const run = monthsOf(control, before)[offset];
  if (!run) return null;
  let cell = run[day - 1];
  if (!cell) {
    // After the 28th the run was not followed on.
    const later = [...drawnBelow(commonHolder(run[0], run.at(-1)))];
    const last = later.indexOf(run.at(-1));
    cell = later.slice(last + 1).find((element) => dayOf(element) === day && isDrawn(element));
  }
  if (!cell) return null;
  while (drawnChildren(cell).length === 1 && dayOf(drawnChildren(cell)[0]) === day) cell = drawnChildren(cell)[0];
  return cell.matches("button, a") ? cell : (cell.closest(CLICKABLE) ?? cell);
};

const isBarred = (/** @type {Element} */ cell) =>
  cell.matches(":disabled, [aria-disabled=true], [class*=disabled i]") ||
  cell.closest("td, [role=gridcell]")?.matches("[aria-disabled=true], [class*=disabled i], [class*=unselectable i]") === true;

/** Whether what a control shows, or a mark on the day, says that it was chosen. */
const isPicked = (/** @type {Element} */ cell) => {
  if (!cell.isConnected) return false;
  const holder = cell.closest("td, [role=gridcell], [role=option]") ?? cell;
  return [cell, holder].some((element) => element.matches("[aria-selected=true], [aria-pressed=true], [aria-current=date], [class*=selected i]"));
};
