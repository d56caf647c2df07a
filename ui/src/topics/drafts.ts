/**
 * Codebooks that were changed and are not saved, by archive and series: kept in the window's own storage, so that whoever goes to
 * another screen, or closes the window, finds them as they were. Not for saved ones, which the archive has. One that was begun from
 * another codebook than the archive has now is not given any more: saved, it would undo what was saved since.
 */
import type { Codebook, CodebookOfSeries } from '../ipc/types';

/** What the names begin with under which they are kept, each codebook under its own. */
const NAME = 'codebook-draft';

/** A codebook with the one it was made from. */
interface Draft {
  readonly begun: Codebook;
  readonly codebook: Codebook;
}

function isCodebook(value: unknown): value is Codebook {
  if (typeof value !== 'object' || value === null || !('topics' in value)) return false;
  const { topics } = value;
  return (
    Array.isArray(topics) &&
    topics.every(
      (topic: unknown) =>
        typeof topic === 'object' &&
        topic !== null &&
        'id' in topic &&
        'label' in topic &&
        'terms' in topic &&
        Array.isArray(topic.terms),
    )
  );
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null || !('begun' in value) || !('codebook' in value))
    return false;
  return isCodebook(value.begun) && isCodebook(value.codebook);
}

function read(name: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    // Without storage, or with what nobody can read in it, there is none.
    return null;
  }
}

export class Drafts {
  readonly #archive: string;

  /** Those of an archive, by its path. */
  constructor(archive: string) {
    this.#archive = archive;
  }

  /** What was made of the codebook that a series has now; `null` where nothing was. */
  of(series: number, { id, codebook }: CodebookOfSeries): Codebook | null {
    const draft = read(this.#name(series, id));
    return draft !== null && isSame(draft.begun, codebook) ? draft.codebook : null;
  }

  /** Keeps what was made of the codebook of a series; nothing where that is what it has. */
  keep(series: number, { id, codebook: begun }: CodebookOfSeries, codebook: Codebook): void {
    const name = this.#name(series, id);
    try {
      if (isSame(begun, codebook)) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify({ begun, codebook } satisfies Draft));
    } catch (error) {
      // It is in view still, and can be saved.
      console.error(error);
    }
  }

  #name(series: number, codebook: number): string {
    return `${NAME} ${series} ${codebook} ${this.#archive}`;
  }
}

/** Whether two codebooks say the same in the same order. */
export function isSame(one: Codebook, other: Codebook): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
