/* Makes of a form's records what is suggested - new files, a piece of a file, or a message - and the ways for a
   person to send it. What each part is stands in the page, see pages/suggest.py. */
(() => {
  "use strict";
  const root = document.querySelector("[data-kh=form]");
  const result = root?.querySelector("[data-kh=result]");
  if (!result) return;
  const words = root.dataset;
  const LONGEST = 8000; // characters of an address that servers are sure to take
  const boxes = [...result.querySelectorAll("[data-code]")].map((element) => ({
    element, ...element.dataset, kind: element.dataset.code, keys: element.dataset.keys.split(" "),
  }));
  let done = false;
  let sources = []; // those that the site has, once they are asked for

  /* Names */

  const SPECIAL = { ø: "o", Ø: "O", ß: "ss", æ: "ae", Æ: "Ae", đ: "d", ł: "l", "&": " and " };
  const slug = (name) => name.replace(/[øØßæÆđł&]/g, (sign) => SPECIAL[sign]).normalize("NFKD").replace(/[^\x00-\x7f]/g, "")
    .toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const cut = (id, length) => id.slice(0, length).replace(/-+$/, "");
  const named = (name) => (typeof name === "object" ? words.namedBy.split(" ").map((code) => name[code]).find(Boolean) : name) || "";
  const target = () => root.querySelector("[data-widget=target] select")?.selectedOptions[0];
  const free = (id, taken) => { let found = id; for (let n = 2; taken.includes(found); n += 1) found = `${id}-${n}`; return found; };

  const ID = {
    event({ title, start }) {
      const year = String(start).slice(0, 4);
      const id = slug(named(title)) || "event";
      return id.split("-").includes(year) ? cut(id, words.idLimit) : `${cut(id, words.idLimit - 5)}-${year}`;
    },
    organisation: ({ name }) => cut(slug(named(name)), words.idLimit) || "organisation",
    figure: ({ label }) => free(cut(slug(named(label)), 60) || "figure", (target().dataset.ids || "").split(" ")),
    source({ url, title }) {
      const known = knownSource(url);
      if (known) return known.id;
      const host = new URL(url).hostname.replace(/^www\./, "").split(".").slice(0, -1).join("-");
      return free(cut(slug(`${host} ${named(title)}`), 60) || "source", sources.map(({ id }) => id));
    },
  };

  /* Sources that the site has already need no file of their own. */

  const knownSource = (url) => sources.find((source) => source.url.replace(/\/$/, "") === (url || "").replace(/\/$/, ""));
  const ofSource = (path) => root.querySelector(`[data-record=source][data-path=${path}] :is(input, select)`);
  async function recognise() {
    const input = ofSource("url");
    if (!words.known || !input.value) return;
    if (!sources.length) try { sources = (await (await fetch(words.known)).json()).sources; } catch { return; }
    const found = knownSource(input.value.trim());
    root.querySelector("[data-kh=known]").textContent = found ? words.knownSource : "";
    if (found) for (const path of ["title", "publisher", "language"]) ofSource(path).value = show(found[path]);
    input.form.dispatchEvent(new Event("input"));
  }
  const show = (text) => (typeof text === "object" ? text[document.documentElement.lang] || Object.values(text)[0] : text);

  /* What is suggested */

  function parts(records) {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: words.zone, dateStyle: "short" }).format(new Date());
    const source = records.source && ID.source(records.source);
    return boxes.filter(({ kind }) => kind !== "source" || !knownSource(records.source.url)).map((box) => MAKE[box.how](box, records[box.kind], { today, source }));
  }
  const MAKE = {
    file(box, record, { today, source }) {
      const name = `${ID[box.kind](record)}.yml`;
      const more = box.kind === "source" ? { accessed: today } : { sources: [source], checked: today };
      const path = `data/${box.folder}/${name}`;
      return { box, path, head: `# ${path}\n`, name, text: `# yaml-language-server: $schema=${box.schema}\n${canonical.file({ ...record, ...more }, box.keys)}` };
    },
    piece(box, record, { today, source }) {
      const { dataset } = target();
      const path = (dataset.after ? words.inserts : words.replaces).replace(/\{(\w+)\}/g, (_, name) => dataset[name]);
      const text = box.kind === "figure" ? figure(box, record, today, source) : canonical.file(record, box.keys);
      return { box, path, head: `# ${path}\n`, text };
    },
    message(box, record) {
      const label = (key) => root.querySelector(`[data-path=${key}] label`).firstChild.textContent.trim();
      return { box, path: words.message, head: "", record, text: box.keys.map((key) => `${label(key)}:\n${record[key]}\n`).join("\n") };
    },
  };
  /* A newer value takes the place of the one before, which is kept as history if it has a date of its own. */
  function figure(box, { as_of: date, ...record }, today, source) {
    const dated = date === undefined ? { seen: today } : { as_of: date };
    const { dataset } = target();
    if (!dataset.was) return (dataset.key ? `${dataset.key}:\n` : "") + canonical.items({ id: ID.figure(record), ...record, ...dated, sources: [source] }, box.keys);
    const was = JSON.parse(dataset.was);
    const { bound, as_of: before, seen, checked, ...kept } = was;
    const older = before !== undefined && String(before) < String(date ?? today).slice(0, String(before).length);
    const history = [...(older ? [{ value: was.value, as_of: before, sources: was.sources }] : []), ...(was.history || [])]
      .filter(({ as_of: earlier }) => String(earlier) < String(date ?? today).slice(0, String(earlier).length));
    const gone = older ? [] : (dataset.unused || "").split(" ").filter((id) => id && id !== source);
    result.querySelector("[data-kh=unused]").textContent = words.unused.replace("{files}", gone.map((id) => `data/sources/${id}.yml`).join(", "));
    result.querySelector("[data-kh=unused]").hidden = !gone.length;
    return canonical.items({ ...kept, value: record.value, bound: record.bound, ...dated, sources: [source], history: history.length ? history : undefined }, box.keys);
  }

  /* Ways to send it */

  function offer(records) {
    const made = parts(records);
    const whole = made.map(({ head, text }) => head + text).join("\n");
    for (const box of boxes) box.element.hidden = !made.some((part) => part.box === box);
    for (const { box: { element }, path, text } of made) {
      element.querySelector("[data-kh=path]").textContent = path;
      element.querySelector("textarea").value = text;
    }
    const [record, path] = words.title.split(".");
    const title = root.querySelector(`[data-record=${record}][data-path=${path}][data-widget=target]`) ? target().label : named(records[record][path]);
    const subject = words.subject.replace("{title}", () => title);
    const body = words.body.replace("{text}", () => whole);
    result.querySelector("[data-kh=mail]").href = address(words.mail, { subject, body: body.replace(/\n/g, "\r\n") });
    if (words.newFile) forge(made, subject, whole);
  }
  function address(base, values) {
    return `${base}?${Object.entries(values).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
  }
  function forge(made, subject, whole) {
    const fence = "`".repeat(Math.max(2, ...[...whole.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
    const asked = made.find(({ record }) => record);
    const links = [asked ? ["issue", words.issues, { template: words.template, title: subject }, asked.record]
      : ["issue", words.issues, { title: subject }, { body: `${fence}yaml\n${whole}${fence}\n` }]];
    for (const { box: { kind, how, folder }, name, text } of made) {
      if (how === "file") links.push([`new-${kind}`, words.newFile + folder, { filename: name }, { value: text }]);
      if (how === "piece") for (const way of ["lines", "edit"]) result.querySelector(`[data-kh=${way}-${kind}]`).href = target().dataset[way];
    }
    let long = false;
    for (const [link, base, short, content] of links) {
      const full = address(base, { ...short, ...content });
      long ||= full.length > LONGEST;
      result.querySelector(`[data-kh=${link}]`).href = full.length > LONGEST ? address(base, short) : full;
    }
    const source = result.querySelector("[data-kh=new-source]");
    if (source) source.hidden = !made.some(({ box }) => box.kind === "source");
    result.querySelector("[data-kh=long]").hidden = !long;
  }

  root.addEventListener("change", ({ target: input }) => { if (words.known && (input === ofSource("url") || input.type === "url")) recognise(); });
  root.addEventListener("form-change", ({ detail: { records, faults } }) => {
    if (!done) return;
    result.hidden = faults > 0;
    if (!faults) offer(records);
  });
  root.addEventListener("form-done", ({ detail }) => {
    done = true;
    offer(detail);
    result.hidden = false;
    result.querySelector("h2").focus();
  });
})();
