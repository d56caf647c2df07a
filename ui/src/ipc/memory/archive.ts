/** The archive in memory that component tests see: the sample's releases with the paragraphs of the comparisons made of them. */
import { Failure } from '../backend';
import comparisonsFile from '../sample/comparisons.json';
import libraryFile from '../sample/library.json';
import type {
  JournalAct,
  KeptComparison,
  Library,
  NoteShown,
  Release,
  Review,
  Row,
  TableRow,
} from '../types';

interface Comparison {
  older: number;
  newer: number;
  rows: Row[];
}

interface Step {
  act: JournalAct;
  undo: () => void;
  redo: () => void;
}

const sample = libraryFile as unknown as { library: Library; releases: Release[] };
const comparisons = comparisonsFile as unknown as Comparison[];

export class MemoryArchive {
  library: Library = structuredClone(sample.library);
  rows: TableRow[];
  notes = new Map<number, (NoteShown & { release: number })[]>();
  /** What was said of comparisons, by the two releases' numbers. */
  reviews = new Map<string, Review>();
  /** The comparisons that have a name. */
  kept: KeptComparison[] = [];
  readonly done: Step[] = [];
  readonly undone: Step[] = [];
  #numbers = 1_000;

  /** With `more` releases beside those of the sample, for long lists. */
  constructor(more = 0) {
    const releases = structuredClone(sample.releases);
    const first = releases[0];
    for (let at = 0; at < more && first !== undefined; at += 1) {
      const month = String((at % 12) + 1).padStart(2, '0');
      const date = `${1000 + Math.floor(at / 12)}-${month}`;
      releases.push({ ...first, id: 100_000 + at, date, title: `${at + 1}` });
    }
    this.rows = releases.map((release) => ({
      release,
      issuer: this.library.series.find((one) => one.id === release.series)?.issuer ?? 0,
      notes: 0,
      revisions: 0,
      reviewed: false,
      significance: null,
    }));
  }

  row(id: number): TableRow {
    const found = this.rows.find((row) => row.release.id === id);
    if (found === undefined) throw new Failure('release-missing');
    return found;
  }

  /** The paragraphs of a release; one that no comparison was made of has a single one. */
  paragraphs(id: number): string[] {
    for (const side of ['older', 'newer'] as const) {
      const comparison = comparisons.find((one) => one[side] === id);
      if (comparison === undefined) continue;
      const all = comparison.rows.flatMap((row) => row[side]);
      all.sort((a, b) => a.number - b.number);
      return all.map((paragraph) => paragraph.runs.map((run) => run.text).join(''));
    }
    return [this.row(id).release.title ?? 'Text.'];
  }

  number(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  /** Does something that can be undone. */
  act(code: string, params: Record<string, string>, change: () => void): void {
    const state = (): Pick<MemoryArchive, 'library' | 'rows' | 'notes' | 'reviews' | 'kept'> => {
      const { library, rows, notes, reviews, kept } = this;
      return structuredClone({ library, rows, notes, reviews, kept });
    };
    const before = state();
    change();
    const after = state();
    const restore = (state: typeof before): void => {
      const copy = structuredClone(state);
      this.library = copy.library;
      this.rows = copy.rows;
      this.notes = copy.notes;
      this.reviews = copy.reviews;
      this.kept = copy.kept;
    };
    const act: JournalAct = { code, params, made: '2026-02-01T09:00:00Z' };
    this.done.push({ act, undo: () => restore(before), redo: () => restore(after) });
    this.undone.length = 0;
  }
}
