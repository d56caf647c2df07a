import { expect, test } from 'vitest';
import { formatMoment } from './figures';

test('a moment is told by this computer’s clock', () => {
  const noon = new Date(2026, 1, 3, 12, 5).toISOString();
  expect(formatMoment(noon, 'en')).toBe('3 Feb 2026, 12:05');
  expect(formatMoment(noon, 'ar')).toContain('12:05');
});
