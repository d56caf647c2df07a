import { expect, test } from 'vitest';
import { formatLength } from './numbers';

test('lengths are in steps of a thousand', () => {
  expect(formatLength(900, 'en')).toBe('0.9 kB');
  expect(formatLength(3_140_000, 'en')).toBe('3.1 MB');
  expect(formatLength(2_000_000_000, 'en')).toBe('2 GB');
});
