/**
 * What came with the first answer, so that the first screen is drawn once and not bit by bit while its parts arrive. Each part
 * is given to the first call that asks for it, and to no other: what is asked again may have changed.
 */
import type { Ahead, ComparedAhead, ComparisonPage, Library, Release } from '../types';

export class AnsweredAhead {
  #library: Library | null = null;
  #releases: ComparedAhead | null = null;
  #comparison: ComparedAhead | null = null;

  /** Keeps what came; in place of what came before. */
  keep(ahead: Ahead | null): void {
    this.#library = ahead?.library ?? null;
    this.#releases = this.#comparison = ahead?.compared ?? null;
  }

  library(): Library | undefined {
    const known = this.#library;
    this.#library = null;
    return known ?? undefined;
  }

  releases(series: number): Release[] | undefined {
    const known = this.#releases;
    this.#releases = null;
    return known?.series === series ? known.releases : undefined;
  }

  comparison(older: number, newer: number, from: number): ComparisonPage | undefined {
    const known = this.#comparison?.comparison;
    this.#comparison = null;
    return from === 0 && known?.older.id === older && known.newer.id === newer ? known : undefined;
  }
}
