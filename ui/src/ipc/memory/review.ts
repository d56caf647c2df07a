/**
 * What a person says of a comparison, in memory. A link by hand is laid over the comparison that was made beforehand: passages
 * that were taken apart stand alone, and those linked stand in one row, every word of it marked.
 */
import type { PlacedPair, ReviewCalls } from '../review';
import type { ChangeMark, Mark, PairLink, Paragraph, Review, Row } from '../types';
import type { MemoryArchive } from './archive';

const NOTHING: Review = { marks: {}, notes: [], links: [] };

const keyOf = ({ older, newer }: PlacedPair): string => `${older}-${newer}`;

export function reviewOf(archive: MemoryArchive, wait: () => Promise<void>): ReviewCalls {
  const change = (
    pair: PlacedPair,
    code: string,
    params: Record<string, string>,
    work: (said: Review) => Review,
  ): void =>
    archive.act(code, params, () => {
      archive.reviews.set(keyOf(pair), work(archive.reviews.get(keyOf(pair)) ?? NOTHING));
    });
  return {
    of: async (pair) => {
      await wait();
      return structuredClone(archive.reviews.get(keyOf(pair)) ?? NOTHING);
    },
    mark: async (pair, part, name, marking) => {
      await wait();
      const code =
        'significance' in marking ? 'weigh-change' : marking.reviewed ? 'review-change' : 'unreview-change';
      change(pair, code, { name }, (said) => {
        const before: ChangeMark = said.marks[part] ?? { reviewed: false, significance: null };
        return { ...said, marks: { ...said.marks, [part]: { ...before, ...marking } } };
      });
    },
    note: async (pair, part, name, text) => {
      await wait();
      const id = archive.number();
      change(pair, 'add-note', { name }, (said) => ({
        ...said,
        notes: [...said.notes, { id, part, text, made: '2026-02-01T09:00:00Z' }],
      }));
      return id;
    },
    strip: async (release, paragraph, around) => {
      await wait();
      const { series } = archive.row(release).release;
      const releases = archive.rows
        .map((row) => row.release)
        .filter((one) => one.series === series)
        .sort((a, b) => a.date.localeCompare(b.date));
      const at = releases.findIndex(({ id }) => id === release);
      const looked = releases.slice(Math.max(0, at - around), at + around + 1);
      const columns = looked.map((one) => {
        const texts = archive.paragraphs(one.id);
        const number = Math.min(paragraph, texts.length - 1);
        return {
          release: one,
          paragraphs: [
            {
              number,
              runs: [{ text: texts[number] ?? '', mark: 'none' as const, class: null, change: null }],
            },
          ],
        };
      });
      const whole = looked.length === releases.length;
      return structuredClone({ columns, begins: whole, ends: whole, more: !whole });
    },
    relink: async (pair, { what, links, olderName, newerName }) => {
      await wait();
      const code = { link: 'link-passages', part: 'part-passages', clear: 'clear-links' }[what];
      const same = (a: PairLink, b: PairLink): boolean => a.older === b.older && a.newer === b.newer;
      change(pair, code, { older: olderName, newer: newerName }, (said) => ({
        ...said,
        links: [
          ...said.links.filter((old) => !links.some((link) => same(old, link))),
          ...links.filter((link) => link.linked !== null),
        ],
      }));
    },
    kept: async () => {
      await wait();
      return structuredClone(archive.kept).reverse();
    },
    keep: async ({ older, newer }, name) => {
      await wait();
      const id = archive.number();
      const [first, second] = [archive.row(older).release, archive.row(newer).release];
      const kept = { id, name, series: second.series, older, newer };
      archive.act('keep-comparison', { name }, () => {
        archive.kept = [...archive.kept, { ...kept, older_date: first.date, newer_date: second.date }];
      });
      return id;
    },
    drop: async (kept) => {
      await wait();
      const name = archive.kept.find((one) => one.id === kept)?.name ?? '';
      archive.act('drop-comparison', { name }, () => {
        archive.kept = archive.kept.filter((one) => one.id !== kept);
      });
    },
  };
}

/** The links by hand that were said of a pair. */
export function linksOf(archive: MemoryArchive, pair: PlacedPair): readonly PairLink[] {
  return archive.reviews.get(keyOf(pair))?.links ?? [];
}

/** The rows with the links by hand laid over them. */
export function relinked(rows: readonly Row[], links: readonly PairLink[]): Row[] {
  if (links.length === 0) return [...rows];
  const groups: { older: Set<number>; newer: Set<number> }[] = [];
  for (const { older, newer } of links.filter((link) => link.linked === true)) {
    const group = groups.find((one) => one.older.has(older) || one.newer.has(newer));
    if (group === undefined) groups.push({ older: new Set([older]), newer: new Set([newer]) });
    else {
      group.older.add(older);
      group.newer.add(newer);
    }
  }
  const taken = (side: 'older' | 'newer', number: number): boolean =>
    groups.some((group) => group[side].has(number));
  const apart = (row: Row): boolean =>
    row.older.some((older) => taken('older', older.number)) ||
    row.newer.some((newer) => taken('newer', newer.number)) ||
    links.some(
      (link) =>
        link.linked === false &&
        row.older.some(({ number }) => number === link.older) &&
        row.newer.some(({ number }) => number === link.newer),
    );
  const texts = (side: 'older' | 'newer'): Paragraph[] => rows.flatMap((row) => row[side]);
  const laid = rows.flatMap((row): Row[] =>
    !apart(row)
      ? [row]
      : [
          ...row.older.filter(({ number }) => !taken('older', number)).map((one) => alone(one, 'dropped')),
          ...row.newer.filter(({ number }) => !taken('newer', number)).map((one) => alone(one, 'added')),
        ],
  );
  const linked = groups.map((group): Row => {
    const older = texts('older').filter(({ number }) => group.older.has(number));
    const newer = texts('newer').filter(({ number }) => group.newer.has(number));
    const many = [older.length > 1, newer.length > 1];
    const kind = many[0] ? (many[1] ? 'regrouped' : 'merged') : many[1] ? 'split' : 'reworded';
    return {
      kind,
      moved: null,
      score: 1,
      reason: 'by-hand',
      older: older.map((one) => marked(one, 'dropped')),
      newer: newer.map((one) => marked(one, 'added')),
      changes: [],
    };
  });
  const place = (row: Row): number => row.newer[0]?.number ?? (row.older[0]?.number ?? 0) + 0.5;
  return [...laid, ...linked].sort((a, b) => place(a) - place(b));
}

function marked({ number, runs }: Paragraph, mark: Mark): Paragraph {
  return { number, runs: [{ text: runs.map((run) => run.text).join(''), mark, class: null, change: null }] };
}

function alone(paragraph: Paragraph, kind: 'added' | 'dropped'): Row {
  const one = [marked(paragraph, kind)];
  const [older, newer] = kind === 'dropped' ? [one, []] : [[], one];
  return { kind, moved: null, score: 1, reason: null, older, newer, changes: [] };
}
