/** Positions in memory: one topic through each series, with what is said of it by hand. */
import { Failure, type Job } from '../backend';
import type { MemoryArchive } from './archive';
import type { Positions } from '../positions';
import comparisonsFile from '../sample/comparisons.json';
import type {
  Act,
  CellPosition,
  ChangeNote,
  ChangePosition,
  CodersAgreement,
  ComparedTopics,
  ErrorReport,
  Figures,
  MatrixRow,
  PlacedAct,
  PositionRef,
  PositionsCell,
  PositionsMatrix,
  PositionsUpdated,
  Progress,
  Release,
  Row,
  Run,
  Shift,
  Standing,
  ToldPosition,
  TopicName,
} from '../types';

const comparisons = comparisonsFile as unknown as readonly {
  older: number;
  newer: number;
  changes: ChangeNote[];
  rows: Row[];
}[];

/** What it pretends. */
export interface PositionsScenario {
  readonly delay: number;
  readonly problem: ErrorReport | null;
  readonly unfound: boolean;
  /** Whether comparisons are about topics. */
  readonly topics: boolean;
}

const TOPICS: readonly TopicName[] = [
  {
    id: 'refugees',
    label: { ar: 'اللاجئون والنازحون', en: 'Refugees and displaced persons' },
    colour: '#2f6f8f',
    parent: null,
    number: null,
  },
  {
    id: 'ceasefire',
    label: { ar: 'وقف إطلاق النار', en: 'Ceasefire' },
    colour: '#7a3b3b',
    parent: null,
    number: null,
  },
];

/** The clause on the first topic as it stands in a text of each language, before and after a word was dropped. */
const CLAUSES = {
  ar: {
    before: ['شدد على حق اللاجئين في عودة ', 'طوعية', ' آمنة وكريمة'],
    after: ['شدد على حق اللاجئين في عودة ', '', 'آمنة وكريمة'],
    verb: 'شدد',
  },
  en: {
    before: ['It stressed that the return of refugees must be ', 'voluntary,', ' safe and dignified'],
    after: ['It stressed that the return of refugees must be ', '', 'safe and dignified'],
    verb: 'stressed',
  },
} as const;

interface Said {
  act: Act;
  standing: Standing;
  topic: string;
  holder: ToldPosition['holder'];
  party: string | null;
}

const FOUND: Said = { act: 'stress', standing: 'found', topic: 'refugees', holder: 'issuer', party: null };

function laid(parts: readonly string[]): string {
  return parts.join('');
}

function run(text: string, mark: Run['mark'] = 'none'): Run {
  return { text, mark, class: mark === 'none' ? null : 'wording', change: null };
}

export class MemoryPositions implements Positions {
  readonly #releases: readonly Release[];
  readonly #scenario: PositionsScenario;
  /** What is said of each release; `null` where it was taken away. */
  readonly #told = new Map<number, Said | null>();
  #stale = true;

  readonly #archive: MemoryArchive;

  constructor(archive: MemoryArchive, releases: readonly Release[], scenario: PositionsScenario) {
    this.#archive = archive;
    this.#releases = releases;
    this.#scenario = scenario;
  }

  async matrix(series: number): Promise<PositionsMatrix> {
    await this.#wait();
    const { problem, unfound } = this.#scenario;
    if (problem !== null) throw new Failure(problem.code, problem.params);
    const releases = this.#of(series);
    const rows = unfound || this.#stale ? [] : TOPICS.map((topic) => this.#row(topic, releases));
    return {
      releases,
      rows: rows.filter(({ mentions }) => mentions.length > 0),
      topics: [...TOPICS],
      codebook: this.#stale ? null : { id: 1, name: { ar: 'الملف السوري', en: 'The Syrian file' } },
      stale: this.#stale ? releases.length : 0,
    };
  }

