/**
 * What a person does with the archive as a file: copies, checks, bringing another one in; and what looking after it found.
 * Not for what is in it, which is the library's.
 */
import type { ArchiveCalls } from '../ipc/archives';
import type { Job } from '../ipc/backend';
import type {
  ArchiveInfo,
  ArchiveStanding,
  BackupShown,
  CheckShown,
  CopySeen,
  ErrorReport,
  LookedAfter,
  MergeSeen,
  Progress,
  RestoredShown,
  SalvagedShown,
  SeriesFile,
} from '../ipc/types';

/** Long work a person started. */
export type Work = 'back-up' | 'restore' | 'check' | 'salvage' | 'look-at-merge' | 'merge' | 'export';

/** What became of it, to be told until the next thing is done. */
export type Outcome =
  | { readonly kind: 'backed-up'; readonly copy: BackupShown }
  | { readonly kind: 'restored'; readonly restored: RestoredShown }
  | { readonly kind: 'checked'; readonly check: CheckShown }
  | { readonly kind: 'salvaged'; readonly salvaged: SalvagedShown }
  | { readonly kind: 'merged'; readonly merged: MergeSeen }
  | { readonly kind: 'exported'; readonly file: SeriesFile }
  | { readonly kind: 'called-off' };

/** What the window does with what comes of it. */
interface Hooks {
  /** Another archive is open, or the same one with other content. */
  enter(archive: ArchiveInfo): Promise<void>;
  /** The open archive has changed by an act that can be undone. */
  refresh(): Promise<void>;
  report(error: unknown): ErrorReport;
  /** Tells of something that failed while the sheet was closed. */
  tell(problem: ErrorReport): void;
}

/** Milliseconds before an archive that was just opened is looked after: until then the processor is the first screen's. */
const FIRST_SCREEN = 2_000;

export class Keeping {
  /** Whether the sheet is open. */
  open = $state(false);
  standing = $state.raw<ArchiveStanding | null>(null);
  copies = $state.raw<readonly BackupShown[]>([]);
  /** The damaged archive the copies belong to; `null` for the open one. */
  damaged = $state.raw<string | null>(null);
  /** The copy that is looked into. */
  seen = $state.raw<CopySeen | null>(null);
  /** The archive that may be brought in. */
  merge = $state.raw<MergeSeen | null>(null);
  outcome = $state.raw<Outcome | null>(null);
  problem = $state.raw<ErrorReport | null>(null);
  /** The work under way. */
  working = $state<Work | null>(null);
  progress = $state.raw<Progress>({ done: 0, total: 0 });
  /** What is wrong with the archive that was opened; `null` where nothing is. */
  found = $state.raw<LookedAfter | null>(null);

  readonly #calls: ArchiveCalls;
  readonly #hooks: Hooks;
  #job: { cancel(): void } | null = null;
  #care: Job<LookedAfter> | null = null;
  /** Counts the archives opened and put back: what was to be looked after before is no longer there. */
  #cares = 0;

  constructor(calls: ArchiveCalls, hooks: Hooks) {
    this.#calls = calls;
    this.#hooks = hooks;
  }

  /** Opens the sheet, for a damaged archive where its path is given. */
  async show(damaged: string | null = null): Promise<void> {
    this.open = true;
    this.damaged = damaged;
    this.seen = null;
    this.merge = null;
    this.outcome = null;
    this.problem = null;
    await this.read();
  }

