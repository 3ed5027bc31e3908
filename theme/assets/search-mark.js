/* Marks the words on a page by which search has found it, until the reader presses Escape. The page itself does not change. */
import { fold } from "./search-words.js";

const NAME = "kh-found", MOST = 300, WORD = /[\p{L}\p{N}]+/gu;

export function mark(asked) {
  if (!("highlights" in CSS) || typeof Highlight !== "function") return;
  const wanted = new Set(asked.split(" ").map(fold));
  const content = document.querySelector("main");
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const ranges = [];
  while (texts.nextNode() && ranges.length < MOST) {
    for (const found of texts.currentNode.data.matchAll(WORD)) {
      if (!wanted.has(fold(found[0]))) continue;
      const range = new Range();
      range.setStart(texts.currentNode, found.index);
      range.setEnd(texts.currentNode, found.index + found[0].length);
      ranges.push(range);
    }
  }
  CSS.highlights.set(NAME, new Highlight(...ranges));
  document.addEventListener("keydown", function end(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    CSS.highlights.delete(NAME);
    document.removeEventListener("keydown", end);
  });
}
