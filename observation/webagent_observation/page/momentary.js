/**
 * A value that holds only while no script of the page runs: made when it is first asked for, and
 * dropped as soon as the running task ends.
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
const momentary = (make) => {
  /** @type {T | undefined} */
  let value;
  // Unlike `queueMicrotask` and `Promise`, a page can't replace `await`.
  const dropSoon = async () => {
    await undefined;
    value = undefined;
  };
  return () => {
    if (value === undefined) {
      value = make();
      dropSoon();
    }
    return value;
  };
};
