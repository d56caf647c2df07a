import { expect, test } from 'vitest';
import { formatDate, yearOf } from './dates';

test('a full date is written with its month in words', () => {
  expect(formatDate('2026-01-28', 'en')).toBe('28 January 2026');
  expect(formatDate('2026-01-28', 'en', 'short')).toBe('28 Jan 2026');
  expect(formatDate('2026-04-09', 'ar')).toBe('9 نيسان 2026');
});

test('Arabic months are the Levantine ones, in full in either form', () => {
  expect(formatDate('2025-12-01', 'ar', 'short')).toBe('1 كانون الأول 2025');
  expect(formatDate('2025-11-01', 'ar')).toBe('1 تشرين الثاني 2025');
});

test('a date that lacks its day, or its day and month, shows what is known', () => {
  expect(formatDate('2024-03', 'en')).toBe('March 2024');
  expect(formatDate('2024-03', 'ar')).toBe('آذار 2024');
  expect(formatDate('2024', 'ar')).toBe('2024');
});

test('what is no date comes back as it is', () => {
  for (const odd of ['', 'soon', '2024-13', '2024-1-1']) expect(formatDate(odd, 'en')).toBe(odd);
});

test('the year of a date is its first part', () => {
  expect(yearOf('2024-03')).toBe('2024');
});
