/* What a query finds, and in what order. No DOM: the dialog and the evaluation of search run this very code. */
import { Lexicon } from "./search-lexicon.js";
import { words } from "./search-words.js";

const KINDS = ["city", "area", "organisation", "project", "event", "site", "investment", "figure", "term", "page"];
/* Of two that fit alike, readers rather want the one that tells more. */
const LIKING = { city: 1.3, area: 1.2, organisation: 1.15, project: 1.1, event: 1.05, site: 1.05, investment: 1, figure: 0.9, term: 1.15, page: 1 };
/* A word of another language counts for less than one of the page's own. */
const FOREIGN = 0.8;
const TITLE = 1, COVER = 2.5, JOINED = 0.9, SAME = 0.8, FORMS = 12, UNKNOWN = 0.7, MOST_FORMS = 40, TOP = 30, ALIKE = 0.8, FAINT = 0.3, FAR = 0.1;

export class Engine {
  /* languages: codes, the page's own first; read: gives a file below search/ by its name, a promise of JSON;
     ignored: words that carry no meaning of their own; faint: those that tell little here, such as the hub's country. */
  constructor(languages, read, ignored = [], faint = []) {
    this.lexicons = languages.map((language) => new Lexicon(language, (name) => read(`${language}/${name}`)));
    this.ignored = new Set(ignored.flatMap(words));
    this.faint = new Set(faint.flatMap(words));
  }

  open() {
    return Promise.all(this.lexicons.map((lexicon) => lexicon.open()));
  }

  /* Fetch all words, so that search goes on without a network; not if that is more than so many bytes. */
  async keep(most) {
    await this.open();
    if (this.lexicons.reduce((sum, { bytes }) => sum + bytes, 0) > most) return;
    await Promise.all(this.lexicons.flatMap((lexicon) => [lexicon.loadAll(), lexicon.titles()]));
  }

  /* Returns what was found in the page's language, best first, then in each other one, and the forms to mark. */
  async search(query) {
    const typed = words(query).filter((word) => word.length > 1 || /\d/.test(word));
    const meant = typed.filter((word) => !this.ignored.has(word));
    const asked = meant.length ? meant : typed;
    await this.open();
    if (!asked.length) return { own: [], others: [], forms: [] };
    const finished = /\s$/.test(query);
    const tokens = await Promise.all(asked.map((word, place) => this.token(word, !finished && word === typed.at(-1) && place === asked.length - 1)));
    await this.join(asked, tokens);
    await this.translate(asked, tokens);
    const [first, ...rest] = this.lexicons;
    return {
      own: await this.varied(this.ranked(tokens, first, this.lexicons), first.language),
      others: rest.map((lexicon) => ({ language: lexicon.language, found: this.ranked(tokens, lexicon, [lexicon]) })),
      forms: this.forms(tokens),
    };
  }

  /* What to mark on a page: the forms of all that the words were surely taken for. */
  forms(tokens) {
    const sure = tokens.flatMap(({ ways }) => ways.filter(({ trust }) => trust >= 0.5));
    const found = sure.flatMap(({ terms, form, lexicon }) => [form, ...terms.flatMap((term) => lexicon.formsOf(term, FORMS))].flat());
    return [...new Set(found)].slice(0, MOST_FORMS);
  }

  async token(word, unfinished) {
    const each = await Promise.all(this.lexicons.map((lexicon) => lexicon.meanings(word, unfinished)));
    const ways = each.flatMap(({ found }, place) => found.map((way) => ({ ...way, lexicon: this.lexicons[place] })));
    if (!each.some(({ sure }) => sure)) {
      for (const everywhere of [false, true]) {
        const slipped = await Promise.all(this.lexicons.map((lexicon) => lexicon.guesses(word, everywhere)));
        ways.push(...slipped.flatMap((found, place) => found.map((way) => ({ ...way, lexicon: this.lexicons[place] }))));
        if (ways.length) break;
      }
    }
    const isFaint = this.faint.has(word) || ways.some(({ trust, terms }) => trust === 1 && this.faint.has(terms[0]));
    const weight = isFaint ? FAINT : 1;
    return { word, ways, weight, worth: weight * this.worth(ways) };
  }

  worth(ways) {
    const sure = ways.filter(({ trust }) => trust >= 0.5).map(({ lexicon, terms }) => Math.max(...terms.map((term) => lexicon.rarity(term))));
    return sure.length ? Math.min(...sure) : UNKNOWN * Math.log(1 + this.lexicons[0].size);
  }

