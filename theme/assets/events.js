/* Tells past from coming by the reader's day, so that a site not rebuilt for weeks tells no lie. */
(() => {
  "use strict";
  const zone = document.querySelector("[data-zone]")?.dataset.zone;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(new Date());
  const isOver = (element) => element.dataset.lastDay < today;

  for (const note of document.querySelectorAll("[data-kh=over]")) note.hidden = !isOver(note);

  for (const coming of document.querySelectorAll("[data-kh=coming]")) {
    for (const event of [...coming.querySelectorAll("[data-last-day]")].filter(isOver)) archive(event);
    if (!coming.querySelector("[data-last-day]")) {
      coming.hidden = true;
      for (const note of document.querySelectorAll("[data-kh=none-coming]")) note.hidden = false;
    }
  }
  count();

  /* Moves an event to its year in the archive, where the page has one; else it only goes. */
  function archive(event) {
    const newest = document.querySelector("[data-kh=archive] section[data-year]");
    if (!newest) { event.remove(); return; }
    const year = event.dataset.year;
    const section = document.querySelector(`[data-kh=archive] section[data-year="${year}"]`) || begin(year, newest);
    section.querySelector("ol").prepend(event);
  }

  function begin(year, newest) {
    const section = newest.cloneNode(false);
    section.dataset.year = year;
    const heading = newest.querySelector("h3").cloneNode(false);
    heading.id = `year-${year}`;
    heading.textContent = year;
    section.append(heading, newest.querySelector("ol").cloneNode(false));
    newest.before(section);
    return section;
  }

  function count() {
    for (const counter of document.querySelectorAll("[data-counts]")) {
      const target = document.querySelector(counter.dataset.counts);
      if (target) counter.textContent = target.querySelectorAll("li[data-last-day]").length;
    }
  }
})();
