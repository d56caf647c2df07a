/**
 * The table of releases: what it is filtered and sorted by, and the pages of it that were read. Only what is in sight is
 * asked for, so that its length does not matter. Not for how it looks.
 */
import { SvelteSet } from 'svelte/reactivity';
import type { Backend } from '../ipc/backend';
import type { ErrorReport, Lang, ListingAsked, SortColumn, TableRow } from '../ipc/types';
import { reportOf } from '../session/session.svelte';
import { isDate } from '../words/dates';

/** How many rows one question asks for. */
const PAGE = 200;

export interface Filters {
  title: string;
  series: number | null;
  lang: Lang | null;
  /** Years, months or days, as ISO 8601 writes them; empty where there is no bound. */
  from: string;
  to: string;
  reviewed: boolean | null;
  noted: boolean | null;
}

export const EVERYTHING: Filters = {
  title: '',
  series: null,
  lang: null,
  from: '',
  to: '',
  reviewed: null,
  noted: null,
};

export class Table {
  filters = $state<Filters>({ ...EVERYTHING });
  by = $state<SortColumn>('date');
  descending = $state(true);
  total = $state<number | null>(null);
  problem = $state.raw<ErrorReport | null>(null);
  /** The row that the keys act on, by its place. */
  at = $state(0);
  /** The releases that were picked, by their numbers. */
  readonly picked = new SvelteSet<number>();

  #rows = $state.raw<readonly (TableRow | undefined)[]>([]);
  readonly #backend: Backend;
  /** The pages that were asked for. */
  #asked: number[] = [];
  /** Grows when what was asked before no longer counts. */
  #round = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The row at a place; `undefined` while it is on its way. */
  row(place: number): TableRow | undefined {
    return this.#rows[place];
  }

  get current(): TableRow | undefined {
    return this.#rows[this.at];
  }

  /** Whether anything is left out. */
  get filtered(): boolean {
    return JSON.stringify(this.filters) !== JSON.stringify(EVERYTHING);
  }

  sort(by: SortColumn): void {
    if (this.by === by) this.descending = !this.descending;
    else {
      this.by = by;
      this.descending = by === 'date' || by === 'significance' || by === 'notes';
    }
  }

  pick(id: number): void {
    if (!this.picked.delete(id)) this.picked.add(id);
  }

  /** Reads anew from the start, the rows in sight first; what is shown stays until the answer is there. */
  async reload(names: Lang, first: number): Promise<void> {
    this.#round += 1;
    this.#asked = [];
    await this.#ask(names, Math.floor(first / PAGE), true);
  }

  /** Sees to it that these rows are read. */
  show(names: Lang, first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1)
      if (!this.#asked.includes(page)) void this.#ask(names, page, false);
  }

  async #ask(names: Lang, page: number, anew: boolean): Promise<void> {
    const round = this.#round;
    this.#asked.push(page);
    try {
      const answer = await this.#backend.catalogue.list(this.#listing(names, page * PAGE));
      if (round !== this.#round) return;
      const rows = anew ? [] : [...this.#rows];
      for (const [place, row] of answer.rows.entries()) rows[page * PAGE + place] = row;
      this.#rows = rows;
      this.total = answer.total;
      this.at = Math.max(0, Math.min(this.at, answer.total - 1));
      this.problem = null;
    } catch (error) {
      if (round !== this.#round) return;
      this.problem = reportOf(error);
      this.#asked = this.#asked.filter((one) => one !== page);
    }
  }

  #listing(names: Lang, offset: number): ListingAsked {
    const { series, title, lang, from, to, reviewed, noted } = this.filters;
    return {
      series: series === null ? [] : [series],
      title,
      lang,
      // A date that is being typed bounds nothing until it is one.
      from: isDate(from) ? from : null,
      to: isDate(to) ? to : null,
      reviewed,
      noted,
      significance: null,
      by: this.by,
      descending: this.descending,
      names,
      offset,
      limit: PAGE,
    };
  }
}
