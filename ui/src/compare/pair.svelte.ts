/** Which two releases of a series are compared, and the steps from there. */
import type { Release } from '../ipc/types';
import { m } from '../paraglide/messages';
import type { Session } from '../session/session.svelte';

/** The side of the frame: `older` is the one at its start, whatever the dates. */
export type Side = 'older' | 'newer';

export class Pair {
  /** The releases of the series, the oldest first; `null` until they are known. */
  releases = $state.raw<readonly Release[] | null>(null);

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether the pair in view is the one the settings remember. */
  get isRemembered(): boolean {
    const { last_view: last } = this.#session.settings;
    return last !== null && last.older === this.older?.id && last.newer === this.newer?.id;
  }

  get older(): Release | undefined {
    return this.#find(this.#session.view?.older);
  }

  get newer(): Release | undefined {
    return this.#find(this.#session.view?.newer);
  }

  /** Whether the later release stands at the start. */
  get backwards(): boolean {
    return this.#place('older') > this.#place('newer');
  }

  /** How many releases lie between the two. */
  get between(): number {
    return Math.max(0, Math.abs(this.#place('older') - this.#place('newer')) - 1);
  }

  /** Takes in the releases of the series in view, and chooses the latest two where no pair is remembered. */
  take(releases: readonly Release[]): void {
    this.releases = releases;
    const [a, b] = [this.older, this.newer];
    if (a !== undefined && b !== undefined && a.id !== b.id) return;
    const [older, newer] = releases.slice(-2);
    if (older !== undefined && newer !== undefined) this.#session.showPair(older.id, newer.id);
  }

  choose(side: Side, release: number): void {
    const [older, newer] = [this.#session.view?.older, this.#session.view?.newer];
    if (older === undefined || newer === undefined) return;
    if (side === 'older') this.#session.showPair(release, newer);
    else this.#session.showPair(older, release);
  }

  /** Why a side can't go one release earlier (-1) or later (+1); `null` when it can. */
  refusal(side: Side, by: -1 | 1): string | null {
    const place = this.#place(side);
    const count = this.releases?.length ?? 0;
    const next = place + by;
    if (place < 0 || next < 0) return m.step_end_first();
    if (next >= count) return m.step_end_last();
    if (next === this.#place(side === 'older' ? 'newer' : 'older')) return m.step_end_other();
    return null;
  }

  step(side: Side, by: -1 | 1): void {
    const next = this.releases?.[this.#place(side) + by];
    if (this.refusal(side, by) === null && next !== undefined) this.choose(side, next.id);
  }

  /** Moves both sides one release earlier (-1) or later (+1). */
  shift(by: -1 | 1): void {
    const older = this.releases?.[this.#place('older') + by];
    const newer = this.releases?.[this.#place('newer') + by];
    if (older !== undefined && newer !== undefined) this.#session.showPair(older.id, newer.id);
  }

  swap(): void {
    const [older, newer] = [this.older, this.newer];
    if (older !== undefined && newer !== undefined) this.#session.showPair(newer.id, older.id);
  }

  #find(id: number | undefined): Release | undefined {
    return this.releases?.find((release) => release.id === id);
  }

  #place(side: Side): number {
    const id = this.#session.view?.[side];
    return this.releases?.findIndex((release) => release.id === id) ?? -1;
  }
}
