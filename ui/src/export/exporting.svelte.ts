/**
 * An export: what is to be a document, how, and how far it has come. The dialog shows it; it goes on when the dialog is
 * closed. Not for how a document looks, which the Rust side says.
 */
import { Failure, type Job } from '../ipc/backend';
import type {
  ErrorReport,
  ExportAsked,
  ExportChoices,
  ExportFormat,
  ExportPreview,
  Progress,
  Release,
  TimelineTopic,
} from '../ipc/types';
import { reportOf, type Session } from '../session/session.svelte';
import { withEnding } from './formats';

export type What = ExportAsked['what'];

/** What the screens say of what they show, so that it can be exported. */
export interface Here {
  topic: string | null;
  phrase: string | null;
  release: number | null;
}

/** The first to be offered on each screen. */
const FIRST: Partial<Record<string, What>> = {
  compare: 'comparison',
  positions: 'matrix',
  timeline: 'timeline',
  topics: 'timeline',
  search: 'search',
  release: 'release',
};

export class Exporting {
  isOpen = $state(false);
  /** What the screens show. */
  readonly here = $state<Here>({ topic: null, phrase: null, release: null });
  what = $state<What>('comparison');
  /** The range of a series, by dates; `null` is open. */
  from = $state<string | null>(null);
  to = $state<string | null>(null);
  topics = $state.raw<readonly string[]>([]);
  /** The releases of the series in view, the oldest first, and the topics they speak on. */
  releases = $state.raw<readonly Release[]>([]);
  spoken = $state.raw<readonly TimelineTopic[]>([]);
  preview = $state.raw<ExportPreview | null>(null);
  /** Why there is no preview. */
  unseen = $state.raw<ErrorReport | null>(null);
  looking = $state(false);
  /** Whether it is still being read what there is to export. */
  gathering = $state(false);
  /** The file's name where the person has written it. */
  written = $state<string | null>(null);
  /** How far the export under way is; `null` when none is. */
  progress = $state.raw<Progress | null>(null);
  /** Where the document was put. */
  done = $state.raw<string | null>(null);
  problem = $state.raw<ErrorReport | null>(null);
  calledOff = $state(false);

