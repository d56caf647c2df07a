/**
 * What the window asks of the Rust side: one interface, two implementations (`tauri.ts`, and `memory.ts` for component
 * tests). Every method rejects with a `Failure` when it cannot be done.
 */
import type {
  About,
  ArchiveInfo,
  ComparisonPage,
  Library,
  Progress,
  Release,
  Settings,
  Start,
} from './types';

/** Long work under way: its result, and a way to call it off. A cancelled job resolves to `null`. */
export interface Job<T> {
  readonly result: Promise<T | null>;
  cancel(): void;
}

/** What the program is and what it is made of. */
export interface AboutCalls {
  about(): Promise<About>;
  /** The licence texts of a part that `about` names. */
  licenceText(part: string): Promise<string>;
  /** Opens the page of the releases in the person's browser. */
  openReleases(): Promise<void>;
}

export interface Backend {
  readonly about: AboutCalls;
  /** Settings and the archive in use, asked once when the window opens. */
  start(): Promise<Start>;
  saveSettings(settings: Settings): Promise<void>;
  /** Opens the sample archive, building it first where it does not exist yet. */
  openSampleArchive(onProgress: (progress: Progress) => void): Job<ArchiveInfo>;
  /** Lets the person choose an archive file in the system's dialog and opens it; `null` when they chose none. */
  chooseArchive(): Promise<ArchiveInfo | null>;
  /** Issuers and series of the open archive. */
  library(): Promise<Library>;
  /** The releases of a series, the oldest first. */
  releases(series: number): Promise<Release[]>;
  /** Two releases side by side, from row `from` on; the first page alone carries the changes. */
  compare(older: number, newer: number, from: number): Promise<ComparisonPage>;
}

/** Why something could not be done: a code worded in both message catalogues, and what the words need. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.name = 'Failure';
  }
}
