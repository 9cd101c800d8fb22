/** What lies at a place of an element. */

/** The tag of what lies over a place of an element, scrolled to; empty if that is the element. */
const coverAt = (/** @type {Element} */ element, /** @type {[number, number]} */ [across, down]) => {
  const placeNow = () => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width * across, y: top + height * down };
  };
  const isIn = ({ x, y }) => x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
  if (!isIn(placeNow())) {
    const { y } = placeNow();
    element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    if (!isIn(placeNow())) scrollBy({ top: y - innerHeight / 2, behavior: "instant" });
  }
  const { x, y } = placeNow();
  const hit = element.getRootNode().elementFromPoint(x, y);
  return !hit ? "the edge of the window" : hit === element || element.contains(hit) || hit.contains(element) ? "" : `<${hit.localName}>`;
};
