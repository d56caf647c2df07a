import { expect, test } from 'vitest';
import type { ChangeNote, ComparedTopics, PlacedAct, Row, Shift } from '../ipc/types';
import type { Listed } from './reader.svelte';
import { byTopic, nameOf, shiftOf, shiftsOf } from './said';

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
const act = (of: PlacedAct['act'], paragraph = 0): PlacedAct => ({
  act: of,
  force: 1,
  verb: of,
  paragraph,
  from: 0,
});
const shift = (paragraph: number): Shift => ({
  older: act('note', paragraph),
  newer: act('welcome', paragraph),
  relation: 'stronger',
});
const name = (id: string): ComparedTopics['topics'][number] => ({
  id,
  label: { ar: id, en: id },
  colour: '#000000',
  parent: null,
  number: null,
});
const none = { topic: null, shift: null };
const said: ComparedTopics = {
  topics: [name('ceasefire'), name('refugees')],
  rows: [[], [0]],
  changes: [
    { ...none, topic: 0 },
    { topic: 1, shift: shift(0) },
    none,
    { topic: 1, shift: shift(1) },
    { topic: 1, shift: shift(0) },
    { topic: 1, shift: shift(2) },
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

test('a change of act tells from which act it leads to which', () => {
  expect(shiftOf(said, listed(1, 'act', 0.8))?.relation).toBe('stronger');
  expect(shiftOf(said, listed(0, 'scope', 0.8))).toBeNull();
  expect(shiftOf(said, listed(-2, 'added', 0.6, 1))).toBeNull();
  expect(shiftOf(null, listed(1, 'act', 0.8))).toBeNull();
});

test('over a row each shift stands once, those at one place of two paragraphs are two, and there is room for two', () => {
  const row: Row = {
    kind: 'merged',
    moved: null,
    older: [],
    newer: [],
    score: 0,
    reason: null,
    changes: [0, 1, 3, 4, 5],
  };
  const { shifts, told } = shiftsOf(said, row);
  expect(shifts.map(nameOf)).toEqual([shift(0), shift(1)].map(nameOf));
  expect([...told]).toEqual([1, 3, 4]);
});
