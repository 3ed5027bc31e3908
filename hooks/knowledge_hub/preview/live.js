/* Shows a new site as soon as there is one, and what is wrong with the files while there is none. */
(() => {
  "use strict";
  const { version } = document.currentScript.dataset;
  let change = Number(document.currentScript.dataset.change);
  let before = null;
  let events = null;

  function close(box) {
    box.remove();
    before?.focus?.({ preventScroll: true });
    before = null;
  }

  function attach(box) {
    before ??= document.activeElement;
    box.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); close(box); });
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") close(box); });
    box.focus({ preventScroll: true });
  }

  const there = () => document.querySelector(".kh-live");
  if (there()) attach(there());

  function hear({ data }) {
    const now = JSON.parse(data);
    if (now.version !== version) {
      stop();
      location.reload();
      return;
    }
    if (now.change === change) return;
    change = now.change;
    there()?.remove();
    if (!now.notice) return;
    document.body.insertAdjacentHTML("beforeend", now.notice);
    attach(there());
  }

  function start() {
    events = new EventSource("/-/live");
    events.addEventListener("message", hear);
  }

  function stop() {
    events?.close();
    events = null;
  }

  /* A page that nobody sees does not listen: browsers open only six connections to one server. */
  function follow() { if (document.hidden) stop(); else if (!events) start(); }

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", follow);
})();
