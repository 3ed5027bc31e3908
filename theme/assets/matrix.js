/* Sorts the matrix by a city or an area, and shows the evidence of a cell in place. */
(() => {
  "use strict";
  const table = document.querySelector("[data-kh=matrix]");
  if (!table) return;
  const body = table.tBodies[0];
  const head = table.tHead.rows[0];
  const rows = [...body.rows];
  const columns = head.cells.length - 2;
  const weight = (row, column) => Number(row.querySelector(`[data-city="${column}"]`).dataset.weight);
  const cities = [...head.querySelectorAll("[data-city]")].map((cell) => cell.dataset.city);

  function sortRows(city) {
    const sorted = city ? [...rows].sort((a, b) => weight(b, city) - weight(a, city)) : rows;
    body.replaceChildren(...sorted);
    for (const cell of head.querySelectorAll("[data-city]")) {
      if (cell.dataset.city === city) cell.setAttribute("aria-sort", "descending"); else cell.removeAttribute("aria-sort");
    }
  }

  function sortColumns(area) {
    const row = rows.find((candidate) => candidate.dataset.area === area);
    const order = row ? [...cities].sort((a, b) => weight(row, b) - weight(row, a)) : cities;
    for (const line of [head, ...rows]) {
      const last = line.cells[columns + 1];
      for (const city of order) line.insertBefore(line.querySelector(`[data-city="${city}"]`), last);
    }
    for (const candidate of rows) candidate.toggleAttribute("data-sorted", candidate === row);
  }

  const state = () => {
    const found = new URL(location).searchParams;
    return { city: found.get("city") || "", area: found.get("area") || "" };
  };

  function restore() {
    const { city, area } = state();
    sortColumns(area);
    sortRows(cities.includes(city) ? city : "");
    for (const button of table.querySelectorAll("button[data-sort]")) {
      const [kind, id] = button.dataset.sort.split(":");
      button.setAttribute("aria-pressed", String((kind === "city" ? city : area) === id));
    }
  }

  for (const button of table.querySelectorAll("button[data-sort]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const [kind, id] = button.dataset.sort.split(":");
      const url = new URL(location);
      if (url.searchParams.get(kind) === id) url.searchParams.delete(kind); else url.searchParams.set(kind, id);
      history.pushState(null, "", url);
      restore();
      button.focus();
    });
  }
  window.addEventListener("popstate", restore);
  restore();

  const dialog = document.querySelector(".kh-evidence");
  if (!dialog || typeof dialog.showModal !== "function") return;
  const content = dialog.querySelector("[data-kh=content]");
  body.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-evidence]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    const template = document.getElementById(link.dataset.evidence);
    if (!template) return;
    event.preventDefault();
    content.replaceChildren(template.content.cloneNode(true));
    dialog.showModal();
  });
  dialog.querySelector("[data-kh=close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
})();
