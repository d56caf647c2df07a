/**
 * What holds while the window is open: settings, the archive in use with its issuers and series, and the pair in view.
 * Not for the comparison itself, which the Compare screen keeps.
 */
import { Keeping } from '../archive/keeping.svelte';
import { Failure, type Backend, type Job } from '../ipc/backend';
import type {
  ArchiveInfo,
  Edit,
  ErrorReport,
  Lang,
  LastView,
  Library,
  Progress,
  Series,
  Settings,
  Theme,
} from '../ipc/types';
import { UNCHOSEN } from '../ipc/settings';
import { Exporting } from '../export/exporting.svelte';
import { Intake } from '../import/intake.svelte';
import { Journal } from '../journal/journal.svelte';
import { Searching } from '../search/searching.svelte';
import { applyReading } from '../words/reading.svelte';
import { language, preferred } from '../words/language.svelte';
import { News } from './news.svelte';
import { Places, screenNamed, type Asked, type Passage, type Screen } from './places.svelte';
import { showTheme } from './theme';
import { Upkeep } from './upkeep.svelte';

const NOTHING: Library = { issuers: [], series: [] };

/** Anything thrown, as a report that can be worded. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof Failure) return { code: error.code, params: { ...error.params } };
  console.error(error);
  return { code: 'internal', params: {} };
}

/** The series that is shown where none was chosen: one with something to compare, in the language of the interface if any is. */
function firstSeries({ series }: Library): Series | undefined {
  const comparable = series.filter(({ releases }) => releases > 1);
  return comparable.find(({ lang }) => lang === language.current) ?? comparable[0] ?? series[0];
}

export class Session {
  readonly backend: Backend;

  /** Whether the window knows yet what to show. */
  ready = $state(false);
  version = $state('');
  archive = $state.raw<ArchiveInfo | null>(null);
  library = $state.raw<Library>(NOTHING);
  /** Why an archive could not be opened; goes away with the next attempt. */
  problem = $state.raw<ErrorReport | null>(null);
  /** Why the settings could not be saved. */
  unsaved = $state.raw<ErrorReport | null>(null);
  /** The sample archive under way; `null` when none is. */
  opening = $state.raw<Progress | null>(null);
  /** Whether the system's dialog is open. */
  choosing = $state(false);
  /** The pair in view, kept in the settings. */
  view = $state.raw<LastView | null>(null);

  /** Where the person is. */
  readonly places = new Places();
  /** What the person did and can undo. */
  readonly journal: Journal;
  /** The archive as a file, with its copies. */
  readonly keeping: Keeping;
  /** What was brought in, which goes on while other screens are in view. */
  readonly intake: Intake;
  /** The search in this window, which stays while other screens are in view. */
  readonly searching: Searching;
  /** What is new at the sources that were asked at the start. */
  readonly news: News;
  /** The export dialog, and the export under way. */
  readonly exporting: Exporting;
  /** The passage whose history is being looked at; `null` while none is. */
  passage = $state.raw<Passage | null>(null);
  /** Bringing positions up to date. */
  readonly upkeep: Upkeep;
  /** Grows with each change of the archive: what shows it reads it again. */
  changed = $state(0);

  #settings = $state.raw<Settings>(UNCHOSEN);
  #job: Job<ArchiveInfo> | null = null;
  #unfollow: () => void = () => undefined;

