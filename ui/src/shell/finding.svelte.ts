/** What the command box finds for what is typed: actions, releases, topics, and the words themselves in every text. */
import type { Backend } from '../ipc/backend';
import type { Series, TableRow, Topic } from '../ipc/types';
import { nameIn } from '../words/names';
import { language } from '../words/language.svelte';
import { begins, fits } from '../words/typed';
import type { Action } from './actions';

/** Something that can be gone to or done. */
export type Found =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'topic'; readonly topic: Topic }
  | { readonly kind: 'release'; readonly row: TableRow }
  | { readonly kind: 'phrase'; readonly phrase: string };

/** The most of each kind. */
const MOST = 6;

export class Finding {
  typed = $state('');
  #topics = $state.raw<readonly Topic[]>([]);
  #releases = $state.raw<readonly TableRow[]>([]);

  readonly #backend: Backend;
  #turn = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Reads the topics of a series. */
  async topicsOf(series: Series | undefined): Promise<void> {
    if (series === undefined) return;
    try {
      const found = await this.#backend.codebook.ofSeries(series.id);
      this.#topics = found?.codebook.topics ?? [];
    } catch {
      // The Topics screen tells why they can't be read; everything else is found without them.
      this.#topics = [];
    }
  }

  /** Looks for releases with the words typed in their titles, or of the day, month or year typed. */
  async lookForReleases(): Promise<void> {
    const typed = this.typed.trim();
    this.#turn += 1;
    const turn = this.#turn;
    if (typed === '') {
      this.#releases = [];
      return;
    }
    const date = /^\d{4}(-\d{2}){0,2}$/.test(typed) ? typed : null;
    try {
      const { rows } = await this.#backend.catalogue.list({
        series: [],
        from: date,
        to: date,
        lang: null,
        title: date === null ? typed : '',
        reviewed: null,
        noted: null,
        significance: null,
        by: 'date',
        descending: true,
        names: language.current,
        offset: 0,
        limit: MOST,
      });
      if (turn === this.#turn) this.#releases = rows;
    } catch {
      if (turn === this.#turn) this.#releases = [];
    }
  }

  /** What fits, the likeliest kind first. */
  found(actions: readonly Action[]): Found[] {
    const typed = this.typed.trim();
    // What is in force already would do nothing.
    const here = actions.filter(
      (action) => action.enabled !== false && action.checked !== true && action.id !== 'palette',
    );
    if (typed === '') {
      const screens = here.filter(({ group }) => group === 'go');
      return [...screens, ...here.filter((action) => !screens.includes(action))].map((action) => ({
        kind: 'action',
        action,
      }));
    }
    const topics = this.#topics.filter(({ label }) =>
      [label.ar, label.en].some((name) => name !== undefined && fits(name, typed)),
    );
    const called = here.filter(({ label }) => fits(label, typed));
    // What begins as is typed stands before what has the words further on.
    const first = called.filter(({ label }) => begins(label, typed));
    return [
      ...[...first, ...called.filter((action) => !first.includes(action))].map((action): Found => ({
        kind: 'action',
        action,
      })),
      ...topics.slice(0, MOST).map((topic): Found => ({ kind: 'topic', topic })),
      ...this.#releases.map((row): Found => ({ kind: 'release', row })),
      { kind: 'phrase', phrase: typed },
    ];
  }

  /** What a topic is called. */
  nameOf(topic: Topic): string {
    return nameIn(topic.label, language.current).text;
  }
}
