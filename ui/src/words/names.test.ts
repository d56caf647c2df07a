import { expect, test } from 'vitest';
import type { Release, Series } from '../ipc/types';
import { nameIn, titleOf, topicTitle } from './names';

const SERIES: Series = {
  id: 1,
  issuer: 1,
  title: { en: 'FOMC statement', ar: 'بيان اللجنة' },
  lang: 'en',
  releases: 1,
};
const RELEASE: Release = {
  id: 1,
  series: 1,
  title: null,
  date: '2026-01-28',
  lang: 'en',
  source: null,
  paragraphs: 1,
  words: 1,
};

test('a name is given in the language asked for, or in the one it has', () => {
  expect(nameIn({ en: 'Group', ar: 'المجموعة' }, 'ar')).toEqual({ text: 'المجموعة', lang: 'ar' });
  expect(nameIn({ en: 'Group' }, 'ar')).toEqual({ text: 'Group', lang: 'en' });
});

test('a release without a title is called by its series', () => {
  expect(titleOf(RELEASE, SERIES, 'ar')).toEqual({ text: 'بيان اللجنة', lang: 'ar' });
});

test('a title is given as it stands, in the language of its release', () => {
  expect(titleOf({ ...RELEASE, title: 'Statement' }, SERIES, 'ar')).toEqual({
    text: 'Statement',
    lang: 'en',
  });
});

test('a numbered topic has its number where its name keeps a place for it, else behind the name', () => {
  const label = { en: 'Resolution #', ar: 'القرار # لمجلس الأمن' };
  expect(topicTitle({ label, number: '9954' }, 'en').text).toBe('Resolution 9954');
  expect(topicTitle({ label, number: '9954' }, 'ar').text).toBe('القرار 9954 لمجلس الأمن');
  expect(topicTitle({ label: { en: 'Resolution' }, number: '7' }, 'en').text).toBe('Resolution 7');
  expect(topicTitle({ label: { en: 'Refugees' }, number: null }, 'en').text).toBe('Refugees');
});
