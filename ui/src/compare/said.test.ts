import { expect, test } from 'vitest';
import type { ChangeNote, ComparedTopics, PlacedAct } from '../ipc/types';
import type { Listed } from './reader.svelte';
import { actsOf, byTopic } from './said';

const note = (of: ChangeNote['class'], weight: number): ChangeNote => ({
  class: of,
  weight,
  older_paragraph: 0,
  newer_paragraph: 0,
  older_text: 'noted',
  newer_text: 'welcomed',
});
const listed = (index: number, of: ChangeNote['class'], weight: number, row = 0): Listed => ({
  index,
  note: note(of, weight),
  key: String(index),
  moved: null,
  row,
});
const act = (topic: number, of: PlacedAct['act']): PlacedAct => ({
  topic,
  act: of,
  force: 1,
  holder: 'issuer',
  verb: of,
  paragraph: 0,
  from: 0,
  to: 4,
});
const name = (id: string): ComparedTopics['topics'][number] => ({
  id,
  label: { ar: id, en: id },
  colour: '#000000',
  parent: null,
  number: null,
});
const none = { topic: null, older: null, newer: null, relation: null };
const said: ComparedTopics = {
  topics: [name('ceasefire'), name('refugees')],
  rows: [
    { topics: [], older: [], newer: [] },
    { topics: [0], older: [], newer: [] },
  ],
  changes: [
    { ...none, topic: 0 },
    { topic: 1, older: act(1, 'note'), newer: act(1, 'welcome'), relation: 'stronger' },
    none,
  ],
};

test('the topic with the weightiest change comes first, what is about none last', () => {
  const list = [
    listed(2, 'wording', 0.9),
    listed(1, 'act', 0.8),
    listed(0, 'scope', 0.3),
    listed(-2, 'added', 0.6, 1),
  ];
  const groups = byTopic(said, list).map(({ topic, list: own }) => [
    topic?.id ?? null,
    own.map((one) => one.index),
  ]);
  expect(groups).toEqual([
    ['refugees', [1]],
    ['ceasefire', [0, -2]],
    [null, [2]],
  ]);
});

test('acts are named for a change of act alone, and only where both are known', () => {
  expect(actsOf(said, listed(1, 'act', 0.8))?.relation).toBe('stronger');
  expect(actsOf(said, listed(1, 'scope', 0.8))).toBeNull();
  expect(actsOf(said, listed(0, 'act', 0.8))).toBeNull();
  expect(actsOf(null, listed(1, 'act', 0.8))).toBeNull();
});
