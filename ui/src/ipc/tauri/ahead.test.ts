import { expect, test } from 'vitest';
import type { Ahead } from '../types';
import { AnsweredAhead } from './ahead';

const AHEAD = {
  library: { issuers: [], series: [] },
  compared: { series: 3, releases: [], comparison: { older: { id: 7 }, newer: { id: 8 }, rows: [] } },
} as unknown as Ahead;

function answered(ahead: Ahead | null = AHEAD): AnsweredAhead {
  const answers = new AnsweredAhead();
  answers.keep(ahead);
  return answers;
}

test('what came with the first answer is given once and then asked for anew', () => {
  const answers = answered();
  expect(answers.library()).toBe(AHEAD.library);
  expect(answers.releases(3)).toBe(AHEAD.compared?.releases);
  expect(answers.comparison(7, 8, 0)).toBe(AHEAD.compared?.comparison);
  expect([answers.library(), answers.releases(3), answers.comparison(7, 8, 0)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('what was not asked for is not given, then or later', () => {
  for (const [older, newer, from] of [
    [7, 9, 0],
    [8, 7, 0],
    [7, 8, 40],
  ] as const) {
    const answers = answered();
    expect(answers.comparison(older, newer, from)).toBeUndefined();
    expect(answers.comparison(7, 8, 0)).toBeUndefined();
  }
  const answers = answered();
  expect(answers.releases(4)).toBeUndefined();
  expect(answers.releases(3)).toBeUndefined();
});

test('where nothing came everything is asked for', () => {
  const answers = answered(null);
  expect([answers.library(), answers.releases(3), answers.comparison(7, 8, 0)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
