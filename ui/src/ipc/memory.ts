/**
 * The backend in memory: a small archive with a few comparisons made beforehand. For component tests and for a look in a
 * browser; the shipped window does not contain it.
 */
import { Failure, type Backend, type Job } from './backend';
import { MemoryCodebook } from './memory/codebook';
import { MemoryExports } from './memory/exports';
import { MemoryPositions } from './memory/positions';
import { MemoryTimeline } from './memory/timeline';
import { intakeInMemory } from './memory/intake';
import { actsOf } from './memory/acts';
import { MemoryArchive } from './memory/archive';
import { archivesOf } from './memory/archives';
import { catalogueOf } from './memory/catalogue';
import { finderOf } from './memory/finder';
import { aboutInMemory, updatingOf, type Updating } from './memory/about';
import { MemoryFrame } from './memory/frame';
import { linksOf, relinked, reviewOf } from './memory/review';
import { UNCHOSEN } from './settings';
import comparisonsFile from './sample/comparisons.json';
import libraryFile from './sample/library.json';
import type {
  ArchiveInfo,
  ChangeNote,
  Class,
  ComparisonPage,
  ErrorReport,
  Library,
  Paragraph,
  Progress,
  Release,
  Row,
  Settings,
  Start,
  Summary,
} from './types';

/** A comparison of two releases, whole. */
interface Comparison {
  older: number;
  newer: number;
  summary: Summary;
  changes: ChangeNote[];
  rows: Row[];
}

/** What the backend pretends, so that each state of the window can be reached. */
export interface Scenario {
  /** The settings the window starts with. */
  settings: Settings;
  /** Whether an archive is open at the start. */
  opened: boolean;
  /** A problem reported at the start, and again when an archive is chosen. */
  problem: ErrorReport | null;
  /** What a comparison fails with. */
  compareProblem: ErrorReport | null;
  /** What saving the settings fails with. */
  saveProblem: ErrorReport | null;
  /** Milliseconds each answer takes. */
  delay: number;
  /** Rows a page holds. */
  page: number;
  /** Repeats the rows of a comparison this many times, for long texts. */
  repeat: number;
  /** What was brought in already: `files` for a list with every state, `broken` for a storing that was broken off. */
  brought: string | null;
  /** Whether the copy knows where newer versions are. */
  releases: boolean;
  /** Whether the copy holds the updater, and what that finds. */
  update: Updating;
  /** Whether the archive has no series. */
  empty: boolean;
  /** What reading the matrix fails with. */
  positionsProblem: ErrorReport | null;
  /** Whether no position is found. */
  unfound: boolean;
  /** Whether comparisons are about topics. */
  topics: boolean;
  /** Whether the archive was just made: it is open and holds nothing. */
  fresh: boolean;
  /** How many releases the archive holds beside those of the sample. */
  more: number;
  /** What the check after opening finds: `altered`, `damaged`, `uncopied`; `null` for nothing. */
  care: string | null;
  /** Whether the archive can only be read. */
  readOnly: boolean;
  /** Whether a newer version of the program made the archive. */
  newer: boolean;
  /** Whether the archive is on another machine's drive. */
  network: boolean;
}

const CALM: Scenario = {
  settings: UNCHOSEN,
  opened: false,
  problem: null,
  compareProblem: null,
  saveProblem: null,
  delay: 0,
  page: 200,
  repeat: 1,
  brought: null,
  releases: true,
  update: 'none',
  empty: false,
  positionsProblem: null,
  unfound: false,
  topics: false,
  fresh: false,
  more: 0,
  care: null,
  readOnly: false,
  newer: false,
  network: false,
};

