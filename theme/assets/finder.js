/* Ranks sites by needs: fewest not met first, then most met, then as listed. The needs stand in the address. */
(() => {
  "use strict";
  const form = document.querySelector("[data-kh=finder]");
  const table = document.querySelector("[data-kh=sites]");
  if (!form || !table) return;
  const words = form.dataset;
  const fields = [...form.elements].filter((field) => field.name);
  const status = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const body = table.tBodies[0];
  const sites = [...body.rows].map((row) => ({ row, known: JSON.parse(row.dataset.known), name: row.dataset.name }));
  const label = (field) => field.closest("label").querySelector("span").firstChild.textContent.trim();

  function wanted() {
    return fields.map((field) => {
      if (field.type === "checkbox") return field.checked ? { field, value: true } : null;
      const value = field.value === "" ? NaN : Number(field.value);
      return Number.isFinite(value) ? { field, value } : null;
    }).filter(Boolean);
  }

  function answer({ field, value }, known) {
    const has = known[field.name];
    if (has === undefined) return "unknown";
    if (field.type === "checkbox") return has ? "met" : "unmet";
    return (field.dataset.better === "less" ? has <= value : has >= value) ? "met" : "unmet";
  }

  function show() {
    const needs = wanted();
    const ranked = sites.map((site) => {
      const answers = needs.map((need) => answer(need, site.known));
      const count = (kind) => answers.filter((given) => given === kind).length;
      return { ...site, answers, met: count("met"), unmet: count("unmet"), unknown: count("unknown") };
    });
    if (needs.length) ranked.sort((a, b) => a.unmet - b.unmet || b.met - a.met);
    body.replaceChildren(...ranked.map((site) => site.row));
    for (const cell of table.querySelectorAll("[data-kh=answers]")) cell.hidden = !needs.length;
    for (const site of ranked) site.row.querySelector("td[data-kh=answers]").replaceChildren(...tell(site, needs));
    const total = (test) => ranked.filter(test).length;
    status.textContent = needs.length ? words.count
      .replace("{met}", total((site) => site.met === needs.length))
      .replace("{open}", total((site) => !site.unmet && site.unknown))
      .replace("{unmet}", total((site) => site.unmet)) : "";
    reset.hidden = !needs.length;
  }

  function tell(site, needs) {
    const list = document.createElement("ul");
    list.className = "kh-answers";
    needs.forEach((need, place) => {
      const kind = site.answers[place];
      const item = document.createElement("li");
      item.dataset.answer = kind;
      item.textContent = `${label(need.field)}: ${words[kind]}`;
      list.append(item);
    });
    const open = needs.filter((_, place) => site.answers[place] === "unknown");
    return open.length ? [list, mail(site, open)] : [list];
  }

  function mail(site, open) {
    const fill = (text) => text.replace("{site}", site.name)
      .replace("{questions}", open.map((need) => `- ${label(need.field)}`).join("\n")).replace("{url}", location.href);
    const link = document.createElement("a");
    link.href = `mailto:?subject=${encodeURIComponent(fill(words.subject))}&body=${encodeURIComponent(fill(words.body))}`;
    link.textContent = words.ask;
    link.className = "kh-askmail";
    return link;
  }

  function remember() {
    const url = new URL(location);
    for (const field of fields) url.searchParams.delete(field.name);
    for (const { field, value } of wanted()) url.searchParams.set(field.name, value === true ? "1" : value);
    history.replaceState(null, "", url);
  }

  function restore() {
    const found = new URL(location).searchParams;
    for (const field of fields) {
      if (field.type === "checkbox") field.checked = found.get(field.name) === "1";
      else field.value = found.get(field.name) ?? "";
    }
    show();
  }

  form.addEventListener("input", () => { remember(); show(); });
  form.addEventListener("reset", () => setTimeout(() => { remember(); show(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", restore);
  form.hidden = false;
  restore();
})();
