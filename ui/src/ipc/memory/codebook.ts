/** A codebook in memory: two topics, whose terms are looked for letter by letter in two paragraphs of each release. */
import { Failure } from '../backend';
import type { CodebookCalls } from '../codebook';
import type {
  Lang,
  OwnLexicon,
  OwnRow,
  Codebook,
  CodebookOfSeries,
  CodebookReading,
  Keyword,
  LocalName,
  Release,
  TermMatch,
} from '../types';

const TEXTS = {
  ar: ['شدد المجلس على حق اللاجئين في عودة آمنة', 'استعرض المجلس أوضاع الموانئ'],
  en: ['The Council stressed the right of refugees to return', 'The Council reviewed the ports'],
} as const;

const CODEBOOK: Codebook = {
  topics: [
    {
      id: 'refugees',
      parent: null,
      colour: '#8a5a2b',
      label: { ar: 'اللاجئون والعودة', en: 'Refugees and returns' },
      terms: [
        { lang: 'ar', weight: 'names', words: 'اللاجئين' },
        { lang: 'en', weight: 'names', words: 'refugees' },
        { lang: 'en', weight: 'not', words: 'return to talks' },
      ],
    },
    {
      id: 'ceasefire',
      parent: null,
      colour: '#2c6e91',
      label: { ar: 'وقف إطلاق النار', en: 'Ceasefire' },
      terms: [],
    },
  ],
};

export class MemoryCodebook implements CodebookCalls {
  /** The codebook as it was saved last. */
  stored: Codebook = CODEBOOK;
  /** The archive's own words of position. */
  words: OwnLexicon = { ar: [], en: [] };
  /** What choosing a file gives. */
  readonly file: Codebook | null = null;

  readonly #releases: readonly Release[];
  readonly #delay: number;

  constructor(releases: readonly Release[], delay: number) {
    this.#releases = releases;
    this.#delay = delay;
  }

  async lexicon(): Promise<OwnLexicon> {
    await this.#wait();
    return structuredClone(this.words);
  }

  async saveLexicon(lexicon: OwnLexicon): Promise<void> {
    await this.#wait();
    const all = [...lexicon.ar, ...lexicon.en];
    const wrong = all.find((row) => row.words.startsWith('~'));
    if (wrong !== undefined)
      throw new Failure('lexicon-wrong', { line: '1', reason: 'phrase', word: wrong.words });
    this.words = structuredClone(lexicon);
  }

  async openLexicon(lang: Lang): Promise<OwnRow[] | null> {
    await this.#wait();
    return [
      { act: 'welcome', force: 2, words: lang === 'ar' ? 'ثمّن عاليا' : 'took heart from', whole: false },
    ];
  }

  async exportLexicon(lang: Lang): Promise<string | null> {
    await this.#wait();
    return `/exports/lexicon-${lang}.tsv`;
  }

  async ofSeries(): Promise<CodebookOfSeries | null> {
    await this.#wait();
    return { id: 1, name: { ar: 'الملف السوري', en: 'The Syrian file' }, codebook: this.stored, series: 2 };
  }

  async read(series: number, codebook: Codebook, topic: string | null): Promise<CodebookReading> {
    await this.#wait();
    if (codebook.topics.some((one) => one.terms.some((term) => term.words.startsWith('~'))))
      throw new Failure('codebook-wrong', { line: '4', reason: 'the term is not well written' });
    const releases = this.#releases.filter((release) => release.series === series);
    const reading: CodebookReading = {
      paragraphs: releases.length * 2,
      covered: 0,
      topics: codebook.topics.map(() => 0),
      terms: codebook.topics.find((one) => one.id === topic)?.terms.map(() => 0) ?? [],
      matches: [],
      unassigned: [],
    };
    for (const release of releases) {
      for (const [paragraph, text] of TEXTS[release.lang].entries()) {
        let found = false;
        for (const [at, one] of codebook.topics.entries()) {
          for (const [place, term] of one.terms.entries()) {
            const from = term.weight === 'not' ? -1 : text.indexOf(term.words);
            if (from < 0) continue;
            if (!found) reading.covered += 1;
            found = true;
            reading.topics[at] = (reading.topics[at] ?? 0) + 1;
            if (one.id !== topic) continue;
            reading.terms[place] = (reading.terms[place] ?? 0) + 1;
            reading.matches.push(match(release, paragraph, text, from, term.words, place));
          }
        }
        if (!found) reading.unassigned.push({ release, paragraph, text });
      }
    }
    return reading;
  }

  async save(_id: number, _name: LocalName, codebook: Codebook): Promise<void> {
    await this.#wait();
    this.stored = structuredClone(codebook);
  }

  async suggest(series: number): Promise<Keyword[]> {
    await this.#wait();
    const arabic = this.#releases.find((release) => release.series === series)?.lang === 'ar';
    return [{ text: arabic ? 'الموانئ' : 'ports', count: 3, paragraphs: 3, keyness: 12 }];
  }

  async open(): Promise<Codebook | null> {
    await this.#wait();
    return this.file;
  }

  async export(_codebook: Codebook, name: string): Promise<string | null> {
    await this.#wait();
    return `/home/l/${name}`;
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#delay));
  }
}

function match(
  release: Release,
  paragraph: number,
  text: string,
  from: number,
  words: string,
  term: number,
): TermMatch {
  const to = from + words.length;
  return { release, paragraph, from, to, before: text.slice(0, from), words, after: text.slice(to), term };
}
