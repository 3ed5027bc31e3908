/* Shows how what a form asks for will look. `data-show` names a value of a record, `data-as` how it is written. */
(() => {
  "use strict";
  const root = document.querySelector("[data-kh=form]");
  const places = [...(root?.querySelectorAll("[data-show]") ?? [])];
  if (!places.length) return;
  const words = root.dataset;
  const patterns = JSON.parse(root.querySelector("[data-patterns]")?.dataset.patterns || "{}");
  const SHORT = 150; // characters of a description in lists

  const UTC = { timeZone: "UTC" };
  const day = (moment) => new Date(`${`${moment}-01-01`.slice(0, 10)}T${String(moment).slice(11) || "00:00"}Z`);
  const write = (moment, options) => new Intl.DateTimeFormat(words.locale, { ...options, ...UTC }).format(day(moment));
  const PRECISE = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" }, 10: { year: "numeric", month: "long", day: "numeric" } };
  const precise = (moment) => PRECISE[Math.min(String(moment).length, 10)];
  const isDate = (moment) => moment !== undefined && precise(moment) && !Number.isNaN(day(moment).getTime());
  const inLanguage = (text) => (typeof text === "object" ? text[document.documentElement.lang] || Object.values(text)[0] : text) ?? "";
  const plain = (text) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\*\*|`/g, "");

  function labels(record, path) {
    const field = root.querySelector(`[data-record=${record}][data-path=${path}]`);
    const select = field.querySelector("select");
    if (select) return select.value ? select.selectedOptions[0].label : "";
    return [...field.querySelectorAll("input:checked + span")].map((label) => label.textContent).join(", ");
  }
  function when({ start, end }) {
    if (!isDate(start)) return "";
    const [from, to] = [String(start), end === undefined ? "" : String(end)];
    const both = to && to.slice(0, 10) > from.slice(0, 10) && isDate(to);
    const date = both && to.length >= 10 && from.length >= 10 ? new Intl.DateTimeFormat(words.locale, { ...precise(from), ...UTC }).formatRange(day(from), day(to)).replace(/(\d)\s*–\s*(\d)/, "$1–$2")
      : write(from, precise(from)) + (both ? ` – ${write(to, precise(to))}` : "");
    if (from.length < 16) return date;
    const until = to.length === 16 && !both ? `–${write(to, { timeStyle: "short" })}` : "";
    return words.atTime.replace("{date}", date).replace("{time}", write(from, { timeStyle: "short" }) + until);
  }
  function where({ city, municipality, country, attendance }) {
    if (city) return labels("event", "city");
    if (municipality || country) return [inLanguage(municipality), country && labels("event", "country")].filter(Boolean).join(", ");
    return attendance ? labels("event", "attendance") : "";
  }

  const AS = {
    day: (start) => (isDate(start) && String(start).length >= 10 ? String(Number(start.slice(8, 10))) : ""),
    month: (start) => (isDate(start) && String(start).length >= 7 ? write(start, { month: "short" }).replace(/\.$/, "") : ""),
    year: (start) => (isDate(start) ? String(start).slice(0, 4) : ""),
    meeting: (event) => [when(event), where(event)].filter(Boolean).join(" · "),
    place: ({ city, municipality }) => [inLanguage(municipality), city && labels("organisation", "city")].filter(Boolean).join(", "),
    sort: (organisation) => [labels("organisation", "kind"), AS.place(organisation)].filter(Boolean).join(" · "),
    label: (value, record, path) => (value === undefined ? "" : labels(record, path)),
    host(url) { try { return new URL(url).hostname.replace(/^www\./, ""); } catch { return ""; } },
    short(text) { const whole = plain(inLanguage(text)); return whole.length > SHORT ? `${whole.slice(0, SHORT).replace(/\s+\S*$/, "")}…` : whole; },
    dated(date) {
      if (date === undefined) return words.seen.replace("{date}", new Intl.DateTimeFormat(words.locale).format(new Date()));
      return isDate(date) ? write(date, String(date).length === 10 ? { dateStyle: "short" } : precise(date)) : "";
    },
    amount({ value, unit, bound }) {
      if (!Number.isFinite(value)) return "";
      const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 20 }).format(value);
      return [patterns.unit[unit], patterns.bound[bound]].filter(Boolean).reduce((text, pattern) => pattern.replace("{value}", () => text), number);
    },
  };

  root.addEventListener("form-change", ({ detail: { records } }) => {
    for (const place of places) {
      const [record, path] = place.dataset.show.split(".");
      const value = path ? records[record]?.[path] : records[record];
      if (place.dataset.as === "paragraphs") {
        place.replaceChildren(...plain(inLanguage(value)).split(/\n\s*\n/).map((text) => Object.assign(document.createElement("p"), { textContent: text })));
        continue;
      }
      const text = place.dataset.as ? AS[place.dataset.as](value, record, path) : inLanguage(value);
      place.textContent = text || place.dataset.empty || "";
    }
    const leaf = root.querySelector(".kh-leaf");
    if (leaf) leaf.hidden = !leaf.textContent;
  });
})();
