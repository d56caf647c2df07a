import { expect, test } from 'vitest';
import type { Moved, Row, RowKind } from '../ipc/types';
import { arrange, departures, type Item, type Wanted } from './arrange';

const para = (number: number): Row['older'][number] => ({ number, runs: [] });

function row(kind: RowKind, older: number[], newer: number[], moved: Moved | null = null): Row {
  return { kind, moved, score: 1, reason: null, older: older.map(para), newer: newer.map(para), changes: [] };
}

const PLAIN: Wanted = { filter: new Set(), spelling: false, opened: new Set() };

/** Items in short: `run 0+2`, `row 3`, `left 4`. */
function short(items: Item[]): string[] {
  return items.map((item) => {
    if (item.type === 'run')
      return `run ${item.first}+${item.count}${item.open ? ' open' : ''}${item.filtered ? ' filtered' : ''}`;
    return item.type === 'row' ? `row ${item.row}` : `left ${item.row}`;
  });
}

test('unchanged rows fold into runs between the changed ones', () => {
  const rows = [
    row('same', [0], [0]),
    row('same', [1], [1]),
    row('reworded', [2], [2]),
    row('same', [3], [3]),
  ];
  expect(short(arrange(rows, PLAIN))).toEqual(['run 0+2', 'row 2', 'run 3+1']);
});

test('a row that differs in spelling only folds until spelling is shown', () => {
  const rows = [row('same', [0], [0]), row('cosmetic', [1], [1])];
  expect(short(arrange(rows, PLAIN))).toEqual(['run 0+2']);
  expect(short(arrange(rows, { ...PLAIN, spelling: true }))).toEqual(['run 0+1', 'row 1']);
});

test('an open run shows its rows in place', () => {
  const rows = [row('same', [0], [0]), row('same', [1], [1]), row('added', [], [2])];
  expect(short(arrange(rows, { ...PLAIN, opened: new Set([0]) }))).toEqual([
    'run 0+2 open',
    'row 0',
    'row 1',
    'row 2',
  ]);
});

test('a moved passage stays in sight though its words are the same', () => {
  const rows = [row('same', [1], [0], 'up'), row('same', [0], [1])];
  expect(short(arrange(rows, PLAIN))).toContain('row 0');
});

test('where a passage left from is marked before the row that followed it', () => {
  const rows = [
    row('same', [2], [0], 'up'),
    row('same', [0], [1]),
    row('same', [1], [2]),
    row('same', [3], [3]),
  ];
  expect(short(arrange(rows, PLAIN))).toEqual(['row 0', 'run 1+2', 'left 0', 'run 3+1']);
});

test('a passage that left the very end is marked at the end', () => {
  const rows = [row('same', [1], [0], 'up'), row('same', [0], [1])];
  expect([...departures(rows)]).toEqual([[2, [0]]]);
});

test('a filter leaves the chosen kinds and folds the rest', () => {
  const rows = [
    row('same', [0], [0]),
    row('reworded', [1], [1]),
    row('added', [], [2]),
    row('dropped', [2], []),
  ];
  expect(short(arrange(rows, { ...PLAIN, filter: new Set(['added']) }))).toEqual([
    'run 0+2 filtered',
    'row 2',
    'run 3+1 filtered',
  ]);
});

test('the filter of moves shows moves of any kind', () => {
  const rows = [row('reworded', [1], [0], 'up'), row('reworded', [0], [1])];
  const items = short(arrange(rows, { ...PLAIN, filter: new Set(['moved']) }));
  expect(items).toContain('row 0');
  expect(items).not.toContain('row 1');
});

test('every row is somewhere, once, whatever is wanted', () => {
  const rows = [
    row('same', [0], [0]),
    row('split', [1], [1, 2]),
    row('same', [3], [3], 'down'),
    row('dropped', [2], []),
  ];
  for (const filter of [[], ['same'], ['moved'], ['split', 'dropped']] as const) {
    const items = arrange(rows, { ...PLAIN, filter: new Set(filter) });
    const told = items.flatMap((item) => {
      if (item.type === 'run') return Array.from({ length: item.count }, (_, at) => item.first + at);
      return item.type === 'row' ? [item.row] : [];
    });
    expect(told.sort()).toEqual([0, 1, 2, 3]);
  }
});