/** Reads a scenario from the address of the page, as `?lang=ar&theme=dark&opened&problem=archive-newer`. */
export function scenario(query: URLSearchParams): Scenario {
  const lang = query.get('lang');
  const theme = query.get('theme');
  const params = { path: '/home/l/وثائق/archive.bayan', found: '7', supported: '3' };
  const problem = (name: string): ErrorReport | null => {
    const code = query.get(name);
    return code === null ? null : { code, params };
  };
  return {
    settings: {
      ...UNCHOSEN,
      language: lang === 'ar' || lang === 'en' ? lang : null,
      theme: theme === 'dark' || theme === 'light' ? theme : 'system',
    },
    opened: query.has('opened'),
    problem: problem('problem'),
    compareProblem: problem('compare-problem'),
    saveProblem: problem('save-problem'),
    delay: Number(query.get('delay') ?? 0),
    page: Number(query.get('page') ?? CALM.page),
    repeat: Number(query.get('repeat') ?? 1),
    positionsProblem: problem('positions-problem'),
    unfound: query.has('unfound'),
    topics: query.has('topics'),
    brought: query.get('brought'),
    empty: query.has('empty') || query.has('fresh'),
    fresh: query.has('fresh'),
    more: Number(query.get('more') ?? 0),
    care: query.get('care'),
    readOnly: query.has('read-only'),
    newer: query.has('newer'),
    network: query.has('network'),
    releases: !query.has('unreleased'),
    update: updatingOf(query.get('update')),
  };
}

const SAMPLE: ArchiveInfo = {
  name: 'Sample',
  path: '/archives/sample.bayan',
  sample: true,
  releases: 10,
  read_only: false,
  newer: false,
};
const FRESH: ArchiveInfo = {
  name: 'archive',
  path: '/archives/archive.bayan',
  sample: false,
  releases: 0,
  read_only: false,
  newer: false,
};
const OTHER: ArchiveInfo = {
  name: 'foreign-relations',
  path: '/archives/foreign.bayan',
  sample: false,
  releases: 10,
  read_only: false,
  newer: false,
};

const library = libraryFile as unknown as { library: Library; releases: Release[] };
const comparisons = comparisonsFile as unknown as Comparison[];

export class MemoryBackend implements Backend {
  readonly intake;
  readonly about;

  /** The settings last saved. */
  saved: Settings;
  readonly positions: MemoryPositions;
  readonly timeline: MemoryTimeline;
  readonly codebook: MemoryCodebook;
  readonly exports: MemoryExports;

  readonly catalogue;
  readonly finder;
  readonly acts;
  readonly archives;
  readonly frame = new MemoryFrame();
  readonly review;

  readonly #scenario: Scenario;
  readonly #memory: MemoryArchive;
  #archive: ArchiveInfo | null;

