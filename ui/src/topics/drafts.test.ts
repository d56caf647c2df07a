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

test('what nobody can read in the storage counts as nothing', () => {
  for (const value of [
    '{',
    '7',
    'null',
    '{"3 1 /a.bayan":{"begun":{"topics":[{}]},"codebook":{"topics":[]}}}',
  ]) {
    kept.set('codebook-drafts', value);
    expect(new Drafts('/a.bayan').of(3, stored(topic('truce')))).toBeNull();
  }
});
