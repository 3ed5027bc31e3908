/* Facets of a directory: within a facet any of the chosen, between facets all. State in the address. */
(() => {
  "use strict";
  const root = document.querySelector("[data-kh=directory]");
  const form = document.querySelector("[data-kh=facets]");
  if (!root || !form) return;
  const fold = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const facets = [...form.querySelectorAll("[data-facet]")].map((element) => element.dataset.facet);
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const field = form.elements.q;
  const status = root.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const items = [];
  gather();

  function gather() {
    items.length = 0;
    for (const row of root.querySelectorAll("tr[data-text]")) {
      items.push({
        row,
        text: fold(row.dataset.text),
        values: Object.fromEntries(facets.map((name) => [name, new Set(row.dataset[name].split(" "))])),
      });
    }
  }

  /* A long directory lies on several pages: whoever filters it needs them all. */
  const pagers = [...document.querySelectorAll("[data-kh=parts]")];
  const others = [...new Set([...(pagers[0]?.querySelectorAll("a:not([aria-current])") || [])].map((link) => link.href))];
  let whole = others.length ? null : Promise.resolve();

  function complete() {
    whole ??= Promise.all(others.map(async (url) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(answer.status);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    })).then((pages) => {
      for (const page of pages) add(page);
      for (const pager of pagers) pager.hidden = true;
      gather();
    }, () => { whole = null; });
    return whole;
  }

  function add(page) {
    for (const group of page.querySelectorAll("[data-group]")) {
      const rows = group.querySelectorAll("tr[data-text]");
      const here = root.querySelector(`[data-group="${CSS.escape(group.dataset.group)}"] tbody`);
      if (here) here.append(...rows); else root.querySelector(".kh-directory__list").append(group);
    }
  }

  const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
  const fits = (item, terms, choices, without) => terms.every((term) => item.text.includes(term))
    && facets.every((name) => name === without || !choices[name].length || choices[name].some((id) => item.values[name].has(id)));

  function show() {
    const terms = fold(field.value).split(/\s+/).filter(Boolean);
    const choices = Object.fromEntries(facets.map((name) => [name, chosen(name)]));
    let found = 0;
    for (const item of items) {
      const shown = fits(item, terms, choices);
      item.row.hidden = !shown;
      found += shown;
    }
    for (const group of root.querySelectorAll("[data-group]")) {
      const left = group.querySelectorAll("tr[data-text]:not([hidden])").length;
      group.hidden = !left;
      group.querySelector("h2 .kh-count").textContent = left;
    }
    for (const name of facets) {
      const open = items.filter((item) => fits(item, terms, choices, name));
      for (const box of boxes.filter((candidate) => candidate.name === name)) {
        const count = open.filter((item) => item.values[name].has(box.value)).length;
        box.parentElement.querySelector(".kh-count").textContent = count;
        box.parentElement.toggleAttribute("data-empty", !count && !box.checked);
      }
    }
    const form_ = found === 1 ? form.dataset.one : form.dataset.other;
    status.textContent = found ? form_.replace("{n}", found) : form.dataset.none;
    status.toggleAttribute("data-none", !found);
    reset.hidden = !terms.length && facets.every((name) => !choices[name].length);
  }

  function address() {
    const url = new URL(location);
    for (const name of facets) {
      const values = chosen(name);
      if (values.length) url.searchParams.set(name, values.join(",")); else url.searchParams.delete(name);
    }
    if (field.value.trim()) url.searchParams.set("q", field.value.trim()); else url.searchParams.delete("q");
    return url.href.replaceAll("%2C", ",");
  }

  function restore() {
    const found = new URL(location).searchParams;
    for (const box of boxes) box.checked = (found.get(box.name) || "").split(",").includes(box.value);
    field.value = found.get("q") || "";
    if (!others.length) show(); else if (field.value || boxes.some((box) => box.checked)) refresh();
  }

  const refresh = () => complete().then(show);

  form.addEventListener("change", (event) => {
    if (event.target === field) return;
    history.pushState(null, "", address());
    refresh();
  });
  field.addEventListener("input", () => { history.replaceState(null, "", address()); refresh(); });
  form.addEventListener("reset", () => setTimeout(() => { history.pushState(null, "", address()); refresh(); field.focus(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", restore);
  form.querySelector("details").open = matchMedia("(min-width: 60.05em)").matches;
  for (const element of document.querySelectorAll("[data-kh=without-scripts]")) element.hidden = true;
  form.hidden = false;
  restore();
})();
