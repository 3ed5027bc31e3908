/* Chooses the cities to compare; the choice stands in the address. Fewer than two are not compared. */
(() => {
  "use strict";
  const form = document.querySelector("[data-kh=choose]");
  const table = document.querySelector("[data-kh=compare]");
  if (!form || !table) return;
  const boxes = [...form.elements.cities].filter((box) => box.type === "checkbox");
  const status = form.querySelector("[role=status]");
  const all = boxes.map((box) => box.value);

  function show() {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    const enough = chosen.length >= 2;
    status.textContent = enough ? "" : form.dataset.few;
    for (const cell of table.querySelectorAll("[data-city]")) cell.hidden = enough && !chosen.includes(cell.dataset.city);
    const group = table.querySelector("[scope=rowgroup]");
    group.colSpan = (enough ? chosen.length : all.length) + 1;
    return chosen;
  }

  function restore() {
    const wanted = (new URL(location).searchParams.get("cities") || "").split(",").filter((id) => all.includes(id));
    for (const box of boxes) box.checked = wanted.length < 2 || wanted.includes(box.value);
    show();
  }

  form.addEventListener("change", () => {
    const chosen = show();
    const url = new URL(location);
    if (chosen.length >= 2 && chosen.length < all.length) url.searchParams.set("cities", chosen.join(","));
    else url.searchParams.delete("cities");
    history.pushState(null, "", url.href.replaceAll("%2C", ","));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", restore);
  form.hidden = false;
  restore();
})();