  /** Reads what the sheet shows of the file and its copies. */
  async read(): Promise<void> {
    await this.#try(async () => {
      this.standing = await this.#calls.standing();
      this.copies = [];
      this.copies = await this.#calls.backups(this.damaged);
    });
  }

  /** Reads which archives were open before; what cannot be read is not shown. */
  async recall(): Promise<void> {
    try {
      this.standing = await this.#calls.standing();
    } catch {
      this.standing = null;
    }
  }

  /** Looks after an archive that was just opened, in the background; only what is wrong is told. */
  async lookAfter(): Promise<void> {
    this.#letCareGo();
    this.found = null;
    const turn = this.#cares;
    await new Promise((resolve) => setTimeout(resolve, FIRST_SCREEN));
    if (turn !== this.#cares) return;
    const care = this.#calls.lookAfter(() => undefined);
    this.#care = care;
    let after: LookedAfter | null = null;
    try {
      after = await care.result;
    } catch (error) {
      // What keeps the archive from being read is told where it is read; this look was nobody's question.
      console.error(error);
    }
    if (this.#care !== care || after === null) return;
    this.#care = null;
    const { check, problem } = after;
    if (check.damaged || check.index_damaged || check.altered.length > 0 || problem !== null)
      this.found = after;
  }

  async create(name: string): Promise<void> {
    await this.#enter(() => this.#calls.create(name));
  }

  async openRecent(path: string): Promise<void> {
    await this.#enter(() => this.#calls.openRecent(path));
  }

  async openInWindow(path: string | null): Promise<void> {
    await this.#try(async () => void (await this.#calls.openInWindow(path)));
  }

  async backUp(name: string | null): Promise<void> {
    const copy = await this.#work('back-up', (told) => this.#calls.backUp(name, told));
    if (copy === null) return;
    await this.read();
    this.outcome = { kind: 'backed-up', copy };
  }

  async lookInto(path: string | null): Promise<void> {
    await this.#try(async () => {
      const seen = await this.#calls.lookInto(path);
      if (seen !== null) this.seen = seen;
    });
  }

  /** Puts the copy that is looked into in the archive's place. */
  async restore(): Promise<void> {
    const copy = this.seen;
    if (copy === null) return;
    this.#letCareGo();
    const restored = await this.#work('restore', (told) =>
      this.#calls.restore(copy.path, this.damaged, told),
    );
    if (restored === null) return;
    this.seen = null;
    this.damaged = null;
    await this.#hooks.enter(restored.archive);
    await this.read();
    this.outcome = { kind: 'restored', restored };
  }

  async check(): Promise<void> {
    const check = await this.#work('check', (told) => this.#calls.check(told));
    if (check !== null) this.outcome = { kind: 'checked', check };
  }

  async salvage(name: string): Promise<void> {
    const salvaged = await this.#work('salvage', (told) => this.#calls.salvage(this.damaged, name, told));
    if (salvaged === null) return;
    this.damaged = null;
    await this.#hooks.enter(salvaged.archive);
    await this.read();
    this.outcome = { kind: 'salvaged', salvaged };
  }

  /** Looks at what bringing an archive in would do: one of the Import list, or one the person chooses. */
  async lookAtMerge(item: number | null = null): Promise<void> {
    const seen = await this.#work('look-at-merge', (told) => this.#calls.lookAtMerge(item, told));
    if (seen !== null) this.merge = seen;
  }

  /** Brings in the archive that was looked at. */
  async bringIn(): Promise<void> {
    const looked = this.merge;
    if (looked === null) return;
    const merged = await this.#work('merge', (told) => this.#calls.merge(looked.path, told));
    if (merged === null) return;
    this.merge = null;
    await this.#try(() => this.#hooks.refresh());
    this.outcome = { kind: 'merged', merged };
  }

  async exportSeries(series: number, name: string): Promise<void> {
    const file = await this.#work('export', (told) => this.#calls.exportSeries(series, name, told));
    if (file !== null) this.outcome = { kind: 'exported', file };
  }

  /** Calls the work under way off. */
  cancel(): void {
    this.#job?.cancel();
  }

  async #work<T>(work: Work, begin: (told: (progress: Progress) => void) => Job<T>): Promise<T | null> {
    if (this.working !== null) return null;
    this.working = work;
    this.problem = null;
    this.outcome = null;
    this.progress = { done: 0, total: 0 };
    let under = true;
    let calledOff = false;
    try {
      const job = begin((progress) => {
        if (under) this.progress = progress;
      });
      this.#job = {
        cancel: () => {
          calledOff = true;
          job.cancel();
        },
      };
      const result = await job.result;
      if (result === null && calledOff) this.outcome = { kind: 'called-off' };
      return result;
    } catch (error) {
      this.problem = this.#hooks.report(error);
      return null;
    } finally {
      under = false;
      this.#job = null;
      this.working = null;
    }
  }

  #letCareGo(): void {
    this.#care?.cancel();
    this.#cares += 1;
  }

  async #enter(opening: () => Promise<ArchiveInfo | null>): Promise<void> {
    await this.#try(async () => {
      const archive = await opening();
      if (archive === null) return;
      await this.#hooks.enter(archive);
      this.open = false;
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await act();
    } catch (error) {
      const report = this.#hooks.report(error);
      // What was asked for from a menu is told in the window.
      if (this.open) this.problem = report;
      else this.#hooks.tell(report);
    }
  }
}