  constructor(backend: Backend) {
    this.backend = backend;
    this.searching = new Searching(backend);
    this.news = new News(backend);
    this.exporting = new Exporting(this);
    this.intake = new Intake(this);
    this.keeping = new Keeping(backend.archives, {
      enter: async (archive) => {
        this.problem = null;
        await this.#enter(archive);
      },
      refresh: async () => {
        this.changed += 1;
        await this.refresh();
        await this.journal.load();
      },
      report: reportOf,
      tell: (problem) => (this.problem = problem),
    });
    this.upkeep = new Upkeep(backend.positions, reportOf);
    this.journal = new Journal(
      backend.acts,
      async () => {
        this.changed += 1;
        await this.refresh();
      },
      reportOf,
    );
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Changes settings, which are in force at once and kept. */
  change(change: Partial<Settings>): void {
    this.#save(change);
    applyReading(this.#settings);
    if (change.theme !== undefined) this.#follow(change.theme);
    if (change.language !== undefined) language.speak(change.language ?? preferred(navigator.languages));
  }

  /** Keeps what was searched for. */
  rememberSearches(): void {
    const searches = [...this.searching.recent];
    if (JSON.stringify(searches) !== JSON.stringify(this.#settings.searches)) this.#save({ searches });
  }

  get theme(): Theme {
    return this.#settings.theme;
  }

  /** Whether no archive is open, or one without a release. */
  get isEmpty(): boolean {
    if (this.archive === null) return true;
    return this.archive.releases === 0 && this.library.series.every((series) => series.releases === 0);
  }

  /** The series in view. */
  get series(): Series | undefined {
    return this.library.series.find((one) => one.id === this.view?.series);
  }

  async start(): Promise<void> {
    try {
      const { version, settings, archive, problem, sample_wanted } = await this.backend.start();
      this.version = version;
      this.#settings = settings;
      language.speak(settings.language ?? preferred(navigator.languages));
      this.#follow(settings.theme);
      applyReading(settings);
      this.searching.recent = settings.searches;
      this.problem = problem;
      if (archive !== null) await this.#enter(archive);
      else void this.keeping.recall();
      if (sample_wanted) void this.openSample();
      if (archive !== null && settings.look_for_releases) void this.news.look();
    } catch (error) {
      language.speak(preferred(navigator.languages));
      this.#follow('system');
      this.problem = reportOf(error);
    }
    this.ready = true;
  }

  setLanguage(lang: Lang): void {
    language.speak(lang);
    this.#save({ language: lang });
  }

  setTheme(theme: Theme): void {
    this.#follow(theme);
    this.#save({ theme });
  }

  /** Builds or opens the sample archive, with progress in `opening`. */
  async openSample(): Promise<void> {
    if (this.#job !== null) return;
    this.problem = null;
    this.opening = { done: 0, total: 0 };
    // Progress may come before the call returns, and after the job has ended.
    let under = true;
    const job = this.backend.openSampleArchive((progress) => {
      if (under) this.opening = progress;
    });
    this.#job = job;
    try {
      const archive = await job.result;
      if (archive !== null) await this.#enter(archive);
    } catch (error) {
      this.problem = reportOf(error);
    } finally {
      under = false;
      this.#job = null;
      this.opening = null;
    }
  }

  /** Calls the opening of the sample archive off. */
  cancelOpening(): void {
    this.#job?.cancel();
  }

  /** Opens the archive the person chooses in the system's dialog. */
  async chooseArchive(): Promise<void> {
    if (this.choosing) return;
    this.problem = null;
    this.choosing = true;
    try {
      const archive = await this.backend.chooseArchive();
      if (archive !== null) await this.#enter(archive);
    } catch (error) {
      this.problem = reportOf(error);
    } finally {
      this.choosing = false;
    }
  }

  /** Shows another series; the Compare screen then chooses its latest pair. */
  showSeries(series: number): void {
    if (this.archive === null || this.view?.series === series) return;
    this.view = { archive: this.archive.path, series, older: 0, newer: 0 };
  }

  /** Shows two releases of the series in view, and remembers them. */
  showPair(older: number, newer: number): void {
    if (this.view === null) return;
    if (this.view.older === older && this.view.newer === newer) return;
    this.view = { ...this.view, older, newer };
    this.#save({ last_view: this.view, top: 0 });
  }

  /** Goes to a screen, and remembers it for the next start. */
  go(screen: Screen, asked: Asked = {}): void {
    this.places.go(screen, asked);
    this.#save({ screen });
  }

  /** The topic a series is followed by: the one asked for, else the one it was followed by last, else the last of all. */
  topicOf(series: number): string | null {
    return this.places.topicOf(series) ?? this.#settings.topic;
  }

  /** Remembers for the next start which topic was followed. */
  rememberTopic(topic: string): void {
    if (topic !== this.#settings.topic) this.#save({ topic });
  }

  /** Goes back to where the person was before. */
  back(): void {
    this.places.back();
    this.#save({ screen: this.places.now.screen });
  }

  /** Compares two releases of a series, with a passage of one of them in sight. */
  openPair(series: number, older: number, newer: number, passage?: Passage): void {
    if (this.archive === null) return;
    this.view = { archive: this.archive.path, series, older, newer };
    this.#save({ last_view: this.view, top: 0 });
    this.go('compare', passage === undefined ? {} : { passage });
  }

  /**
   * Shows a passage in its release, of the releases of its series in order: beside the one before it, else the one after it,
   * alone where the series has no other.
   */
  showPassage(series: number, releases: readonly { readonly id: number }[], passage: Passage): void {
    const at = releases.findIndex(({ id }) => id === passage.release);
    const [before, after] = [releases[at - 1], releases[at + 1]];
    if (before !== undefined) this.openPair(series, before.id, passage.release, passage);
    else if (after !== undefined) this.openPair(series, passage.release, after.id, passage);
    else this.go('release', { passage });
  }

  /** Changes the library as an act that can be undone; gives the number of what was added. */
  async edit(edit: Edit): Promise<number | null | undefined> {
    return await this.journal.make(() => this.backend.catalogue.edit(edit));
  }

  /** Reads the library again, after something was added to or changed in the archive. */
  async refresh(): Promise<void> {
    const library = await this.backend.library();
    this.library = library;
    const { series } = this;
    if (series !== undefined) return;
    const first = firstSeries(library);
    if (first !== undefined && this.archive !== null)
      this.view = { archive: this.archive.path, series: first.id, older: 0, newer: 0 };
  }

  async #enter(archive: ArchiveInfo): Promise<void> {
    const library = await this.backend.library();
    const last = this.#settings.last_view;
    const remembered = last !== null && last.archive === archive.path ? last : null;
    const known = library.series.some((one) => one.id === remembered?.series);
    const first = firstSeries(library);
    this.places.begin(screenNamed(this.#settings.screen) ?? 'compare');
    this.archive = archive;
    this.library = library;
    this.upkeep.cancel();
    this.searching.clear();
    this.intake.leave();
    void this.journal.load();
    void this.keeping.recall();
    void this.keeping.lookAfter();
    if (known) this.view = remembered;
    else
      this.view =
        first === undefined ? null : { archive: archive.path, series: first.id, older: 0, newer: 0 };
  }

  #follow(theme: Theme): void {
    this.#unfollow();
    this.#unfollow = showTheme(theme);
  }

  #save(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change };
    this.backend.saveSettings($state.snapshot(this.#settings)).then(
      () => (this.unsaved = null),
      (error: unknown) => (this.unsaved = reportOf(error)),
    );
  }
}