  async cell(release: number, topic: string): Promise<PositionsCell> {
    await this.#wait();
    const found = this.#release(release);
    const said = this.#said(release);
    const name = TOPICS.find(({ id }) => id === topic);
    if (name === undefined) throw new Failure('internal');
    return {
      topic: name,
      release: found,
      positions: said?.topic === topic && said.holder === 'issuer' ? [this.#position(found, said)] : [],
      others: said?.topic === topic && said.holder === 'other' ? [this.#position(found, said)] : [],
      removed:
        said === null && topic === FOUND.topic
          ? [{ hand: release, act: FOUND.act, quote: this.#text(found) }]
          : [],
      notes: (this.#archive.notes.get(release) ?? []).flatMap(({ id, paragraph, text }) =>
        paragraph === 0 ? [{ id, paragraph, text }] : [],
      ),
    };
  }

  /** Of each change the topic, so that the list has two groups: what the paragraphs say is on the first topic. */
  async compared(older: number, newer: number): Promise<ComparedTopics> {
    await this.#wait();
    if (!this.#scenario.topics) return { topics: [], rows: [], changes: [] };
    const compared = comparisons.find(
      (one) => (one.older === older && one.newer === newer) || (one.older === newer && one.newer === older),
    );
    const turned = compared?.older === newer;
    const act = (of: Act, verb: string, paragraph: number): PlacedAct => ({
      act: of,
      force: 2,
      verb,
      paragraph,
      from: 0,
    });
    const changes = (compared?.changes ?? []).map((change): ChangePosition => {
      const paragraph = change.newer_paragraph ?? change.older_paragraph;
      if (paragraph === null || paragraph % 3 === 0) return { topic: null, shift: null };
      const topic = (paragraph % 3) - 1;
      if (change.class !== 'act') return { topic, shift: null };
      const before = act('stress', change.older_text.trim(), change.older_paragraph ?? 0);
      const after = act('call', change.newer_text.trim(), change.newer_paragraph ?? 0);
      const shift: Shift = turned
        ? { older: after, newer: before, relation: 'softer' }
        : { older: before, newer: after, relation: 'stronger' };
      return { topic, shift };
    });
    const rows = (compared?.rows ?? []).map((row) => {
      const topics = row.changes.flatMap((change) => changes[change]?.topic ?? []);
      return [...new Set(topics)];
    });
    return { topics: [...TOPICS], rows, changes };
  }

  async confirm(position: PositionRef): Promise<void> {
    this.#say('confirm-position', position.release, { ...this.#current(position), standing: 'confirmed' });
  }

  async change(position: PositionRef, told: ToldPosition): Promise<void> {
    this.#current(position);
    const { act, topic, holder, party } = told;
    this.#say('change-position', position.release, { act, topic, holder, party, standing: 'changed' });
  }

  async remove(position: PositionRef): Promise<void> {
    this.#current(position);
    this.#say('remove-position', position.release, null);
  }

  async add(release: number, { act, topic, holder, party }: ToldPosition): Promise<void> {
    this.#say('add-position', release, { act, topic, holder, party, standing: 'added' });
  }

  async restore(hand: number): Promise<void> {
    this.#say('restore-position', hand, undefined);
  }

  async stale(): Promise<number> {
    return this.#stale ? this.#releases.length : 0;
  }

  async agreement(series: number, onlyWorkedOn: boolean): Promise<CodersAgreement | null> {
    await this.#wait();
    const [release] = this.#of(series);
    const [topic] = TOPICS;
    if (release === undefined || topic === undefined) return null;
    const figures = (same: number, kappa: number | null): Figures => ({
      units: 14,
      same,
      kappa,
      alpha: kappa,
    });
    return {
      path: '/archives/colleague.qdpx',
      shared: this.#of(series).length,
      worked_on: 1,
      left_out: 2,
      only_worked_on: onlyWorkedOn,
      topics: [{ topic, figures: figures(13, 0.76) }],
      acts: [
        { act: 'stress', figures: figures(12, 0.61) },
        { act: 'welcome', figures: figures(14, null) },
      ],
      leading: figures(12, 0.61),
      differences: [{ release, paragraph: 0, topic, mine: ['stress'], theirs: ['call'] }],
    };
  }

  recompute(series: number | null, onProgress: (progress: Progress) => void): Job<PositionsUpdated> {
    let cancelled = false;
    const releases = series === null ? this.#releases : this.#of(series);
    const work = async (): Promise<PositionsUpdated | null> => {
      for (let done = 0; done <= releases.length; done += 1) {
        onProgress({ done, total: releases.length });
        await this.#wait();
        if (cancelled) return null;
      }
      this.#stale = false;
      return { releases: releases.length };
    };
    return { result: work(), cancel: () => (cancelled = true) };
  }

  #of(series: number): Release[] {
    return this.#releases.filter((release) => release.series === series);
  }

  #release(id: number): Release {
    const found = this.#releases.find((one) => one.id === id);
    if (found === undefined) throw new Failure('release-missing');
    return found;
  }

  #said(release: number): Said | null {
    const told = this.#told.get(release);
    if (told !== undefined) return told;
    // The second of three is silent.
    const series = this.#of(this.#release(release).series);
    return series.length > 2 && series[1]?.id === release ? null : FOUND;
  }

  /** Says something of a release as an act that can be undone; `undefined` for what was found. */
  #say(code: string, release: number, said: Said | null | undefined): void {
    const put = (value: Said | null | undefined): void => {
      if (value === undefined) this.#told.delete(release);
      else this.#told.set(release, value);
    };
    const before = this.#told.get(release);
    const params = { act: said?.act ?? before?.act ?? FOUND.act, date: this.#release(release).date };
    this.#archive.act(code, params, () => undefined);
    const step = this.#archive.done.at(-1);
    if (step !== undefined) {
      step.undo = () => put(before);
      step.redo = () => put(said);
    }
    put(said);
  }

  /** What is said of a position, if it is still there as it was shown. */
  #current(position: PositionRef): Said {
    const said = this.#said(position.release);
    if (said === null || said.act !== position.act) throw new Failure('position-gone');
    return said;
  }

  #row(topic: TopicName, releases: readonly Release[]): MatrixRow {
    let last: number | null = null;
    const mentions = releases.flatMap((release, place) => {
      const said = this.#said(release.id);
      if (said === null || said.topic !== topic.id || said.holder === 'other') return [];
      const { verb, change } = this.#position(release, said);
      last = place;
      return [
        {
          release: place,
          act: said.act,
          force: 2,
          verb,
          change,
          others: 0,
          standing: said.standing,
          acts: [said.act],
        },
      ];
    });
    return last === null ? { topic, mentions: [] } : { topic, mentions };
  }

