/** A search under way: what is asked, the hits so far, and where they are. Not for how they look. */
import { Failure, type Backend } from '../ipc/backend';
import type {
  Act,
  ErrorReport,
  HitOrder,
  HitShown,
  Lang,
  Overview,
  SearchAsked,
  SearchFacets,
} from '../ipc/types';
import { isDate } from '../words/dates';
import { reportOf } from '../session/session.svelte';

/** Paragraphs a question asks for. */
const PAGE = 100;
/** How many searches are remembered. */
const REMEMBERED = 12;

export interface Limits {
  series: number | null;
  from: string;
  to: string;
  lang: Lang | null;
  topic: string | null;
  act: Act | null;
}

export const EVERYWHERE: Limits = { series: null, from: '', to: '', lang: null, topic: null, act: null };

export class Searching {
  typed = $state('');
  limits = $state<Limits>({ ...EVERYWHERE });
  order = $state<HitOrder>('newest');
  hits = $state.raw<readonly HitShown[]>([]);
  /** The question that the hits answer. */
  answered = $state.raw<SearchAsked | null>(null);
  /** The order the hits came in. */
  given = $state<HitOrder>('newest');
  total = $state<number | null>(null);
  more = $state(false);
  withoutIndex = $state(false);
  overview = $state.raw<Overview | null>(null);
  facets = $state.raw<SearchFacets | null>(null);
  problem = $state.raw<ErrorReport | null>(null);
  pending = $state(false);
  /** What was searched for before, the last first. */
  recent = $state.raw<readonly string[]>([]);

  readonly #backend: Backend;
  #round = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get limited(): boolean {
    return JSON.stringify(this.limits) !== JSON.stringify(EVERYWHERE);
  }

  /** Whether what could not be found may be found when the same is asked once more. */
  get asIs(): boolean {
    return this.problem?.code.startsWith('query-') !== true;
  }

  get complete(): boolean {
    return this.total !== null && (this.hits.length >= this.total || this.hits.length % PAGE !== 0);
  }

  /** What is asked, from the first hit on. */
  get question(): SearchAsked {
    return this.#asked(0);
  }

  /** Takes every limit away. */
  everywhere(): void {
    this.limits = { ...EVERYWHERE };
  }

  async readFacets(): Promise<void> {
    try {
      this.facets = await this.#backend.finder.facets();
    } catch {
      // Without them the words alone can be searched for; searching itself tells what is wrong.
      this.facets = null;
    }
  }

  /** Searches anew. */
  async search(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    if (this.typed.trim() === '') {
      this.clear();
      return;
    }
    this.pending = true;
    try {
      const asked = this.#asked(0);
      const page = await this.#backend.finder.search(asked);
      if (round !== this.#round) return;
      this.hits = page.hits;
      this.answered = asked;
      this.total = page.total;
      this.more = page.more;
      this.given = page.order;
      this.withoutIndex = page.without_index;
      this.problem = null;
      this.overview = null;
      this.#remember();
      const overview = await this.#backend.finder.overview(asked);
      if (round === this.#round) this.overview = overview;
    } catch (error) {
      if (round !== this.#round) return;
      this.#fail(error);
    } finally {
      if (round === this.#round) this.pending = false;
    }
  }

  /** Reads the next page of hits. */
  async next(): Promise<void> {
    if (this.pending || this.complete) return;
    const round = this.#round;
    this.pending = true;
    try {
      const page = await this.#backend.finder.search(this.#asked(this.hits.length));
      if (round === this.#round) this.hits = [...this.hits, ...page.hits];
    } catch (error) {
      if (round === this.#round) this.problem = reportOf(error);
    } finally {
      if (round === this.#round) this.pending = false;
    }
  }

  clear(): void {
    this.#round += 1;
    this.hits = [];
    this.answered = null;
    this.total = null;
    this.overview = null;
    this.problem = null;
    this.pending = false;
  }

  #fail(error: unknown): void {
    this.clear();
    // Something half typed is no mistake yet.
    const halfTyped =
      error instanceof Failure && error.code === 'query-empty' && /^["“«(]*$/u.test(this.typed);
    if (!halfTyped) this.problem = reportOf(error);
  }

  #remember(): void {
    const typed = this.typed.trim();
    const others = this.recent.filter((one) => one !== typed && !typed.startsWith(one));
    this.recent = [typed, ...others].slice(0, REMEMBERED);
  }

  #asked(offset: number): SearchAsked {
    const { series, from, to, lang, topic, act } = this.limits;
    return {
      typed: this.typed,
      series: series === null ? [] : [series],
      from: isDate(from) ? from : null,
      to: isDate(to) ? to : null,
      lang,
      topics: topic === null ? [] : [topic],
      acts: act === null ? [] : [act],
      order: this.order,
      offset,
      limit: PAGE,
    };
  }
}