  constructor(scenario: Partial<Scenario> = {}) {
    this.#scenario = { ...CALM, ...scenario };
    this.intake = intakeInMemory(this.#scenario.brought);
    this.about = aboutInMemory(this.#scenario.releases, this.#scenario.update);
    this.saved = this.#scenario.settings;
    const { delay, positionsProblem, topics, unfound } = this.#scenario;
    this.exports = new MemoryExports(delay);
    this.codebook = new MemoryCodebook(library.releases, this.#scenario.delay);
    this.#archive = this.#scenario.fresh
      ? FRESH
      : this.#scenario.opened
        ? {
            ...SAMPLE,
            read_only: this.#scenario.readOnly || this.#scenario.newer,
            newer: this.#scenario.newer,
          }
        : null;
    this.#memory = new MemoryArchive(this.#scenario.more);
    this.timeline = new MemoryTimeline(this.#memory, library.releases, delay);
    this.positions = new MemoryPositions(this.#memory, library.releases, {
      delay,
      problem: positionsProblem,
      unfound,
      topics,
    });
    const wait = (): Promise<void> => this.#wait();
    this.catalogue = catalogueOf(this.#memory, wait);
    this.finder = finderOf(this.#memory, wait);
    this.acts = actsOf(this.#memory);
    this.archives = archivesOf({
      memory: this.#memory,
      open: () => this.#archive,
      enter: (archive) => (this.#archive = archive),
      wait,
      care: this.#scenario.care,
      network: this.#scenario.network,
    });
    this.review = reviewOf(this.#memory, wait);
  }

  async start(): Promise<Start> {
    await this.#wait();
    return {
      version: '0.0.0',
      settings: this.saved,
      archive: this.#archive,
      problem: this.#archive === null ? this.#scenario.problem : null,
      sample_wanted: false,
      ahead: null,
    };
  }

  async saveSettings(settings: Settings): Promise<void> {
    const { saveProblem } = this.#scenario;
    if (saveProblem !== null) throw new Failure(saveProblem.code, saveProblem.params);
    this.saved = structuredClone(settings);
  }

  openSampleArchive(onProgress: (progress: Progress) => void): Job<ArchiveInfo> {
    let cancelled = false;
    const work = async (): Promise<ArchiveInfo | null> => {
      for (let done = 0; done <= SAMPLE.releases; done += 1) {
        onProgress({ done, total: SAMPLE.releases });
        await this.#wait();
        if (cancelled) return null;
      }
      this.#archive = SAMPLE;
      return SAMPLE;
    };
    return { result: work(), cancel: () => (cancelled = true) };
  }

  async chooseArchive(): Promise<ArchiveInfo | null> {
    await this.#wait();
    const { problem } = this.#scenario;
    if (problem !== null) throw new Failure(problem.code, problem.params);
    this.#archive = OTHER;
    return OTHER;
  }

  async library(): Promise<Library> {
    await this.#wait();
    return this.#scenario.empty ? { issuers: [], series: [] } : this.#memory.library;
  }

  async releases(series: number): Promise<Release[]> {
    await this.#wait();
    return library.releases.filter((release) => release.series === series);
  }

  async compare(older: number, newer: number, from: number): Promise<ComparisonPage> {
    await this.#wait();
    const { compareProblem, page, repeat } = this.#scenario;
    if (compareProblem !== null) throw new Failure(compareProblem.code, compareProblem.params);
    const whole = find(older, newer);
    const once = relinked(whole.rows, linksOf(this.#memory, { older, newer }));
    const rows = Array.from({ length: repeat }, () => once).flat();
    return {
      older: release(older),
      newer: release(newer),
      summary: whole.summary,
      changes: from === 0 ? whole.changes : [],
      keys: from === 0 ? whole.changes.map((_, index) => `${older}-${newer}-${index}`) : [],
      backwards: older > newer,
      rows: rows.slice(from, from + page),
      first: from,
      total: rows.length,
    };
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#scenario.delay));
  }
}

function release(id: number): Release {
  const found = library.releases.find((one) => one.id === id);
  if (found === undefined) throw new Failure('release-missing');
  return found;
}

function find(older: number, newer: number): Comparison {
  const same = comparisons.find((one) => one.older === older && one.newer === newer);
  if (same !== undefined) return same;
  const other = comparisons.find((one) => one.older === newer && one.newer === older);
  if (other === undefined) throw new Failure('release-missing');
  return turned(other);
}

const TURNED: Partial<Record<Row['kind'], Row['kind']>> = {
  added: 'dropped',
  dropped: 'added',
  split: 'merged',
  merged: 'split',
};

/** The same comparison read the other way. */
function turned({ older, newer, summary, changes, rows }: Comparison): Comparison {
  const opposite = (of: Class): Class => (of === 'added' ? 'dropped' : of === 'dropped' ? 'added' : of);
  const paragraphs = (list: Paragraph[]): Paragraph[] =>
    list.map(({ number, runs }) => ({
      number,
      runs: runs.map((run) => ({
        ...run,
        class: run.class && opposite(run.class),
        mark: run.mark === 'added' ? 'dropped' : run.mark === 'dropped' ? 'added' : run.mark,
      })),
    }));
  return {
    older: newer,
    newer: older,
    summary: {
      ...summary,
      older_paragraphs: summary.newer_paragraphs,
      newer_paragraphs: summary.older_paragraphs,
      split: summary.merged,
      merged: summary.split,
      added: summary.dropped,
      dropped: summary.added,
    },
    changes: changes.map((change) => ({
      class: opposite(change.class),
      weight: change.weight,
      older_paragraph: change.newer_paragraph,
      newer_paragraph: change.older_paragraph,
      older_text: change.newer_text,
      newer_text: change.older_text,
    })),
    rows: rows.map((row) => ({
      ...row,
      kind: TURNED[row.kind] ?? row.kind,
      moved: row.moved === 'up' ? 'down' : row.moved === 'down' ? 'up' : null,
      older: paragraphs(row.newer),
      newer: paragraphs(row.older),
    })),
  };
}
