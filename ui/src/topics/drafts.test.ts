import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Codebook, CodebookOfSeries } from '../ipc/types';
import { Drafts } from './drafts';

const topic = (...words: string[]): Codebook => ({
  topics: [
    {
      id: 'truce',
      parent: null,
      colour: '#123456',
      label: { en: 'Truce' },
      terms: words.map((word) => ({ lang: 'en', weight: 'names', words: word })),
    },
  ],
});
const stored = (codebook: Codebook, id = 1): CodebookOfSeries =>
  ({ id, name: { en: 'Own' }, codebook }) as CodebookOfSeries;

const kept = new Map<string, string>();
beforeEach(() => {
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
});
afterEach(() => {
  kept.clear();
  vi.unstubAllGlobals();
});

test('what was made of a codebook is there again for its series in its archive, and nowhere else', () => {
  new Drafts('/a.bayan').keep(3, stored(topic('truce')), topic('truce', 'lull'));
  expect(new Drafts('/a.bayan').of(3, stored(topic('truce')))).toEqual(topic('truce', 'lull'));
  expect(new Drafts('/a.bayan').of(4, stored(topic('truce')))).toBeNull();
  expect(new Drafts('/b.bayan').of(3, stored(topic('truce')))).toBeNull();
  expect(new Drafts('/a.bayan').of(3, stored(topic('truce'), 2))).toBeNull();
});

test('what was begun from a codebook that was saved otherwise since is not given: it would undo that', () => {
  const drafts = new Drafts('/a.bayan');
  drafts.keep(3, stored(topic('truce')), topic('truce', 'lull'));
  expect(drafts.of(3, stored(topic('truce', 'ceasefire')))).toBeNull();
});

test('what is as it is stored is no draft', () => {
  const drafts = new Drafts('/a.bayan');
  drafts.keep(3, stored(topic('truce')), topic('truce', 'lull'));
  drafts.keep(3, stored(topic('truce', 'lull')), topic('truce', 'lull'));
  expect(drafts.of(3, stored(topic('truce')))).toBeNull();
  expect(drafts.of(3, stored(topic('truce', 'lull')))).toBeNull();
});

test('an edit of one codebook writes no other draft, and one that is taken back leaves nothing', () => {
  const drafts = new Drafts('/a.bayan');
  drafts.keep(3, stored(topic('truce')), topic('truce', 'lull'));
  const first = new Map(kept);
  drafts.keep(4, stored(topic('border')), topic('border', 'crossing'));
  expect([...kept.keys()]).toHaveLength(2);
  for (const [name, value] of first) expect(kept.get(name)).toBe(value);
  drafts.keep(4, stored(topic('border')), topic('border'));
  expect(kept).toEqual(first);
});

test('what nobody can read in the storage counts as nothing', () => {
  const drafts = new Drafts('/a.bayan');
  drafts.keep(3, stored(topic('truce')), topic('truce', 'lull'));
  const [name = ''] = kept.keys();
  for (const value of ['{', '7', 'null', '{"begun":{"topics":[{}]},"codebook":{"topics":[]}}']) {
    kept.set(name, value);
    expect(drafts.of(3, stored(topic('truce')))).toBeNull();
  }
});
