/* Forms that ask for records. What is asked, and how, stands in the page, see pages/form.py; here is only how to
   read and check each kind of input. Nothing is sent: whoever listens gets `form-change` with the records
   by kind, and `form-done` once all is well. */
(() => {
  "use strict";
  const root = document.querySelector("[data-kh=form]");
  if (!root) return;
  const words = root.dataset;
  const form = root.querySelector("form");
  const status = form.querySelector(".kh-form__status");
  const fields = [...form.querySelectorAll(".kh-field")].map((element) => ({
    element,
    ...element.dataset,
    required: "required" in element.dataset,
    order: Number(element.dataset.order),
    limit: Number(element.dataset.limit),
    inputs: [...element.querySelectorAll("input, select, textarea")],
    error: element.querySelector(".kh-error"),
  })).sort((a, b) => a.order - b.order);
  const touched = new Set();
  const controls = fields.flatMap((field) => field.inputs);
  const ticks = []; // boxes in the order of their choice
  let timer = 0;
  const is = (path, record) => fields.find((field) => field.path === path && (!record || field.record === record));

  /* Reading. Signs that cannot be printed come along when text is copied; no record may hold them. */

  const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
  const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g;
  const clean = (text) => text.replace(/\r\n?/g, "\n").replace(UNPRINTABLE, "").replace(LONE, "$1").trim();
  const line = (text) => clean(text).replace(/\s*\n\s*/g, " ");
  const part = (field, name) => field.element.querySelector(`[data-part=${name}]`);

  const READ = {
    name(field) {
      const given = texts(field, line);
      const values = Object.values(given);
      if (new Set(values).size < 2) return values[0];
      return Object.fromEntries(field.inputs.map(({ dataset: { language } }) => [language, given[language] || values[0]]));
    },
    text: (field) => some(texts(field, line)),
    markdown: (field) => some(texts(field, clean)),
    moment: readMoment,
    date: readMoment,
    number: (field) => number(field.inputs[0].value),
    choices: ticked,
    languages: ticked,
    parties(field) {
      const known = new Map([...field.element.querySelectorAll("option")].map((option) => [option.value.toLocaleLowerCase(), option.dataset.id]));
      const names = [...new Set(field.inputs.map((input) => line(input.value)).filter(Boolean))];
      const rows = names.map((name) => {
        const id = known.get(name.toLocaleLowerCase());
        return id ? { organisation: id } : { name };
      });
      return rows.length ? rows : undefined;
    },
    country: (field) => (field.inputs[0].value === words.country ? "" : field.inputs[0].value),
    zone(field) {
      const zone = line(field.inputs[0].value);
      const timed = fields.some((other) => other.widget === "moment" && other.record === field.record && read(other)?.includes("T"));
      return timed && zone !== words.zone ? zone : "";
    },
  };
  function readMoment(field) {
    const value = (name) => part(field, name)?.value || "";
    const year = value("year").trim();
    if (value("precision") === "year") return year;
    if (value("precision") === "month") return year && `${year}-${value("month")}`;
    return value("day") && value("day") + (value("time") && `T${value("time").slice(0, 5)}`);
  }
  /* As the page's language writes numbers; what it cannot mean is no number. */
  const signs = new Intl.NumberFormat(words.locale).formatToParts(1000.5);
  const [group, point] = ["group", "decimal"].map((type) => signs.find((sign) => sign.type === type)?.value);
  const GROUPED = new RegExp(`^-?\\d{1,3}(?:[\\s${group}]\\d{3})+(?=$|[^\\d])`);
  function number(text) {
    const whole = line(text).replace(/^[−–]/, "-");
    const joined = GROUPED.test(whole) ? whole.replace(GROUPED, (found) => found.replace(/[^\d-]/g, "")) : whole;
    const plain = joined.replace(point, ".");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain && NaN;
  }
  function read(field) {
    const value = (READ[field.widget] || (({ inputs: [input] }) => line(input.value)))(field);
    return value === "" ? undefined : value;
  }

  function texts(field, tidy) {
    const given = field.inputs.map((input) => [input.dataset.language, tidy(input.value)]);
    return Object.fromEntries(given.filter(([, text]) => text));
  }
  function some(found) { return Object.keys(found).length ? found : undefined; }
  function ticked(field) {
    const found = ticks.filter((box) => field.inputs.includes(box)).map((box) => box.value);
    return found.length ? found : undefined;
  }

  function records() {
    const found = {};
    for (const field of fields) {
      const record = found[field.record] ||= {};
      let value = read(field);
      if (value === undefined) continue;
      if (["moment", "date"].includes(field.widget) && value.length === 4) value = Number(value); // a year
      const [first, inner] = field.path.split(".");
      if (inner) (record[first] ||= {})[inner] = value; else record[first] = value;
    }
    return found;
  }

  /* Checking: each returns the input at fault and what to tell, or nothing. */

  const HTML = /(?:^|[^\\])(<[a-zA-Z/!?][^>\n]{0,40}>?)/;
  const told = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key]);
  const label = (field) => field.element.querySelector("legend, label").firstChild.textContent.trim();

  function check(field) {
    return tooMuch(field) || (CHECK[field.widget] || checkLine)(field) || missing(field) || tooEarly(field);
  }
  function missing(field) {
    if (read(field) !== undefined) return null;
    const needing = fields.find((other) => other.needs === field.path && other.record === field.record && read(other) !== undefined);
    if (needing) return [field.inputs[0], told("errorNeeds", { label: label(needing) })];
    if (!field.required) return null;
    const input = part(field, "precision") ? part(field, part(field, "precision").value === "day" ? "day" : "year") : field.inputs[0];
    return [input, words[["choices", "choice", "target"].includes(field.widget) ? "errorChoose" : "errorRequired"]];
  }
  function tooMuch(field) {
    if (!["text", "textarea", "url"].includes(field.inputs[0].type)) return null;
    const input = field.inputs.find(({ value }) => clean(value).length > field.limit);
    return input ? [input, told("errorLength", { limit: field.limit, length: clean(input.value).length })] : null;
  }
  function html(field) {
    for (const input of field.inputs) {
      const found = HTML.exec(input.value.replace(/`[^`\n]*`/g, ""));
      if (found) return [input, told("errorHtml", { html: found[1] })];
    }
    return null;
  }
  function translated(field) {
    if (read(field) === undefined) return null;
    const input = field.inputs.find((item) => "complete" in item.dataset && !clean(item.value));
    return input ? [input, words.errorTranslation] : null;
  }
  function checkLine({ inputs: [input], widget }) {
    const sign = widget === "line" && input.value.indexOf("<");
    return sign >= 0 && sign !== false ? [input, told("errorHtml", { html: input.value.slice(sign, sign + 20) })] : null;
  }

  function taken(field) {
    const names = field.taken ? JSON.parse(field.taken).map((name) => name.toLocaleLowerCase()) : [];
    const input = field.inputs.find(({ value }) => names.includes(line(value).toLocaleLowerCase()));
    return input ? [input, words.errorTaken] : null;
  }
  function unchanged(field) {
    const was = field.present !== undefined && target() ? JSON.parse(target().dataset.fill || "{}") : null;
    return was && field.inputs.every(({ id, value }) => line(value) === (was[id] || "")) ? [field.inputs[0], words.errorUnchanged] : null;
  }
  function checkMoment(field) {
    const [day, time, year] = ["day", "time", "year"].map((name) => part(field, name));
    if (part(field, "precision").value !== "day") {
      return year.value.trim() && !/^[12]\d{3}$/.test(year.value.trim()) ? [year, words.errorYear] : null;
    }
    return day.validity.badInput || !day.validity.valid || (time?.value && !day.value) ? [day, words.errorDate] : null;
  }
  function future(field) {
    const value = read(field);
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: words.zone, dateStyle: "short" }).format(new Date());
    return value && value > today.slice(0, value.length) ? [part(field, value.length > 7 ? "day" : "year"), words.errorFuture] : null;
  }

  const CHECK = {
    name: (field) => html(field) || taken(field),
    lines: html,
    number: (field) => (Number.isNaN(read(field)) ? [field.inputs[0], words.errorNumber] : null),
    plain: html,
    parties: html,
    text: (field) => html(field) || translated(field) || unchanged(field),
    markdown(field) {
      const image = field.inputs.find((input) => /(^|[^\\])!\[/.test(input.value));
      const link = field.inputs.find((input) => [...input.value.matchAll(/\]\(\s*<?([^)\s>]*)/g)].some(([, to]) => !/^https?:\/\//.test(to)));
      return html(field) || (image && [image, words.errorImage]) || (link && [link, words.errorLink]) || translated(field);
    },
    url: ({ inputs: [input] }) => (line(input.value) && !isAddress(line(input.value)) ? [input, words.errorUrl] : null),
    moment: checkMoment,
    date: (field) => checkMoment(field) || future(field),
    zone({ inputs: [input] }) {
      try { new Intl.DateTimeFormat("en", { timeZone: line(input.value) }); } catch { return [input, words.errorZone]; }
      return null;
    },
    choice: () => null, target: () => null, choices: () => null, languages: () => null, country: () => null, language: () => null,
  };
  function isAddress(text) {
    try {
      const { hostname, username } = new URL(text);
      return /^https?:\/\//i.test(text) && !/[\s<>"`\\]/.test(text) && !username && /^([\w-]+\.)+[\w-]{2,}$/.test(hostname);
    } catch { return false; }
  }
  function tooEarly(field) {
    const start = field.after && read(is(field.after, field.record));
    const end = field.after && read(field);
    if (!start || !end) return null;
    // Of dates that are known to the month or year, only what both tell can be compared.
    const length = Math.min(start.length, end.length);
    return end.slice(0, length) < start.slice(0, length) ? [part(field, end.length > 7 ? "day" : "year"), words.errorOrder] : null;
  }

  /* Telling */

  function tell(field) {
    const fault = check(field);
    const shown = touched.has(field) ? fault : null;
    field.error.textContent = shown ? shown[1] : "";
    for (const input of field.inputs) {
      if (shown && input === shown[0]) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    }
    return fault;
  }
  function refresh() {
    const faults = fields.map(tell).filter(Boolean);
    for (const field of fields) if (field.present !== undefined) count(field);
    if (!faults.length) status.textContent = "";
    root.dispatchEvent(new CustomEvent("form-change", { detail: { records: records(), faults: faults.length } }));
    return faults;
  }
  function showParts(field) {
    const precision = part(field, "precision").value;
    for (const box of field.element.querySelectorAll("[data-precisions]")) box.hidden = !box.dataset.precisions.split(" ").includes(precision);
  }
  function showRows(field) {
    const rows = [...field.element.querySelectorAll(".kh-field__party")];
    for (const row of rows) if (row.querySelector("input").value) row.hidden = false;
    field.element.querySelector("[data-kh=more]").hidden = rows.every((row) => !row.hidden);
  }
  const target = () => form.querySelector("[data-widget=target] select")?.selectedOptions[0];
  /* What is known of the thing to be changed; for a new one there is nothing, and more is asked. */
  function fill() {
    const known = JSON.parse(target().dataset.fill || "{}");
    for (const box of form.querySelectorAll("[data-only=new]")) for (const input of box.querySelectorAll("input, select, textarea")) input.value = known[input.id] || "";
    for (const [id, value] of Object.entries(known)) form.querySelector(`[id="${id}"]`).value = value;
  }
  function showOnly() {
    for (const box of form.querySelectorAll("[data-only=new]")) box.hidden = !target()?.value.endsWith("/");
  }
  function count(field) {
    const note = field.element.querySelector("[data-kh=count]");
    if (!note || !target()) return;
    const was = JSON.parse(target().dataset.fill || "{}");
    const length = (text) => (clean(text).match(/\S+/g) || []).length;
    note.textContent = field.inputs.map(({ id, lang, value }) => `${lang}: ${note.dataset.words.replace("{before}", length(was[id] || "")).replace("{after}", length(value))}`).join(" · ");
  }
  function follow(field) {
    const [input] = field.inputs;
    const from = fields.find((other) => other !== field && other.path === field.follows).inputs[0].value;
    if (!input.value || input.value === field.followed) input.value = field.followed = from;
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "checkbox") {
      if (ticks.includes(event.target)) ticks.splice(ticks.indexOf(event.target), 1);
      if (event.target.checked) ticks.push(event.target);
    }
    if (event.target === target()?.closest("select")) {
      fill();
      for (const field of fields) if (!field.inputs.includes(event.target)) touched.delete(field);
    }
    showOnly();
    for (const field of fields) {
      if (part(field, "precision")) showParts(field);
      if (field.follows && !field.inputs.includes(event.target)) follow(field);
    }
    refresh();
    clearTimeout(timer);
    timer = setTimeout(remember, 300);
  });
  form.addEventListener("change", remember);
  form.addEventListener("focusout", (event) => {
    const field = fields.find(({ element }) => element.contains(event.target));
    if (!field || field.element.contains(event.relatedTarget)) return;
    touched.add(field);
    refresh();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kh=more]");
    if (!button) return;
    const field = fields.find(({ element }) => element.contains(button));
    const row = field.element.querySelector(".kh-field__party[hidden]");
    row.hidden = false;
    showRows(field);
    row.querySelector("input").focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const field of fields) touched.add(field);
    const faults = refresh();
    // The first in the page, which is not the first in the record.
    const inOrder = faults.map(([input]) => input).sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    status.textContent = faults.length ? (faults.length === 1 ? words.mendOne : words.mendOther).replace("{n}", faults.length) : "";
    if (inOrder.length) inOrder[0].focus(); else root.dispatchEvent(new CustomEvent("form-done", { detail: records() }));
  });

  /* What was typed survives a reload: it stays with this entry of the tab's history, and goes with the tab. */
  function remember() {
    clearTimeout(timer);
    const kept = controls.map((input) => (input.type === "checkbox" ? ticks.indexOf(input) : input.value));
    history.replaceState({ ...history.state, form: kept }, "");
  }
  function restore() {
    const kept = history.state?.form;
    if (kept?.length !== controls.length) return;
    controls.forEach((input, place) => {
      if (input.type === "checkbox") input.checked = kept[place] >= 0; else input.value = kept[place];
    });
    const boxes = controls.map((input, place) => [kept[place], input]).filter(([tick, input]) => input.type === "checkbox" && tick >= 0);
    ticks.push(...boxes.sort(([a], [b]) => a - b).map(([, input]) => input));
  }

  /* Late, since browsers restore some of it themselves, also after scripts have run. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) return;
    restore();
    for (const field of fields) {
      for (const box of field.inputs) if (box.type === "checkbox" && box.checked && !ticks.includes(box)) ticks.push(box);
      if (part(field, "precision")) showParts(field);
      if (field.widget === "parties") showRows(field);
      if (field.widget === "zone") field.element.querySelector("datalist").append(...(Intl.supportedValuesOf?.("timeZone") ?? []).map((zone) => new Option("", zone)));
    }
    showOnly();
    refresh();
  });
  root.hidden = false;
})();
