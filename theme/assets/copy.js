/* Copies a code to the clipboard; without scripts it can be selected in its field. */
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-kh=copy]")) {
    const field = document.getElementById(button.dataset.copies);
    const status = button.parentElement.querySelector("[role=status]");
    let timer = 0;
    button.addEventListener("click", async () => {
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
      status.textContent = button.dataset.copied;
      clearTimeout(timer);
      timer = setTimeout(() => { status.textContent = ""; }, 4000);
    });
    button.hidden = false;
  }
})();
