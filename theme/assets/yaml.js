/* Writes records in the one form that data files have, as `hub fmt` does (see canonical/): `canonical.file`,
   `canonical.items`. Only what forms ask for can be written: texts, numbers, lists, groups of them. */
globalThis.canonical = (() => {
  "use strict";
  const WIDTH = 120;
  const STEP = 2;
  const NUMBER = /^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$/;
  /* What is no text to YAML 1.1, which most programs read: yes and no, numbers with signs in them, times of day. */
  const OTHER = /^(~|null|true|false|yes|no|on|off|=|<<|[-+]?\.(inf|nan)|[-+]?0b[01_]+|[-+]?0[0-9_]+|[-+]?0x[0-9a-f_]+|[-+]?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+][0-9]+)?|[-+]?\.[0-9_]+([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)$/i;
  const FIRST = /^([-?:](\s|$)|[#,[\]{}&*!|>'"%@`]|---|\.\.\.)/;
  const WITHIN = /:(\s|$)|\s#|[{}]/;
  const STRANGE = /[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10fffe}]/u;
  const FLOW = /^[?:]|[,?[\]]|:/;
  const CURLY = /^([“”„‟][^“”„‟]*[“”‟]|[‘’‚‛][^‘’‚‛]*[‘’‛]|«[^«»]*»|»[^«»]*»)$/;
  const BREAK = /(?<=\S) (?=\S)/;

  const width = (text) => [...text].length;
  const isGroup = (value) => typeof value === "object" && !Array.isArray(value);

  function scalar(value, flow = false) {
    if (typeof value !== "string") return String(value);
    const special = !value || value.includes("\n") || value !== value.trim() || NUMBER.test(value) || OTHER.test(value)
      || FIRST.test(value) || WITHIN.test(value) || STRANGE.test(value) || CURLY.test(value) || (flow && FLOW.test(value));
    return special ? JSON.stringify(value) : value;
  }

  /* A text on lines of its own, if it has several or can be broken. */
  function lines(text, indent) {
    const pad = " ".repeat(indent);
    if (text.includes("\n")) return ["|-", ...text.split("\n").map((line) => line && pad + line)];
    if (!BREAK.test(text)) return null;
    const found = [];
    for (const word of text.split(BREAK)) {
      if (found.length && width(found.at(-1)) + 1 + width(word) <= WIDTH - indent) found[found.length - 1] += ` ${word}`;
      else found.push(word);
    }
    return [">-", ...found.map((line) => pad + line)];
  }

  function brackets(value) {
    const inGroup = isGroup(value);
    const written = Object.entries(value).map(([key, item]) => {
      const words = typeof item !== "object" ? (String(item).includes("\n") ? null : scalar(item, true))
        : inGroup && Array.isArray(item) ? brackets(item) : null;
      return words === null || !inGroup ? words : `${scalar(key, true)}: ${words}`;
    });
    if (written.includes(null)) return null;
    return inGroup ? `{${written.join(", ")}}` : `[${written.join(", ")}]`;
  }

  function write(lead, value, indent) {
    if (typeof value === "object") {
      const short = brackets(value);
      if (short !== null && width(short) <= WIDTH - indent - width(lead) - 1) return [`${lead} ${short}`];
      const inner = group(value, indent + STEP);
      return lead === "-" ? [`- ${inner[0].trimStart()}`, ...inner.slice(1)] : [lead, ...inner];
    }
    const words = scalar(value);
    const broken = String(value).includes("\n") || indent + width(lead) + 1 + width(words) > WIDTH ? lines(value, indent + STEP) : null;
    return broken ? [`${lead} ${broken[0]}`, ...broken.slice(1)] : [`${lead} ${words}`];
  }

  function group(value, indent) {
    const pad = " ".repeat(indent);
    return Object.entries(value).flatMap(([key, item]) => {
      const [first, ...rest] = write(isGroup(value) ? `${scalar(key)}:` : "-", item, indent);
      return [pad + first, ...rest];
    });
  }

  const inOrder = (record, keys) => Object.fromEntries(keys.filter((key) => record[key] !== undefined).map((key) => [key, record[key]]));

  return {
    scalar,
    /* Lines of a whole record, its values in the order of their keys. */
    file: (record, keys) => `${group(inOrder(record, keys), 0).join("\n")}\n`,
    /* Lines of a record that stands in a list. */
    items: (record, keys) => `${group([inOrder(record, keys)], STEP).join("\n")}\n`,
  };
})();
