import { expect, test } from 'vitest';
import type { Act, TimelineMention, TimelineRelease } from '../ipc/types';
import { lay } from './geometry';

function release(id: number, date: string, ...acts: Act[]): TimelineRelease {
  return {
    release: { id, series: 1, title: null, date, lang: 'ar', source: null, paragraphs: 1, words: 1 },
    mentions: acts.map((act, number): TimelineMention => ({
      number,
      act,
      force: 2,
      verb: '',
      paragraph: 0,
      from: 0,
      to: 0,
      newer: [],
      older: [],
      relation: null,
      pairing: null,
      gained: 0,
      before: null,
      told: false,
    })),
    notes: [],
  };
}

const SERIES = [
  release(1, '2025-01-28', 'stress'),
  release(2, '2025-02-25'),
  release(3, '2025-03-27', 'concern', 'call'),
  release(4, '2025-05-27', 'call'),
];

test('time runs from where reading begins', () => {
  const english = lay(SERIES, 800, false).marks.map((mark) => mark.x);
  const arabic = lay(SERIES, 800, true).marks.map((mark) => mark.x);
  expect(english).toEqual([...english].sort((a, b) => a - b));
  expect(arabic).toEqual([...arabic].sort((a, b) => b - a));
});

test('distances in time are to scale', () => {
  const [first, third, , fourth] = lay(SERIES, 800, false).marks.map((mark) => mark.x);
  const days = (58 / 119) * ((fourth ?? 0) - (first ?? 0));
  expect((third ?? 0) - (first ?? 0)).toBeCloseTo(days, 5);
});

test('a silence is a gap that no line crosses', () => {
  const { gaps, paths, marks } = lay(SERIES, 800, false);
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.releases).toEqual([1]);
  // One line alone, between the third and the fourth.
  expect(paths).toHaveLength(1);
  expect(marks.filter((mark) => mark.leading).map((mark) => mark.number)).toEqual([1, 2, 3]);
});

test('what leads a release carries its number, the other acts of it stand beside', () => {
  const marks = lay(SERIES, 800, false).marks.filter((mark) => mark.release === 2);
  expect(marks.map((mark) => [mark.mention.act, mark.leading])).toEqual([
    ['concern', true],
    ['call', false],
  ]);
});

test('many releases get room each', () => {
  const many = Array.from({ length: 200 }, (_, n) =>
    release(n, `${2000 + Math.floor(n / 8)}-0${1 + (n % 8)}-01`, 'note'),
  );
  const { width, ticks } = lay(many, 800, false);
  expect(width).toBeGreaterThan(5000);
  expect(ticks.at(-1)?.release).toBe(199);
});
