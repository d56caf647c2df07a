import { expect, test } from 'vitest';
import { isolate, pieces, put } from './phrase';

test('what was put into a sentence comes out isolated, wherever it stands', () => {
  expect(pieces(`${put('a.bayan')} is not there`)).toEqual([
    { text: 'a.bayan', isolated: true },
    { text: ' is not there', isolated: false },
  ]);
  expect(pieces(`from ${put('1')} to ${put('2')}`)).toEqual([
    { text: 'from ', isolated: false },
    { text: '1', isolated: true },
    { text: ' to ', isolated: false },
    { text: '2', isolated: true },
  ]);
});

test('a sentence without names is one piece', () => {
  expect(pieces('Nothing here.')).toEqual([{ text: 'Nothing here.', isolated: false }]);
});

test('a name in a label is isolated by characters', () => {
  expect(isolate('x')).toBe('\u2068x\u2069');
});
