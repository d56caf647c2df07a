/** Topics through a series in memory: one topic whose words change, with a silence where the series has three releases. */
import { Failure } from '../backend';
import type { TimelineCalls } from '../timeline';
import type { MemoryArchive } from './archive';
import type {
  Act,
  Everywhere,
  EverywhereMentions,
  FollowedFormula,
  Formulas,
  Release,
  Run,
  Timeline,
  TimelineMention,
  PassageLineage,
  PassageNote,
} from '../types';

const WORDS = {
  ar: { verb: 'شدد', before: 'شدد على حق اللاجئين في عودة ', word: 'طوعية ', after: 'آمنة وكريمة' },
  en: {
    verb: 'stressed',
    before: 'It stressed that returns must be ',
    word: 'voluntary, ',
    after: 'safe and dignified',
  },
} as const;

function run(text: string, mark: Run['mark'] = 'none'): Run {
  return { text, mark, class: mark === 'none' ? null : 'wording', change: null };
}

export class MemoryTimeline implements TimelineCalls {
  /** The phrases kept, by series. */
  readonly kept = new Map<number, string[]>();

  readonly #releases: readonly Release[];
  readonly #delay: number;
  readonly #archive: MemoryArchive;

  constructor(archive: MemoryArchive, releases: readonly Release[], delay: number) {
    this.#archive = archive;
    this.#releases = releases;
    this.#delay = delay;
  }

  async read(series: number, topic: string | null): Promise<Timeline> {
    await this.#wait();
    const releases = this.#of(series);
    const chosen = topic ?? 'refugees';
    let first = true;
    return {
      topics: [
        {
          id: 'refugees',
          label: { ar: 'اللاجئون والعودة', en: 'Refugees and returns' },
          colour: '#8a5a2b',
          releases: 2,
        },
        {
          id: 'ceasefire',
          label: { ar: 'وقف إطلاق النار', en: 'Ceasefire' },
          colour: '#2c6e91',
          releases: 1,
        },
      ],
      topic: releases.length === 0 ? null : chosen,
      releases: releases.map((release, at) => {
        const silent = releases.length === 3 && at === 1;
        const mentions = silent
          ? []
          : [mention(release, first ? null : 'stress', first ? 'stress' : 'concern')];
        first = false;
        return { release, mentions, notes: this.#notes(release.id) };
      }),
      stale: 0,
    };
  }

  async everywhere(topic: string): Promise<Everywhere> {
    await this.#wait();
    const ids = [...new Set(this.#releases.map((release) => release.series))];
    const years = [...new Set(this.#releases.map((release) => release.date.slice(0, 4)))].sort();
    return {
      topic: {
        id: topic,
        label: { ar: 'اللاجئون والعودة', en: 'Refugees and returns' },
        colour: '#8a5a2b',
        parent: null,
        number: null,
      },
      periods: years.map((period) => ({
        period,
        acts: [
          { act: 'concern', releases: 1 },
          { act: 'stress', releases: this.#in(period).length },
        ],
      })),
      series: ids.map((series) => {
        const own = this.#of(series);
        const [first, last] = [own[0]?.date ?? '', own.at(-1)?.date ?? ''];
        return { series, releases: own.length, first, last, act: 'stress' };
      }),
    };
  }

  async mentions(_topic: string, period: string, act: Act, from: number): Promise<EverywhereMentions> {
    await this.#wait();
    const all = this.#in(period);
    const page = all.slice(from, from + 2).map((release) => {
      const { verb, from: start, to } = mention(release, null, act);
      const { before, word, after } = WORDS[release.lang];
      return { release, act, force: 2, verb, quote: before + word + after, paragraph: 0, from: start, to };
    });
    return { mentions: page, releases: all.length };
  }

  async lineage(release: number): Promise<PassageLineage> {
    await this.#wait();
    const own = this.#releases.find((one) => one.id === release);
    if (own === undefined) throw new Failure('release-missing');
    const releases = this.#of(own.series);
    const last = releases.length - 1;
    const { before, word, after } = WORDS[own.lang];
    return {
      asked: releases.findIndex((one) => one.id === release),
      releases: releases.length,
      before: null,
      after: null,
      stages: releases.map((one, at) => ({
        release: one,
        pieces: [{ paragraph: at, from: 0, to: before.length }],
        newer: [run(before), ...(at === last && at > 0 ? [] : [run(word)]), run(after)],
        older: at === 0 ? [] : [run(before), run(word, at === last ? 'dropped' : 'none'), run(after)],
        relation: at === 0 ? 'new' : at === last ? 'reworded' : 'same-wording',
        moved: at === last && at > 0,
        split: false,
        merged: false,
        by_hand: false,
      })),
    };
  }

  async follow(series: number, phrase: string): Promise<FollowedFormula> {
    await this.#wait();
    const releases = this.#of(series);
    const last = releases.length - 1;
    const words = phrase.split(' ');
    const shorter = words.slice(1).join(' ');
    const place = (release: number) => ({ release, paragraph: 0, from: 0, to: 4 });
    return {
      phrase,
      releases,
      variants: [
        { older: [run(phrase)], newer: [run(phrase)], added: [], dropped: [], places: [place(0)] },
        {
          older: [run(`${words[0] ?? ''} `, 'dropped'), run(shorter)],
          newer: [run(shorter)],
          added: [],
          dropped: words.slice(0, 1),
          places: [place(last)],
        },
      ],
    };
  }

  async formulas(series: number): Promise<Formulas> {
    await this.#wait();
    const arabic = this.#of(series)[0]?.lang === 'ar';
    return {
      kept: this.kept.get(series) ?? [],
      suggested: [
        { text: arabic ? 'عودة طوعية آمنة وكريمة' : 'voluntary, safe and dignified return', releases: 2 },
      ],
    };
  }

  async keep(series: number, phrases: readonly string[]): Promise<string[]> {
    await this.#wait();
    this.kept.set(series, [...phrases]);
    return [...phrases];
  }

  #notes(release: number): PassageNote[] {
    const all = this.#archive.notes.get(release) ?? [];
    return all.flatMap(({ id, paragraph, text }) => (paragraph === null ? [] : [{ id, paragraph, text }]));
  }

  #in(year: string): Release[] {
    return this.#releases.filter((release) => release.date.startsWith(year));
  }

  #of(series: number): Release[] {
    return this.#releases.filter((release) => release.series === series);
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#delay));
  }
}

function mention(release: Release, before: Act | null, act: Act): TimelineMention {
  const { verb, before: head, word, after } = WORDS[release.lang];
  const whole = head + word + after;
  const cut = head + after;
  const first = before === null;
  return {
    number: 0,
    act,
    force: first ? 2 : 3,
    verb,
    paragraph: 0,
    from: 0,
    to: whole.length,
    newer: first ? [run(whole)] : [run(cut)],
    older: first ? [] : [run(head), run(word, 'dropped'), run(after)],
    pairing: first ? null : 'linked',
    relation: first ? 'new' : release.lang === 'ar' ? 'returned' : 'stronger',
    gained: first ? 0 : 1,
    before,
    told: false,
  };
}
