/** The formula tracker: the phrase that is followed, those kept for the series, those worth following. */
import type { TimelineCalls } from '../ipc/timeline';
import type { ErrorReport, FollowedFormula, FormulaSuggestion } from '../ipc/types';
import { reportOf } from '../session/session.svelte';

export class FormulaTracker {
  followed = $state.raw<FollowedFormula | null>(null);
  kept = $state.raw<readonly string[]>([]);
  suggested = $state.raw<readonly FormulaSuggestion[]>([]);
  problem = $state.raw<ErrorReport | null>(null);
  loading = $state(false);

  readonly #calls: TimelineCalls;
  #series = 0;
  #turn = 0;
  /** What is tried once more where something could not be done. */
  #again: (() => Promise<void>) | null = null;

  constructor(calls: TimelineCalls) {
    this.#calls = calls;
  }

  /** Tries once more what could not be done. */
  async again(): Promise<void> {
    await this.#again?.();
  }

  /** Turns to a series: its kept phrases, the first of which is followed. */
  async turnTo(series: number): Promise<void> {
    this.#series = series;
    this.#turn += 1;
    const turn = this.#turn;
    this.followed = null;
    this.kept = this.suggested = [];
    this.problem = null;
    this.#again = () => this.turnTo(series);
    try {
      const { kept, suggested } = await this.#calls.formulas(series);
      if (turn !== this.#turn) return;
      this.kept = kept;
      this.suggested = suggested;
      const first = kept[0];
      if (first !== undefined) await this.follow(first);
    } catch (error) {
      if (turn === this.#turn) this.problem = reportOf(error);
    }
  }

  /** Follows a phrase through the series. */
  async follow(phrase: string): Promise<void> {
    const words = phrase.trim();
    if (words === '') return;
    this.#turn += 1;
    const turn = this.#turn;
    this.loading = true;
    this.problem = null;
    this.#again = () => this.follow(phrase);
    try {
      const followed = await this.#calls.follow(this.#series, words);
      if (turn === this.#turn) this.followed = followed;
    } catch (error) {
      if (turn === this.#turn) this.problem = reportOf(error);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  /** Keeps the phrase that is followed with the series, or keeps it no longer. */
  async toggle(phrase: string): Promise<void> {
    this.problem = null;
    this.#again = () => this.toggle(phrase);
    const without = this.kept.filter((one) => one !== phrase);
    const next = without.length < this.kept.length ? without : [...this.kept, phrase];
    try {
      this.kept = await this.#calls.keep(this.#series, next);
      this.suggested = this.suggested.filter((one) => !this.kept.includes(one.text));
    } catch (error) {
      this.problem = reportOf(error);
    }
  }
}
