/* Tells past from coming by the reader's day, so that a site not rebuilt for weeks tells no lie;
   counts days where it helps, and tells times in the reader's own zone on demand. */
(() => {
  "use strict";
  const { zone, locale } = document.querySelector("[data-zone]")?.dataset ?? {};
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(new Date());
  const DAY = 86400000;
  const SOON = 60;
  const isOver = (element) => element.dataset.lastDay < today;

  for (const note of document.querySelectorAll("[data-kh=over]")) note.hidden = !isOver(note);
  for (const note of document.querySelectorAll("[data-kh=countdown]")) countDown(note);
  for (const button of document.querySelectorAll("[data-kh=own-time]")) offerOwnTime(button);
  for (const coming of document.querySelectorAll("[data-kh=coming]")) {
    for (const event of [...coming.querySelectorAll("[data-last-day]")].filter(isOver)) archive(event);
    if (!coming.querySelector("[data-last-day]")) {
      coming.hidden = true;
      for (const note of document.querySelectorAll("[data-kh=none-coming]")) note.hidden = false;
    }
  }
  for (const counter of document.querySelectorAll("[data-counts]")) {
    const target = document.querySelector(counter.dataset.counts);
    if (target) counter.textContent = target.querySelectorAll("li[data-last-day]").length;
  }

  /* Moves an event to what is past, where the page shows that; else it only goes. */
  function archive(event) {
    const past = document.querySelector("[data-kh=archive] ol");
    if (past) past.prepend(event); else event.remove();
  }

  function countDown(note) {
    const days = Math.round((Date.parse(note.dataset.day) - Date.parse(today)) / DAY);
    if (days < 0 || days > SOON) return;
    note.textContent = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    note.hidden = false;
  }

  /* A button, if the reader's clock shows another time than that of the place. */
  function offerOwnTime(button) {
    const start = new Date(button.dataset.start);
    const end = button.dataset.end ? new Date(button.dataset.end) : start;
    const tell = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
    const clock = (timeZone) => new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(start);
    if (clock(undefined) === clock(button.dataset.zone)) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const told = document.createElement("span");
      told.className = "kh-meta";
      told.tabIndex = -1;
      told.textContent = `${tell.formatRange(start, end)} · ${tell.resolvedOptions().timeZone}`;
      button.replaceWith(told);
      told.focus();
    });
  }
})();
