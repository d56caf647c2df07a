import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ReadDraft } from '../ipc/types';
import { overwriteGetLocale } from '../paraglide/runtime';
import { Check, controlsIn, controlsShown, NEW, withoutControls } from './check.svelte';
import { WARNING_CODES, wordWarning } from './warnings';

const DRAFT: ReadDraft = {
  id: 1,
  name: 'a.txt',
  title: 'بيان',
  paragraphs: ['أكد المجلس دعمه', 'لوقف إطلاق النار. وطالب 420 جهة', 'صفحة 1'].map((text) => ({
    text,
    kind: 'body',
  })),
  dates: [],
  lang: 'ar',
  source: 'a.txt',
  author: null,
  encoding: 'UTF-8',
  warnings: [{ code: 'number-differs', params: { taken: '420', other: '240' }, paragraph: 1 }],
  alike: null,
  series: null,
  begun: null,
};

test('joining and splitting change breaks only, and each step can be undone and done again', () => {
  const check = new Check(DRAFT, 1);
  const before = check.kept;
  expect(check.join(1)).toBe('أكد المجلس دعمه'.length);
  expect(check.kept[0]).toBe('أكد المجلس دعمه لوقف إطلاق النار. وطالب 420 جهة');
  expect(check.split(0, 'أكد المجلس دعمه لوقف إطلاق النار.'.length)).toBe(true);
  expect(check.kept).toEqual(['أكد المجلس دعمه لوقف إطلاق النار.', 'وطالب 420 جهة', 'صفحة 1']);
  expect(check.kept.join(' ')).toBe(before.join(' '));
  check.undo();
  check.undo();
  expect(check.kept).toEqual(before);
  check.redo();
  expect(check.kept).toHaveLength(2);
});

test('nothing is split off at the end of a paragraph, and the first has none to be joined to', () => {
  const check = new Check(DRAFT, 1);
  expect(check.split(0, 0)).toBe(false);
  expect(check.split(0, 999)).toBe(false);
  expect(check.join(0)).toBeNull();
  expect(check.canUndo).toBe(false);
});

test('what is left out is not stored and can be taken back in', () => {
  const check = new Check(DRAFT, 1);
  check.leaveOut(2);
  expect(check.order('2025').paragraphs).toHaveLength(2);
  check.leaveOut(2);
  expect(check.order('2025').paragraphs).toHaveLength(3);
});

test('a number that was read twice holds up storing until one reading is chosen, which then stands in the text', () => {
  const check = new Check(DRAFT, 1);
  check.date = '2025';
  expect(check.complete).toBe(false);
  const [warning] = DRAFT.warnings;
  if (warning === undefined) throw new Error('the draft has a warning');
  check.take(warning, '240');
  check.settle(0);
  expect(check.kept[1]).toContain('240');
  expect(check.complete).toBe(true);
});

test('a new series needs its title and the name of its issuer', () => {
  const check = new Check({ ...DRAFT, warnings: [] }, undefined);
  check.date = '2025';
  expect(check.series).toBe(NEW);
  expect(check.complete).toBe(false);
  check.seriesTitle = 'Periodic meetings';
  expect(check.complete).toBe(false);
  check.issuerName = 'Council';
  expect(check.complete).toBe(true);
  expect(check.order('2025').series).toMatchObject({ series: null, lang: 'en' });
});

test('a draft that is nearly a stored release is a revision of it unless the person says otherwise', () => {
  const near = { release: 7, series: 3, date: '2025-03-27', words: 3, identical: false };
  const check = new Check({ ...DRAFT, alike: near }, 1);
  expect([check.series, check.revises]).toEqual([3, 7]);
  check.fate = 'new';
  expect(check.order('2025').revises).toBeNull();
});

test('what the person changed is told from what stands as it was read, also after it is undone', () => {
  const check = new Check(DRAFT, 1);
  expect([check.changed, check.placed]).toEqual([false, false]);
  check.leaveOut(2);
  expect(check.changed).toBe(true);
  check.undo();
  expect(check.changed).toBe(false);
  check.place = 'دمشق';
  expect([check.changed, check.placed]).toEqual([true, false]);
  check.series = 2;
  expect(check.placed).toBe(true);
});

test('what the person made of a draft before the program ended is there again, what they left out among it', () => {
  const before = new Check(DRAFT, 1);
  expect(before.begun()).toBeNull();
  before.join(1);
  before.leaveOut(1);
  before.title = 'عنوان آخر';
  before.date = 'آذار';
  const again = new Check({ ...DRAFT, begun: before.begun() }, 1);
  expect(again.begun()).toEqual(before.begun());
  expect([again.changed, again.date, again.placed]).toEqual([true, 'آذار', false]);
  again.leaveOut(1);
  expect(again.kept.length).toBe(before.kept.length + 1);
});

test('control characters are named, shown and taken out; the marks of Arabic text are none', () => {
  const text = 'دعم\u202Eه\u0000 می\u200Cخواهم\u200F';
  expect(controlsIn(text)).toEqual(['U+202E', 'U+0000']);
  expect(controlsShown(text)).toContain('[U+202E]');
  expect(withoutControls(text)).toBe('دعمه می\u200Cخواهم\u200F');
});

test.each(['ar', 'en'] as const)('every warning of the reader has words of its own in %s', (lang) => {
  overwriteGetLocale(() => lang);
  const source = readFileSync(
    new URL('../../../src-tauri/src/commands/import/told.rs', import.meta.url),
    'utf8',
  );
  const said = source.slice(source.indexOf('fn warning('));
  const codes = [...said.slice(0, said.indexOf('\n}\n')).matchAll(/\(?"([a-z]+(?:-[a-z]+)+)"/g)].map(
    ([, code]) => code,
  );
  expect([...new Set(codes)].sort()).toEqual([...WARNING_CODES].sort());
  const words = WARNING_CODES.map((code) => wordWarning({ code, params: {}, paragraph: null }));
  expect(new Set(words).size).toBe(WARNING_CODES.length);
});
