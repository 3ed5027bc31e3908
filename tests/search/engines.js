/* Asks a search engine many queries at once; runs in a page of the site that has it. Each answers with addresses below the root. */
const DEPTH = 5;

async function ours(queries) {
  const root = new URL(document.querySelector(".kh-search").dataset.root, location);
  const { Engine } = await import(new URL("assets/search-engine.js", root));
  const files = new Map(), engines = new Map();
  const read = (name) => {
    if (!files.has(name)) files.set(name, fetch(new URL(`search/${name}`, root)).then((answer) => answer.json()));
    return files.get(name);
  };
  const languages = [...new Set(queries.map(([language]) => language))];
  for (const language of languages) {
    const { ignored, faint } = await read(`${language}/words.json`);
    engines.set(language, new Engine([language, ...languages.filter((other) => other !== language)], read, ignored, faint));
  }
  const found = [];
  for (const [language, text] of queries) {
    const engine = engines.get(language);
    const { own } = await engine.search(text);
    found.push(await Promise.all(own.slice(0, DEPTH).map(async ({ number }) => (await engine.show(language, number)).url)));
  }
  return found;
}

/* Material for MkDocs: its own worker, which runs lunr with the stemmers of the languages that its index names. */
async function material(queries, script) {
  const worker = new Worker(script);
  const answer = () => new Promise((done) => worker.addEventListener("message", ({ data }) => done(data), { once: true }));
  const index = await (await fetch("/search/search_index.json")).json();
  let next = answer();
  worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
  await next;
  const found = [];
  for (const [, text] of queries) {
    next = answer();
    worker.postMessage({ type: 2, data: text });
    const { data: { items } } = await next;
    found.push(items.slice(0, DEPTH).map((group) => group[0].location.split("#")[0]));
  }
  worker.terminate();
  return found;
}

/* Pagefind as it comes: it takes the language of its index from the page that it runs in. */
async function pagefind(queries) {
  const engine = await import("/pagefind/pagefind.js");
  await engine.options({ baseUrl: "/" });
  await engine.init();
  const found = [];
  for (const [, text] of queries) {
    const { results } = await engine.search(text);
    const pages = await Promise.all(results.slice(0, DEPTH).map((result) => result.data()));
    found.push(pages.map(({ url }) => new URL(url, location).pathname.slice(1)));
  }
  return found;
}
