import { expect, test } from 'vitest';
import { m } from '../paraglide/messages';
import { overwriteGetLocale } from '../paraglide/runtime';
import { pieces } from './phrase';
import { PROBLEM_CODES, wordProblem } from './problems';

const PARAMS = { path: '/somewhere/a.bayan', found: '7', supported: '3' };

test.each(['ar', 'en'] as const)('every problem has its own words and its own remedy in %s', (lang) => {
  overwriteGetLocale(() => lang);
  const worded = PROBLEM_CODES.map((code) => wordProblem(code, PARAMS));
  expect(new Set(worded.map((one) => one.title)).size).toBe(PROBLEM_CODES.length);
  expect(new Set(worded.map((one) => one.remedy)).size).toBe(PROBLEM_CODES.length);
});

test.each(['ar', 'en'] as const)('every problem with an archive names the file, isolated, in %s', (lang) => {
  overwriteGetLocale(() => lang);
  for (const code of PROBLEM_CODES.filter((one) => one.startsWith('archive-') || one === 'disk-full')) {
    const { title, remedy } = wordProblem(code, PARAMS);
    const names = pieces(title + remedy).filter((piece) => piece.isolated);
    expect(
      names.map((piece) => piece.text.replaceAll('\u200e', '')),
      code,
    ).toContain(PARAMS.path);
  }
});

test('an archive of a newer version tells both versions', () => {
  overwriteGetLocale(() => 'en');
  const { remedy } = wordProblem('archive-newer', PARAMS);
  expect(pieces(remedy).filter((piece) => piece.isolated)).toEqual([
    { text: '7', isolated: true },
    { text: '3', isolated: true },
  ]);
});

test.each(['ar', 'en'] as const)('a full disk tells how much is needed and where in %s', (lang) => {
  overwriteGetLocale(() => lang);
  const { remedy } = wordProblem('disk-full', { ...PARAMS, needed: '3200000' });
  const told = pieces(remedy).filter((piece) => piece.isolated);
  expect(told.map((piece) => piece.text.replaceAll('\u200e', '')).join(' ')).toMatch(/3\.2.*a\.bayan/);
});

test('a code without words is told as an internal fault', () => {
  overwriteGetLocale(() => 'en');
  expect(wordProblem('no-such-code', {}).title).toBe(m.problem_internal());
});

test('a report without a path speaks of the archive file', () => {
  overwriteGetLocale(() => 'en');
  expect(wordProblem('archive-missing', {}).title).toContain(m.problem_file_unnamed());
});