  readonly #session: Session;
  #job: Job<string> | null = null;
  #round = 0;
  /** What the dialog was opened for. */
  #wanted: What | undefined;
  #turn = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  get choices(): ExportChoices {
    return this.#session.settings.export;
  }

  /** Changes how documents are exported, for this time and the next. */
  change(change: Partial<ExportChoices>): void {
    this.#session.change({ export: { ...this.choices, ...change } });
    // A name the person wrote keeps its words. It takes the ending at once: later they may be writing at it.
    const { format } = change;
    if (format !== undefined && this.written !== null) this.written = withEnding(this.written, format);
  }

  /** What can be exported now. */
  get offered(): readonly What[] {
    const { view, searching } = this.#session;
    const all: What[] = [];
    if (view !== null && view.older > 0 && view.newer > 0 && this.releases.length > 1) all.push('comparison');
    if (this.releases.length > 0) all.push('timeline', 'matrix');
    if (this.here.phrase !== null) all.push('formula');
    if ((searching.total ?? 0) > 0) all.push('search');
    if (this.here.release !== null) all.push('release');
    return all;
  }

  /** What the document is about; `null` where nothing can be exported. */
  get asked(): ExportAsked | null {
    const { view, searching } = this.#session;
    const { what, from, to } = this;
    if (!this.offered.includes(what) || view === null) return null;
    const range = { series: view.series, from, to };
    if (what === 'comparison') return { what, older: view.older, newer: view.newer };
    if (what === 'timeline') return { what, ...range, topics: [...this.topics] };
    if (what === 'matrix') return { what, ...range };
    if (what === 'search') return { what, search: searching.question };
    if (what === 'formula') return { what, ...range, phrase: this.here.phrase ?? '' };
    return this.here.release === null ? null : { what, release: this.here.release };
  }

  /** The format in force: the one chosen, where it can be had of this. */
  get format(): ExportFormat {
    const { format } = this.choices;
    return this.preview === null || this.preview.offered.includes(format) ? format : 'docx';
  }

  get name(): string {
    return this.written ?? this.preview?.name ?? '';
  }

  get busy(): boolean {
    return this.progress !== null;
  }

  /** Opens the dialog for what the screen shows, or for this. */
  async open(what?: What): Promise<void> {
    if (this.isOpen) return;
    this.done = null;
    this.problem = null;
    this.calledOff = false;
    this.written = null;
    this.from = this.to = null;
    this.preview = null;
    this.releases = [];
    this.spoken = [];
    this.#wanted = what ?? FIRST[this.#session.places.now.screen];
    this.isOpen = true;
    await this.#gather();
  }

  /** Reads what there is to export. */
  async #gather(): Promise<void> {
    const { view, backend } = this.#session;
    this.#turn += 1;
    const turn = this.#turn;
    this.unseen = null;
    this.gathering = true;
    try {
      if (view !== null) {
        const [releases, timeline] = await Promise.all([
          backend.releases(view.series),
          backend.timeline.read(view.series, null),
        ]);
        if (turn !== this.#turn) return;
        this.releases = releases;
        this.spoken = timeline.topics;
      }
    } catch (error) {
      if (turn !== this.#turn) return;
      this.unseen = reportOf(error);
    }
    this.gathering = false;
    const topic = this.spoken.find((one) => one.id === this.here.topic) ?? this.spoken[0];
    this.topics = topic === undefined ? [] : [topic.id];
    const first = this.#wanted;
    this.what =
      first !== undefined && this.offered.includes(first) ? first : (this.offered[0] ?? 'comparison');
  }

  /** Tries once more to show what could not be shown. */
  async again(): Promise<void> {
    if (this.releases.length === 0) await this.#gather();
    else await this.look();
  }

  /** Says that what is in view is of before. */
  expectLook(): void {
    this.looking = this.asked !== null;
  }

  /** Reads the first page again; what was read before stays in view until it is there. */
  async look(): Promise<void> {
    const { asked } = this;
    if (asked === null) return;
    this.#round += 1;
    const round = this.#round;
    this.looking = true;
    try {
      const choices = { ...$state.snapshot(this.choices), format: this.format };
      const preview = await this.#session.backend.exports.preview(asked, choices);
      if (round !== this.#round) return;
      this.preview = preview;
      this.unseen = null;
    } catch (error) {
      if (round !== this.#round) return;
      this.preview = null;
      this.unseen = reportOf(error);
    } finally {
      if (round === this.#round) this.looking = false;
    }
  }

  /** Lets the person choose another place. */
  async choose(): Promise<void> {
    try {
      const place = await this.#session.backend.exports.choose(this.name);
      if (place === null || this.preview === null) return;
      this.written = place.name;
      this.preview = { ...this.preview, folder: place.folder };
      this.problem = null;
    } catch (error) {
      this.problem = reportOf(error);
    }
  }

  /** Makes the document; a file that is there is replaced only with `replace`. */
  async make(replace = false): Promise<void> {
    const { asked } = this;
    if (asked === null || this.busy || this.name.trim() === '') return;
    const name = withEnding(this.name.trim(), this.format);
    this.problem = null;
    this.done = null;
    this.calledOff = false;
    this.progress = { done: 0, total: 1 };
    const choices = { ...$state.snapshot(this.choices), format: this.format };
    this.#job = this.#session.backend.exports.make(asked, choices, name, replace, (progress) => {
      if (this.#job !== null) this.progress = progress;
    });
    try {
      this.done = await this.#job.result;
      this.calledOff = this.done === null;
    } catch (error) {
      this.problem = error instanceof Failure ? reportOf(error) : { code: 'internal', params: {} };
    } finally {
      this.#job = null;
      this.progress = null;
    }
  }

  cancel(): void {
    this.#job?.cancel();
  }

  /** Opens the document, or its folder. */
  async show(folder: boolean): Promise<void> {
    try {
      await this.#session.backend.exports.open(folder);
    } catch (error) {
      this.problem = reportOf(error);
    }
  }

  /** Closes the dialog; an export under way goes on. */
  close(): void {
    this.isOpen = false;
  }

  /** Takes the notice of what became of the last export away. */
  dismiss(): void {
    this.done = null;
    this.problem = null;
    this.calledOff = false;
  }
}