  /* Two words or three may be one that was written apart. */
  async join(asked, tokens) {
    for (let place = 0; place < asked.length - 1; place += 1) {
      for (const many of [2, 3]) {
        const word = asked.slice(place, place + many).join("");
        if (place + many > asked.length) continue;
        await Promise.all(this.lexicons.map((lexicon) => lexicon.load(word)));
        for (const lexicon of this.lexicons) {
          const found = lexicon.exact(word);
          if (!found) continue;
          await lexicon.load(found[0]);
          for (const token of tokens.slice(place, place + many)) token.ways.push({ terms: [found[0]], trust: JOINED, form: word, lexicon });
        }
      }
    }
  }

  /* Expressions of up to three words that mean the same as others, of this language or another. */
  async translate(asked, tokens) {
    const found = [];
    for (const lexicon of this.lexicons) {
      const terms = asked.map((word) => lexicon.exact(word)?.[0] ?? word);
      for (let many = 1; many <= 3; many += 1) {
        for (let place = 0; place + many <= terms.length; place += 1) {
          for (const [language, ...same] of lexicon.same.get(terms.slice(place, place + many).join(" ")) ?? []) {
            const other = this.lexicons.find((one) => one.language === language);
            if (other) found.push({ tokens: tokens.slice(place, place + many), way: { terms: same, trust: SAME, form: same, lexicon: other } });
          }
        }
      }
    }
    await Promise.all(found.flatMap(({ way }) => way.terms.map((term) => way.lexicon.load(term))));
    for (const { tokens: covered, way } of found) for (const token of covered) token.ways.push(way);
  }

  ranked(tokens, shown, lexicons) {
    const wanted = tokens.reduce((sum, { worth }) => sum + worth, 0);
    const found = new Map();
    for (const token of tokens) {
      for (const [number, [score, trust, share]] of this.scores(token, shown, lexicons)) {
        const sum = found.get(number) ?? { score: 0, cover: 0, title: 0, named: 0 };
        sum.score += score * token.weight;
        sum.cover += token.worth * Math.min(1, trust + 0.2);
        sum.title += share;
        if (share) sum.named += token.worth * trust;
        found.set(number, sum);
      }
    }
    const scored = [...found].map(([number, { score, cover, title, named }]) => {
      const kind = KINDS[parseInt(shown.kinds[number], 36)];
      const share = Math.min(1, cover / wanted), name = Math.min(1, named / wanted);
      return { number, kind, score: score * share ** COVER * (1 + TITLE * name * Math.min(1, title)) * LIKING[kind] ** name };
    }).sort((a, b) => b.score - a.score || a.number - b.number);
    return scored.filter(({ score }) => score >= FAR * scored[0].score);
  }

  /* The best that each entry makes of a word: number -> [score, trust, share of its title]. */
  scores(token, shown, lexicons) {
    const best = new Map();
    for (const way of token.ways) {
      if (!lexicons.includes(way.lexicon)) continue;
      const trust = way.trust * (way.lexicon === shown ? 1 : FOREIGN);
      for (const [number, [weight, share]] of this.met(way)) {
        if (!shown.has(number)) continue;
        const old = best.get(number), score = trust * weight;
        if (!old) best.set(number, [score, trust, share * trust]);
        else for (const [place, value] of [score, trust, share * trust].entries()) old[place] = Math.max(old[place], value);
      }
    }
    return best;
  }

  /* Entries that have all terms of a way to understand a word: number -> [weight, share of its title]. */
  met({ terms, lexicon }) {
    const all = terms.map((term) => [lexicon.postings(term), lexicon.rarity(term)]);
    const found = new Map();
    for (const number of all[0][0].keys()) {
      const met = all.map(([postings]) => postings.get(number));
      if (met.includes(undefined)) continue;
      const weight = met.reduce((sum, [one], place) => sum + one * all[place][1], 0) / all.length;
      found.set(number, [weight, met.every(([, length]) => length) ? 1 / Math.max(...met.map(([, length]) => length)) : 0]);
    }
    return found;
  }

  /* Of much that is alike, such as the figures of one page, a few are enough at the top. */
  async varied(found, language) {
    const seen = new Map();
    const top = await Promise.all(found.slice(0, TOP).map(async (result) => ({ ...result, ...await this.show(language, result.number) })));
    for (const result of top) {
      const place = `${result.kind} ${result.url.split("#")[0]}`, many = result.url.includes("#") && result.kind !== "term" ? seen.get(place) ?? 0 : 0;
      seen.set(place, many + 1);
      result.score *= ALIKE ** many;
    }
    return [...top.sort((a, b) => b.score - a.score || a.number - b.number), ...found.slice(TOP)];
  }

  show(language, number) {
    return this.lexicons.find((lexicon) => lexicon.language === language).shown(number);
  }
}
