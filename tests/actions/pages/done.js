/** Says on the document that a control of a fixture page was operated, and whether by a real press. */
const done = (event) => {
  const { dataset } = top.document.documentElement;
  dataset.done = event.isTrusted ? "yes" : "faked";
  dataset.times = `${Number(dataset.times ?? 0) + 1}`;
};
const undone = (event) => {
  top.document.documentElement.dataset.wrong = event.type;
};
