/* Makes of a form's records the files to suggest, and the ways for a person to send them; shows how it will look. */
(() => {
  "use strict";
  const root = document.querySelector("[data-kh=form]");
  const result = root?.querySelector("[data-kh=result]");
  if (!result) return;
  const words = root.dataset;
  const LONGEST = 8000; // characters of an address that servers are sure to take
  let done = false;

  /* Names and text of the files */

  const SPECIAL = { ø: "o", Ø: "O", ß: "ss", æ: "ae", Æ: "Ae", đ: "d", ł: "l", "&": " and " };
  const slug = (name) => name.replace(/[øØßæÆđł&]/g, (sign) => SPECIAL[sign]).normalize("NFKD").replace(/[^\x00-\x7f]/g, "")
    .toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const cut = (id, length) => id.slice(0, length).replace(/-+$/, "");
  const named = (name) => (typeof name === "object" ? words.namedBy.split(" ").map((code) => name[code]).find(Boolean) : name) || "";

  function eventId({ title, start }) {
    const year = start.slice(0, 4);
    const id = slug(named(title)) || "event";
    return id.split("-").includes(year) ? cut(id, words.idLimit) : `${cut(id, words.idLimit - 5)}-${year}`;
  }
  function sourceId({ url, title }) {
    const host = new URL(url).hostname.replace(/^www\./, "").split(".").slice(0, -1).join("-");
    return cut(slug(`${host} ${named(title)}`), 60) || "source";
  }

  /* JSON's strings are strings of YAML too; nothing in them can be read as anything else. */
  function yaml(record, indent = "") {
    return Object.entries(record).map(([key, value]) => {
      if (!Array.isArray(value)) return typeof value === "object" ? `${indent}${key}:\n${yaml(value, `${indent}  `)}` : `${indent}${key}: ${JSON.stringify(value)}\n`;
      if (typeof value[0] === "string") return `${indent}${key}: [${value.map((item) => JSON.stringify(item)).join(", ")}]\n`;
      return `${indent}${key}:\n${value.map((item) => `${indent}  - ${yaml(item, `${indent}    `).trimStart()}`).join("")}`;
    }).join("");
  }

  function files({ event, source }) {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: words.zone, dateStyle: "short" }).format(new Date());
    const ids = { event: eventId(event), source: sourceId(source) };
    return {
      event: { folder: "events", name: `${ids.event}.yml`, text: yaml({ ...event, sources: [ids.source], checked: today }) },
      source: { folder: "sources", name: `${ids.source}.yml`, text: yaml({ ...source, accessed: today }) },
    };
  }

  /* Ways to send them */

  function show(records) {
    const made = files(records);
    const whole = Object.values(made).map(({ folder, name, text }) => `# data/${folder}/${name}\n${text}`).join("\n");
    for (const [kind, { folder, name, text }] of Object.entries(made)) {
      const box = result.querySelector(`[data-code=${kind}]`);
      box.querySelector("[data-kh=path]").textContent = `data/${folder}/${name}`;
      box.querySelector("textarea").value = text;
    }
    const subject = words.subject.replace("{title}", () => named(records.event.title));
    const body = words.body.replace("{text}", () => whole);
    result.querySelector("[data-kh=mail]").href = address(words.mail, { subject, body: body.replace(/\n/g, "\r\n") });
    if (words.newFile) forge(made, subject, whole);
  }
  function address(base, values) {
    return `${base}?${Object.entries(values).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
  }
  function forge(made, subject, whole) {
    const ticks = Math.max(2, ...[...whole.matchAll(/`+/g)].map(([run]) => run.length)) + 1;
    const fence = "`".repeat(ticks);
    const links = [["issue", words.issues, { title: subject }, { body: `${fence}yaml\n${whole}${fence}\n` }]];
    for (const [kind, { folder, name, text }] of Object.entries(made)) links.push([`new-${kind}`, words.newFile + folder, { filename: name }, { value: text }]);
    let long = false;
    for (const [link, base, short, content] of links) {
      const full = address(base, { ...short, ...content });
      long ||= full.length > LONGEST;
      result.querySelector(`[data-kh=${link}]`).href = full.length > LONGEST ? address(base, short) : full;
    }
    result.querySelector("[data-kh=long]").hidden = !long;
  }

  /* Preview */

  const UTC = { timeZone: "UTC" };
  const day = (moment) => new Date(`${`${moment}-01-01`.slice(0, 10)}T${moment.slice(11) || "00:00"}Z`);
  const write = (moment, options) => new Intl.DateTimeFormat(words.locale, { ...options, ...UTC }).format(day(moment));
  const PRECISE = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" }, 10: { year: "numeric", month: "long", day: "numeric" } };
  const inLanguage = (text) => (typeof text === "object" ? text[document.documentElement.lang] || Object.values(text)[0] : text) || "";

  function when({ start, end }) {
    if (!start || Number.isNaN(day(start).getTime())) return "";
    const form = PRECISE[Math.min(start.length, 10)];
    const both = end && end.slice(0, 10) > start.slice(0, 10) && !Number.isNaN(day(end).getTime());
    const date = both && end.length >= 10 && start.length >= 10 ? new Intl.DateTimeFormat(words.locale, { ...form, ...UTC }).formatRange(day(start), day(end)).replace(/(\d)\s*–\s*(\d)/, "$1–$2")
      : write(start, form) + (both ? ` – ${write(end, PRECISE[Math.min(end.length, 10)])}` : "");
    if (start.length < 16) return date;
    const until = end?.length === 16 && !both ? `–${write(end, { timeStyle: "short" })}` : "";
    return words.atTime.replace("{date}", date).replace("{time}", write(start, { timeStyle: "short" }) + until);
  }
  function where({ city, municipality, country, attendance }) {
    const choice = (path) => root.querySelector(`[data-record=event][data-path=${path}] select`).selectedOptions[0]?.label || "";
    if (city) return choice("city");
    if (municipality || country) return [inLanguage(municipality), country && choice("country")].filter(Boolean).join(", ");
    return attendance ? choice("attendance") : "";
  }
  function preview(event) {
    const start = event.start && !Number.isNaN(day(event.start).getTime()) ? event.start : "";
    const values = {
      day: start.length >= 10 ? String(Number(start.slice(8, 10))) : "",
      month: start.length >= 7 ? write(start, { month: "short" }).replace(/\.$/, "") : "",
      year: start.slice(0, 4),
      title: inLanguage(event.title),
      meta: [when(event), where(event)].filter(Boolean).join(" · "),
      summary: inLanguage(event.summary),
    };
    root.querySelector(".kh-leaf").hidden = !start;
    for (const [name, value] of Object.entries(values)) {
      const place = root.querySelector(`[data-show=${name}]`);
      place.textContent = value || place.dataset.empty || "";
    }
  }

  root.addEventListener("form-change", ({ detail: { records, faults } }) => {
    preview(records.event);
    if (!done) return;
    result.hidden = faults > 0;
    if (!faults) show(records);
  });
  root.addEventListener("form-done", ({ detail }) => {
    done = true;
    show(detail);
    result.hidden = false;
    result.querySelector("h2").focus();
  });
})();
