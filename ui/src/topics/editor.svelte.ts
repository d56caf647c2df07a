/** The codebook being edited: what is in it, what it finds in the series, what was changed and can be taken back. */
import type { CodebookCalls } from '../ipc/codebook';
import type {
  Codebook,
  CodebookOfSeries,
  CodebookReading,
  ErrorReport,
  Keyword,
  Lang,
  Topic,
  Weight,
} from '../ipc/types';
import { reportOf } from '../session/session.svelte';
import { isSame, type Drafts } from './drafts';

/** How long typing may rest before what it finds is read again, in milliseconds. */
const REST = 250;

const FRESH: Codebook = { topics: [] };

export class CodebookEditor {
  /** The codebook as the archive has it; `null` where the series has none yet. */
  stored = $state.raw<CodebookOfSeries | null>(null);
  codebook = $state.raw<Codebook>(FRESH);
  reading = $state.raw<CodebookReading | null>(null);
  suggested = $state.raw<readonly Keyword[]>([]);
  /** The topic at hand, by its identifier. */
  chosen = $state<string | null>(null);
  problem = $state.raw<ErrorReport | null>(null);
  ready = $state(false);
  saving = $state(false);
  /** The path a codebook was exported to last. */
  exported = $state<string | null>(null);
  /** Counts the times the codebook was saved, so that positions are brought up to date. */
  saved = $state(0);

  readonly #calls: CodebookCalls;
  readonly #drafts: Drafts;
  #past = $state.raw<readonly Codebook[]>([]);
  #series = 0;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is tried once more where something could not be done. */
  #again: (() => Promise<void>) | null = null;

  constructor(calls: CodebookCalls, drafts: Drafts) {
    this.#calls = calls;
    this.#drafts = drafts;
  }

  get topic(): Topic | undefined {
    return this.codebook.topics.find((one) => one.id === this.chosen);
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** Whether there is something to save. */
  get changed(): boolean {
    return this.stored !== null && !isSame(this.codebook, this.stored.codebook);
  }

  async turnTo(series: number): Promise<void> {
    this.#series = series;
    this.ready = false;
    this.problem = null;
    // Until the answer is there nothing can be taken back, kept or saved, which would be the series' before.
    clearTimeout(this.#timer);
    this.stored = null;
    this.#past = [];
    try {
      const stored = await this.#calls.ofSeries(series);
      if (series !== this.#series) return;
      this.stored = stored;
      const draft = stored === null ? null : this.#drafts.of(series, stored);
      this.codebook = draft ?? stored?.codebook ?? FRESH;
      this.#past = draft === null || stored === null ? [] : [stored.codebook];
      if (this.topic === undefined) this.chosen = this.codebook.topics[0]?.id ?? null;
      this.ready = true;
      if (stored !== null) {
        await this.#read();
        await this.suggest();
      }
    } catch (error) {
      if (series === this.#series) this.#fail(error, () => this.turnTo(series));
    }
  }

  /** Tries once more what could not be done. */
  async again(): Promise<void> {
    await this.#again?.();
  }

  choose(topic: string): void {
    this.chosen = topic;
    void this.#read();
  }

  /** Changes the topic at hand. */
  change(change: Partial<Topic>): void {
    const id = this.chosen;
    this.#replace({
      topics: this.codebook.topics.map((topic) => (topic.id === id ? { ...topic, ...change } : topic)),
    });
  }

  addTerm(lang: Lang, weight: Weight, words: string, topic: string | null = this.chosen): void {
    const term = { lang, weight, words: words.trim().replaceAll(/\s+/gu, ' ').replaceAll('|', ' ') };
    if (term.words === '') return;
    this.#replace({
      topics: this.codebook.topics.map((one) => {
        const there = one.terms.some((known) => known.lang === lang && known.words === term.words);
        return one.id === topic && !there ? { ...one, terms: [...one.terms, term] } : one;
      }),
    });
  }

