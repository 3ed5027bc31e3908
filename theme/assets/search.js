/* Search over the index of the page's language, then of the others. No dependency. */
(() => {
  "use strict";
  const dialog = document.querySelector(".kh-search");
  if (!dialog || typeof dialog.showModal !== "function") return;
  const opener = document.querySelector("[data-kh=search]");
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  const words = dialog.dataset;
  const root = new URL(words.root, location);
  const languages = words.languages.split(" ");
  const kinds = JSON.parse(words.kinds);
  const LIMIT = 30;
  let indexes = null;

  const fold = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  async function load() {
    indexes ??= Promise.all(languages.map(async (language) => {
      const answer = await fetch(new URL(`search/${language}.json`, root));
      const entries = await answer.json();
      return entries.map((entry) => ({
        ...entry, language,
        title: fold(entry.t), lead: fold(entry.d), text: ` ${fold(entry.w)} `,
      }));
    }));
    return indexes;
  }

  function score(entry, terms) {
    let sum = 0;
    for (const term of terms) {
      let found = 0;
      if (entry.title === term) found = 40;
      else if (entry.title.startsWith(term)) found = 20;
      else if (entry.title.includes(` ${term}`) || entry.title.includes(`-${term}`)) found = 14;
      else if (entry.title.includes(term)) found = 10;
      else if (entry.lead.includes(term)) found = 4;
      else if (entry.text.includes(` ${term}`)) found = 2;
      else if (term.length > 4 && entry.text.includes(term)) found = 1;
      if (!found) return 0;
      sum += found;
    }
    return sum + (entry.k === "city" || entry.k === "area" ? 1 : 0);
  }

  function show(entry) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(entry.u || "./", root);
    link.lang = entry.language;
    const kind = document.createElement("span");
    kind.className = "kh-search__kind";
    kind.textContent = kinds[entry.k] || "";
    if (entry.language !== languages[0]) kind.textContent += ` · ${entry.language}`;
    const title = document.createElement("strong");
    title.textContent = entry.t;
    const lead = document.createElement("span");
    lead.textContent = entry.d;
    link.append(kind, title, lead);
    item.append(link);
    return item;
  }

  async function search() {
    const query = field.value.trim();
    const terms = fold(query).split(/\s+/).filter(Boolean);
    if (!terms.length) { list.replaceChildren(); status.textContent = ""; return; }
    let loaded;
    try { loaded = await load(); } catch { indexes = null; status.textContent = words.failed; return; }
    if (field.value.trim() !== query) return;
    const found = loaded.flatMap((entries) => entries
      .map((entry) => [score(entry, terms), entry])
      .filter(([points]) => points > 0)
      .sort((a, b) => b[0] - a[0])
      .map(([, entry]) => entry));
    list.replaceChildren(...found.slice(0, LIMIT).map(show));
    status.textContent = found.length ? words.found.replace("{n}", found.length) : words.none;
  }

  function open() {
    dialog.showModal();
    field.focus();
    field.select();
    load().catch(() => { indexes = null; });
  }

  opener.hidden = false;
  opener.addEventListener("click", open);
  field.addEventListener("input", search);
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) first.click();
  });
  dialog.querySelector("[data-kh=close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [field, ...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !dialog.open) {
      event.preventDefault();
      open();
    }
  });
})();
