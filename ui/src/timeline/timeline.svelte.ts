/** What the Timeline shows: a topic of a series, which of its mentions is at hand, from when to when. */
import type { TimelineCalls } from '../ipc/timeline';
import type { ErrorReport, Timeline, TimelineRelease } from '../ipc/types';
import { reportOf } from '../session/session.svelte';

export class TimelineReader {
  timeline = $state.raw<Timeline | null>(null);
  /** Other topics of the series set beside it, in the order they were added. */
  beside = $state.raw<readonly Timeline[]>([]);
  problem = $state.raw<ErrorReport | null>(null);
  loading = $state(false);
  /** The release at hand. */
  chosen = $state<number | null>(null);
  /** The first and the last release shown, by id; `null` for the series' own. */
  from = $state<number | null>(null);
  to = $state<number | null>(null);
  newestFirst = $state(true);
  /** The releases in range, the oldest first. Asked for by every mark of a chart, so found once for each reading. */
  readonly shown: readonly TimelineRelease[] = $derived.by(() => {
    const all = this.timeline?.releases ?? [];
    const place = (id: number | null, otherwise: number): number => {
      const found = id === null ? -1 : all.findIndex((one) => one.release.id === id);
      return found < 0 ? otherwise : found;
    };
    const ends = [place(this.from, 0), place(this.to, all.length - 1)];
    return all.slice(Math.min(...ends), Math.max(...ends) + 1);
  });

  readonly #calls: TimelineCalls;
  #series = 0;
  #topic: string | null = null;
  #turn = 0;

  constructor(calls: TimelineCalls) {
    this.#calls = calls;
  }

  /** Reads a topic of a series; what was read before stays in view until it is there. */
  async read(series: number, topic: string | null): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const other = series !== this.#series;
    this.#series = series;
    this.#topic = topic;
    this.loading = true;
    this.problem = null;
    try {
      const timeline = await this.#calls.read(series, topic);
      if (turn !== this.#turn) return;
      this.timeline = timeline;
      if (other) this.beside = [];
      const kept = this.beside.flatMap((one) => (one.topic === timeline.topic ? [] : [one.topic]));
      if (kept.length > 0 || this.beside.length > 0) await this.#set(series, kept, turn);
      if (other) this.from = this.to = null;
      const last = this.shown.findLast((one) => one.mentions.length > 0);
      if (!this.shown.some((one) => one.release.id === this.chosen && one.mentions.length > 0))
        this.chosen = last?.release.id ?? null;
    } catch (error) {
      if (turn === this.#turn) this.problem = reportOf(error);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  /** Asks once more for what could not be read. */
  again(): Promise<void> {
    return this.read(this.#series, this.#topic);
  }

  /** Sets another topic of the series beside the one shown. */
  async add(topic: string): Promise<void> {
    if (topic === this.timeline?.topic || this.beside.some((one) => one.topic === topic)) return;
    await this.#attempt(() =>
      this.#set(this.#series, [...this.beside.map((one) => one.topic), topic], this.#turn),
    );
  }

  /** Takes a topic away that was set beside. */
  remove(topic: string | null): void {
    this.beside = this.beside.filter((one) => one.topic !== topic);
  }

  async #set(series: number, topics: readonly (string | null)[], turn: number): Promise<void> {
    const read = await Promise.all(topics.map((topic) => this.#calls.read(series, topic)));
    if (turn === this.#turn) this.beside = read;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.problem = reportOf(error);
    }
  }

  /** The releases of a topic that are in range, the oldest first. */
  inRange(of: Timeline): readonly TimelineRelease[] {
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    const shown = new Set(this.shown.map((one) => one.release.id));
    return of.releases.filter(({ release }) => shown.has(release.id));
  }

  /** How many releases speak on the topic, in range. */
  get mentions(): number {
    return this.shown.filter((one) => one.mentions.length > 0).length;
  }

  /** The release before or after the one at hand that speaks on the topic, `steps` later. */
  step(steps: number): number | null {
    const speaking = this.shown.filter((one) => one.mentions.length > 0).map((one) => one.release.id);
    const at = this.chosen === null ? -1 : speaking.indexOf(this.chosen);
    const next = at < 0 ? (steps > 0 ? 0 : speaking.length - 1) : at + steps;
    const found = speaking[next];
    if (found === undefined) return null;
    this.chosen = found;
    return found;
  }
}
