/* Opens search: by its button, by `/`, or because the address asks for it. What it takes is fetched only then.
   Also marks the words on a page that a result has led to. No dependency. */
(() => {
  "use strict";
  const own = document.currentScript.src;
  const dialog = document.querySelector(".kh-search");
  const params = new URL(location).searchParams;
  const load = (name) => import(new URL(name, own));
  const marked = params.get("mark");
  if (marked) {
    const url = new URL(location);
    url.searchParams.delete("mark");
    history.replaceState(history.state, "", url);
    load("search-mark.js").then(({ mark }) => mark(marked), () => {});
  }
  if (!dialog || typeof dialog.showModal !== "function") return;
  const opener = document.querySelector("[data-kh=search]");
  const field = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  let loading = null;

  function start() {
    loading ??= load("search-dialog.js").then(({ attach }) => attach(dialog));
    loading.catch(() => {
      loading = null;
      status.textContent = dialog.dataset.failed;
      field.addEventListener("input", start, { once: true });
    });
  }

  function open() {
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
    start();
  }

  opener.hidden = false;
  opener.addEventListener("click", open);
  dialog.querySelector("[data-kh=close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    const asked = event.key === "/" ? !typing && !event.ctrlKey && !event.metaKey && !event.altKey : event.key === "k" && (event.ctrlKey || event.metaKey);
    if (!asked || dialog.open) return;
    event.preventDefault();
    open();
  });
  if (params.get("search")) {
    field.value = params.get("search");
    open();
  }
})();
