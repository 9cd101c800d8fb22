/** The numbers that a page shows, for handles of sliders that say nothing of themselves. */

const NUMBER = /[-−]?\d+(?:[.,]\d+)?/g;
const LONGEST = 60;
const MAX_PLACES = 5000;

const shownIn = (/** @type {Element} */ place) => ("value" in place ? `${place.value}` : place.textContent);

const numbersIn = (/** @type {string} */ text) =>
  [...text.matchAll(NUMBER)].map(([found]) => Number(found.replace("−", "-").replace(",", ".")));

/** How far up from one element it is to what it shares with another. */
const distanceTo = (/** @type {Element} */ element, /** @type {Element} */ other) => {
  let steps = 0;
  for (let at = element; at && !at.contains(other); at = at.parentElement) steps += 1;
  return steps;
};

/**
 * Watches every short text of the page for a number that changes.
 * @returns {{find: () => Promise<boolean>, value: () => Promise<number | null>}}  `find` says whether
 *   one has changed since, of several the nearest to the handle; `value` is what it is then
 */
const watchNumbers = (/** @type {Element} */ handle) => {
  const leaves = [...document.querySelectorAll("*")].filter((each) => each.childElementCount === 0);
  const places = leaves.filter((each) => shownIn(each).length <= LONGEST).slice(0, MAX_PLACES);
  const before = new Map(places.map((place) => [place, numbersIn(shownIn(place))]));
  /** @type {{place: Element, at: number} | undefined} */
  let found;
  const find = async () => {
    await drawnAnew();
    const changed = [...before].flatMap(([place, old]) => {
      const now = numbersIn(shownIn(place));
      const at = now.findIndex((number, index) => number !== old[index]);
      return at < 0 ? [] : [{ place, at, far: distanceTo(handle, place) }];
    });
    [found] = changed.sort((one, other) => one.far - other.far);
    return found !== undefined;
  };
  const value = async () => {
    await drawnAnew();
    return found ? (numbersIn(shownIn(found.place))[found.at] ?? null) : null;
  };
  return { find, value };
};
