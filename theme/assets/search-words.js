/* Words in the form in which search compares them; knowledge_hub/search/words.py does the same when the site is built. */
const SPELT_OUT = { "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };
const NUMBER = String.raw`\d{1,3}(?:[\s.,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?`;
const TOKENS = new RegExp(String.raw`(?:${NUMBER})(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*`, "gu");
const WITH_DIGITS = /^(\p{L}{3,})(\d+)$/u;

export const fold = (word) => word.normalize("NFKD").toLowerCase()
  .replace(/[ßæøœłđðþı]/g, (sign) => SPELT_OUT[sign]).replace(/\p{M}/gu, "");

function number(text) {
  const grouped = /^(\d{1,3}(?:[\s.,]\d{3})+)(?:[.,](\d+))?$/u.exec(text);
  if (!grouped) return text.replace(/,/g, ".");
  const whole = grouped[1].replace(/\D/g, "");
  return grouped[2] ? `${whole}.${grouped[2]}` : whole;
}

/* The words of a text in order, folded; a hyphen parts words, `Name2026` is two. */
export function words(text) {
  const found = [];
  for (const [token] of text.normalize("NFKC").matchAll(TOKENS)) {
    const word = token.replace(/['’]s$/u, "");
    if (/^\d/.test(word) && !/\p{L}/u.test(word)) { found.push(number(word)); continue; }
    for (const part of word.split(/[-'’]/u)) {
      if (!part) continue;
      const mixed = WITH_DIGITS.exec(part);
      found.push(...(mixed ? [mixed[1], mixed[2]] : [part]).map(fold));
    }
  }
  return found;
}

/* Letters that two words share from their beginnings on. */
export function shared(one, other) {
  let place = 0;
  while (place < one.length && one[place] === other[place]) place += 1;
  return place;
}

/* Slips of the hand between two words: letters missing, added, wrong or exchanged; more than `most` are not counted. */
export function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[other.length];
}
