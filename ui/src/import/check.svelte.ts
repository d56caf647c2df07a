/**
 * A draft as the person checks it: what is to be stored with it, and its paragraphs, which can be joined, split and left
 * out. Nothing of it is in the archive.
 */
import type { Begun, Lang, NearRelease, ReadDraft, ReadWarning, StoreOrder, StoreSeries } from '../ipc/types';

/** A paragraph as it will be stored. */
export interface Part {
  readonly key: number;
  readonly text: string;
  /** Left out: not stored. */
  readonly out: boolean;
}

/** What becomes of a draft that is nearly the same as a stored release. */
export type Fate = 'new' | 'revision';

/** What a series choice may be beside a series: one to be made. */
export const NEW = 0;

const ARABIC = /[\u0600-\u06FF]/u;

export class Check {
  readonly draft: ReadDraft;

  title = $state('');
  date = $state('');
  lang = $state<Lang>('ar');
  series = $state(NEW);
  issuer = $state(NEW);
  issuerName = $state('');
  seriesTitle = $state('');
  source = $state('');
  place = $state('');
  note = $state('');
  fate = $state<Fate>('new');
  parts = $state.raw<readonly Part[]>([]);
  alike = $state.raw<NearRelease | null>(null);
  /** Warnings the person has dealt with, by their place in the draft's list. */
  settled = $state.raw<readonly number[]>([]);

  readonly #first: string;
  readonly #firstParts: readonly Part[];
  readonly #firstSeries: number;
  #last = 0;
  #before = $state.raw<readonly (readonly Part[])[]>([]);
  #after = $state.raw<readonly (readonly Part[])[]>([]);

  constructor(draft: ReadDraft, series: number | undefined) {
    this.draft = draft;
    this.title = draft.title ?? '';
    this.date = draft.dates[0]?.date ?? '';
    this.lang = draft.lang ?? 'ar';
    this.alike = draft.alike;
    this.series = draft.alike?.series ?? draft.series ?? series ?? NEW;
    this.source = draft.source;
    this.fate = draft.alike !== null && !draft.alike.identical ? 'revision' : 'new';
    this.parts = draft.paragraphs.map(({ text }) => this.#part(text));
    this.#first = this.#facts();
    this.#firstParts = this.parts;
    this.#firstSeries = this.series;
    if (draft.begun !== null) this.#resume(draft.begun);
  }

  /** Whether anything is not as it was read. */
  get changed(): boolean {
    const dealt = this.settled.length > 0;
    return this.parts !== this.#firstParts || this.#facts() !== this.#first || this.placed || dealt;
  }

  /** Whether the person said where it goes. */
  get placed(): boolean {
    return this.series !== this.#firstSeries || this.seriesTitle.trim() !== '';
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  get canRedo(): boolean {
    return this.#after.length > 0;
  }

  /** The paragraphs that will be stored. */
  get kept(): string[] {
    return this.parts.filter((part) => !part.out).map((part) => part.text);
  }

  /** Joins a paragraph to the one before it; gives where in that one they meet, in UTF-16 units, or `null`. */
  join(at: number): number | null {
    const [first, second] = [this.parts[at - 1], this.parts[at]];
    if (first === undefined || second === undefined) return null;
    const text = `${first.text.trimEnd()} ${second.text.trimStart()}`;
    this.#change([
      ...this.parts.slice(0, at - 1),
      { ...first, text, out: false },
      ...this.parts.slice(at + 1),
    ]);
    return first.text.trimEnd().length;
  }

