import { expect, test } from 'vitest';
import type { Act, MatrixMention, PositionsMatrix } from '../ipc/types';
import { counted, grid, step } from './grid';

function mention(release: number, act: Act): MatrixMention {
  return {
    release,
    act,
    force: 2,
    verb: '',
    change: { relation: 'new', previous: null, pairing: 'another', force: 0 },
    others: 0,
    standing: 'found',
    acts: [act],
  };
}

function matrix(rows: Record<string, MatrixMention[]>, releases: number): PositionsMatrix {
  return {
    releases: Array.from({ length: releases }, () => ({}) as PositionsMatrix['releases'][number]),
    rows: Object.entries(rows).map(([id, mentions]) => ({
      topic: { id, label: { en: id }, colour: '#000000', parent: null, number: null },
      mentions,
    })),
    topics: [],
    codebook: null,
    stale: 0,
  };
}

const SOME = matrix({ truce: [mention(1, 'welcome'), mention(4, 'reject')], tax: [mention(0, 'note')] }, 5);

test('before the first mention a cell is empty, after one it is silent and says for how long', () => {
  const [truce] = grid(SOME, new Set(), new Set());
  expect(truce?.cells.map((cell) => (cell.state === 'silent' ? cell.releases : cell.state))).toEqual([
    'not-yet',
    'said',
    1,
    2,
    'said',
  ]);
});

test('rows are held to topics and to acts', () => {
  const ids = (topics: string[], acts: Act[]): string[] =>
    grid(SOME, new Set(topics), new Set(acts)).map(({ row }) => row.topic.id);
  expect(ids([], [])).toEqual(['truce', 'tax']);
  expect(ids(['tax'], [])).toEqual(['tax']);
  expect(ids([], ['reject'])).toEqual(['truce']);
  expect(ids(['tax'], ['reject'])).toEqual([]);
});

test('arrow keys follow the screen and stop at the edges', () => {
  const size = { rows: 2, columns: 5 };
  const from = { row: 0, column: 1 };
  expect(step(from, 'ArrowRight', size, false)).toEqual({ row: 0, column: 2 });
  expect(step(from, 'ArrowRight', size, true)).toEqual({ row: 0, column: 0 });
  expect(step(from, 'ArrowLeft', size, true)).toEqual({ row: 0, column: 2 });
  expect(step(from, 'ArrowUp', size, false)).toEqual(from);
  expect(step(from, 'PageDown', size, false)).toEqual({ row: 1, column: 1 });
  expect(step(from, 'End', size, false)).toEqual({ row: 0, column: 4 });
  expect(step(from, 'KeyX', size, false)).toBeNull();
});

test('a release is counted by its topics and those that moved', () => {
  const rows = grid(SOME, new Set(), new Set());
  expect(counted(rows, 4, ({ act }) => act === 'reject')).toEqual({ topics: 1, moved: 1 });
  expect(counted(rows, 0, ({ act }) => act === 'reject')).toEqual({ topics: 1, moved: 0 });
});
