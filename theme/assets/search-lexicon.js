/* The index of one language: its words and where they lead. Files are fetched when they are needed, once. */
import { shared, slips } from "./search-words.js";

/* How far each way of understanding a word is trusted. */
const TRUST = { parts: 0.75, part: 0.45, unfinished: 0.8, kin: 0.8, stem: 0.9, bent: 0.75, split: 0.75, slip: [1, 0.8, 0.55] };
const FEWEST = { unfinished: 2, kin: 5, stem: 4, part: 3 };
const KIN = 0.6, ENDING = 7, STEM_ENDING = 4, MOST_FILES = 6, MOST_SPLITS = 3, LONG = 7, SHORT = 4;

export class Lexicon {
  /* read: gives the content of a file of this language's index, a promise. */
  constructor(language, read) {
    Object.assign(this, { language, read, files: new Map(), terms: new Map(), forms: new Map(), same: new Map(), family: new Map(), blocks: new Map() });
  }

  open() {
    return this.opened ??= this.read("index.json").then((about) => {
      Object.assign(this, about);
      this.names = new Set(about.shards);
    }).catch((fault) => { this.opened = null; throw fault; });
  }

  /* Fetch the files that hold a word, or all words that begin with it if it is shorter than their names. */
  async load(word) {
    await this.open();
    let name = word;
    while (name && !this.names.has(name)) name = name.slice(0, -1);
    const found = name ? [name] : this.shards.filter((shard) => shard.startsWith(word)).slice(0, MOST_FILES);
    await Promise.all(found.map((shard) => this.file(shard)));
  }

  loadAll() {
    return this.open().then(() => Promise.all(this.shards.map((shard) => this.file(shard))));
  }

  file(shard) {
    if (!this.files.has(shard)) {
      this.files.set(shard, this.read(`w-${shard}.json`).then(({ forms, terms, same }) => {
        for (const word of Object.keys(forms)) {
          const found = forms[word].split(" "), known = this.family.get(found[0]);
          this.forms.set(word, found);
          if (known) known.push(word); else this.family.set(found[0], [word]);
        }
        for (const term of Object.keys(terms)) this.terms.set(term, terms[term]);
        for (const expression of Object.keys(same)) this.same.set(expression, same[expression].map((one) => one.split(" ")));
      }).catch((fault) => { this.files.delete(shard); throw fault; }));
    }
    return this.files.get(shard);
  }

  /* Dictionary form and parts of a word, if any text has it. */
  exact(word) {
    return this.forms.get(word) ?? (this.terms.has(word) ? [word] : undefined);
  }

  /* The forms in which texts have a term, as far as they are loaded. */
  formsOf(term, most) {
    return [term, ...this.family.get(term) ?? []].slice(0, most);
  }

  * known() {
    yield* this.forms.keys();
    for (const term of this.terms.keys()) if (!this.forms.has(term)) yield term;
  }

  /* Ways to understand a word: each has terms that must all be met, trust in it, and the form met in texts. */
  async meanings(word, unfinished) {
    await this.load(word);
    const found = [...this.asWritten(word), ...(unfinished ? this.begun(word) : [])];
    if (!found.length) found.push(...await this.split(word));
    if (!found.length) found.push(...this.stem(word));
    const sure = found.length > 0;
    if (sure) found.push(...this.kin(this.exact(word)?.[0] ?? word));
    await Promise.all(found.flatMap(({ terms }) => terms).map((term) => this.load(term)));
    return { sure, found };
  }

  /* What a word may be if it is none that is known: misspelt, or bent in a way that no text has. */
  async guesses(word, everywhere) {
    const slipped = await this.misspelt(word, everywhere);
    const found = slipped.length ? slipped : [...this.bent(word), ...this.kin(word)];
    await Promise.all(found.flatMap(({ terms }) => terms).map((term) => this.load(term)));
    return found;
  }

  asWritten(word) {
    const found = this.exact(word);
    if (!found) return [];
    const [lemma, ...parts] = found;
    const whole = [{ terms: [lemma], trust: 1, form: word }];
    if (this.terms.has(word) && word !== lemma) whole.push({ terms: [word], trust: 1, form: word });
    if (parts.length < 2) return whole;
    return [...whole, { terms: parts, trust: TRUST.parts, form: word }, ...parts.map((part) => ({ terms: [part], trust: TRUST.part, form: word }))];
  }

  begun(word) {
    if (word.length < FEWEST.unfinished || /^\d/.test(word)) return [];
    const best = new Map();
    for (const form of this.known()) {
      if (form.length <= word.length || !form.startsWith(word)) continue;
      const [lemma] = this.exact(form), trust = TRUST.unfinished * Math.sqrt(word.length / Math.min(form.length, lemma.length > word.length ? lemma.length : form.length));
      if (!(best.get(lemma)?.trust >= trust)) best.set(lemma, { terms: [lemma], trust, form });
    }
    return [...best.values()];
  }