  /** The release before in which the first topic is spoken of. */
  #before(release: Release): Release | null {
    const earlier = this.#of(release.series).filter(
      (one) => one.date < release.date && this.#said(one.id) !== null,
    );
    return earlier.at(-1) ?? null;
  }

  #text(release: Release): string {
    const clauses = CLAUSES[release.lang];
    return laid(this.#of(release.series).at(-1)?.id === release.id ? clauses.after : clauses.before);
  }

  #ref(release: Release, said: Said): PositionRef {
    const end = new TextEncoder().encode(this.#text(release)).length;
    return {
      release: release.id,
      number: 0,
      topic: said.topic,
      act: said.act,
      paragraph: 0,
      start: 0,
      end,
    };
  }

  #position(release: Release, said: Said): CellPosition {
    const text = this.#text(release);
    const before = this.#before(release);
    const { before: old, verb } = CLAUSES[release.lang];
    const dropped = before !== null && this.#text(before) !== text;
    const runs = [run(text)];
    const silent = this.#of(release.series).some(
      (one) => before !== null && one.date > before.date && one.date < release.date,
    );
    const moved = before === null ? 'new' : silent ? 'returned' : dropped ? 'reworded' : 'same-wording';
    return {
      position: this.#ref(release, said),
      force: 2,
      holder: said.holder,
      party: said.party,
      verb,
      quote: text,
      text,
      terms: [],
      inherited: false,
      standing: said.standing,
      hand: this.#told.has(release.id) ? release.id : null,
      runs,
      change: {
        relation: said.act === 'condemn' && before !== null ? 'stronger' : moved,
        previous: before?.id ?? null,
        pairing: silent ? 'another' : 'linked',
        force: 0,
      },
      before:
        before === null
          ? null
          : {
              release: before,
              position: this.#ref(before, this.#said(before.id) ?? FOUND),
              verb,
              runs:
                dropped && !silent
                  ? [run(old[0]), run(old[1], 'dropped'), run(old[2])]
                  : [run(this.#text(before))],
            },
    };
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#scenario.delay));
  }
}