  /** Splits a paragraph at a place in UTF-16 units; gives whether both sides have text. */
  split(at: number, place: number): boolean {
    const part = this.parts[at];
    if (part === undefined) return false;
    const [first, second] = [part.text.slice(0, place).trimEnd(), part.text.slice(place).trimStart()];
    if (first === '' || second === '') return false;
    this.#change([
      ...this.parts.slice(0, at),
      { ...part, text: first },
      { ...this.#part(second), out: part.out },
      ...this.parts.slice(at + 1),
    ]);
    return true;
  }

  /** Leaves a paragraph out, or takes it back in. */
  leaveOut(at: number): void {
    this.#change(this.parts.map((part, n) => (n === at ? { ...part, out: !part.out } : part)));
  }

  /** Puts the other reading of a number in the place of the one that was taken. */
  take(warning: ReadWarning, reading: string): void {
    const taken = warning.params.taken ?? '';
    const original = warning.paragraph === null ? undefined : this.draft.paragraphs[warning.paragraph];
    if (taken === '' || reading === taken || original === undefined) return;
    // The paragraph may have been split or joined since: the number is looked for from where it was read.
    const from = Math.min(warning.paragraph ?? 0, this.parts.length - 1);
    const order = [...this.parts.keys()].sort((a, b) => Math.abs(a - from) - Math.abs(b - from));
    const at = order.find((n) => this.parts[n]?.text.includes(taken));
    if (at === undefined) return;
    this.#change(
      this.parts.map((part, n) =>
        n === at ? { ...part, text: part.text.replace(taken, () => reading) } : part,
      ),
    );
  }

  settle(warning: number): void {
    this.settled = [...this.settled, warning];
  }

  /** Takes hidden control characters out of a paragraph. */
  uncover(at: number): void {
    this.#change(
      this.parts.map((part, n) => (n === at ? { ...part, text: withoutControls(part.text) } : part)),
    );
  }

  undo(): void {
    const before = this.#before.at(-1);
    if (before === undefined) return;
    this.#after = [...this.#after, this.parts];
    this.#before = this.#before.slice(0, -1);
    this.parts = before;
  }

  redo(): void {
    const after = this.#after.at(-1);
    if (after === undefined) return;
    this.#before = [...this.#before, this.parts];
    this.#after = this.#after.slice(0, -1);
    this.parts = after;
  }

  /** Whether it stands to be stored: it has a text and somewhere to go. */
  get complete(): boolean {
    const named = this.seriesTitle.trim() !== '' && (this.issuer !== NEW || this.issuerName.trim() !== '');
    const placed = this.series !== NEW || named || this.revises !== null;
    return this.kept.length > 0 && placed && this.date.trim() !== '' && this.numbersLeft === 0;
  }

  /** How many numbers that two readers read differently nobody has chosen between. */
  get numbersLeft(): number {
    return this.draft.warnings.filter(({ code }, n) => code === 'number-differs' && !this.settled.includes(n))
      .length;
  }

  get revises(): number | null {
    return this.fate === 'revision' && this.alike !== null ? this.alike.release : null;
  }

  /** What is to be stored; `date` is the date the person's words mean. */
  order(date: string): StoreOrder {
    return {
      title: this.title,
      date,
      lang: this.lang,
      series: this.#seriesTold(),
      source: this.source,
      place: this.place,
      note: this.note,
      paragraphs: this.kept,
      revises: this.revises,
    };
  }

  /** What the person has made of it so far, to be kept; `null` where it is as it was read. */
  begun(): Begun | null {
    if (!this.changed) return null;
    return {
      title: this.title,
      date: this.date,
      lang: this.lang,
      series: this.#seriesTold(),
      placed: this.placed,
      source: this.source,
      place: this.place,
      note: this.note,
      parts: this.parts === this.#firstParts ? null : this.parts.map(({ text, out }) => ({ text, out })),
      revision: this.fate === 'revision',
      settled: [...this.settled],
    };
  }

  #seriesTold(): StoreSeries {
    return {
      series: this.series === NEW ? null : this.series,
      issuer: this.issuer === NEW ? null : this.issuer,
      issuer_name: this.issuerName,
      title: this.seriesTitle,
      lang: ARABIC.test(this.seriesTitle) ? 'ar' : this.seriesTitle.trim() === '' ? this.lang : 'en',
    };
  }

  /** What can be changed beside the text and the series. */
  #facts(): string {
    return JSON.stringify([this.title, this.date, this.lang, this.source, this.place, this.note, this.fate]);
  }

  /** Takes up what the person made of it before. */
  #resume(begun: Begun): void {
    this.title = begun.title;
    this.date = begun.date;
    this.lang = begun.lang;
    if (begun.placed) {
      this.series = begun.series.series ?? NEW;
      this.issuer = begun.series.issuer ?? NEW;
      this.issuerName = begun.series.issuer_name;
      this.seriesTitle = begun.series.title;
    }
    this.source = begun.source;
    this.place = begun.place;
    this.note = begun.note;
    if (this.alike !== null) this.fate = begun.revision ? 'revision' : 'new';
    this.settled = begun.settled;
    if (begun.parts !== null) this.parts = begun.parts.map(({ text, out }) => ({ ...this.#part(text), out }));
  }

  #part(text: string): Part {
    this.#last += 1;
    return { key: this.#last, text, out: false };
  }

  #change(parts: readonly Part[]): void {
    this.#before = [...this.#before, this.parts];
    this.#after = [];
    this.parts = parts;
  }
}

/** Signs nobody sees that turn or hide what is read: C0 and C1 but for the tab, embeddings and overrides. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\uFFFE]/gu;

/** The control characters in a text, each once, as `U+202E`. */
export function controlsIn(text: string): string[] {
  const found: string[] = text.match(CONTROLS) ?? [];
  return found
    .filter((sign, n) => found.indexOf(sign) === n)
    .map((sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
}

/** A text with its control characters in sight, as `[U+202E]`. */
export function controlsShown(text: string): string {
  return text.replace(CONTROLS, (sign) => `[${controlsIn(sign)[0] ?? ''}]`);
}

export function withoutControls(text: string): string {
  return text.replace(CONTROLS, '');
}
