
(() => {
  "use strict";
  const table = document.querySelector("#attempts table");
  const controls = document.querySelector("#filter");
  if (table && controls) {
    const rows = [...table.tBodies[0].rows].map((row) => [row, row.textContent.toLowerCase()]);
    const text = controls.querySelector("[type=search]");
    const outcome = controls.querySelector("select");
    const count = controls.querySelector("output");
    const apply = () => {
      const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, content] of rows) {
        const fits = words.every((word) => content.includes(word));
        row.hidden = !fits || (outcome.value !== "" && row.dataset.outcome !== outcome.value);
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = `${shown} of ${rows.length} shown`;
    };
    controls.hidden = false;
    controls.addEventListener("input", apply);
    apply();
  }
  const key = (row, column) => {
    const told = row.cells[column].dataset.value;
    return told === undefined ? row.cells[column].textContent.trim() : Number(told);
  };
  for (const sorted of document.querySelectorAll("table.sortable")) {
    const heads = [...sorted.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
        const rows = [...sorted.tBodies[0].rows];
        rows.sort((a, b) => {
          const [x, y] = [key(a, column), key(b, column)];
          if (typeof x === "number" && typeof y === "number") return down * (x - y);
          return down * String(x).localeCompare(String(y), undefined, { numeric: true });
        });
        sorted.tBodies[0].append(...rows);
      });
    });
  }
})();
