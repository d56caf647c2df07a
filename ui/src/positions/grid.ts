/** The matrix as a grid of cells, and the ways through it. Not for how a cell is drawn. */
import type { Act, MatrixMention, MatrixRow, PositionsMatrix } from '../ipc/types';

/** A cell: a mention, silence after one, or nothing yet. */
export type Cell =
  | { readonly state: 'said'; readonly mention: MatrixMention }
  /** For how many releases now, this one counted. */
  | { readonly state: 'silent'; readonly releases: number }
  | { readonly state: 'not-yet' };

export interface GridRow {
  readonly row: MatrixRow;
  /** One for each release of the matrix. */
  readonly cells: readonly Cell[];
}

/** Lays a matrix out; only rows of these topics and with one of these acts, where any are asked for. */
export function grid(
  matrix: PositionsMatrix,
  topics: ReadonlySet<string>,
  acts: ReadonlySet<Act>,
): GridRow[] {
  return matrix.rows
    .filter((row) => topics.size === 0 || topics.has(row.topic.id))
    .filter(
      (row) => acts.size === 0 || row.mentions.some((mention) => mention.acts.some((act) => acts.has(act))),
    )
    .map((row) => ({ row, cells: cellsOf(row, matrix.releases.length) }));
}

function cellsOf(row: MatrixRow, releases: number): Cell[] {
  const mentions = new Map(row.mentions.map((mention) => [mention.release, mention]));
  let last: number | null = null;
  return Array.from({ length: releases }, (_, release): Cell => {
    const mention = mentions.get(release);
    if (mention !== undefined) {
      last = release;
      return { state: 'said', mention };
    }
    return last === null ? { state: 'not-yet' } : { state: 'silent', releases: release - last };
  });
}

/** A place in the grid. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a place; `null` for a key that leads nowhere. `turned` where columns run from right to left. */
export function step(
  place: Place,
  key: string,
  size: { readonly rows: number; readonly columns: number },
  turned: boolean,
): Place | null {
  const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  const to = (row: number, column: number): Place => ({
    row: clamp(row, size.rows),
    column: clamp(column, size.columns),
  });
  const { row, column } = place;
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowRight':
      return to(row, column + (turned ? -1 : 1));
    case 'ArrowLeft':
      return to(row, column + (turned ? 1 : -1));
    case 'Home':
      return to(row, 0);
    case 'End':
      return to(row, size.columns - 1);
    case 'PageUp':
      return to(0, column);
    case 'PageDown':
      return to(size.rows - 1, column);
    default:
      return null;
  }
}

/** How many topics a release speaks on, and on how many of them it moved. */
export function counted(
  rows: readonly GridRow[],
  column: number,
  moved: (mention: MatrixMention) => boolean,
): { topics: number; moved: number } {
  const said = rows.flatMap(({ cells }) => {
    const cell = cells[column];
    return cell?.state === 'said' ? [cell.mention] : [];
  });
  return { topics: said.length, moved: said.filter(moved).length };
}