  removeTerm(at: number): void {
    const { topic } = this;
    if (topic !== undefined) this.change({ terms: topic.terms.filter((_, index) => index !== at) });
  }

  setWeight(at: number, weight: Weight): void {
    const { topic } = this;
    if (topic === undefined) return;
    this.change({ terms: topic.terms.map((term, index) => (index === at ? { ...term, weight } : term)) });
  }

  /** Adds a topic called so, and turns to it; with its name as its first term where it is made of words of the texts. */
  addTopic(name: string, lang: Lang, named = false): void {
    const spelled = name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((part) => part !== '')
      .join('-');
    const base = spelled === '' ? 'topic' : spelled;
    let id = base;
    for (let number = 2; this.codebook.topics.some((topic) => topic.id === id); number += 1)
      id = `${base}-${number}`;
    const terms: Topic['terms'] = named ? [{ lang, weight: 'names', words: name }] : [];
    this.#replace({
      topics: [
        ...this.codebook.topics,
        { id, parent: null, colour: '#5b6770', label: { [lang]: name }, terms },
      ],
    });
    this.choose(id);
  }

  /** Takes the topic at hand away; topics that were part of it stand by themselves. */
  removeTopic(): void {
    const id = this.chosen;
    const topics = this.codebook.topics
      .filter((topic) => topic.id !== id)
      .map((topic) => (topic.parent === id ? { ...topic, parent: null } : topic));
    this.#replace({ topics });
    this.choose(topics[0]?.id ?? '');
  }

  undo(): void {
    const last = this.#past.at(-1);
    if (last === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.codebook = last;
    if (this.topic === undefined) this.chosen = last.topics[0]?.id ?? null;
    this.#later();
  }

  async save(): Promise<void> {
    const { stored, codebook } = this;
    const series = this.#series;
    if (stored === null) return;
    this.saving = true;
    this.problem = null;
    try {
      await this.#calls.save(stored.id, stored.name, codebook);
      const now = { ...stored, codebook };
      // What was changed while it was saved is a draft of what was saved; another series that was turned to is left alone.
      if (series === this.#series) this.stored = now;
      this.#drafts.keep(series, now, series === this.#series ? this.codebook : codebook);
      this.saved += 1;
    } catch (error) {
      this.#fail(error, () => this.save());
    } finally {
      this.saving = false;
    }
  }

  async suggest(): Promise<void> {
    this.problem = null;
    try {
      this.suggested = await this.#calls.suggest(this.#series, this.codebook);
    } catch (error) {
      this.#fail(error, () => this.suggest());
    }
  }

  async import(): Promise<void> {
    this.problem = null;
    try {
      const codebook = await this.#calls.open();
      if (codebook === null) return;
      this.#replace(codebook);
      this.choose(codebook.topics[0]?.id ?? '');
    } catch (error) {
      this.#fail(error, () => this.import());
    }
  }

  async export(name: string): Promise<void> {
    this.problem = null;
    try {
      this.exported = await this.#calls.export(this.codebook, name);
    } catch (error) {
      this.#fail(error, () => this.export(name));
    }
  }

  #replace(codebook: Codebook): void {
    this.#past = [...this.#past, this.codebook].slice(-100);
    this.codebook = codebook;
    this.#later();
  }

  /** Keeps what is not saved, so that it is there again after another screen or a restart. */
  #draft(): void {
    if (this.stored !== null) this.#drafts.keep(this.#series, this.stored, this.codebook);
  }

  #later(): void {
    this.#draft();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), REST);
  }

  async #read(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const reading = await this.#calls.read(this.#series, this.codebook, this.chosen);
      if (turn !== this.#turn) return;
      this.reading = reading;
      this.problem = null;
    } catch (error) {
      if (turn === this.#turn) this.#fail(error, () => this.#read());
    }
  }

  #fail(error: unknown, again: () => Promise<void>): void {
    this.problem = reportOf(error);
    this.#again = again;
  }
}
