import { expect, test } from 'vitest';
import { m } from '../paraglide/messages';
import { overwriteGetLocale } from '../paraglide/runtime';
import { directionOf, preferred } from './language.svelte';

test('the first language of the system that the app speaks is taken', () => {
  expect(preferred(['fr-FR', 'ar-SY', 'en'])).toBe('ar');
  expect(preferred(['en-GB', 'ar'])).toBe('en');
  expect(preferred(['de', 'fr'])).toBe('en');
  expect(preferred([])).toBe('en');
});

test('Arabic is written from the right', () => {
  expect(directionOf('ar')).toBe('rtl');
  expect(directionOf('en')).toBe('ltr');
});

test('Arabic counts agree with their nouns in all six forms', () => {
  overwriteGetLocale(() => 'ar');
  const counts = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103];
  expect(counts.map((count) => m.paragraphs({ count }))).toEqual([
    'لا فقرات',
    'فقرة واحدة',
    'فقرتان',
    '3 فقرات',
    '10 فقرات',
    '11 فقرة',
    '99 فقرة',
    '100 فقرة',
    '102 فقرة',
    '103 فقرات',
  ]);
  expect(counts.map((count) => m.changes({ count })).slice(2, 6)).toEqual([
    'تغييران',
    '3 تغييرات',
    '10 تغييرات',
    '11 تغييرا',
  ]);
});
