/**
 * Codebooks that were changed and are not saved, by archive and series: kept in the window's own storage, so that whoever goes to
 * another screen, or closes the window, finds them as they were. Not for saved ones, which the archive has.
 */
import type { Codebook } from '../ipc/types';

/** Under which name they are kept. */
const NAME = 'codebook-drafts';

type Kept = Record<string, Codebook>;

function isCodebook(value: unknown): value is Codebook {
  return typeof value === 'object' && value !== null && 'topics' in value && Array.isArray(value.topics);
}

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, Codebook] => isCodebook(entry[1])),
    );
  } catch {
    // Without storage, or with what nobody can read in it, there is none.
    return {};
  }
}

export class Drafts {
  readonly #archive: string;

  /** Those of an archive, by its path. */
  constructor(archive: string) {
    this.#archive = archive;
  }

  of(series: number): Codebook | null {
    return read()[this.#key(series)] ?? null;
  }

  /** Keeps one, or with `null` none any more. */
  keep(series: number, codebook: Codebook | null): void {
    const { [this.#key(series)]: _, ...others } = read();
    const kept = codebook === null ? others : { ...others, [this.#key(series)]: codebook };
    try {
      localStorage.setItem(NAME, JSON.stringify(kept));
    } catch (error) {
      // It is in view still, and can be saved.
      console.error(error);
    }
  }

  #key(series: number): string {
    return `${series} ${this.#archive}`;
  }
}
