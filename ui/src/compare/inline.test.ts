import { describe, expect, test } from 'vitest';
import sample from '../ipc/sample/comparisons.json';
import type { Mark, Paragraph, Row, Run } from '../ipc/types';
import { excerpt, inline } from './inline';

function run(text: string, mark: Mark = 'none'): Run {
  return { text, mark, class: null, change: null };
}
const one = (...runs: Run[]): Paragraph[] => [{ number: 0, runs }];
/** Runs in short: [-dropped-], {+added+}. */
function short(runs: readonly Run[]): string {
  return runs
    .map(({ text, mark }) => (mark === 'dropped' ? `[-${text}-]` : mark === 'added' ? `{+${text}+}` : text))
    .join('');
}

test('dropped words stand before the words that replace them, a space between', () => {
  const older = one(run('They '), run('stressed', 'dropped'), run(' it.'));
  const newer = one(run('They '), run('demanded', 'added'), run(' it.'));
  expect(inline(older, newer).map(short)).toEqual(['They [-stressed-] {+demanded+} it.']);
});

test('a word only dropped keeps its place', () => {
  const older = one(run('a '), run('lasting', 'dropped'), run(' halt'));
  expect(inline(older, one(run('a halt'))).map(short)).toEqual(['a [-lasting-] halt']);
});

test('a word only added keeps its place', () => {
  const newer = one(run('a '), run('full', 'added'), run(' halt'));
  expect(inline(one(run('a halt')), newer).map(short)).toEqual(['a {+full+} halt']);
});

test('words added before a full stop do not disturb it', () => {
  const newer = one(run('a halt'), run(' at once', 'added'), run('.'));
  expect(inline(one(run('a halt.')), newer).map(short)).toEqual(['a halt{+ at once+}.']);
});

test('words that differ silently are shown as the newer text has them', () => {
  expect(inline(one(run('وقفا شاملا')), one(run('وقفاً شاملا'))).map(short)).toEqual(['وقفاً شاملا']);
});

test('a split shows the newer paragraphs', () => {
  const older = one(run('First part, '), run('and', 'dropped'), run(' second part.'));
  const newer: Paragraph[] = [
    { number: 0, runs: [run('First part,')] },
    { number: 1, runs: [run('second part.')] },
  ];
  const woven = inline(older, newer).map(short);
  expect(woven).toHaveLength(2);
  expect(woven.join('|')).toContain('[-and-]');
});

describe('in every comparison of the sample', () => {
  const rows = (sample as unknown as { rows: Row[] }[])
    .flatMap((comparison) => comparison.rows)
    .filter((row) => row.older.length > 0 && row.newer.length > 0);
  const squeeze = (text: string): string => text.replace(/\s+/gu, '');
  const all = (paragraphs: readonly Paragraph[]): Run[] => paragraphs.flatMap((paragraph) => paragraph.runs);
  const text = (runs: readonly Run[]): string => squeeze(runs.map((each) => each.text).join(''));

  test('the woven text without the dropped words is the newer text', () => {
    for (const row of rows) {
      const woven = inline(row.older, row.newer).flat();
      expect(text(woven.filter((each) => each.mark !== 'dropped'))).toBe(text(all(row.newer)));
    }
  });

  test('no dropped word is lost', () => {
    const dropped = (runs: readonly Run[]): string => text(runs.filter((each) => each.mark === 'dropped'));
    for (const row of rows) {
      expect(dropped(inline(row.older, row.newer).flat())).toBe(dropped(all(row.older)));
    }
  });
});

test('an excerpt keeps a few words around a mark and says where it left words out', () => {
  const long = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen ';
  const cut = short(excerpt([run(long), run('now', 'added'), run(` ${long}`)], false));
  expect(cut).toBe(
    '… eight nine ten eleven twelve thirteen fourteen {+now+} one two three four five six seven …',
  );
});

test('a text without marks has no excerpt', () => {
  expect(excerpt([run('nothing'), run('here', 'cosmetic')], false)).toEqual([]);
});
