import { expect, test } from 'vitest';
import { outward } from './portions';

test('a list is gone through from a place outward, each of its items once', () => {
  expect(outward(['a', 'b', 'c', 'd', 'e'], 1)).toEqual(['b', 'c', 'a', 'd', 'e']);
  expect(outward(['a', 'b', 'c'], 0)).toEqual(['a', 'b', 'c']);
  expect(outward(['a', 'b', 'c'], 2)).toEqual(['c', 'b', 'a']);
  expect(outward([], 0)).toEqual([]);
});
