// Tells the form editor how our files are written, then starts it.
// A name that is the same in every language is one string in a file and a text for each language in the form;
// years, and values that may be yes or no, are strings in the form. Nothing empty is written.
// Comments at the top of a file go through a hidden field; others are lost.
(() => {
  const { shapes, languages } = document.currentScript.dataset;
  const codes = JSON.parse(languages);
  const COMMENTS = "comments";

  const at = (value, [step, ...rest], change) => {
    const inner = (part) => (rest.length ? at(part, rest, change) : change(part));
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return step === "*" ? value.map(inner) : value;
    return step in value ? { ...value, [step]: inner(value[step]) } : value;
  };
  const through = (value, paths, change) => paths.reduce((whole, path) => at(whole, path.split("."), change), value);

  const isText = (value) => typeof value === "string";
  const openName = (name) => (isText(name) ? Object.fromEntries(codes.map((code) => [code, name])) : name);
  const closeName = (name) => {
    if (name === null || typeof name !== "object") return name;
    const texts = Object.values(name);
    const isWhole = texts.length === codes.length && codes.every((code) => code in name);
    return isWhole && texts.every((text) => text === texts[0]) ? texts[0] : name;
  };
  const openScalar = (value) => (value === null ? value : String(value));
  const closeScalar = (value) => {
    if (!isText(value)) return value;
    if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return Number(value);
    return ["true", "false"].includes(value) ? value === "true" : value;
  };

  const isEmpty = (value) =>
    value === undefined || value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);
  const tidy = (value) => {
    if (isText(value)) return value.trim();
    if (Array.isArray(value)) return value.map(tidy).filter((item) => !isEmpty(item));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, item]) => [key, tidy(item)])
        .filter(([, item]) => !isEmpty(item)),
    );
  };

  for (const [format, { names, scalars, flags, list }] of Object.entries(JSON.parse(shapes))) {
    const fromFile = (text) => {
      const read = jsyaml.load(text);
      const opened = through(through(list ? { [list]: read } : read, names, openName), scalars, openScalar);
      return { ...opened, [COMMENTS]: text.match(/^(#.*\n)*/)[0] };
    };
    const toFile = (value) => {
      const { [COMMENTS]: comments, ...plain } = tidy(JSON.parse(JSON.stringify(value)));
      const written = through(through(plain, names, closeName), scalars, closeScalar);
      const kept = tidy(through(written, flags, (flag) => flag || null));
      const text = jsyaml.dump(list ? (kept[list] ?? []) : kept, { lineWidth: -1, noRefs: true });
      return comments ? `${comments}\n${text}` : text;
    };
    CMS.registerCustomFormat(format, "yml", { fromFile, toFile });
  }
  CMS.init();
})();
