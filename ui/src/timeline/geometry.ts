/**
 * Where everything of the chart stands: time along the line, the ladder of acts from top to bottom. Draws nothing.
 *
 * The two scales are written out: d3-scale brings d3-color, which writes `constructor` on its prototypes, and that fails in the
 * window, whose built-in prototypes are frozen.
 */
import { line } from 'd3-shape';
import type { Act, TimelineMention, TimelineRelease } from '../ipc/types';
import { ACTS as LADDER } from '../positions/acts';

/** Room above the ladder, between two rungs, and for the dates under it, in pixels. */
const TOP = 14;
const RUNG = 22;
const DATES = 44;
/** Room before the first and behind the last release. */
const EDGE = 24;
/** The least room for a release, and the widest a chart gets. */
const LEAST = 30;
const WIDEST = 12000;

export const LADDER_END = TOP + RUNG * LADDER.length;
export const HEIGHT = LADDER_END + DATES;

/** A mark: a position of a release. */
export interface PlacedMark {
  readonly x: number;
  readonly y: number;
  /** Half its size: more for more force. */
  readonly size: number;
  readonly mention: TimelineMention;
  /** The leading one of its release carries the number of the mention. */
  readonly leading: boolean;
  /** The number of the mention on the topic, from 1. */
  readonly number: number;
  /** The release, by its place in the list. */
  readonly release: number;
}

/** A stretch of releases that are silent on a topic spoken of before. */
export interface PlacedGap {
  readonly from: number;
  readonly to: number;
  /** The releases, by their places. */
  readonly releases: readonly number[];
}

/** A tick under the chart. */
export interface PlacedTick {
  readonly x: number;
  readonly release: number;
  /** Whether its year is written: at the first of a year that is shown. */
  readonly year: boolean;
}

export interface Geometry {
  readonly width: number;
  readonly marks: readonly PlacedMark[];
  readonly gaps: readonly PlacedGap[];
  readonly ticks: readonly PlacedTick[];
  /** A path for each run of mentions without a silence in it. */
  readonly paths: readonly string[];
}

/** The day a release is dated, the first of its month or year where no more is known. */
export function dayOf(date: string): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}

/** Where an act stands. */
export function rungOf(act: Act): number {
  return TOP + RUNG / 2 + LADDER.indexOf(act) * RUNG;
}

/** Lays the chart out in at least this room. From the right where `rtl` says so: the oldest is where reading begins. */
export function lay(releases: readonly TimelineRelease[], room: number, rtl: boolean): Geometry {
  const width = Math.min(WIDEST, Math.max(room, releases.length * LEAST + 2 * EDGE));
  const first = releases[0]?.release.date ?? '2000-01-01';
  const last = releases.at(-1)?.release.date ?? first;
  const across: [number, number] = rtl ? [width - EDGE, EDGE] : [EDGE, width - EDGE];
  const [begin, end] = [dayOf(first).getTime(), dayOf(last).getTime()];
  const time = (date: Date): number =>
    across[0] + ((date.getTime() - begin) / (end - begin)) * (across[1] - across[0]);
  const middle = width / 2;
  const at = (release: number): number =>
    first === last ? middle : time(dayOf(releases[release]?.release.date ?? first));
  const marks: PlacedMark[] = [];
  const gaps: PlacedGap[] = [];
  const runs: PlacedMark[][] = [];
  let number = 0;
  let silent: number[] = [];
  const close = (before: number, after: number): void => {
    if (silent.length === 0) return;
    const edges = [(at(before) + at(silent[0] ?? before)) / 2, (at(silent.at(-1) ?? after) + at(after)) / 2];
    gaps.push({ from: Math.min(...edges), to: Math.max(...edges), releases: silent });
    silent = [];
  };
  let spoke: number | null = null;
  for (const [place, { mentions }] of releases.entries()) {
    if (mentions.length === 0) {
      if (spoke !== null) silent.push(place);
      continue;
    }
    if (silent.length > 0 || spoke === null) runs.push([]);
    if (spoke !== null) close(spoke, place);
    spoke = place;
    number += 1;
    const acts = new Set<Act>();
    for (const [order, mention] of mentions.entries()) {
      // Several positions of one act stand at one place.
      if (acts.has(mention.act)) continue;
      acts.add(mention.act);
      const leading = order === 0;
      const mark = {
        x: at(place),
        y: rungOf(mention.act),
        size: (leading ? 8 : 3.5) + mention.force * (leading ? 1 : 0.5),
        mention,
        leading,
        number,
        release: place,
      };
      marks.push(mark);
      if (leading) runs.at(-1)?.push(mark);
    }
  }
  if (spoke !== null && silent.length > 0) close(spoke, releases.length - 1);
  const path = line<PlacedMark>()
    .x((mark) => mark.x)
    .y((mark) => mark.y);
  return {
    width,
    marks,
    gaps,
    ticks: ticks(releases, at, rtl),
    paths: runs.filter((run) => run.length > 1).map((run) => path(run) ?? ''),
  };
}

/** The dates that fit under the chart, the last one always. */
function ticks(
  releases: readonly TimelineRelease[],
  at: (place: number) => number,
  rtl: boolean,
): PlacedTick[] {
  const ROOM = 62;
  const kept: number[] = [];
  for (let place = releases.length - 1; place >= 0; place -= 1) {
    const after = kept.at(-1);
    const free = after === undefined || (rtl ? at(place) - at(after) : at(after) - at(place)) >= ROOM;
    if (free) kept.push(place);
  }
  let year = '';
  return kept.reverse().map((release) => {
    const own = releases[release]?.release.date.slice(0, 4) ?? '';
    const tick = { x: at(release), release, year: own !== year };
    year = own;
    return tick;
  });
}
