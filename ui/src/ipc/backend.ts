/**
 * What the window asks of the Rust side: one interface, two implementations (`tauri.ts`, and `memory.ts` for component
 * tests). Every method rejects with a `Failure` when it cannot be done.
 */
import type { Acts } from './acts';
import type { ArchiveCalls } from './archives';
import type { Catalogue } from './catalogue';
import type { CodebookCalls } from './codebook';
import type { ExportCalls } from './exports';
import type { Finder } from './finder';
import type { FrameCalls } from './frame';
import type { Positions } from './positions';
import type { ReviewCalls } from './review';
import type { TimelineCalls } from './timeline';
import type {
  About,
  Begun,
  ArchiveInfo,
  ComparisonPage,
  GuidePage,
  Intake,
  Lang,
  Library,
  NearRelease,
  Progress,
  ReadDraft,
  Release,
  Settings,
  Source,
  Start,
  StoredImport,
  StoreOrder,
  StoreSeries,
  Update,
} from './types';

/** Long work under way: its result, and a way to call it off. A cancelled job resolves to `null`. */
export interface Job<T> {
  readonly result: Promise<T | null>;
  cancel(): void;
}

/** Bringing statements in: the list of what was brought in, what was read, and storing it. */
export interface IntakeCalls {
  list(): Promise<Intake>;
  /** Lets the person choose files or a folder in the system's dialog; gives how many were added. */
  choose(folder: boolean): Promise<number>;
  /** Puts what was pasted on the list; gives its number. */
  paste(text: string, html: boolean): Promise<number>;
  /** Puts an address of the web on the list, which is fetched when the list is read; gives its number. */
  fetch(address: string): Promise<number>;
  /** The sources of new releases. */
  sources(): Promise<Source[]>;
  /**
   * Adds a source with `null`, or changes one, as an act that can be undone. With `lists` its addresses are pages that
   * list releases.
   */
  keepSource(
    source: number | null,
    series: number,
    name: string,
    addresses: string[],
    lists: boolean,
  ): Promise<number | null>;
  /** Puts what is to be asked of a source, or of all with `null`, on the list; gives how many addresses. */
  checkSources(source: number | null): Promise<number>;
  /**
   * Lets a link of a page that lists releases be fetched when the list is read, or all links with `null`; gives how many
   * wait then.
   */
  confirm(item: number | null): Promise<number>;
  /** Reads everything that waits. */
  read(onProgress: (progress: Progress) => void): Job<boolean>;
  draft(item: number): Promise<ReadDraft>;
  /** Reads an item again in another encoding. */
  decode(item: number, encoding: string): Promise<ReadDraft>;
  /** The stored release that a text is nearly the same as. */
  alike(title: string, paragraphs: string[]): Promise<NearRelease | null>;
  /** The date a person wrote, as `2025-03-27`, `2025-03` or `2025`; `null` where there is none in it. */
  date(written: string): Promise<string | null>;
  /** Takes an item off the list, or everything with `null`. */
  skip(item: number | null): Promise<void>;
  /** Puts what was taken off the list last on it again; gives how many that are. */
  putBack(): Promise<number>;
  /** Lets what could not be read wait once more; gives how many. */
  retry(): Promise<number>;
  store(item: number, order: StoreOrder): Promise<StoredImport>;
  /** Stores everything that nothing is doubtful about, what the person changed as they left it. */
  accept(series: StoreSeries, onProgress: (progress: Progress) => void): Job<StoredImport>;
  /** Keeps what the person has begun to make of an item, for this run and the next, or forgets it with `null`. */
  keep(item: number, begun: Begun | null): Promise<void>;
  /** Goes on with a storing that was broken off, or takes what is left of it off the list. */
  resume(resume: boolean): Promise<number>;
  /** Undoes an import as a whole; gives how many releases. */
  undo(number: string): Promise<number>;
  /** Calls `dropped` when files were dropped on the window; gives a way to stop that. */
  onDropped(dropped: () => void): () => void;
  /** Calls `over` when files come over the window and when they leave it. */
  onOver(over: (isOver: boolean) => void): () => void;
}

/** What the program is and what it is made of. */
export interface AboutCalls {
  about(): Promise<About>;
  /** The licence texts of a part that `about` names. */
  licenceText(part: string): Promise<string>;
  /** The guide in a language. */
  guide(lang: Lang): Promise<GuidePage[]>;
  /** Opens the page of the releases in the person's browser. */
  openReleases(): Promise<void>;
  /** Asks whether there is a newer version; `null` when this is the newest. Only in copies that hold the updater. */
  findUpdate(): Promise<Update | null>;
  /** Fetches the newest version and puts it in place; progress is in kilobytes. When that is done the program starts anew. */
  installUpdate(onProgress: (progress: Progress) => void): Job<boolean>;
}

export interface Backend {
  readonly about: AboutCalls;
  /** Archives as files. */
  readonly archives: ArchiveCalls;
  /** Where releases stand. */
  readonly positions: Positions;
  /** Topics through a series, and phrases. */
  readonly timeline: TimelineCalls;
  /** The codebook of a series. */
  readonly codebook: CodebookCalls;
  readonly intake: IntakeCalls;
  readonly catalogue: Catalogue;
  /** What is said of comparisons. */
  readonly review: ReviewCalls;
  readonly finder: Finder;
  readonly acts: Acts;
  /** Documents of what is shown. */
  readonly exports: ExportCalls;
  /** The system's own frame. */
  readonly frame: FrameCalls;
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
