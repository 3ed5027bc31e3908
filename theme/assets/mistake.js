/* Fills in, in the form for mistakes, what the claim that the address names says today. */
(() => {
  "use strict";
  const claims = document.querySelector("[data-kh=claims]");
  const page = document.getElementById("correction-page");
  const shown = document.getElementById("correction-shown");
  if (!claims || !page) return;
  const tidy = (text) => text.replace(/\s+/g, " ").trim();
  function fill() {
    const claim = claims.querySelector(`[id="${CSS.escape(decodeURIComponent(location.hash.slice(1)))}"]`);
    if (!claim) return;
    const link = claim.querySelector("a");
    const sources = [...claim.querySelectorAll(".kh-out")].map((source) => `${tidy(source.textContent)} ${source.href}`);
    page.value = link.href;
    shown.value = tidy(`${claim.querySelector(".kh-claims__what").textContent}: ${claim.querySelector("strong").textContent}, ${claim.querySelector(".kh-dated").textContent}. ${sources.join("; ")}`);
    page.form.dispatchEvent(new Event("input"));
  }
  window.addEventListener("hashchange", fill);
  window.addEventListener("pageshow", (event) => { if (!event.persisted && !page.value) fill(); });
})();
