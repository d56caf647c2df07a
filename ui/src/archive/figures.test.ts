import { expect, test } from 'vitest';
import { formatLength, formatMoment } from './figures';

test('lengths are in steps of a thousand', () => {
  expect(formatLength(900, 'en')).toBe('0.9 kB');
  expect(formatLength(3_140_000, 'en')).toBe('3.1 MB');
  expect(formatLength(2_000_000_000, 'en')).toBe('2 GB');
});

test('a moment is told by this computer’s clock', () => {
  const noon = new Date(2026, 1, 3, 12, 5).toISOString();
  expect(formatMoment(noon, 'en')).toBe('3 Feb 2026, 12:05');
  expect(formatMoment(noon, 'ar')).toContain('12:05');
});
