import { beforeEach, expect, test, vi } from 'vitest';
import { MemoryBackend } from '../ipc/memory';
import type { Release } from '../ipc/types';
import { overwriteGetLocale } from '../paraglide/runtime';
import { Session } from '../session/session.svelte';
import { Pair } from './pair.svelte';

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  vi.stubGlobal('navigator', { languages: ['en'] });
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) });
});

const RELEASES = [11, 12, 13, 14].map((id, at): Release => ({
  id,
  series: 3,
  title: null,
  date: `202${at}`,
  lang: 'en',
  source: null,
  paragraphs: 1,
  words: 1,
}));

async function pairOf(releases: readonly Release[]): Promise<Pair> {
  const session = new Session(new MemoryBackend({ opened: true }));
  await session.start();
  overwriteGetLocale(() => 'en');
  const pair = new Pair(session);
  pair.take(releases);
  return pair;
}
const ids = (pair: Pair): (number | undefined)[] => [pair.older?.id, pair.newer?.id];

test('the latest two releases are chosen at first', async () => {
  expect(ids(await pairOf(RELEASES))).toEqual([13, 14]);
});

test('one release alone makes no pair', async () => {
  expect(ids(await pairOf(RELEASES.slice(0, 1)))).toEqual([undefined, undefined]);
});

test('a step says why it can’t be taken', async () => {
  const pair = await pairOf(RELEASES);
  expect(pair.refusal('newer', 1)).toBe('This is the last statement in the series.');
  expect(pair.refusal('older', 1)).toBe('That statement is already on the other side.');
  expect(pair.refusal('older', -1)).toBeNull();
  pair.choose('older', 11);
  expect(pair.refusal('older', -1)).toBe('This is the first statement in the series.');
});

test('a step that can’t be taken is not taken', async () => {
  const pair = await pairOf(RELEASES);
  pair.step('newer', 1);
  pair.step('older', 1);
  expect(ids(pair)).toEqual([13, 14]);
});

test('both sides move together and stop at the ends', async () => {
  const pair = await pairOf(RELEASES);
  pair.shift(-1);
  pair.shift(-1);
  pair.shift(-1);
  expect(ids(pair)).toEqual([11, 12]);
  pair.shift(1);
  expect(ids(pair)).toEqual([12, 13]);
});

test('the releases in between are counted whichever way the pair is read', async () => {
  const pair = await pairOf(RELEASES);
  pair.choose('older', 11);
  expect([pair.between, pair.backwards]).toEqual([2, false]);
  pair.swap();
  expect([pair.between, pair.backwards]).toEqual([2, true]);
  expect(ids(pair)).toEqual([14, 11]);
});
