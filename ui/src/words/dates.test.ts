import { expect, test } from 'vitest';
import { formatDate, formatShort, isDate, yearOf } from './dates';
import { reading } from './reading.svelte';

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

test('the months, the digits and the Hijri date follow the settings', () => {
  reading.months = 'international';
  reading.numerals = 'arabic-indic';
  expect(formatDate('2026-04-09', 'ar')).toBe('٩ أبريل ٢٠٢٦');
  expect(formatDate('2026', 'ar')).toBe('٢٠٢٦');
  // Digits of another language's sentence stay as that language writes them.
  expect(formatDate('2026-04-09', 'en')).toBe('9 April 2026');
  reading.numerals = 'latin';
  reading.hijri = true;
  expect(formatDate('2025-03-01', 'en')).toMatch(/^1 March 2025 \(1 Ramadan 1446/);
  expect(formatDate('2025-03-01', 'en', 'short')).toBe('1 Mar 2025');
  expect(formatDate('2025-03', 'en')).toBe('March 2025');
  reading.months = 'levantine';
  reading.hijri = false;
});

test('on an axis a date takes little room', () => {
  expect(formatShort('2025-12-11', 'ar')).toBe('11 ك1');
  expect(formatShort('2025-12-11', 'en')).toBe('11 Dec');
  expect(formatShort('2025', 'en')).toBe('2025');
});

test('a year, a month and a day of the calendar are dates, and nothing else is', () => {
  for (const date of ['2026', '2026-04', '2024-02-29']) expect(isDate(date)).toBe(true);
  for (const text of ['', '26', '2026-13', '2026-02-30', '2026-4-9', '٢٠٢٦'])
    expect(isDate(text)).toBe(false);
});