  /* Words of the same family: those that share most of their letters from the beginning on. */
  kin(word) {
    const found = [];
    for (const term of this.terms.keys()) {
      if (term === word) continue;
      const same = shared(term, word);
      if (same >= FEWEST.kin && same / Math.max(term.length, word.length) >= KIN) {
        found.push({ terms: [term], trust: TRUST.kin * same / Math.max(term.length, word.length), form: term });
      }
    }
    return found;
  }

  /* A word that no text has in this form, but that is a known one with an ending. */
  stem(word) {
    for (let length = word.length - 1; length >= Math.max(FEWEST.kin, word.length - STEM_ENDING); length -= 1) {
      const form = word.slice(0, length);
      if (this.exact(form)) return this.asWritten(form).map((way) => ({ ...way, trust: way.trust * TRUST.stem }));
    }
    return [];
  }

  /* A word that no text has in this form: those that begin alike and differ in their endings. */
  bent(word) {
    const best = new Map();
    for (const form of this.known()) {
      const same = shared(form, word);
      if (same < FEWEST.stem || word.length - same > ENDING || form.length - same > ENDING || same < KIN * form.length) continue;
      const [lemma] = this.exact(form), trust = TRUST.bent * same / Math.max(form.length, Math.min(word.length, form.length + 3));
      if (!(best.get(lemma)?.trust >= trust)) best.set(lemma, { terms: [lemma], trust, form });
    }
    return [...best.values()].sort((a, b) => b.trust - a.trust).slice(0, 8);
  }

  /* A compound that no text has: known words it is made of. */
  async split(word) {
    const heads = [];
    for (let place = FEWEST.part; place <= word.length - FEWEST.part; place += 1) {
      const head = this.exact(word.slice(0, place));
      if (head) heads.push([place, head[0]]);
    }
    await Promise.all(heads.map(([place]) => this.load(word.slice(place))));
    return heads.flatMap(([place, head]) => {
      const rest = word.slice(place), tail = (this.exact(rest) ?? this.stem(rest)[0]?.terms)?.[0];
      return tail ? [{ terms: [head, tail], trust: TRUST.split, form: word.slice(0, place), least: Math.min(place, rest.length) }] : [];
    }).sort((a, b) => b.least - a.least).slice(0, MOST_SPLITS);
  }

  /* Words that the hand may have slipped from; only the nearest. */
  async misspelt(word, everywhere) {
    const most = word.length >= LONG ? 2 : word.length >= SHORT ? 1 : 0;
    if (!most) return [];
    await this.open();
    if (everywhere) await this.loadAll();
    else await Promise.all(this.shards.filter((shard) => shard[0] === word[0]).slice(0, MOST_FILES).map((shard) => this.file(shard)));
    let nearest = most, found = [];
    for (const form of this.known()) {
      const distance = slips(word, form, nearest);
      if (distance > nearest) continue;
      if (distance < nearest) found = [];
      nearest = distance;
      found.push(form);
    }
    return found.flatMap((form) => this.asWritten(form).map((way) => ({ ...way, trust: way.trust * TRUST.slip[nearest] })));
  }

  /* Entries that a term leads to: number -> [weight from 0 to 1, words of the title that has it, or 0]. */
  postings(term) {
    const written = this.terms.get(term);
    if (!written) return new Map();
    if (Array.isArray(written)) {
      const found = new Map();
      for (let place = 0, number = 0; place < written.length; place += 2) {
        number += written[place];
        found.set(number, [(written[place + 1] >> 3) / 100, written[place + 1] & 7]);
      }
      this.terms.set(term, found);
      return found;
    }
    return written;
  }

  /* How much a term tells: the rarer, the more. */
  rarity(term) {
    const many = this.postings(term).size;
    return Math.log(1 + (this.size - many + 0.5) / (many + 0.5));
  }

  has(number) {
    return number < this.size && this.kinds[number] !== "-";
  }

  /* Address, title and note of an entry. */
  async shown(number) {
    const [url, title, note] = (await this.titlesOf(Math.floor(number / this.block)))[number % this.block];
    return { url, title, note };
  }

  titlesOf(name) {
    if (!this.blocks.has(name)) {
      this.blocks.set(name, this.read(`t-${name}.json`).catch((fault) => { this.blocks.delete(name); throw fault; }));
    }
    return this.blocks.get(name);
  }

  titles() {
    return Promise.all(Array.from({ length: Math.ceil(this.size / this.block) }, (_, name) => this.titlesOf(name)));
  }
}
