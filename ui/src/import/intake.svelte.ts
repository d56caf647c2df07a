/** What was brought in, as the screen shows it: the list, what is under way, and what was stored last. */
import type { IntakeCalls, Job } from '../ipc/backend';
import type {
  ErrorReport,
  Intake as List,
  IntakeItem,
  IntakeState,
  Progress,
  ReadDraft,
  Source,
  StoredImport,
  StoreOrder,
  StoreSeries,
} from '../ipc/types';
import { reportOf, type Session } from '../session/session.svelte';
import { Check } from './check.svelte';
import { isNews, waiting as readable } from './waiting';

const EMPTY: List = {
  counts: { waiting: 0, to_check: 0, clear: 0, already: 0, linked: 0, failed: 0, stored: 0 },
  items: [],
  unfinished: null,
  taken_off: 0,
};

/** How long after a change on the check screen it is kept, in milliseconds. */
const SOON = 400;

/** How often the list is asked for while files are read, in milliseconds. */
const OFTEN = 700;

export class Intake {
  list = $state.raw<List>(EMPTY);
  /** Whether the list was read yet. */
  known = $state(false);
  /** Reading or storing under way, and how far it is. */
  under = $state.raw<{ what: 'reading' | 'storing'; progress: Progress } | null>(null);
  failure = $state.raw<ErrorReport | null>(null);
  /** The draft that is looked at. */
  draft = $state.raw<ReadDraft | null>(null);
  stored = $state.raw<StoredImport | null>(null);
  /** The sources of new releases. */
  sources = $state.raw<Source[]>([]);
  /** How many releases the sources asked last have that are new or changed; `null` when none was asked. */
  found = $state<number | null>(null);

  readonly #session: Session;
  readonly #calls: IntakeCalls;
  /** What the person made of what was brought in and is not stored yet, by its number in the list. */
  // Nothing that is shown hangs on what is in it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #checks = new Map<number, Check>();
  /** The check that was changed and is not kept yet. */
  #unkept: { check: Check; timer: number } | null = null;
  /** What was told to be kept last of each item, as text. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #told = new Map<number, string>();
  #job: Job<unknown> | null = null;
  /** What is tried once more where something could not be done. */
  #again: (() => Promise<void>) | null = null;

  constructor(session: Session) {
    this.#session = session;
    this.#calls = session.backend.intake;
  }

  /** Forgets what was done in another archive. */
  leave(): void {
    this.stored = null;
    this.draft = null;
    this.failure = null;
    this.found = null;
    this.#checks.clear();
    this.#told.clear();
  }

  /** The items a person can still do something about. */
  get open(): IntakeItem[] {
    return this.list.items.filter((item) => item.state !== 'stored');
  }

  /** How many of them are neither stored nor in the archive already. */
  get left(): number {
    const { waiting, to_check, clear, linked, failed } = this.list.counts;
    return waiting + to_check + clear + linked + failed;
  }

