import { expect, test } from 'vitest';
import { bytesOf, unitsOf, wholeWords } from './extent';

const TEXT = 'أكد 𝐀 المجلس.';

test('units and bytes of the same words name each other', () => {
  const units = { from: TEXT.indexOf('المجلس'), to: TEXT.length - 1 };
  const bytes = bytesOf(TEXT, units);
  expect(bytes).toEqual({ start: 12, end: 24 });
  expect(unitsOf(TEXT, bytes)).toEqual(units);
});

test('a selection grows to whole words and loses the spaces around them', () => {
  expect(wholeWords('one two three', { from: 5, to: 8 })).toEqual({ from: 4, to: 7 });
  expect(wholeWords('one two three', { from: 9, to: 6 })).toEqual({ from: 4, to: 13 });
  expect(wholeWords('one  two', { from: 3, to: 5 })).toBeNull();
});
