/**
 * What the person did and can undo, over restarts. Not for what the acts are called, which `words.ts` says.
 */
import type { Acts } from '../ipc/acts';
import type { JournalAct, ErrorReport, History } from '../ipc/types';

/** What is told of an act at the foot of the window. */
export interface Notice {
  readonly act: JournalAct;
  readonly way: 'done' | 'undone' | 'redone';
}

/** How long a notice stays, in milliseconds. */
const STAYS = 8_000;

export class Journal {
  history = $state.raw<History>({ undo: [], redo: [] });
  notice = $state.raw<Notice | null>(null);
  /** Why the last act, undoing or doing again failed. */
  problem = $state.raw<ErrorReport | null>(null);
  /** Whether the list of what was done is open. */
  open = $state(false);

  readonly #acts: Acts;
  readonly #changed: () => Promise<void>;
  readonly #report: (error: unknown) => ErrorReport;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;

  constructor(acts: Acts, changed: () => Promise<void>, report: (error: unknown) => ErrorReport) {
    this.#acts = acts;
    this.#changed = changed;
    this.#report = report;
  }

  /** The act that would be undone next. */
  get nextUndo(): JournalAct | null {
    return this.history.undo[0] ?? null;
  }

  /** The act that would be done again next. */
  get nextRedo(): JournalAct | null {
    return this.history.redo[0] ?? null;
  }

  /** Reads the history of an archive that was opened. */
  async load(): Promise<void> {
    this.notice = null;
    this.problem = null;
    try {
      this.history = await this.#acts.history();
    } catch (error) {
      this.history = { undo: [], redo: [] };
      this.problem = this.#report(error);
    }
  }

  /** Does something that is an act, tells of it, and has everything that shows the archive read it again. */
  async make<T>(work: () => Promise<T>): Promise<T | undefined> {
    this.problem = null;
    const before = this.nextUndo;
    try {
      const made = await work();
      this.history = await this.#acts.history();
      const act = this.nextUndo;
      if (act !== null && JSON.stringify(act) !== JSON.stringify(before)) this.#tell({ act, way: 'done' });
      await this.#changed();
      return made;
    } catch (error) {
      this.problem = this.#report(error);
      return undefined;
    }
  }

  async undo(): Promise<void> {
    await this.#exchange(() => this.#acts.undo(), 'undone');
  }

  async redo(): Promise<void> {
    await this.#exchange(() => this.#acts.redo(), 'redone');
  }

  /** Undoes act after act, until this many are undone. */
  async undoSeveral(number: number): Promise<void> {
    for (let done = 0; done < number && this.problem === null && this.nextUndo !== null; done += 1)
      await this.undo();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.notice = null;
  }

  async #exchange(work: () => Promise<JournalAct | null>, way: Notice['way']): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.problem = null;
    try {
      const act = await work();
      this.history = await this.#acts.history();
      if (act !== null) {
        this.#tell({ act, way });
        await this.#changed();
      }
    } catch (error) {
      this.problem = this.#report(error);
    } finally {
      this.#busy = false;
    }
  }

  #tell(notice: Notice): void {
    clearTimeout(this.#timer);
    this.notice = notice;
    this.#timer = setTimeout(() => (this.notice = null), STAYS);
  }
}
