/**
 * Which rows stand open and which are folded into runs. A run of unchanged rows folds; so does whatever a filter leaves
 * out. Where a passage moved away, a departure marks its old place.
 */
import type { Row } from '../ipc/types';
import type { Counted } from './kinds';

export interface RowItem {
  readonly type: 'row';
  /** The row, by its index in the comparison. */
  readonly row: number;
}

export interface RunItem {
  readonly type: 'run';
  /** The first row and the number of rows. */
  readonly first: number;
  readonly count: number;
  /** Whether a filter, and not sameness, folded it. */
  readonly filtered: boolean;
  readonly open: boolean;
}

export interface DepartureItem {
  readonly type: 'departure';
  /** The row the passage stands in now. */
  readonly row: number;
}

export type Item = RowItem | RunItem | DepartureItem;

/** The row from which an item stands; `null` for a departure, which stands where its passage was. */
export function placeOfItem(item: Item): number | null {
  if (item.type === 'departure') return null;
  return item.type === 'run' ? item.first : item.row;
}

/** Whether two items are the same on the screen. */
export function sameItem(a: Item, b: Item): boolean {
  if (a.type === 'run')
    return (
      b.type === 'run' &&
      a.first === b.first &&
      a.count === b.count &&
      a.open === b.open &&
      a.filtered === b.filtered
    );
  return a.type === b.type && a.row === b.row;
}

export interface Wanted {
  /** The kinds to show; empty shows every change. */
  readonly filter: ReadonlySet<Counted>;
  /** Whether differences of spelling count as something to see. */
  readonly spelling: boolean;
  /** Which rows are shown at all, beside the kinds; `null` where all are. */
  readonly only?: ((row: Row, index: number) => boolean) | null;
  /** The runs opened, by their first row. */
  readonly opened: ReadonlySet<number>;
}

/** Whether a row says nothing new. */
export function isUnchanged(row: Row, spelling: boolean): boolean {
  if (row.moved !== null) return false;
  return row.kind === 'same' || (row.kind === 'cosmetic' && !spelling);
}

/** Whether a row stands open by itself. */
export function isShown(
  row: Row,
  index: number,
  { filter, spelling, only }: Pick<Wanted, 'filter' | 'spelling' | 'only'>,
): boolean {
  if (only && !only(row, index)) return false;
  if (filter.size === 0) return !isUnchanged(row, spelling);
  // While spelling is hidden, a row that differs in nothing else counts as unchanged.
  const kind = row.kind === 'cosmetic' && !spelling ? 'same' : row.kind;
  return filter.has(kind) || (row.moved !== null && filter.has('moved'));
}

/** The first older paragraph of a row; past every paragraph where it has none. */
function olderPlace(row: Row): number {
  return row.older[0]?.number ?? Number.POSITIVE_INFINITY;
}

/** Where each moved row left from: the index of the row before which its passage stood in the older text. */
export function departures(rows: readonly Row[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [index, row] of rows.entries()) {
    if (row.moved === null || row.older.length === 0) continue;
    const place = olderPlace(row);
    let before = rows.findIndex(
      (other) => other.moved === null && other.older.length > 0 && olderPlace(other) > place,
    );
    if (before < 0) before = rows.length;
    found.set(before, [...(found.get(before) ?? []), index]);
  }
  for (const list of found.values()) {
    list.sort((a, b) => olderPlace(rows[a] as Row) - olderPlace(rows[b] as Row));
  }
  return found;
}

/** Rows as they are to stand on the screen. */
export function arrange(rows: readonly Row[], wanted: Wanted): Item[] {
  const items: Item[] = [];
  const left = departures(rows);
  let run: number[] = [];

  const close = (): void => {
    const [first] = run;
    if (first === undefined) return;
    const filtered = run.some((index) => !isUnchanged(rows[index] as Row, wanted.spelling));
    const open = wanted.opened.has(first);
    items.push({ type: 'run', first, count: run.length, filtered, open });
    if (open) items.push(...run.map((row): RowItem => ({ type: 'row', row })));
    run = [];
  };
  const depart = (index: number): void => {
    const here = (left.get(index) ?? []).filter((row) => isShown(rows[row] as Row, row, wanted));
    if (here.length === 0) return;
    close();
    items.push(...here.map((row): DepartureItem => ({ type: 'departure', row })));
  };

  for (const [index, row] of rows.entries()) {
    depart(index);
    if (isShown(row, index, wanted)) {
      close();
      items.push({ type: 'row', row: index });
    } else {
      run.push(index);
    }
  }
  close();
  depart(rows.length);
  return items;
}
