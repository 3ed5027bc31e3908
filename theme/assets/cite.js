/* Shows a citation where its number is: on hover, focus or tap; a figure's ready sentence can be copied. */
(() => {
  "use strict";
  const words = document.querySelector("[data-cite-copy]")?.dataset;
  if (!words) return;
  let card = null;
  let owner = null;
  let timer = 0;

  function close() {
    clearTimeout(timer);
    card?.remove();
    owner?.removeAttribute("aria-describedby");
    card = owner = null;
  }

  function open(link) {
    if (owner === link) return;
    close();
    const entry = document.querySelector(link.getAttribute("href"));
    if (!entry) return;
    owner = link;
    card = document.createElement("span");
    card.className = "kh-citecard";
    card.id = "citation";
    for (const node of entry.childNodes) card.append(node.cloneNode(true));
    const sentence = link.closest("[data-citation]")?.dataset.citation;
    if (sentence && navigator.clipboard) card.append(button(sentence));
    const mend = link.parentElement.nextElementSibling;
    if (mend?.matches(".kh-mend")) card.append(report(mend));
    link.setAttribute("aria-describedby", "citation");
    link.after(card);
    const overflow = card.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (overflow > 0) card.style.setProperty("translate", `${-overflow}px`);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", later);
    card.addEventListener("focusout", left);
  }

  function button(sentence) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kh-linkbutton";
    made.textContent = words.citeCopy;
    made.addEventListener("click", async () => {
      await navigator.clipboard.writeText(sentence);
      made.textContent = words.citeCopied;
    });
    return made;
  }

  function report(mark) {
    const made = document.createElement("a");
    made.className = "kh-citecard__mend";
    made.href = mark.href;
    made.textContent = mark.title;
    return made;
  }

  function later() { clearTimeout(timer); timer = setTimeout(close, 250); }
  function left(event) { if (card && !card.contains(event.relatedTarget) && event.relatedTarget !== owner) close(); }

  for (const link of document.querySelectorAll(".kh-cite > a")) {
    link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") { clearTimeout(timer); open(link); } });
    link.addEventListener("pointerleave", later);
    link.addEventListener("focus", () => open(link));
    link.addEventListener("focusout", left);
    link.addEventListener("click", (event) => {
      if (event.pointerType !== "touch") return;
      event.preventDefault();
      open(link);
    });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("pointerdown", (event) => {
    if (card && !card.contains(event.target) && event.target !== owner) close();
  });
})();
