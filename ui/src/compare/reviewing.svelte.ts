/**
 * What the person says of the comparison in view: what is reviewed, how much it weighs, notes, links by hand. Each is an act
 * of the journal. Not for how the comparison is read, which `reader.svelte.ts` keeps.
 */
import type { ChangeMark, ChangeRemark, Marking, PairLink, Relinking, Review, Row } from '../ipc/types';
import { paragraphs } from '../words/references';
import { language } from '../words/language.svelte';
import type { Session } from '../session/session.svelte';
import type { Comparison } from './comparison.svelte';
import type { Listed } from './reader.svelte';

const NOTHING: Review = { marks: {}, notes: [], links: [] };
const UNSAID: ChangeMark = { reviewed: false, significance: null };

/** The longest a change is quoted in the journal, in UTF-16 units. */
const QUOTED = 40;

/** Words cut at a space, for a list. */
function short(text: string): string {
  const plain = text.replace(/\s+/gu, ' ').trim();
  if (plain.length <= QUOTED) return plain;
  const end = plain.lastIndexOf(' ', QUOTED);
  return `${plain.slice(0, end > 0 ? end : QUOTED)}…`;
}

/** Pairs of paragraphs, each with each. */
function pairs(older: readonly number[], newer: readonly number[], linked: boolean | null): PairLink[] {
  return older.flatMap((one) => newer.map((other) => ({ older: one, newer: other, linked })));
}

/**
 * The links that make these paragraphs one passage and no others with them: rows they stand in now are cut where they reach
 * beyond, and what was linked to them by hand elsewhere no longer is.
 */
export function linksToJoin(
  rows: readonly Row[],
  said: readonly PairLink[],
  older: readonly number[],
  newer: readonly number[],
): PairLink[] {
  const cut = [
    ...rows.flatMap((row) =>
      pairs(
        row.older.map(({ number }) => number),
        row.newer.map(({ number }) => number),
        false,
      ),
    ),
    ...said.filter((link) => link.linked === true).map((link) => ({ ...link, linked: false })),
  ].filter((link) => older.includes(link.older) !== newer.includes(link.newer));
  const known = (link: PairLink, at: number): boolean =>
    cut.findIndex((other) => other.older === link.older && other.newer === link.newer) === at;
  return [...cut.filter(known), ...pairs(older, newer, true)];
}

export class Reviewing {
  #said = $state.raw<Review>(NOTHING);

  readonly #session: Session;
  readonly #comparison: Comparison;
  #turn = 0;

  constructor(session: Session, comparison: Comparison) {
    this.#session = session;
    this.#comparison = comparison;
  }

  /** The links and partings by hand. */
  get links(): readonly PairLink[] {
    return this.#said.links;
  }

  /** Forgets what was said of the pair before: nothing of it belongs to the one that is shown now. */
  forget(): void {
    this.#turn += 1;
    this.#said = NOTHING;
  }

  /** Reads what was said of the pair in view. */
  async load(): Promise<void> {
    const pair = this.#pair();
    this.#turn += 1;
    const turn = this.#turn;
    if (pair === null) {
      this.#said = NOTHING;
      return;
    }
    try {
      const said = await this.#session.backend.review.of(pair);
      if (turn !== this.#turn) return;
      this.#said = said;
    } catch {
      // The comparison itself tells why the archive can't be read.
      if (turn === this.#turn) this.#said = NOTHING;
    }
  }

  markOf(change: Listed): ChangeMark {
    return this.#said.marks[change.key] ?? UNSAID;
  }

  notesOf(change: Listed): readonly ChangeRemark[] {
    return this.#said.notes.filter((note) => note.part === change.key);
  }

  /** The notes about the comparison as a whole. */
  get remarks(): readonly ChangeRemark[] {
    return this.#said.notes.filter((note) => note.part === null);
  }

  async toggleReviewed(change: Listed): Promise<void> {
    await this.#mark(change, { reviewed: !this.markOf(change).reviewed });
  }

  async weigh(change: Listed, significance: number | null): Promise<void> {
    await this.#mark(change, { significance });
  }

  /** Notes something about a change, or about the whole with `null`. */
  async note(change: Listed | null, text: string): Promise<void> {
    const pair = this.#pair();
    if (pair === null || text.trim() === '') return;
    const name = change === null ? '' : this.#called(change);
    await this.#act(() => this.#session.backend.review.note(pair, change?.key ?? null, name, text.trim()));
  }

  /** Writes a note anew; an empty text takes it away. */
  async rewrite(note: number, text: string): Promise<void> {
    await this.#act(() => this.#session.backend.catalogue.changeNote(note, text.trim()));
  }

  /** Makes these paragraphs, counted from 0, one passage. */
  async join(older: readonly number[], newer: readonly number[]): Promise<void> {
    if (older.length === 0 || newer.length === 0) return;
    const links = linksToJoin(this.#comparison.rows, this.links, older, newer);
    await this.#relink('link', links, older, newer);
  }

  /** Takes these paragraphs apart: none of the one side belongs to any of the other. */
  async part(older: readonly number[], newer: readonly number[]): Promise<void> {
    await this.#relink('part', pairs(older, newer, false), older, newer);
  }

  /** Leaves these paragraphs to the comparison again. */
  async clear(older: readonly number[], newer: readonly number[]): Promise<void> {
    const links = this.links
      .filter((link) => older.includes(link.older) || newer.includes(link.newer))
      .map((link) => ({ ...link, linked: null }));
    await this.#relink('clear', links, older, newer);
  }

  /** Whether anything was said by hand of the links of a row. */
  isByHand(row: Row): boolean {
    return this.links.some(
      (link) =>
        row.older.some(({ number }) => number === link.older) ||
        row.newer.some(({ number }) => number === link.newer),
    );
  }

  async #relink(
    what: Relinking,
    links: readonly PairLink[],
    older: readonly number[],
    newer: readonly number[],
  ): Promise<void> {
    const pair = this.#pair();
    if (pair === null || links.length === 0) return;
    const [olderName, newerName] = [older, newer].map((side) => side.map((number) => number + 1).join(' '));
    const order = { what, links, olderName: olderName ?? '', newerName: newerName ?? '' };
    await this.#act(() => this.#session.backend.review.relink(pair, order));
  }

  async #mark(change: Listed, marking: Marking): Promise<void> {
    const pair = this.#pair();
    if (pair === null) return;
    const name = this.#called(change);
    await this.#act(() => this.#session.backend.review.mark(pair, change.key, name, marking));
  }

  async #act(work: () => Promise<unknown>): Promise<void> {
    await this.#session.journal.make(work);
  }

  /** What the journal calls a change: its words, or where it stands. */
  #called({ note }: Listed): string {
    const words = short(note.newer_text) || short(note.older_text);
    if (words !== '') return words;
    const place = note.newer_paragraph ?? note.older_paragraph;
    return place === null ? '' : paragraphs([place], language.current);
  }

  #pair(): { older: number; newer: number } | null {
    const { loaded } = this.#comparison;
    return loaded === null ? null : { older: loaded.older.id, newer: loaded.newer.id };
  }
}
