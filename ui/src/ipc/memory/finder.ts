/** Searching in memory: letter by letter, without the folding that the real search has. */
import { Failure } from '../backend';
import type { Finder } from '../finder';
import type { HitShown, HitsPage, Line, Overview, SearchAsked } from '../types';
import type { MemoryArchive } from './archive';

export function finderOf(archive: MemoryArchive, wait: () => Promise<void>): Finder {
  function hits(asked: SearchAsked): HitShown[] {
    const wanted = asked.typed.trim().replaceAll('"', '');
    if (!/[\p{L}\p{N}]/u.test(wanted)) throw new Failure('query-empty');
    if (wanted.startsWith('-')) throw new Failure('query-only-without');
    return archive.rows
      .filter(
        ({ release }) =>
          (asked.series.length === 0 || asked.series.includes(release.series)) &&
          (asked.lang === null || asked.lang === release.lang) &&
          (asked.from === null || release.date >= asked.from) &&
          (asked.to === null || release.date.slice(0, asked.to.length) <= asked.to),
      )
      .sort((a, b) => (a.release.date < b.release.date ? 1 : -1) * (asked.order === 'oldest' ? -1 : 1))
      .flatMap(({ release }) =>
        archive.paragraphs(release.id).flatMap((text, paragraph) => {
          const lines = linesOf(text, wanted);
          if (lines.length === 0) return [];
          const { id, series, date, lang } = release;
          return [{ release: id, series, date, lang, paragraph, lines }];
        }),
      );
  }
  return {
    search: async (asked): Promise<HitsPage> => {
      await wait();
      const all = hits(asked);
      const page = all.slice(asked.offset, asked.offset + asked.limit);
      return { total: all.length, more: false, order: asked.order, without_index: false, hits: page };
    },
    overview: async (asked): Promise<Overview> => {
      await wait();
      const all = hits({ ...asked, order: 'oldest' });
      const times = new Map<string, number>();
      const bars = new Map<string, number>();
      for (const hit of all) {
        bars.set(hit.date.slice(0, 4), (bars.get(hit.date.slice(0, 4)) ?? 0) + 1);
        for (const line of hit.lines) times.set(line.hit, (times.get(line.hit) ?? 0) + 1);
      }
      const seen = (hit: HitShown | undefined) => (hit ? { release: hit.release, date: hit.date } : null);
      return {
        releases: new Set(all.map((hit) => hit.release)).size,
        hits: all.length,
        first: seen(all[0]),
        last: seen(all.at(-1)),
        bars: [...bars].map(([date, number]) => ({ release: null, date, hits: number })),
        forms: [...times].map(([text, number]) => ({ text, times: number })),
        forms_in: all.length,
      };
    },
    facets: async () => ({ topics: [], acts: [], indexed: true }),
  };
}

function linesOf(text: string, wanted: string): Line[] {
  const lines: Line[] = [];
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(wanted.toLowerCase()); at >= 0;) {
    // Whole words, as the real search gives them.
    const from = text.slice(0, at).search(/[\p{L}\p{N}]+$/u);
    const start = from < 0 ? at : from;
    const end =
      at + wanted.length + (/^[\p{L}\p{N}]+/u.exec(text.slice(at + wanted.length))?.[0].length ?? 0);
    lines.push({
      before: text.slice(Math.max(0, start - 80), start),
      hit: text.slice(start, end),
      after: text.slice(end, end + 80),
      cut_before: start > 80,
      cut_after: end + 80 < text.length,
      from: start,
      to: end,
    });
    at = lower.indexOf(wanted.toLowerCase(), end);
  }
  return lines;
}
