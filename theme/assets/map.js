/* Lights up the cities that are strong in an area; the area stands in the address. */
(() => {
  "use strict";
  const map = document.querySelector("[data-kh=map]");
  const form = document.querySelector("[data-kh=mapfilter]");
  if (!map || !form) return;
  const status = form.querySelector("[role=status]");
  const cities = [...map.querySelectorAll("a[data-levels]")].map((link) => ({
    link,
    name: link.dataset.name,
    levels: new Map(link.dataset.levels.split(" ").filter(Boolean).map((pair) => {
      const [area, weight] = pair.split(":");
      return [area, Number(weight)];
    })),
  }));
  const list = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" });
  const names = (found) => list.format(found.map((city) => city.name));

  function show(area) {
    map.toggleAttribute("data-filtered", area !== "");
    for (const { link, levels } of cities) {
      const weight = levels.get(area);
      if (weight) link.dataset.weight = weight; else delete link.dataset.weight;
    }
    if (!area) { status.textContent = ""; return; }
    const strong = cities.filter((city) => city.levels.get(area) > 1);
    const supporting = cities.filter((city) => city.levels.get(area) === 1);
    const parts = [];
    if (strong.length) parts.push(form.dataset.strong.replace("{cities}", names(strong)));
    if (supporting.length) parts.push(form.dataset.supporting.replace("{cities}", names(supporting)));
    status.textContent = parts.join(" ") || form.dataset.nobody;
  }

  const wanted = () => new URL(location).searchParams.get("area") || "";

  function restore() {
    const radio = [...form.elements.area].find((input) => input.value === wanted()) || form.elements.area[0];
    radio.checked = true;
    show(radio.value);
  }

  form.addEventListener("change", () => {
    const url = new URL(location);
    const area = form.elements.area.value;
    if (area) url.searchParams.set("area", area); else url.searchParams.delete("area");
    history.replaceState(null, "", url);
    show(area);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", restore);
  form.hidden = false;
  restore();
})();