  /** Asks for the list, and reads what waits. */
  async begin(): Promise<void> {
    await this.#try(async () => {
      await this.refresh();
      // What was begun before another screen was in view goes on.
      if (this.under !== null) return;
      if (this.list.counts.waiting > 0) await this.#read();
      else await this.#lookAtFirst();
    });
  }

  /** Asks for the list from another screen; gives it. */
  async glance(): Promise<List> {
    this.list = await this.#calls.list();
    return this.list;
  }

  async refresh(): Promise<void> {
    await this.glance();
    this.known = true;
  }

  /** Tries once more what could not be done. */
  async again(): Promise<void> {
    if (this.#again !== null) await this.#try(this.#again);
  }

  async choose(folder: boolean): Promise<void> {
    await this.#try(async () => {
      if ((await this.#calls.choose(folder)) > 0) await this.#read();
    });
  }

  async paste(text: string, html: boolean): Promise<void> {
    if (text.trim() === '') return;
    await this.#try(async () => {
      const id = await this.#calls.paste(text, html);
      await this.#read(id);
    });
  }

  /** Fetches an address; gives whether it was one. */
  async fetch(address: string): Promise<boolean> {
    return await this.#try(async () => {
      const before = this.list.items.map((item) => item.id);
      await this.#calls.fetch(address);
      await this.#read();
      const came = this.list.items.find((item) => !before.includes(item.id) && readable(item));
      if (came !== undefined) this.draft = await this.#calls.draft(came.id);
    });
  }

  async refreshSources(): Promise<void> {
    await this.#try(async () => {
      this.sources = await this.#calls.sources();
    });
  }

  /** Adds or changes a source; gives whether it was done. */
  async keepSource(
    source: number | null,
    series: number,
    name: string,
    addresses: string[],
    lists: boolean,
  ): Promise<boolean> {
    return await this.#try(async () => {
      await this.#calls.keepSource(source, series, name, addresses, lists);
      this.sources = await this.#calls.sources();
      await this.#session.journal.load();
    });
  }

  async removeSource(source: number): Promise<void> {
    await this.#session.edit({ kind: 'remove-source', source });
    await this.refreshSources();
  }

  /** Asks a source, or all of them, for what is new or was changed. */
  async checkSources(source: number | null): Promise<void> {
    this.found = null;
    await this.#try(async () => {
      if ((await this.#calls.checkSources(source)) === 0) return;
      const whole = await this.#read();
      this.sources = await this.#calls.sources();
      const asked = (item: IntakeItem) => item.source !== null && (source === null || item.source === source);
      const failed = this.list.items.some((item) => asked(item) && item.state === 'failed');
      const found = this.list.items.filter((item) => asked(item) && isNews(item)).length;
      // That nothing is new is said only where every address answered.
      if (whole && (found > 0 || !failed)) this.found = found;
    });
  }

  /** Fetches what a page that lists releases links to: one of them, or all with `null`. */
  async confirm(id: number | null): Promise<void> {
    await this.#try(async () => {
      if ((await this.#calls.confirm(id)) > 0) await this.#read(id ?? undefined);
    });
  }

  async retry(): Promise<void> {
    await this.#try(async () => {
      if ((await this.#calls.retry()) > 0) await this.#read();
    });
  }

  async resume(resume: boolean): Promise<void> {
    await this.#try(async () => {
      await this.#calls.resume(resume);
      await this.refresh();
      if (resume) await this.#read();
    });
  }

  async look(id: number): Promise<void> {
    await this.#try(async () => {
      this.draft = await this.#calls.draft(id);
    });
  }

  /** What the person makes of a draft; what was begun before is gone on with, also from another screen. */
  check(draft: ReadDraft): Check {
    const begun = this.#checks.get(draft.id);
    if (begun !== undefined) return begun;
    const check = new Check(draft, this.#session.view?.series);
    this.#checks.set(draft.id, check);
    return check;
  }

  /** A draft was changed: what the person made of it is kept a moment later, also over a restart. */
  changed(check: Check): void {
    if (this.#unkept !== null && this.#unkept.check !== check) void this.#keep();
    if (this.#unkept !== null) window.clearTimeout(this.#unkept.timer);
    this.#unkept = { check, timer: window.setTimeout(() => void this.#keep(), SOON) };
  }

  /** Keeps what the person made of a draft, if anything. */
  putAside(check: Check): void {
    const { id } = check.draft;
    if (this.#unkept?.check === check) void this.#keep();
    if (this.#checks.get(id) === check && !check.changed) this.#checks.delete(id);
  }

  async #keep(): Promise<void> {
    if (this.#unkept === null) return;
    const { check, timer } = this.#unkept;
    window.clearTimeout(timer);
    this.#unkept = null;
    const { id } = check.draft;
    // What was stored or taken off the list meanwhile is nothing to keep.
    if (this.#checks.get(id) !== check) return;
    const begun = check.begun();
    const told = JSON.stringify(begun);
    if (told === (this.#told.get(id) ?? JSON.stringify(check.draft.begun))) return;
    await this.#calls.keep(id, begun);
    this.#told.set(id, told);
  }

  async decode(encoding: string): Promise<void> {
    const { draft } = this;
    if (draft === null) return;
    await this.#try(async () => {
      this.#forget(draft.id);
      this.draft = await this.#calls.decode(draft.id, encoding);
      await this.refresh();
    });
  }

  async skip(id: number): Promise<void> {
    await this.#try(async () => {
      await this.#calls.skip(id);
      this.#forget(id);
      await this.#next(id);
    });
  }

  async clear(): Promise<void> {
    await this.#try(async () => {
      await this.#calls.skip(null);
      this.#checks.clear();
      this.#told.clear();
      this.draft = null;
      await this.refresh();
    });
  }

  /** Puts what was taken off the list last on it again. */
  async putBack(): Promise<void> {
    await this.#try(async () => {
      await this.#calls.putBack();
      await this.refresh();
    });
  }

  /** Stores what is looked at; the only one of the list is then shown beside its predecessor. */
  async store(id: number, order: StoreOrder): Promise<void> {
    await this.#try(async () => {
      const only = this.list.items.length === 1;
      const stored = await this.#calls.store(id, order);
      this.stored = stored;
      this.#forget(id);
      await this.#session.refresh();
      void this.#session.upkeep.tend();
      await this.#next(id);
      if (only) this.compare();
    });
  }

  /** Stores everything that nothing is doubtful about, what the person changed as they left it. */
  async accept(series: StoreSeries): Promise<void> {
    await this.#try(async () => {
      await this.#keep();
      const changed = [...this.#checks].filter(
        ([item, check]) => check.changed && this.#mayBe(item, 'clear'),
      );
      const stored = await this.#work('storing', (onProgress) => this.#calls.accept(series, onProgress));
      if (stored !== null) this.stored = stored;
      await this.#session.refresh();
      void this.#session.upkeep.tend();
      await this.refresh();
      for (const [item] of changed) if (this.#mayBe(item, 'stored')) this.#forget(item);
      await this.#lookAtFirst();
    });
  }

  async undo(): Promise<void> {
    const { stored } = this;
    if (stored === null) return;
    await this.#try(async () => {
      await this.#calls.undo(stored.import);
      this.stored = null;
      await this.#session.refresh();
      void this.#session.upkeep.tend();
      await this.refresh();
    });
  }

  /** Shows what was stored beside its predecessor. */
  compare(): void {
    const { stored } = this;
    if (stored === null || stored.release === null || stored.series === null) return;
    if (stored.previous === null) return;
    this.#session.openPair(stored.series, stored.previous, stored.release);
  }

  cancel(): void {
    this.#job?.cancel();
  }

  /** Reads what waits; gives whether it came to the end. */
  async #read(then?: number): Promise<boolean> {
    let asked = Date.now();
    await this.refresh();
    const whole = await this.#work('reading', (onProgress) =>
      this.#calls.read((progress) => {
        onProgress(progress);
        if (Date.now() - asked < OFTEN) return;
        asked = Date.now();
        void this.refresh();
      }),
    );
    await this.refresh();
    if (then !== undefined && this.list.items.some((item) => item.id === then && item.state !== 'failed'))
      this.draft = await this.#calls.draft(then);
    else await this.#lookAtFirst();
    return whole !== null;
  }

  async #work<T>(
    what: 'reading' | 'storing',
    begin: (onProgress: (progress: Progress) => void) => Job<T>,
  ): Promise<T | null> {
    this.under = { what, progress: { done: 0, total: 0 } };
    const job = begin((progress) => {
      if (this.under !== null) this.under = { what, progress };
    });
    this.#job = job;
    try {
      return await job.result;
    } finally {
      this.#job = null;
      this.under = null;
    }
  }

  /** What was made of an item is no longer of use. */
  #forget(id: number): void {
    this.#checks.delete(id);
    this.#told.delete(id);
  }

  /** Whether an item is in this state, as far as the list tells: it is cut off where it is long. */
  #mayBe(id: number, state: IntakeState): boolean {
    const found = this.list.items.find((item) => item.id === id);
    return found === undefined || found.state === state;
  }

  /** Leads an archive that was brought in to where it is merged, after a look at what that would bring. */
  async merge(id: number): Promise<void> {
    const { keeping } = this.#session;
    await keeping.show();
    await keeping.lookAtMerge(id);
    if (keeping.merge !== null) await this.skip(id);
  }

  /** Looks at the item after one that is done. */
  async #next(id: number): Promise<void> {
    const before = this.list.items.findIndex((item) => item.id === id);
    await this.refresh();
    const left = this.list.items.filter((item) => readable(item) && item.id !== id);
    const next = left.find((item) => item.state === 'to-check') ?? left[Math.max(before, 0)] ?? left[0];
    this.draft = next === undefined ? null : await this.#calls.draft(next.id);
  }

  async #lookAtFirst(): Promise<void> {
    if (this.draft !== null && this.list.items.some((item) => item.id === this.draft?.id && readable(item)))
      return;
    const first = this.list.items.find((item) => item.state === 'to-check') ?? this.list.items.find(readable);
    this.draft = first === undefined ? null : await this.#calls.draft(first.id);
  }

  /** Does something; what fails is told. Gives whether it was done. */
  async #try(work: () => Promise<void>): Promise<boolean> {
    this.failure = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.failure = reportOf(error);
      this.#again = work;
      return false;
    }
  }
}
