import { expect, test } from 'vitest';
import type { Row } from '../ipc/types';
import { overwriteGetLocale } from '../paraglide/runtime';
import { COUNTED, kindForm, rowForm } from './kinds';

function row(kind: Row['kind'], moved: Row['moved'] = null): Row {
  return { kind, moved, score: 1, reason: null, older: [], newer: [], changes: [] };
}

test.each(['ar', 'en'] as const)('every kind has a word and a glyph of its own in %s', (lang) => {
  overwriteGetLocale(() => lang);
  expect(new Set(COUNTED.map((kind) => kindForm(kind).label())).size).toBe(COUNTED.length);
  expect(new Set(COUNTED.map((kind) => kindForm(kind).icon)).size).toBe(COUNTED.length);
});

test('a passage that moved and changed says both, one that only moved says so', () => {
  overwriteGetLocale(() => 'en');
  expect(rowForm(row('same', 'up')).label()).toBe('moved up');
  expect(rowForm(row('cosmetic', 'down')).label()).toBe('moved down');
  expect(rowForm(row('reworded', 'up')).label()).toBe('moved up, reworded');
  expect(rowForm(row('split', 'down')).label()).toBe('moved down, split');
  expect(rowForm(row('merged')).label()).toBe('merged');
});
