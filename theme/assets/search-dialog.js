/* The dialog of search: asks the engine, shows what it finds, keeps the query in the address. */
import { Engine } from "./search-engine.js";

const BEST = 5, IN_GROUP = 3, IN_LIST = 40, IN_OTHERS = 5, KEPT = 3_000_000;

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/* Resolves once the sheet is there, or cannot be fetched: then search works without it. */
function styled() {
  const sheet = make("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url) });
  document.head.append(sheet);
  return new Promise((done) => { sheet.onload = sheet.onerror = done; });
}

export async function attach(dialog) {
  const dressed = styled();
  const root = new URL(dialog.dataset.root, location);
  const languages = dialog.dataset.languages.split(" ");
  const read = async (name) => {
    const answer = await fetch(new URL(`search/${name}`, root));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };
  const { texts, kinds, one: each, names, ignored, faint, index } = await read(`${languages[0]}/words.json`);
  const engine = new Engine(languages, read, ignored, faint);
  await engine.open();
  await dressed;

  const field = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const filters = make("div", { class: "kh-search__kinds", role: "group", "aria-label": texts.filter });
  const list = make("div", { class: "kh-search__found" });
  const toIndex = () => make("a", { href: new URL(index, root) }, texts.index);
  const foot = make("p", { class: "kh-search__foot" }, make("span", { class: "kh-search__keys" }, texts.keys), toIndex());
  dialog.querySelector("[data-kh=found]").append(filters, list, foot);
  let kind = new URL(location).searchParams.get("kind") ?? "", asked = 0, last = null;

  function remember(query) {
    const url = new URL(location);
    for (const [name, value] of [["search", query], ["kind", query && kind]]) {
      if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  }

  async function result({ language, number, kind: itsKind }, forms, mixed) {
    const { url, title, note } = await engine.show(language, number);
    const target = new URL(url || "./", root);
    if (forms.length) target.searchParams.set("mark", forms.join(" "));
    const tag = make("span", { class: "kh-search__kind" }, mixed ? each[itsKind] : "");
    if (language !== languages[0]) tag.append(` · ${language}`);
    const strong = make("strong", {}, title);
    return make("li", {}, make("a", { href: target, lang: language }, tag, strong, make("span", { class: "kh-search__note" }, note)));
  }

  async function section(heading, results, forms, { mixed = false, more } = {}) {
    const items = await Promise.all(results.map((one) => result(one, forms, mixed)));
    const head = make("h2", {}, heading);
    if (more) {
      const button = make("button", { type: "button", class: "kh-linkbutton" }, texts.more.replace("{n}", more.many));
      button.addEventListener("click", () => choose(more.kind));
      head.append(" ", button);
    }
    return make("section", {}, head, make("ol", {}, ...items));
  }

  function choose(wanted) {
    kind = wanted;
    remember(field.value.trim());
    show(last);
    filters.querySelector("[aria-pressed=true]")?.focus();
  }

  function showFilters(own) {
    const counts = Object.keys(kinds).map((name) => [name, own.filter((one) => one.kind === name).length]).filter(([, many]) => many);
    const chips = counts.length > 1 || kind ? [["", own.length], ...counts] : [];
    filters.replaceChildren(...chips.map(([name, many]) => {
      const chip = make("button", { type: "button", "aria-pressed": String(name === kind) }, name ? kinds[name] : texts.all, " ", make("span", {}, String(many)));
      chip.addEventListener("click", () => choose(name));
      return chip;
    }));
  }

  function sections(own, forms) {
    if (kind) return [section(kinds[kind], own.slice(0, IN_LIST), forms)];
    const best = own.slice(0, BEST), rest = own.slice(BEST), found = [section(texts.best, best, forms, { mixed: true })];
    for (const name of new Set(rest.map((one) => one.kind))) {
      const all = own.filter((one) => one.kind === name), left = rest.filter((one) => one.kind === name);
      found.push(section(kinds[name], left.slice(0, IN_GROUP), forms, left.length > IN_GROUP ? { more: { kind: name, many: all.length } } : {}));
    }
    return found;
  }

  async function show(answer) {
    if (!answer) return;
    last = answer;
    const turn = ++asked;
    const among = (found) => (kind ? found.filter((one) => one.kind === kind) : found);
    const own = answer.own.map((one) => ({ ...one, language: languages[0] }));
    const others = answer.others.map(({ language, found }) => ({ language, found: among(found).slice(0, IN_OTHERS).map((one) => ({ ...one, language })) })).filter(({ found }) => found.length);
    const mine = among(own);
    const made = await Promise.all([
      ...(mine.length ? sections(mine, answer.forms) : []),
      ...others.map(({ language, found }) => section(texts.others.replace("{language}", names[language]), found, answer.forms, { mixed: true })),
    ]);
    if (turn !== asked) return;
    showFilters(own);
    const many = mine.length || others.reduce((sum, { found }) => sum + found.length, 0);
    list.replaceChildren(...made);
    if (!many) list.append(make("p", { class: "kh-search__none" }, texts.hint_none, " ", toIndex()));
    status.textContent = many ? texts.found.replace("{n}", many) : texts.none;
    dialog.scrollTop = 0;
  }

  function clear() {
    asked += 1;
    last = null;
    status.textContent = "";
    filters.replaceChildren();
    list.replaceChildren(make("p", { class: "kh-search__none" }, texts.hint));
  }

  /* What is typed last counts, also for the Enter key: the best result is the one of the whole query. */
  async function search() {
    const query = field.value.trim();
    if (dialog.open) remember(query);
    if (!query) { kind = ""; clear(); return; }
    const turn = ++asked;
    let answer;
    try { answer = await engine.search(field.value); } catch { if (turn === asked) status.textContent = dialog.dataset.failed; return; }
    if (turn !== asked) return;
    if (kind && !answer.own.some((one) => one.kind === kind)) kind = "";
    await show(answer).catch(() => { status.textContent = dialog.dataset.failed; });
    (globalThis.requestIdleCallback ?? setTimeout)(() => engine.keep(KEPT).catch(() => {}));
  }

  function move(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && !filters.contains(event.target)) {
      const links = [field, ...list.querySelectorAll("li a")];
      const next = links[links.indexOf(document.activeElement) + steps[event.key]];
      if (next) { event.preventDefault(); next.focus(); }
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const chips = [...filters.children], at = chips.indexOf(event.target);
      if (at >= 0) chips[at + (event.key === "ArrowRight" ? 1 : -1)]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey && event.target !== field) {
      field.focus();
    }
  }

  let searching = null;
  const start = () => { searching = search(); };
  field.addEventListener("input", start);
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("close", () => remember(""));
  dialog.querySelector("form").addEventListener("submit", async () => {
    await searching;
    list.querySelector("li a")?.click();
  });
  start();
  await searching;
}
